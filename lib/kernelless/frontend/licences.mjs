/**
 * The packages that went into bundles, each with the text of its licence.
 *
 * @typedef {{ name: string, version: string, license: string, text: string }} Part
 */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const TEXT = /^(licen[cs]e|copying)\b/i;
const PACKAGE = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;
const COPYRIGHT = /Copyright \(c\)[^\n*]*/gi;

/** @param {{ outputs: Record<string, { inputs: object }> }[]} metafiles @returns {Promise<Part[]>} */
export async function parts(metafiles) {
  const files = metafiles.flatMap(({ outputs }) => Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs)));
  /** The files of each package, by its folder. @type {Map<string, string[]>} */
  const used = new Map();
  for (const file of files) {
    const folder = PACKAGE.exec(file)?.[1];
    if (folder) used.set(folder, [...(used.get(folder) ?? []), file]);
  }
  const found = await Promise.all([...used].map(([folder, its]) => part(join(here, folder), its)));
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** @param {string} folder @param {string[]} files @returns {Promise<Part>} */
async function part(folder, files) {
  const about = JSON.parse(await readFile(join(folder, "package.json"), "utf-8"));
  const { name, version, license } = about;
  const own = (await readdir(folder)).find((file) => TEXT.test(file));
  const text = own ? await readFile(join(folder, own), "utf-8") : await usual(about, files);
  return { name, version, license, text: text.replaceAll("\r\n", "\n").trim() };
}

/**
 * For a package that names a licence and brings no text: the licence's usual one, under those whom its files name, or
 * else the package.
 *
 * @param {{ name: string, license: string, author?: string | { name: string } }} about @param {string[]} files
 */
async function usual({ name, license, author }, files) {
  const text = await readFile(join(here, "licences", `${license}.txt`), "utf-8").catch(() => {
    throw new Error(`${name} brings no text of its licence, ${license}: put one into ${join(here, "licences")}`);
  });
  const sources = await Promise.all(files.map((file) => readFile(join(here, file), "utf-8")));
  const lines = sources.flatMap((source) => source.match(COPYRIGHT) ?? []).map((line) => line.trim());
  const named = typeof author === "object" ? author.name : author;
  const holders = lines.length ? [...new Set(lines)].sort() : [`Copyright (c) ${named ?? `the authors of ${name}`}`];
  return [...holders, "", text].join("\n");
}
