"""The page with Bokeh: sliders, CustomJS that calls the model written by hand, and the library's two scripts as files.

usage: python bokeh_page.py BODY.html FOLDER
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import bokeh
from bokeh.embed import components
from bokeh.layouts import column, row
from bokeh.models import (
    Button,
    ColumnDataSource,
    CustomJS,
    CustomJSTickFormatter,
    Div,
    FixedTicker,
    LabelSet,
    Range1d,
    Slider,
    Toggle,
)
from bokeh.plotting import figure

HERE = Path(__file__).parent
MODEL = (HERE / "model.js").read_text(encoding="utf-8").replace("export ", "")
#: What the model says of a setting, as Bokeh's columns.
COLUMNS = """
const columns = (p, r) => {
  const last = p.first_year + p.horizon, year = (t) => p.first_year + t;
  const takes = r.shown.filter((line) => line.takesOver);
  return {
    path: { x: r.path.map((d) => d.year), y: r.path.map((d) => d.output) },
    lines: {
      x0: r.lines.map(() => p.first_year), x1: r.lines.map(() => last), y0: r.lines.map((l) => l.start),
      y1: r.lines.map((l) => l.end), color: r.lines.map((l) => COLORS[l.input]),
      alpha: r.lines.map((l) => l.shown ? 1 : 0.45),
    },
    bands: {
      left: r.shown.map((l) => year(l.from)), right: r.shown.map((l) => year(l.to)), top: r.shown.map(() => HIGHEST),
      color: r.shown.map((l) => COLORS[l.input]), says: r.shown.map((l) => l.says),
      off: r.shown.map((l) => 3 + 15 * l.turn),
    },
    dots: { x: takes.map((l) => year(l.from)), y: takes.map((l) => l.at), color: takes.map((l) => COLORS[l.input]) },
    ends: {
      x: r.ends.map(() => last), y: r.ends.map((e) => 2 ** e.y), text: r.ends.map((e) => e.text),
      color: r.ends.map((e) => COLORS[e.name]),
    },
  };
};
"""
MOVE = """
const p = Object.fromEntries(Object.values(sliders).map((slider) => [slider.name, slider.value]));
p.sigma = rival.STOPS[p.sigma];
const r = rival.compute(p);
for (const [name, data] of Object.entries(rival.columns(p, r))) sources[name].data = data;
x.start = p.first_year;
x.end = p.first_year + p.horizon;
sentence.text = r.sentence;
for (const place of document.querySelectorAll("[data-follow]"))
  place.textContent = place.dataset.follow === "end" ? r.end.toFixed(1) : String(p[place.dataset.follow]);
"""


def opening():
    """What the model says at the start, so that the page opens drawn."""
    told = "const start = compute(DEFAULTS); console.log(JSON.stringify({columns: columns(DEFAULTS, start), "
    told += "sentence: start.sentence, parameters: PARAMETERS, defaults: DEFAULTS, scenarios: SCENARIOS, first: FIRST, "
    told += "colors: COLORS}))"
    text = MODEL + COLUMNS + told
    return json.loads(subprocess.check_output(["node", "--input-type=module", "-e", text]))


def app(at):
    """Picture, sentence and controls."""
    start, end = at["defaults"]["first_year"], at["defaults"]["first_year"] + at["defaults"]["horizon"]
    sources = {name: ColumnDataSource(data) for name, data in at["columns"].items()}
    plot = figure(
        width=680, height=290, y_axis_type="log", y_range=Range1d(0.5, 64), x_range=Range1d(start, end),
        toolbar_location=None, tools="", min_border_right=84, min_border_top=40,
    )  # fmt: skip
    plot.quad("left", "right", "top", 0.5, color="color", alpha=0.13, source=sources["bands"])
    plot.line("x", "y", source=sources["path"], line_width=6, line_color=at["colors"]["output"], line_cap="round")
    plot.segment("x0", "y0", "x1", "y1", source=sources["lines"], color="color", alpha="alpha", line_width=2)
    plot.scatter("x", "y", source=sources["dots"], color="color", size=10, line_color="white")
    look = {"text_color": "color", "text_font_size": "12px"}
    plot.add_layout(LabelSet(x="x", y="y", text="text", source=sources["ends"], x_offset=6, y_offset=-6, **look))
    plot.add_layout(
        LabelSet(x="left", y="top", text="says", source=sources["bands"], x_offset=3, y_offset="off", **look)
    )
    plot.yaxis.ticker = FixedTicker(ticks=[0.5, 1, 2, 4, 8, 16, 32, 64])
    plot.yaxis.formatter = CustomJSTickFormatter(code='return tick + "×"')
    plot.grid.visible, plot.outline_line_color = False, None
    sentence = Div(text=at["sentence"], width=680, height=60)
    sliders = {
        each["name"]: Slider(
            title=each["label"], start=each["min"], end=each["max"], step=each["step"], width=330, name=each["name"],
            value=at["defaults"][each["name"]], **({"format": "+0%"} if each.get("percent") else {}),
        )
        for each in at["parameters"]
    }  # fmt: skip
    # Each with a dict of its own: Bokeh takes one that it meets again inside itself for a circle.
    move = CustomJS(
        args={"sliders": dict(sliders), "sources": sources, "x": plot.x_range, "sentence": sentence}, code=MOVE
    )
    for slider in sliders.values():
        slider.js_on_change("value", move)
    buttons = []
    for name, values in at["scenarios"].items():
        button = Button(label=name)
        press = "for (const [name, value] of Object.entries(values)) sliders[name].value = value;"
        button.js_on_click(CustomJS(args={"sliders": dict(sliders), "values": values}, code=press))
        buttons.append(button)
    more = column(*[slider for name, slider in sliders.items() if name not in at["first"]], visible=False)
    toggle = Toggle(label="More controls")
    toggle.js_on_change("active", CustomJS(args={"more": more}, code="more.visible = cb_obj.active"))
    return column(row(*buttons), plot, sentence, *[sliders[name] for name in at["first"]], toggle, more)


def main(body, folder):
    """Write the page and copy Bokeh's scripts beside it."""
    script, place = components(app(opening()))
    main = Path(body).read_text(encoding="utf-8")
    main = main.replace('<div class="explorer"></div>', f'<div class="explorer" data-ready>{place}</div>')
    css = (HERE / "page.css").read_text(encoding="utf-8").replace("\n", "")
    tags = ""
    for name in ("bokeh.min.js", "bokeh-widgets.min.js"):
        shutil.copy(Path(bokeh.__file__).parent / "server" / "static" / "js" / name, folder)
        tags += f'<script src="{name}"></script>'
    model = f"const rival = (() => {{{MODEL}{COLUMNS} return {{ STOPS, compute, columns }}; }})();"
    Path(folder, "index.html").write_text(
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><title>The bottleneck moves</title>'
        f'<link rel="icon" href="data:,"><style>{css}</style></head><body><main>{main}</main>{tags}'
        f"<script>{model}</script>{script}</body></html>",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
