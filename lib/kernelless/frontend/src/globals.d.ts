import type { View } from "./widget.js";

type Program = { specification: object; functions: Function[] };

declare global {
  interface Window {
    kernelless: {
      define(id: string, specification: object, functions: Function[]): void;
      draw(target: HTMLElement, program: Program): View;
    };
  }
}
