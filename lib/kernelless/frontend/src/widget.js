// @ts-check
/**
 * The one widget. Everything the reader sees of a model is made here, the same on a static page, in
 * JupyterLab and in Notebook; only `draw`, which turns a specification into a Vega view, and `makeControl` differ.
 *
 * @typedef {number | string | boolean | null} Scalar
 * @typedef {{name: string, label: string, unit: string, default: Scalar, opening: Scalar, format: string, help: string, control: string,
 *   beside: [string, string, string] | null,
 *   range: [number, number] | null, step: number, stops: [string, Scalar][]}} Parameter
 * @typedef {{table: string, where: string, fields: string[], sort: string | null}} List
 * @typedef {{name: string, title: string, longest: string, parameters: Parameter[], outputs: string[], controls?: string[],
 *   first?: number, height: number, lists: Record<string, List>, scenarios: [string, Record<string, Scalar>][],
 *   computed: "page" | "kernel", guess: import("./guess.js").Question | null, challenges: import("./challenge.js").Goal[],
 *   data: import("./data.js").Data | null, handle: import("./handle.js").Grip | null,
 *   inherit: import("./settings.js").Source[], keepsake: import("./keepsake.js").About | null,
 *   carry: {page: string, label: string, model: string, parameters: Record<string, string>}[]}} Description
 * @typedef {{get(name: string): any, set(name: string, value: any): void, save_changes(): void,
 *   on(events: string, callback: () => void): void, off?(events: string, callback: () => void): void,
 *   widget_manager: any}} WidgetModel
 * @typedef {{signal(name: string, value?: any): any, data(name: string, rows?: any[]): any,
 *   width(value?: number): any, padding(): any, origin(): [number, number], scale(name: string): any,
 *   runAsync(): Promise<any>, finalize(): void}} View
 * @typedef {(target: HTMLElement, model: WidgetModel) => Promise<View>} Draw
 * @typedef {(model: WidgetModel, parameter: Parameter, index: number, signal: AbortSignal) => Promise<HTMLElement>} MakeControl
 */

import { nearestStop, readAddress, writeAddress, written } from "./address.js";
import { Challenge } from "./challenge.js";
import { DataView } from "./data.js";
import { copy, element, handOn, tool, watchSizes } from "./dom.js";
import { formatted } from "./format.js";
import { Guess } from "./guess.js";
import { Handle } from "./handle.js";
import { History } from "./history.js";
import { Inheritance } from "./inherit.js";
import { fromJson, toJson } from "./json.js";
import { Player } from "./play.js";
import { Keepsake } from "./keepsake.js";
import { possible } from "./numbers.js";
import { forgetSetting, keepSetting } from "./settings.js";
import { Stroke } from "./stroke.js";
import { found, knowsCopies, leave, noteForCopies } from "./visit.js";

/** The room, in pixels, that a control needs below a picture that stays; what a picture needs in width at the usual
 * size of letters; and the part of its height that may leave the screen while the rest stays. */
const [ROW, LEAST, PART] = [72, 280, 0.25];

/** How long a control must rest before its state counts as a step and is read aloud. */
const REST = 400;

/** The rows of a table that an output lists. @param {List} list @param {any[]} rows */
function pick(list, rows) {
  const chosen = rows.filter((row) => row[list.where]);
  const by = list.sort;
  if (by) chosen.sort((a, b) => a[by] - b[by]);
  return chosen.map((row) => (list.fields.length === 1 ? row[list.fields[0]] : list.fields.map((name) => row[name])));
}

