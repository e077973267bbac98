/**
 * Before a script has chosen, or where scripts are off, a page has the theme "auto": each rule for a light or a dark
 * page once more, for when the reader's system is so.
 *
 * usage: node automatic.mjs SITE
 */

import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import postcss from "postcss";

const AUTO = '[data-theme="auto"]';

/** Add, after each rule for one of the themes, the same under the system's choice. @param {import("postcss").Root} root */
function add(root) {
  for (const theme of ["light", "dark"]) {
    const named = new RegExp(`\\[data-theme="?${theme}"?\\]`, "g");
    root.walkRules(named, (rule) => {
      const selectors = rule.selectors.filter((selector) => selector.search(named) >= 0);
      const media = postcss.atRule({ name: "media", params: `(prefers-color-scheme:${theme})` });
      media.append(rule.clone({ selectors: selectors.map((selector) => selector.replace(named, AUTO)) }));
      rule.after(media);
    });
  }
}

const folder = join(process.argv[2], "_static");
const names = await readdir(folder, { recursive: true });
for (const name of names.filter((name) => /^(style-\w+|kernelless[\\/]\w+)\.css$/.test(name))) {
  const sheet = await readFile(join(folder, name), "utf-8");
  if (sheet.includes("data-theme=auto") || sheet.includes(AUTO)) continue; // of an earlier build
  const root = postcss.parse(sheet);
  add(root);
  await writeFile(join(folder, name), root.toString());
}
