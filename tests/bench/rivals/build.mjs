// A hand-written page with everything in it. usage: node build.mjs d3|plot BODY.html TARGET.html
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const [name, body, target] = process.argv.slice(2);
const here = fileURLToPath(new URL(".", import.meta.url));
const start = {
  d3: `import { explorer } from "./explorer.js"; explorer(document.querySelector(".explorer"));`,
  plot: `import { explorer } from "./explorer.js"; import { plotChart } from "./plot.js";
    explorer(document.querySelector(".explorer"), document, (el) => (p, r) => el.replaceChildren(plotChart(p, r)));`,
};
const { outputFiles } = await build({
  stdin: { contents: start[name], resolveDir: here },
  bundle: true,
  minify: true,
  write: false,
  format: "iife",
  charset: "utf8",
  target: "es2022",
});
const css = readFileSync(`${here}page.css`, "utf8").replace(/\n/g, "");
const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>The bottleneck moves</title><link rel="icon" href="data:,"><style>${css}</style>`;
const main = readFileSync(body, "utf8");
writeFileSync(
  target,
  `<!doctype html><html lang="en"><head>${head}</head><body><main>${main}</main><script>${outputFiles[0].text}</script></body></html>`,
);
