/** What people write, as numbers: tables of what is typed and what it is, for every kind of field. */
import assert from "node:assert/strict";
import test from "node:test";
import {
  closest,
  inFull,
  keyboard,
  readNumber,
} from "../../../lib/kernelless/frontend/src/numbers.js";

const FREE = { format: ".2f" };
const TIMES = { format: ",.1f", range: [0, 1e6] };
const EXACT = { format: ".3f", range: [0, 1e6] };
const SHARE = { format: ".0%", range: [0, 1] };
const GROWTH = { format: "+.0%", range: [-0.1, 1.5], step: 0.01 };
const YEARS = { format: ".0f", range: [3, 30], step: 1 };
const SIGMA = {
  format: ".2f",
  stops: [
    ["0 – none", 0],
    ["0.5", 0.5],
    ["1", 1],
    ["2", 2],
    ["∞ – perfect", "Infinity"],
  ],
};
const PRICE = {
  format: ".2f",
  stops: [
    ["100%", 1],
    ["63%", 0.631],
    ["20%", 0.2],
    ["5%", 0.05],
  ],
};
const HOURS = {
  format: ".2f",
  stops: [
    ["50", 50],
    ["500", 500],
    ["1,000", 1000],
  ],
};
const KINDS = {
  format: ".2f",
  stops: [
    ["execution", 0],
    ["judgment", 1],
  ],
};

/** @param {string} text */
const value = (text, field = FREE) => readNumber(text, field).value;

/** Each text by what it is. */
function table(name, field, rows) {
  test(name, () => {
    for (const [text, expected] of rows) {
      const reading = readNumber(text, field);
      assert.equal(
        reading.value,
        expected,
        `${JSON.stringify(text)}: ${reading.problem}`,
      );
      assert.equal(reading.problem, "");
      assert.equal(reading.outside, null);
    }
  });
}

table("decimals, signs and powers", FREE, [
  ["1.5", 1.5],
  ["0,5", 0.5],
  [",5", 0.5],
  [".5", 0.5],
  ["5.", 5],
  ["0·5", 0.5],
  ["+3", 3],
  ["-3", -3],
  ["−3", -3],
  ["–3", -3],
  ["‑3", -3],
  ["－3", -3],
  ["﹣3", -3],
  ["− 3,25", -3.25],
  ["-0", 0],
  ["007", 7],
  ["1e6", 1e6],
  ["1E6", 1e6],
  ["1e-3", 1e-3],
  ["1e−3", 1e-3],
  ["2,5e+2", 250],
  ["1.024e3", 1024],
  ["  42\n", 42],
  ["\u200e42\u200f", 42],
  ["\u2066−42\u2069", -42],
  ["\ufeff42", 42],
  ["1e999", Number.MAX_VALUE],
]);

table("thousands", FREE, [
  ["1,024.5", 1024.5],
  ["1.024,5", 1024.5],
  ["1.024.000", 1024000],
  ["1,024,000", 1024000],
  ["1.024.000,5", 1024000.5],
  ["1'024", 1024],
  ["1’024.50", 1024.5],
  ["1 024", 1024],
  ["1 024,5", 1024.5],
  ["1 024.125", 1024.125],
  ["12,34,567", 1234567],
  ["1,00,000.5", 100000.5],
]);

test("thousands by any space", () => {
  for (const space of " \u00a0\u2009\u202f\u2007\u2002\u3000\t")
    assert.equal(value(`12${space}345${space}678`), 12345678, space);
});

test("digits of every script", () => {
  for (const zero of ["٠", "۰", "०", "০", "੦", "๐", "០", "０", "၀", "߀", "༠"]) {
    const digit = (i) =>
      String.fromCodePoint(/** @type {number} */ (zero.codePointAt(0)) + i);
    for (let i = 0; i < 10; i++) assert.equal(value(digit(i)), i, digit(i));
    assert.equal(value(`−${digit(9)}${digit(8)}.${digit(5)}`), -98.5);
  }
});

table("Arabic and full-width marks", { format: ",.1f" }, [
  ["١٬٠٢٤٫٥", 1024.5],
  ["٣٫١٤", 3.14],
  ["۱٬۰۲۴", 1024],
  ["１，０２４．５", 1024.5],
  ["＋１２", 12],
  ["１ｅ３", 1000],
]);

table("percentages", SHARE, [
  ["12%", 0.12],
  ["12 %", 0.12],
  ["12\u202f%", 0.12],
  ["12", 0.12],
  ["%12", 0.12],
  ["12％", 0.12],
  ["١٢٪", 0.12],
  ["1,5 %", 0.015],
  ["29", 0.29],
  ["0.7%", 0.007],
  ["100", 1],
  ["0", 0],
  ["0.0", 0],
  ["1e1%", 0.1],
]);

