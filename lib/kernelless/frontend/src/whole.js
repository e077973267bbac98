// @ts-check
/**
 * Vega whole, with its parser, for specifications that were not compiled before. Expressions are interpreted: nothing is
 * evaluated here either.
 */
import { View, expressionFunction, parse } from "vega";
import { expressionInterpreter } from "vega-interpreter";
import { vegaFormat } from "./format.js";

expressionFunction("format", vegaFormat);

/** A view adds what it computes to the rows themselves, so each has its own.
 * @param {HTMLElement} target @param {any} specification */
export function draw(target, specification) {
  return new View(parse(structuredClone(specification), undefined, { ast: true }), {
    container: target,
    renderer: "svg",
    expr: expressionInterpreter,
    hover: false,
  });
}