/** One model on the page. */
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
    this.model = heardUntil(this.end.signal, model);
    this.makeControl = makeControl;
    /** @type {Description} */
    this.about = model.get("_kernelless");
    this.view = /** @type {View | null} */ (null);
    this.pending = false;
    this.changing = false;
    this.failure = "";
    this.told = "";
    this.picture = element("div", { class: "kl-picture", role: "img" });
    this.sentence = element("p", { class: "kl-sentence" });
    this.trouble = element("p", { class: "kl-trouble", role: "alert", hidden: "" });
    this.controls = element("div", { class: "kl-controls" });
    this.note = element("p", { class: "kl-note", role: "status" });
    this.spoken = element("p", { class: "kl-spoken", role: "status" });
    this.addressed = addressed;
    this.scenarios = this.makeScenarios();
    this.guess = this.makeGuess();
    this.challenges = this.makeChallenges();
    this.inheritance = this.makeInheritance();
    this.keepsake = this.makeKeepsake();
    this.stage = element(
      "div",
      { class: "kl-stage", "data-longest": this.about.longest },
      element("figure", { class: "kl-figure" }, this.picture),
      ...(this.guess ? [this.guess.panel] : []),
      this.sentence,
      this.trouble,
      this.spoken,
    );
    this.root = element(
      "section",
      { class: "kl", "data-model": this.about.name, "aria-label": this.about.title || this.about.name },
      ...(this.keepsake ? [this.keepsake.head] : []),
      ...(addressed && knowsCopies ? [noteForCopies()] : []),
      element(
        "div",
        { class: "kl-body" },
        this.scenarios,
        ...(this.guess ? [this.guess.after] : []),
        this.stage,
        this.controls,
      ),
      this.makeExtra(),
      ...(this.keepsake ? [this.keepsake.foot] : []),
    );
    this.picture.style.setProperty("--kl-pixels", String(this.about.height));
    this.home = /** @type {string} */ (model.get("scenario"));
    this.listen();
    this.history = new History(this.step0());
    /** What was said last of a picture that could be drawn. */
    this.told = this.words();
    const returned = addressed && this.readLink(found(this.about.name));
    this.linked = addressed && !returned && this.readLink(location.hash);
    this.left = JSON.stringify(this.values());
    this.guess?.show();
    this.showAsking();
    this.showWords();
    this.showProgress();
    this.ready = this.makeControls().then(() => {
      adoptStillPicture(still, this.picture);
      adoptStillTable(still, this.data);
      host.replaceChildren(this.root);
      this.start(draw).finally(() => this.makeMore?.());
    });
  }

  makeScenarios() {
    const buttons = this.about.scenarios.map(([name]) => {
      const button = element("button", { type: "button", class: "kl-scenario", "data-scenario": name }, name);
      button.addEventListener("click", () => this.applyScenario(name));
      return button;
    });
    return element("div", { class: "kl-scenarios", role: "group", "aria-label": "Scenarios" }, ...buttons);
  }

  makeGuess() {
    const { guess, name } = this.about;
    if (!guess) return null;
    return new Guess(
      name,
      guess,
      {
        shown: () => {
          this.showAsking();
          this.showGuess().then(() => this.speak());
        },
        drawn: (line) => this.showGuess(line),
      },
      this.end.signal,
    );
  }

  makeChallenges() {
    return this.about.challenges.map((goal, i) => {
      const title = this.about.challenges.length > 1 ? `Challenge ${i + 1}` : "Challenge";
      return new Challenge(goal, title, () => this.applyScenario(goal.scenario || this.home));
    });
  }

  makeInheritance() {
    const { inherit, parameters } = this.about;
    if (!this.addressed || !inherit.length) return null;
    return new Inheritance(inherit, parameters, (taken) => {
      if (this.resting !== undefined) this.rest();
      this.apply([...new Map([...this.values(), ...taken])], "");
    });
  }

  /** What can be printed, on the static page: elsewhere the page around the model is not ours. */
  makeKeepsake() {
    const { keepsake, parameters, name } = this.about;
    if (!this.addressed || !keepsake) return null;
    return new Keepsake(keepsake, {
      name,
      settings: () =>
        parameters.map((parameter) => [
          parameter.label,
          `${written(parameter, fromJson(this.model.get(parameter.name)))} ${parameter.unit}`.trim(),
        ]),
      address: () => new URL(this.address(), location.href).href,
    });
  }

  /** Under the model: what it can take over, the goals, the numbers, and where to take the state. */
  makeExtra() {
    const { data, carry, name } = this.about;
    if (data) this.data = new DataView(data, name, () => this.rows(data.table), this.end.signal);
    this.links = (this.addressed ? carry : []).map((link) => ({
      link,
      anchor: element("a", { class: "kl-carry" }, link.label),
    }));
    return element(
      "div",
      { class: "kl-extra" },
      ...(this.inheritance ? [this.inheritance.root] : []),
      ...this.challenges.map((challenge) => challenge.root),
      ...this.links.map(({ anchor }) => anchor),
      ...(this.data ? [this.data.root] : []),
      ...(this.keepsake ? [this.keepsake.root] : []),
    );
  }

  /** While a guess is asked for, what answers it is out of sight. */
  showAsking() {
    const asking = Boolean(this.guess?.asking);
    this.root.classList.toggle("kl-asking", asking);
    this.root.classList.toggle("kl-drawing", asking && Boolean(this.about.guess?.at));
  }

  /** The guess on the picture. @param {number | number[] | null} value */
  async showGuess(value = this.guess?.value ?? null) {
    const { view, guess } = this;
    if (!view || !guess) return;
    const at = this.about.guess?.at;
    if (at) {
      const points = Array.isArray(value) ? value : [];
      const rows = at.map((x, i) => ({ x, y: points[i] })).filter(({ y }) => Number.isFinite(y));
      view.data("guess", rows);
    } else view.signal("guess", value);
    view.signal("revealed", !guess.asking);
    await view.runAsync();
  }

  /** A line is drawn on the picture itself: each place that the hand passes takes its height. */
  listenToDrawing() {
    const { guess, view, picture } = this;
    const about = this.about.guess;
    if (!guess || !view || !about?.at) return;
    const at = about.at;
    /** @type {Stroke | null} */
    let stroke = null;
    const follow = (/** @type {PointerEvent} */ event) => {
      const [x, y] = handOn(picture, event);
      const [{ left, top }, [x0, y0]] = [view.padding(), view.origin()];
      const [across, up] = about.scales.map((name) => view.scale(name));
      stroke ??= new Stroke(at.map((place) => across(place)));
      const heights = stroke.move(x - left - x0, y - top - y0);
      guess.draw(heights.map(([index, y]) => [index, up.invert(y), Math.abs(up.invert(y + 1) - up.invert(y))]));
    };
    picture.addEventListener("pointerdown", (event) => {
      if (!guess.asking || !event.isPrimary || event.button) return;
      picture.setPointerCapture(event.pointerId);
      stroke = null;
      follow(event);
    });
    picture.addEventListener("pointermove", (event) => {
      if (guess.asking && picture.hasPointerCapture(event.pointerId)) follow(event);
    });
    // A hand that lifts while it moves is a fling to the browser, which takes the next tap as the finger that
    // stops it: that tap would be lost on "Compare".
    const noFling = (/** @type {TouchEvent} */ event) => {
      if (guess.asking) event.preventDefault();
      else picture.removeEventListener("touchstart", noFling);
    };
    picture.addEventListener("touchstart", noFling, { passive: false });
  }

  /** The controls that show at once; the rest are made when the picture stands, so as not to delay it. */
  async makeControls() {
    const names = this.about.controls ?? [];
    const first = this.about.first ?? names.length;
    await this.addControls(this.controls, 0, first);
    if (first < names.length) {
      const more = element("details", { class: "kl-more" }, element("summary", {}, "More controls"));
      this.controls.append(more);
      this.makeMore = () => this.addControls(more, first, names.length);
    }
    if (names.length) this.controls.append(this.makeTools(), this.note);
  }

  makeTools() {
    this.undo = tool("Undo", () => this.travel((history) => history.undo()));
    this.redo = tool("Redo", () => this.travel((history) => history.redo()));
    const reset = tool("Reset", () => this.applyScenario(this.home));
    const link = tool("Copy link", () => this.copyLink());
    this.showTools();
    const tools = [this.undo, this.redo, reset, ...(this.addressed ? [link] : [])];
    return element("div", { class: "kl-tools", role: "group", "aria-label": "Undo, reset and link" }, ...tools);
  }

  /** The controls from one place in their row to another. @param {HTMLElement} place @param {number} start @param {number} end */
  async addControls(place, start, end) {
    const parameters = new Map(this.about.parameters.map((parameter) => [parameter.name, parameter]));
    const wanted = (this.about.controls ?? []).slice(start, end).flatMap((name) => parameters.get(name) ?? []);
    const made = await Promise.all(
      wanted.map((parameter, i) => this.makeControl(this.model, parameter, start + i, this.end.signal)),
    );
    made.forEach((control, i) => this.settle(control, wanted[i]));
    place.append(...made);
  }

  /** @param {HTMLElement} control @param {Parameter} parameter */
  settle(control, parameter) {
    control.dataset.parameter = parameter.name;
    if (parameter.beside) this.sayBeside(control, parameter.beside);
    if (parameter.control !== "play") return;
    this.player = new Player(this.model, parameter, control, () => this.rest(), this.end.signal);
  }

  /** What a value means, said under its control. @param {HTMLElement} control @param {[string, string, string]} beside */
  sayBeside(control, [output, format, words]) {
    const said = element("p", { class: "kl-beside" });
    const say = () => (said.textContent = `${words} ${formatted(fromJson(this.model.get(output)), format)}`);
    this.model.on(`change:${output}`, say);
    say();
    control.append(said);
  }

  listen() {
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.resting = undefined;
    const { signal } = this.end;
    addEventListener("pagehide", () => this.resting !== undefined && this.rest(), { signal });
    if (this.addressed) addEventListener("hashchange", () => this.arrive(), { signal });
    const names = this.about.parameters.map((parameter) => parameter.name);
    for (const parameter of this.about.parameters) {
      this.model.on(`change:${parameter.name}`, () => this.parameterMoved(parameter));
      if (parameter.stops.length) this.model.on(`change:_stop_${parameter.name}`, () => this.stopMoved(parameter));
      if (parameter.control === "search") this.model.on(`change:_name_${parameter.name}`, () => this.named(parameter));
    }
    this.model.on("change:sentence change:trouble change:scenario", () => this.showWords());
    if (this.about.computed === "kernel") this.model.on("change:_rows", () => this.schedule());
    this.names = names;
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

  /** @param {Parameter} parameter */
  parameterMoved(parameter) {
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
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.rest(), REST);
    // A reader who moves a control wants to see; a slider that only finds its place while it is made does not.
    if (this.moved()) this.guess?.reveal();
    this.schedule();
  }

  /** A scenario's value of every parameter. @param {string} name @returns {[string, Scalar][]} */
  setting(name) {
    const values = this.about.scenarios.find(([label]) => label === name)?.[1] ?? {};
    return this.about.parameters.map((parameter) => [parameter.name, values[parameter.name] ?? parameter.default]);
  }

  /** @param {string} scenario */
  matches(scenario) {
    return this.changing || this.setting(scenario).every(([name, value]) => toJson(this.model.get(name)) === value);
  }

  /** Whether the model has left its opening. */
  moved() {
    return this.about.parameters.some(({ name, opening }) => toJson(this.model.get(name)) !== opening);
  }

  /** The present state, as a step that can be returned to. */
  step0() {
    return { scenario: /** @type {string} */ (this.model.get("scenario")), values: this.values() };
  }

  /** @returns {[string, Scalar][]} */
  values() {
    return this.about.parameters.map(({ name }) => [name, toJson(this.model.get(name))]);
  }

  /** A state is a step once the controls rest: then it can be undone to, and the sentence is read aloud. */
  rest() {
    clearTimeout(this.resting);
    this.resting = undefined;
    if (this.player?.playing) return; // a tape is one step, told at its end
    this.history.add(this.step0());
    this.speak();
    this.showTools();
    this.data?.show();
    this.showLinks();
    this.remember();
    if (this.addressed) leave(this.about.name, this.moved() ? this.address() : "");
  }

  /** Keep the state that the reader left the model in; not one that only came with the address. A model that takes
   * settings over keeps none of its own. */
  remember() {
    const { name, parameters, inherit } = this.about;
    const now = JSON.stringify(this.values());
    if (!this.addressed || inherit.length || now === this.left) return;
    this.left = now;
    if (this.moved()) keepSetting(name, this.values(), parameters);
    else forgetSetting(name);
  }

  speak() {
    if (!this.guess?.asking) this.spoken.textContent = this.words();
  }

  /** The scenario by its name, and what the picture shows. @returns {string} */
  words() {
    if (this.failure) return this.told;
    const { scenario, sentence } = { scenario: this.model.get("scenario"), sentence: this.model.get("sentence") };
    if (!this.about.scenarios.length) return sentence;
    return `${scenario ? `“${scenario}”` : "Your setting"}: ${sentence}`;
  }

  /** Each link to another page holds the present state. */
  showLinks() {
    const values = new Map(this.values());
    for (const { link, anchor } of this.links ?? []) {
      /** @type {[string, Scalar][]} */
      const carried = Object.entries(link.parameters).map(([own, other]) => [other, values.get(own) ?? null]);
      anchor.setAttribute("href", `${link.page}.html${writeAddress(link.model, carried, [])}`);
    }
  }

  /** @param {(history: History<any>) => {scenario: string, values: [string, Scalar][]}} move */
  travel(move) {
    if (this.resting !== undefined) this.rest();
    const { scenario, values } = move(this.history);
    this.apply(values, scenario);
    this.showTools();
  }

  /** @param {[string, Scalar][]} values @param {string} scenario */
  apply(values, scenario) {
    this.changing = true;
    this.model.set("scenario", scenario);
    for (const [parameter, value] of values) this.model.set(parameter, value);
    this.changing = false;
    this.model.save_changes();
  }

  /** The address has changed: by a link, or by a way back to where the reader has been. */
  arrive() {
    if (this.readLink(found(this.about.name)) || this.readLink(location.hash)) this.comeIntoView();
  }

  /** Take the state from an address, where it speaks of this model. @param {string} fragment @returns {boolean} */
  readLink(fragment) {
    const read = readAddress(fragment, this.about.name, this.about.parameters);
    if (!read) return false;
    const values = new Map([...this.setting(this.home), ...read.values]);
    const same = (/** @type {string} */ name) => this.setting(name).every(([key, value]) => values.get(key) === value);
    this.apply([...values], this.about.scenarios.find(([name]) => same(name))?.[0] ?? "");
    this.note.textContent = read.notes.join(" ");
    return true;
  }

  /** The fragment of the present state. */
  address() {
    return writeAddress(this.about.name, this.values(), this.setting(this.home), this.about.parameters);
  }

  async copyLink() {
    history.replaceState(history.state, "", this.address());
    const copied = await copy(location.href);
    const framed = window !== window.parent;
    this.note.textContent = copied
      ? "A link to exactly this state is copied."
      : `A link to exactly this state is ${framed ? `this one: ${location.href}` : "in the address bar."}`;
  }

  /** @param {string} name */
  applyScenario(name) {
    if (this.resting !== undefined) this.rest();
    this.guess?.reveal();
    this.apply(this.setting(name), name);
    this.note.textContent = "";
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
      this.view = await draw(target, this.model);
      this.fit();
      await this.showGuess();
      await this.step();
      this.data?.show();
      this.listenToDrawing();
      this.makeHandle(this.view);
      this.showLinks();
      for (const node of still) node.remove();
      if (this.linked) this.comeIntoView("instant");
      this.root.dataset.live = "";
      watchSizes([this.stage, this.picture], () => this.refit(), this.end.signal);
      addEventListener("resize", () => this.stay(), { signal: this.end.signal });
    } catch (error) {
      const again = this.addressed ? "Reload the page" : "Run the cell again";
      this.failure = `The live picture could not start (${error}). Picture and sentence show the opening setting. ${again} to try once more.`;
      this.guess?.reveal();
      this.showWords();
      throw error;
    }
  }

  /** What a link speaks of is shown; in a frame that would scroll the page around it too.
   * @param {ScrollBehavior} behavior */
  comeIntoView(behavior = "auto") {
    if (window === window.parent) this.root.scrollIntoView({ behavior });
  }

  /** The width may have changed, or the reader's letters: draw anew if they have. */
  async refit() {
    const changed = this.fit();
    this.stay();
    if (!changed) return;
    await this.view?.runAsync();
    this.handle?.place();
  }

  /** A point of the picture that can be dragged. @param {View} view */
  makeHandle(view) {
    const about = this.about.handle;
    if (!about) return;
    const parameters = this.about.parameters.filter(({ name }) => about.moves.includes(name));
    this.handle = new Handle(about, view, async (x, y) => {
      view.signal("_at_x", x);
      view.signal("_at_y", y);
      await view.runAsync();
      for (const parameter of parameters) {
        this.model.set(parameter.name, possible(parameter, view.signal(`_to_${parameter.name}`)));
      }
      this.model.save_changes();
    });
    this.picture.append(this.handle.root);
    this.handle.place();
  }

  /** The picture stays in view where it leaves room for a control: beside it, or below, where a part may leave. */
  stay() {
    const { stage, controls, picture } = this;
    stage.classList.add("kl-stays"); // which has a border of its own
    const beside = controls.offsetLeft > stage.offsetLeft;
    const taken = beside ? Number.parseFloat(getComputedStyle(stage).top) || 0 : ROW;
    const over = Math.max(0, Math.ceil(stage.getBoundingClientRect().height) + taken - innerHeight);
    stage.style.setProperty("--kl-over", String(over));
    controls.style.setProperty("--kl-covered", String(stage.offsetHeight - over));
    stage.classList.toggle("kl-stays", over <= (beside ? 0 : PART * picture.getBoundingClientRect().height));
  }

  /** Give the picture the width there is, and letters as large as the reader's, within reason.
   * @returns {boolean} whether its own width changed */
  fit() {
    if (!this.view) return false;
    const letters = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
    const scale = Math.max(1, Math.min(letters, this.root.clientWidth / LEAST));
    this.picture.style.setProperty("--kl-scale", String(scale));
    const { left, right } = this.view.padding();
    const room = this.picture.offsetWidth; // what its own style leaves it of the stage, before it is enlarged
    const width = Math.max(120, Math.floor(room) - left - right);
    if (width === this.view.width()) return false;
    this.view.width(width);
    return true;
  }

  /** Bring picture, sentence and state up to the parameters. */
  async step() {
    const { view, model } = this;
    if (!view) return this.showWords();
    try {
      for (const name of this.names ?? []) view.signal(name, fromJson(model.get(name)));
      if (this.about.computed === "kernel") this.takeRows(view);
      await view.runAsync();
      this.handle?.place();
      this.failure = "";
    } catch (error) {
      this.failure = `This setting could not be drawn (${error}). Picture and sentence are those of the last that could.`;
      return this.showWords();
    }
    if (this.about.computed === "page") {
      for (const name of this.about.outputs) model.set(name, toJson(this.output(view, name)));
      model.set("sentence", view.signal("sentence"));
      model.save_changes();
    }
    this.told = this.words();
    this.showWords();
    this.showProgress();
  }

  showProgress() {
    const { view, model, challenges } = this;
    const kernel = this.about.computed === "kernel" ? model.get("_progress") : null;
    challenges.forEach((challenge, i) =>
      challenge.show(kernel?.[i] ?? view?.signal(`_goal${i}`) ?? challenge.goal.start),
    );
  }

  /** @param {string} table @returns {any[]} */
  rows(table) {
    return this.view?.data(table) ?? [];
  }

  /** @param {View} view */
  takeRows(view) {
    for (const [name, rows] of Object.entries(this.model.get("_rows"))) {
      const fresh = /** @type {any[]} */ (rows).map((row) =>
        Object.fromEntries(Object.entries(row).map(([key, value]) => [key, fromJson(value)])),
      );
      view.data(name, fresh);
    }
  }

  /** @param {View} view @param {string} name */
  output(view, name) {
    const list = this.about.lists[name];
    return list ? pick(list, view.data(list.table)) : view.signal(name);
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

  showTools() {
    this.undo?.toggleAttribute("disabled", !this.history.canUndo);
    this.redo?.toggleAttribute("disabled", !this.history.canRedo);
  }
}

