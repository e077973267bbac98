// @ts-check
/** Infinity and NaN are not JSON; they travel as text. @param {any} value @returns {any} */
export function fromJson(value) {
  return value === "Infinity" ? Infinity : value === "-Infinity" ? -Infinity : value === "NaN" ? NaN : value;
}

/** @param {any} value @returns {any} */
export function toJson(value) {
  if (Array.isArray(value)) return value.map(toJson);
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
}
