// @ts-check
/**
 * What a reader leaves in this browser, and only there: short texts, one for each model and kind (a guess, a setting),
 * shared by the pages of a site.
 *
 * @typedef {"guess" | "setting"} Kind
 */

/** Pages of one site share a shelf, and only they. @type {{site: string}} */
export const shelf = { site: "" };

/** Where storage is denied things live as long as the page. @type {Map<string, string>} */
const passing = new Map();

/** @returns {Storage | null} */
function storage() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** @param {Kind} kind @param {string} name */
function keyOf(kind, name) {
  return `kernelless ${kind} ${shelf.site} ${name}`;
}

/** @param {Kind} kind @param {string} name @param {string} text */
export function keep(kind, name, text) {
  try {
    storage()?.setItem(keyOf(kind, name), text);
  } catch {
    // Full, or denied: it stays for this visit.
  }
  passing.set(keyOf(kind, name), text);
}

/** What is kept, or an empty text. @param {Kind} kind @param {string} name */
export function kept(kind, name) {
  return storage()?.getItem(keyOf(kind, name)) ?? passing.get(keyOf(kind, name)) ?? "";
}

/** @param {Kind} kind @param {string} name */
export function forget(kind, name) {
  storage()?.removeItem(keyOf(kind, name));
  passing.delete(keyOf(kind, name));
}

/** The models of which something of a kind is kept, by name. @param {Kind} kind */
export function keptNames(kind) {
  const start = keyOf(kind, "");
  const keys = new Set(passing.keys());
  const there = storage();
  for (let i = 0; i < (there?.length ?? 0); i++) keys.add(there?.key(i) ?? "");
  return [...keys]
    .filter((key) => key.startsWith(start))
    .map((key) => key.slice(start.length))
    .sort();
}
