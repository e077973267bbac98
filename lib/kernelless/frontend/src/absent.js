// @ts-check
/**
 * What stands in chart.js for the parts of Vega that few pictures need: the build gives a page that needs one of them
 * chart-whole.js instead, so none of these is ever called.
 */

/** @param {string} name @returns {() => never} */
const absent = (name) => () => {
  throw new Error(`${name} is not in chart.js: this page needs chart-whole.js`);
};

/** Of d3-geo, d3-dsv and topojson-client. */
export const geoArea = absent("geoArea");
export const geoBounds = absent("geoBounds");
export const geoCentroid = absent("geoCentroid");
export const dsvFormat = absent("dsvFormat");
export const feature = absent("feature");
export const mesh = absent("mesh");

/** Of vega-expression: its writer of code is made when Vega starts, which then lists its functions, and is never used.
 * @param {{ functions: (write: Function) => Record<string, unknown> }} options */
export const codegenExpression = ({ functions }) => ({ functions: functions(absent("codegenExpression")) });
export const functions = () => ({});
export const constants = {};
export const Literal = "Literal";
export const CallExpression = "CallExpression";
export const parseExpression = absent("parseExpression");

/** Of d3-scale-chromatic: Vega lists its colours when it starts. @param {string} name */
const colours = (name) => new Proxy([], { get: absent(name) });
export const schemeAccent = colours("schemeAccent");
export const schemeCategory10 = colours("schemeCategory10");
export const schemeDark2 = colours("schemeDark2");
export const schemeObservable10 = colours("schemeObservable10");
export const schemePaired = colours("schemePaired");
export const schemePastel1 = colours("schemePastel1");
export const schemePastel2 = colours("schemePastel2");
export const schemeSet1 = colours("schemeSet1");
export const schemeSet2 = colours("schemeSet2");
export const schemeSet3 = colours("schemeSet3");
