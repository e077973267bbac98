"""The purpose explorer: a map of tasks and purposes, a path over it in ten years, and what becomes of people.

>>> live = explore()
>>> live.corner, round(live.displaced, 2)
('displacement', 0.56)
"""

from __future__ import annotations

from functools import reduce
from itertools import product
from typing import Any

import altair as alt
import numpy as np
from kernelless import Data, Guess, Handle, Parameter, texts
from kernelless.model import Values
from kernelless.theme import INK, MUTED, SURFACE

from ..models import purpose as model
from . import kit
from .kit import beside, mark, pixels, point, rimmed, rows, rule, text
from .labels import spread
from .palette import color

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

OPENING = "tasks without purpose"
SCENARIOS = kit.Scenarios({
    OPENING: {"tasks": 0.23, "purposes": 0.02},
    "they rise together": {"tasks": 0.14, "purposes": 0.14},
    "machines in a hurry": {"tasks": 0.17, "purposes": 0.17, "automation": 0.3},
    "demand is sated": {"tasks": 0.14, "purposes": 0.14, "most": 2},
    "Acemoglu’s ten years": {"tasks": 0.02, "purposes": 0.02, "automation": (0.005, "acemoglu2024")},
    "purposes without tasks (reversed)": {"tasks": 0.02, "purposes": 0.23},
})  # fmt: skip


def parameters() -> list[Parameter]:
    """Growth of tasks and purposes, the pace of machines, the year, who leads today, and how much is wanted."""
    growth: dict[str, Any] = {"range": (-0.04, 0.25), "step": 0.005, "unit": "a year", "format": "+.1%"}
    return [
        Parameter("tasks", "Tasks grow", 0.23, **growth, beside=("tasks_in_ten", ".1f", "times today’s, in ten years:"),
                  help="How fast the things worth doing, and worth paying for, become more."),
        Parameter("purposes", "Purposes grow", 0.02, **growth,
                  beside=("purposes_in_ten", ".1f", "times today’s, in ten years:"),
                  help="How fast the ends that people lead work towards become more."),
        Parameter("automation", "Machines take over", 0.15, range=(0, 0.4), step=0.005, unit="of the rest a year",
                  format=".1%", beside=("automated_in_ten", ".0%", "of all executing in ten years:"),
                  help="Which part of the executing still done by people goes to machines each year."),
        Parameter("year", "Year", float(LAST), range=(0, LAST), step=1, format=".0f", help="Years from today."),
        Parameter("leading", "Leading today", 0.2, range=(0, 1), step=0.05, unit="of human work", format=".0%",
                  help="How much of today’s human work leads purposes rather than executes tasks."),
        Parameter("most", "Tasks wanted at most", np.inf, stops=WANTED,
                  help="Where demand is sated: beyond so many times today’s tasks nobody wants more done."),
    ]  # fmt: skip


def _at(p: Values, year: Any, formula: Any) -> dict[str, Any]:
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


def outputs(p: Values, formula: Any = model.labour_per_unit) -> dict[str, Any]:
    """The year shown, the end of the ten years, and the worst of the years between."""
    over = [_at(p, float(year), formula)["displaced"] for year in range(LAST + 1)]
    worst, end = reduce(np.maximum, over), _at(p, float(LAST), formula)
    return {
        **_at(p, p["year"], formula),
        "tasks_in_ten": end["tasks_then"], "purposes_in_ten": end["purposes_then"],
        "automated_in_ten": end["automated"], "displaced_in_ten": end["displaced"],
        "worst": worst,
        "worst_year": np.select([share == worst for share in over], [float(year) for year in range(LAST + 1)]),
        "pace_always": model.growth_to(1.0, _at(p, 1.0, formula)["enough"]),
        "pace_in_ten": model.growth_to(float(LAST), end["enough"]),
    }  # fmt: skip


def years(p: Values, row: Values, formula: Any) -> dict[str, Any]:
    """The path, point by point, with the heights of the bands of people."""
    then = {name: amount for name, amount in _at(p, row["year"], formula).items() if name != "corner"}
    past, whole = row["year"] <= p["year"], row["year"] == np.floor(row["year"])
    return then | {"past": past, "whole": whole, "at_work": then["displaced"] + then["people_executing"]}


