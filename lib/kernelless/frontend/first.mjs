/**
 * Says for each page, from its style sheets, the rules that it needs before a script has changed it, to stand in the page
 * itself (sphinx/first.py).
 *
 * stdin: {"page": {"tags", "classes", "ids", "names", "values", "variables", "sheets": [{"file", "seen"}]}, ...}, where
 * `names` and `values` are those of attributes, and `seen` is the sheet's folder as the page sees it;
 * stdout: {"page": css, ...}
 * usage: node first.mjs
 */

import { readFile } from "node:fs/promises";
import { posix } from "node:path";
import { text } from "node:stream/consumers";
import { transform } from "esbuild";
import postcss from "postcss";
import { PurgeCSS } from "purgecss";

const ADDRESS = /url\(\s*(["']?)(?!data:|#|\/|[a-z]+:)([^"')]+)\1\s*\)/g;
/** What a script of the head may say of the page before it shows. */
const CHOICES = ["light", "dark", "auto", "data-theme", "data-mode"];

/** The rules of a sheet for a screen, with addresses as seen from a page. A typeface comes with its sheet; until then its
 * stand-in, a font of the system, takes its place. @param {{ file: string, seen: string }} sheet */
async function rules({ file, seen }) {
  const root = postcss.parse(await readFile(file, "utf-8"));
  root.walkAtRules((rule) => {
    const { name, params } = rule;
    const print = name === "media" && /^print\b/.test(params);
    if (print || (name === "font-face" && !/src:\s*local/.test(rule.toString()))) rule.remove();
  });
  root.walkDecls((declaration) => {
    declaration.value = declaration.value.replace(ADDRESS, (_, __, address) => `url("${posix.join(seen, address)}")`);
  });
  return root.toString();
}

/** The rules that apply to a page as it stands. */
async function first({ tags, classes, ids, names, values, variables, sheets }) {
  const found = { tags, classes, ids, attributes: { names, values }, undetermined: CHOICES };
  const [{ css }] = await new PurgeCSS().purge({
    content: [{ raw: "", extension: "html" }],
    extractors: [{ extensions: ["html"], extractor: () => found }],
    css: [{ raw: (await Promise.all(sheets.map(rules))).join("\n") }],
    safelist: { variables },
    variables: true,
    keyframes: true,
  });
  const { code } = await transform(css, { loader: "css", minify: true, legalComments: "none" });
  return code.trim();
}

const made = {};
for (const [page, asked] of Object.entries(JSON.parse(await text(process.stdin)))) made[page] = await first(asked);
process.stdout.write(JSON.stringify(made));
