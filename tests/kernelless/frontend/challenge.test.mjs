/** Where a reader stands on the way to a goal, also where the way is endless. */
import assert from "node:assert/strict";
import test from "node:test";
import { standing } from "../../../lib/kernelless/frontend/src/challenge.js";

const from = (start) => ({
  text: "Grow.",
  scenario: "",
  goal: 0,
  start,
  done: "Done.",
});

test("not yet at the start, closer above it, done from 1 on", () => {
  assert.equal(standing(from(0.5), 0.5), "not yet");
  assert.equal(standing(from(0.5), 0.4), "not yet");
  assert.equal(standing(from(0.5), 0.6), "getting closer");
  assert.equal(standing(from(0.5), 1), "done");
});

test("a start at infinity is a start", () => {
  assert.equal(standing(from("-Infinity"), -Infinity), "not yet");
  assert.equal(standing(from("-Infinity"), -3), "getting closer");
  assert.equal(standing(from("Infinity"), 0), "not yet");
});
