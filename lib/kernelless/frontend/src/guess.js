// @ts-check
/**
 * Guess, then look: a question that stands before the model's answer, and the gap between the two in words.
 *
 * @typedef {{question: string, label: string, unit: string, format: string, range: [number, number],
 *   compare: "ratio" | "difference", answer: number | number[], at: number[] | null, axis: string,
 *   hint: string, scales: [string, string]}} Question
 */
import { copy, element, tool } from "./dom.js";
import { formatted, parsed } from "./format.js";
import { forgetGuess, guessesLine, keepGuess, keptGuess } from "./guesses.js";
import { forgetSetting } from "./settings.js";

/** Within this share of the answer a guess counts as right. */
const CLOSE = 0.1;

/** A value without decimals that say nothing. @param {number} value @param {string} format */
function plain(value, format) {
  return format.endsWith("f") && Number.isInteger(value) ? formatted(value, ",d") : formatted(value, format);
}

/** How far a guess is from the answer, in words. @param {Question} about @param {number} guess @param {number} answer */
export function gap(about, guess, answer) {
  const say = (/** @type {number} */ value) => `${plain(value, about.format)} ${about.unit}`.trim();
  const where = about.at ? ` at the end` : "";
  const both = `You guessed ${say(guess)}${where}; the model says ${say(answer)}`;
  if (guess === answer) return `${both}: exactly.`;
  const [low, high] = about.range;
  const near = about.compare === "ratio" ? CLOSE * Math.abs(answer) : (CLOSE * (high - low)) / 2;
  if (Math.abs(guess - answer) <= near) return `${both}. That is close.`;
  const direction = guess > answer ? "high" : "low";
  if (about.compare === "difference" || !(guess > 0) || !(answer > 0)) {
    const points = about.format.endsWith("%") ? " points" : "";
    const apart = formatted(Math.abs(guess - answer), about.format.replace("+", "")).replace("%", "");
    return `${both}: ${apart}${points} too ${direction}.`;
  }
  const ratio = Math.max(guess, answer) / Math.min(guess, answer);
  return `${both}: ${formatted(ratio, ratio < 10 ? ".1f" : ",.0f")} times too ${direction}.`;
}

/** The last of a line, or the number itself. @param {number | number[]} value */
function final(value) {
  return Array.isArray(value) ? value[value.length - 1] : value;
}

/** Whether a kept guess is of the kind that is asked for; an earlier edition may have asked for another.
 * @param {number | number[] | null} value @param {Question} about */
function fits(value, about) {
  return Array.isArray(value) ? value.length === about.at?.length : !about.at;
}

export class Guess {
  /**
   * @param {string} name @param {Question} about
   * @param {{shown(): void, drawn(guess: number | number[] | null): void}} listener
   */
  constructor(name, about, listener) {
    this.name = name;
    this.about = about;
    this.listener = listener;
    this.value = keptGuess(name);
    if (!fits(this.value, about)) this.value = null;
    this.asking = this.value === null;
    this.words = element("p", { class: "kl-gap", role: "status", tabindex: "-1" });
    this.problem = element("p", { class: "kl-trouble", role: "alert", hidden: "" });
    this.panel = this.makePanel();
    this.after = element("div", { class: "kl-guessed", hidden: "" }, this.words, this.makeAfter());
  }

  makePanel() {
    const { question, label, unit, at } = this.about;
    const show = element("button", { type: "submit", class: "kl-main" }, at ? "Compare" : "Show the answer");
    const skip = tool("Just show me", () => this.reveal());
    const ask = element("p", { class: "kl-question" }, question);
    const panel = element("form", { class: "kl-guess", novalidate: "", "aria-label": "Your guess" }, ask);
    if (at) panel.append(element("p", { class: "kl-hint" }, this.about.hint), this.makePoints());
    else {
      this.input = /** @type {HTMLInputElement} */ (
        element("input", { type: "text", inputmode: "decimal", autocomplete: "off", "aria-label": label })
      );
      panel.append(element("span", { class: "kl-entry" }, this.input, element("span", {}, unit)));
    }
    panel.append(element("span", { class: "kl-tools" }, show, skip), this.problem);
    panel.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    return panel;
  }

