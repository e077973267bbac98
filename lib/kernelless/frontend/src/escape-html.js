// @ts-check
/** Stands in for `sanitize-html`: nothing is let through as markup. @param {string} text */
export default function escapeHtml(text) {
  /** @type {Record<string, string>} */
  const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return String(text).replace(/[&<>"']/g, (character) => entities[character]);
}
