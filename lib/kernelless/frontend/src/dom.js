// @ts-check
/**
 * An element with attributes and children.
 * @param {string} tag @param {Record<string, string>} attributes @param {(Node | string)[]} children
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** A button. @param {string} name @param {() => void} act */
export function tool(name, act) {
  const button = element("button", { type: "button" }, name);
  button.addEventListener("click", act);
  return button;
}

/** Put a text where the reader can paste it from; says whether that worked. @param {string} text */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Without a secure address (a page from a folder, say), or in a frame, browsers keep the clipboard to themselves.
    return copyWhatIsSelected(text);
  }
}

/** The older way, which asks for no permission. @param {string} text */
function copyWhatIsSelected(text) {
  const before = document.activeElement;
  const field = /** @type {HTMLTextAreaElement} */ (element("textarea", { readonly: "", class: "kl-copying" }));
  field.value = text;
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return done;
}

/** Where a hand is on an element, in the element's own pixels, also where it is shown enlarged.
 * @param {HTMLElement} target @param {{clientX: number, clientY: number}} event @returns {[number, number]} */
export function handOn(target, { clientX, clientY }) {
  const { left, top, width } = target.getBoundingClientRect();
  const scale = width / target.offsetWidth || 1;
  return [(clientX - left) / scale, (clientY - top) / scale];
}

/** Call `changed` whenever one of some elements has another size, until the signal ends it. JupyterLab puts a
 * ResizeObserver of its own in the browser's place, which is never let go: what it calls holds nothing once it has ended.
 * @param {Element[]} targets @param {() => void} changed @param {AbortSignal} signal */
export function watchSizes(targets, changed, signal) {
  const held = { changed };
  const observer = new ResizeObserver(() => held.changed());
  for (const target of targets) observer.observe(target);
  signal.addEventListener("abort", () => {
    observer.disconnect();
    held.changed = () => {};
  });
}
