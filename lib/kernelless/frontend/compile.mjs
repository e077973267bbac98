/**
 * Turns Vega specifications into programs for the page: what vega-view runs, with each expression a plain
 * function, so that the page needs neither Vega's parser nor eval.
 *
 * stdin: {"id": specification, ...}; stdout: {"id": {"script", "pictures": {"width": svg}, "signals", "whole"}, ...},
 * where `whole` says that the program needs more of Vega than chart.js has.
 * usage: node compile.mjs WIDTH...
 */

import { text } from "node:stream/consumers";
import { transform } from "esbuild";
import * as vega from "vega";
import { vegaFormat } from "./src/format.js";
import { USUAL } from "./src/transforms.js";

vega.expressionFunction("format", vegaFormat);

/** vega-runtime's own writer of functions, from an empty context. */
const writer = vega.runtimeContext({ events() {} }, {}, {}).expr;

/**
 * Replace each expression's code by the number of its function, while vega-runtime asks for it. It asks for
 * a parameter's code only once and keeps the answer, so `known` tells the number for the other places.
 */
function recorder(sources, known) {
  const numbers = new Map();
  const record = (method) => (context, expression) => {
    if (expression.fn === undefined) {
      const source = writer[method](null, expression).toString().replace("function anonymous", "function");
      if (!numbers.has(source)) {
        numbers.set(source, sources.length);
        sources.push(source);
      }
      expression.fn = numbers.get(source);
      expression.source = expression.code;
      if (method === "parameter") known.set(expression.code, expression.fn);
    }
    const whole = { ...expression, code: expression.source };
    return writer[method](context, whole);
  };
  const methods = ["operator", "parameter", "event", "handler", "encode"];
  return { ...Object.fromEntries(methods.map((method) => [method, record(method)])), codegen: writer.codegen };
}

/** The parsed specification without code: vega-runtime only needs `code` to tell expressions apart. */
function stripped(value, known) {
  if (Array.isArray(value)) return value.map((entry) => stripped(entry, known));
  if (!value || typeof value !== "object") return value;
  const fn = value.fn ?? known.get(value.code);
  if (fn !== undefined) return { code: `f${fn}`, fn };
  if (typeof value.code === "string") throw new Error(`an expression was never compiled: ${value.code}`);
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, stripped(entry, known)]));
}

/** The rows that a parsed specification starts from, wherever it holds some. */
function ingested(value) {
  if (!value || typeof value !== "object") return [];
  return [...(value.$ingest ? [value] : []), ...Object.values(value).flatMap(ingested)];
}

/** Colour schemes, transforms, functions and formats of data that chart.js is without (src/absent.js). */
const RARE_SCHEMES = /^(accent|category10|dark2|observable10|paired|pastel[12]|set[123])$/i;
const MAPS = /\bthis\.geo[A-Z]/;
const TEXT_FORMATS = new Set(["csv", "tsv", "dsv", "topojson"]);

/** Whether a parsed specification asks for any of them; what is only known in the page might be one. */
function beyond(value) {
  if (!value || typeof value !== "object") return false;
  if (value.$ingest || value.$request) return !known(value.$format?.type ?? "json", TEXT_FORMATS);
  const { operators = [], scheme } = value;
  return (
    operators.some(({ type = "operator" }) => type !== "operator" && !Object.hasOwn(USUAL, type.toLowerCase())) ||
    operators.some(({ type }) => type === "load") ||
    (scheme !== undefined && !Array.isArray(scheme) && (typeof scheme !== "string" || RARE_SCHEMES.test(scheme))) ||
    Object.values(value).some(beyond)
  );
}

/** Whether a name is given, and none of some others. */
const known = (name, others) => typeof name === "string" && !others.has(name);

async function program(id, specification, widths) {
  const parsed = vega.parse(specification);
  // A run adds what it computes to the rows themselves; the page computes it anew and needs only what was given.
  const given = ingested(parsed).map((source) => [source, structuredClone(source.$ingest)]);
  const sources = [];
  const known = new Map();
  const view = new vega.View(parsed, { renderer: "none", expr: recorder(sources, known) });
  const pictures = {};
  for (const width of widths) {
    const { left, right } = view.padding();
    await view.width(width - left - right).runAsync();
    pictures[width] = await view.toSVG();
  }
  for (const [source, rows] of given) source.$ingest = rows;
  const signals = Object.fromEntries(specification.signals.map(({ name }) => [name, view.signal(name)]));
  const call = `kernelless.define(${JSON.stringify(id)},${JSON.stringify(stripped(parsed, known))},[${sources.join(",\n")}])`;
  const { code } = await transform(call, { minify: true, target: "es2022" });
  const whole = beyond(parsed) || sources.some((source) => MAPS.test(source));
  return { script: code, pictures, signals, whole };
}

const widths = process.argv.slice(2).map(Number);
const result = {};
for (const [id, specification] of Object.entries(JSON.parse(await text(process.stdin)))) {
  try {
    result[id] = await program(id, specification, widths);
  } catch (error) {
    throw new Error(`model ${specification.description ?? id}: ${error.message}`, { cause: error });
  }
}
process.stdout.write(JSON.stringify(result));
