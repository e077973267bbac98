// @ts-check
/**
 * Prose that follows a model: numbers in the text that can be dragged, typed and stepped, and words that say
 * what the model says now. The page is delivered with both as plain text.
 *
 * @typedef {import("./widget.js").Parameter} Parameter
 * @typedef {import("./widget.js").WidgetModel} WidgetModel
 */
import { nearestStop, written } from "./address.js";
import { element } from "./dom.js";
import { formatted } from "./format.js";
import { fromJson } from "./json.js";
import { say } from "./messages.js";
import { possible } from "./numbers.js";
import { TypedField } from "./typed.js";

/** Pixels of a drag that make one step. */
const PIXELS = 4;

/**
 * A number in the prose: a text, with a field over it that shows while it has the focus. The text is what is copied,
 * saved, or read in a browser's reader view, none of which takes what stands in a field.
 */
class ProseNumber {
  /** @param {WidgetModel} model @param {Parameter} parameter */
  constructor(model, parameter) {
    this.model = model;
    this.parameter = parameter;
    this.input = /** @type {HTMLInputElement} */ (
      element("input", {
        class: "kl-number",
        type: "text",
        role: "spinbutton",
        autocomplete: "off",
        spellcheck: "false",
        "aria-label": parameter.label,
        title: say("controls.drag"),
      })
    );
    // Reader views leave out what screen readers are not told (they are told the field), but for this class.
    this.text = element("span", { class: "kl-written fallback-image", "aria-hidden": "true" });
    this.field = new TypedField(model, parameter, this.input);
    this.root = element("span", { class: "kl-prose-number" }, this.text, this.input, this.field.message);
    const [low, high] = this.ends();
    this.input.setAttribute("aria-valuemin", String(low));
    this.input.setAttribute("aria-valuemax", String(high));
    this.home = fromJson(parameter.opening);
    model.on(`change:${parameter.name}`, () => this.show());
    this.listen();
    this.show();
  }

  get value() {
    return fromJson(this.model.get(this.parameter.name));
  }

  /** Lowest and highest value, or place in the row of stops. @returns {[number, number]} */
  ends() {
    return this.parameter.range ?? [0, this.parameter.stops.length - 1];
  }

  /** A value some steps away. @param {number} from @param {number} steps */
  stepped(from, steps) {
    const { parameter } = this;
    const [low, high] = this.ends();
    if (!parameter.stops.length) return from + steps * /** @type {number} */ (parameter.step);
    const index = Math.min(Math.max(nearestStop(parameter, from) + steps, low), high);
    return fromJson(parameter.stops[index][1]);
  }

  /** @param {number} value */
  set(value) {
    this.model.set(this.parameter.name, possible(this.parameter, value));
    this.model.save_changes();
    this.show();
  }

  show() {
    const { input, parameter, value } = this;
    this.field.show();
    this.text.textContent = input.value;
    const now = parameter.stops.length ? nearestStop(parameter, value) : value;
    input.setAttribute("aria-valuenow", String(now));
    input.setAttribute("aria-valuetext", `${written(parameter, value)} ${parameter.unit}`.trim());
  }

  listen() {
    const { input } = this;
    /** @type {{x: number, value: number, moved: boolean} | null} */
    let drag = null;

    // What was said of an entry has been read when the reader goes on.
    for (const event of ["pointerdown", "keydown"])
      document.addEventListener(event, () => this.field.message.textContent && this.field.say(""), true);
    // The text is as wide as what is typed, and says what stands in the field once that is taken or given up.
    for (const event of ["input", "blur", "keydown"])
      input.addEventListener(event, () => (this.text.textContent = input.value));
    input.addEventListener("dblclick", (event) => {
      event.preventDefault();
      this.field.restore();
      this.set(this.home);
    });
    input.addEventListener("keydown", (event) => {
      const steps = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
      if (!steps) return;
      event.preventDefault();
      if (this.field.typing) this.field.commit();
      this.set(this.stepped(this.value, steps));
    });
    input.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      drag = { x: event.clientX, value: this.value, moved: false };
      input.setPointerCapture(event.pointerId); // a number is narrow, and a quick hand is past its edge at once
    });
    input.addEventListener("pointermove", (event) => {
      if (!drag) return;
      const steps = Math.trunc((event.clientX - drag.x) / PIXELS);
      if (!drag.moved && !steps) return;
      drag.moved = true;
      this.field.restore();
      this.set(this.stepped(drag.value, steps));
    });
    for (const end of ["pointerup", "pointercancel"])
      input.addEventListener(end, () => {
        if (drag?.moved) input.setSelectionRange(0, 0);
        drag = null;
      });
  }
}

/** Bring the prose of a page to life. @param {(name: string) => WidgetModel | undefined} modelOf */
export function followModels(modelOf) {
  for (const span of document.querySelectorAll("span[data-follows]")) {
    const { follows = "", shows = "", format = "" } = /** @type {HTMLElement} */ (span).dataset;
    const model = modelOf(follows);
    if (!model) continue;
    const parameter = model.get("_kernelless").parameters.find((/** @type {Parameter} */ p) => p.name === shows);
    if (parameter && !format) span.replaceChildren(new ProseNumber(model, parameter).root);
    else {
      const show = () => {
        const value = fromJson(model.get(shows));
        span.textContent = parameter ? written(parameter, value) : formatted(value, format);
      };
      model.on(`change:${shows}`, show);
      show();
    }
  }
}
