// @ts-check
/** A button that copies the lines beside it, also on a page from a folder. */
import { copy, element, tool } from "./dom.js";
import { say } from "./messages.js";

/** Select the lines, as a hand would. @param {Element} lines */
function select(lines) {
  const selection = document.getSelection();
  const range = document.createRange();
  range.selectNodeContents(lines);
  selection?.removeAllRanges();
  selection?.addRange(range);
}

for (const place of document.querySelectorAll(".kl-snippet")) {
  const lines = /** @type {Element} */ (place.querySelector("pre"));
  const said = element("span", { class: "kl-copied", role: "status" });
  const button = tool(say("copying.copy"), async () => {
    const copied = await copy((lines.textContent ?? "").trimEnd());
    if (!copied) select(lines);
    // The older way takes what is selected, and asks for no secure address.
    const done = copied || document.execCommand("copy");
    said.textContent = say(done ? "copying.copied" : "copying.selected");
  });
  place.append(element("div", { class: "kl-tools" }, button, said));
}
