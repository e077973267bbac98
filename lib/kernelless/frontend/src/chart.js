// @ts-check
/**
 * Vega, without its parser: the page's specifications were parsed when the site was built, and their
 * expressions are plain functions in a script of the page, so nothing is evaluated here. Maps, text formats and some
 * colour schemes are left out (absent.js); a page that needs one of them has chart-whole.js.
 */
import { transforms } from "vega-dataflow";
import { functionContext } from "vega-functions";
import { View } from "vega-view";
import { vegaFormat } from "./format.js";
import { USUAL } from "./transforms.js";

Object.assign(transforms, USUAL);

functionContext.format = vegaFormat;

/**
 * How vega-runtime asks for an expression: by what was put in place of its code.
 * @param {Function[]} functions
 */
function compiled(functions) {
  /** @param {any} context @param {{fn: number}} expression */
  const find = (context, expression) => functions[expression.fn].bind(context.functions);
  return { operator: find, parameter: find, event: find, handler: find, encode: find };
}

/** @param {HTMLElement} target @param {{specification: any, functions?: Function[]}} program */
window.kernelless.draw = (target, { specification, functions = [] }) =>
  new View(specification, { container: target, renderer: "svg", expr: compiled(functions), hover: false });
