"""The purpose explorer: a map of tasks and purposes, a path over it in ten years, and what becomes of people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

import altair as alt
import numpy as np
from kernelless import Carry, Challenge, Data, Guess, Handle, LiveChart, Parameter, Table, explorer, takes_formula
from kernelless.model import Values
from kernelless.theme import INK, MUTED, SURFACE

from ..models import purpose as model
from .bottleneck import spread
from .palette import STYLE, color
from .words import challenges, is_changed

LAST = 10
#: Where the path is computed, in parts of a year.
STEPS = 4
#: The map's ends, as multiples of today: a little beyond where paths can end, so that the corners' names stay clear.
LOWEST, HIGHEST = 0.36, 20.0
#: What is wanted of tasks at most, by what the reader sees.
WANTED = {"1.5 times": 1.5, "2 times": 2.0, "3 times": 3.0, "5 times": 5.0, "no limit": np.inf}
#: Shares of people displaced that the map's shading steps at.
LEVELS = (0.0, 0.25, 0.5, 0.75)
#: What people do, from the ground of the second picture up.
PEOPLE = ("displaced", "executing", "leading")

#: Each scenario's values, with the source of each; what a scenario leaves out is at its default.
SETTINGS: dict[str, dict[str, tuple[float, str]]] = {
    "tasks without purpose": {"tasks": (0.23, "assumed"), "purposes": (0.02, "assumed")},
    "they rise together": {"tasks": (0.14, "assumed"), "purposes": (0.14, "assumed")},
    "machines in a hurry": {
        "tasks": (0.17, "assumed"), "purposes": (0.17, "assumed"), "automation": (0.3, "assumed"),
    },
    "demand is sated": {"tasks": (0.14, "assumed"), "purposes": (0.14, "assumed"), "most": (2.0, "assumed")},
    "Acemoglu’s ten years": {
        "tasks": (0.02, "assumed"), "purposes": (0.02, "assumed"), "automation": (0.005, "acemoglu2024"),
    },
    "purposes without tasks (reversed)": {"tasks": (0.02, "assumed"), "purposes": (0.23, "assumed")},
}  # fmt: skip
OPENING = "tasks without purpose"
SCENARIOS = {name: {key: float(value) for key, (value, _) in values.items()} for name, values in SETTINGS.items()}

#: From automated share and share of leading, the human work that a unit of output takes.
Formula = Callable[[Any, Any], Any]


def parameters() -> list[Parameter]:
    """Growth of tasks and purposes, the pace of machines, the year, who leads today, and how much is wanted."""
    start = SCENARIOS[OPENING]
    growth: dict[str, Any] = {"range": (-0.04, 0.25), "step": 0.005, "unit": "a year", "format": "+.1%"}
    return [
        Parameter(
            "tasks", "Tasks grow", start["tasks"], **growth,
            beside=("tasks_in_ten", ".1f", "times today’s, in ten years:"),
            help="How fast the things worth doing, and worth paying for, become more.",
        ),
        Parameter(
            "purposes", "Purposes grow", start["purposes"], **growth,
            beside=("purposes_in_ten", ".1f", "times today’s, in ten years:"),
            help="How fast the ends that people lead work towards become more.",
        ),
        Parameter(
            "automation", "Machines take over", 0.15, range=(0, 0.4), step=0.005, unit="of the rest a year",
            format=".1%", beside=("automated_in_ten", ".0%", "of all executing in ten years:"),
            help="Which part of the executing still done by people goes to machines each year.",
        ),
        Parameter("year", "Year", float(LAST), range=(0, LAST), step=1, format=".0f", help="Years from today."),
        Parameter(
            "leading", "Leading today", 0.2, range=(0, 1), step=0.05, unit="of human work", format=".0%",
            help="How much of today’s human work leads purposes rather than executes tasks.",
        ),
        Parameter(
            "most", "Tasks wanted at most", np.inf, stops=WANTED,
            help="Where demand is sated: beyond so many times today’s tasks nobody wants more done.",
        ),
    ]  # fmt: skip


def _at(p: Values, year: Any, formula: Formula) -> dict[str, Any]:
    """Everything about one year."""
    tasks = model.amount_after(year, p["tasks"], p["most"])
    purposes = model.amount_after(year, p["purposes"])
    automated = model.automated_share(year, p["automation"])
    work = formula(automated, p["leading"])
    # With everything automated only the leading would be left: so work per unit stands where that share does.
    given = (tasks, purposes, 1.0, work)
    output, displaced = model.realised_output(*given), model.displaced_share(*given)
    leading = output * np.minimum(p["leading"], work)
    return {
        "tasks_then": tasks, "purposes_then": purposes, "automated": automated, "output": output,
        "enough": model.full_employment_output(1.0, work), "displaced": displaced, "people_leading": leading,
        "people_executing": 1 - displaced - leading, "corner": model.corner(*given),
    }  # fmt: skip


def outputs(p: Values, formula: Formula = model.labour_per_unit) -> dict[str, Any]:
    """The year shown, the end of the ten years, and the worst of the years between."""
    over = [_at(p, float(year), formula)["displaced"] for year in range(LAST + 1)]
    worst = reduce(np.maximum, over)
    end = _at(p, float(LAST), formula)
    paces = {
        year: model.growth_to(year, _at(p, year, formula)["enough"]) for year in (1.0, float(LAST))
    }  # fmt: skip
    return {
        **_at(p, p["year"], formula),
        "tasks_in_ten": end["tasks_then"],
        "purposes_in_ten": end["purposes_then"],
        "automated_in_ten": end["automated"],
        "displaced_in_ten": end["displaced"],
        "worst": worst,
        "worst_year": np.select([share == worst for share in over], [float(year) for year in range(LAST + 1)]),
        "pace_always": paces[1.0],
        "pace_in_ten": paces[float(LAST)],
    }


def _years(formula: Formula) -> Callable[[Values, Values], dict[str, Any]]:
    """The path, point by point, with the heights of the bands of people."""

    def columns(p: Values, row: Values) -> dict[str, Any]:
        then = _at(p, row["year"], formula)
        del then["corner"]
        return {
            **then,
            "past": row["year"] <= p["year"],
            "whole": row["year"] == np.floor(row["year"]),
            "at_work": then["displaced"] + then["people_executing"],
        }

    return columns


def _levels(formula: Formula) -> Callable[[Values, Values], dict[str, Any]]:
    """From where on fewer people are displaced, of tasks and of purposes alike."""

    def columns(p: Values, row: Values) -> dict[str, Any]:
        least = (1 - row["level"]) * _at(p, p["year"], formula)["enough"]
        return {"least": np.clip(least, LOWEST, HIGHEST), "visible": np.logical_and(least > LOWEST, least < HIGHEST)}

    return columns


def _bands(formula: Formula) -> Callable[[Values, Values], dict[str, Any]]:
    """Where the names of the bands stand, beside them at the end of the ten years."""

    def columns(p: Values, row: Values) -> dict[str, Any]:
        end = _at(p, float(LAST), formula)
        sizes = [end["displaced"], end["people_executing"], end["people_leading"]]
        middles = [sizes[0] / 2, sizes[0] + sizes[1] / 2, 1 - sizes[2] / 2]
        places = [np.maximum(place, 0.0) for place in spread(middles, gap=0.19, top=0.97)]
        return {"at": np.choose(row["order"], places), "visible": np.choose(row["order"], sizes) > 0.005}

    return columns


def sentence(p: Values, out: Values) -> Any:
    """What the picture shows, in words."""
    when = np.where(p["year"] == 0, "Today", f"Year {p['year']:.0f}")
    there = (
        f"{when}: tasks {out['tasks_then']:.1f} times today’s, purposes {out['purposes_then']:.1f} times, and machines "
        f"do {out['automated']:.0%} of the executing"
    )
    short = np.select(
        [out["corner"] == "displacement", out["corner"] == "idealism"],
        ["Tasks without purpose, displacement", "Purposes without tasks, idealism"],
        "Too little of both, stagnation",
    )
    idle = np.where(out["displaced"] < 0.005, "under 1%", f"{out['displaced']:.0%}")
    becomes = np.where(
        out["corner"] == "abundance",
        f"Abundance: everyone works, output is {out['output']:.1f} times today’s, and {out['people_leading']:.0%} lead",
        f"{short}: output stands at {out['output']:.1f} where work for all takes {out['enough']:.1f}, so {idle} of "
        f"people are displaced and {out['people_leading']:.0%} lead",
    )
    return f"{there}. {becomes}.{_over_the_years(out)}"


def _over_the_years(out: Values) -> Any:
    """Whether it is ever worse than in the year shown."""
    least = 0.005  # what rounds to no per cent is not worth a sentence
    return np.select(
        [out["worst"] < least, out["worst"] <= out["displaced"] + least],
        [np.where(out["worst"] == 0, " In none of the ten years is anyone displaced.", ""), ""],
        f" Worst is year {out['worst_year']:.0f}: {out['worst']:.0%} displaced.",
    )


#: What the chapter asks before the picture answers.
GUESS = Guess(
    "A fifth of today’s work is leading, the rest executing. Each year machines take over 15% of the executing that "
    "is left; in ten years they do 80% of it. Tasks grow to eight times today’s; purposes grow by 2% a year. What "
    "share of today’s people will not be needed?",
    "Share displaced in ten years",
    answer="displaced_in_ten",
    range=(0, 1),
    format=".0%",
    compare="difference",
)


def _as_at_start(p: Values, *names: str) -> Any:
    """Whether these parameters stand where the opening puts them."""
    start = {parameter.name: parameter.default for parameter in parameters()} | SCENARIOS[OPENING]
    return reduce(np.logical_and, [p[name] == start[name] for name in names])


def _shared_out(p: Values, out: Values) -> Any:
    """Everyone at work in year ten, by no more growth than at the start, both rates together."""
    start = SCENARIOS[OPENING]
    within = p["tasks"] + p["purposes"] <= start["tasks"] + start["purposes"] + 1e-9
    fair = np.logical_and(within, _as_at_start(p, "automation", "leading", "most"))
    return np.where(fair, 1 - out["displaced_in_ten"], 0.0)


def _slow_enough(p: Values, out: Values) -> Any:
    """Nobody displaced in any year, though purposes grow by a twentieth, and machines do two fifths in the end."""
    fair = np.logical_and(p["purposes"] <= 0.05 + 1e-9, _as_at_start(p, "leading", "most"))
    return np.where(fair, (1 - out["worst"]) * np.minimum(out["automated_in_ten"] / 0.4, 1.0), 0.0)


CHALLENGES = [
    Challenge(
        "Tasks grow by 23% a year and purposes by 2%: 25% together. Have everyone at work again in year ten with no "
        "more growth than that, leaving machines, leading and demand as they are.",
        _shared_out,
        scenario=OPENING,
        done="Done: not one per cent more growth was needed. Only shared out.",
    ),
    Challenge(
        "Purposes can be made to grow by 5% a year and no faster. Let nobody be displaced in any of the ten years, "
        "and still have machines do 40% of the executing in the end. Leave leading and demand as they are.",
        _slow_enough,
        scenario=OPENING,
        done="Done: where purposes are slow, machines must be. Half of what they could have done had to wait.",
    ),
]

#: Shares at which a reader's formula is compared with the book's.
CASES = [(automated, leading) for automated in (0.0, 0.3, 1.0) for leading in (0.0, 0.2, 0.9)]

DATA = Data(
    "years",
    {
        "year": ("Year", "d"), "tasks_then": ("Tasks", ".2f"), "purposes_then": ("Purposes", ".2f"),
        "automated": ("Done by machines", ".1%"), "enough": ("Work for everyone", ".2f"), "output": ("Output", ".2f"),
        "people_leading": ("Leading", ".1%"), "people_executing": ("Executing", ".1%"),
        "displaced": ("Displaced", ".1%"),
    },
    "Year by year: tasks, purposes, output and the output that would employ everyone, as multiples of today’s; the "
    "share of executing done by machines; and what people do",
    where="whole",
)  # fmt: skip


def _dragged(_: Values, tasks: Any, purposes: Any) -> dict[str, Any]:
    """The growth that leads in ten years to where the hand is."""
    return {"tasks": model.growth_to(float(LAST), tasks), "purposes": model.growth_to(float(LAST), purposes)}


HANDLE = Handle("tasks_in_ten", "purposes_in_ten", _dragged, scales=("layer_0_x", "layer_0_y"))

#: The picture: the map beside the bands of people where there is room, above them on a phone.
HEIGHT, TOP, ROOM = 290, 26, 430
FAR = f"(enough > {HIGHEST / 1.6})"
EDGE = f"(enough > {HIGHEST / 2.5})"
WIDE = f"(width > {ROOM})"
MAP = (f"({WIDE} ? width * 0.5 : width - 32)", f"({WIDE} ? {HEIGHT} : 172)")
BANDS = (f"({WIDE} ? width * 0.5 + 86 : 0)", "(width - 66)", f"({WIDE} ? 0 : 216)")


def _here(expression: str) -> alt.Value:
    """A place in pixels."""
    return alt.value(alt.ExprRef(expression))


def _one() -> alt.Chart:
    return alt.Chart(alt.InlineData(values=[{}]))


def _held(expression: str) -> str:
    """An amount, kept on the map."""
    return f"clamp({expression}, {LOWEST}, {HIGHEST})"


class _Map:
    """The map's two scales, and places on it."""

    def __init__(self) -> None:
        log: dict[str, Any] = {"type": "log", "base": 2, "domain": [LOWEST, HIGHEST], "nice": False}
        self.across = alt.Scale(range=[0, alt.ExprRef(MAP[0])], **log)
        self.up = alt.Scale(range=[alt.ExprRef(MAP[1]), 0], **log)

    def at(self, tasks: str, purposes: str) -> dict[str, Any]:
        """A place, from expressions."""
        return {
            "x": alt.XDatum(alt.ExprRef(_held(tasks)), type="quantitative", scale=self.across, axis=None),
            "y": alt.YDatum(alt.ExprRef(_held(purposes)), type="quantitative", scale=self.up, axis=None),
        }

    def of(self, tasks: str, purposes: str) -> dict[str, Any]:
        """A place, from columns."""
        return {
            "x": alt.X(f"{tasks}:Q", scale=self.across, axis=None),
            "y": alt.Y(f"{purposes}:Q", scale=self.up, axis=None),
        }


