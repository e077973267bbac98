// @ts-check
/**
 * Links to other pages that hold the present state, as their models can take it.
 *
 * @typedef {import("./schema.js").CarryDescription} Way
 * @typedef {import("./extras.js").Host} Host
 * @typedef {import("./widget.js").Scalar} Scalar
 */
import { writeAddress } from "./address.js";
import { element } from "./dom.js";
import { register } from "./extras.js";

export class Ways {
  /** @param {Way[]} about @param {Host} host */
  constructor(about, host) {
    this.host = host;
    this.links = about.map((way) => ({ way, anchor: element("a", { class: "kl-carry" }, way.label) }));
    this.places = { below: this.links.map(({ anchor }) => anchor) };
  }

  started() {
    this.rested();
  }

  rested() {
    const values = new Map(this.host.parameters.values());
    for (const { way, anchor } of this.links) {
      /** @type {[string, Scalar][]} */
      const carried = Object.entries(way.parameters).map(([own, other]) => [other, values.get(own) ?? null]);
      anchor.setAttribute("href", `${way.page}.html${writeAddress(way.model, carried, [])}`);
    }
  }
}

register("carry", (about, host) => (host.addressed ? new Ways(about, host) : null));
