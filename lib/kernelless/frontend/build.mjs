/**
 * Bundles the page's two scripts and its stylesheet into the folder named on the command line.
 *
 * usage: node build.mjs FOLDER
 */

import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

await build({
  entryPoints: [here("src/runtime.js"), here("src/chart.js"), here("src/page.css")],
  outdir: process.argv[2],
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  legalComments: "none",
  logLevel: "warning",
  // The manager's own sanitiser is 100 kB of parser; descriptions are plain text here, so escaping is enough.
  alias: { "sanitize-html": here("src/escape-html.js") },
  loader: { ".svg": "dataurl" },
});
