// @ts-check
/**
 * What the class guessed: lines of guesses go in, and for each question their distribution stands beside the answer.
 * What is pasted is only ever read as numbers or shown as text, and is kept nowhere.
 *
 * @typedef {import("kernelless/lines.js").Asked & {chapter: string, page: string, question: string, unit: string,
 *   compare: "ratio" | "difference", answer: any}} Question
 */
import { element, tool } from "kernelless/dom.js";
import { formatted } from "kernelless/format.js";
import { fromJson } from "kernelless/json.js";
import { readLines } from "kernelless/lines.js";
import { inFull } from "kernelless/numbers.js";
import { histogram, middle, scaleFor } from "./spread.js";

/** So many lines that could not be read are listed; the rest are only counted. */
const LISTED = 50;
const DATA = 'script[type="application/vnd.kernelless.questions+json"]';

/** The number itself, or the last of a line. @param {any} value @returns {number} */
function final(value) {
  return fromJson(Array.isArray(value) ? value[value.length - 1] : value);
}

/** @param {number} value @param {Question} question */
function said(value, { format, unit }) {
  const plain = Number.isInteger(value) && !format.endsWith("%") ? inFull(value, { format }) : formatted(value, format);
  return `${plain} ${unit}`.trim();
}

/** @param {number} count @param {string} one */
function counted(count, one) {
  return `${formatted(count, ",d")} ${one}${count === 1 ? "" : one.endsWith("s") ? "es" : "s"}`;
}

/** The distribution in words. @param {Question} question @param {number[]} guesses sorted */
export function inWords(question, guesses) {
  const { low, median, high } = middle(guesses);
  const answer = final(question.answer);
  const below = guesses.filter((guess) => guess < answer).length;
  const above = guesses.filter((guess) => guess > answer).length;
  const place = question.at ? ` at ${question.axis} ${question.at[question.at.length - 1]}` : "";
  const half =
    guesses.length > 3 ? `; the middle half lies from ${said(low, question)} to ${said(high, question)}` : "";
  return (
    `${counted(guesses.length, "guess")}${place}: the median is ${said(median, question)}${half}. ` +
    `The model says ${said(answer, question)}; ${formatted(below, ",d")} guessed lower, ${formatted(above, ",d")} higher.`
  );
}

/** @param {string} title @param {import("kernelless/lines.js").Trouble[]} found */
function listing(title, found) {
  if (!found.length) return [];
  const items = found.slice(0, LISTED).map(({ line, reason }) => element("li", {}, `Line ${line}: ${reason}.`));
  const more = found.length - items.length;
  if (more > 0) items.push(element("li", {}, `And ${formatted(more, ",d")} more.`));
  return [element("h2", {}, title), element("ul", {}, ...items)];
}

class Classroom {
  /** @param {HTMLElement} place @param {Question[]} questions */
  constructor(place, questions) {
    this.questions = questions;
    this.field = /** @type {HTMLTextAreaElement} */ (
      element("textarea", { rows: "8", spellcheck: "false", autocomplete: "off", wrap: "off", id: "kl-lines" })
    );
    this.file = /** @type {HTMLInputElement} */ (
      element("input", { type: "file", accept: ".csv,.tsv,.txt,text/csv,text/plain", id: "kl-file" })
    );
    this.chosen = /** @type {HTMLSelectElement} */ (
      element(
        "select",
        { id: "kl-chosen" },
        element("option", { value: "" }, "choose a question"),
        ...questions.map(({ name, chapter, question }) =>
          element("option", { value: name }, `${chapter}: ${question}`),
        ),
      )
    );
    this.each = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox", id: "kl-each" }));
    this.equal = element(
      "p",
      { class: "kl-equal", hidden: "" },
      element("label", { for: "kl-each" }, this.each, " Several people made the same guesses: count equal lines each"),
    );
    this.status = element("p", { class: "kl-status", role: "status" });
    this.troubles = element("div", { class: "kl-troubles" });
    this.notes = element("div", { class: "kl-notes" });
    this.results = element("div", { class: "kl-results" });
    this.field.addEventListener("input", () => this.show());
    this.file.addEventListener("change", () => this.open());
    for (const control of [this.chosen, this.each]) control.addEventListener("change", () => this.show());
    place.replaceChildren(
      element("label", { for: "kl-lines" }, "Lines of guesses"),
      this.field,
      element("label", { for: "kl-file" }, "Or a file: the CSV of a form, or plain text"),
      this.file,
      element("label", { for: "kl-chosen" }, "Plain numbers, from hands or paper, are guesses for"),
      this.chosen,
      element(
        "div",
        { class: "kl-tools" },
        tool("Delete the lines", () => this.clear()),
      ),
      this.status,
      this.equal,
      this.results,
      this.troubles,
      this.notes,
    );
    this.watchWidth();
    this.show();
  }

  async open() {
    const [file] = this.file.files ?? [];
    if (!file) return;
    this.field.value = await file.text();
    this.show();
  }

  clear() {
    this.field.value = "";
    this.file.value = "";
    this.show();
    this.field.focus();
  }

  /** The pictures have the width there is. */
  watchWidth() {
    let width = 0;
    new ResizeObserver(() => {
      if (this.results.clientWidth === width) return;
      width = this.results.clientWidth;
      this.draw();
    }).observe(this.results);
  }

  show() {
    this.reading = readLines(this.field.value, this.questions, { chosen: this.chosen.value, each: this.each.checked });
    const { lines, troubles, twice } = this.reading;
    this.equal.hidden = !twice && !this.each.checked;
    const none = "No line yet. Paste some, and the distributions appear here.";
    const faults = troubles.length ? `, ${counted(troubles.length, "thing")} left out` : "";
    this.status.textContent = lines || troubles.length ? `${counted(lines, "line")} counted${faults}.` : none;
    this.list();
    this.draw();
  }

  /** What was left out and why, and how doubtful numbers were read. */
  list() {
    const { troubles, notes } = this.reading ?? { troubles: [], notes: [] };
    this.troubles.replaceChildren(...listing("Left out", troubles));
    this.notes.replaceChildren(...listing("Numbers that could be read in two ways", notes));
  }

  draw() {
    const width = this.results.clientWidth;
    const shown = this.questions.flatMap((question) => {
      const guesses = (this.reading?.guesses.get(question.name) ?? []).map(final).sort((a, b) => a - b);
      return guesses.length ? [this.result(question, guesses, width)] : [];
    });
    this.results.replaceChildren(...shown);
  }

  /** @param {Question} question @param {number[]} guesses @param {number} width */
  result(question, guesses, width) {
    const answer = final(question.answer);
    const scale = scaleFor(guesses, answer, question.compare === "ratio");
    const write = (/** @type {number} */ value) =>
      Number.isInteger(value) ? inFull(value, question) : formatted(value, question.format);
    const words = inWords(question, guesses);
    const picture = histogram(guesses, { answer, median: middle(guesses).median, scale, width, write });
    const figure = element("figure", { role: "img", "aria-label": words });
    figure.append(picture);
    return element(
      "section",
      { "data-question": question.name },
      element("h2", {}, element("a", { href: question.page }, question.chapter)),
      element("p", {}, question.question),
      figure,
      element("p", { class: "kl-words" }, words),
    );
  }
}

for (const data of document.querySelectorAll(DATA)) {
  const place = /** @type {HTMLElement} */ (data.parentElement);
  new Classroom(place, JSON.parse(data.textContent ?? "[]"));
}
