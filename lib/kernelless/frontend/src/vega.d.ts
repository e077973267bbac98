// Vega's parts publish no types of their own.
declare module "vega-dataflow" {
  export const transforms: Record<string, unknown>;
}
declare module "vega-crossfilter";
declare module "vega-encode";
declare module "vega-force";
declare module "vega-functions" {
  export const functionContext: Record<string, Function>;
}
declare module "vega-interpreter" {
  export const expressionInterpreter: object;
}
declare module "vega-geo";
declare module "vega-hierarchy";
declare module "vega-label";
declare module "vega-regression";
declare module "vega-transforms";
declare module "vega-view-transforms";
declare module "vega-voronoi";
declare module "vega-wordcloud";
declare module "vega-view" {
  export const View: new (specification: object, options: object) => import("./widget.js").View;
}
