// @ts-check
/**
 * What ties a model's state to the page's address, to this visit, and to what the browser remembers of it.
 *
 * @typedef {import("./widget.js").Description} Description
 * @typedef {import("./parameters.js").Parameters} Parameters
 */
import { readAddress, writeAddress } from "./address.js";
import { copy } from "./dom.js";
import { say } from "./messages.js";
import { forgetSetting, keepSetting } from "./settings.js";
import { found, leave } from "./visit.js";

export class Link {
  /** @param {Description} about @param {Parameters} parameters @param {HTMLElement} note where is said what was wrong with a link */
  constructor(about, parameters, note) {
    this.about = about;
    this.parameters = parameters;
    this.note = note;
    this.left = "";
  }

  /** Take the state that this visit left or the address says. @returns {boolean} whether it was the address */
  open() {
    const linked = !this.read(found(this.about.name)) && this.read(location.hash);
    this.left = JSON.stringify(this.parameters.values());
    return linked;
  }

  /** The address has changed: by a link, or by a way back to where the reader has been. @returns {boolean} whether it
   * speaks of this model */
  arrive() {
    return this.read(found(this.about.name)) || this.read(location.hash);
  }

  /** Take the state from an address, where it speaks of this model. @param {string} fragment @returns {boolean} */
  read(fragment) {
    const { parameters, about } = this;
    const read = readAddress(fragment, about.name, about.parameters);
    if (!read) return false;
    const values = new Map([...parameters.setting(parameters.home), ...read.values]);
    parameters.apply([...values], parameters.scenarioOf(values));
    this.note.textContent = read.notes.join(" ");
    return true;
  }

  /** The fragment of the present state. */
  address() {
    const { parameters, about } = this;
    return writeAddress(about.name, parameters.values(), parameters.setting(parameters.home), about.parameters);
  }

  async copy() {
    history.replaceState(history.state, "", this.address());
    const copied = await copy(location.href);
    const framed = window !== window.parent;
    const here = framed ? say("widget.link_here", { address: location.href }) : say("widget.link_above");
    this.note.textContent = copied ? say("widget.link_copied") : here;
  }

  /** The controls rest: this visit keeps the state for the way back, the browser for other models.
   * @param {boolean} own whether the state is not taken over from other models */
  rest(own) {
    if (own) this.remember();
    leave(this.about.name, this.parameters.moved() ? this.address() : "");
  }

  /** Keep the state that the reader left the model in; not one that only came with the address. */
  remember() {
    const { name, parameters } = this.about;
    const values = this.parameters.values();
    const now = JSON.stringify(values);
    if (now === this.left) return;
    this.left = now;
    if (this.parameters.moved()) keepSetting(name, values, parameters);
    else forgetSetting(name);
  }
}
