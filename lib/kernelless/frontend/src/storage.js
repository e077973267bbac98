// @ts-check
/**
 * Where storage is denied or full, a theme's script stops at the first line that uses it, and menu, search and the
 * choice of colours are dead. So it gets a store that lasts as long as the page. One that works is left alone. And what
 * this entry of the history holds is kept for visit.js, as Sphinx's own script empties it.
 */

/** @returns {Storage | null} */
function own() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** @param {Storage | null} store */
function works(store) {
  const probe = "kernelless probe";
  try {
    store?.setItem(probe, probe);
    const kept = store?.getItem(probe) === probe;
    store?.removeItem(probe);
    return kept;
  } catch {
    return false;
  }
}

/** A store for this visit that still gives what can be read of another. @param {Storage | null} store */
function passing(store) {
  /** What was set here, or null for what was removed. @type {Map<string, string | null>} */
  const held = new Map();
  /** @template T @param {(store: Storage) => T} act @returns {T | null} */
  const tried = (act) => {
    try {
      return store ? act(store) : null;
    } catch {
      return null;
    }
  };
  const keys = () =>
    [...new Set([...held.keys(), ...(tried(Object.keys) ?? [])])].filter((key) => held.get(key) !== null);
  /** @param {unknown} key @param {string | null} value */
  const put = (key, value) => {
    held.set(String(key), value);
    tried((there) => (value === null ? there.removeItem(String(key)) : there.setItem(String(key), value)));
  };
  return {
    /** @param {string} key */
    getItem: (key) => {
      const value = held.get(String(key));
      return value === undefined ? tried((there) => there.getItem(key)) : value;
    },
    /** @param {string} key @param {string} value */
    setItem: (key, value) => put(key, String(value)),
    /** @param {string} key */
    removeItem: (key) => put(key, null),
    clear: () => keys().forEach((key) => put(key, null)),
    /** @param {number} index */
    key: (index) => keys()[index] ?? null,
    get length() {
      return keys().length;
    },
  };
}

window.stateAtStart = history.state;

const store = own();
if (!works(store)) Object.defineProperty(window, "localStorage", { value: passing(store), configurable: true });
