// @ts-check
/**
 * What a drawn picture says: its outputs, some of which are lists of rows.
 *
 * @typedef {import("./widget.js").Description} Description
 * @typedef {import("./schema.js").ListDescription} List
 * @typedef {import("./widget.js").View} View
 */
import { fromJson } from "./json.js";

/** The rows of a table that an output lists. @param {List} list @param {any[]} rows */
function pick(list, rows) {
  const chosen = rows.filter((row) => row[list.where]);
  const by = list.sort;
  if (by) chosen.sort((a, b) => a[by] - b[by]);
  return chosen.map((row) => (list.fields.length === 1 ? row[list.fields[0]] : list.fields.map((name) => row[name])));
}

/** @param {View} view @param {Description} about @param {string} name */
export function outputOf(view, about, name) {
  const list = about.lists[name];
  return list ? pick(list, view.data(list.table)) : view.signal(name);
}

/** Give a picture the rows that Python computed. @param {View} view @param {Record<string, Record<string, unknown>[]>} tables */
export function takeRows(view, tables) {
  for (const [name, rows] of Object.entries(tables)) {
    const fresh = rows.map((row) =>
      Object.fromEntries(Object.entries(row).map(([key, value]) => [key, fromJson(value)])),
    );
    view.data(name, fresh);
  }
}
