// @ts-check
/**
 * The lines of guesses that readers sent, alone, in a chat or in the CSV of a form, and plain numbers counted by
 * hand or on paper: each guess that fits its question, and for all else where it stands and what is wrong.
 *
 * @typedef {{name: string, label: string, format: string, range: [number, number], at: number[] | null, axis: string}} Asked
 * @typedef {{line: number, reason: string}} Trouble
 * @typedef {{guesses: Map<string, import("./guesses.js").Guessed[]>, lines: number, twice: number, troubles: Trouble[],
 *   notes: Trouble[]}} Reading `notes` say how a doubtful number was read
 * @typedef {{take(name: string, guess: import("./guesses.js").Guessed): void, refuse(reason: string): void,
 *   note(text: string): void}} Taker
 */
import { NUMBER, decoded } from "./address.js";
import { readGuess } from "./guesses.js";
import { say } from "./messages.js";
import { inFull, readNumber } from "./numbers.js";

/** Nothing, or what a cell with a line break in it leaves on the next line: the closing quote, and further cells. */
const EMPTY = /^[\s,;]*$|^\s*"\s*([,;\t]|$)/;
const NAME = "guesses?";
const VERSION = "1";
/** Longer texts are not repeated whole. */
const SHOWN = 40;
/** Nobody pastes more; it keeps a wrong file from stopping the page. */
export const LONGEST = 20_000;
/** In characters: three times what thirty people send, should all its line breaks be lost. */
const WIDEST = 20_000;
/** What ends a line of guesses in the text around it. */
const END = /[\s";<>`|“”„«»()[\]{}!*~]/;
/** What people put behind a line, or around it. */
const AROUND = new Set("+-()[]{}'‘’‚‹›*_~!?.,:…—–");
/** As many hands as a hall has. */
const HANDS = 2000;
const ENTITIES = { amp: "&", "#38": "&", "#x26": "&", nbsp: " ", "#160": " ", lt: "<", gt: ">", quot: '"', "#34": '"' };

/** @param {string} text */
function quoted(text) {
  return say("words.quoted", { text: text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text });
}

/** A row as it was before a form, a mail or a browser encoded it. @param {string} row */
function plainRow(row) {
  const text = /guesses%3f/i.test(row) ? decoded(row) : row;
  const once = (/** @type {string} */ encoded) =>
    encoded.replace(/&(#?\w{2,5});/g, (whole, name) => ENTITIES[/** @type {"amp"} */ (name.toLowerCase())] ?? whole);
  return once(once(text));
}

/** Whether the space at a place of a text parts thousands, or a number from its percent sign.
 * @param {string} text @param {number} place */
function insideNumber(text, place) {
  return /\d/.test(text[place - 1] ?? "") && /^(?:\d{3}(?!\d)|%)/.test(text.slice(place + 1, place + 5));
}

/**
 * The lines of guesses in a line of text. Each ends where the text around it goes on: at a space or a quote, and in a
 * CSV's cell without quotes at the comma.
 * @param {string} text @returns {string[]}
 */
export function linesIn(text) {
  const starts = [...text.matchAll(/guesses\?/g)].map(({ index }) => index);
  return starts.map((start, i) => {
    const cell = /[,;\t]/.test(text[start - 1] ?? "");
    const stop = starts[i + 1] ?? text.length;
    let end = start;
    while (end < stop && (insideNumber(text, end) || !(END.test(text[end]) || (cell && text[end] === ",")))) end++;
    while (AROUND.has(text[end - 1]) && end > start + NAME.length) end--;
    return text.slice(start, end);
  });
}

/** What a guess must be. @param {Asked} asked */
function rule(asked) {
  const { range, at, axis } = asked;
  const each = say("lines.number", { low: inFull(range[0], asked), high: inFull(range[1], asked) });
  if (!at) return each;
  return say("lines.numbers", { count: at.length, axis, first: at[0], last: at[at.length - 1], rule: each });
}

/**
 * One number as it is written in a line: as the page copies it, or as a hand has changed it.
 * @param {string} text @param {Asked} asked @returns {{value: number | null, note: string}}
 */
function readOne(text, asked) {
  const { range, format } = asked;
  // The page copies a share as a fraction: 1 is all of it, not 1 %.
  if (format.endsWith("%") && NUMBER.test(text) && Math.abs(Number(text)) <= 1) {
    const share = Number(text);
    return { value: share >= range[0] && share <= range[1] ? share : null, note: "" };
  }
  const { value, note } = readNumber(text, { format, range });
  return {
    value,
    note:
      note ||
      (format.endsWith("%") && !text.includes("%") && value !== null
        ? say("numbers.read_as", { value: inFull(value, asked) })
        : ""),
  };
}

/** @param {string} text @param {Asked} asked @returns {{guess: import("./guesses.js").Guessed | null, note: string}} */
function readAnswer(text, asked) {
  if (!asked.at) {
    const { value, note } = readOne(text, asked);
    return { guess: value, note };
  }
  const guess = readGuess(text);
  const [low, high] = asked.range;
  const fits =
    Array.isArray(guess) && guess.length === asked.at.length && guess.every((each) => each >= low && each <= high);
  return { guess: fits ? guess : null, note: "" };
}

/** @param {string} text a line of guesses @param {Map<string, Asked>} questions @param {Taker} taker */
function readLine(text, questions, { take, refuse, note }) {
  const [, ...pairs] = text.split(/[?&]/);
  const [version, ...rest] = pairs.filter(Boolean).map((pair) => pair.split(/=(.*)/s));
  if (version?.[0] !== "v" || version[1] !== VERSION)
    return refuse(say("lines.must_begin", { version: VERSION, text: quoted(text) }));
  if (!rest.length) refuse(say("lines.no_guess"));
  const seen = new Set();
  for (const [name, value = ""] of rest) {
    const asked = questions.get(name);
    const read = asked && readAnswer(value, asked);
    if (!asked || !read) refuse(say("lines.unknown", { text: quoted(name) }));
    else if (seen.has(name)) refuse(say("lines.again", { text: quoted(name) }));
    else if (read.guess === null)
      refuse(say("lines.must_be", { label: asked.label, rule: rule(asked), text: quoted(value) }));
    else {
      take(name, read.guess);
      if (read.note) note(`${asked.label}, ${quoted(value)}: ${read.note}`);
    }
    seen.add(name);
  }
}

/** Numbers side by side: by spaces or semicolons, by commas where none can be a decimal comma.
 * @param {string} text @param {import("./numbers.js").Field} field @returns {string[]} */
function numbersIn(text, field) {
  const parts = text
    .split(/[\s;]+/)
    .map((part) => part.replace(/^,|,$/g, ""))
    .filter(Boolean);
  return parts.flatMap((part) =>
    readNumber(part, field).value === null && part.includes(",") ? part.split(",") : [part],
  );
}

/**
 * Plain numbers, as they come from hands, paper or a poll; `4×12` are twelve hands for 4. Of a drawn line they are what
 * stands at its end. @param {string} text @param {Asked} asked @param {Taker} taker
 */
function readPlain(text, asked, { take, refuse, note }) {
  const field = { format: asked.format, range: asked.range };
  for (const part of numbersIn(text, field)) {
    const [number, hands = "1"] = part.split(/[×x*](?=\d{1,4}$)/i);
    const reading = readNumber(number, field);
    if (reading.value === null || Number(hands) > HANDS) {
      refuse(`${asked.label} ${reading.problem || say("lines.hands", { most: HANDS, text: quoted(part) })}`);
      continue;
    }
    if (reading.note) note(`${asked.label}, ${quoted(number)}: ${reading.note}`);
    for (let i = 0; i < Number(hands); i++) take(asked.name, reading.value);
  }
}

/** The question that a line of plain numbers answers, and the numbers: by its own name or by what was chosen.
 * @param {string} row @param {Map<string, Asked>} questions @param {string} chosen @returns {[Asked | undefined, string] | null} */
function plainNumbers(row, questions, chosen) {
  const named = /^\s*([a-z][\w-]*)\s*:\s*(.*)$/i.exec(row);
  const text = named ? named[2] : row;
  if (!/^["'\s]*[+−–-]?%?[.,٫]?\p{Nd}/u.test(text) || /[a-wyz]{2}/i.test(text)) return null;
  if (named && !questions.has(named[1])) return null;
  return [questions.get(named ? named[1] : chosen), text.replace(/["']/g, " ")];
}

/**
 * @param {string} text @param {Asked[]} asked
 * @param {{chosen?: string, each?: boolean}} options which question plain numbers answer, and whether equal lines are of
 *   several people
 * @returns {Reading}
 */
export function readLines(text, asked, { chosen = "", each = false } = {}) {
  const questions = new Map(asked.map((question) => [question.name, question]));
  /** @type {Reading} */
  const reading = {
    guesses: new Map(asked.map(({ name }) => [name, []])),
    lines: 0,
    twice: 0,
    troubles: [],
    notes: [],
  };
  const rows = text.replace(/^\ufeff/, "").split(/\r\n|\r|\n/);
  if (rows.length > LONGEST) {
    reading.troubles.push({ line: LONGEST + 1, reason: say("lines.too_many", { most: LONGEST, lines: rows.length }) });
    rows.length = LONGEST;
  }
  /** @type {Map<string, number>} */
  const before = new Map();
  rows.forEach((row, i) => {
    let taken = false;
    const taker = {
      take(/** @type {string} */ name, /** @type {import("./guesses.js").Guessed} */ guess) {
        reading.guesses.get(name)?.push(guess);
        taken = true;
      },
      refuse: (/** @type {string} */ reason) => reading.troubles.push({ line: i + 1, reason }),
      note: (/** @type {string} */ reason) => reading.notes.push({ line: i + 1, reason }),
    };
    const count = (/** @type {() => void} */ read) => {
      taken = false;
      read();
      reading.lines += Number(taken);
    };
    if (row.length > WIDEST) return taker.refuse(say("lines.too_long", { most: WIDEST, length: row.length }));
    const lines = linesIn(plainRow(row));
    const plain = lines.length ? null : plainNumbers(row, questions, chosen);
    if (plain?.[0]) return count(() => readPlain(plain[1], /** @type {Asked} */ (plain[0]), taker));
    if (plain) return taker.refuse(say("lines.choose", { text: quoted(row.trim()) }));
    if (!lines.length && !EMPTY.test(row))
      taker.refuse(say("lines.must_hold", { version: VERSION, text: quoted(row.trim()) }));
    for (const line of lines) {
      const first = before.get(line);
      if (first !== undefined && !each) {
        reading.twice += 1;
        taker.refuse(say("lines.same", { line: first }));
      } else count(() => readLine(line, questions, taker));
      if (first === undefined) before.set(line, i + 1);
    }
  });
  return reading;
}
