import type { Extras, Traits } from "./schema.js";

/** What a widget's script asks of its model: in Jupyter ipywidgets' own, on a page `StaticModel`. */
export interface WidgetModel {
  get<Name extends keyof Traits>(name: Name): Traits[Name];
  /** A parameter or an output. */
  get(name: string): any;
  set(name: string, value: any): void;
  save_changes(): void;
  on(events: string, callback: () => void): void;
  off?(events: string, callback: () => void): void;
  widget_manager: any;
}

/** What is told of a kind of extra; of one that is no part of the engine only its own script knows what. */
export type Told<Kind extends keyof Extras> = unknown extends Extras[Kind] ? any : NonNullable<Extras[Kind]>;
