/** Lines of guesses as readers send them, and plain numbers: what counts, and what is said of the rest. */
import assert from "node:assert/strict";
import test from "node:test";
import { readLines } from "../../../lib/kernelless/frontend/src/lines.js";

const ASKED = [
  {
    name: "output",
    label: "Output",
    format: ",.1f",
    range: [0, 1e6],
    at: null,
    axis: "year",
  },
  {
    name: "share",
    label: "The share",
    format: ".0%",
    range: [0, 1],
    at: null,
    axis: "year",
  },
  {
    name: "layers",
    label: "The layer",
    format: "d",
    range: [1, 10],
    at: null,
    axis: "year",
  },
  {
    name: "line",
    label: "The line",
    format: ",.0f",
    range: [1, 1e6],
    at: [1, 5, 10],
    axis: "year",
  },
];
const read = (text, options) => readLines(text, ASKED, options);
const got = (text, name = "output", options = {}) =>
  read(text, options).guesses.get(name);
const LINE = "guesses?v=1&output=7&layers=4";

test("a line counts whatever stands around it", () => {
  for (const around of [
    "LINE",
    "“LINE”",
    "„LINE“",
    "«LINE»",
    "« LINE »",
    '"LINE"',
    "'LINE'",
    "‘LINE’",
    "`LINE`",
    "```LINE```",
    "**LINE**",
    "*LINE*",
    "_LINE_",
    "~~LINE~~",
    "(LINE)",
    "[LINE]",
    "{LINE}",
    "<LINE>",
    "> LINE",
    "- LINE",
    "LINE!",
    "LINE.",
    "LINE,",
    "LINE;",
    "LINE…",
    "LINE:-)",
    "LINE, thanks",
    "LINE, thanks!",
    "LINE thanks",
    "LINE – Anna",
    "Anna: LINE",
    "LINE\u00a0",
    "<p>LINE</p>",
    "<p>LINE<br></p>",
    "<td>LINE</td><td>B</td>",
    "mine is [LINE](x)",
    "LINE)**",
    "(“LINE”).",
    "LINE”, says Anna",
  ]) {
    // prettier-ignore
    for (const line of [LINE, LINE.replaceAll("&", "&amp;"), LINE.replaceAll("&", "&#38;"), LINE.replaceAll("&", "&amp;amp;")]) {
      const reading = read(around.replace("LINE", line));
      assert.deepEqual(reading.troubles, [], around);
      assert.deepEqual([reading.guesses.get("output"), reading.guesses.get("layers")], [[7], [4]], around);
    }
  }
  assert.deepEqual(got(encodeURIComponent(LINE)), [7]);
  assert.deepEqual(got("&lt;p&gt;guesses?v=1&amp;amp;output=7&lt;/p&gt;"), [7]);
});

test("numbers that a hand has changed are read, and it is said how", () => {
  for (const [written, value, note] of [
    ["1024", 1024, 0],
    ["1.0240", 1.024, 0],
    ["1.024", 1024, 1],
    ["1,024", 1024, 1],
    ["1 024", 1024, 0],
    ["1\u202f024", 1024, 0],
    ["1’024", 1024, 0],
    ["2,5", 2.5, 0],
    ["1e3", 1000, 0],
    ["٣", 3, 0],
  ]) {
    // prettier-ignore
    for (const tail of ["", " thanks", "”", "&layers=4"]) {
      const { guesses, notes, troubles } = read(`guesses?v=1&output=${written}${tail}`);
      assert.deepEqual([guesses.get("output"), notes.length, troubles], [[value], note, []], written + tail);
    }
  }
  for (const [written, value, note] of [
    ["0.19", 0.19, 0],
    ["0.005", 0.005, 0],
    ["1", 1, 0],
    ["0", 0, 0],
    ["19%", 0.19, 0],
    ["19 %", 0.19, 0],
    ["50", 0.5, 1],
  ]) {
    // prettier-ignore
    const { guesses, notes } = read(`guesses?v=1&share=${written}`);
    assert.deepEqual(
      [guesses.get("share"), notes.length],
      [[value], note],
      written,
    );
  }
});

test("what cannot be read is named with its rule, and the rest of the line counts", () => {
  const { guesses, troubles } = read(
    "guesses?v=1&output=many&layers=4&share=101&line=1,2&none=3&layers=5",
  );
  assert.deepEqual(guesses.get("layers"), [4]);
  assert.deepEqual(troubles.map(({ reason }) => reason), [
    "Output must be a number from 0 to 1,000,000; got “many”",
    "The share must be a number from 0% to 100%; got “101”",
    "The line must be 3 of them, one for each year from 1 to 10, each a number from 1 to 1,000,000; got “1,2”",
    "no model of this site that asks for a guess is called “none”",
    "a line must guess once for each model; got “layers” again",
  ]); // prettier-ignore
});

test("the same line twice counts once and says so, unless several people sent it", () => {
  const text = `${LINE}\nAnna: ${LINE}!\nguesses?v=1&output=8`;
  const once = read(text);
  assert.deepEqual(
    [once.lines, once.twice, once.guesses.get("output")],
    [2, 1, [7, 8]],
  );
  assert.deepEqual(once.troubles, [
    { line: 2, reason: "the same guesses as in line 1, so they count once" },
  ]);
  const each = read(text, { each: true });
  assert.deepEqual(
    [each.lines, each.twice, each.guesses.get("output"), each.troubles],
    [3, 0, [7, 7, 8], []],
  );
});

test("plain numbers answer the question chosen, or the one named", () => {
  assert.deepEqual(
    got("4\n5\n6, 7; 8 9\n4×3", "layers", { chosen: "layers" }),
    [4, 5, 6, 7, 8, 9, 4, 4, 4],
  );
  assert.deepEqual(got("layers: 4, 5, 5", "layers"), [4, 5, 5]);
  assert.deepEqual(got("4,5,6", "layers", { chosen: "layers" }), [4, 5, 6]);
  assert.deepEqual(
    got("12% 30 0,5", "share", { chosen: "share" }),
    [0.12, 0.3, 0.5],
  );
  assert.deepEqual(
    got("1.024; 2,5; 7", "output", { chosen: "output" }),
    [1024, 2.5, 7],
  );
  assert.deepEqual(got("2 000", "line", { chosen: "line" }), [2]);
  const { troubles } = read("4 5");
  assert.match(
    troubles[0].reason,
    /^plain numbers: choose above which question they answer; got “4 5”$/,
  );
  assert.match(
    read("layers: 4 99 5").troubles[0].reason,
    /^The layer must be a number from 1 to 10; got 99$/,
  );
  assert.match(read("layers: 4×9999").troubles[0].reason, /at most 2000 hands/);
  assert.match(read("hello: 4").troubles[0].reason, /a line must hold/);
});

test("hostile lines are read in time that grows with their length", () => {
  const start = process.cpuUsage().user;
  for (const line of [
    "9".repeat(19_000) + "x", "guesses?v=1&output=" + "9".repeat(19_000) + "x", "1.".repeat(9_900), "<".repeat(19_000),
    "guesses?v=1&output=" + "!".repeat(19_000) + "x", "1 000 ".repeat(3_000), "&amp".repeat(4_900), "guesses?".repeat(2_400),
    "layers: " + "4x".repeat(9_000), "output=" + "1,".repeat(9_000), " ".repeat(19_000) + "x", '"'.repeat(19_000),
  ]) // prettier-ignore
    read(Array(5).fill(line).join("\n"), { chosen: "output", each: true });
  // Processor time of this process alone: quadratic reading took 11 s for five such lines.
  assert.ok(process.cpuUsage().user - start < 3e6);
});
