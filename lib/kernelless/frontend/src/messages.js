// @ts-check
/**
 * The texts that a reader can see or hear, from one table (`messages.json`, beside Python's modules), in the words of the
 * site where it has others. A bundle holds those that its modules name.
 *
 * @typedef {keyof typeof TABLE} Message
 * @typedef {string | Record<string, string>} Text one text, or one for each plural category of its language
 */
import TABLE from "../../messages.json" with { type: "json" };

const OWN_WORDS = 'script[type="application/vnd.kernelless.messages+json"]';

/** What the page was delivered with. @type {Record<string, Text> | undefined} */
let ownWords;

/** Say these in other words, where no page holds them. @param {Record<string, Text>} words */
export function sayInstead(words) {
  ownWords = words;
}

/** @param {string} name @returns {Text} */
function wording(name) {
  ownWords ??= /** @type {Record<string, Text>} */ (
    JSON.parse(globalThis.document?.querySelector(OWN_WORDS)?.textContent ?? "{}")
  );
  return ownWords[name] ?? /** @type {Record<string, Text>} */ (TABLE)[name];
}

/** The text for a number. @param {Record<string, string>} forms @param {any} count */
function chosenForm(forms, count) {
  const language = /** @type {string} */ (wording("language"));
  return forms[new Intl.PluralRules(language).select(count)] ?? forms.other;
}

/** A text, with values in its places; the value `count` is the number that decides its form, where it has several.
 * @param {Message} name @param {Record<string, string | number>} values */
export function say(name, values = {}) {
  const text = wording(name);
  const one = typeof text === "string" ? text : chosenForm(text, values.count);
  return one.replace(/\{(\w+)\}/g, (whole, place) => String(values[place] ?? whole));
}

/** A text with parts of a page in its places, as an element's children.
 * @param {Message} name @param {Record<string, Node | Node[]>} nodes @returns {(Node | string)[]} */
export function sayWith(name, nodes) {
  const pieces = say(name).split(/\{(\w+)\}/);
  /** @type {(Node | string)[][]} */
  const children = pieces.map((piece, i) => (i % 2 ? [nodes[piece]].flat() : [piece]));
  return children.flat().filter(Boolean);
}
