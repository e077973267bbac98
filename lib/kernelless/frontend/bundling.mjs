/** How the scripts and styles of pages are bundled: the engine's own, and those that a site adds. */

import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parts } from "./licences.mjs";

export const here = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));

/** @type {import("esbuild").BuildOptions} */
export const shared = {
  absWorkingDir: here("."),
  bundle: true,
  minify: true,
  metafile: true,
  logLevel: "warning",
};

/** @type {import("esbuild").BuildOptions} */
export const script = { ...shared, format: "iife", target: "es2022" };

/** Write what bundles hold of others. @param {string} file @param {{ metafile: any }[]} made */
export async function list(file, made) {
  const bundled = await parts(made.map(({ metafile }) => metafile));
  await writeFile(file, JSON.stringify(bundled, null, 1));
}
