/** Links and what a browser keeps: whatever they say, a model gets only values that its controls can take. */
import assert from "node:assert/strict";
import test from "node:test";
import {
  readAddress,
  writeAddress,
} from "../../../lib/kernelless/frontend/src/address.js";
import {
  guessesLine,
  keepGuess,
  keptGuess,
} from "../../../lib/kernelless/frontend/src/guesses.js";
import { possible } from "../../../lib/kernelless/frontend/src/numbers.js";
import {
  forget,
  keep,
  kept,
  keptNames,
} from "../../../lib/kernelless/frontend/src/shelf.js";

const base = {
  unit: "",
  help: "",
  control: "slider",
  beside: null,
  stops: [],
  range: null,
  step: 0,
};
const PARAMETERS = [
  { ...base, name: "tasks", label: "Tasks", format: "+.0%", range: [-0.1, 1.5], step: 0.01, default: 0, opening: 0 },
  { ...base, name: "run", label: "Run", format: ".0f", range: [1, 3], step: 1, default: 1, opening: 1 },
  { ...base, name: "trials", label: "Trials", format: ",.0f", range: [10, 2520], step: 10, default: 10, opening: 10 },
  { ...base, name: "hours", label: "Hours", format: ".2f", stops: [["50", 50], ["1,000", 1000]], default: 50, opening: 50 },
  { ...base, name: "most", label: "Most", format: ".2f", stops: [["2 & 3", 2], ["no limit", "Infinity"]], default: 2, opening: 2 },
]; // prettier-ignore
const read = (fragment) => readAddress(fragment, "m", PARAMETERS);
const values = (fragment) => Object.fromEntries(read(fragment)?.values ?? []);

test("a value off the control's steps or ends goes to the nearest there is, and it is said", () => {
  const { notes } = read("#m?v=1&run=1.5&trials=15&tasks=9");
  assert.deepEqual(values("#m?v=1&run=1.5&trials=15&tasks=9"), {
    run: 2,
    trials: 20,
    tasks: 1.5,
  });
  assert.deepEqual(notes, [
    "Run: the nearest value there is, 2, was taken.",
    "Trials: the nearest value there is, 20, was taken.",
    "Tasks: the value was outside the slider’s range and was held at its end.",
  ]);
  for (const parameter of PARAMETERS)
    for (const text of [
      "0.123456",
      "-7",
      "1e300",
      "-1e300",
      "1.4999",
      "777",
      "Infinity",
      "-Infinity",
      "5e-324",
    ]) {
      const [[, value]] = read(`#m?v=1&${parameter.name}=${text}`).values;
      assert.equal(
        possible(parameter, value === "Infinity" ? Infinity : value),
        value,
        `${parameter.name}=${text}`,
      );
    }
});

test("infinity where all stops are finite is the last of them", () => {
  assert.deepEqual(values("#m?v=1&hours=Infinity&most=Infinity"), {
    hours: 1000,
    most: "Infinity",
  });
  assert.deepEqual(values("#m?v=1&hours=-Infinity&most=-Infinity"), {
    hours: 50,
    most: 2,
  });
});

test("what a model writes is what it reads, without a word", () => {
  for (let i = 0; i <= 160; i++) {
    const tasks = Number((-0.1 + i / 100).toPrecision(12));
    const fragment = writeAddress("m", [["tasks", tasks], ["most", "Infinity"]], [], PARAMETERS); // prettier-ignore
    assert.deepEqual(read(fragment), { values: [["tasks", tasks], ["most", "Infinity"]], notes: [] }); // prettier-ignore
  }
});

