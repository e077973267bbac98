// @ts-check
/**
 * The reader's guesses, in this browser only: one entry a model, shared by the pages of a site.
 * As text they are one line: `guesses?v=1&bottleneck=100&compounding=1,2,4`.
 *
 * @typedef {number | number[]} Guessed
 */
const PREFIX = "kernelless guess ";

/** Pages of one site share their guesses, and only they. @type {{site: string}} */
export const shelf = { site: "" };

/** Where storage is denied the guesses live as long as the page. @type {Map<string, string>} */
const passing = new Map();

/** @returns {Storage | null} */
function storage() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** @param {string} name */
function keyOf(name) {
  return `${PREFIX}${shelf.site} ${name}`;
}

/** @param {string} name @param {Guessed} guess */
export function keepGuess(name, guess) {
  const text = String(guess);
  try {
    storage()?.setItem(keyOf(name), text);
  } catch {
    // Full, or denied: it stays for this visit.
  }
  passing.set(keyOf(name), text);
}

/** @param {string} name @returns {Guessed | null} */
export function keptGuess(name) {
  return readGuess(storage()?.getItem(keyOf(name)) ?? passing.get(keyOf(name)) ?? "");
}

/** @param {string} name */
export function forgetGuess(name) {
  storage()?.removeItem(keyOf(name));
  passing.delete(keyOf(name));
}

/** A guess as it is written, or null where it is none. @param {string} text @returns {Guessed | null} */
export function readGuess(text) {
  if (!/^[-+.,e\d]+$/i.test(text)) return null;
  const numbers = text.split(",").map(Number);
  if (numbers.some((number) => !Number.isFinite(number))) return null;
  return numbers.length === 1 ? numbers[0] : numbers;
}

/** All guesses of this site, as one line. */
export function guessesLine() {
  const start = keyOf("");
  const names = new Set(passing.keys());
  const kept = storage();
  for (let i = 0; i < (kept?.length ?? 0); i++) names.add(kept?.key(i) ?? "");
  const mine = [...names].filter((key) => key.startsWith(start)).map((key) => key.slice(start.length));
  const pairs = mine.sort().map((name) => `&${name}=${keptGuess(name)}`);
  return `guesses?v=1${pairs.join("")}`;
}
