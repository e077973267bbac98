// @ts-check
/**
 * The script of a page that shows other widgets beside its models: ipywidgets' own manager, controls and views.
 */
import * as base from "@jupyter-widgets/base";
import { ManagerBase } from "@jupyter-widgets/base-manager";
import * as controls from "@jupyter-widgets/controls";
import { places, whenThere, widget } from "./page.js";
import { followModels } from "./prose.js";

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

whenThere(async (state) => {
  const manager = new StaticManager();
  await manager.set_state(state);
  /** @type {Map<string, import("./widget.js").WidgetModel>} */
  const models = new Map();
  for (const { id, still, place } of places()) {
    if (!manager.has_model(id)) continue;
    const model = await manager.get_model(id);
    const view = await manager.create_view(model, { still });
    const name = model.get("_kernelless")?.name;
    if (name && !models.has(name)) models.set(name, model);
    place.replaceWith(view.el);
    view.trigger("displayed");
  }
  followModels((name) => models.get(name));
});