test("what is no number, in every kind of field", () => {
  const none = [
    "about 5", "5 or 6", "5 years", "", " ", "\u200f", "1..2", "1,2,3", "--5", "—5", "5-", "+-5", "NaN", "0x10", "e5",
    "1e", "1e5.5", "1,02,4", "1.02.400", "1,024,5", "1 02", "12 3456", "0,024,000", "1024,000,000", "1 024 5", "5,,5",
    "1'2", "½", "10²", "1/2", "(5)", "$5", "5€", "%", "%%5", "%5%", "5%%", "-", "+", ".", ",", "null", "true", "Infinit",
    "1_000", "१२ लोग", "5;6", "=5", "<b>5</b>", "constructor", "__proto__",
  ]; // prettier-ignore
  for (const field of [
    FREE,
    TIMES,
    EXACT,
    SHARE,
    GROWTH,
    YEARS,
    SIGMA,
    PRICE,
    HOURS,
    KINDS,
  ])
    for (const text of none) {
      const { value, problem, outside, others } = readNumber(text, field);
      assert.deepEqual(
        [value, outside, others],
        [null, null, []],
        JSON.stringify(text),
      );
      assert.match(problem, /^must be (a number|one of)/);
    }
});

test("a problem says the rule and what was typed", () => {
  const problem = (text, field) => readNumber(text, field).problem;
  assert.equal(
    problem("about 5", SHARE),
    "must be a number from 0% to 100%; “about 5” is not",
  );
  assert.equal(
    problem(" ", TIMES),
    "must be a number from 0 to 1,000,000; it is empty",
  );
  assert.equal(
    problem("900%", GROWTH),
    "must be a number from −10% to 150%; got 900%",
  );
  assert.equal(
    problem("12%", YEARS),
    "must be a number from 3 to 30, not a percentage; got “12%”",
  );
  assert.equal(
    problem("five", SIGMA),
    "must be a number from 0 to ∞; “five” is not",
  );
  assert.equal(
    problem("2", KINDS),
    "must be one of execution, judgment; “2” is not",
  );
  assert.equal(
    problem("x".repeat(1e5), FREE),
    `must be a number; “${"x".repeat(24)}…” is not`,
  );
});

test("out of range: nothing is taken, and a slider knows where to stop", () => {
  for (const [text, field, outside] of [
    ["900%", GROWTH, 9],
    ["−99", GROWTH, -0.99],
    ["2", YEARS, 2],
    ["1e999", YEARS, Number.MAX_VALUE],
    ["-∞", YEARS, -Infinity],
    ["∞", FREE, Infinity],
  ]) {
    const reading = readNumber(text, field);
    assert.equal(reading.value, null);
    assert.equal(reading.outside, outside);
  }
});

test("two readings: range and step decide, else the more usual is taken and the rest is named", () => {
  for (const [text, field, taken, others, note] of [
    ["1.024", TIMES, 1024, [1.024], "read as 1,024"],
    ["1,024", TIMES, 1024, [1.024], "read as 1,024"],
    ["1.000", TIMES, 1000, [1], "read as 1,000"],
    ["1,000", TIMES, 1000, [1], "read as 1,000"],
    ["1.024", EXACT, 1.024, [1024], "read as 1.024"],
    ["1,024", EXACT, 1024, [1.024], "read as 1,024"],
    ["−1.024", { format: ".3f" }, -1.024, [-1024], "read as −1.024"],
    ["12.500", YEARS, 12.5, [], ""],
    ["12,500", YEARS, 12.5, [], "read as 12.5"],
    ["1.024", { format: ".0f", range: [100, 2000] }, 1024, [], "read as 1,024"],
    ["1,024", { format: ".0f", range: [100, 2000] }, 1024, [], ""],
    [
      "1.024",
      { format: ".2f", range: [0, 2000], step: 0.01 },
      1024,
      [],
      "read as 1,024",
    ],
    ["0.024", TIMES, 0.024, [], ""],
    ["0,5", TIMES, 0.5, [], ""],
    ["0.19", SHARE, 0.19, [0.0019], "read as 19%"],
    ["0,19", SHARE, 0.19, [0.0019], "read as 19%"],
    [".5", SHARE, 0.5, [0.005], "read as 50%"],
    ["0.19%", SHARE, 0.0019, [], ""],
    ["0.19", GROWTH, 0.19, [], "read as 19%"],
    ["−0.05", GROWTH, -0.05, [], "read as −5%"],
    [
      "0.5",
      { format: "+.1%", range: [-0.04, 0.25], step: 0.005 },
      0.005,
      [],
      "",
    ],
    [
      "0.1",
      { format: "+.1%", range: [-0.04, 0.25], step: 0.005 },
      0.1,
      [],
      "read as 10%",
    ],
    ["1.5", SHARE, 0.015, [], ""],
    ["12,500", SHARE, 0.125, [], "read as 12.5%"],
  ]) {
    // prettier-ignore
    const reading = readNumber(text, field);
    assert.deepEqual(
      [reading.value, reading.others, reading.note],
      [taken, others, note],
      text,
    );
  }
});

