/** The registry of extras: what is made of a model's descriptions, in which order, and what is refused. */
import assert from "node:assert/strict";
import test from "node:test";
import {
  elementsAt,
  extrasOf,
  register,
} from "../../../lib/kernelless/frontend/src/extras.js";

const made = [];

register("steps", (about, host) => {
  made.push([about, host]);
  return { places: { below: ["a step"], stage: ["its picture"] } };
});
register("absent", () => null);
register("source", ({ text }) => ({ places: { below: [text] } }));

const hostOf = (extras) => ({ about: { name: "slope", extras } });

test("a registered kind is made from its description and the model", () => {
  const host = hostOf({ steps: [{ words: "Half." }] });
  const [extra, ...others] = extrasOf(host);
  assert.deepEqual(others, []);
  assert.deepEqual(made.pop(), [[{ words: "Half." }], host]);
  assert.deepEqual(extra.places.below, ["a step"]);
});

test("extras stand in the order in which their kinds were registered", () => {
  const extras = extrasOf(hostOf({ source: { text: "Assumed." }, steps: [] }));
  assert.deepEqual(elementsAt(extras, "below"), ["a step", "Assumed."]);
  assert.deepEqual(elementsAt(extras, "stage"), ["its picture"]);
  assert.deepEqual(elementsAt(extras, "after"), []);
});

test("a kind may have nothing to do on a page", () => {
  assert.deepEqual(extrasOf(hostOf({ absent: {} })), []);
});

test("an extra that no script registers is refused by name", () => {
  assert.throws(
    () => extrasOf(hostOf({ tour: {} })),
    /model slope has extras that no script registers: tour; known: /,
  );
});

test("a name is registered once", () => {
  assert.throws(
    () => register("steps", () => null),
    /steps is registered already/,
  );
});