def _ground(plane: _Map) -> list[alt.Chart]:
    """The shading: the fewer are displaced, the lighter; and the corner where nobody is."""
    levels = alt.Chart(alt.NamedData("levels"))
    corner = {"x2": _here(MAP[0]), "y2": alt.value(0)}
    lighter = alt.condition("datum.level == 0", alt.value(1), alt.value(0.38))
    edge: dict[str, Any] = {"color": color("leading"), "strokeWidth": 1.5}
    enough = plane.at("enough", "enough")
    return [
        _one().mark_rect(color=color("displaced"), opacity=0.42).encode(
            x=alt.value(0), y=alt.value(0), x2=_here(MAP[0]), y2=_here(MAP[1])
        ),
        levels.mark_rect(color=SURFACE).encode(**plane.of("least", "least"), **corner, opacity=lighter),
        _one().mark_rect(color=color("leading"), opacity=0.14).encode(**enough, **corner),
        _one().mark_rule(**edge).encode(**enough, x2=_here(MAP[0])),
        _one().mark_rule(**edge).encode(**enough, y2=alt.value(0)),
        # On a small map two of the levels lie closer than their numbers.
        levels.transform_filter(f"datum.visible && ({WIDE} || datum.level != 0.25)")
        .transform_calculate(text="format(datum.level, '.0%')").mark_text(
            align="left", dx=4, color=MUTED
        ).encode(x=_here(MAP[0]), y=plane.of("least", "least")["y"], text="text:N"),
    ]  # fmt: skip


