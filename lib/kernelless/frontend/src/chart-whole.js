// @ts-check
/** What chart.js does, with all that Vega has: maps, every colour scheme, text formats, and the rarer transforms. */
import * as crossfilter from "vega-crossfilter";
import { transforms } from "vega-dataflow";
import * as force from "vega-force";
import * as geo from "vega-geo";
import * as hierarchy from "vega-hierarchy";
import * as label from "vega-label";
import * as regression from "vega-regression";
import * as voronoi from "vega-voronoi";
import * as wordcloud from "vega-wordcloud";
import "./chart.js";

Object.assign(transforms, crossfilter, force, geo, hierarchy, label, regression, voronoi, wordcloud);
