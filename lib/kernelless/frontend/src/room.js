// @ts-check
/**
 * The room that a picture has: as wide as its place, with letters as large as the reader's, and in view where it leaves
 * room for a control.
 *
 * @typedef {import("./widget.js").View} View
 */

/** The room, in pixels, that a control needs below a picture that stays; what a picture needs in width at the usual
 * size of letters; and the part of its height that may leave the screen while the rest stays. */
const [ROW, LEAST, PART] = [72, 280, 0.25];

/** The picture stays in view where it leaves room for a control: beside it, or below, where a part may leave.
 * @param {{stage: HTMLElement, controls: HTMLElement, picture: HTMLElement}} parts */
export function stay({ stage, controls, picture }) {
  stage.classList.add("kl-stays"); // which has a border of its own
  const beside = controls.offsetLeft > stage.offsetLeft;
  const taken = beside ? Number.parseFloat(getComputedStyle(stage).top) || 0 : ROW;
  const over = Math.max(0, Math.ceil(stage.getBoundingClientRect().height) + taken - innerHeight);
  stage.style.setProperty("--kl-over", String(over));
  controls.style.setProperty("--kl-covered", String(stage.offsetHeight - over));
  stage.classList.toggle("kl-stays", over <= (beside ? 0 : PART * picture.getBoundingClientRect().height));
}

/** Give the picture the width there is, and letters as large as the reader's, within reason.
 * @param {View} view @param {HTMLElement} root @param {HTMLElement} picture
 * @returns {boolean} whether its own width changed */
export function fit(view, root, picture) {
  const letters = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  const scale = Math.max(1, Math.min(letters, root.clientWidth / LEAST));
  picture.style.setProperty("--kl-scale", String(scale));
  const { left, right } = view.padding();
  const room = picture.offsetWidth; // what its own style leaves it of the stage, before it is enlarged
  const width = Math.max(120, Math.floor(room) - left - right);
  if (width === view.width()) return false;
  view.width(width);
  return true;
}
