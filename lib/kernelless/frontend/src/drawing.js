// @ts-check
/**
 * A line that is drawn on the picture itself: each place that the hand passes takes its height.
 *
 * @typedef {import("./widget.js").View} View
 */
import { handOn } from "./dom.js";
import { Stroke } from "./stroke.js";

/** Let a hand draw over places of a picture while it may.
 * @param {HTMLElement} picture @param {View} view
 * @param {{at: number[], scales: [string, string]}} about the places, and the names of the scales across and up
 * @param {() => boolean} may
 * @param {(points: [number, number, number][]) => void} draw takes index, value, and what a pixel is worth there */
export function listenToDrawing(picture, view, { at, scales }, may, draw) {
  /** @type {Stroke | null} */
  let stroke = null;
  const follow = (/** @type {PointerEvent} */ event) => {
    const [x, y] = handOn(picture, event);
    const [{ left, top }, [x0, y0]] = [view.padding(), view.origin()];
    const [across, up] = scales.map((name) => view.scale(name));
    stroke ??= new Stroke(at.map((place) => across(place)));
    const heights = stroke.move(x - left - x0, y - top - y0);
    draw(heights.map(([index, y]) => [index, up.invert(y), Math.abs(up.invert(y + 1) - up.invert(y))]));
  };
  picture.addEventListener("pointerdown", (event) => {
    if (!may() || !event.isPrimary || event.button) return;
    picture.setPointerCapture(event.pointerId);
    stroke = null;
    follow(event);
  });
  picture.addEventListener("pointermove", (event) => {
    if (may() && picture.hasPointerCapture(event.pointerId)) follow(event);
  });
  // A hand that lifts while it moves is a fling to the browser, which takes the next tap as the finger that
  // stops it: that tap would be lost on "Compare".
  const noFling = (/** @type {TouchEvent} */ event) => {
    if (may()) event.preventDefault();
    else picture.removeEventListener("touchstart", noFling);
  };
  picture.addEventListener("touchstart", noFling, { passive: false });
}
