// @ts-check
/**
 * The controls of a model, what is said beside them, and the tools under them: undo, redo, reset, link.
 *
 * @typedef {import("./widget.js").Description} Description
 * @typedef {import("./widget.js").MakeControl} MakeControl
 * @typedef {import("./widget.js").Parameter} Parameter
 * @typedef {import("./widget.js").WidgetModel} WidgetModel
 */
import { element, tool } from "./dom.js";
import { formatted } from "./format.js";
import { fromJson } from "./json.js";
import { say } from "./messages.js";
import { Player } from "./play.js";

export class Panel {
  /**
   * @param {WidgetModel} model @param {Description} about
   * @param {{undo(): void, redo(): void, reset(): void, copyLink: (() => void) | null, rest(): void}} acts
   * @param {AbortSignal} signal ends it
   */
  constructor(model, about, acts, signal) {
    this.model = model;
    this.about = about;
    this.acts = acts;
    this.signal = signal;
    this.root = element("div", { class: "kl-controls" });
    this.note = element("p", { class: "kl-note", role: "status" });
    this.undo = tool(say("widget.undo"), acts.undo);
    this.redo = tool(say("widget.redo"), acts.redo);
    /** @type {Player | undefined} */
    this.player = undefined;
  }

  /** Make the controls that show at once; what is returned makes the rest, which would delay the picture.
   * @param {MakeControl} makeControl @returns {Promise<(() => Promise<void>) | undefined>} */
  async make(makeControl) {
    const names = this.about.controls ?? [];
    const first = this.about.first ?? names.length;
    await this.add(makeControl, this.root, 0, first);
    let rest;
    if (first < names.length) {
      const more = element("details", { class: "kl-more" }, element("summary", {}, say("widget.more")));
      this.root.append(more);
      rest = () => this.add(makeControl, more, first, names.length);
    }
    if (names.length) this.root.append(this.makeTools(), this.note);
    return rest;
  }

  makeTools() {
    const { reset, copyLink } = this.acts;
    const link = copyLink ? [tool(say("widget.link"), copyLink)] : [];
    const tools = [this.undo, this.redo, tool(say("widget.reset"), reset), ...link];
    return element("div", { class: "kl-tools", role: "group", "aria-label": say("widget.tools") }, ...tools);
  }

  /** The controls from one place in their row to another.
   * @param {MakeControl} makeControl @param {HTMLElement} place @param {number} start @param {number} end */
  async add(makeControl, place, start, end) {
    const parameters = new Map(this.about.parameters.map((parameter) => [parameter.name, parameter]));
    const wanted = (this.about.controls ?? []).slice(start, end).flatMap((name) => parameters.get(name) ?? []);
    const made = await Promise.all(
      wanted.map((parameter, i) => makeControl(this.model, parameter, start + i, this.signal)),
    );
    made.forEach((control, i) => this.settle(control, wanted[i]));
    place.append(...made);
  }

  /** @param {HTMLElement} control @param {Parameter} parameter */
  settle(control, parameter) {
    control.dataset.parameter = parameter.name;
    if (parameter.beside) this.sayBeside(control, parameter.beside);
    if (parameter.control !== "play") return;
    this.player = new Player(this.model, parameter, control, this.acts.rest, this.signal);
  }

  /** What a value means, said under its control. @param {HTMLElement} control @param {[string, string, string]} beside */
  sayBeside(control, [output, format, words]) {
    const said = element("p", { class: "kl-beside" });
    const tell = () => (said.textContent = `${words} ${formatted(fromJson(this.model.get(output)), format)}`);
    this.model.on(`change:${output}`, tell);
    tell();
    control.append(said);
  }

  /** Whether a control is played as a tape. */
  get playing() {
    return Boolean(this.player?.playing);
  }

  /** @param {{canUndo: boolean, canRedo: boolean}} history */
  showTools({ canUndo, canRedo }) {
    this.undo.toggleAttribute("disabled", !canUndo);
    this.redo.toggleAttribute("disabled", !canRedo);
  }
}
