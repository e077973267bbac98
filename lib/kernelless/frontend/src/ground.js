// @ts-check
/**
 * Whether a page is light or dark where a model stands. Every site says so in a way of its own, but on each the text is
 * light where the ground is dark.
 */

/** How light a colour is, from 0 to 1. The browser writes every colour as `rgb(…)` of 255 or `color(srgb …)` of 1.
 * @param {string} color as the browser writes a computed one @returns {number} */
export function lightness(color) {
  const most = color.startsWith("rgb") ? 255 : 1;
  const [red, green, blue] = (color.match(/\d*\.?\d+(?:e-?\d+)?/g) ?? []).map((part) => Number(part) / most);
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}

/** @param {HTMLElement} element */
function dark(element) {
  element.style.color = "color-mix(in srgb, currentcolor, currentcolor)"; // whatever a site writes its colours in
  const light = lightness(getComputedStyle(element).color);
  element.style.color = "";
  return light > 0.5;
}

/** Give an element `data-theme`, and keep it true, until a signal. @param {HTMLElement} element @param {AbortSignal} signal */
export function followGround(element, signal) {
  const say = () => (element.dataset.theme = dark(element) ? "dark" : "light");
  const watch = new MutationObserver(say);
  for (const whole of [document.documentElement, document.body]) watch.observe(whole, { attributes: true });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", say, { signal });
  signal.addEventListener("abort", () => watch.disconnect());
  say();
}
