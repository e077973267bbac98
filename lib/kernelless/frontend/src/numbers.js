// @ts-check
/**
 * The one reader of numbers: what people write, wherever they learnt to write numbers, as a value of a field. Pure:
 * it knows no page.
 *
 * @typedef {number | string | boolean | null} Scalar
 * @typedef {{format: string, range?: [number, number] | null, step?: number | null, stops?: [string, Scalar][]}} Field
 *   a `Parameter` or a guess's question is one
 * @typedef {{value: number | null, note: string, others: number[], problem: string, outside: number | null}} Reading
 *   `value` is what was understood, not yet rounded to the field's step, or null with a `problem` that reads on from
 *   the field's name; `others` what the same text could mean too; `note` what was taken, where that was not plainly
 *   written; `outside` the number understood where it is only out of range, for a slider that holds it at its end.
 * @typedef {{value: number, plain: boolean, usual: number}} Candidate
 */
import { thousands } from "./format.js";
import { fromJson } from "./json.js";
import { say } from "./messages.js";

/** Nobody types a longer number. */
const MOST_CHARACTERS = 64;
/** Longer texts are not repeated to the reader whole. */
export const REPEATED = 24;
/** Marks of direction, and what has no width: they come along when a number is copied. */
const UNSEEN = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const SPACE = /[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
const MINUS = /[\u2010-\u2013\u2212\ufe63]/g;
const APOSTROPHE = /[\u2018\u2019\u02bc\u2032]/g;
const INFINITE = /^(?:∞|inf|infinity|infinite)$/i;
/** Digits with one mark of decimals or none. */
const PLAIN = /^(\d*)(?:[.,·٫](\d*))?$/;
/** Thousands by one of these marks, then decimals by another. */
const GROUPED = [",", "\\.", " ", "'", "٬"].map(
  (mark) => new RegExp(`^([1-9]\\d{0,2}(?:${mark}\\d{3})+)(?:(?!${mark})[.,·٫](\\d*))?$`),
);
/** As in India: 12,34,567. */
const LAKHS = /^([1-9]\d?(?:,\d\d)+,\d{3})(?:[.·](\d*))?$/;
/** So many decimals are no thousands any more. */
const GROUP = 3;

/** A digit of any script as a western one: their blocks begin at a code that ends in 0 or 6. @param {string} digit */
function western(digit) {
  const code = /** @type {number} */ (digit.codePointAt(0));
  const block = code - (code % 16);
  return String(code - block - (/\p{Nd}/u.test(String.fromCodePoint(block)) ? 0 : 6));
}

/** A text with every kind of digit, sign, space and mark as the keyboard has it. @param {string} text */
function simplified(text) {
  return text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(UNSEEN, "")
    .replace(SPACE, " ")
    .replace(/ +/g, " ")
    .replace(MINUS, "-")
    .replace(APOSTROPHE, "'")
    .replace(/،/g, ",")
    .replace(/٪/g, "%")
    .replace(/[\u0660-\uffff]/g, (letter) => (/\p{Nd}/u.test(letter) ? western(letter) : letter))
    .trim();
}

/**
 * What digits with marks can mean: each way as a text of digits with a point, whether this page itself would write it
 * so, and whether its mark was taken for one of thousands.
 * @param {string} body
 */
function meanings(body) {
  const found = [];
  const plain = /\d/.test(body) && PLAIN.exec(body);
  const grouped = [...GROUPED, LAKHS].map((pattern) => pattern.exec(body)).find(Boolean);
  const both = Boolean(plain && grouped);
  if (plain)
    found.push({ digits: `${plain[1] || 0}.${plain[2] || 0}`, plain: !both || body.includes("."), grouped: false });
  if (grouped) {
    const digits = `${grouped[1].replace(/\D/g, "")}.${grouped[2] || 0}`;
    found.push({ digits, plain: !both || body.includes(","), grouped: true });
  }
  return found;
}

/** Decimals that a format writes. @param {string} format */
function decimals(format) {
  const places = /\.(\d+)/.exec(format);
  return places ? Number(places[1]) : format.endsWith("d") ? 0 : GROUP;
}

/** Whether a field is one of percentages, by its format or by what its stops are called. @param {Field} field */
function inPercent({ format, stops = [] }) {
  return format.endsWith("%") || stops.some(([label]) => label.trim().endsWith("%"));
}

/**
 * The numbers that a text can be; none where it is no number. Where there are several, `usual` says which is meant
 * more often: three digits after a mark are thousands in a field that shows fewer decimals, and a bare fraction in a
 * field of percentages is a share.
 * @param {string} text simplified @param {Field} field @returns {Candidate[]}
 */
function candidates(text, field) {
  const found = /^(%? ?)([+-]?) ?(%? ?)([^a-z%+-]+?)(?:e([+-]?\d{1,4}))?( ?%?)$/i.exec(text);
  if (!found) return [];
  const [, before, minus, between, body, power, after] = found;
  const signs = `${before}${between}${after}`.replaceAll(" ", "");
  if (signs.length > 1) return [];
  const sign = minus === "-" ? "-" : "";
  const percent = inPercent(field);
  return meanings(body)
    .filter(({ grouped }) => !grouped || power === undefined)
    .flatMap(({ digits, plain, grouped }) => {
      const scaled = (/** @type {number} */ places) =>
        finite(Number(`${sign}${digits}e${Number(power ?? 0) + places}`));
      const usual = Number(decimals(field.format) < GROUP ? grouped : plain);
      if (!percent) return [{ value: scaled(0), plain, usual }];
      const hundredth = { value: scaled(-2), plain, usual };
      const share = scaled(0);
      if (signs || share === 0 || Math.abs(share) >= 1) return [hundredth];
      const finer = writable(hundredth.value, field) && !writable(share, field);
      return [{ value: share, plain: false, usual: finer ? 0 : 2 }, hundredth];
    });
}

/** Digits beyond what a computer counts with are the largest number it has; no zero has a sign. @param {number} value */
function finite(value) {
  return Math.min(Math.max(value, -Number.MAX_VALUE), Number.MAX_VALUE) + 0;
}

/** Whether a field can write a value as it is. @param {number} value @param {Field} field */
function writable(value, field) {
  const scaled = value * 10 ** (decimals(field.format) + (inPercent(field) ? 2 : 0));
  return Math.abs(scaled - Math.round(scaled)) < 1e-9 * Math.max(1, Math.abs(scaled));
}

/** @param {number} value @param {[number, number]} range */
function inRange(value, [low, high]) {
  return value >= low && value <= high;
}

/** @param {number} value @param {Field} field */
function onStep(value, { range, step }) {
  const steps = range && step ? (value - range[0]) / step : 0;
  return Math.abs(steps - Math.round(steps)) < 1e-6;
}

/** A value in full, as the field writes its kind: "1,024", "0.19%". @param {number} value @param {Field} field */
export function inFull(value, field) {
  const percent = inPercent(field);
  const size = Math.abs(percent ? value * 100 : value);
  if (size === Infinity) return value > 0 ? "∞" : "−∞";
  const [whole, rest] = String(Number(size.toPrecision(12))).split(".");
  const grouped = /e/.test(whole) ? whole : thousands(whole);
  return `${value < 0 && size ? "−" : ""}${grouped}${rest ? `.${rest}` : ""}${percent ? "%" : ""}`;
}

/** What a field takes, to be read on from its name. @param {Field} field */
function rule(field) {
  const { range, stops = [] } = field;
  if (stops.length && !numbered(stops)) return say("numbers.one_of", { names: namesOf(stops) });
  const ends = range ?? (stops.length ? span(stops) : null);
  if (!ends) return say("numbers.number");
  return say("numbers.range", { low: inFull(ends[0], field), high: inFull(ends[1], field) });
}

/** @param {[string, Scalar][]} stops */
function namesOf(stops) {
  const names = stops.map(([label]) => label).filter(Boolean);
  const [next, others] = [say("words.next"), names.length - 3];
  if (names.length <= 8) return names.join(next);
  return say("numbers.others", { names: names.slice(0, 3).join(next), others, count: others });
}

/** Whether stops are numbers, or names. @param {[string, Scalar][]} stops */
function numbered(stops) {
  return stops.some(([label]) => /^[+−-]?\d/.test(label));
}

/** @param {[string, Scalar][]} stops @returns {[number, number]} */
function span(stops) {
  const values = stops.map(([, stop]) => fromJson(stop));
  return [Math.min(...values), Math.max(...values)];
}

/** The place of the stop closest to a number; infinity is a stop only where one is infinite, else beyond the last.
 * @param {[string, Scalar][]} stops @param {number} value */
export function closest(stops, value) {
  const places = stops.map(([, stop]) => fromJson(stop));
  const ends = places.filter(Number.isFinite);
  const held = Math.min(Math.max(value, Math.min(...ends)), Math.max(...ends));
  const distances = places.map((place) => (place === value ? -1 : Math.abs(place - held)));
  return distances.indexOf(Math.min(...distances));
}

/** The value nearest to a number that a control can take: a stop, or a step within its range.
 * @param {Field} field @param {number} value @returns {Scalar} */
export function possible({ range, step, stops = [] }, value) {
  if (stops.length) return stops[closest(stops, value)][1];
  const [low, high] = range ?? [-Infinity, Infinity];
  const stepped = step && Number.isFinite(low + value) ? low + Math.round((value - low) / step) * step : value;
  return Number(Math.min(Math.max(stepped, low), high).toPrecision(12));
}

/** @param {string} problem @param {number | null} outside @returns {Reading} */
function refused(problem, outside = null) {
  return { value: null, note: "", others: [], problem, outside };
}

/** @param {number} value @param {string} note @param {number[]} others @returns {Reading} */
function taken(value, note = "", others = []) {
  return { value, note, others: [...new Set(others)].filter((other) => other !== value), problem: "", outside: null };
}

/** The candidates that fit best, the most usual first. @param {Candidate[]} all @param {((candidate: Candidate) => boolean)[]} tests */
function best(all, tests) {
  let left = all;
  for (const test of tests) {
    const fitting = left.filter(test);
    if (fitting.length) left = fitting;
  }
  return [...left].sort((a, b) => b.usual - a.usual);
}

/**
 * A text as a value of a field.
 *
 * It takes decimals and thousands in any country's marks, digits of any script, a percent sign where the field has
 * percentages, and powers as in `1e6`; of a field of stops also a stop's name, and any number for the nearest stop.
 * Where two readings are possible, range and step decide; if both stand, the more usual is `value` and the rest are
 * `others`. In time that grows with the text's length.
 *
 * @param {string} text @param {Field} field @returns {Reading}
 */
export function readNumber(text, field) {
  const { range = null, stops = [] } = field;
  const typed = simplified(text);
  const named = stops.find(([label]) => label === text.trim()) ?? stops.find(([label]) => same(label, typed));
  if (named) return taken(fromJson(named[1]));
  const got = typed.length > REPEATED ? `${typed.slice(0, REPEATED)}…` : typed;
  const unread = () => {
    const ruled = rule(field);
    return refused(typed ? say("numbers.not", { rule: ruled, text: got }) : say("numbers.empty", { rule: ruled }));
  };
  if (typed.length > MOST_CHARACTERS || (stops.length && !numbered(stops))) return unread();
  const infinite = INFINITE.test(typed.replace(/^[+-] ?/, ""));
  const all = infinite
    ? [{ value: typed.startsWith("-") ? -Infinity : Infinity, plain: true, usual: 0 }]
    : candidates(typed, field);
  if (!all.length) return unread();
  if (typed.includes("%") && !inPercent(field))
    return refused(say("numbers.no_percentage", { rule: rule(field), text: got }));
  if (stops.length) return stopped(all, field);
  const [first, ...rest] = best(all, [
    ({ value }) => !range || inRange(value, range),
    ({ value }) => onStep(value, field),
  ]);
  const as = inFull(first.value, field);
  if (range ? !inRange(first.value, range) : infinite)
    return refused(say("numbers.got", { rule: rule(field), value: as }), first.value);
  const others = rest.map(({ value }) => value);
  return taken(
    first.value,
    others.some((value) => value !== first.value) || !first.plain ? say("numbers.read_as", { value: as }) : "",
    others,
  );
}

/** Names of stops are compared without regard to case and kinds of signs. @param {string} label @param {string} typed */
function same(label, typed) {
  return label.length === typed.length && simplified(label).toLowerCase() === typed.toLowerCase();
}

/** @param {Candidate[]} all @param {Field} field @returns {Reading} */
function stopped(all, field) {
  const stops = field.stops ?? [];
  const { stops: _, ...bare } = field;
  const format = inPercent(field) ? "%" : field.format;
  const stopOf = (/** @type {number} */ value) => fromJson(stops[closest(stops, value)][1]);
  /** A stop is also what its name says, where that is rounded. */
  const means = (/** @type {number} */ value) => {
    const [label, stop] = stops[closest(stops, value)];
    return (
      fromJson(stop) === value || candidates(simplified(label), { ...bare, format }).some((c) => c.value === value)
    );
  };
  const [first, ...rest] = best(all, [({ value }) => means(value), ({ value }) => inRange(value, span(stops))]);
  const value = stopOf(first.value);
  const others = rest.map((other) => stopOf(other.value));
  const [label] = stops[closest(stops, first.value)];
  if (!means(first.value)) return taken(value, say("numbers.nearest", { label }), others);
  const doubtful = others.some((other) => other !== value) || !first.plain;
  return taken(value, doubtful ? say("numbers.read_as", { value: label }) : "", others);
}

/** The keyboard that a phone shows: its pad of digits has neither minus nor percent sign, nor letters.
 * @param {Field} field */
export function keyboard(field) {
  const ends = field.range ?? (field.stops?.length ? span(field.stops) : [-Infinity, Infinity]);
  const words = field.stops?.some(([label]) => !/^[\d.,]*$/.test(label));
  return ends[0] < 0 || inPercent(field) || words ? "text" : "decimal";
}
