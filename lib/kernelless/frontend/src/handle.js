// @ts-check
/**
 * A point of the picture that can be dragged. It is made for the hand; sliders do the same for keys and ears.
 *
 * @typedef {import("./schema.js").HandleDescription} Grip
 * @typedef {import("./extras.js").Host} Host
 * @typedef {import("./widget.js").View} View
 */
import { element, handOn } from "./dom.js";
import { register } from "./extras.js";
import { possible } from "./numbers.js";

/** @param {number} value @param {number[]} ends */
function within(value, ends) {
  return Math.min(Math.max(value, Math.min(...ends)), Math.max(...ends));
}

export class Handle {
  /** @param {Grip} about @param {Host} host */
  constructor(about, host) {
    this.about = about;
    this.host = host;
    this.moves = host.about.parameters.filter(({ name }) => about.moves.includes(name));
    /** @type {View | null} */
    this.view = null;
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

  /** @param {View} view */
  started(view) {
    this.view = view;
    this.host.picture.append(this.root);
    this.place(view);
  }

  stepped() {
    if (this.view) this.place(this.view);
  }

  resized() {
    this.stepped();
  }

  /** The two scales, each with where it starts in the picture. @param {View} view @returns {[any, number][]} */
  scales(view) {
    const { left, top } = view.padding();
    const [x, y] = view.origin();
    const starts = [left + x, top + y];
    return this.about.scales.map((name, i) => [view.scale(name), starts[i]]);
  }

  /** Move the parameters so that the point comes to the hand. @param {PointerEvent} event */
  async follow(event) {
    const { view } = this;
    if (!view) return;
    const { model, picture } = this.host;
    const hand = handOn(picture, event);
    const [x, y] = this.scales(view).map(([scale, start], i) => within(scale.invert(hand[i] - start), scale.domain()));
    view.signal("_at_x", x);
    view.signal("_at_y", y);
    await view.runAsync();
    for (const parameter of this.moves) {
      model.set(parameter.name, possible(parameter, view.signal(`_to_${parameter.name}`)));
    }
    model.save_changes();
  }

  /** Stand where the model says the point is. @param {View} view */
  place(view) {
    const outputs = [this.about.x, this.about.y];
    this.scales(view).forEach(([scale, start], i) => {
      const at = start + scale(within(view.signal(outputs[i]), scale.domain()));
      this.root.style.setProperty(i ? "--kl-y" : "--kl-x", `${at}px`);
    });
  }
}

register("handle", (about, host) => new Handle(about, host));
