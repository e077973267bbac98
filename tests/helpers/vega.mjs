/**
 * Evaluates formulas in the real Vega, row by row.
 * stdin: {"rows": [...], "formulas": [{"type": "formula", "as", "expr"}]}; stdout: the rows with their new fields.
 */
import { text } from "node:stream/consumers";
import * as vega from "../../lib/kernelless/frontend/node_modules/vega/build/vega.module.js";

const decode = (value) =>
  value === "Infinity"
    ? Infinity
    : value === "-Infinity"
      ? -Infinity
      : value === "NaN"
        ? NaN
        : value;
const encode = (_, value) =>
  typeof value === "number" && !Number.isFinite(value) ? String(value) : value;

const { rows, formulas } = JSON.parse(await text(process.stdin), (_, value) =>
  decode(value),
);
const view = new vega.View(
  vega.parse({ data: [{ name: "rows", values: [], transform: formulas }] }),
);
await view.insert("rows", rows).runAsync();
process.stdout.write(JSON.stringify(view.data("rows"), encode));
