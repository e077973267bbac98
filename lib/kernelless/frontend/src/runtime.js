// @ts-check
/**
 * The static page's widget manager: restores the page's ipywidgets from the state it was delivered with.
 * Controls first; Vega follows once they are on screen.
 */
import * as base from "@jupyter-widgets/base";
import { ManagerBase } from "@jupyter-widgets/base-manager";
import * as controls from "@jupyter-widgets/controls";
import { followModels } from "./prose.js";
import { shelf } from "./shelf.js";
import { createWidget } from "./widget.js";

const home = new URL(".", /** @type {HTMLScriptElement} */ (document.currentScript).src);
shelf.site = home.pathname;

/** @type {Record<string, {specification: any, functions: Function[]}>} */
const programs = {};
window.kernelless = {
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

/** A script of this site, once. @param {string} name */
function load(name) {
  const promise =
    loading.get(name) ??
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL(name, home).href;
      script.onload = () => resolve();
      script.onerror = () => reject(new Error(`${name} did not load`));
      document.head.append(script);
    });
  loading.set(name, promise);
  return promise;
}

/** @type {import("./widget.js").Draw} */
async function draw(target, model) {
  await painted();
  const id = model.get("_program");
  await Promise.all([load("chart.js"), load(`programs/${id}.js`)]);
  return window.kernelless.draw(target, programs[id]);
}

/** Resolves when the browser has had a chance to paint. @returns {Promise<void>} */
function painted() {
  return new Promise((resolve) => {
    if (document.hidden) resolve();
    else requestAnimationFrame(() => setTimeout(resolve));
  });
}

const widget = createWidget(draw, { addressed: true });

class AnyModel extends base.DOMWidgetModel {}

class AnyView extends base.DOMWidgetView {
  async render() {
    this.undo = await widget.render({ model: this.model, el: this.el, still: this.options.still });
  }
  remove() {
    this.undo?.();
    super.remove();
  }
}

/** @type {Record<string, Record<string, any>>} */
const modules = {
  "@jupyter-widgets/base": base,
  "@jupyter-widgets/controls": controls,
  anywidget: { AnyModel, AnyView },
};

class StaticManager extends ManagerBase {
  /** @param {string} name @param {string} module */
  async loadClass(name, module) {
    const found = modules[module]?.[name];
    if (!found) throw new Error(`this page has no widget ${name} of ${module}`);
    return found;
  }
  /** @returns {Promise<never>} */
  async _create_comm() {
    throw new Error("a static page has no kernel");
  }
  async _get_comm_info() {
    return {};
  }
}

const STATE = 'script[type="application/vnd.jupyter.widget-state+json"]';

async function restore() {
  const state = document.querySelector(STATE);
  if (!state) return;
  const manager = new StaticManager();
  await manager.set_state(JSON.parse(state.textContent ?? ""));
  /** @type {Map<string, import("./widget.js").WidgetModel>} */
  const models = new Map();
  for (const script of document.querySelectorAll('script[type="application/vnd.jupyter.widget-view+json"]')) {
    const id = JSON.parse(script.textContent ?? "").model_id;
    if (!manager.has_model(id)) continue;
    const still = script.closest(".kl-static");
    const model = await manager.get_model(id);
    const view = await manager.create_view(model, { still });
    const name = model.get("_kernelless")?.name;
    if (name && !models.has(name)) models.set(name, model);
    (still ?? script).replaceWith(view.el);
    view.trigger("displayed");
  }
  followModels((name) => models.get(name));
}

/** The script loads beside the page and is often here first: wait for the widgets' state, not for the rest. */
function whenThere() {
  const state = document.querySelector(STATE);
  if (state?.nextElementSibling || document.readyState !== "loading") restore();
  else requestAnimationFrame(whenThere);
}

whenThere();
