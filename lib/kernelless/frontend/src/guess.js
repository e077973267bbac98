// @ts-check
/**
 * Guess, then look: a question that stands before the model's answer, and the gap between the two in words.
 *
 * @typedef {import("./schema.js").GuessDescription} Question
 * @typedef {import("./extras.js").Host} Host
 * @typedef {import("./widget.js").View} View
 */
import { copy, element, tool } from "./dom.js";
import { listenToDrawing } from "./drawing.js";
import { register } from "./extras.js";
import { formatted } from "./format.js";
import { forgetGuess, guessesLine, keepGuess, keptGuess } from "./guesses.js";
import { say } from "./messages.js";
import { fromJson } from "./json.js";
import { inFull, keyboard, readNumber } from "./numbers.js";
import { forgetSetting } from "./settings.js";
import { watchShelf } from "./shelf.js";

/** Within this share of the answer a guess counts as right. */
const CLOSE = 0.1;

/** A value without decimals that say nothing. @param {number} value @param {string} format */
function plain(value, format) {
  return format.endsWith("f") && Number.isInteger(value) ? formatted(value, ",d") : formatted(value, format);
}

/** How far a guess is from the answer, in words. @param {Question} about @param {number} guess @param {number} answer */
export function gap(about, guess, answer) {
  const { at, format, unit } = about;
  const said = say(at ? "guess.said_at_end" : "guess.said", {
    guess: `${inFull(guess, about)} ${unit}`.trim(),
    answer: `${plain(answer, format)} ${unit}`.trim(),
  });
  if (guess === answer) return say("guess.exactly", { said });
  const [low, high] = about.range;
  const near = about.compare === "ratio" ? CLOSE * Math.abs(answer) : (CLOSE * (high - low)) / 2;
  if (Math.abs(guess - answer) <= near) return say("guess.close", { said });
  const apart = distance(about, guess, answer);
  return say(guess > answer ? "guess.too_high" : "guess.too_low", { said, gap: apart });
}

/** How far two values are apart, in words: as a ratio where that says more. @param {Question} about
 * @param {number} guess @param {number} answer */
function distance({ compare, format }, guess, answer) {
  if (compare === "difference" || !(guess > 0) || !(answer > 0)) {
    const gap = formatted(Math.abs(guess - answer), format.replace("+", "")).replace("%", "");
    return format.endsWith("%") ? say("guess.points", { gap }) : gap;
  }
  const ratio = Math.max(guess, answer) / Math.min(guess, answer);
  return say("guess.times", { gap: formatted(ratio, ratio < 10 ? ".1f" : ",.0f") });
}

/** The last of a line, or the number itself. @template T @param {T | T[]} value */
function final(value) {
  return Array.isArray(value) ? value[value.length - 1] : value;
}

/** A kept guess, if it is one that could have been made here; an earlier edition may have asked for another.
 * @param {string} name @param {Question} about */
function soundGuess(name, { at, range: [low, high] }) {
  const value = keptGuess(name);
  const values = [value ?? []].flat();
  const fits = Array.isArray(value) ? value.length === at?.length : !at;
  return fits && values.every((each) => each >= low && each <= high) ? value : null;
}

/** What stands beside a field: "% of the hours". @param {Question} about */
function beside({ format, unit }) {
  return `${format.endsWith("%") ? "% " : ""}${unit}`.trim();
}

export class Guess {
  /** @param {Question} about @param {Host} host */
  constructor(about, host) {
    const { name } = host.about;
    this.name = name;
    this.about = about;
    this.host = host;
    this.value = soundGuess(name, about);
    if (this.value === null) forgetGuess(name);
    this.asking = this.value === null;
    this.words = element("p", { class: "kl-gap", role: "status", tabindex: "-1" });
    this.problem = element("p", { class: "kl-trouble", role: "alert", hidden: "" });
    this.choice = element("div", {
      class: "kl-choice",
      role: "group",
      "aria-label": say("guess.which"),
      hidden: "",
    });
    this.took = element("p", { class: "kl-took", role: "status" });
    this.panel = this.makePanel();
    this.after = element("div", { class: "kl-guessed", hidden: "" }, this.words, this.makeAfter());
    this.places = { scenarios: [this.after], stage: [this.panel] };
    watchShelf("guess", name, () => this.reread(), host.signal);
  }

  /** While a guess is asked for, the answer is not read aloud. */
  get silent() {
    return this.asking;
  }

  shown() {
    this.show();
  }

  drawn() {
    return this.draw();
  }

  /** @param {View} view */
  started(view) {
    const { at, scales } = this.about;
    if (!at) return;
    listenToDrawing(
      this.host.picture,
      view,
      { at, scales },
      () => this.asking,
      (points) => this.takeDrawn(points),
    );
  }

  /** The guess on the picture. @param {number | number[] | null} value */
  async draw(value = this.value) {
    const { view } = this.host;
    if (!view) return;
    const { at } = this.about;
    if (at) {
      const points = Array.isArray(value) ? value : [];
      const rows = at.map((x, i) => ({ x, y: points[i] })).filter(({ y }) => Number.isFinite(y));
      view.data("guess", rows);
    } else view.signal("guess", value);
    view.signal("revealed", !this.asking);
    await view.runAsync();
  }

  /** Another tab may have guessed, or deleted the guess. */
  reread() {
    const value = soundGuess(this.name, this.about);
    if (String(value) === String(this.value)) return;
    this.value = value;
    if (value === null) this.show();
    else if (this.asking) return this.reveal();
    this.show();
    this.draw(value);
  }

