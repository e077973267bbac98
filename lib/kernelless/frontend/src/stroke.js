// @ts-check
/**
 * One stroke of a hand over the places of a line, in pixels: each place takes the height at which the hand came
 * nearest to it, also where a fast hand was seen only before and after it.
 */

/** Up to so far from where it went down, across, the hand is still setting one point. */
const STILL = 6;

export class Stroke {
  /** @param {number[]} places where the line's places are, across */
  constructor(places) {
    this.places = places;
    /** @type {{x: number, y: number}[]} */
    this.path = [];
    /** @type {Map<number, {distance: number, y: number}>} */
    this.nearest = new Map();
    this.still = true;
  }

  /** The hand is here now; gives the places whose height that changes. @param {number} x @param {number} y
   * @returns {[number, number][]} index and height */
  move(x, y) {
    const from = this.path[this.path.length - 1] ?? { x, y };
    this.path = [this.path[0] ?? { x, y }, { x, y }];
    this.still &&= Math.abs(x - this.path[0].x) <= STILL;
    this.pass(from, { x, y });
    if (this.still) return [[this.closest(x), y]];
    return [...this.nearest].map(([index, { y }]) => [index, y]);
  }

  /** @param {number} x */
  closest(x) {
    const distances = this.places.map((place) => Math.abs(place - x));
    return distances.indexOf(Math.min(...distances));
  }

  /** Note how near the hand came. @param {{x: number, y: number}} from @param {{x: number, y: number}} to */
  pass(from, to) {
    const [low, high] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
    const ends = [this.closest(from.x), this.closest(to.x)];
    for (let index = Math.min(...ends); index <= Math.max(...ends); index++) {
      const place = this.places[index];
      const at = Math.min(Math.max(place, low), high);
      const share = to.x === from.x ? 1 : (at - from.x) / (to.x - from.x);
      const distance = Math.abs(place - at);
      if (distance > (this.nearest.get(index)?.distance ?? Infinity)) continue;
      this.nearest.set(index, { distance, y: from.y + share * (to.y - from.y) });
    }
  }
}
