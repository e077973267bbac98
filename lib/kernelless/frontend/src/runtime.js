// @ts-check
/**
 * The static page's script: brings its models to life from the state that the page was delivered with. Controls first;
 * Vega follows once they are on screen. A page that shows any other widget gets `widgets.js` in its place.
 */
import { element } from "./dom.js";
import { places, whenThere, widget } from "./page.js";
import { followModels } from "./prose.js";
import { StaticModel } from "./static-model.js";

whenThere(async ({ state }) => {
  /** @type {Map<string, StaticModel>} */
  const models = new Map();
  for (const { id, still, place } of places()) {
    if (!state[id]) continue;
    const model = new StaticModel(structuredClone(state[id].state));
    const el = element("div", { class: "kl-widget" });
    await widget.render({ model, el, still });
    const { name } = model.get("_kernelless");
    if (!models.has(name)) models.set(name, model);
    place.replaceWith(el);
  }
  followModels((name) => models.get(name));
});
