// @ts-check
/**
 * A model's state in the page's address: `#bottleneck?v=1&tasks=0.4`. What comes from an address is only ever
 * read as a number or compared with a name; it reaches neither markup nor an expression.
 *
 * @typedef {import("./widget.js").Parameter} Parameter
 * @typedef {import("./widget.js").Scalar} Scalar
 */
import { formatted } from "./format.js";
import { fromJson } from "./json.js";
import { closest } from "./numbers.js";

const VERSION = "1";
export const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
/** Longer names are not repeated to the reader whole. */
const SHOWN = 24;

/** The index of the stop closest to a value. @param {Parameter} parameter @param {number} value */
export function nearestStop(parameter, value) {
  return closest(parameter.stops, value);
}

/** A value as its control shows it. @param {Parameter} parameter @param {any} value */
export function written(parameter, value) {
  const stop = parameter.stops[nearestStop(parameter, value)];
  return parameter.stops.length ? stop[0] : formatted(value, parameter.format);
}

/** The fragment for a state: what differs from the opening; what is chosen by name goes by its name.
 * @param {string} name @param {[string, Scalar][]} values @param {[string, Scalar][]} opening
 * @param {Parameter[]} parameters */
export function writeAddress(name, values, opening, parameters = []) {
  const home = new Map(opening);
  const known = new Map(parameters.map((parameter) => [parameter.name, parameter]));
  const said = (/** @type {[string, Scalar]} */ [key, value]) => {
    const parameter = known.get(key);
    const stop = parameter?.control !== "slider" && parameter?.stops.find(([, stop]) => stop === value);
    return `${key}=${stop ? encodeURIComponent(stop[0]) : value}`;
  };
  const changed = values.filter(([parameter, value]) => home.get(parameter) !== value);
  return `#${name}?${[`v=${VERSION}`, ...changed.map(said)].join("&")}`;
}

/**
 * What a fragment says about a model, or null where it speaks of something else.
 * @param {string} fragment @param {string} name @param {Parameter[]} parameters
 * @returns {{values: [string, Scalar][], notes: string[]} | null}
 */
export function readAddress(fragment, name, parameters) {
  const [target, query] = fragment.replace(/^#/, "").split(/\?(.*)/s);
  if (target !== name || query === undefined) return null;
  const pairs = [...new URLSearchParams(query)];
  const version = pairs.find(([key]) => key === "v")?.[1];
  if (version !== VERSION)
    return { values: [], notes: ["The link is not of a version that this page knows; it was ignored."] };
  const known = new Map(parameters.map((parameter) => [parameter.name, parameter]));
  /** @type {[string, Scalar][]} */
  const values = [];
  /** @type {string[]} */
  const notes = [];
  for (const [key, text] of pairs) {
    if (key === "v") continue;
    const parameter = known.get(key);
    if (!parameter) notes.push(`“${shortened(key)}” is not a control of this model; it was ignored.`);
    else values.push(...readValue(parameter, text.trim(), notes));
  }
  return { values, notes };
}

/** @param {Parameter} parameter @param {string} text @param {string[]} notes @returns {[string, Scalar][]} */
function readValue(parameter, text, notes) {
  const named = parameter.stops.find(([label]) => label === text);
  if (named) return [[parameter.name, named[1]]];
  const infinite = /^[+-]?infinity$/i.test(text);
  if (!NUMBER.test(text) && !infinite) {
    notes.push(`${parameter.label}: “${shortened(text)}” is not a number; it was ignored.`);
    return [];
  }
  const asked = infinite ? (text.startsWith("-") ? -Infinity : Infinity) : Number(text);
  if (parameter.stops.length) {
    const [label, stop] = parameter.stops[nearestStop(parameter, asked)];
    if (fromJson(stop) !== asked) notes.push(`${parameter.label}: the nearest value there is, ${label}, was taken.`);
    return [[parameter.name, stop]];
  }
  const [low, high] = /** @type {[number, number]} */ (parameter.range);
  const held = Math.min(Math.max(asked, low), high);
  if (held !== asked)
    notes.push(`${parameter.label}: the value was outside the slider’s range and was held at its end.`);
  return [[parameter.name, held]];
}

/** @param {string} text */
function shortened(text) {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
