// The bottleneck model written by hand for a page, as all rivals need it: numbers, sentence, places of the names.
export const INPUTS = ["compute", "hardware", "energy", "execution", "tasks", "feedback"];
export const COLORS = {
  compute: "#4269d0",
  hardware: "#9467bd",
  energy: "#b8860b",
  execution: "#c2410c",
  tasks: "#15803d",
  feedback: "#be185d",
  output: "#1f2430",
};
export const STOPS = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1, 1.5, 2, 4, Infinity];
export const STOP_NAMES = ["0 – none", "0.1", "0.25", "0.5", "0.75", "0.9", "1", "1.5", "2", "4", "∞ – perfect"];
export const LOWEST = 0.5,
  HIGHEST = 64,
  STEPS = 60;
const s = (first_year, growth, head) => ({
  ...Object.fromEntries(INPUTS.map((n, i) => [n, growth[i]])),
  ...Object.fromEntries(INPUTS.map((n, i) => ["headroom_" + n, head[i]])),
  first_year,
});
export const SCENARIOS = {
  "people execute (2015)": s(2015, [0.26, 0.33, 0.01, 0.05, 0.05, 0.05], [3, 3, 3, 1, 5, 2.5]),
  "chips and power (2023)": s(2023, [1.3, 0.3, 0.12, 0.25, 0.05, 0.08], [1.2, 1, 1.5, 2.5, 3, 4]),
  "execution solved (2026)": s(2026, [1.3, 0.3, 0.12, 1.0, 0.05, 0.08], [2, 4, 4, 1, 3, 4]),
  "everything scales": s(2026, [0.4, 0.4, 0.4, 0.4, 0.4, 0.4], [1, 1, 1, 1, 1, 1]),
  "tasks outrun execution (reversed)": s(2026, [1.3, 0.3, 0.12, 0.05, 1.0, 0.08], [2, 4, 4, 3, 1, 4]),
};
export const OPENING = "execution solved (2026)";
export const DEFAULTS = { ...SCENARIOS[OPENING], sigma: 0, horizon: 10 };
export const FIRST = ["tasks", "execution", "sigma"];
export const PARAMETERS = [
  ...INPUTS.map((n) => ({
    name: n,
    label: n[0].toUpperCase() + n.slice(1) + (n === "tasks" ? " grow" : " grows"),
    min: -0.1,
    max: 1.5,
    step: 0.01,
    percent: true,
  })),
  ...INPUTS.map((n) => ({
    name: "headroom_" + n,
    label: n[0].toUpperCase() + n.slice(1) + " today",
    min: 1,
    max: 8,
    step: 0.1,
  })),
  { name: "sigma", label: "Substitution σ", stops: true, min: 0, max: STOPS.length - 1, step: 1 },
  { name: "horizon", label: "Years ahead", min: 3, max: 30, step: 1 },
  { name: "first_year", label: "First year", min: 2000, max: 2040, step: 1 },
];
export const say = (p, v) =>
  p.percent
    ? `${v < 0 ? "−" : "+"}${Math.abs(v * 100).toFixed(0)}%`
    : p.stops
      ? STOP_NAMES[STOPS.indexOf(v)]
      : p.step < 1
        ? v.toFixed(1)
        : String(v);

export function ces(x, sigma) {
  if (sigma === 0) return Math.min(...x);
  const w = 1 / x.length;
  if (sigma === 1) return Math.exp(x.reduce((a, v) => a + w * Math.log(v), 0));
  if (sigma === Infinity) return x.reduce((a, v) => a + w * v, 0);
  const rho = 1 - 1 / sigma,
    ref = rho < 0 ? Math.min(...x) : Math.max(...x);
  return (
    ref *
    Math.pow(
      x.reduce((a, v) => a + w * Math.pow(v / ref, rho), 0),
      1 / rho,
    )
  );
}
const level = (p, n, t) => p["headroom_" + n] * Math.pow(1 + p[n], t);
const output = (p, t) =>
  ces(
    INPUTS.map((n) => level(p, n, t)),
    p.sigma,
  ) /
  ces(
    INPUTS.map((n) => level(p, n, 0)),
    p.sigma,
  );

