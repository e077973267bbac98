/** Rules for a light or a dark page once more, for a page that leaves the choice to the reader's system. */

import postcss from "postcss";

const AUTO = '[data-theme="auto"]';

/** Add, after each rule for one of the themes, the same under the system's choice; `which` says for what selectors.
 * @param {import("postcss").Root} root @param {(selector: string) => boolean} which */
export function follow(root, which = () => true) {
  for (const theme of ["light", "dark"]) {
    const named = new RegExp(`\\[data-theme="?${theme}"?\\]`, "g");
    root.walkRules(named, (rule) => {
      const selectors = rule.selectors.filter((selector) => selector.search(named) >= 0 && which(selector));
      if (!selectors.length) return;
      const media = postcss.atRule({ name: "media", params: `(prefers-color-scheme:${theme})` });
      media.append(rule.clone({ selectors: selectors.map((selector) => selector.replace(named, AUTO)) }));
      rule.after(media);
    });
  }
}
