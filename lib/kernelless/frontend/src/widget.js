// @ts-check
/**
 * The one widget. Everything the reader sees of a model is made here, the same on a static page, in
 * JupyterLab and in Notebook; only `draw`, which turns a specification into a Vega view, and `makeControl` differ.
 *
 * @typedef {number | string | boolean | null} Scalar
 * @typedef {import("./schema.js").ParameterDescription} Parameter
 * @typedef {import("./schema.js").Description} Description
 * @typedef {import("./model.js").WidgetModel} WidgetModel
 * @typedef {{signal(name: string, value?: any): any, data(name: string, rows?: any[]): any,
 *   width(value?: number): any, padding(): any, origin(): [number, number], scale(name: string): any,
 *   runAsync(): Promise<any>, finalize(): void}} View
 * @typedef {(target: HTMLElement, model: WidgetModel) => Promise<View>} Draw
 * @typedef {(model: WidgetModel, parameter: Parameter, index: number, signal: AbortSignal) => Promise<HTMLElement>} MakeControl
 */

import { element, watchSizes } from "./dom.js";
import { elementsAt, extrasOf } from "./extras.js";
import { History } from "./history.js";
import { fromJson, toJson } from "./json.js";
import { Link } from "./link.js";
import { say } from "./messages.js";
import { outputOf, takeRows } from "./outputs.js";
import { Panel } from "./panel.js";
import { heardUntil, Parameters } from "./parameters.js";
import { fit, stay } from "./room.js";
import { knowsCopies, noteForCopies } from "./visit.js";

/** What Python tells of a model is read in this version. @type {Description["version"]} */
const SCHEMA = 1;

/** How long a control must rest before its state counts as a step and is read aloud. */
const REST = 400;

/** One model on the page; `Host` in extras.js is what extras see of it. */
class Explorer {
  /**
   * @param {WidgetModel} model @param {HTMLElement} host @param {Draw} draw
   * @param {MakeControl} makeControl
   * @param {Element | null} still the picture that the page was delivered with
   * @param {boolean} addressed whether the page's address may hold the state
   */
  constructor(model, host, draw, makeControl, still, addressed) {
    /** Ends what the model has begun, when it is taken from the page. */
    this.end = new AbortController();
    this.signal = this.end.signal;
    this.model = heardUntil(this.signal, model);
    /** @type {Description} */
    this.about = model.get("_kernelless");
    this.addressed = addressed;
    this.view = /** @type {View | null} */ (null);
    this.pending = false;
    this.failure = "";
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.resting = undefined;
    this.parameters = new Parameters(this.model, this.about);
    this.history = new History(this.parameters.step());
    this.panel = this.makePanel();
    this.link = new Link(this.about, this.parameters, this.panel.note);
    const { name, title, height, longest } = this.about;
    this.picture = element("div", { class: "kl-picture", role: "img" });
    this.picture.style.setProperty("--kl-pixels", String(height));
    this.sentence = element("p", { class: "kl-sentence" });
    this.trouble = element("p", { class: "kl-trouble", role: "alert", hidden: "" });
    this.spoken = element("p", { class: "kl-spoken", role: "status" });
    this.scenarios = this.makeScenarios();
    this.stage = element("div", { class: "kl-stage", "data-longest": longest });
    this.root = element("section", { class: "kl", "data-model": name, "aria-label": title || name });
    this.extras = extrasOf(this);
    this.arrange();
    this.listen();
    /** Pictures begun and not finished, the first of them from the start; and whether what they show is to be told. */
    this.drawing = 1;
    this.unspoken = false;
    /** What was said last of a picture that could be drawn. */
    this.told = this.words();
    this.linked = addressed && this.link.open();
    for (const extra of this.extras) extra.shown?.();
    this.showWords();
    this.ready = this.panel.make(makeControl).then((makeMore) => {
      this.panel.showTools(this.history);
      if (still) this.adopt(still);
      host.replaceChildren(this.root);
      this.start(draw).finally(() => makeMore?.());
    });
  }

  makePanel() {
    return new Panel(
      this.model,
      this.about,
      {
        undo: () => this.travel((history) => history.undo()),
        redo: () => this.travel((history) => history.redo()),
        reset: () => this.applyScenario(this.parameters.home),
        copyLink: this.addressed ? () => this.link.copy() : null,
        rest: () => this.rest(),
      },
      this.signal,
    );
  }

  makeScenarios() {
    const buttons = this.about.scenarios.map(([name]) => {
      const button = element("button", { type: "button", class: "kl-scenario", "data-scenario": name }, name);
      button.addEventListener("click", () => this.applyScenario(name));
      return button;
    });
    return element("div", { class: "kl-scenarios", role: "group", "aria-label": say("widget.scenarios") }, ...buttons);
  }

