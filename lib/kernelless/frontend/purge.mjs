/**
 * Takes from the site's joined style sheets the rules for names that no page or script of it mentions, and the blanks.
 *
 * usage: node purge.mjs SITE
 */

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { transform } from "esbuild";
import { PurgeCSS } from "purgecss";

const within = (pattern) => join(process.argv[2], pattern).replaceAll("\\", "/");
/** What comes into a page once its style sheets are made, and the pages of an earlier build have (sphinx/kept.py). */
const LATER = /<style data-first[^]*?<\/style>|<meta http-equiv="Content-Security-Policy"[^>]*>/g;

/** The names that a page or a script mentions, and the attributes that a script sets by another name: data-live by
 * `dataset.live`. @param {string} text */
function names(text) {
  const set = [...text.matchAll(/\bdataset\.(\w+)/g)].map(
    ([, name]) => `data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
  );
  return [...(text.replace(LATER, "").match(/[A-Za-z0-9_-]+/g) ?? []), ...set];
}

const sheets = await new PurgeCSS().purge({
  content: [within("**/*.html"), within("_static/**/*.js")],
  defaultExtractor: names,
  css: [within("_static/style-*.css")],
});
for (const { file, css } of sheets) {
  const { code } = await transform(css, { loader: "css", minify: true, legalComments: "none" });
  await writeFile(file, code);
}