def _names(plane: _Map) -> list[alt.Chart]:
    """The four corners, and the two axes."""
    left, right, top, bottom = "6", f"{MAP[0]} - 6", "6", f"{MAP[1]} - 6"
    places = zip(model.CORNERS, ((left, bottom), (right, bottom), (left, top), (right, top)), strict=True)
    corners = [
        _one().mark_text(
            align="left" if x == left else "right", baseline="top" if y == top else "bottom", text=name,
            fontWeight=alt.ExprRef(f"corner == '{name}' ? 'bold' : 'normal'"),
            # Where even the map's last corner leaves people idle, there is no abundance on it.
            opacity=alt.ExprRef(f"{FAR} ? 0 : 1") if name == "abundance" else 1,
        ).encode(x=_here(x), y=_here(y))
        for name, (x, y) in places
    ]  # fmt: skip
    written = {0.5: "½", 1: "1", 2: "2", 4: "4", 8: "8", 16: "16×"}
    rows: list[dict[str, Any]] = [{"v": amount, "t": text} for amount, text in written.items()]
    ticks = alt.Chart(alt.InlineData(values=rows))
    return [
        *corners,
        ticks.mark_text(baseline="top", dy=6, color=MUTED).encode(
            x=plane.of("v", "v")["x"], y=_here(MAP[1]), text="t:N"
        ),
        ticks.mark_text(align="right", dx=-6, color=MUTED).encode(
            x=alt.value(0), y=plane.of("v", "v")["y"], text="t:N"
        ),
        _one().mark_text(align="left", baseline="bottom", dy=-8, dx=-30, text="purposes").encode(
            x=alt.value(0), y=alt.value(0)
        ),
        _one().mark_text(align="left", baseline="top", dy=6, dx=14, text="tasks").encode(
            x=_here(MAP[0]), y=_here(MAP[1])
        ),
        _one().mark_text(align="right", baseline="bottom", dy=-8, dx=44, text="displaced").encode(
            x=_here(MAP[0]), y=alt.value(0)
        ),
    ]  # fmt: skip


