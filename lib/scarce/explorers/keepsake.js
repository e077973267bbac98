// @ts-check
/**
 * A page to keep: the model alone on one sheet, with its settings, a link to it and a sentence of the reader's own.
 * The sentence lives in its field, on the paper and, so that a reload does not lose it, in this tab's history.
 *
 * @typedef {{title: string, prompt: string}} About
 * @typedef {import("kernelless/extras.js").Host} Host
 */
const { element, found, fromJson, leave, register, tool, written } = kernelless;

/** As much as a sheet has room for. */
const LETTERS = 400;
const ASIDE = "data-kl-aside";
const AROUND = "data-kl-around";

/** Mark all that is not `root`, and apart from that what is around it. @param {Element} root */
function setAside(root) {
  for (let at = root; at.parentElement; at = at.parentElement) {
    at.parentElement.setAttribute(AROUND, "");
    for (const sibling of at.parentElement.children) if (sibling !== at) sibling.setAttribute(ASIDE, "");
  }
}

function bringBack() {
  for (const mark of [ASIDE, AROUND])
    for (const marked of document.querySelectorAll(`[${mark}]`)) marked.removeAttribute(mark);
}

class Keepsake {
  /** @param {About} about @param {Host} host */
  constructor(about, host) {
    this.host = host;
    this.field = /** @type {HTMLTextAreaElement} */ (
      element("textarea", { rows: "2", maxlength: String(LETTERS), autocomplete: "off" })
    );
    const place = `${host.about.name} sentence`;
    this.field.value = found(place).slice(0, LETTERS);
    this.field.addEventListener("change", () => leave(place, this.field.value));
    addEventListener("pagehide", () => leave(place, this.field.value));
    this.root = element(
      "div",
      { class: "kl-keepsake" },
      element("label", {}, element("span", {}, about.prompt), this.field),
      element(
        "div",
        { class: "kl-tools" },
        tool("Print this page to keep", () => this.print()),
      ),
    );
    this.head = element("p", { class: "kl-sheet kl-sheet-title" }, about.title);
    this.foot = element("div", { class: "kl-sheet" });
    this.places = { before: [this.head], below: [this.root], after: [this.foot] };
  }

  /** Each control's label and what it stands at. @returns {[string, string][]} */
  settings() {
    const { about, model } = this.host;
    return about.parameters.map((parameter) => [
      parameter.label,
      `${written(parameter, fromJson(model.get(parameter.name)))} ${parameter.unit}`.trim(),
    ]);
  }

  /** What stands under the model on paper. */
  write() {
    const own = this.field.value.trim();
    const settings = this.settings().map(([label, value]) =>
      element("div", {}, element("dt", {}, label), element("dd", {}, value)),
    );
    this.foot.replaceChildren(
      ...(own ? [element("p", { class: "kl-own" }, own)] : []),
      element("dl", {}, ...settings),
      element("p", { class: "kl-link" }, new URL(this.host.address(), location.href).href),
    );
  }

  print() {
    const model = /** @type {Element} */ (this.root.closest(".kl"));
    this.write();
    model.classList.add("kl-keeping");
    setAside(model);
    addEventListener(
      "afterprint",
      () => {
        bringBack();
        model.classList.remove("kl-keeping");
      },
      { once: true },
    );
    window.print();
  }
}

// Only on the static page: elsewhere the page around the model is not ours to print.
register("keepsake", (about, host) => (host.addressed ? new Keepsake(about, host) : null));
