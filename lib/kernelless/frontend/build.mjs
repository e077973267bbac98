/**
 * Bundles the scripts and stylesheets of the pages into the folder named on the command line.
 *
 * usage: node build.mjs FOLDER
 */

import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

await build({
  entryPoints: ["runtime.js", "widgets.js", "chart.js"].map((name) => here(`src/${name}`)),
  outdir: process.argv[2],
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  legalComments: "none",
  logLevel: "warning",
  // While the scripts start, some module throws to learn about its surroundings. For a stack that nobody reads, V8
  // would parse the whole script a second time: half the time to the first slider.
  banner: { js: "{const limit=Error.stackTraceLimit;Error.stackTraceLimit=0;" },
  footer: { js: "Error.stackTraceLimit=limit}" },
  // The widget manager's own sanitiser is 100 kB of parser; descriptions are plain text here, so escaping is enough.
  alias: { "sanitize-html": here("src/escape-html.js"), jquery: here("src/element-only.js") },
});

await build({
  entryPoints: ["embed.js", "copying.js", "classroom.js"].map((name) => here(`src/${name}`)),
  outdir: process.argv[2],
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  logLevel: "warning",
});

await build({
  entryPoints: ["page.css", "widgets.css", "embed.css", "tools.css", "classroom.css"].map((name) =>
    here(`src/${name}`),
  ),
  outdir: process.argv[2],
  bundle: true,
  minify: true,
  logLevel: "warning",
});
