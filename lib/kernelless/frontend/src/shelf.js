// @ts-check
/**
 * What a reader leaves in this browser, and only there: short texts, one for each model and kind (a guess, a setting),
 * shared by the pages of a site.
 *
 * @typedef {"guess" | "setting"} Kind
 */

/** Pages of one site share a shelf, and only they. @type {{site: string}} */
export const shelf = { site: "" };

/** What could not be stored lives as long as the page. @type {Map<string, string>} */
const passing = new Map();

/** What an act on the browser's storage gives, or `otherwise` where storage is denied, full, broken or absent: each
 * part of it may throw. @template T @param {(storage: Storage) => T} act @param {T} otherwise @returns {T} */
function stored(act, otherwise) {
  try {
    return window.localStorage ? act(window.localStorage) : otherwise;
  } catch {
    return otherwise;
  }
}

/** @param {Kind} kind @param {string} name */
function keyOf(kind, name) {
  return `kernelless ${kind} ${shelf.site} ${name}`;
}

/** @param {Kind} kind @param {string} name @param {string} text */
export function keep(kind, name, text) {
  const key = keyOf(kind, name);
  const done = stored((storage) => (storage.setItem(key, text), storage.getItem(key) === text), false);
  if (done) passing.delete(key);
  else passing.set(key, text);
}

/** What is kept, or an empty text. @param {Kind} kind @param {string} name */
export function kept(kind, name) {
  const key = keyOf(kind, name);
  return String(passing.get(key) ?? stored((storage) => storage.getItem(key), null) ?? "");
}

/** @param {Kind} kind @param {string} name */
export function forget(kind, name) {
  const key = keyOf(kind, name);
  stored((storage) => storage.removeItem(key), undefined);
  if (kept(kind, name)) passing.set(key, "");
  else passing.delete(key);
}

/** The models of which something of a kind is kept, by name. @param {Kind} kind */
export function keptNames(kind) {
  const start = keyOf(kind, "");
  const there = stored((storage) => Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? ""), []);
  return [...new Set([...passing.keys(), ...there])]
    .filter((key) => key.startsWith(start))
    .map((key) => key.slice(start.length))
    .sort();
}

/** Call `changed` when another tab has kept or forgotten something of a kind, and when the page comes back as it was
 * left. @param {Kind} kind @param {string} name @param {() => void} changed @param {AbortSignal} signal ends it */
export function watchShelf(kind, name, changed, signal) {
  addEventListener("storage", ({ key }) => (key === null || key === keyOf(kind, name)) && changed(), { signal });
  addEventListener("pageshow", ({ persisted }) => persisted && changed(), { signal });
}
