// @ts-check
/**
 * ipywidgets' own controls, where a kernel's widget manager shows them: Jupyter's readers find the sliders that they
 * know, and their readouts take what the page's fields take.
 *
 * @typedef {import("./widget.js").Parameter} Parameter
 * @typedef {import("./widget.js").WidgetModel} WidgetModel
 */
import { say } from "./messages.js";
import { TypedField } from "./typed.js";

/** A slider's handle gets its name and its value in words, which ipywidgets leaves out.
 * @param {HTMLElement} control @param {Parameter} parameter @param {WidgetModel} model @param {AbortSignal} signal */
function nameSlider(control, parameter, model, signal) {
  const field = control.querySelector("select, input[list]");
  field?.setAttribute("aria-label", parameter.label);
  if (field instanceof HTMLInputElement) field.addEventListener("focus", () => field.select(), { signal });
  const handle = control.querySelector("[role=slider]");
  const readout = /** @type {HTMLElement | null} */ (control.querySelector(".widget-readout"));
  if (!handle || !readout) return;
  handle.setAttribute("aria-label", parameter.label);
  takeTyped(control, readout, parameter, model, signal);
  const tell = () => handle.setAttribute("aria-valuetext", `${readout.textContent} ${parameter.unit}`.trim());
  const watch = new MutationObserver(tell);
  watch.observe(readout, { childList: true, characterData: true, subtree: true });
  signal.addEventListener("abort", () => watch.disconnect());
  tell();
}

/** What is typed into a readout is ours to read: ipywidgets takes “12%” for 12, loses what is not sent by Enter, and
 * offers a box where it takes nothing.
 * @param {HTMLElement} control @param {HTMLElement} readout @param {Parameter} parameter @param {WidgetModel} model
 * @param {AbortSignal} signal */
function takeTyped(control, readout, parameter, model, signal) {
  readout.setAttribute("contenteditable", "true");
  readout.setAttribute("role", "textbox");
  readout.setAttribute("aria-label", say("controls.type", { label: parameter.label }));
  const field = new TypedField(model, parameter, readout, { signal });
  control.append(field.message);
  const ours = (/** @type {Event} */ event) => event.target === readout && event.stopPropagation();
  // Its handlers hear on the control, after the readout itself.
  for (const kind of ["keydown", "blur", "focusout", "change"]) readout.addEventListener(kind, ours, { signal });
}

/** A finger that lands on the track may be starting to scroll: let the browser decide, and take a tap as
 * the click it sends afterwards. The handle itself still follows the finger.
 * @param {HTMLElement} control */
function scrollPastTrack(control) {
  control.addEventListener(
    "touchstart",
    (event) => {
      const target = /** @type {Element} */ (event.target);
      if (target.closest(".noUi-target") && !target.closest(".noUi-handle")) event.stopPropagation();
    },
    { capture: true, passive: true },
  );
}

/** The control of a parameter: the `index`-th of the widget's own children. Jupyter keeps a view's element after its
 * model is closed, so nothing of ours may hang on it then.
 * @param {WidgetModel} model @param {Parameter} parameter @param {number} index @param {AbortSignal} signal
 * @returns {Promise<HTMLElement>} */
export async function hostedControl(model, parameter, index, signal) {
  const manager = model.widget_manager;
  const reference = /** @type {string[]} */ (model.get("_controls"))[index];
  const child = await manager.get_model(reference.replace("IPY_MODEL_", ""));
  const view = await manager.create_view(child);
  view.trigger("displayed");
  signal.addEventListener("abort", () => view.remove());
  nameSlider(view.el, parameter, model, signal);
  scrollPastTrack(view.el);
  return view.el;
}
