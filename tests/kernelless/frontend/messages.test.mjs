/** What a reader can see or hear of the scripts stands in the table of messages, and nowhere else. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";
import ts from "../../../lib/kernelless/frontend/node_modules/typescript/lib/typescript.js";
import { say, sayWith } from "../../../lib/kernelless/frontend/src/messages.js";

const PACKAGE = new URL("../../../lib/kernelless/", import.meta.url);
const SOURCES = new URL("frontend/src/", PACKAGE);
const TABLE = JSON.parse(readFileSync(new URL("messages.json", PACKAGE)));
const SPOKEN = new Set([
  "textContent", "innerText", "title", "placeholder", "ariaLabel", "alt", "aria-label", "aria-valuetext",
  "aria-description", "aria-roledescription",
]); // prettier-ignore
/** Calls whose arguments, from this one on, stand on the page. */
const SHOWING = { element: 2, tool: 0, append: 0, prepend: 0, replaceChildren: 0, after: 0, before: 0, replaceWith: 0 }; // prettier-ignore
/** Words of a program: of what the browser or the widget manager reads, not of what a reader does. */
const CODE =
  /^(?:not yet|getting closer)$|kl-|kernelless|data-|use strict|^change:|^\(prefers|[>[\]{}=:]|^color-mix|^change _/;

const names = readdirSync(SOURCES).filter((name) => name.endsWith(".js"));
/** What tells whoever embeds a model, and no reader, what is wrong. */
const OTHERS = ["host.js"];
const parsed = names.map((name) => {
  const source = readFileSync(new URL(name, SOURCES), "utf-8");
  return ts.createSourceFile(
    name,
    source,
    ts.ScriptTarget.Latest,
    true,
    ts.ScriptKind.JS,
  );
});

/** @param {ts.Node} node @param {(node: ts.Node) => void} visit */
function walk(node, visit) {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** What a literal or a template says by itself. @param {ts.Node} node */
function literal(node) {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return [node.head, ...node.templateSpans.map((span) => span.literal)]
    .map((part) => part.text)
    .join("\0");
}

/** The literals of an expression that become its value. @param {ts.Node} node @returns {ts.Node[]} */
function ends(node) {
  if (literal(node) !== null) return [node];
  if (ts.isConditionalExpression(node))
    return [...ends(node.whenTrue), ...ends(node.whenFalse)];
  if (ts.isBinaryExpression(node))
    return [...ends(node.left), ...ends(node.right)];
  if (ts.isParenthesizedExpression(node) || ts.isSpreadElement(node))
    return ends(node.expression);
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap(ends);
  return [];
}

/** Expressions that stand on the page. @param {ts.Node} node @returns {ts.Node[]} */
function shown(node) {
  if (
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind === ts.SyntaxKind.EqualsToken
  ) {
    const left = node.left;
    if (ts.isPropertyAccessExpression(left) && SPOKEN.has(left.name.text))
      return [node.right];
  }
  if (ts.isPropertyAssignment(node)) {
    const name = node.name.text ?? "";
    if (SPOKEN.has(name)) return [node.initializer];
  }
  if (!ts.isCallExpression(node)) return [];
  const called = node.expression.name?.text ?? node.expression.text;
  if (called === "setAttribute" && SPOKEN.has(node.arguments[0].text))
    return [node.arguments[1]];
  return called in SHOWING ? node.arguments.slice(SHOWING[called]) : [];
}

function where(node) {
  const file = node.getSourceFile();
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${node.getText()}`;
}

/** Whether an error of the program's own is made of it. @param {ts.Node | undefined} node */
function thrown(node) {
  return (
    node !== undefined &&
    ((ts.isNewExpression(node) && /Error$/.test(node.expression.getText())) ||
      thrown(node.parent))
  );
}

test("no literal stands on the page, and none has words in it", () => {
  const found = [];
  for (const file of parsed.filter(
    ({ fileName }) => !OTHERS.includes(fileName),
  ))
    walk(file, (node) => {
      for (const end of shown(node).flatMap(ends))
        if (/\p{L}{2}/u.test(literal(end))) found.push(where(end));
      const text = literal(node);
      const words = text !== null && /\p{L}{2}[’,;.:]? \p{L}{2}/u.test(text);
      if (words && !CODE.test(text) && !thrown(node)) found.push(where(node));
    });
  assert.deepEqual([...new Set(found)], []);
});

const places = (text) =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, place]) => place);
const usual = (text) => (typeof text === "string" ? text : text.other);

test("every message that is said is in the table, with a value for each of its places", () => {
  let calls = 0;
  for (const file of parsed)
    walk(file, (node) => {
      if (!ts.isCallExpression(node) || !node.arguments.length) return;
      if (!["say", "sayWith"].includes(node.expression.text)) return;
      const named = ends(node.arguments[0]).map(literal);
      if (!named.length) return assert.equal(file.fileName, "messages.js");
      for (const name of named) {
        calls += 1;
        assert.ok(Object.hasOwn(TABLE, name), where(node));
        const given = node.arguments[1]?.properties ?? [];
        const values = new Set(given.map((each) => each.name.text));
        if (typeof TABLE[name] !== "string") {
          assert.ok(values.delete("count"), where(node));
        }
        assert.deepEqual(
          [...values].sort(),
          [...new Set(places(usual(TABLE[name])))].sort(),
          where(node),
        );
      }
    });
  assert.ok(calls > 80);
});

test("every message of the table is said by a script or by Python", () => {
  const folders = [PACKAGE, new URL("sphinx/", PACKAGE), SOURCES];
  const all = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /\.(py|js)$/.test(name))
      .map((name) => readFileSync(new URL(name, folder), "utf-8")),
  );
  const source = all.join("\n");
  const unsaid = Object.keys(TABLE).filter(
    (name) => !source.includes(`"${name}"`) && !source.includes(`'${name}'`),
  );
  assert.deepEqual(unsaid, []);
});

test("values take their places, also where they look like places themselves", () => {
  assert.equal(
    say("controls.type", { label: "{value} $1" }),
    "{value} $1, type a value",
  );
  assert.equal(
    say("inherit.used", { pages: 1, count: 1 }),
    "In use: your settings from one page. Undo brings back what stood here.",
  );
  assert.match(say("inherit.used", { pages: 3, count: 3 }), /from 3 pages/);
  const link = /** @type {any} */ ({ href: "a" });
  assert.deepEqual(sayWith("visit.where", { address: link }), [
    "The page itself is at ",
    link,
    ".",
  ]);
});
