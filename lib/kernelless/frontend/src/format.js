// @ts-check
/**
 * Numbers as text and back, in the part of the format language of Python and D3 that a `Parameter`, a `Data`
 * column and a `Guess` may use: sign, thousands, decimals, and the types f, d and %. Jupyter hands the widget no D3.
 */
const FORMAT = /^(\+?)(,?)(?:\.(\d+))?([fd%])$/;

/** @param {any} value @param {string} format */
export function formatted(value, format) {
  if (typeof value !== "number") return Array.isArray(value) ? value.join(", ") : String(value ?? "");
  if (Number.isNaN(value)) return "–";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  const [, sign, comma, decimals, type] = FORMAT.exec(format) ?? ["", "", "", "2", "f"];
  const places = decimals === undefined ? (type === "d" ? 0 : 6) : Number(decimals);
  const scaled = type === "%" ? value * 100 : value;
  const text = Math.abs(scaled).toLocaleString("en-US", {
    minimumFractionDigits: places,
    maximumFractionDigits: places,
    useGrouping: comma === ",",
    // As Python does: 0.5 is rounded to the even neighbour.
    roundingMode: "halfEven",
  });
  const zero = /^[0.,]*$/.test(text);
  return `${scaled < 0 && !zero ? "−" : sign}${text}${type === "%" ? "%" : ""}`;
}

/** What a reader typed, as a number: "12%", "+0.5", "1,000", "−3"; NaN where it is none.
 * @param {string} text @param {string} format */
export function parsed(text, format) {
  const plain = text.trim().replace("−", "-").replaceAll(",", "").replace(/\s*%$/, "");
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return NaN;
  return format.endsWith("%") || /%\s*$/.test(text) ? Number(plain) / 100 : Number(plain);
}
