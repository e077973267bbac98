// @ts-check
/** The extras that every page knows, in the order in which they stand. */
import "./guess.js";
import "./inherit.js";
import "./challenge.js";
import "./carry.js";
import "./data.js";
import "./handle.js";
