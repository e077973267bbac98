// @ts-check
/**
 * A button that plays a parameter from where it is to its end, as a tape.
 *
 * @typedef {import("./widget.js").Parameter} Parameter
 * @typedef {import("./widget.js").WidgetModel} WidgetModel
 */
import { tool } from "./dom.js";
import { say } from "./messages.js";
import { possible } from "./numbers.js";

/** What moves a slider from the keyboard, also where it stands at its end and so does not move. */
const KEYS = /^(Arrow|Page|Home|End)/;

/** Seconds from end to end; and how many stops are made of it for those who want little motion. */
const LENGTH = 12;
const STOPS = 12;

export class Player {
  /** @param {WidgetModel} model @param {Parameter} parameter @param {HTMLElement} control @param {() => void} stopped
   * @param {AbortSignal} signal ends it */
  constructor(model, parameter, control, stopped, signal) {
    this.stopped = stopped;
    this.model = model;
    this.parameter = parameter;
    this.playing = false;
    this.button = tool("", () => (this.playing ? this.pause() : this.play()));
    this.button.classList.add("kl-play");
    this.show();
    // Whoever takes the slider takes it over; a page out of sight stands still.
    const taken = (/** @type {Event} */ event) => event.target !== this.button && this.pause();
    control.addEventListener("pointerdown", taken, true);
    control.addEventListener("keydown", (event) => KEYS.test(event.key) && taken(event), true);
    control.append(this.button);
    model.on(`change:${parameter.name}`, () => this.playing && this.value !== this.last && this.pause());
    document.addEventListener("visibilitychange", () => document.hidden && this.pause(), { signal });
    signal.addEventListener("abort", () => this.pause());
  }

  get value() {
    return /** @type {number} */ (this.model.get(this.parameter.name));
  }

  get ends() {
    return /** @type {[number, number]} */ (this.parameter.range);
  }

  show() {
    const { label } = this.parameter;
    this.button.textContent = say(this.playing ? "play.pause" : "play.play");
    this.button.setAttribute("aria-label", say(this.playing ? "play.pause_named" : "play.play_named", { label }));
  }

  play() {
    const [low, high] = this.ends;
    this.playing = true;
    this.show();
    if (this.value >= high) this.set(low);
    const from = this.value;
    const began = performance.now();
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const frame = (/** @type {number} */ now) => {
      if (!this.playing) return;
      let part = Math.max(0, now - began) / 1000 / LENGTH;
      if (calm) part = Math.floor(part * STOPS) / STOPS;
      this.set(Math.min(high, from + part * (high - low)));
      if (this.value >= high) this.pause();
      else requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }

  pause() {
    if (!this.playing) return;
    this.playing = false;
    this.show();
    this.stopped();
  }

  /** @param {number} value */
  set(value) {
    const { name } = this.parameter;
    const held = possible(this.parameter, value);
    this.last = held;
    if (held === this.value) return;
    this.model.set(name, held);
    this.model.save_changes();
  }
}
