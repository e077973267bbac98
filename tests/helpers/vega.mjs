/**
 * Evaluates formulas in the real Vega, row by row, or signals.
 * stdin: {"rows": [...], "formulas": [{"type": "formula", "as", "expr"}]}; stdout: the rows with their new fields.
 * stdin: {"signals": [{"name", "value" or "update"}]}; stdout: the signals' values by name.
 * stdin: {"signals", "data": Vega's own, "settings": [{name: value}], "outputs": [name]}; stdout: for each setting the
 * outputs, and under "_odd" what in the data is NaN or missing, as "data.column".
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
const data = asked.data ?? [
  { name: "rows", values: rows, transform: formulas },
];
const view = await new vega.View(vega.parse({ signals, data })).runAsync();

/** Columns of the data in which a number is none, or a value is missing. */
const odd = () =>
  data.flatMap(({ name, values, transform }) => {
    const given = Object.keys(values[0]);
    const made = transform.filter(({ type }) => type === "formula");
    const columns = [...given, ...made.map((step) => step.as)];
    const wrong = (column) => (row) =>
      row[column] === undefined || Number.isNaN(row[column]);
    return columns
      .filter((column) => view.data(name).some(wrong(column)))
      .map((column) => `${name}.${column}`);
  });

/** The values of signals by name. */
const read = (names) =>
  Object.fromEntries(names.map((name) => [name, view.signal(name)]));

const walk = async () => {
  const found = [];
  for (const setting of asked.settings) {
    for (const [name, value] of Object.entries(setting))
      view.signal(name, value);
    await view.runAsync();
    found.push({ ...read(asked.outputs), _odd: odd() });
  }
  return found;
};

const answer = asked.settings
  ? await walk()
  : asked.signals
    ? read(signals.map(({ name }) => name))
    : view.data("rows");
process.stdout.write(JSON.stringify(answer, encode));
