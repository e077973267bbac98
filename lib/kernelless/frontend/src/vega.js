// @ts-check
/** The script that draws, for sites whose specifications were not compiled when they were built. */
import { draw } from "./whole.js";

/** @param {HTMLElement} target @param {{specification: any}} program */
window.kernelless.draw = (target, { specification }) => draw(target, specification);
