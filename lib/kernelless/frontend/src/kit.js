// @ts-check
/** What an extra's own script, which is no part of the engine, finds under the name `kernelless`. */
import { written } from "./address.js";
import { element, tool } from "./dom.js";
import { register } from "./extras.js";
import { formatted } from "./format.js";
import { fromJson, toJson } from "./json.js";
import { found, leave } from "./visit.js";

export const kit = { element, formatted, found, fromJson, leave, register, toJson, tool, written };
