// @ts-check
/**
 * The numbers behind a picture: as a table to read and as CSV to take along.
 *
 * @typedef {import("./schema.js").DataDescription} Data
 * @typedef {import("./extras.js").Host} Host
 */
import { element, tool } from "./dom.js";
import { register } from "./extras.js";
import { formatted } from "./format.js";
import { say } from "./messages.js";

/** A table's roles are said, as a narrow screen lays it out as something else. @param {Data} about @param {any[]} rows */
export function dataTable(about, rows) {
  const heads = about.columns.map(([, label]) => element("th", { scope: "col", role: "columnheader" }, label));
  const lines = rows.map((row) =>
    element(
      "tr",
      { role: "row" },
      ...about.columns.map(([name, , format], i) =>
        i
          ? element("td", { role: "cell", ...(format ? {} : { class: "kl-words" }) }, formatted(row[name], format))
          : element("th", { scope: "row", role: "rowheader" }, formatted(row[name], format)),
      ),
    ),
  );
  return element(
    "table",
    { role: "table" },
    element("caption", {}, about.caption),
    element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, ...heads)),
    element("tbody", { role: "rowgroup" }, ...lines),
  );
}

/** As RFC 4180 has it. @param {Data} about @param {any[]} rows */
export function csv(about, rows) {
  const cell = (/** @type {any} */ value) => {
    const text = String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = [about.columns.map(([, label]) => label), ...rows.map((row) => about.columns.map(([n]) => row[n]))];
  return lines.map((line) => `${line.map(cell).join(",")}\r\n`).join("");
}

export class DataView {
  /** @param {Data} about @param {Host} host */
  constructor(about, host) {
    const { name } = host.about;
    this.about = about;
    /** @type {HTMLTextAreaElement | undefined} */
    this.lines = undefined;
    this.rows = () => host.rows(about.table).filter((row) => !about.where || row[about.where]);
    this.place = element("div", { class: "kl-table", tabindex: "0", role: "group", "aria-label": about.caption });
    const save = tool(say("data.save"), () => this.save(name));
    this.root = /** @type {HTMLDetailsElement} */ (
      element(
        "details",
        { class: about.open ? "kl-data kl-told" : "kl-data", ...(about.open ? { open: "" } : {}) },
        element("summary", {}, about.summary),
        this.place,
        save,
      )
    );
    this.places = { below: [this.root] };
    this.root.addEventListener("toggle", () => this.show());
    for (const event of ["beforeprint", "change"])
      (event === "change" ? matchMedia("print") : window).addEventListener(event, () => this.show(true), {
        signal: host.signal,
      });
  }

  /** A table that stands open stays while the live one is made. @param {Element} still */
  adopt(still) {
    const table = this.about.open && still.querySelector(".kl-table > table");
    if (table) this.place.append(table);
  }

  started() {
    this.show();
  }

  rested() {
    this.show();
  }

  /** The table is made when it is looked at, not at every step. */
  show(printing = false) {
    if (this.root.open || printing) this.fill(this.rows());
  }

  /** @param {any[]} rows */
  fill(rows) {
    // Before the model lives there are none, and what the page was delivered with stands.
    if (rows.length) this.place.replaceChildren(dataTable(this.about, rows));
  }

  /** A page around this one may forbid downloads, without a word to this one. @param {string} text */
  showLines(text) {
    this.lines ??= /** @type {HTMLTextAreaElement} */ (element("textarea", { readonly: "", rows: "6" }));
    this.lines.value = text;
    if (this.lines.isConnected) return;
    this.root.append(element("label", { class: "kl-lines" }, say("data.copy"), this.lines));
  }

  /** @param {string} name */
  save(name) {
    const text = csv(this.about, this.rows());
    // The mark at the beginning tells spreadsheets that the letters are Unicode's.
    const file = new Blob(["\ufeff", text], { type: "text/csv" });
    const link = /** @type {HTMLAnchorElement} */ (
      element("a", { download: `${name}.csv`, href: URL.createObjectURL(file) })
    );
    link.click();
    URL.revokeObjectURL(link.href);
    if (window !== window.parent) this.showLines(text);
  }
}

register("data", (about, host) => new DataView(about, host));
