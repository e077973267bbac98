/**
 * Bundles the scripts and stylesheets of the pages into the folder named on the command line, and lists there in
 * licences.json what they hold of others, and in licences-NAME.json what NAME.js does, for each that holds Vega. For a wheel
 * the tools too, which then need nothing but Node, go to a folder.
 *
 * usage: node build.mjs FOLDER [TOOLS]
 */

import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import postcss from "postcss";
import { here, list, script as single, shared as common } from "./bundling.mjs";
import { texts } from "./texts.mjs";
import { follow } from "./themes.mjs";

const outdir = resolve(process.argv[2]);
const [shared, script] = [common, single].map((options) => ({ ...options, outdir }));

/** The named sources with the texts that they say. @param {string[]} names */
const from = (...names) => {
  const entryPoints = names.map((name) => here(`src/${name}`));
  return { entryPoints, plugins: [texts(entryPoints)] };
};

/** What brings models to life; two of these go to a page. */
const lively = {
  ...script,
  legalComments: "none",
  // While the scripts start, some module throws to learn about its surroundings. For a stack that nobody reads, V8
  // would parse the whole script a second time: half the time to the first slider.
  banner: { js: "{const limit=Error.stackTraceLimit;Error.stackTraceLimit=0;" },
  footer: { js: "Error.stackTraceLimit=limit}" },
};
const models = await build({
  ...lively,
  ...from("runtime.js", "widgets.js"),
  // The widget manager's own sanitiser is 100 kB of parser; descriptions are plain text here, so escaping is enough.
  alias: { "sanitize-html": here("src/escape-html.js"), jquery: here("src/element-only.js") },
});
const pages = await build({ ...script, ...from("embed.js", "copying.js", "menus.js", "search.js", "storage.js") });
const styles = await build({ ...shared, ...from("page.css", "widget.css", "widgets.css", "embed.css", "tools.css") });

// A theme that names light or dark on the body leaves the choice to the system by rules of its own, as furo does.
const sheet = join(outdir, "widget.css");
const colours = postcss.parse(await readFile(sheet, "utf-8"));
follow(colours, (selector) => selector.startsWith("body"));
await writeFile(sheet, colours.toString());

/** What compile.mjs finds that few pictures need (its `beyond`). */
const RARE = ["d3-dsv", "d3-geo", "d3-scale-chromatic", "topojson-client", "vega-expression"];
// Vega in three sizes, of which a page has one, and in a model that leaves its site.
const vegas = {
  chart: await build({
    ...lively,
    ...from("chart.js"),
    alias: Object.fromEntries(RARE.map((name) => [name, here("src/absent.js")])),
  }),
  "chart-whole": await build({ ...lively, ...from("chart-whole.js") }),
  vega: await build({ ...script, ...from("vega.js"), legalComments: "none" }),
  module: await build({ ...script, ...from("module.js"), legalComments: "none", globalName: "kernelless" }),
};

if (process.argv[3]) {
  const tools = await build({
    ...shared,
    outdir: resolve(process.argv[3]),
    ...from("../compile.mjs", "../purge.mjs", "../automatic.mjs", "../first.mjs"),
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

await list(join(process.argv[2], "licences.json"), [models, pages, styles]);
for (const [name, made] of Object.entries(vegas)) await list(join(process.argv[2], `licences-${name}.json`), [made]);
