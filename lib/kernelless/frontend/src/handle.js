// @ts-check
/**
 * A point of the picture that can be dragged. It is made for the hand; sliders do the same for keys and ears.
 *
 * @typedef {{x: string, y: string, scales: [string, string], moves: string[]}} Grip
 * @typedef {import("./widget.js").View} View
 * @typedef {import("./widget.js").Parameter} Parameter
 */
import { element, handOn } from "./dom.js";

/** @param {number} value @param {number[]} ends */
function within(value, ends) {
  return Math.min(Math.max(value, Math.min(...ends)), Math.max(...ends));
}

export class Handle {
  /** @param {Grip} about @param {View} view @param {(x: number, y: number) => void} taken to a place on the scales */
  constructor(about, view, taken) {
    this.about = about;
    this.view = view;
    this.taken = taken;
    this.root = element("div", { class: "kl-handle", "aria-hidden": "true" });
    this.root.addEventListener("pointerdown", (event) => {
      if (!event.isPrimary || event.button) return;
      this.root.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
    // A finger that lifts while it moves is a fling to the browser, which would swallow the next tap anywhere.
    this.root.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });
    this.root.addEventListener("pointermove", (event) => {
      if (this.root.hasPointerCapture(event.pointerId)) this.follow(event);
    });
  }

  /** The two scales, each with where it starts in the picture. @returns {[any, number][]} */
  scales() {
    const { left, top } = this.view.padding();
    const [x, y] = this.view.origin();
    const starts = [left + x, top + y];
    return this.about.scales.map((name, i) => [this.view.scale(name), starts[i]]);
  }

  /** @param {PointerEvent} event */
  follow(event) {
    const hand = handOn(/** @type {HTMLElement} */ (this.root.parentElement), event);
    const [x, y] = this.scales().map(([scale, start], i) => within(scale.invert(hand[i] - start), scale.domain()));
    this.taken(x, y);
  }

  /** Stand where the model says the point is. */
  place() {
    const outputs = [this.about.x, this.about.y];
    this.scales().forEach(([scale, start], i) => {
      const at = start + scale(within(this.view.signal(outputs[i]), scale.domain()));
      this.root.style.setProperty(i ? "--kl-y" : "--kl-x", `${at}px`);
    });
  }
}
