/**
 * Evaluates formulas in the real Vega, row by row, or signals.
 * stdin: {"rows": [...], "formulas": [{"type": "formula", "as", "expr"}]}; stdout: the rows with their new fields.
 * stdin: {"signals": [{"name", "value" or "update"}]}; stdout: the signals' values by name.
 */
import { text } from "node:stream/consumers";
import * as vega from "../../lib/kernelless/frontend/node_modules/vega/build/vega.module.js";
import { vegaFormat } from "../../lib/kernelless/frontend/src/format.js";

vega.expressionFunction("format", vegaFormat);

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

const asked = JSON.parse(await text(process.stdin), (_, value) =>
  decode(value),
);
const { rows = [], formulas = [], signals = [] } = asked;
const view = new vega.View(
  vega.parse({
    signals,
    data: [{ name: "rows", values: [], transform: formulas }],
  }),
);
await view.insert("rows", rows).runAsync();
const values = Object.fromEntries(
  signals.map(({ name }) => [name, view.signal(name)]),
);
process.stdout.write(
  JSON.stringify(asked.signals ? values : view.data("rows"), encode),
);
