// @ts-check
/**
 * How guesses spread: their median and middle half, and a histogram of them as an SVG with the answer marked.
 *
 * @typedef {{low: number, high: number, factors: boolean, zero: boolean, to(value: number): number, from(share: number): number}} Scale
 */

const SVG = "http://www.w3.org/2000/svg";
/** As many bars as there is room for their counts. */
const BINS = { most: 24, least: 8, width: 22 };
/** Where a scale goes by factors it has no zero: guesses of nothing stand apart, on so much of its left end. */
const APART = 1 / 8;
/** Ratios that differ by more than this are drawn on a scale of equal factors. */
const WIDE = 20;
const HEIGHT = 206;
const EDGE = { top: 60, bottom: 26, side: 12 };

/** A quantile of sorted numbers, between neighbours in proportion. @param {number[]} sorted @param {number} share */
export function quantile(sorted, share) {
  const at = (sorted.length - 1) * share;
  const below = Math.floor(at);
  const next = sorted[Math.min(below + 1, sorted.length - 1)];
  return sorted[below] + (at - below) * (next - sorted[below]);
}

/** @param {number[]} sorted */
export function middle(sorted) {
  return { low: quantile(sorted, 0.25), median: quantile(sorted, 0.5), high: quantile(sorted, 0.75) };
}

/**
 * From the lowest to the highest of guesses and answer, as shares of the width; by factors where they lie far apart.
 * @param {number[]} sorted @param {number} answer @param {boolean} ratio @returns {Scale}
 */
export function scaleFor(sorted, answer, ratio) {
  const all = [...sorted, ...(Number.isFinite(answer) ? [answer] : [])];
  const above = all.filter((value) => value > 0);
  const [least, most] = [above.reduce((a, b) => Math.min(a, b), Infinity), above.reduce((a, b) => Math.max(a, b), 0)];
  const factors = ratio && most / least > WIDE && all.every((value) => value >= 0);
  const zero = factors && above.length < all.length;
  const [bend, unbend] = factors ? [Math.log10, (/** @type {number} */ v) => 10 ** v] : [Number, Number];
  const lowest = factors ? least : all.reduce((a, b) => Math.min(a, b), Infinity);
  const highest = factors ? most : all.reduce((a, b) => Math.max(a, b), -Infinity);
  let [low, high] = [bend(lowest), bend(highest)];
  if (low === high) [low, high] = [low - Math.abs(low || 1) / 2, high + Math.abs(high || 1) / 2];
  const left = zero ? APART : 0;
  return {
    low: unbend(low),
    high: unbend(high),
    factors,
    zero,
    to: (value) => (zero && value <= 0 ? left / 4 : left + ((bend(value) - low) / (high - low)) * (1 - left)),
    from: (share) => (share < left ? 0 : unbend(low + ((share - left) / (1 - left)) * (high - low))),
  };
}

/** How many guesses fall into each of equal parts of the scale. @param {number[]} guesses @param {Scale} scale
 * @param {number} parts */
export function bins(guesses, scale, parts = BINS.most) {
  const counts = Array(parts).fill(0);
  for (const guess of guesses) counts[Math.min(Math.max(Math.floor(scale.to(guess) * parts), 0), parts - 1)]++;
  return counts;
}

/** What the scale is marked with: powers of ten where it goes by factors, else its ends; and nothing, where it stands
 * apart. @param {Scale} scale */
export function ticks({ low, high, factors, zero }) {
  const first = Math.ceil(Math.log10(low));
  const powers = factors ? Math.floor(Math.log10(high)) - first + 1 : 0;
  const marks = powers > 1 ? Array.from({ length: powers }, (_, i) => 10 ** (first + i)) : [low, high];
  return zero ? [0, ...marks] : marks;
}

/** @param {string} tag @param {Record<string, string | number>} attributes @param {string} text */
function shape(tag, attributes, text = "") {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.textContent = text;
  return made;
}

/**
 * @param {number[]} guesses
 * @param {{answer: number, median: number, scale: Scale, width: number, write(value: number): string}} about
 */
export function histogram(guesses, { answer, median, scale, width, write }) {
  const inner = Math.max(width - 2 * EDGE.side, 120);
  const ground = HEIGHT - EDGE.bottom;
  const x = (/** @type {number} */ value) => EDGE.side + scale.to(value) * inner;
  const svg = shape("svg", {
    viewBox: `0 0 ${inner + 2 * EDGE.side} ${HEIGHT}`,
    width: inner + 2 * EDGE.side,
    height: HEIGHT,
    "aria-hidden": "true",
  });
  const parts = Math.min(BINS.most, Math.max(BINS.least, Math.floor(inner / BINS.width)));
  const counts = bins(guesses, scale, parts);
  const unit = (ground - EDGE.top) / Math.max(...counts);
  counts.forEach((count, i) => {
    if (!count) return;
    const bar = { x: EDGE.side + (i * inner) / parts + 0.5, width: inner / parts - 1, height: count * unit };
    const y = ground - count * unit;
    svg.append(shape("rect", { class: "kl-bar", ...bar, y }));
    const at = { x: bar.x + bar.width / 2, y: y - 4, "text-anchor": "middle" };
    svg.append(shape("text", { class: "kl-label kl-count", ...at }, String(count)));
  });
  svg.append(shape("line", { class: "kl-ground", x1: EDGE.side, x2: EDGE.side + inner, y1: ground, y2: ground }));
  const label = (/** @type {number} */ at, /** @type {number} */ y, /** @type {string} */ text, kind = "") => {
    const anchor = at < width / 3 ? "start" : at > (2 * width) / 3 ? "end" : "middle";
    svg.append(shape("text", { class: `kl-label ${kind}`, x: at, y, "text-anchor": anchor }, text));
  };
  const mark = (
    /** @type {number} */ value,
    /** @type {number} */ y,
    /** @type {string} */ name,
    /** @type {string} */ kind,
  ) => {
    svg.append(shape("line", { class: kind, x1: x(value), x2: x(value), y1: y + 4, y2: ground }));
    label(x(value), y, `${name} ${write(value)}`, kind);
  };
  mark(median, 32, "median", "kl-median");
  if (Number.isFinite(answer)) mark(answer, 13, "the model", "kl-answer-mark");
  for (const tick of ticks(scale)) {
    svg.append(shape("line", { class: "kl-tick", x1: x(tick), x2: x(tick), y1: ground, y2: ground + 5 }));
    label(x(tick), HEIGHT - 6, write(tick));
  }
  return svg;
}