/** The model, with what listens to it through this only until a signal.
 * @param {AbortSignal} signal @param {WidgetModel} model @returns {WidgetModel} */
function heardUntil(signal, model) {
  const on = (/** @type {string} */ events, /** @type {() => void} */ callback) => {
    model.on(events, callback);
    signal.addEventListener("abort", () => model.off?.(events, callback));
  };
  return Object.create(model, { on: { value: on } });
}

/** Keep the picture that the page was delivered with until the live one is drawn.
 * @param {Element | null} still @param {HTMLElement} picture */
function adoptStillPicture(still, picture) {
  const drawn = still?.querySelector(".kl-picture");
  if (drawn) picture.append(...drawn.childNodes);
}

/** The same for a table that stands open. @param {Element | null} still @param {DataView | undefined} data */
function adoptStillTable(still, data) {
  const table = data?.about.open && still?.querySelector(".kl-table > table");
  if (data && table) data.place.append(table);
}

/** @param {Draw} draw @param {MakeControl} makeControl @param {{addressed?: boolean}} options */
export function createWidget(draw, makeControl, { addressed = false } = {}) {
  return {
    /** @param {{model: WidgetModel, el: HTMLElement, still?: Element | null}} context */
    async render({ model, el, still = null }) {
      const explorer = new Explorer(model, el, draw, makeControl, still, addressed);
      await explorer.ready;
      return () => explorer.close();
    },
  };
}
