// @ts-check
/**
 * What a model may have besides picture, sentence and controls: a question before the answer, goals, numbers, links.
 * Each kind is one script that registers how it is made; where several are of a model, they stand in the order in
 * which their kinds were registered. Nothing else on the page knows any of them by name.
 *
 * @typedef {import("./parameters.js").Parameters} Parameters
 * @typedef {import("./widget.js").Description} Description
 * @typedef {import("./widget.js").Scalar} Scalar
 * @typedef {import("./widget.js").View} View
 * @typedef {import("./widget.js").WidgetModel} WidgetModel
 *
 * Where elements of an extra stand: before scenarios, picture and controls; under the scenarios; between picture and
 * sentence; under all of that; and at the very end.
 * @typedef {"before" | "scenarios" | "stage" | "below" | "after"} Place
 *
 * What the widget tells an extra, and asks of it; each may be left out.
 * @typedef {object} Extra
 * @property {Partial<Record<Place, Node[]>>} [places] its elements
 * @property {boolean} [silent] whether the sentence must not be read aloud yet
 * @property {boolean} [borrows] whether the model takes settings over from others, and so keeps none for them
 * @property {() => void} [reveal] the reader wants to see: what waited for an answer waits no longer
 * @property {() => void} [shown] all elements stand, at the opening or at the state that the address says
 * @property {(still: Element) => void} [adopt] the model as the page was delivered with it is about to be replaced
 * @property {(view: View) => void | Promise<void>} [drawn] there is a picture; its first step follows
 * @property {(view: View) => void} [started] the picture has taken its first step
 * @property {() => void} [stepped] picture, sentence and state are those of the parameters
 * @property {() => void} [rested] the controls rest
 * @property {() => void} [resized] the picture has another size
 *
 * The model as an extra sees it.
 * @typedef {object} Host
 * @property {Description} about
 * @property {WidgetModel} model what listens to it here is let go with the view
 * @property {Parameters} parameters
 * @property {HTMLElement} root
 * @property {HTMLElement} picture
 * @property {View | null} view
 * @property {boolean} addressed whether the page is the model's own, so that its address may hold the state
 * @property {AbortSignal} signal ends what the extra has begun outside its own elements
 * @property {() => string} address the fragment of the present state
 * @property {(values: [string, Scalar][]) => void} take other values for some parameters, as a step of its own
 * @property {(scenario: string) => void} applyScenario
 * @property {(table: string) => any[]} rows
 * @property {(goal: number) => number | undefined} progress of a goal that the model follows, once there is a picture
 * @property {() => void} speak read the sentence aloud
 */

/** How each kind is made from its description; null where it has nothing to do on this page.
 * @type {Map<string, (about: any, host: Host) => Extra | null>} */
const kinds = new Map();

/** Make a kind of extra known, once, under its name in Python.
 * @template {keyof import("./schema.js").Extras} Kind
 * @param {Kind & string} name
 * @param {(about: import("./model.js").Told<Kind>, host: Host) => Extra | null} make */
export function register(name, make) {
  if (kinds.has(name)) throw new Error(`an extra's name must be its own; ${name} is registered already`);
  kinds.set(name, make);
}

/** The extras of a model. @param {Host} host @returns {Extra[]} */
export function extrasOf(host) {
  const { extras, name } = host.about;
  const unknown = Object.keys(extras).filter((kind) => !kinds.has(kind));
  if (unknown.length)
    throw new Error(
      `model ${name} has extras that no script registers: ${unknown.join(", ")}; known: ${[...kinds.keys()].join(", ")}`,
    );
  return [...kinds].flatMap(([kind, make]) => (kind in extras ? (make(extras[kind], host) ?? []) : []));
}

/** The elements that stand at a place. @param {Extra[]} extras @param {Place} place @returns {Node[]} */
export function elementsAt(extras, place) {
  return extras.flatMap(({ places }) => places?.[place] ?? []);
}
