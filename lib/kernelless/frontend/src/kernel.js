// The widget's tail in Jupyter, where Vega and vegaEmbed come from Altair's own bundle.
const draw = async (target, model) => {
  const expressionFunctions = { format: vegaFormat };
  const options = { mode: "vega", ast: true, actions: false, renderer: "svg", logLevel: 1, expressionFunctions };
  return (await vegaEmbed(target, model.get("_specification"), options)).view;
};

/** The scripts of extras that are no part of the engine, each once. @type {Map<string, Promise<void>>} */
const prepared = new Map();

const prepareInKernel = async (model) => {
  const run = async (text) => {
    const address = URL.createObjectURL(
      new Blob([`export default (kernelless) => {\n${text}\n}`], { type: "text/javascript" }),
    );
    (await import(address)).default(kit);
    URL.revokeObjectURL(address);
  };
  for (const text of model.get("_scripts") ?? []) {
    if (!prepared.has(text)) prepared.set(text, run(text));
    await prepared.get(text);
  }
};

/** Say so when the kernel is gone: the line closes on a restart; for a shutdown ask the kernel that Jupyter shows.
 * Returns what ends the watch. */
function watchKernel(model) {
  const { kernel } = model.widget_manager;
  const tell = () => model.set("trouble", say("jupyter.stopped"));
  model.on("comm_live_update", tell);
  kernel?.disposed.connect(tell);
  const tellDead = (_, status) => status === "dead" && tell();
  kernel?.statusChanged.connect(tellDead);
  return () => {
    model.off("comm_live_update", tell);
    kernel?.disposed.disconnect(tell);
    kernel?.statusChanged.disconnect(tellDead);
  };
}

/** A key pressed alone in a model is the model's. Notebook 7 sees keys before the slider does (it does not ask Lumino
 * for `bubblingKeydown`, as JupyterLab does) and would move among cells; this mark tells Lumino to let go. */
function keepKeys(event) {
  const alone = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
  if (event.target.closest?.(".kl")) event.target.toggleAttribute("data-lm-suppress-shortcuts", alone);
}

export default {
  ...createWidget(draw, hostedControl, { prepare: prepareInKernel }),
  initialize({ model }) {
    const unwatch = watchKernel(model);
    addEventListener("keydown", keepKeys, true); // one for all models: the same function is added once
    return () => {
      unwatch();
      for (const large of ["_engine", "_specification"]) model.set(large, ""); // Jupyter keeps models that were closed
    };
  },
};
