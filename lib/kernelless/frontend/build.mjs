/**
 * Bundles the scripts and stylesheets of the pages into the folder named on the command line, and lists there in
 * licences.json what they hold of others, and in licences-vega.json and licences-module.json what these scripts do. For
 * a wheel the tools too, which then need nothing but Node, go to a folder.
 *
 * usage: node build.mjs FOLDER [TOOLS]
 */

import { join, resolve } from "node:path";
import { build } from "esbuild";
import { here, list, script as single, shared as common } from "./bundling.mjs";
import { texts } from "./texts.mjs";

const outdir = resolve(process.argv[2]);
const [shared, script] = [common, single].map((options) => ({ ...options, outdir }));

/** The named sources with the texts that they say. @param {string[]} names */
const from = (...names) => {
  const entryPoints = names.map((name) => here(`src/${name}`));
  return { entryPoints, plugins: [texts(entryPoints)] };
};

/** What brings models to life; two of the three go to a page. */
const lively = {
  ...script,
  legalComments: "none",
  // While the scripts start, some module throws to learn about its surroundings. For a stack that nobody reads, V8
  // would parse the whole script a second time: half the time to the first slider.
  banner: { js: "{const limit=Error.stackTraceLimit;Error.stackTraceLimit=0;" },
  footer: { js: "Error.stackTraceLimit=limit}" },
  // The widget manager's own sanitiser is 100 kB of parser; descriptions are plain text here, so escaping is enough.
  alias: { "sanitize-html": here("src/escape-html.js"), jquery: here("src/element-only.js") },
};
const models = await build({ ...lively, ...from("runtime.js", "widgets.js") });
const chart = await build({ ...lively, ...from("chart.js") });
const pages = await build({ ...script, ...from("embed.js", "copying.js", "search.js", "storage.js") });
const styles = await build({ ...shared, ...from("page.css", "widgets.css", "embed.css", "tools.css") });
// A site has the first of these or chart.js; the second is for models that leave their site.
const whole = await build({ ...script, ...from("vega.js"), legalComments: "none" });
const alone = await build({ ...script, ...from("module.js"), legalComments: "none", globalName: "kernelless" });

if (process.argv[3]) {
  const tools = await build({
    ...shared,
    outdir: resolve(process.argv[3]),
    ...from("../compile.mjs", "../purge.mjs", "../automatic.mjs"),
    platform: "node",
    format: "esm",
    outExtension: { ".js": ".mjs" },
    alias: { esbuild: here("plain.mjs") },
    external: ["canvas"],
    // What is bundled may ask for Node's own modules in the older way.
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
  });
  await list(join(process.argv[3], "licences.json"), [tools]);
}

await list(join(process.argv[2], "licences.json"), [models, chart, pages, styles]);
await list(join(process.argv[2], "licences-vega.json"), [whole]);
await list(join(process.argv[2], "licences-module.json"), [alone]);
