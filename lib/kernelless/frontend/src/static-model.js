// @ts-check
/**
 * A widget's state on a page without a kernel: what a widget's script asks of its model, and nothing else of ipywidgets.
 */

/** Whether two values of JSON are the same. @param {any} a @param {any} b @returns {boolean} */
function same(a, b) {
  if (Object.is(a, b)) return true;
  if (!a || !b || typeof a !== "object" || typeof b !== "object") return false;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => same(a[name], b[name]));
}

export class StaticModel {
  /** @param {Record<string, any>} state */
  constructor(state) {
    this.state = state;
    /** @type {Map<string, (() => void)[]>} */
    this.listeners = new Map();
    this.widget_manager = null;
  }

  /** @param {string} name */
  get(name) {
    return this.state[name];
  }

  /** Who listens hears of it at once, if it is another value. @param {string} name @param {any} value */
  set(name, value) {
    if (same(this.state[name], value)) return;
    this.state[name] = value;
    for (const heard of this.listeners.get(`change:${name}`) ?? []) heard();
  }

  /** There is nobody to send changes to. */
  save_changes() {}

  /** @param {string} events such as "change:a change:b" @param {() => void} heard */
  on(events, heard) {
    for (const event of events.split(/\s+/)) {
      this.listeners.set(event, [...(this.listeners.get(event) ?? []), heard]);
    }
  }
}
