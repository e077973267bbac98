// @ts-check
/**
 * A goal that the page checks at every step: not yet, getting closer, done.
 *
 * @typedef {import("./schema.js").ChallengeDescription} Goal
 * @typedef {"not yet" | "getting closer" | "done"} Standing
 * @typedef {import("./extras.js").Host} Host
 */
import { element, tool } from "./dom.js";
import { register } from "./extras.js";
import { fromJson } from "./json.js";
import { say } from "./messages.js";

/** Rounding must not keep a reader from a goal that is met. */
const DUST = 1e-9;

/** @param {Goal} goal @param {number} progress from `goal.start` to 1 @returns {Standing} */
export function standing(goal, progress) {
  if (progress >= 1 - DUST) return "done";
  return progress > fromJson(goal.start) + DUST ? "getting closer" : "not yet";
}

/** @param {Standing} now */
function standingInWords(now) {
  if (now === "done") return say("challenge.done");
  return say(now === "not yet" ? "challenge.not_yet" : "challenge.getting_closer");
}

export class Challenge {
  /** @param {Goal} goal @param {number} number its place among the model's, or 0 where it is the only one
   * @param {() => void} begin */
  constructor(goal, number, begin) {
    this.goal = goal;
    this.mark = element("span", { class: "kl-standing", role: "status" });
    this.praise = element("p", { class: "kl-praise", hidden: "" }, goal.done);
    const title = number ? say("challenge.one_of", { number }) : say("challenge.one");
    const start = tool(number ? say("challenge.start_one_of", { number }) : say("challenge.start"), begin);
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
    this.mark.textContent = standingInWords(now);
    this.praise.hidden = now !== "done";
  }
}

/** All goals of a model. */
export class Challenges {
  /** @param {Goal[]} goals @param {Host} host */
  constructor(goals, host) {
    this.host = host;
    this.each = goals.map((goal, i) => {
      const number = goals.length > 1 ? i + 1 : 0;
      return new Challenge(goal, number, () => host.applyScenario(goal.scenario || host.parameters.home));
    });
    this.places = { below: this.each.map(({ root }) => root) };
  }

  shown() {
    this.stepped();
  }

  stepped() {
    for (const challenge of this.each) {
      const { goal, start } = challenge.goal;
      challenge.show(this.host.progress(goal) ?? fromJson(start));
    }
  }
}

register("challenges", (goals, host) => new Challenges(goals, host));
