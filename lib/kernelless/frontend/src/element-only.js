// @ts-check
/**
 * Stands in for jQuery (30 kB gzipped), of which ipywidgets' own views use one thing: to hold an element in
 * `$el`.
 *
 * @param {Element} element
 */
export default function $(element) {
  if (!new.target) return Reflect.construct($, [element]);
  this[0] = element;
  this.length = 1;
}
