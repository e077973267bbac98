// @ts-check
/**
 * Vega, without its parser: the page's specifications were parsed when the site was built, and their
 * expressions are plain functions in a script of the page, so nothing is evaluated here.
 */
import { transforms } from "vega-dataflow";
import * as encoders from "vega-encode";
import { functionContext } from "vega-functions";
import * as data from "vega-transforms";
import { View } from "vega-view";
import { bound, identifier, mark, overlap, render, viewlayout } from "vega-view-transforms";
import { vegaFormat } from "./format.js";

Object.assign(transforms, data, encoders, { bound, identifier, mark, overlap, render, viewlayout });

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