  /** The points of a line, for those who would rather type than draw. */
  makePoints() {
    const { at, axis, unit } = this.about;
    this.points = (at ?? []).map((x) => {
      const input = /** @type {HTMLInputElement} */ (
        element("input", {
          type: "text",
          inputmode: "decimal",
          autocomplete: "off",
          "aria-label": `${axis} ${x}, ${unit}`,
        })
      );
      input.addEventListener("change", () => this.takePoints());
      return input;
    });
    const rows = this.points.map((input, i) => element("label", {}, `${at?.[i]} `, input));
    return element("details", { class: "kl-points" }, element("summary", {}, "Type it instead"), ...rows);
  }

  makeAfter() {
    const note = element("span", { class: "kl-copied", role: "status" });
    const copied = async () => {
      const line = guessesLine();
      note.textContent = (await copy(line)) ? "Copied as one line of text." : line;
    };
    const tools = [tool("Copy my guesses", copied), tool("Delete my guess", () => this.forget())];
    return element("div", { class: "kl-tools" }, ...tools, note);
  }

  /** Points drawn by hand. @param {[number, number, number][]} points index, value, and what a pixel is worth there */
  draw(points) {
    const [low, high] = this.about.range;
    const percent = this.about.format.endsWith("%");
    for (const [index, value, worth] of points) {
      const input = this.points?.[index];
      if (!input) continue;
      const held = Math.min(Math.max(value, low), high) * (percent ? 100 : 1);
      // No finer than the hand, which is no finer than a pixel.
      const unit = 10 ** Math.floor(Math.log10(worth * (percent ? 100 : 1)));
      input.value = `${Number((Math.round(held / unit) * unit).toPrecision(12))}${percent ? "%" : ""}`;
    }
    this.takePoints();
  }

  takePoints() {
    this.excuse();
    const line = (this.points ?? []).map((input) => parsed(input.value, this.about.format));
    this.listener.drawn(line);
  }

  /** What was missing may be there now. */
  excuse() {
    this.problem.hidden = true;
    for (const input of this.panel.querySelectorAll("[aria-invalid]")) input.removeAttribute("aria-invalid");
  }

  submit() {
    this.excuse();
    const inputs = this.points ?? (this.input ? [this.input] : []);
    const [low, high] = this.about.range;
    const numbers = inputs.map((input) => parsed(input.value, this.about.format));
    const wrong = numbers.findIndex((number) => !(number >= low && number <= high));
    if (wrong >= 0) {
      const say = (/** @type {number} */ value) => plain(value, this.about.format);
      const typed = inputs[wrong].value.trim();
      const got = typed ? `“${typed.slice(0, 24)}” is not` : "it is empty";
      this.problem.textContent = this.points
        ? `Draw from the first to the last ${this.about.axis}; at ${this.about.at?.[wrong]} ${got}.`
        : `${this.about.label} must be a number from ${say(low)} to ${say(high)}; ${got}.`;
      this.problem.hidden = false;
      inputs[wrong].setAttribute("aria-invalid", "true");
      if (!this.points) inputs[wrong].focus();
      return;
    }
    this.value = this.points ? numbers : numbers[0];
    keepGuess(this.name, this.value);
    this.reveal();
    this.words.focus({ preventScroll: true });
    // In a frame that would scroll the page around it too.
    if (window === window.parent) this.after.scrollIntoView({ block: "nearest" });
  }

  /** Show the answer, with the guess if there is one. */
  reveal() {
    if (!this.asking) return;
    this.asking = false;
    this.show();
    this.listener.shown();
  }

  /** The guess, and with it the state in which the model was left. */
  forget() {
    forgetGuess(this.name);
    forgetSetting(this.name);
    this.value = null;
    this.show();
    this.listener.drawn(null);
  }

  show() {
    this.panel.hidden = !this.asking;
    this.after.hidden = this.asking || this.value === null;
    this.words.textContent = this.value === null ? "" : gap(this.about, final(this.value), final(this.about.answer));
  }
}
