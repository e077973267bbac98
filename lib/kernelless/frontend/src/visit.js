// @ts-check
/**
 * What the reader leaves on this visit to a page comes back with a reload, and by Back where the browser has not kept
 * the page: it lives in this entry of the tab's history, and ends with the tab.
 */
import { element } from "./dom.js";
import { say, sayWith } from "./messages.js";

/** @param {any} state of an entry of the history @returns {Record<string, string>} */
function ours(state) {
  const found = state?.kernelless;
  return found && typeof found === "object" ? found : {};
}

/** What there was before other scripts ran: Sphinx's own empties the state of the entry once the page is read, which may
 * be before this one has come. */
const began = typeof window === "undefined" ? {} : ours(window.stateAtStart ?? history.state);

function ofThisVisit() {
  const { state } = history;
  return state && !("kernelless" in state) ? began : ours(state);
}

/** @param {string} name @param {string} text */
export function leave(name, text) {
  if (found(name) === text) return;
  try {
    history.replaceState({ ...history.state, kernelless: { ...ofThisVisit(), [name]: text } }, "");
  } catch {
    // A browser that allows no more changes for a while: what was left before stays.
  }
}

/** What was left, or an empty text. @param {string} name */
export function found(name) {
  const text = Object.hasOwn(ofThisVisit(), name) ? ofThisVisit()[name] : "";
  return typeof text === "string" ? text : "";
}

/** Hides what is for copies; a style that is no part of the document is not saved with it.
 * @type {CSSStyleSheet | undefined} */
let hiding;

/** Words for a copy of the page that somebody saves: there they show, as no script hides them. */
export function noteForCopies() {
  const note = element("p", { class: "kl-saved" }, `${say("visit.copy")} `);
  const [here] = location.href.split("#");
  if (location.protocol !== "file:")
    note.append(...sayWith("visit.where", { address: element("a", { href: here }, here) }));
  if (!hiding) {
    hiding = new CSSStyleSheet();
    hiding.replaceSync(".kl-saved { display: none }");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, hiding];
  }
  return note;
}

/** Whether the browser can tell a page from its copy. */
export const knowsCopies = "adoptedStyleSheets" in Document.prototype && "replaceSync" in CSSStyleSheet.prototype;