def levels(p: Values, row: Values, formula: Any) -> dict[str, Any]:
    """From where on fewer people are displaced, of tasks and of purposes alike."""
    least = (1 - row["level"]) * _at(p, p["year"], formula)["enough"]
    return {"least": _held(least), "visible": np.logical_and(least > LOWEST, least < HIGHEST)}


def bands(p: Values, row: Values, formula: Any) -> dict[str, Any]:
    """Where the names of the bands stand, beside them at the end of the ten years."""
    end = _at(p, float(LAST), formula)
    sizes = [end["displaced"], end["people_executing"], end["people_leading"]]
    middles = [sizes[0] / 2, sizes[0] + sizes[1] / 2, 1 - sizes[2] / 2]
    places = [np.maximum(place, 0.0) for place in spread(middles, gap=0.19, top=0.97)]
    return {"at": np.choose(row["order"], places), "visible": np.choose(row["order"], sizes) > 0.005}


def now(p: Values, _: Values, formula: Any) -> dict[str, Any]:
    """The year shown on the map: where it stands, output and work for everyone, and where their names have room."""
    then, end = _at(p, p["year"], formula), _at(p, float(LAST), formula)
    output, enough = then["output"], then["enough"]
    below = then["tasks_then"] >= then["purposes_then"]
    return {
        "tasks": _held(then["tasks_then"]), "purposes": _held(then["purposes_then"]),
        "last_tasks": _held(end["tasks_then"]), "last_purposes": _held(end["purposes_then"]),
        "wall": _held(p["most"]), "sated": p["most"] < HIGHEST,
        "output": _held(output), "q": texts("q {:.1f}", output), "apart": enough > 1.5 * output,
        "enough": _held(enough), "q_star": texts("q* {:.1f}{}", enough, np.where(enough > HIGHEST, " ↗", "")),
        "short": then["displaced"] > 0.001, "idle": texts("{:.0f}", 100 * then["displaced"]),
        "when": np.where(p["year"] == 0, "today", texts("year {:.0f}", p["year"])),
        # Each name stands on the side of the diagonal where path and wall are not.
        "below": below, "far": enough > FAR,
        "clear": np.logical_or(enough > HIGHEST / 2.5, np.logical_and(below, p["most"] > HIGHEST)),
    }  # fmt: skip


def _held(amount: Any) -> Any:
    """An amount, kept on the map."""
    return np.clip(amount, LOWEST, HIGHEST)


def sentence(p: Values, out: Values, _: bool = False) -> Any:
    """What the picture shows, in words."""
    when = np.where(p["year"] == 0, "Today", f"Year {p['year']:.0f}")
    there = (
        f"{when}: tasks {out['tasks_then']:.1f} times today’s, purposes {out['purposes_then']:.1f} times, and machines "
        f"do {out['automated']:.0%} of the executing"
    )
    short = np.select(
        [out["corner"] == "displacement", out["corner"] == "idealism"],
        ["Tasks without purpose, displacement", "Purposes without tasks, idealism"], "Too little of both, stagnation",
    )  # fmt: skip
    idle = np.where(out["displaced"] < 0.005, "under 1%", f"{out['displaced']:.0%}")
    becomes = np.where(
        out["corner"] == "abundance",
        f"Abundance: everyone works, output is {out['output']:.1f} times today’s, and {out['people_leading']:.0%} lead",
        f"{short}: output stands at {out['output']:.1f} where work for all takes {out['enough']:.1f}, so {idle} of "
        f"people are displaced and {out['people_leading']:.0%} lead",
    )
    # What rounds to no per cent is not worth a sentence.
    never, no_worse = out["worst"] < 0.005, out["worst"] <= out["displaced"] + 0.005
    nobody = np.where(out["worst"] == 0, " In none of the ten years is anyone displaced.", "")
    worst = f" Worst is year {out['worst_year']:.0f}: {out['worst']:.0%} displaced."
    return f"{there}. {becomes}.{np.select([never, no_worse], [nobody, ''], worst)}"