def _spot(size: int, hue: str, **look: Any) -> alt.Chart:
    """A filled point that stands off from what is under it."""
    drawn: dict[str, Any] = {"size": size, "filled": True, "opacity": 1, "color": hue, "stroke": SURFACE, **look}
    spot: alt.Chart = _one().mark_point(**drawn)
    return spot


def _clear(place: dict[str, Any], **look: Any) -> list[alt.Chart]:
    """A text with a rim, so that it can be read over lines and bands."""
    rim: dict[str, Any] = {"stroke": SURFACE, "strokeWidth": 3, "strokeJoin": "round"}
    return [_one().mark_text(**look, **rim).encode(**place), _one().mark_text(**look).encode(**place)]


def _aside(above: str) -> dict[str, Any]:
    """Above and left of a place on the diagonal, or else below and right of it."""
    place = (("align", "'right'", "'left'"), ("dx", "-9", "9"), ("dy", "-6", "12"))
    return {key: alt.ExprRef(f"{above} ? {one} : {other}") for key, one, other in place}


def _path(plane: _Map) -> list[alt.Chart]:
    """The ten years, and where they stand now."""
    years = alt.Chart(alt.NamedData("years"))
    place = plane.of("tasks_then", "purposes_then")
    wall, shown = plane.at("most", "1")["x"], alt.ExprRef(f"most < {HIGHEST} ? 1 : 0")
    ring = _one().mark_point(size=260, filled=False, opacity=1, color=INK, strokeWidth=1.5)
    return [
        _one().mark_rule(color=INK, strokeDash=[6, 3], opacity=shown).encode(x=wall, y=alt.value(0), y2=_here(MAP[1])),
        *_clear(
            {"x": wall, "y": alt.value(24)}, align="right", baseline="top", dx=-12, text="sated", opacity=shown
        ),
        years.mark_line(strokeWidth=1.5, color=MUTED).encode(**place, order="year:Q"),
        years.transform_filter("datum.past").mark_line(strokeWidth=2.5).encode(**place, order="year:Q"),
        years.transform_filter("datum.whole").mark_point(size=26, filled=True, opacity=1, color=INK).encode(**place),
        ring.encode(**plane.at("tasks_in_ten", "purposes_in_ten")),
        _spot(120, INK, strokeWidth=2).encode(**plane.at("tasks_then", "purposes_then")),
    ]  # fmt: skip


