/**
 * Puts into each page, from its style sheets, the rules that it needs before a script has changed it: it shows at once,
 * and looks the same when the sheets come, which stand behind its content (sphinx/order.py).
 *
 * usage: node first.mjs SITE
 */

import { readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { transform } from "esbuild";
import postcss from "postcss";
import { PurgeCSS } from "purgecss";

const LINK = /<link\b(?=[^>]*\brel="stylesheet")[^>]*\bhref="(?![a-z]+:|\/\/)([^"]*)"[^>]*>/g;
const ADDRESS = /url\(\s*(["']?)(?!data:|#|\/|[a-z]+:)([^"')]+)\1\s*\)/g;
const DONE = "<style data-first>";
/** What a script of the head may say of the page before it shows. */
const CHOICES = ["light", "dark", "auto", "data-theme", "data-mode"];

/** The rules of a sheet for a screen, with addresses as seen from a page's folder. A typeface comes with its sheet; until
 * then its stand-in, a font of the system, takes its place. @param {string} file @param {string} folder */
async function rules(file, folder) {
  const root = postcss.parse(await readFile(file, "utf-8"));
  root.walkAtRules((rule) => {
    const { name, params } = rule;
    const print = name === "media" && /^print\b/.test(params);
    if (print || (name === "font-face" && !/src:\s*local/.test(rule.toString()))) rule.remove();
  });
  const seen = (/** @type {string} */ address) => relative(folder, join(dirname(file), address)).replaceAll("\\", "/");
  root.walkDecls((declaration) => {
    declaration.value = declaration.value.replace(ADDRESS, (_, __, address) => `url("${seen(address)}")`);
  });
  return root.toString();
}

/** The rules that apply to a page as it stands. @param {string} page @param {string} raw */
async function first(page, raw) {
  const content = page.replace(/(<(script|style|svg)\b[^>]*>)[^]*?<\/\2>/g, "$1");
  const pictures = [...page.matchAll(/var\((--[\w-]+)\)/g)].map(([, name]) => name);
  const [{ css }] = await new PurgeCSS().purge({
    content: [{ raw: content, extension: "html" }],
    css: [{ raw }],
    safelist: { standard: CHOICES, variables: pictures },
    variables: true,
    keyframes: true,
  });
  const { code } = await transform(css, { loader: "css", minify: true, legalComments: "none" });
  return code.trim();
}

/** @param {string} file */
async function put(file) {
  const page = await readFile(file, "utf-8");
  const links = [...page.matchAll(LINK)].map(([, address]) => join(dirname(file), address.split("?")[0]));
  if (!links.length || !page.includes("</head>") || page.includes(DONE)) return;
  const sheets = await Promise.all(links.map((sheet) => rules(sheet, dirname(file))));
  const style = `${DONE}${await first(page, sheets.join("\n"))}</style>\n`;
  await writeFile(
    file,
    page.replace("</head>", () => `  ${style}  </head>`),
  );
}

const site = process.argv[2];
for (const name of await readdir(site, { recursive: true })) if (name.endsWith(".html")) await put(join(site, name));