GUESS = Guess(
    "A fifth of today’s work is leading, the rest executing. Each year machines take over 15% of the executing that "
    "is left; in ten years they do 80% of it. Tasks grow to eight times today’s; purposes grow by 2% a year. What "
    "share of today’s people will not be needed?",
    "Share displaced in ten years", answer="displaced_in_ten", range=(0, 1), format=".0%", compare="difference",
)  # fmt: skip


CHALLENGES = [
    kit.Goal(
        "Tasks grow by 23% a year and purposes by 2%: 25% together. Have everyone at work again in year ten "
        "with no more growth than that, leaving machines, leading and demand as they are.",
        lambda _, out: 1 - out["displaced_in_ten"], OPENING,
        "Done: not one per cent more growth was needed. Only shared out.",
        keeps=("automation", "leading", "most"), fair=lambda p, _: p["tasks"] + p["purposes"] <= 0.25 + 1e-9,
    ),
    kit.Goal(
        "Purposes can be made to grow by 5% a year and no faster. Let nobody be displaced in any of the ten "
        "years, and still have machines do 40% of the executing in the end. Leave leading and demand as they are.",
        lambda _, out: (1 - out["worst"]) * np.minimum(out["automated_in_ten"] / 0.4, 1.0), OPENING,
        "Done: where purposes are slow, machines must be. Half of what they could have done had to wait.",
        keeps=("leading", "most"), fair=lambda p, _: p["purposes"] <= 0.05 + 1e-9,
    ),
]  # fmt: skip

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
HEIGHT, ROOM = 290, 430
WIDE = f"(width > {ROOM})"
MAP = (f"({WIDE} ? width * 0.5 : width - 32)", f"({WIDE} ? {HEIGHT} : 172)")
BANDS = (f"({WIDE} ? width * 0.5 + 86 : 0)", "(width - 66)", f"({WIDE} ? 0 : 216)")
#: Where even the map's last corner leaves people idle, there is no abundance on it.
FAR = HIGHEST / 1.6
AMOUNTS: dict[str, Any] = {"type": "log", "base": 2, "domain": [LOWEST, HIGHEST], "nice": False}
PLANE = kit.Plane(
    alt.Scale(range=[0, alt.ExprRef(MAP[0])], **AMOUNTS), alt.Scale(range=[alt.ExprRef(MAP[1]), 0], **AMOUNTS)
)  # fmt: skip
OVER_TIME = kit.Plane(
    alt.Scale(domain=[0, LAST], nice=False, range=[alt.ExprRef(BANDS[0]), alt.ExprRef(BANDS[1])]),
    alt.Scale(domain=[0, 1], nice=False, range=[HEIGHT, alt.ExprRef(BANDS[2])]),
)
IDLE, LEADING = color("displaced"), color("leading")


def _inline(**columns: Any) -> alt.Chart:
    """A mark for each entry of columns."""
    values: Any = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    return alt.Chart(alt.InlineData(values=values))


