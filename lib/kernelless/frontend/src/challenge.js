// @ts-check
/**
 * A goal that the page checks at every step: not yet, getting closer, done.
 *
 * @typedef {{text: string, scenario: string, start: number, done: string}} Goal
 * @typedef {"not yet" | "getting closer" | "done"} Standing
 */
import { element, tool } from "./dom.js";

/** Rounding must not keep a reader from a goal that is met. */
const DUST = 1e-9;

/** @param {Goal} goal @param {number} progress from `goal.start` to 1 @returns {Standing} */
export function standing(goal, progress) {
  if (progress >= 1 - DUST) return "done";
  return progress > goal.start + DUST ? "getting closer" : "not yet";
}

export class Challenge {
  /** @param {Goal} goal @param {string} title @param {() => void} begin */
  constructor(goal, title, begin) {
    this.goal = goal;
    this.mark = element("span", { class: "kl-standing", role: "status" });
    this.praise = element("p", { class: "kl-praise", hidden: "" }, goal.done);
    const start = tool(`Start ${title.toLowerCase()}`, begin);
    this.root = element(
      "div",
      { class: "kl-challenge", role: "group", "aria-label": title },
      element("p", { class: "kl-goal" }, element("strong", {}, `${title}. `), goal.text),
      element("p", { class: "kl-tools" }, start, this.mark),
      this.praise,
    );
  }

  /** @param {number} progress */
  show(progress) {
    const now = standing(this.goal, progress);
    if (this.root.dataset.standing === now) return;
    this.root.dataset.standing = now;
    this.mark.textContent = now;
    this.praise.hidden = now !== "done";
  }
}
