/** Of the table of messages, a bundle holds those alone that its modules name. */

import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { here } from "./bundling.mjs";

const IMPORT = /(?:from|import) "(\.{1,2}|kernelless)\/([^"]+\.js)"/g;

/** The sources of a module and of all that it imports, packages apart. @param {string} file @param {Set<string>} seen
 * @returns {Promise<string[]>} */
async function sources(file, seen) {
  if (seen.has(file)) return [];
  seen.add(file);
  const source = await readFile(file, "utf-8");
  const imported = [...source.matchAll(IMPORT)].map(([, start, rest]) =>
    start === "kernelless" ? here(`src/${rest}`) : join(dirname(file), start, rest),
  );
  const further = await Promise.all(imported.map((each) => sources(each, seen).catch(() => []))); // esbuild tells of it
  return [source, ...further.flat()];
}

/** @param {string[]} entries @returns {import("esbuild").Plugin} */
export function texts(entries) {
  const seen = new Set();
  const scripts = entries.map((entry) => resolve(entry)).filter((entry) => /\.m?js$/.test(entry));
  const all = Promise.all(scripts.map((entry) => sources(entry, seen))).then((found) => found.flat().join("\n"));
  return {
    name: "texts",
    setup(build) {
      build.onLoad({ filter: /[\\/]messages\.json$/ }, async ({ path }) => {
        const table = Object.entries(JSON.parse(await readFile(path, "utf-8")));
        const [source, named] = [await all, (/** @type {string} */ name) => `"${name}"`];
        const said = table.filter(([name]) => source.includes(named(name)));
        return { contents: JSON.stringify(Object.fromEntries(said)), loader: "json" };
      });
    },
  };
}
