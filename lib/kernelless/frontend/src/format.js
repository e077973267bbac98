// @ts-check
/**
 * Numbers as text, in the part of the format language of Python and D3 that a `Parameter`, a `Data`
 * column and a `Guess` may use: sign, thousands, decimals, and the types f, d and %. Zero has no sign.
 */
import { say } from "./messages.js";
const FORMAT = /^(\+?)(,?)(?:\.(\d+))?([fd%])$/;

/** @param {any} value @param {string} format @returns {string} */
export function formatted(value, format) {
  if (Array.isArray(value)) return value.map((entry) => listed(entry, format)).join(", ");
  if (typeof value === "boolean") return say(value ? "words.yes" : "words.no");
  if (typeof value !== "number") return String(value ?? "");
  const [, sign, comma, decimals, type] = FORMAT.exec(format) ?? ["", "", "", "2", "f"];
  const scaled = type === "%" ? value * 100 : value;
  if (Number.isNaN(scaled)) return "–";
  if (!Number.isFinite(scaled)) return scaled > 0 ? "∞" : "−∞";
  const digits = rounded(Math.abs(scaled), decimals === undefined ? (type === "d" ? 0 : 6) : Number(decimals));
  const [whole, ...rest] = digits.split(".");
  const text = [comma ? thousands(whole) : whole, ...rest].join(".");
  const zero = /^[0.]*$/.test(digits);
  return `${zero ? "" : scaled < 0 ? "−" : sign}${text}${type === "%" ? "%" : ""}`;
}

/** Digits in groups of three. @param {string} digits */
export function thousands(digits) {
  const first = digits.length % 3;
  return [digits.slice(0, first), ...(digits.slice(first).match(/\d{3}/g) ?? [])].filter(Boolean).join(",");
}

/** An entry of a list; one that is a row itself has its fields side by side. @param {any} entry @param {string} format */
function listed(entry, format) {
  return Array.isArray(entry) ? entry.map((field) => formatted(field, format)).join(" ") : formatted(entry, format);
}

/**
 * A positive number to so many decimals as Python writes it: by its exact value, a tie to the even neighbour.
 * `toFixed` is exact too, but takes a tie upwards and gives up at 1e21.
 * @param {number} value @param {number} places
 */
function rounded(value, places) {
  if (value >= 1e21) return BigInt(value) + (places ? `.${"0".repeat(places)}` : "");
  const up = value.toFixed(places);
  // Half of a last decimal is an odd multiple of a power of two, or no number of a computer at all.
  if ((value * 2 ** (places + 1)) % 2 !== 1) return up;
  const below = value.toFixed(places + 1).slice(0, places ? -1 : -2);
  return /[02468]$/.test(below) ? below : up;
}

/**
 * What stands in place of Vega's own function `format`, so that its texts are written as the rest of the page and
 * Python write; formats that `formatted` does not know stay Vega's.
 * @this {any} @param {any} value @param {string} format @returns {string}
 */
export function vegaFormat(value, format) {
  const known = typeof value === "number" && FORMAT.test(format);
  return known ? formatted(value, format) : this.context.dataflow.locale().format(format)(value);
}
