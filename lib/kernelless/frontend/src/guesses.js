// @ts-check
/**
 * The reader's guesses. As text they are one line: `guesses?v=1&bottleneck=100&compounding=1,2,4`.
 *
 * @typedef {number | number[]} Guessed
 */
import { NUMBER } from "./address.js";
import { forget, keep, kept, keptNames } from "./shelf.js";

/** Longer than any guess. */
const LONGEST_GUESS = 2000;

/** @param {string} name @param {Guessed} guess */
export function keepGuess(name, guess) {
  keep("guess", name, String(guess));
}

/** @param {string} name @returns {Guessed | null} */
export function keptGuess(name) {
  return readGuess(kept("guess", name));
}

/** @param {string} name */
export function forgetGuess(name) {
  forget("guess", name);
}

/** A guess as it is written, or null where it is none. @param {string} text @returns {Guessed | null} */
export function readGuess(text) {
  if (text.length > LONGEST_GUESS) return null;
  const parts = text.split(",");
  const numbers = parts.map(Number);
  if (!parts.every((part, i) => NUMBER.test(part) && Number.isFinite(numbers[i]))) return null;
  return numbers.length === 1 ? numbers[0] : numbers;
}

/** All guesses of this site, as one line; what is kept but is no guess is left out. */
export function guessesLine() {
  // Three decimals could be read as thousands where a hand has written them: the page's own have four.
  const clear = (/** @type {Guessed | null} */ guess) => String(guess).replace(/^(\d+\.\d{3})$/, "$10");
  const guesses = keptNames("guess").map((name) => ({ name, guess: keptGuess(name) }));
  const sound = guesses.filter(({ name, guess }) => guess !== null && /^[\w-]+$/.test(name));
  return `guesses?v=1${sound.map(({ name, guess }) => `&${name}=${clear(guess)}`).join("")}`;
}
