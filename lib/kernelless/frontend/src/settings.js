// @ts-check
/**
 * The last state in which the reader left each model, written as in an address and trusted as little: what another
 * model takes from it is held to what that model's own controls can say.
 *
 * @typedef {import("./widget.js").Parameter} Parameter
 * @typedef {import("./widget.js").Scalar} Scalar
 * @typedef {import("./schema.js").InheritDescription} Source
 * @typedef {{values: [string, Scalar][], notes: string[], apart: boolean}} Setting
 */
import { readAddress, writeAddress } from "./address.js";
import { forget, keep, kept } from "./shelf.js";

/** Longer than any state of a model. */
const LONGEST = 4000;

/** @param {string} name @param {[string, Scalar][]} values @param {Parameter[]} parameters */
export function keepSetting(name, values, parameters) {
  keep("setting", name, writeAddress(name, values, [], parameters));
}

/** @param {string} name */
export function forgetSetting(name) {
  forget("setting", name);
}

/**
 * What is remembered of a model, in terms of another one's parameters; null where nothing is. It stands apart if it
 * is of another kind than that model can make use of.
 * @param {Source} source @param {Parameter[]} parameters @returns {Setting | null}
 */
export function keptSetting(source, parameters) {
  const text = kept("setting", source.model);
  const start = `#${source.model}?`;
  if (text.length > LONGEST || !text.startsWith(start)) return null;
  const theirs = new URLSearchParams(text.slice(start.length));
  const own = new URLSearchParams({ v: theirs.get("v") ?? "" });
  for (const [other, name] of source.parameters) if (theirs.has(other)) own.set(name, theirs.get(other) ?? "");
  const read = readAddress(`${start}${own}`, source.model, parameters);
  if (!read?.values.length) return null;
  return { ...read, apart: source.where.some(([name, value]) => Number(theirs.get(name) ?? value) !== value) };
}
