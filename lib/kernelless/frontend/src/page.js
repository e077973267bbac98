// @ts-check
/**
 * What a page needs to bring its models to life, with or without the widget manager of ipywidgets: the scripts of the
 * site, and a way to draw.
 *
 * @typedef {import("./widget.js").WidgetModel} WidgetModel
 */
import { nativeControl } from "./controls.js";
import { kit } from "./kit.js";
import { say } from "./messages.js";
import { shelf } from "./shelf.js";
import "./builtin.js";
import { createWidget } from "./widget.js";
import "./unfold.js";

// A script that is part of the page has no address of its own.
const home = new URL(".", /** @type {HTMLScriptElement} */ (document.currentScript).src || document.baseURI);
// The folder was called _static once, and what readers left then stands under that name.
shelf.site = home.pathname.replace(/\/static\/(?=kernelless\/$)/, "/_static/");

/** @type {Record<string, {specification: any, functions?: Function[]}>} */
const programs = {};
window.kernelless = {
  ...kit,
  /** Called by each program's script. */
  define: (id, specification, functions) => {
    programs[id] = { specification, functions };
  },
  draw: () => {
    throw new Error("the chart script has not loaded");
  },
};

/** @type {Map<string, Promise<void>>} */
const loading = new Map();

/** A script of this site, once; a page that was saved as one file has it. @param {string} name */
function load(name) {
  if (document.querySelector(`script[data-file="${name}"]`)) return Promise.resolve();
  const promise =
    loading.get(name) ??
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL(name, home).href;
      script.onload = () => resolve();
      script.onerror = () => reject(new Error(say("widget.not_loaded", { file: name })));
      document.head.append(script);
    });
  loading.set(name, promise);
  return promise;
}

/** @type {import("./widget.js").Draw} */
async function draw(target, model) {
  await painted();
  const id = model.get("_program");
  await Promise.all([load(model.get("_chart") ?? "chart.js"), load(`programs/${id}.js`)]);
  return window.kernelless.draw(target, programs[id]);
}

/** Resolves when the browser has had a chance to paint. @returns {Promise<void>} */
function painted() {
  return new Promise((resolve) => {
    if (document.hidden) resolve();
    else requestAnimationFrame(() => setTimeout(resolve));
  });
}

/** The scripts of extras that are no part of the engine. @param {WidgetModel} model */
async function prepare(model) {
  await Promise.all((model.get("_scripts") ?? []).map(load));
}

export const widget = createWidget(draw, nativeControl, { addressed: true, prepare });

const STATE = 'script[type="application/vnd.jupyter.widget-state+json"]';

/** The places of the page's widgets, each with the widget that belongs there and the still picture that stands there.
 * @returns {{id: string, still: Element | null, place: Element}[]} */
export function places() {
  return [...document.querySelectorAll('script[type="application/vnd.jupyter.widget-view+json"]')].map((script) => {
    const still = script.closest(".kl-static");
    return { id: JSON.parse(script.textContent ?? "").model_id, still, place: still ?? script };
  });
}

/** Restore the page's widgets as soon as their state is there: the script loads beside the page and is often here
 * first, so it waits for the state, and not for the rest. In a page's body the state comes after the widgets' places; in
 * its head before them, and then the script waits for those too. @param {(state: any) => void} restore */
export function whenThere(restore) {
  const state = document.querySelector(STATE);
  if ((state?.nextElementSibling && document.body?.contains(state)) || document.readyState !== "loading") {
    if (state) restore(JSON.parse(state.textContent ?? ""));
  } else requestAnimationFrame(() => whenThere(restore));
}