def _gap(plane: _Map) -> list[alt.Chart]:
    """On the diagonal, where both rise together: output, work for everyone, and what is missing between the two."""
    output, enough = plane.at("output", "output"), plane.at("enough", "enough")
    up_to = {key: value(alt.ExprRef(_held("enough"))) for key, value in (("x2", alt.X2Datum), ("y2", alt.Y2Datum))}
    down_to = {key: value(alt.ExprRef(_held("output"))) for key, value in (("x2", alt.X2Datum), ("y2", alt.Y2Datum))}
    short = alt.ExprRef("displaced > 0.001 ? 1 : 0")
    # Each name stands on the side of the diagonal where path and wall are not.
    aside = _aside("tasks_then >= purposes_then")
    clear = f"({EDGE} || tasks_then >= purposes_then && most > {HIGHEST})"
    named = _aside(clear) | {
        "dx": alt.ExprRef(f"{FAR} ? -30 : {clear} ? -9 : 9"), "dy": alt.ExprRef(f"{FAR} ? 10 : {clear} ? -7 : 13"),
    }  # fmt: skip
    return [
        _one().mark_rule(color=MUTED, strokeDash=[2, 4]).encode(
            **plane.at("1", "1"), x2=alt.X2Datum(10), y2=alt.Y2Datum(10)
        ),
        _one().mark_rule(color=INK, strokeDash=[1, 3], strokeWidth=1.5, opacity=short).encode(
            **plane.at("tasks_then", "purposes_then"), **down_to
        ),
        _one().mark_rule(color=color("displaced"), strokeWidth=5, opacity=short).encode(**output, **up_to),
        _spot(60, color("displaced"), strokeWidth=1.5, opacity=short).encode(**output),
        *_clear(
            output, **aside, opacity=alt.ExprRef(f"enough > 1.5 * output && output > ({WIDE} ? 0.8 : 1.6) ? 1 : 0"),
            text=alt.ExprRef("'q ' + format(output, '.1f')"),
        ),
        _spot(110, color("leading"), strokeWidth=1.5, shape="diamond").encode(**enough),
        *_clear(
            enough, **named, fontWeight="bold",
            text=alt.ExprRef(f"'q* ' + format(enough, '.1f') + (enough > {HIGHEST} ? ' ↗' : '')"),
        ),
    ]  # fmt: skip