def _map() -> list[alt.Chart]:
    """Tasks across and purposes up: how many are displaced where, the path of ten years, and the year shown."""
    now, short, sated = rows("now"), rows("now", "datum.short"), rows("now", "datum.sated")
    top, abundant = pixels(x2=MAP[0], y2=0), {"color": LEADING, "strokeWidth": 1.5}
    output, enough, wall = PLANE.of("output", "output"), PLANE.of("enough", "enough"), PLANE.of("wall")
    lighter = {"opacity": alt.condition("datum.level == 0", alt.value(1), alt.value(0.38))}
    # On a small map two of the levels lie closer than their numbers.
    levels = rows("levels", f"datum.visible && ({WIDE} || datum.level != 0.25)")
    places: Any = product((("bottom", f"{MAP[1]} - 6"), ("top", 6)), (("left", 6), ("right", f"{MAP[0]} - 6")))
    ticks, written = _inline(v=[0.5, 1, 2, 4, 8, 16], t=["½", "1", "2", "4", "8", "16×"]), {"text": "t:N"}
    apart = rows("now", f"datum.apart && output > ({WIDE} ? 0.8 : 1.6)")
    path = PLANE.of("tasks_then", "purposes_then")
    line = path | {"order": "year:Q"}
    return [
        # The shading: the fewer are displaced, the lighter; and the corner where nobody is.
        mark("rect", pixels(x=0, y=0, x2=MAP[0], y2=MAP[1]), color=IDLE, opacity=0.42),
        mark("rect", PLANE.of("least", "least") | top | lighter, rows("levels"), color=SURFACE),
        mark("rect", enough | top, now, color=LEADING, opacity=0.14),
        rule(enough | pixels(x2=MAP[0]), now, **abundant),
        rule(enough | pixels(y2=0), now, **abundant),
        text(PLANE.of(y="least") | pixels(x=MAP[0]) | {"text": alt.Text("level:Q", format=".0%")}, levels,
             align="left", dx=4, color=MUTED),
        # The four corners, and the two axes.
        *(text(pixels(x=x, y=y), align=align, baseline=baseline, text=name,
               fontWeight=f"=corner == '{name}' ? 'bold' : 'normal'",
               opacity=f"=enough > {FAR} ? 0 : 1" if name == "abundance" else 1)
          for name, ((baseline, y), (align, x)) in zip(model.CORNERS, places, strict=True)),
        text(PLANE.of("v") | pixels(y=MAP[1]) | written, ticks, baseline="top", dy=6, color=MUTED),
        text(PLANE.of(y="v") | pixels(x=0) | written, ticks, align="right", dx=-6, color=MUTED),
        text(pixels(x=0, y=0), align="left", baseline="bottom", dy=-8, dx=-30, text="purposes"),
        text(pixels(x=MAP[0], y=MAP[1]), align="left", baseline="top", dy=6, dx=14, text="tasks"),
        text(pixels(x=MAP[0], y=0), align="right", baseline="bottom", dy=-8, dx=44, text="displaced"),
        # On the diagonal, where both rise together: output, work for everyone, and what is missing between the two.
        rule(PLANE.at(1, 1) | {"x2": alt.X2Datum(10), "y2": alt.Y2Datum(10)}, color=MUTED, strokeDash=[2, 4]),
        rule(PLANE.of("tasks", "purposes", x2="output", y2="output"), short, color=INK, strokeDash=[1, 3],
             strokeWidth=1.5),
        rule(PLANE.of("output", "output", x2="enough", y2="enough"), short, color=IDLE, strokeWidth=5),
        point(output, short, size=60, color=IDLE, strokeWidth=1.5),
        *rimmed(output | {"text": "q:N"}, apart, rim=3, **beside("datum.below", 9), dy="=datum.below ? -6 : 12"),
        point(enough, now, color=LEADING, strokeWidth=1.5, shape="diamond"),
        *rimmed(enough | {"text": "q_star:N"}, now, rim=3, fontWeight="bold",
                align="=datum.clear ? 'right' : 'left'", dx="=datum.far ? -30 : datum.clear ? -9 : 9",
                dy="=datum.far ? 10 : datum.clear ? -7 : 13"),
        # The ten years, and where they stand now.
        rule(wall | pixels(y=0, y2=MAP[1]), sated, color=INK, strokeDash=[6, 3]),
        *rimmed(wall | pixels(y=24), sated, rim=3, align="right", baseline="top", dx=-12, text="sated"),
        mark("line", line, rows("years"), strokeWidth=1.5, color=MUTED),
        mark("line", line, rows("years", "datum.past"), strokeWidth=2.5),
        mark("point", path, rows("years", "datum.whole"), size=26, filled=True, opacity=1, color=INK),
        mark("point", PLANE.of("last_tasks", "last_purposes"), now, size=260, filled=False, opacity=1, color=INK,
             strokeWidth=1.5),
        point(PLANE.of("tasks", "purposes"), now, size=120, color=INK),
    ]  # fmt: skip


