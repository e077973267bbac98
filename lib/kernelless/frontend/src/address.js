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
import { say } from "./messages.js";
import { closest, possible } from "./numbers.js";

const VERSION = "1";
export const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
/** Longer names are not repeated to the reader whole. */
const SHOWN = 24;
/** So many notes on a link are told, the rest counted. */
const TOLD = 3;
/** A link may have been encoded so many times on its way. */
const TIMES = 3;

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

/** A text without the % codes of addresses, where they make sense. @param {string} text */
export function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * A fragment's two parts, also where a chat or a mail has encoded the marks between them.
 * @param {string} fragment @returns {[string, [string, string][]] | null}
 */
function partsOf(fragment) {
  let text = fragment.replace(/^#/, "");
  for (let i = 0; i < TIMES && !text.includes("?") && text.includes("%"); i++) text = decoded(text);
  const [target, query] = text.split(/\?(.*)/s);
  if (query === undefined) return null;
  let rest = query.replaceAll("&amp;", "&");
  const pairs = () => [...new URLSearchParams(rest)];
  const whole = () => pairs().some(([key, value]) => key === "v" && !value.includes("&"));
  for (let i = 0; i < TIMES && !whole() && rest.includes("%"); i++) rest = decoded(rest);
  return [decoded(target), pairs()];
}

/**
 * What a fragment says about a model, or null where it speaks of something else. Each value is one that the model's
 * control can take, and there are few notes, however much the fragment says.
 * @param {string} fragment @param {string} name @param {Parameter[]} parameters
 * @returns {{values: [string, Scalar][], notes: string[]} | null}
 */
export function readAddress(fragment, name, parameters) {
  const [target, pairs] = partsOf(fragment) ?? [null, []];
  if (target !== name) return null;
  const version = pairs.find(([key]) => key === "v")?.[1];
  if (version !== VERSION) return { values: [], notes: [say("address.version")] };
  const known = new Map(parameters.map((parameter) => [parameter.name, parameter]));
  /** @type {Map<string, Scalar>} */
  const values = new Map();
  /** @type {string[]} */
  const notes = [];
  for (const [key, text] of pairs) {
    if (key === "v") continue;
    const parameter = known.get(key);
    if (!parameter) notes.push(say("address.unknown", { name: shortened(key) }));
    else {
      const value = readValue(parameter, text.trim(), notes);
      if (value !== null) values.set(key, value);
    }
  }
  const more = notes.length - TOLD;
  const rest = more > 0 ? [say("address.more", { more: formatted(more, ",d"), count: more })] : [];
  return { values: [...values], notes: [...notes.slice(0, TOLD), ...rest] };
}

/** @param {Parameter} parameter @param {string} text @param {string[]} notes @returns {Scalar} */
function readValue(parameter, text, notes) {
  const named = parameter.stops.find(([label]) => label === text);
  if (named) return named[1];
  const infinite = /^[+-]?infinity$/i.test(text);
  if (!NUMBER.test(text) && !infinite) {
    notes.push(say("address.not_number", { label: parameter.label, text: shortened(text) }));
    return null;
  }
  const asked = infinite ? (text.startsWith("-") ? -Infinity : Infinity) : Number(text);
  const value = possible(parameter, asked);
  const [low, high] = parameter.range ?? [-Infinity, Infinity];
  const { label } = parameter;
  if (asked < low || asked > high) notes.push(say("address.held", { label }));
  else if (fromJson(value) !== (infinite ? asked : Number(asked.toPrecision(12))))
    notes.push(say("address.nearest", { label, value: written(parameter, fromJson(value)) }));
  return value;
}

/** @param {string} text */
function shortened(text) {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
