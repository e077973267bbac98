// @ts-check
/** The transforms of Vega that chart.js has; a picture that needs another gets chart-whole.js. */
import * as encoders from "vega-encode";
import * as data from "vega-transforms";
import { bound, identifier, mark, overlap, render, viewlayout } from "vega-view-transforms";

/** @type {Record<string, unknown>} */
export const USUAL = { ...data, ...encoders, bound, identifier, mark, overlap, render, viewlayout };
