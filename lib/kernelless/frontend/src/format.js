// @ts-check
/**
 * Numbers as text and back, in the part of the format language of Python and D3 that a `Parameter`, a `Data`
 * column and a `Guess` may use: sign, thousands, decimals, and the types f, d and %. Jupyter hands the widget no D3.
 */
const FORMAT = /^(\+?)(,?)(?:\.(\d+))?([fd%])$/;

/** @param {any} value @param {string} format @returns {string} */
export function formatted(value, format) {
  if (Array.isArray(value)) return value.map((entry) => listed(entry, format)).join(", ");
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value !== "number") return String(value ?? "");
  const [, sign, comma, decimals, type] = FORMAT.exec(format) ?? ["", "", "", "2", "f"];
  const scaled = type === "%" ? value * 100 : value;
  if (Number.isNaN(scaled)) return "–";
  if (!Number.isFinite(scaled)) return scaled > 0 ? "∞" : "−∞";
  const digits = rounded(Math.abs(scaled), decimals === undefined ? (type === "d" ? 0 : 6) : Number(decimals));
  const [whole, ...rest] = digits.split(".");
  const text = [comma ? whole.replace(/\B(?=(\d{3})+$)/g, ",") : whole, ...rest].join(".");
  const zero = /^[0.]*$/.test(digits);
  return `${scaled < 0 && !zero ? "−" : sign}${text}${type === "%" ? "%" : ""}`;
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
  const [whole, rest] = value.toFixed(100).split(".");
  const below = places ? `${whole}.${rest.slice(0, places)}` : whole;
  const tie = /^50*$/.test(rest.slice(places));
  return tie && /[02468]$/.test(below) ? below : up;
}

/** What a reader typed, as a number: "12%", "+0.5", "1,000", "−3"; NaN where it is none.
 * @param {string} text @param {string} format */
export function parsed(text, format) {
  const typed = text.trim().replace("−", "-").replace(/\s*%$/, "");
  // A comma separates thousands or nothing: "0,5" is a half to some readers, and must not become five.
  const plain = /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(typed) ? typed.replaceAll(",", "") : typed;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return NaN;
  return format.endsWith("%") || /%\s*$/.test(text) ? Number(plain) / 100 : Number(plain);
}
