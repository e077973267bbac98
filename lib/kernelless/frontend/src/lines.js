// @ts-check
/**
 * The lines of guesses that a teacher was sent, alone, in a chat or in the CSV of a form: each guess that fits its
 * question, and for all else where it stands and what is wrong.
 *
 * @typedef {{name: string, label: string, format: string, range: [number, number], at: number[] | null, axis: string}} Asked
 * @typedef {{line: number, reason: string}} Trouble
 * @typedef {{guesses: Map<string, import("./guesses.js").Guessed[]>, lines: number, troubles: Trouble[]}} Reading
 */
import { formatted } from "./format.js";
import { readGuess } from "./guesses.js";

/** Nothing, or what a cell with a line break in it leaves on the next line: the closing quote, and further cells. */
const EMPTY = /^[\s,;]*$|^\s*"\s*([,;\t]|$)/;
const START = /guesses\?/g;
const VERSION = "1";
/** Longer texts are not repeated to the teacher whole. */
const SHOWN = 40;
/** Nobody types more in a lesson; it keeps a wrong file from stopping the page. */
export const LONGEST = 20_000;

/** @param {string} text */
function quoted(text) {
  return text.length > SHOWN ? `“${text.slice(0, SHOWN)}…”` : `“${text}”`;
}

/**
 * The lines of guesses in a line of text. In a CSV's cell a line ends with the cell: at the quote that closes it or, as
 * a cell with commas has quotes, at the comma; elsewhere at a space.
 * @param {string} text @returns {string[]}
 */
export function linesIn(text) {
  return [...text.matchAll(START)].map(({ index }) => {
    const before = text[index - 1] ?? "";
    const end = before === '"' ? /"/ : /[,;\t]/.test(before) ? /[\s",;]/ : /[\s";]/;
    return text.slice(index).split(end)[0].trim();
  });
}

/** What is wrong with a guess, or nothing. @param {Asked} asked @param {import("./guesses.js").Guessed | null} guess */
function wrong({ label, format, range, at, axis }, guess) {
  const [low, high] = range;
  const say = (/** @type {number} */ value) =>
    formatted(value, Number.isInteger(value) ? format.replace(/\.\d+f/, ".0f") : format);
  const each = `a number from ${say(low)} to ${say(high)}`;
  const rule = at
    ? `${at.length} of them, one for each ${axis} from ${at[0]} to ${at[at.length - 1]}, each ${each}`
    : each;
  const numbers = guess === null ? [] : [guess].flat();
  const held = numbers.length === (at?.length ?? 1) && numbers.every((number) => number >= low && number <= high);
  return held ? "" : `${label} must be ${rule}`;
}

/**
 * @param {string} text a line of guesses @param {Map<string, Asked>} questions
 * @param {(name: string, guess: import("./guesses.js").Guessed) => void} take @param {(reason: string) => void} refuse
 */
function readLine(text, questions, take, refuse) {
  const [, ...pairs] = text.replaceAll("&amp;", "&").split(/[?&]/);
  const [version, ...rest] = pairs.filter(Boolean).map((pair) => pair.split(/=(.*)/s));
  if (version?.[0] !== "v" || version[1] !== VERSION)
    return refuse(`a line must begin with “guesses?v=${VERSION}”; got ${quoted(text)}`);
  if (!rest.length) refuse("the line holds no guess");
  const seen = new Set();
  for (const [name, value = ""] of rest) {
    const asked = questions.get(name);
    const guess = readGuess(value);
    const reason = asked && wrong(asked, guess);
    if (!asked) refuse(`no model of this book that asks for a guess is called ${quoted(name)}`);
    else if (seen.has(name)) refuse(`a line must guess once for each model; got ${quoted(name)} again`);
    else if (reason || guess === null) refuse(`${reason}; got ${quoted(value)}`);
    else take(name, guess);
    seen.add(name);
  }
}

/** @param {string} text @param {Asked[]} asked @returns {Reading} */
export function readLines(text, asked) {
  const questions = new Map(asked.map((question) => [question.name, question]));
  /** @type {Reading} */
  const reading = { guesses: new Map(asked.map(({ name }) => [name, []])), lines: 0, troubles: [] };
  const rows = text.replace(/^\ufeff/, "").split(/\r\n|\r|\n/);
  if (rows.length > LONGEST) {
    reading.troubles.push({ line: LONGEST + 1, reason: `at most ${LONGEST} lines are read; got ${rows.length}` });
    rows.length = LONGEST;
  }
  rows.forEach((row, i) => {
    const refuse = (/** @type {string} */ reason) => reading.troubles.push({ line: i + 1, reason });
    const lines = linesIn(row);
    if (!lines.length && !EMPTY.test(row))
      refuse(`a line must hold “guesses?v=${VERSION}&…”; got ${quoted(row.trim())}`);
    for (const line of lines) {
      let taken = false;
      const take = (/** @type {string} */ name, /** @type {import("./guesses.js").Guessed} */ guess) => {
        reading.guesses.get(name)?.push(guess);
        taken = true;
      };
      readLine(line, questions, take, refuse);
      reading.lines += Number(taken);
    }
  });
  return reading;
}
