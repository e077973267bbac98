/**
 * Before a script has chosen, or where scripts are off, a page has the theme "auto": each rule for a light or a dark
 * page once more, for when the reader's system is so.
 *
 * usage: node automatic.mjs SITE
 */

import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import postcss from "postcss";
import { follow } from "./themes.mjs";

const folder = join(process.argv[2], "_static");
const names = await readdir(folder, { recursive: true });
for (const name of names.filter((name) => /^(style-\w+|kernelless[\\/]\w+)\.css$/.test(name))) {
  const sheet = await readFile(join(folder, name), "utf-8");
  if (/html\[data-theme="?auto"?\]/.test(sheet)) continue; // of an earlier build
  const root = postcss.parse(sheet);
  follow(root);
  await writeFile(join(folder, name), root.toString());
}
