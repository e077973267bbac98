// The same picture with Observable Plot, drawn anew at each step.
import { dot, lineY, link, plot, rect, text } from "@observablehq/plot";
import { COLORS, LOWEST, HIGHEST } from "./model.js";
export function plotChart(p, r) {
  const t0 = p.first_year;
  const color = (d) => COLORS[d.input ?? d.name];
  return plot({
    width: 680,
    height: 290,
    marginLeft: 36,
    marginRight: 84,
    marginTop: 40,
    marginBottom: 26,
    ariaLabel: r.sentence,
    x: { domain: [t0, t0 + p.horizon], tickFormat: "d", label: null },
    y: {
      type: "log",
      base: 2,
      domain: [LOWEST, HIGHEST],
      ticks: [0.5, 1, 2, 4, 8, 16, 32, 64],
      tickFormat: (d) => d + "×",
      tickSize: 0,
      label: null,
    },
    marks: [
      rect(r.shown, {
        x1: (d) => t0 + d.from,
        x2: (d) => t0 + d.to,
        y1: LOWEST,
        y2: HIGHEST,
        fill: color,
        fillOpacity: 0.13,
      }),
      text(r.shown, {
        x: (d) => t0 + d.from,
        y: HIGHEST,
        text: "says",
        fill: color,
        fontWeight: "bold",
        textAnchor: "start",
        dx: 3,
        dy: -8,
      }),
      lineY(r.path, {
        x: "year",
        y: "output",
        stroke: COLORS.output,
        strokeWidth: 6,
        strokeLinecap: "round",
        clip: true,
      }),
      link(r.lines, {
        x1: t0,
        x2: t0 + p.horizon,
        y1: "start",
        y2: "end",
        stroke: color,
        strokeWidth: 2,
        strokeOpacity: (d) => (d.shown ? 1 : 0.45),
        clip: true,
      }),
      dot(
        r.shown.filter((d) => d.takesOver),
        { x: (d) => t0 + d.from, y: "at", r: 5, fill: color, stroke: "white", strokeWidth: 2 },
      ),
      text(r.ends, { x: t0 + p.horizon, y: (d) => 2 ** d.y, text: "text", fill: color, textAnchor: "start", dx: 6 }),
    ],
  });
}
