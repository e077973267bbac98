import type { kit } from "./kit.js";
import type { View } from "./widget.js";

type Program = { specification: object; functions?: Function[] };

declare global {
  interface Window {
    kernelless: typeof kit & {
      define(id: string, specification: object, functions?: Function[]): void;
      draw(target: HTMLElement, program: Program): View;
    };
    /** What the entry of the history held before other scripts ran, where a site keeps it. */
    stateAtStart?: unknown;
    Stemmer: new () => { stemWord(word: string): string };
  }
  // Of Sphinx's own scripts.
  const DOCUMENTATION_OPTIONS: { SHOW_SEARCH_SUMMARY: boolean };
  const Search: {
    _index: { [kind: string]: Record<string, number | number[]> } | null;
    htmlToText(html: string, anchor: string): string;
  };
}