def _people(ask: bool) -> list[alt.Chart]:
    """What people do over the years, displaced, executing or leading, and a place for the reader's guess."""
    area, years, year, now = OVER_TIME.of, rows("years"), OVER_TIME.at("year"), rows("now")
    here, hues = OVER_TIME.at("year", "displaced"), {name: color(name) for name in PEOPLE}
    ends = _inline(year=[0, LAST]).transform_filter("abs(datum.year - year) > 3")
    # Beside the number at the end of the years the guess goes to that number's other side.
    close = f"(year > 5 && displaced >= 0.005 && abs(guess - displaced) < ({WIDE} ? 0.15 : 0.5))"
    low, above = "guess < 0.15 ? (displaced < 0.2 ? -30 : -8) : 12", "guess > 0.88 ? -18 : -28"
    near = f"displaced > 0.8 ? (guess >= displaced ? 42 : 30) : guess >= displaced ? ({above}) : {low}"
    return [
        mark("area", area("year", "displaced", y2=alt.Y2Datum(0)), years, color=IDLE, opacity=0.42),
        mark("area", area("year", "displaced", y2="at_work"), years, color=color("executing"), opacity=0.4),
        mark("area", area("year", "at_work", y2=alt.Y2Datum(1)), years, color=LEADING, opacity=0.4),
        mark("line", area("year", "displaced") | {"order": "year:Q"}, years, color=IDLE, strokeWidth=3),
        # The names of the bands, and the two axes.
        text(area(y="at") | pixels(x=BANDS[1]) | {"text": "name:N", "color": kit.hues("name", hues)},
             rows("bands", "datum.visible"), align="left", dx=6),
        text(area(y="v") | pixels(x=BANDS[0]) | {"text": "t:N"}, _inline(v=[0, 0.5, 1], t=[0, 50, 100]),
             align="right", dx=-6, color=MUTED),
        text(pixels(x=BANDS[0], y=BANDS[2]), align="left", baseline="bottom", dy=-8, dx=-26, text="of 100 people"),
        text(area("year") | pixels(y=HEIGHT) | {"text": "year:N"}, ends, baseline="top", dy=6, color=MUTED),
        # The year shown.
        rule(year | pixels(y=BANDS[2], y2=HEIGHT), color=INK, strokeWidth=1.5),
        text(year | pixels(y=HEIGHT) | {"text": "when:N"}, now, baseline="top", dy=6, fontWeight="bold",
             align="=year == 0 ? 'left' : 'center'"),
        point(here, size=90, color=IDLE),
        *rimmed(here | {"text": "idle:N"}, now, rim=3, **beside("year > 5", 8), fontWeight="bold",
                dy="=displaced > 0.8 ? 13 : -11", opacity="=displaced >= 0.005 ? 1 : 0"),
        *kit.guessed(ask, "tick", OVER_TIME.at(LAST, "guess"), look={"size": 56, "xOffset": -28, "opacity": 1},
                     align="right", dx=-2, dy=f"={close} ? ({near}) : guess > 0.88 ? 9 : -8"),
    ]  # fmt: skip


def picture(ask: bool = False, _own: bool = False) -> alt.LayerChart:
    """The map of tasks and purposes, and what becomes of people on the way over it."""
    both = alt.layer(*_map()), alt.layer(*_people(ask))
    return kit.layered(*both, width=560, height=HEIGHT, padding=(36, 12, 26, 24), apart=["x", "y"])


EXPLORER = kit.Explorer(
    "purpose", "A map of tasks and purposes with a path of ten years, and what becomes of people on it",
    parameters(), SCENARIOS, picture, sentence,
    kit.Replaceable(model.labour_per_unit, "work(automated, leading_share)",
                    [*product((0.0, 0.3, 1.0), (0.0, 0.2, 0.9))], limits=(0, 1)),
    outputs,
    {
        "years": ({"year": [step / STEPS for step in range(LAST * STEPS + 1)]}, years),
        "levels": ({"level": sorted(LEVELS, reverse=True)}, levels),
        "bands": ({"name": PEOPLE, "order": list(range(len(PEOPLE)))}, bands),
        "now": ({"row": [0]}, now),
    },
    guess=GUESS, challenges=CHALLENGES, data=DATA, first=("tasks", "purposes", "automation", "year"),
    options={"handle": HANDLE},
)  # fmt: skip
explore = EXPLORER.explore
