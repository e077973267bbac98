// Controls, picture with d3, and sentence by hand: what an author would write for a plain page.
import { select } from "d3-selection";
import { scaleLinear, scaleLog } from "d3-scale";
import { axisBottom, axisLeft } from "d3-axis";
import { line } from "d3-shape";
import {
  INPUTS,
  COLORS,
  STOPS,
  SCENARIOS,
  OPENING,
  DEFAULTS,
  FIRST,
  PARAMETERS,
  LOWEST,
  HIGHEST,
  compute,
  say,
} from "./model.js";

const W = 680,
  H = 290,
  M = { left: 36, right: 84, top: 40, bottom: 26 };

export function chart(el) {
  const svg = select(el).append("svg").attr("viewBox", `0 0 ${W} ${H}`).attr("role", "img").attr("width", "100%");
  const title = svg.append("title");
  const x = scaleLinear([M.left, W - M.right]),
    y = scaleLog([LOWEST, HIGHEST], [H - M.bottom, M.top]).base(2);
  const gx = svg.append("g").attr("transform", `translate(0,${H - M.bottom})`);
  svg
    .append("g")
    .attr("transform", `translate(${M.left},0)`)
    .call(
      axisLeft(y)
        .tickValues([0.5, 1, 2, 4, 8, 16, 32, 64])
        .tickFormat((d) => d + "×")
        .tickSize(0),
    )
    .call((g) => g.select(".domain").remove());
  svg
    .append("clipPath")
    .attr("id", "plot")
    .append("rect")
    .attr("x", M.left)
    .attr("y", M.top)
    .attr("width", W - M.left - M.right)
    .attr("height", H - M.top - M.bottom);
  const bands = svg.append("g"),
    names = svg.append("g"),
    inner = svg.append("g").attr("clip-path", "url(#plot)"),
    ends = svg.append("g");
  const out = inner
    .append("path")
    .attr("fill", "none")
    .attr("stroke", COLORS.output)
    .attr("stroke-width", 6)
    .attr("stroke-linecap", "round");
  const lines = inner.append("g"),
    dots = svg.append("g");
  const draw = line(
    (d) => x(d.year),
    (d) => y(d.output),
  );
  return (p, r) => {
    x.domain([p.first_year, p.first_year + p.horizon]);
    gx.call(axisBottom(x).ticks(7, "d"));
    title.text(r.sentence);
    const year = (t) => x(p.first_year + t);
    bands
      .selectAll("rect")
      .data(r.shown)
      .join("rect")
      .attr("x", (d) => year(d.from))
      .attr("width", (d) => Math.max(0, year(d.to) - year(d.from)))
      .attr("y", M.top)
      .attr("height", H - M.top - M.bottom)
      .attr("fill", (d) => COLORS[d.input])
      .attr("opacity", 0.13);
    names
      .selectAll("text")
      .data(r.shown)
      .join("text")
      .attr("x", (d) => year(d.from) + 3)
      .attr("y", (d) => M.top - 4 - 15 * d.turn)
      .attr("fill", (d) => COLORS[d.input])
      .attr("font-weight", "bold")
      .attr("font-size", 12)
      .text((d) => d.says);
    out.attr("d", draw(r.path));
    lines
      .selectAll("line")
      .data(r.lines)
      .join("line")
      .attr("x1", x.range()[0])
      .attr("x2", x.range()[1])
      .attr("y1", (d) => y(d.start))
      .attr("y2", (d) => y(d.end))
      .attr("stroke", (d) => COLORS[d.input])
      .attr("stroke-width", 2)
      .attr("opacity", (d) => (d.shown ? 1 : 0.45));
    dots
      .selectAll("circle")
      .data(r.shown.filter((d) => d.takesOver))
      .join("circle")
      .attr("cx", (d) => year(d.from))
      .attr("cy", (d) => y(d.at))
      .attr("r", 5)
      .attr("fill", (d) => COLORS[d.input])
      .attr("stroke", "white")
      .attr("stroke-width", 2);
    ends
      .selectAll("text")
      .data(r.ends, (d) => d.name)
      .join("text")
      .attr("x", x.range()[1] + 6)
      .attr("y", (d) => y(2 ** d.y) + 4)
      .attr("fill", (d) => COLORS[d.name])
      .attr("font-size", 12)
      .text((d) => d.text);
  };
}

export function explorer(root, follow = document, makeChart = chart) {
  const state = { ...DEFAULTS };
  const buttons = document.createElement("p"),
    figure = document.createElement("div"),
    sentence = document.createElement("p"),
    controls = document.createElement("div"),
    more = document.createElement("details");
  buttons.className = "scenarios";
  controls.className = "controls";
  sentence.setAttribute("aria-live", "polite");
  sentence.className = "sentence";
  more.innerHTML = "<summary>More controls</summary>";
  root.append(buttons, figure, sentence, controls, more);
  const update = makeChart(figure),
    sliders = {};
  for (const p of PARAMETERS) {
    const label = document.createElement("label");
    label.innerHTML = `<span>${p.label}</span><input type="range" min="${p.min}" max="${p.max}" step="${p.step}" data-parameter="${p.name}"><output></output>`;
    const [, input, output] = label.children;
    input.addEventListener("input", () => {
      state[p.name] = p.stops ? STOPS[input.value] : Number(input.value);
      refresh();
    });
    sliders[p.name] = { p, input, output };
    (FIRST.includes(p.name) ? controls : more).append(label);
  }
  for (const name of Object.keys(SCENARIOS)) {
    const b = document.createElement("button");
    b.type = "button";
    b.textContent = name;
    b.onclick = () => {
      Object.assign(state, SCENARIOS[name]);
      refresh();
    };
    buttons.append(b);
  }
  const numbers = [...follow.querySelectorAll("[data-follow]")];
  function refresh() {
    const r = compute(state);
    for (const { p, input, output } of Object.values(sliders)) {
      const v = state[p.name];
      input.value = p.stops ? STOPS.indexOf(v) : v;
      output.textContent = say(p, v);
    }
    update(state, r);
    sentence.textContent = r.sentence;
    for (const n of numbers)
      n.textContent =
        n.dataset.follow === "end" ? r.end.toFixed(1) : say(sliders[n.dataset.follow].p, state[n.dataset.follow]);
    for (const b of buttons.children)
      b.setAttribute(
        "aria-pressed",
        Object.entries(SCENARIOS[b.textContent]).every(([k, v]) => state[k] === v),
      );
  }
  refresh();
  root.dataset.ready = "";
}
