// @ts-check
/**
 * The menus of the pydata theme and of those built on it, without Bootstrap's script: they open by a press or a key, and
 * close by Escape, by a press elsewhere, or when the focus leaves. Hints are the browser's own. The way back to the top
 * shows while the reader scrolls up.
 */

/** @param {HTMLElement} button */
function menu(button) {
  const list = /** @type {HTMLElement | null} */ (button.parentElement?.querySelector(".dropdown-menu") ?? null);
  if (!list) return;
  const items = () => /** @type {HTMLElement[]} */ ([...list.querySelectorAll("a[href], button:not(:disabled)")]);

  /** @param {boolean} open */
  const set = (open) => {
    for (const part of [button, list]) part.classList.toggle("show", open);
    button.setAttribute("aria-expanded", String(open));
    list.classList.remove("dropdown-menu-end");
    if (open && list.getBoundingClientRect().right > document.documentElement.clientWidth)
      list.classList.add("dropdown-menu-end");
  };
  const isOpen = () => list.classList.contains("show");

  list.setAttribute("data-bs-popper", "static"); // the style then places the menu under its button
  button.addEventListener("click", () => set(!isOpen()));
  document.addEventListener("click", ({ target }) => {
    if (isOpen() && !button.contains(/** @type {Node} */ (target))) set(false);
  });
  list.parentElement?.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !list.parentElement?.contains(/** @type {Node} */ (relatedTarget))) set(false);
  });
  list.parentElement?.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && isOpen()) {
      set(false);
      button.focus();
    } else if (step) {
      event.preventDefault();
      set(true);
      const all = items();
      const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
      all[at < 0 ? (step > 0 ? 0 : all.length - 1) : (at + step + all.length) % all.length]?.focus();
    }
  });
}

for (const button of document.querySelectorAll("[data-bs-toggle=dropdown]")) menu(/** @type {HTMLElement} */ (button));
for (const hinted of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-bs-title]")))
  hinted.title ||= hinted.dataset.bsTitle ?? "";

const up = document.getElementById("pst-back-to-top");
const header = document.querySelector(".bd-header");
if (up && header) {
  let before = scrollY;
  up.addEventListener("click", () => scrollTo(0, 0));
  addEventListener("scroll", () => {
    up.style.display = before > scrollY && scrollY > header.getBoundingClientRect().bottom ? "block" : "none";
    before = scrollY;
  });
}
