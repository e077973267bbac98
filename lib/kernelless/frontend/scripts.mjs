/**
 * Bundles a site's own scripts and style sheets into the folder named first on the command line, each under its own name,
 * and lists there in licences-scripts.json what they hold of others. They import what the engine has from "kernelless",
 * as in `import { readNumber } from "kernelless/numbers.js"`.
 *
 * usage: node scripts.mjs FOLDER FILE...
 */

import { basename, extname, join, resolve } from "node:path";
import { build } from "esbuild";
import { here, list, script } from "./bundling.mjs";
import { texts } from "./texts.mjs";

const [folder, ...files] = process.argv.slice(2);

/** What esbuild found, in one line each. @param {import("esbuild").BuildFailure} failure @returns {never} */
function refused({ errors }) {
  const told = errors.map(({ text, location }) => (location ? `${location.file}:${location.line}: ${text}` : text));
  throw new Error(told.join("; "));
}

const made = await build({
  ...script,
  logLevel: "silent",
  outdir: resolve(folder),
  entryPoints: files.map((file) => ({ in: resolve(file), out: basename(file, extname(file)) })),
  alias: { kernelless: here("src") },
  plugins: [texts(files)],
}).catch(refused);
await list(join(folder, "licences-scripts.json"), [made]);
