// @ts-check
/**
 * The parameters of a model: their values, named settings of them, and the stops that are told apart from values.
 *
 * @typedef {import("./widget.js").Description} Description
 * @typedef {import("./widget.js").Parameter} Parameter
 * @typedef {import("./widget.js").Scalar} Scalar
 * @typedef {import("./widget.js").WidgetModel} WidgetModel
 */
import { nearestStop } from "./address.js";
import { fromJson, toJson } from "./json.js";

export class Parameters {
  /** @param {WidgetModel} model @param {Description} about */
  constructor(model, about) {
    this.model = model;
    this.about = about;
    this.names = about.parameters.map(({ name }) => name);
    /** The scenario that the model opens with. */
    this.home = /** @type {string} */ (model.get("scenario"));
    /** Whether all are being set to a setting. */
    this.changing = false;
  }

  /** Call `moved` whenever a parameter has another value. @param {() => void} moved */
  listen(moved) {
    for (const parameter of this.about.parameters) {
      const { name, stops, control } = parameter;
      this.model.on(`change:${name}`, () => {
        this.settle(parameter);
        moved();
      });
      if (stops.length) this.model.on(`change:_stop_${name}`, () => this.stopMoved(parameter));
      if (control === "search") this.model.on(`change:_name_${name}`, () => this.named(parameter));
    }
  }

  /** A value has changed: bring what stands for it up to it. @param {Parameter} parameter */
  settle(parameter) {
    const { model } = this;
    const value = fromJson(model.get(parameter.name));
    if (parameter.stops.length) {
      const index = nearestStop(parameter, value);
      model.set(`_stop_${parameter.name}`, index);
      if (parameter.control === "search") model.set(`_name_${parameter.name}`, parameter.stops[index][0]);
    } else {
      // A slider counts its steps from its lowest value, which leaves dust such as 0.04999999999999999.
      model.set(parameter.name, Number(value.toPrecision(12)));
    }
    const scenario = model.get("scenario");
    if (scenario && !this.matches(scenario)) model.set("scenario", "");
  }

  /** @param {Parameter} parameter */
  stopMoved(parameter) {
    const index = this.model.get(`_stop_${parameter.name}`);
    const value = fromJson(this.model.get(parameter.name));
    if (nearestStop(parameter, value) === index) return;
    this.model.set(parameter.name, parameter.stops[index][1]);
    this.model.save_changes();
  }

  /** A stop found by its name. @param {Parameter} parameter */
  named(parameter) {
    const name = this.model.get(`_name_${parameter.name}`);
    const index = parameter.stops.findIndex(([label]) => label === name);
    if (index < 0) return;
    this.model.set(`_stop_${parameter.name}`, index);
    this.model.save_changes();
  }

  /** A scenario's value of every parameter. @param {string} name @returns {[string, Scalar][]} */
  setting(name) {
    const values = this.about.scenarios.find(([label]) => label === name)?.[1] ?? {};
    return this.about.parameters.map((parameter) => [parameter.name, values[parameter.name] ?? parameter.default]);
  }

  /** The scenario with just these values, or an empty text. @param {Map<string, Scalar>} values */
  scenarioOf(values) {
    const same = (/** @type {string} */ name) => this.setting(name).every(([key, value]) => values.get(key) === value);
    return this.about.scenarios.find(([name]) => same(name))?.[0] ?? "";
  }

  /** @param {string} scenario */
  matches(scenario) {
    return this.changing || this.setting(scenario).every(([name, value]) => toJson(this.model.get(name)) === value);
  }

  /** Whether the model has left its opening. */
  moved() {
    return this.about.parameters.some(({ name, opening }) => toJson(this.model.get(name)) !== opening);
  }

  /** @returns {[string, Scalar][]} */
  values() {
    return this.names.map((name) => [name, toJson(this.model.get(name))]);
  }

  /** The present setting, as a step that can be returned to. */
  step() {
    return { scenario: /** @type {string} */ (this.model.get("scenario")), values: this.values() };
  }

  /** @param {[string, Scalar][]} values @param {string} scenario */
  apply(values, scenario) {
    this.changing = true;
    this.model.set("scenario", scenario);
    for (const [parameter, value] of values) this.model.set(parameter, value);
    this.changing = false;
    this.model.save_changes();
  }
}

/** The model, with what listens to it through this only until a signal.
 * @param {AbortSignal} signal @param {WidgetModel} model @returns {WidgetModel} */
export function heardUntil(signal, model) {
  const on = (/** @type {string} */ events, /** @type {() => void} */ callback) => {
    model.on(events, callback);
    signal.addEventListener("abort", () => model.off?.(events, callback));
  };
  return Object.create(model, { on: { value: on } });
}