def _people(ask: bool) -> list[alt.Chart]:
    """What people do over the years: displaced, executing, leading; and the reader's guess."""
    left, right, top = BANDS
    across = alt.Scale(domain=[0, LAST], nice=False, range=[alt.ExprRef(left), alt.ExprRef(right)])
    up = alt.Scale(domain=[0, 1], nice=False, range=[HEIGHT, alt.ExprRef(top)])
    x = alt.X("year:Q", scale=across, axis=None)
    years = alt.Chart(alt.NamedData("years"))
    hues = alt.Scale(domain=PEOPLE, range=[color(name) for name in PEOPLE])

    def band(low: str, high: str, name: str) -> Any:
        return years.mark_area(color=color(name), opacity=0.4, line=False).encode(
            x=x, y=alt.Y(f"{low}:Q", scale=up, axis=None), y2=f"{high}:Q"
        )

    def level(expression: str) -> alt.YDatum:
        return alt.YDatum(alt.ExprRef(expression), type="quantitative", scale=up, axis=None)

    year = alt.XDatum(alt.ExprRef("year"), type="quantitative", scale=across, axis=None)
    bands = [
        years.transform_calculate(ground="0").mark_area(color=color("displaced"), opacity=0.42).encode(
            x=x, y=alt.Y("displaced:Q", scale=up, axis=None), y2=alt.Y2("ground:Q")
        ),
        band("displaced", "at_work", "executing"),
        years.transform_calculate(all="1").mark_area(color=color("leading"), opacity=0.4).encode(
            x=x, y=alt.Y("at_work:Q", scale=up, axis=None), y2=alt.Y2("all:Q")
        ),
        years.mark_line(color=color("displaced"), strokeWidth=3).encode(
            x=x, y=alt.Y("displaced:Q", scale=up, axis=None), order="year:Q"
        ),
    ]  # fmt: skip
    here: dict[str, Any] = {"x": year, "y": level("displaced")}
    beside: dict[str, Any] = {
        "align": alt.ExprRef("year > 5 ? 'right' : 'left'"), "dx": alt.ExprRef("year > 5 ? -8 : 8"),
        "dy": alt.ExprRef("displaced > 0.8 ? 13 : -11"), "fontWeight": "bold",
        "opacity": alt.ExprRef("displaced >= 0.005 ? 1 : 0"), "text": alt.ExprRef("format(100 * displaced, '.0f')"),
    }  # fmt: skip
    words = [
        alt.Chart(alt.NamedData("bands")).transform_filter("datum.visible").mark_text(align="left", dx=6).encode(
            x=_here(right), y=alt.Y("at:Q", scale=up, axis=None), text="name:N",
            color=alt.Color("name:N", scale=hues, legend=None),
        ),
        alt.Chart(alt.InlineData(values=[{"v": 0.0}, {"v": 0.5}, {"v": 1.0}])).transform_calculate(
            t="datum.v * 100"
        ).mark_text(align="right", dx=-6, color=MUTED).encode(
            x=_here(left), y=alt.Y("v:Q", scale=up, axis=None), text="t:N"
        ),
        _one().mark_text(align="left", baseline="bottom", dy=-8, dx=-26, text="of 100 people").encode(
            x=_here(left), y=_here(top)
        ),
        alt.Chart(alt.InlineData(values=[{"year": 0}, {"year": LAST}])).transform_filter(
            "abs(datum.year - year) > 3"
        ).mark_text(baseline="top", dy=6, color=MUTED).encode(x=x, y=alt.value(HEIGHT), text="year:N"),
        _one().mark_rule(color=INK, strokeWidth=1.5).encode(x=year, y=_here(top), y2=alt.value(HEIGHT)),
        _one().mark_text(
            baseline="top", dy=6, fontWeight="bold", text=alt.ExprRef("year == 0 ? 'today' : 'year ' + year"),
            align=alt.ExprRef("year == 0 ? 'left' : 'center'"),
        ).encode(x=year, y=alt.value(HEIGHT)),
        _spot(90, color("displaced"), strokeWidth=2).encode(**here),
        *_clear(here, **beside),
    ]  # fmt: skip
    return [*bands, *words, *(_guessed(across, level) if ask else [])]


