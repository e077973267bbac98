/**
 * Bundles the scripts and stylesheets of the pages into the folder named on the command line, and lists there in
 * licences.json what they hold of others, and in licences-NAME.json what NAME.js does, for each that holds Vega. For a wheel
 * the tools too, which then need nothing but Node, go to a folder.
 *
 * usage: node build.mjs FOLDER [TOOLS]
 */

import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import postcss from "postcss";
import { parts } from "./licences.mjs";
import { follow } from "./themes.mjs";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const shared = {
  absWorkingDir: here("."),
  outdir: resolve(process.argv[2]),
  bundle: true,
  minify: true,
  metafile: true,
  logLevel: "warning",
};
const script = { ...shared, format: "iife", target: "es2022" };

const living = {
  ...script,
  legalComments: "none",
  // While the scripts start, some module throws to learn about its surroundings. For a stack that nobody reads, V8
  // would parse the whole script a second time: half the time to the first slider.
  banner: { js: "{const limit=Error.stackTraceLimit;Error.stackTraceLimit=0;" },
  footer: { js: "Error.stackTraceLimit=limit}" },
};

const models = await build({
  ...living,
  entryPoints: ["runtime.js", "widgets.js"].map((name) => here(`src/${name}`)),
  // The widget manager's own sanitiser is 100 kB of parser; descriptions are plain text here, so escaping is enough.
  alias: { "sanitize-html": here("src/escape-html.js"), jquery: here("src/element-only.js") },
});

const pages = await build({
  ...script,
  entryPoints: ["embed", "copying", "classroom", "search", "storage", "astray", "menus"].map((name) =>
    here(`src/${name}.js`),
  ),
});

const styles = await build({
  ...shared,
  entryPoints: ["page", "widget", "widgets", "embed", "tools", "classroom"].map((name) => here(`src/${name}.css`)),
});

// A theme that names light or dark on the body leaves the choice to the system by rules of its own, as furo does.
const sheet = join(shared.outdir, "widget.css");
const colours = postcss.parse(await readFile(sheet, "utf-8"));
follow(colours, (selector) => selector.startsWith("body"));
await writeFile(sheet, colours.toString());

/** @param {string} file @param {{ metafile: any }[]} made */
async function list(file, made) {
  const bundled = await parts(made.map(({ metafile }) => metafile));
  await writeFile(file, JSON.stringify(bundled, null, 1));
}
// Vega in three sizes, of which a page has one, and in a model alone.
const vegas = {
  chart: await build({
    ...living,
    entryPoints: [here("src/chart.js")],
    // What compile.mjs finds that few pictures need (its `beyond`).
    alias: Object.fromEntries(
      ["d3-dsv", "d3-geo", "d3-scale-chromatic", "topojson-client", "vega-expression"].map((name) => [
        name,
        here("src/absent.js"),
      ]),
    ),
  }),
  "chart-whole": await build({ ...living, entryPoints: [here("src/chart-whole.js")] }),
  vega: await build({ ...script, entryPoints: [here("src/vega.js")], legalComments: "none" }),
  // For models that leave their site.
  module: await build({
    ...script,
    entryPoints: [here("src/module.js")],
    legalComments: "none",
    globalName: "kernelless",
  }),
};

if (process.argv[3]) {
  const tools = await build({
    ...shared,
    outdir: resolve(process.argv[3]),
    entryPoints: ["compile", "purge", "automatic", "first"].map((name) => here(`${name}.mjs`)),
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
