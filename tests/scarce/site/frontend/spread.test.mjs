/** How a class's guesses are laid out beside the answer. */
import assert from "node:assert/strict";
import test from "node:test";
import {
  bins,
  scaleFor,
  ticks,
} from "../../../../lib/scarce/site/frontend/spread.js";

test("a zero leaves a wide scale one of factors, with a place of its own", () => {
  const guesses = [0, 0, 1, 10, 100, 1000, 10000];
  const scale = scaleFor(guesses, 5, true);
  assert.ok(scale.factors && scale.zero);
  const steps = [1, 10, 100, 1000, 10000].map((value) => scale.to(value));
  for (let i = 2; i < steps.length; i++)
    assert.ok(
      Math.abs(steps[i] - steps[i - 1] - (steps[1] - steps[0])) < 1e-12,
    );
  assert.ok(scale.to(0) >= 0 && scale.to(0) < steps[0]);
  for (const value of [0, 1, 50, 10000])
    assert.ok(
      Math.abs(scale.from(scale.to(value)) - value) < 1e-6 * (1 + value),
    );
  assert.deepEqual(ticks(scale), [0, 1, 10, 100, 1000, 10000]);
  const counts = bins(guesses, scale);
  assert.equal(
    counts.reduce((a, b) => a + b),
    guesses.length,
  );
  assert.equal(counts.find(Boolean), 2);
  assert.ok(!scaleFor([0, 1, 5], 2, true).factors);
  assert.ok(!scaleFor([0, 1, 500], 2, false).factors);
});
