// @ts-check
/**
 * What a style sheet wants unfolded on paper (`--kl-unfold: 1`) is opened while it is printed: of a closed `details`,
 * browsers without `::details-content` print the summary alone.
 */
/** @type {HTMLDetailsElement[]} */
let opened = [];

addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details")].filter(
    (details) => !details.open && getComputedStyle(details).getPropertyValue("--kl-unfold").trim() === "1",
  );
  for (const details of opened) details.open = true;
});
addEventListener("afterprint", () => {
  for (const details of opened.splice(0)) details.open = false;
});
