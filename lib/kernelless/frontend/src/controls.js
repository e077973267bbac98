// @ts-check
/**
 * The browser's own controls for a parameter: a range, a list, a field to search in, each with a field that takes what
 * is typed. They need no widget manager, so a page without a kernel ships none.
 *
 * @typedef {import("./widget.js").Parameter} Parameter
 * @typedef {import("./widget.js").Scalar} Scalar
 * @typedef {import("./widget.js").WidgetModel} WidgetModel
 */
import { nearestStop, written } from "./address.js";
import { element } from "./dom.js";
import { fromJson } from "./json.js";
import { say } from "./messages.js";
import { TypedField } from "./typed.js";

/** Each control's parts refer to one another by a number of their own. */
let made = 0;

/** @param {WidgetModel} model @param {Parameter} parameter @param {Scalar} value */
function set(model, parameter, value) {
  model.set(parameter.name, value);
  model.save_changes();
}

/** Where a parameter stands on its slider: its value, or the place of its stop.
 * @param {WidgetModel} model @param {Parameter} parameter @returns {number} */
function place(model, parameter) {
  const value = fromJson(model.get(parameter.name));
  return parameter.stops.length ? nearestStop(parameter, value) : value;
}

/** A label before a control. @param {Parameter} parameter @param {string} id */
function label(parameter, id) {
  const named = element("label", { class: "kl-label", for: id }, parameter.label);
  if (parameter.help) named.title = parameter.help;
  return named;
}

/** @param {WidgetModel} model @param {Parameter} parameter */
function slider(model, parameter) {
  const id = `kl-control-${++made}`;
  const [low, high] = parameter.range ?? [0, parameter.stops.length - 1];
  const range = /** @type {HTMLInputElement} */ (
    element("input", {
      type: "range",
      id,
      class: "kl-range",
      min: String(low),
      max: String(high),
      step: String(parameter.range ? parameter.step : 1),
      "aria-label": parameter.label,
    })
  );
  range.addEventListener("input", () => {
    const at = range.valueAsNumber;
    set(model, parameter, parameter.stops.length ? parameter.stops[at][1] : at);
  });
  // A finger that turns out to scroll the page changes nothing, though it may have set a value where it landed.
  let before = model.get(parameter.name);
  range.addEventListener("pointerdown", () => (before = model.get(parameter.name)));
  range.addEventListener("pointercancel", () => set(model, parameter, before));
  const field = new TypedField(model, parameter, valueField(parameter));
  const show = () => {
    const at = place(model, parameter);
    range.value = String(at);
    range.style.setProperty("--kl-part", String((at - low) / (high - low)));
    const value = written(parameter, fromJson(model.get(parameter.name)));
    range.setAttribute("aria-valuetext", `${value} ${parameter.unit}`.trim());
    field.show();
  };
  model.on(`change:${parameter.name}`, show);
  show();
  return element("div", { class: "kl-control" }, label(parameter, id), field.input, range, field.message);
}

/** The field beside a slider. @param {Parameter} parameter */
function valueField(parameter) {
  return /** @type {HTMLInputElement} */ (
    element("input", {
      type: "text",
      class: "kl-value",
      autocomplete: "off",
      spellcheck: "false",
      enterkeyhint: "done",
      "aria-label": say("controls.type", { label: parameter.label }),
    })
  );
}

/** @param {WidgetModel} model @param {Parameter} parameter */
function choice(model, parameter) {
  const id = `kl-control-${++made}`;
  const options = parameter.stops.map(([name]) => element("option", {}, name));
  const list = /** @type {HTMLSelectElement} */ (
    element("select", { id, class: "kl-list", "aria-label": parameter.label }, ...options)
  );
  list.addEventListener("change", () => set(model, parameter, parameter.stops[list.selectedIndex][1]));
  const show = () => (list.selectedIndex = place(model, parameter));
  model.on(`change:${parameter.name}`, show);
  show();
  return element("div", { class: "kl-control" }, label(parameter, id), list);
}

/** @param {WidgetModel} model @param {Parameter} parameter */
function search(model, parameter) {
  const id = `kl-control-${++made}`;
  const options = parameter.stops.map(([name]) => element("option", { value: name }));
  const names = element("datalist", { id: `${id}-names` }, ...options);
  const input = /** @type {HTMLInputElement} */ (
    element("input", {
      type: "text",
      id,
      class: "kl-list",
      list: names.id,
      autocomplete: "off",
      placeholder: say("controls.search"),
      "aria-label": parameter.label,
    })
  );
  const field = new TypedField(model, parameter, input, { byName: true });
  // A name picked from the list is taken at once.
  input.addEventListener("input", () => {
    if (parameter.stops.some(([name]) => name === input.value)) field.commit();
  });
  model.on(`change:${parameter.name}`, () => field.show());
  field.show();
  return element("div", { class: "kl-control" }, label(parameter, id), input, names, field.message);
}

const MAKERS = { slider, play: slider, choice, search };

/** The control of a parameter. @param {WidgetModel} model @param {Parameter} parameter @returns {Promise<HTMLElement>} */
export async function nativeControl(model, parameter) {
  return MAKERS[/** @type {keyof typeof MAKERS} */ (parameter.control)](model, parameter);
}
