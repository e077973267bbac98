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

const outdir = resolve(process.argv[2]);
const [shared, script] = [common, single].map((options) => ({ ...options, outdir }));

const models = await build({
  ...script,
  entryPoints: ["runtime.js", "widgets.js", "chart.js"].map((name) => here(`src/${name}`)),
  legalComments: "none",
  // While the scripts start, some module throws to learn about its surroundings. For a stack that nobody reads, V8
  // would parse the whole script a second time: half the time to the first slider.
  banner: { js: "{const limit=Error.stackTraceLimit;Error.stackTraceLimit=0;" },
  footer: { js: "Error.stackTraceLimit=limit}" },
  // The widget manager's own sanitiser is 100 kB of parser; descriptions are plain text here, so escaping is enough.
  alias: { "sanitize-html": here("src/escape-html.js"), jquery: here("src/element-only.js") },
});

const pages = await build({
  ...script,
  entryPoints: ["embed", "copying", "search", "storage"].map((name) => here(`src/${name}.js`)),
});

const styles = await build({
  ...shared,
  entryPoints: ["page", "widgets", "embed", "tools"].map((name) => here(`src/${name}.css`)),
});

// A site has the first of these or chart.js; the second is for models that leave their site.
const whole = await build({ ...script, entryPoints: [here("src/vega.js")], legalComments: "none" });
const alone = await build({
  ...script,
  entryPoints: [here("src/module.js")],
  legalComments: "none",
  globalName: "kernelless",
});

if (process.argv[3]) {
  const tools = await build({
    ...shared,
    outdir: resolve(process.argv[3]),
    entryPoints: ["compile", "purge", "automatic"].map((name) => here(`${name}.mjs`)),
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
await list(join(process.argv[2], "licences-vega.json"), [whole]);
await list(join(process.argv[2], "licences-module.json"), [alone]);
