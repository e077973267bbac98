// @ts-check
/**
 * A field that shows a parameter's value and takes another: by Enter, by leaving it (Tab, a tap elsewhere) or by picking
 * a name; Escape brings back what stood there. What cannot be taken is said under it, with what would be right.
 *
 * @typedef {import("./widget.js").Parameter} Parameter
 * @typedef {import("./widget.js").Scalar} Scalar
 * @typedef {import("./widget.js").WidgetModel} WidgetModel
 */
import { written } from "./address.js";
import { element } from "./dom.js";
import { fromJson, toJson } from "./json.js";
import { say } from "./messages.js";
import { keyboard, possible, readNumber, REPEATED } from "./numbers.js";

/** A stop by its name as typed: the name itself, in any case, or the only one that holds it.
 * @param {Parameter} parameter @param {string} text @returns {{value: Scalar, note: string, problem: string}} */
function readNamed({ label, stops }, text) {
  const asked = text.trim().toLowerCase();
  const exact = stops.find(([name]) => name.toLowerCase() === asked);
  const holding = asked ? stops.filter(([name]) => name.toLowerCase().includes(asked)) : [];
  const found = exact ?? (holding.length === 1 ? holding[0] : undefined);
  if (found) return { value: found[1], note: "", problem: "" };
  const named = holding.slice(0, 3).map(([name]) => say("words.quoted", { text: name }));
  const [count, part, names] = [holding.length, text.slice(0, REPEATED), named.join(say("words.next"))];
  const problem = count
    ? say("typed.several", { several: count, count, text: part, names })
    : say("typed.none", { label, text: part });
  return { value: null, note: "", problem };
}

/** A number as typed, held to the steps and ends of the slider, which says so.
 * @param {Parameter} parameter @param {string} text @returns {{value: Scalar, note: string, problem: string}} */
function readTyped(parameter, text) {
  const { value, note, problem, outside } = readNumber(text, parameter);
  const asked = value ?? outside;
  if (asked === null) return { value, note, problem: `${parameter.label} ${problem}.` };
  const held = fromJson(possible(parameter, asked));
  const shown = written(parameter, held);
  if (outside !== null) return { value: toJson(held), note: say("typed.held", { value: shown }), problem: "" };
  const rounded = parameter.range && Math.abs(held - asked) > 1e-9 * Math.abs(asked);
  const step = rounded ? say("typed.step", { value: shown }) : "";
  return { value: toJson(held), note: note || step, problem: "" };
}

export class TypedField {
  /**
   * @param {WidgetModel} model @param {Parameter} parameter
   * @param {HTMLElement} input an input, or an element whose text can be edited
   * @param {{byName?: boolean, signal?: AbortSignal}} options whether names are typed rather than numbers; until when
   */
  constructor(model, parameter, input, { byName = false, signal } = {}) {
    this.model = model;
    this.parameter = parameter;
    this.input = input;
    this.byName = byName;
    this.typing = false;
    this.message = element("span", { class: "kl-took", role: "status" });
    input.setAttribute("inputmode", byName ? "text" : keyboard(parameter));
    this.listen(signal ? { signal } : {});
  }

  get text() {
    return this.input instanceof HTMLInputElement ? this.input.value : (this.input.textContent ?? "");
  }

  set text(text) {
    if (this.input instanceof HTMLInputElement) {
      this.input.value = text;
      this.input.size = Math.max(3, text.length);
    } else if (this.input.textContent !== text) this.input.textContent = text;
  }

  /** The value as its control shows it. */
  get shown() {
    return written(this.parameter, fromJson(this.model.get(this.parameter.name)));
  }

  /** Show the value, unless the reader is typing another. */
  show() {
    if (this.typing) return;
    this.text = this.shown;
    this.say("");
  }

  /** @param {string} message @param {boolean} wrong */
  say(message, wrong = false) {
    if (this.message.textContent !== message) this.message.textContent = message;
    if (wrong) this.input.setAttribute("aria-invalid", "true");
    else this.input.removeAttribute("aria-invalid");
  }

  restore() {
    this.typing = false;
    this.show();
  }

  /** Take what was typed. */
  commit() {
    const { model, parameter, text } = this;
    this.typing = false;
    if (text.trim() === this.shown) return this.show();
    const { value, note, problem } = (this.byName ? readNamed : readTyped)(parameter, text);
    if (value !== null) {
      model.set(parameter.name, value);
      model.save_changes();
    }
    this.show();
    this.say(problem || note, Boolean(problem));
  }

  /** @param {AddEventListenerOptions} until */
  listen(until) {
    const { input } = this;
    const act = (/** @type {KeyboardEvent} */ event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        this.commit();
      } else if (event.key === "Escape") this.restore();
    };
    input.addEventListener("input", () => (this.typing = true), until);
    input.addEventListener("blur", () => this.typing && this.commit(), until);
    input.addEventListener("keydown", act, until);
    if (input instanceof HTMLInputElement) selectWhole(input);
  }
}

/** What is typed takes the place of what stands there: by Tab and by the first click, after which clicks set the caret.
 * @param {HTMLInputElement} input */
function selectWhole(input) {
  let fresh = false;
  input.addEventListener("focus", () => {
    fresh = true;
    input.select();
  });
  // The click that brought the focus comes after it, and would put the caret in its place.
  input.addEventListener("click", () => {
    if (fresh && input.selectionStart === input.selectionEnd) input.select();
    fresh = false;
  });
  input.addEventListener("input", () => (fresh = false));
}