  /** No form: a frame may forbid forms to be sent, and nothing is sent here. */
  makePanel() {
    const { question, at, hint } = this.about;
    const show = tool(say(at ? "guess.compare" : "guess.show"), () => this.submit());
    show.classList.add("kl-main");
    const skip = tool(say("guess.skip"), () => this.reveal());
    const ask = element("p", { class: "kl-question" }, question);
    const panel = element("div", { class: "kl-guess", role: "group", "aria-label": say("guess.group") }, ask);
    if (at) panel.append(element("p", { class: "kl-hint" }, hint), this.makePoints());
    else {
      this.input = this.makeInput(this.about.label);
      panel.append(element("span", { class: "kl-entry" }, this.input, element("span", {}, beside(this.about))));
    }
    panel.append(element("span", { class: "kl-tools" }, show, skip), this.choice, this.took, this.problem);
    panel.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing || !(event.target instanceof HTMLInputElement)) return;
      event.preventDefault(); // or the key would press the button that the focus goes to
      this.submit();
    });
    panel.addEventListener("input", () => this.excuse());
    return panel;
  }

  /** @param {string} label */
  makeInput(label) {
    const mode = keyboard(this.about);
    return /** @type {HTMLInputElement} */ (
      element("input", { type: "text", inputmode: mode, autocomplete: "off", "aria-label": label })
    );
  }

  /** The points of a line, for those who would rather type than draw. */
  makePoints() {
    const { at, axis, unit } = this.about;
    this.points = (at ?? []).map((x) => {
      const input = this.makeInput(`${axis} ${x}, ${unit}`);
      input.addEventListener("change", () => this.takePoints());
      return input;
    });
    const rows = this.points.map((input, i) => element("label", {}, `${at?.[i]} `, input));
    return element("details", { class: "kl-points" }, element("summary", {}, say("guess.type")), ...rows);
  }

  makeAfter() {
    const note = element("span", { class: "kl-copied", role: "status" });
    const copied = async () => {
      const line = guessesLine();
      note.textContent = (await copy(line)) ? say("guess.copied") : line;
    };
    const tools = [tool(say("guess.copy"), copied), tool(say("guess.delete"), () => this.forget())];
    return element("div", { class: "kl-tools" }, ...tools, note);
  }

  /** Points drawn by hand. @param {[number, number, number][]} points index, value, and what a pixel is worth there */
  takeDrawn(points) {
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

  /** Each point as it is read; what is no number yet is a gap in the line. */
  takePoints() {
    this.excuse();
    const readings = (this.points ?? []).map((input) => readNumber(input.value, this.about));
    const notes = readings.map(({ note }, i) => note && `${this.about.axis} ${this.about.at?.[i]} ${note}`);
    this.took.textContent = notes.filter(Boolean).join(say("words.next"));
    this.draw(readings.map(({ value }) => value ?? NaN));
  }

  /** What was missing may be there now. */
  excuse() {
    this.problem.hidden = true;
    this.choice.hidden = true;
    for (const input of this.panel.querySelectorAll("[aria-invalid]")) input.removeAttribute("aria-invalid");
  }

  submit() {
    this.excuse();
    const inputs = this.points ?? (this.input ? [this.input] : []);
    const readings = inputs.map((input) => readNumber(input.value, this.about));
    const wrong = readings.findIndex(({ value }) => value === null);
    if (wrong >= 0) return this.refuse(inputs[wrong], readings[wrong].problem, wrong);
    const values = readings.map(({ value }) => /** @type {number} */ (value));
    if (this.points) return this.commit(values);
    if (readings[0].others.length) return this.ask([values[0], ...readings[0].others]);
    this.commit(values[0]);
  }

  /** Say what is wrong with a field. @param {HTMLInputElement} input @param {string} problem @param {number} place */
  refuse(input, problem, place) {
    const { label, axis, at } = this.about;
    this.problem.textContent = this.points
      ? say("guess.draw", { axis, place: at?.[place] ?? "", problem })
      : `${label} ${problem}.`;
    this.problem.hidden = false;
    input.setAttribute("aria-invalid", "true");
    if (!this.points) input.focus();
  }

  /** A text that can be several numbers: the reader says which. @param {number[]} values */
  ask(values) {
    const buttons = values.map((value) => tool(inFull(value, this.about), () => this.commit(value)));
    this.choice.replaceChildren(`${say("guess.ask")} `, element("span", { class: "kl-tools" }, ...buttons));
    this.choice.hidden = false;
    buttons[0].focus();
  }

  /** @param {number | number[]} value */
  commit(value) {
    this.value = value;
    keepGuess(this.name, value);
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
    this.draw().then(() => this.host.speak());
  }

  /** The guess, and with it the state in which the model was left. */
  forget() {
    forgetGuess(this.name);
    forgetSetting(this.name);
    this.value = null;
    this.show();
    this.draw(null);
  }

  /** While a guess is asked for, what answers it is out of sight. */
  show() {
    const { root } = this.host;
    root.classList.toggle("kl-asking", this.asking);
    root.classList.toggle("kl-drawing", this.asking && Boolean(this.about.at));
    this.panel.hidden = !this.asking;
    this.after.hidden = this.asking || this.value === null;
    this.words.textContent =
      this.value === null ? "" : gap(this.about, final(this.value), fromJson(final(this.about.answer)));
  }
}

register("guess", (about, host) => new Guess(about, host));