  /** Put all elements where they stand. */
  arrange() {
    const at = (/** @type {import("./extras.js").Place} */ place) => elementsAt(this.extras, place);
    const figure = element("figure", { class: "kl-figure" }, this.picture);
    this.stage.append(figure, ...at("stage"), this.sentence, this.trouble, this.spoken);
    this.root.append(
      ...at("before"),
      ...(this.addressed && knowsCopies ? [noteForCopies()] : []),
      element("div", { class: "kl-body" }, this.scenarios, ...at("scenarios"), this.stage, this.panel.root),
      element("div", { class: "kl-extra" }, ...at("below")),
      ...at("after"),
    );
  }

  /** Keep of the page as it was delivered what the live model has no better for yet. @param {Element} still */
  adopt(still) {
    const drawn = still.querySelector(".kl-picture");
    if (drawn) this.picture.append(...drawn.childNodes);
    for (const extra of this.extras) extra.adopt?.(still);
  }

  listen() {
    const { model, signal } = this;
    addEventListener("pagehide", () => this.resting !== undefined && this.rest(), { signal });
    if (this.addressed) addEventListener("hashchange", () => this.arrive(), { signal });
    this.parameters.listen(() => this.parameterMoved());
    model.on("change:sentence change:trouble change:scenario", () => this.showWords());
    if (this.about.computed === "kernel") model.on("change:_rows", () => this.schedule());
  }