test("stops: by name, or the nearest", () => {
  for (const [text, field, taken, note] of [
    ["0 – none", SIGMA, 0, ""],
    ["0 - None", SIGMA, 0, ""],
    ["0", SIGMA, 0, ""],
    ["0,5", SIGMA, 0.5, ""],
    ["2", SIGMA, 2, ""],
    ["1.6", SIGMA, 2, "the nearest there is, 2, was taken"],
    ["400", SIGMA, 2, "the nearest there is, 2, was taken"],
    ["∞", SIGMA, Infinity, ""],
    ["infinity", SIGMA, Infinity, ""],
    ["-5", SIGMA, 0, "the nearest there is, 0 – none, was taken"],
    ["63%", PRICE, 0.631, ""],
    ["63", PRICE, 0.631, ""],
    ["63.1", PRICE, 0.631, ""],
    ["0.63", PRICE, 0.631, "read as 63%"],
    ["0.2", PRICE, 0.2, "read as 20%"],
    ["60", PRICE, 0.631, "the nearest there is, 63%, was taken"],
    ["1.000", HOURS, 1000, "read as 1,000"],
    ["1 000", HOURS, 1000, ""],
    ["9e9", HOURS, 1000, "the nearest there is, 1,000, was taken"],
    ["∞", HOURS, 1000, "the nearest there is, 1,000, was taken"],
    ["−∞", HOURS, 50, "the nearest there is, 50, was taken"],
    ["JUDGMENT", KINDS, 1, ""],
  ]) {
    // prettier-ignore
    const reading = readNumber(text, field);
    assert.deepEqual([reading.value, reading.note], [taken, note], text);
  }
});

test("infinity beyond finite stops is the last on its side", () => {
  assert.equal(closest(HOURS.stops, Infinity), 2);
  assert.equal(closest(HOURS.stops, -Infinity), 0);
  assert.equal(closest(SIGMA.stops, Infinity), 4);
  assert.equal(closest(SIGMA.stops, 1e300), 3);
});

test("a number written in full is read back as itself", () => {
  for (const field of [FREE, TIMES, EXACT, SHARE])
    for (const number of [0, 0.0019, 0.5, 1, 12, 123.456, 999999, 0.07])
      if (!field.range || number <= field.range[1]) {
        const { value, others } = readNumber(inFull(number, field), field);
        assert.ok(
          [value, ...others].some(
            (each) => Math.abs(each - number) < 1e-12 * (1 + number),
          ),
          `${number}`,
        );
      }
});

test("every way to write a number, in every order of marks, is the same number", () => {
  const groups = [",", ".", " ", "\u202f", "'", "’", "٬"];
  const points = [".", ",", "٫"];
  for (const whole of [1234, 98765, 123456, 7654321])
    for (const group of groups)
      for (const point of points.filter((mark) => mark !== group))
        for (const minus of ["", "-", "−", "–"]) {
          const text = `${minus}${String(whole).replace(/\B(?=(\d{3})+$)/g, group)}${point}25`;
          assert.equal(value(text), (minus ? -1 : 1) * (whole + 0.25), text);
        }
});

test("a phone gets a keyboard that can write what the field takes", () => {
  assert.equal(keyboard(YEARS), "decimal");
  assert.equal(keyboard(TIMES), "decimal");
  assert.equal(keyboard(HOURS), "decimal");
  for (const field of [SHARE, GROWTH, SIGMA, PRICE, KINDS, FREE])
    assert.equal(keyboard(field), "text");
});

test("time grows with the length of the text, whatever is in it", () => {
  const kinds = [
    "1",
    "1,",
    "1.0",
    "1e",
    "٣",
    " ",
    "-",
    "a",
    "1 ",
    "%",
    "\u200f",
    "'",
    "9".repeat(9) + "x",
  ];
  for (const kind of kinds)
    for (const field of [FREE, SHARE, SIGMA, PRICE])
      assert.equal(readNumber(kind.repeat(1e5) + "x", field).value, null);
});
