// @ts-check
/**
 * A page with one model alone: light or dark as the system is, and its height told to the page around its frame.
 */
const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");

function show() {
  root.dataset.theme = dark.matches ? "dark" : "light";
}

function tell() {
  const height = Math.ceil(root.getBoundingClientRect().height);
  // Who frames the page is not known; a height is nobody's secret.
  window.parent.postMessage({ type: "kernelless:height", name: root.dataset.embed, height }, "*");
}

/** A frame may forbid links to open, and then a click would do nothing, without a word.
 * @param {MouseEvent} event */
function follow(event) {
  const link = event.target instanceof Element && event.target.closest("a[href]");
  if (!(link instanceof HTMLAnchorElement) || link.download) return;
  event.preventDefault();
  const opened = window.open(link.href);
  if (opened) opened.opener = null;
  else if (!link.nextElementSibling?.matches(".kl-address")) {
    const address = Object.assign(document.createElement("span"), { className: "kl-address", textContent: link.href });
    address.setAttribute("role", "status");
    link.after(address);
  }
}

// A page whose origin is nobody's stands in a frame with restrictions.
if (window !== window.parent && window.origin === "null") addEventListener("click", follow);
dark.addEventListener("change", show);
show();
if (window !== window.parent) new ResizeObserver(tell).observe(root);