def _guessed(across: alt.Scale, level: Callable[[str], alt.YDatum]) -> list[alt.Chart]:
    """The reader's guess beside the answer: a share displaced at the end of the ten years."""
    end = alt.XDatum(LAST, type="quantitative", scale=across, axis=None)
    shown = alt.ExprRef("isValid(guess) ? 1 : 0")
    height = level("isValid(guess) ? guess : 0")
    # Beside the number at the end of the years it goes to that number's other side.
    beside = f"(year > 5 && displaced >= 0.005 && abs(guess - displaced) < ({WIDE} ? 0.15 : 0.5))"
    low = "guess < 0.15 ? (displaced < 0.2 ? -30 : -8)"
    under = "guess >= displaced ? 42 : 30"
    above = "guess > 0.88 ? -18 : -28"
    near = f"displaced > 0.8 ? ({under}) : guess >= displaced ? ({above}) : {low} : 12"
    away = f"{beside} ? ({near}) : guess > 0.88 ? 9 : -8"
    return [
        _one().mark_tick(
            orient="horizontal", size=56, thickness=2, color=INK, strokeDash=[3, 2], xOffset=-28, opacity=shown
        ).encode(x=end, y=height),
        _one().mark_text(
            align="right", dx=-2, dy=alt.ExprRef(away), fontStyle="italic", text="your guess",
            opacity=shown,
        ).encode(x=end, y=height),
    ]  # fmt: skip


