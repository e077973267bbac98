// Written by `python -m kernelless.typescript` from the classes of schema.py and of the extras.

/** A number that JSON lacks. */
export type Spelled = "Infinity" | "-Infinity" | "NaN";

/** A link to another page's model, with its parameter by each own one. */
export interface CarryDescription {
  page: string;
  label: string;
  model: string;
  parameters: Record<string, string>;
}

/** A goal, and the progress that its start already is (1 or more: met at once). */
export interface ChallengeDescription {
  text: string;
  scenario: string;
  goal: number;
  start: number | Spelled;
  done: string;
}

/** A table's columns, each by its name with heading and format. */
export interface DataDescription {
  table: string;
  where: string | null;
  caption: string;
  columns: [string, string, string][];
  summary: string;
  open: boolean;
}

/** A question with its answer; for a line that is drawn, the answer at each of the places `at`. */
export interface GuessDescription {
  question: string;
  label: string;
  unit: string;
  format: string;
  range: [number, number];
  compare: "ratio" | "difference";
  answer: number | Spelled | (number | Spelled)[];
  at: number[] | null;
  axis: string;
  hint: string;
  scales: [string, string];
}

/** The outputs that say where a point stands, the scales that they are on, and the parameters that it moves. */
export interface HandleDescription {
  x: string;
  y: string;
  scales: [string, string];
  moves: string[];
}

/** Another page's model, with the own parameter by each of its, and the values that some of its must have. */
export interface InheritDescription {
  page: string;
  label: string;
  model: string;
  parameters: [string, string][];
  where: [string, number][];
}

/** What is told of each extra; of kinds that are no part of the engine only their scripts know what. */
export interface Extras {
  carry?: CarryDescription[];
  challenges?: ChallengeDescription[];
  data?: DataDescription;
  guess?: GuessDescription;
  handle?: HandleDescription;
  inherit?: InheritDescription[];
  [kind: string]: unknown;
}

/** A parameter: how it is moved, and how its value is written. */
export interface ParameterDescription {
  name: string;
  label: string;
  unit: string;
  default: number | Spelled;
  opening: number | Spelled;
  format: string;
  range: [number, number] | null;
  step: number | null;
  control: "slider" | "play" | "choice" | "search";
  help: string;
  beside: [string, string, string] | null;
  stops: [string, number | Spelled][];
}

/** An output that is a list of rows. */
export interface ListDescription {
  table: string;
  where: string;
  fields: string[];
  sort: string | null;
}

/** A model: its words, parameters and outputs, and its extras by kind. */
export interface Description {
  name: string;
  title: string;
  longest: string;
  height: number;
  parameters: ParameterDescription[];
  outputs: string[];
  lists: Record<string, ListDescription>;
  computed: "page" | "kernel";
  because: string;
  scenarios: [string, Record<string, number | Spelled>][];
  controls: string[];
  first: number;
  extras: Extras;
  worked: Record<string, unknown>;
  version: 1;
}

/** What a model's widget holds, besides parameters and outputs; the last two are a page's own. */
export interface Traits {
  _kernelless: Description;
  _rows: Record<string, Record<string, unknown>[]>;
  _controls: string[];
  _progress: (number | Spelled)[];
  _scripts: string[];
  sentence: string;
  scenario: string;
  trouble: string;
  _program: string;
  _chart: string;
}
