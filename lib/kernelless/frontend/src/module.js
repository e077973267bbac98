// @ts-check
/**
 * A model as an ES module by anywidget's contract, which needs nothing of the page that shows it: it stands in a shadow
 * root, in its own styles, and its controls are the browser's.
 */
import "./builtin.js";
import { nativeControl } from "./controls.js";
import { element } from "./dom.js";
import { followGround } from "./ground.js";
import { followHost } from "./host.js";
import { kit } from "./kit.js";
import { sayInstead } from "./messages.js";
import { shelf } from "./shelf.js";
import { StaticModel } from "./static-model.js";
import { draw } from "./whole.js";
import { createWidget } from "./widget.js";

shelf.site = new URL(".", document.baseURI).pathname;

/**
 * @param {{state: Record<string, any>, specification: any, style: string, messages?: Record<string, string>}} exported
 * @param {((kernelless: typeof kit) => void)[]} scripts those of extras that are no part of the engine
 */
export function model({ state, specification, style, messages = {} }, scripts = []) {
  sayInstead(messages);
  for (const run of scripts) run(kit);
  const widget = createWidget(async (target) => draw(target, specification), nativeControl);
  /** @type {CSSStyleSheet | undefined} */
  let sheet;

  return {
    /** Show the model in an element; returns what takes it away again.
     * @param {{el: HTMLElement, model?: import("./host.js").HostModel}} context */
    async render({ el, model: host }) {
      if (!sheet) {
        sheet = new CSSStyleSheet(); // which a strict content policy allows
        sheet.replaceSync(style);
      }
      const end = new AbortController();
      const place = element("div", { class: "kl-module" });
      const root = place.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [sheet];
      const inside = element("div", { class: "kl-widget" });
      root.append(inside);
      el.append(place);
      followGround(place, end.signal);
      const shown = new StaticModel(structuredClone(state));
      const close = await widget.render({ model: shown, el: inside });
      const leave = () => {
        end.abort("closed");
        close();
        place.remove();
      };
      try {
        if (host) followHost(shown, host, end.signal);
      } catch (error) {
        leave();
        throw error;
      }
      return leave;
    },
  };
}