function spans(p) {
  const h = INPUTS.map((n) => Math.log(p["headroom_" + n])),
    g = INPUTS.map((n) => Math.log1p(p[n]));
  return INPUTS.map((_, i) => {
    let first = 0,
      last = Infinity;
    for (let j = 0; j < 6; j++)
      if (j !== i) {
        const lead = h[j] - h[i],
          closing = g[i] - g[j];
        if (closing < 0) first = Math.max(first, lead / closing);
        else if (closing > 0) last = Math.min(last, lead / closing);
        else if (lead < 0 || (lead === 0 && j < i)) last = -Infinity;
      }
    return [first, last];
  });
}
const verb = (n, one, many) => (n === "tasks" ? many : one);
export function compute(p) {
  const sp = spans(p),
    T = p.horizon;
  const path = Array.from({ length: STEPS + 1 }, (_, i) => ({
    year: p.first_year + (T * i) / STEPS,
    output: output(p, (T * i) / STEPS),
  }));
  const lines = INPUTS.map((input, i) => ({
    input,
    start: p["headroom_" + input],
    end: level(p, input, T),
    from: sp[i][0],
    to: Math.min(sp[i][1], T),
    shown: sp[i][0] < sp[i][1] && sp[i][0] < T,
    takesOver: sp[i][0] > 0,
    at: level(p, input, sp[i][0]),
    says: p.sigma < 1 ? `${input} ${verb(input, "binds", "bind")}` : `${input} scarcest`,
  }));
  const shown = lines.filter((l) => l.shown).sort((a, b) => a.from - b.from);
  shown.forEach((l, i) => (l.turn = i % 2));
  const end = output(p, T);
  const ends = [...lines.map((l) => ({ name: l.input, v: l.end })), { name: "output", v: end }]
    .map((e) => ({
      name: e.name,
      text: e.v > HIGHEST ? e.name + " ↑" : e.name,
      y: Math.log2(Math.min(Math.max(e.v, LOWEST), HIGHEST)),
    }))
    .sort((a, b) => a.y - b.y);
  const gap = (Math.log2(HIGHEST / LOWEST) * 15) / 220,
    top = Math.log2(HIGHEST);
  for (let i = 1; i < ends.length; i++) ends[i].y = Math.max(ends[i].y, ends[i - 1].y + gap);
  ends.forEach((e, i) => (e.y = Math.min(e.y, top - (ends.length - 1 - i) * gap)));
  const ceiling = Math.min(...INPUTS.map((n) => p[n])),
    last = p.first_year + T;
  const heads = INPUTS.map((n) => p["headroom_" + n]),
    low = Math.min(...heads),
    tied = heads.filter((v) => v === low).length;
  const changes = shown.filter((l) => l.from > 0).length;
  let text = tied === 6 ? "All six inputs start equally scarce" : tied > 1 ? `${tied} inputs start equally scarce` : "";
  if (!text && shown.length) {
    const a = shown[0],
      b = shown[1],
      c = shown[shown.length - 1];
    text = `${a.input[0].toUpperCase() + a.input.slice(1)} ${verb(a.input, "is", "are")} the scarcest input`;
    if (!changes) text += " all the way";
    else {
      text += ` until ${Math.floor(p.first_year + a.to)}, when ${b.input} ${verb(b.input, "takes", "take")} over`;
      if (changes > 1) text += `; by ${last} ${c.input} ${verb(c.input, "binds", "bind")}`;
    }
  }
  const pace =
    p.sigma < 1
      ? `and in the long run it cannot outgrow the slowest input: ${ceiling < 0 ? "−" : "+"}${Math.abs(ceiling * 100).toFixed(0)}% a year.`
      : p.sigma === 1
        ? "and every input counts by its weight: none binds alone."
        : "because the fastest input stands in for the others: nothing binds for long.";
  return {
    path,
    lines,
    shown,
    ends,
    end,
    sentence: `${text}. In ${last} output is ${end.toFixed(1)} times what it was, ${pace}`,
  };
}