def picture(ask: bool = False) -> alt.LayerChart:
    """The chart, over the tables `years`, `levels` and `bands`, with a place for the reader's guess."""
    plane = _Map()
    field = alt.layer(*_ground(plane), *_names(plane), *_gap(plane), *_path(plane))
    layers: alt.LayerChart = alt.layer(field, alt.layer(*_people(ask))).resolve_scale(x="independent", y="independent")
    size = {"width": 560, "height": HEIGHT, "padding": {"left": 36, "right": 12, "top": TOP, "bottom": 24}}
    sized: alt.LayerChart = layers.properties(**size)
    return sized


@takes_formula("work(automated, leading_share)", limits=(0, 1))
def explore(
    work: Formula = model.labour_per_unit,
    *,
    scenario: str = OPENING,
    first: tuple[str, ...] = ("tasks", "purposes", "automation", "year"),
    ask: bool = False,
    carry: Sequence[Carry] = (),
) -> LiveChart:
    """The explorer, live.

    Parameters
    ----------
    work : callable, optional
        ``work(automated, leading_share)`` is the human work that a unit of output takes, 1 today; change it and see.
    scenario : str, optional
        The scenario to open with, one of `SCENARIOS`.
    first : tuple of str, optional
        The parameters whose sliders show at once.
    ask : bool, optional
        Whether the reader is asked for a guess first.
    carry : sequence of Carry, optional
        Pages that the state can be taken to.

    Returns
    -------
    LiveChart

    Raises
    ------
    ValueError
        For an unknown scenario or parameter; the known ones are listed.

    Examples
    --------
    >>> live = explore()
    >>> live.corner, round(live.displaced, 2)
    ('displacement', 0.56)
    """
    path = [step / STEPS for step in range(LAST * STEPS + 1)]
    tables = {
        "years": Table({"year": path}, _years(work)),
        "levels": Table({"level": sorted(LEVELS, reverse=True)}, _levels(work)),
        "bands": Table({"name": PEOPLE, "order": list(range(len(PEOPLE)))}, _bands(work)),
    }
    return explorer(
        picture(ask),
        parameters(),
        outputs=lambda p: outputs(p, work),
        tables=tables,
        sentence=sentence,
        name="purpose",
        title="A map of tasks and purposes with a path of ten years, and what becomes of people on it",
        scenarios=SCENARIOS,
        scenario=scenario,
        first=first,
        style=STYLE,
        guess=GUESS if ask else None,
        challenges=challenges(CHALLENGES, is_changed(work, model.labour_per_unit, CASES)),
        data=DATA,
        carry=carry,
        handle=HANDLE,
    )