test("a link whose marks came encoded opens all the same", () => {
  const wanted = { tasks: 0.4, most: "Infinity" };
  const plain = "m?v=1&tasks=0.4&most=no%20limit";
  for (const text of [
    plain, "m%3Fv=1&tasks=0.4&most=no%20limit", "m%3Fv%3D1%26tasks%3D0.4%26most%3Dno%20limit", encodeURIComponent(plain),
    encodeURIComponent(encodeURIComponent(plain)), "m?v=1%26tasks=0.4%26most=no%20limit", "m?v%3D1&tasks=0.4&most=no+limit",
    plain.replaceAll("&", "&amp;"), "m%3fv%3d1%26tasks%3d0.4%26most%3dInfinity",
  ]) // prettier-ignore
    assert.deepEqual(values(`#${text}`), wanted, text);
  assert.deepEqual(values(`#m?v=1&most=${encodeURIComponent("2 & 3")}`), {
    most: 2,
  });
  for (const other of [
    "#else?v=1&tasks=1",
    "#m",
    "#",
    "#m%",
    "#%3F",
    "#m%3",
    "#the-other-side",
  ])
    assert.equal(read(other), null, other);
});

test("three notes and a count, however much a link says, in time that grows with its length", () => {
  const start = process.cpuUsage().user;
  const many = read(
    `#m?v=1&${Array.from({ length: 150_000 }, (_, i) => `n${i}=1`).join("&")}`,
  );
  assert.equal(many.notes.length, 4);
  assert.equal(many.notes[3], "And 149,997 more.");
  for (const value of [
    "9".repeat(1e5) + "x",
    "1.".repeat(5e4),
    "%".repeat(1e5),
    "%25".repeat(3e4),
    " ".repeat(1e5) + "1",
  ]) {
    const { notes } = read(`#m?v=1&run=${value}`);
    assert.ok(notes.join(" ").length < 400);
  }
  assert.ok(process.cpuUsage().user - start < 3e6);
});

/** A browser's storage, broken in one way or another. */
function withStorage(storage, act) {
  globalThis.window = storage;
  try {
    act();
  } finally {
    delete globalThis.window;
  }
}
const works = () => {
  const entries = new Map();
  return {
    get length() {
      return entries.size;
    },
    key: (i) => [...entries.keys()][i] ?? null,
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, String(value)),
    removeItem: (key) => void entries.delete(key),
  };
};
const fails = () => {
  throw new Error("denied");
};

test("storage that throws, is absent or forgets never stops anything, and the visit remembers", () => {
  const broken = [
    {},
    { localStorage: null },
    Object.defineProperty({}, "localStorage", { get: fails }),
    {
      localStorage: {
        length: 1,
        key: fails,
        getItem: fails,
        setItem: fails,
        removeItem: fails,
      },
    },
    { localStorage: Object.assign(works(), { getItem: fails }) },
    { localStorage: Object.assign(works(), { setItem: fails }) },
    { localStorage: Object.assign(works(), { setItem: () => undefined }) },
    { localStorage: Object.assign(works(), { removeItem: fails }) },
    { localStorage: works() },
  ];
  for (const storage of broken)
    withStorage(storage, () => {
      keep("guess", "a", "1");
      keep("guess", "a", "2");
      assert.equal(kept("guess", "a"), "2");
      assert.deepEqual(keptNames("guess").filter((name) => name === "a"), ["a"]); // prettier-ignore
      forget("guess", "a");
      assert.equal(kept("guess", "a"), "");
    });
});

test("what another tab has kept is what counts", () => {
  const shared = works();
  withStorage({ localStorage: shared }, () => {
    keep("guess", "a", "1");
    for (const key of [shared.key(0)]) shared.setItem(key, "5");
    assert.equal(kept("guess", "a"), "5");
    forget("guess", "a");
  });
});

test("the line to copy leaves out what is no guess, and cannot be read in two ways", () => {
  withStorage({ localStorage: works() }, () => {
    keepGuess("output", 1.024);
    keepGuess("share", 0.19);
    keepGuess("line", [1, 2.5, 1e21]);
    for (const [name, text] of [
      ["bad", "many"],
      ["worse", ""],
      ["evil&x", "1"],
      ["long", "1,".repeat(5000)],
      ["n", "NaN"],
    ])
      keep("guess", name, text);
    assert.equal(
      guessesLine(),
      "guesses?v=1&line=1,2.5,1e+21&output=1.0240&share=0.19",
    );
    assert.equal(keptGuess("output"), 1.024);
  });
});