  parameterMoved() {
    this.unspoken = false;
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.rest(), REST);
    // A reader who moves a control wants to see; a slider that only finds its place while it is made does not.
    if (this.parameters.moved()) this.reveal();
    this.schedule();
  }

  reveal() {
    for (const extra of this.extras) extra.reveal?.();
  }

  /** A state is a step once the controls rest: then it can be undone to, and the sentence is read aloud. */
  rest() {
    clearTimeout(this.resting);
    this.resting = undefined;
    if (this.panel.playing) return; // a tape is one step, told at its end
    this.history.add(this.parameters.step());
    this.speak();
    this.panel.showTools(this.history);
    for (const extra of this.extras) extra.rested?.();
    if (this.addressed) this.link.rest(!this.extras.some(({ borrows }) => borrows));
  }

  /** Read the sentence aloud: now, or on a slow machine when the picture it tells of has been drawn. */
  speak() {
    this.unspoken = this.pending || this.drawing > 0;
    if (this.unspoken || this.extras.some(({ silent }) => silent)) return;
    this.spoken.textContent = this.words();
  }

  /** The scenario by its name, and what the picture shows. @returns {string} */
  words() {
    if (this.failure) return this.told;
    const { scenario, sentence } = { scenario: this.model.get("scenario"), sentence: this.model.get("sentence") };
    if (!this.about.scenarios.length) return sentence;
    return `${scenario ? say("words.quoted", { text: scenario }) : say("widget.own")}: ${sentence}`;
  }

  /** @param {(history: History<any>) => {scenario: string, values: [string, Scalar][]}} move */
  travel(move) {
    if (this.resting !== undefined) this.rest();
    const { scenario, values } = move(this.history);
    this.parameters.apply(values, scenario);
    this.panel.showTools(this.history);
  }

  /** @param {string} name */
  applyScenario(name) {
    if (this.resting !== undefined) this.rest();
    this.reveal();
    this.parameters.apply(this.parameters.setting(name), name);
    this.panel.note.textContent = "";
  }

  /** Other values for some parameters. @param {[string, Scalar][]} values */
  take(values) {
    if (this.resting !== undefined) this.rest();
    this.parameters.apply([...new Map([...this.parameters.values(), ...values])], "");
  }

  /** The fragment of the present state. */
  address() {
    return this.link.address();
  }

  /** The address has changed. */
  arrive() {
    if (this.link.arrive()) this.comeIntoView();
  }

  /** What a link speaks of is shown; in a frame that would scroll the page around it too.
   * @param {ScrollBehavior} behavior */
  comeIntoView(behavior = "auto") {
    if (window === window.parent) this.root.scrollIntoView({ behavior });
  }

  /** One evaluation a step, however many parameters the step moved. */
  schedule() {
    if (this.pending) return;
    this.pending = true;
    queueMicrotask(() => {
      this.pending = false;
      this.step();
    });
  }

  /** @param {Draw} draw */
  async start(draw) {
    try {
      const target = element("div", { class: "kl-view" });
      const still = [...this.picture.childNodes];
      this.picture.append(target);
      const view = await draw(target, this.model);
      this.view = view;
      fit(view, this.root, this.picture);
      for (const extra of this.extras) await extra.drawn?.(view);
      this.drawing = 0;
      await this.step();
      for (const extra of this.extras) extra.started?.(view);
      for (const node of still) node.remove();
      if (this.linked) this.comeIntoView("instant");
      this.root.dataset.live = "";
      watchSizes([this.stage, this.picture], () => this.refit(view), this.signal);
      addEventListener("resize", () => this.stay(), { signal: this.signal });
    } catch (error) {
      const cell = !this.addressed && this.model.widget_manager; // an exported module has none to run again
      this.failure = say(cell ? "widget.not_started_cell" : "widget.not_started", { error: String(error) });
      this.reveal();
      this.showWords();
      throw error;
    }
  }

  /** The width may have changed, or the reader's letters: draw anew if they have. @param {View} view */
  async refit(view) {
    const changed = fit(view, this.root, this.picture);
    this.stay();
    if (!changed) return;
    await view.runAsync();
    for (const extra of this.extras) extra.resized?.();
  }

  stay() {
    stay({ stage: this.stage, controls: this.panel.root, picture: this.picture });
  }

  /** A picture drawn anew, and told of if that is still to be done. */
  async step() {
    this.drawing += 1;
    try {
      await this.follow();
    } finally {
      this.drawing -= 1; // or one extra that fails would make the model silent
    }
    if (this.unspoken) this.speak();
  }

  /** Bring picture, sentence and state up to the parameters. */
  async follow() {
    const { view, model } = this;
    if (!view) return this.showWords();
    try {
      for (const name of this.parameters.names) view.signal(name, fromJson(model.get(name)));
      if (this.about.computed === "kernel") takeRows(view, model.get("_rows"));
      await view.runAsync();
      this.failure = "";
    } catch (error) {
      this.failure = say("widget.not_drawn", { error: String(error) });
      return this.showWords();
    }
    if (this.about.computed === "page") {
      for (const name of this.about.outputs) model.set(name, toJson(outputOf(view, this.about, name)));
      model.set("sentence", view.signal("sentence"));
      model.save_changes();
    }
    this.told = this.words();
    this.showWords();
    for (const extra of this.extras) extra.stepped?.();
  }

  /** How far a goal is. @param {number} goal @returns {number | undefined} */
  progress(goal) {
    const kernel = this.about.computed === "kernel" ? this.model.get("_progress") : null;
    return fromJson(kernel?.[goal]) ?? this.view?.signal(`_goal${goal}`);
  }

  /** @param {string} table @returns {any[]} */
  rows(table) {
    return this.view?.data(table) ?? [];
  }

  /** Sentence, state and scenario buttons, from the traits. */
  showWords() {
    const { model, about } = this;
    const read = (/** @type {string[]} */ names) =>
      Object.fromEntries(names.map((name) => [name, toJson(model.get(name))]));
    const state = {
      v: 1,
      params: read(about.parameters.map((parameter) => parameter.name)),
      outputs: read(about.outputs),
    };
    this.root.dataset.state = JSON.stringify(state);
    const words = this.words();
    const spoken = /** @type {string} */ (model.get("sentence"));
    const name = element("span", { class: "kl-name" }, words.slice(0, words.length - spoken.length));
    this.sentence.replaceChildren(...(name.textContent ? [name] : []), spoken);
    this.picture.setAttribute("aria-label", `${about.title}. ${words}`);
    for (const button of this.scenarios.children) {
      const pressed = button.getAttribute("data-scenario") === model.get("scenario");
      button.setAttribute("aria-pressed", String(pressed));
    }
    this.trouble.textContent = this.failure || model.get("trouble");
    this.trouble.hidden = !this.trouble.textContent;
  }

  /** Leave nothing behind that listens, watches or draws. Jupyter keeps the element of a view that was closed. */
  close() {
    clearTimeout(this.resting);
    this.end.abort("closed"); // a reason of its own: the usual one keeps the stack, and with it this
    this.view?.finalize();
    this.root.remove();
  }
}

/** @param {Draw} draw @param {MakeControl} makeControl
 * @param {{addressed?: boolean, prepare?: (model: WidgetModel) => Promise<void>}} options `prepare` brings the scripts of
 * extras */
export function createWidget(draw, makeControl, { addressed = false, prepare = async () => {} } = {}) {
  return {
    /** @param {{model: WidgetModel, el: HTMLElement, still?: Element | null}} context */
    async render({ model, el, still = null }) {
      const { version, name } = model.get("_kernelless");
      if (version !== SCHEMA)
        throw new Error(
          `model ${name} is described in version ${version}, which this script does not know; it knows ${SCHEMA}`,
        );
      await prepare(model);
      const explorer = new Explorer(model, el, draw, makeControl, still, addressed);
      await explorer.ready;
      return () => explorer.close();
    },
  };
}
