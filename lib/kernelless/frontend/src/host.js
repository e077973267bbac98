// @ts-check
/**
 * A model of an exported module and the one that its host may have for it: what the host sets moves the model, and what
 * the reader moves is told to the host. A host knows as many of the names as it likes.
 *
 * @typedef {{get(name: string): any, set(name: string, value: any): void, save_changes?(): void,
 *   on?(event: string, heard: () => void): void, off?(event: string, heard: () => void): void}} HostModel
 * @typedef {import("./widget.js").Description} Description
 * @typedef {import("./widget.js").Parameter} Parameter
 */
import { fromJson, toJson } from "./json.js";
import { possible } from "./numbers.js";

/** What must be given for a parameter. @param {Parameter} parameter */
function rule({ name, range, stops }) {
  if (range) return `${name} must be a number from ${range[0]} to ${range[1]}`;
  return `${name} must be one of ${stops.map(([, value]) => value).join(", ")}`;
}

/** A parameter's value as a host gave it. @param {Parameter} parameter @param {any} given */
function read(parameter, given) {
  const value = fromJson(given);
  if (typeof value === "number" && !Number.isNaN(value)) return toJson(possible(parameter, value));
  throw new Error(`${rule(parameter)}; got ${JSON.stringify(given)}`);
}

/** A scenario's values, by parameter. @param {Description} about @param {any} name @returns {[string, any][]} */
function scenario({ scenarios, parameters }, name) {
  const named = scenarios.find(([label]) => label === name);
  if (named) return parameters.map((parameter) => [parameter.name, named[1][parameter.name] ?? parameter.default]);
  const there = scenarios.map(([label]) => label).join(", ") || "none";
  throw new Error(`unknown scenario ${JSON.stringify(name)}; known scenarios: ${there}`);
}

/** Ask of a host what not every host does, and not every one says so before. @param {() => void} act */
function ask(act) {
  try {
    act();
  } catch {} // MyST's throws
}

/** Hear of a host's value until a signal. @param {HostModel} host @param {string} name @param {() => void} heard
 * @param {AbortSignal} signal */
function listen(host, name, heard, signal) {
  const open = () => !signal.aborted && heard(); // not every host can be told to forget
  host.on?.(`change:${name}`, open);
  signal.addEventListener("abort", () => ask(() => host.off?.(`change:${name}`, open)));
}

/**
 * Link a model to its host's, until a signal.
 * @param {import("./static-model.js").StaticModel} model @param {HostModel} host @param {AbortSignal} signal
 * @throws where the host gives at once what the model cannot be set to; what it gives later is answered in the model
 */
export function followHost(model, host, signal) {
  /** @type {Description} */
  const about = model.get("_kernelless");
  /** @type {Map<string, () => void>} */
  const takes = new Map();
  takes.set("scenario", () => {
    const name = host.get("scenario");
    if (!name || name === model.get("scenario")) return;
    for (const [parameter, value] of scenario(about, name)) model.set(parameter, value);
    model.set("scenario", name);
  });
  for (const parameter of about.parameters) {
    const { name } = parameter;
    takes.set(name, () => (host.get(name) ?? null) !== null && model.set(name, read(parameter, host.get(name))));
  }
  for (const [name, take] of takes) {
    take();
    const heard = () => {
      try {
        take();
        model.set("trouble", "");
      } catch (error) {
        model.set("trouble", `${/** @type {Error} */ (error).message}.`);
      }
    };
    listen(host, name, heard, signal);
  }
  for (const name of [...takes.keys(), ...about.outputs, "sentence"]) {
    const tell = () => {
      const value = model.get(name);
      if (signal.aborted || host.get(name) === undefined || JSON.stringify(host.get(name)) === JSON.stringify(value))
        return;
      host.set(name, value);
      ask(() => host.save_changes?.());
    };
    model.on(`change:${name}`, tell);
    tell();
  }
}
