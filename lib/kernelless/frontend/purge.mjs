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

const sheets = await new PurgeCSS().purge({
  content: [within("**/*.html"), within("_static/**/*.js")],
  css: [within("_static/style-*.css")],
});
for (const { file, css } of sheets) {
  const { code } = await transform(css, { loader: "css", minify: true, legalComments: "none" });
  await writeFile(file, code);
}
