// @ts-check
/**
 * What the reader set in other models, offered to this one: a list of values and where they come from, and one button.
 *
 * @typedef {import("./extras.js").Host} Host
 * @typedef {import("./settings.js").Setting} Setting
 * @typedef {import("./settings.js").Source} Source
 * @typedef {import("./widget.js").Parameter} Parameter
 * @typedef {import("./widget.js").Scalar} Scalar
 */
import { written } from "./address.js";
import { element, tool } from "./dom.js";
import { register } from "./extras.js";
import { say, sayWith } from "./messages.js";
import { forgetSetting, keptSetting } from "./settings.js";

/** Words and links as one list: "a, b and c". @param {Node[]} nodes */
function inWords(nodes) {
  const before = (/** @type {number} */ i) => say(i === nodes.length - 1 ? "words.last" : "words.next");
  return nodes.flatMap((node, i) => (i ? [document.createTextNode(before(i)), node] : [node]));
}

/** @param {Source} source */
function link(source) {
  return element("a", { href: `${source.page}.html` }, source.label);
}

export class Inheritance {
  /** @param {Source[]} sources @param {Host} host */
  constructor(sources, host) {
    this.host = host;
    this.sources = sources;
    this.parameters = new Map(host.about.parameters.map((parameter) => [parameter.name, parameter]));
    this.told = element("p", { class: "kl-note", role: "status", tabindex: "-1" });
    this.place = element("div", {});
    this.root = element(
      "div",
      { class: "kl-inherit", role: "group", "aria-label": say("inherit.group") },
      this.place,
      this.told,
    );
    this.places = { below: [this.root] };
    this.borrows = true;
    this.show();
    // A reader who comes back by the browser's button finds the page as it was, and the shelf as it is.
    addEventListener("pageshow", (event) => event.persisted && this.show());
    // What was set in another tab, or a moment before this page was opened, may arrive after it.
    addEventListener("storage", () => this.show());
  }

  /** What is remembered now. @returns {[Source, Setting][]} */
  found() {
    const parameters = [...this.parameters.values()];
    return this.sources.flatMap((source) => {
      const setting = keptSetting(source, parameters);
      return setting ? [/** @type {[Source, Setting]} */ ([source, setting])] : [];
    });
  }

  show() {
    const found = this.found();
    const usable = found.filter(([, setting]) => !setting.apart);
    const missing = this.sources.filter((source) => !found.some(([known]) => known === source)).map(link);
    const tools = element("div", { class: "kl-tools" });
    if (usable.length) tools.append(tool(say("inherit.use"), () => this.take(usable)));
    if (found.length) tools.append(tool(say("inherit.forget"), () => this.forget(found)));
    this.place.replaceChildren(
      ...(found.length ? [element("p", {}, say("inherit.remembers"))] : []),
      ...(found.length ? [element("ul", {}, ...found.map(([source, setting]) => this.line(source, setting)))] : []),
      ...(found.length ? [tools] : []),
      ...(missing.length ? [this.nothing(missing, found.length > 0)] : []),
    );
  }

  /** @param {Source} source @param {Setting} setting */
  line(source, { values, notes, apart }) {
    if (apart) return element("li", {}, ...sayWith("inherit.apart", { page: link(source) }));
    const said = values.map(([name, value]) => {
      const parameter = /** @type {Parameter} */ (this.parameters.get(name));
      return `${parameter.label} ${written(parameter, value)}`;
    });
    return element(
      "li",
      {},
      link(source),
      `: ${said.join(say("words.next"))}${notes.length ? ` (${notes.join(" ")})` : ""}`,
    );
  }

  /** @param {Node[]} missing @param {boolean} rest */
  nothing(missing, rest) {
    const pages = inWords(missing);
    return element("p", {}, ...sayWith(rest ? "inherit.nothing_from" : "inherit.nothing", { pages }));
  }

  /** @param {[Source, Setting][]} found */
  take(found) {
    this.host.take(found.flatMap(([, setting]) => setting.values));
    this.told.textContent = say("inherit.used", { pages: found.length, count: found.length });
  }

  /** @param {[Source, Setting][]} found */
  forget(found) {
    for (const [source] of found) forgetSetting(source.model);
    this.show();
    this.told.textContent = say("inherit.forgotten");
    this.told.focus({ preventScroll: true }); // the button that was pressed is gone
  }
}

register("inherit", (sources, host) => (host.addressed && sources.length ? new Inheritance(sources, host) : null));
