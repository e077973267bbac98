"""The compounding explorer: a level that drives its own growth, and a forecaster who lays a ruler to it every year.

>>> live = explore()
>>> round(live.end), round(live.first_forecast, 1), live.low
(144715, 12.9, 10.0)
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import product
from typing import Any

import altair as alt
import numpy as np
from kernelless import Data, Guess, Overall, Parameter
from kernelless.model import Values
from kernelless.theme import INK, MUTED

from ..models import compounding as model
from . import kit
from .kit import pixels, point, rows, rule, text
from .labels import spread
from .palette import color
from .words import times, verb

#: How far the reader draws and the forecaster looks, in years.
HORIZON = 10
#: What the paper holds; more than a million times today's level leaves it at the top.
DECADES = 6
HIGHEST = 10.0**DECADES
HEIGHT, TOP, LINE = 260, 46, 15
#: Parts of the curve, evenly in doublings, and of each of the forecaster's lines, finest at the ends, where they bend.
PARTS, PIECES = 120, 40
#: A forecast within a tenth of what comes counts as right.
CLOSE = 0.1

MONTH = 365.25 / 12
LOGARITHMIC, PLAIN = 0.0, 1.0
PAPERS = {"each line ten times the last": LOGARITHMIC, "plain": PLAIN}


def months(days: float) -> float:
    """Days as months, as finely as the slider goes."""
    return round(days / MONTH, 1)


def doubling_months(growth: float) -> float:
    """The doubling time in months of what grows by so much a year."""
    return round(12 * float(np.log(2) / np.log1p(growth)), 1)


#: Chip density doubled every two years while the researchers that one doubling took grew 18-fold, from the early 1970s
#: on, over some 45 years; so each doubling took 18^(2/45) times the researchers of the last, and phi is -log2 of that.
CHIPS = round(float(-np.log2(18) / (45 / 2)), 1)

OPENING = "AI’s reach since 2019"
SCENARIOS = kit.Scenarios({
    OPENING: {"doubling": (7.0, "kwa2025")},
    "the same, revised": {"doubling": (months(196), "metr2026th11")},
    "since 2023": {"doubling": (months(131), "metr2026th11")},
    "solar panels, 2010–2020": {"doubling": (doubling_months(0.34), "reneweconomy2021")},
    "on plain paper": {"doubling": (7.0, "kwa2025"), "paper": PLAIN},
    "each step eases the next": {"doubling": (7.0, "kwa2025"), "feedback": 0.1},
    "harder, as for chips": {"doubling": (7.0, "kwa2025"), "feedback": (CHIPS, "bloom2020")},
    "ideas get harder (reversed)": {"doubling": (7.0, "kwa2025"), "feedback": -1},
})  # fmt: skip


def parameters() -> list[Parameter]:
    """Pace today, how each step bears on the next, how straight the forecaster sees, and the paper."""
    return [
        Parameter("doubling", "Doubling time today", SCENARIOS[OPENING]["doubling"], range=(2, 60), step=0.1,
                  unit="months", format=".1f", help="How long the next doubling would take at today’s pace.",
                  beside=("a_year", ",.1f", "in one year at that pace, times")),
        Parameter("feedback", "Feedback φ", 0, range=(-2, 0.5), step=0.05, format="+.2f",
                  help="What each step does to the next: below 0 it makes it harder, above 0 easier, at 0 neither."),
        Parameter("bias", "Straightness θ", 1, range=(0, 1), step=0.05,
                  help="How much of growth the forecaster sees as a straight line: 1 is all of it, 0 is none."),
        Parameter("paper", "Paper", LOGARITHMIC, control="choice", stops=PAPERS,
                  help="Whether each line is ten times the one below, or the lines are evenly apart."),
    ]  # fmt: skip


def _rate(p: Values) -> Any:
    """Growth a year today, continuous."""
    return 12 * np.log(2.0) / p["doubling"]


def _level(p: Values, year: Any) -> Any:
    return model.feedback_path(year, _rate(p), p["feedback"])


def _forecast(p: Values, made: Any, year: Any, outlook: Any) -> Any:
    """What is forecast for a year in another; where that is beyond all bounds, nothing but infinity is left."""
    level, pace = _level(p, made), model.pace(made, _rate(p), p["feedback"])
    there = np.isfinite(level)
    ahead = np.maximum(year - made, 0.0)
    seen = outlook(ahead, np.where(there, level, 1.0), np.where(there, pace, 0.0), p["bias"])
    return np.where(there, seen, np.inf)


def outputs(p: Values, outlook: Any = model.outlook) -> dict[str, Any]:
    """Where the curve ends, what leaves the paper, since when half of it has been there, and the first forecast."""
    rate, end = _rate(p), _level(p, HORIZON)
    finite = np.isfinite(end)
    half = model.time_to(np.maximum(np.where(finite, end, 2.0) / 2, 1.0), rate, p["feedback"])
    return {
        "rate": rate,
        "a_year": np.exp2(12 / p["doubling"]),
        "end": end,
        "top": _top(p),
        "explosion": model.explosion_year(rate, p["feedback"]),
        "since_half": np.where(finite, HORIZON - half, 0.0),
        "first_forecast": _forecast(p, 0.0, HORIZON, outlook),
    }


def _top(p: Values) -> Any:
    """The highest level that is drawn."""
    return np.minimum(_level(p, HORIZON), HIGHEST)


def _height(p: Values, level: Any) -> Any:
    """Where a level stands on the paper, from 0 to 1."""
    return np.where(p["paper"] == PLAIN, level / _top(p), np.log10(np.maximum(level, 1.0)) / DECADES)


def _curve(p: Values, row: Values, _: Any) -> dict[str, Any]:
    """The curve up to where it ends or leaves the paper, evenly in doublings."""
    level = np.power(_top(p), row["part"] / PARTS)
    return {"year": model.time_to(np.maximum(level, 1.0), _rate(p), p["feedback"]), "at": _height(p, level)}


def _lines(p: Values, row: Values, outlook: Any) -> dict[str, Any]:
    """The forecaster's lines, each from the year in which it was drawn to the horizon."""
    seen = _forecast(p, row["made"], row["year"], outlook)
    there = np.isfinite(seen)
    return {"there": there, "at": _height(p, np.where(there, seen, 1.0))}


def _years(p: Values, row: Values, outlook: Any) -> dict[str, Any]:
    """Year by year: the level, what was forecast for it at first, and what was forecast for the last year then."""
    level, end = _level(p, row["year"]), _level(p, HORIZON)
    forecast = _forecast(p, row["year"], HORIZON, outlook)
    counts = np.logical_and(np.isfinite(level), row["year"] < HORIZON)
    finite = np.where(np.isfinite(end), end, 1.0)
    right = np.where(np.isfinite(end), np.minimum(forecast / finite, finite / forecast), 0.0)

    def made(which: Any) -> Any:
        return np.sum(np.where(np.logical_and(counts, which), 1.0, 0.0))

    return {
        "level": level,
        "first": _forecast(p, 0.0, row["year"], outlook),
        "outlook": forecast,
        "at": _height(p, np.where(np.isfinite(level), level, 1.0)),
        "dot": counts,
        "made": made(True),
        "low": made(forecast < (1 - CLOSE) * end),
        "high": made(forecast > (1 + CLOSE) * end),
        "worst": np.min(np.where(counts, right, 1.0)),
    }


def _labels(p: Values, row: Values, outlook: Any) -> dict[str, Any]:
    """Where the names at the right end stand: beside their lines, but never on top of one another."""
    ends = [_level(p, HORIZON), _forecast(p, 0.0, HORIZON, outlook)]
    # What lies beyond the paper is beyond it; where the two are the same but for rounding, the curve goes first.
    curve, forecast = (np.minimum(_height(p, np.where(np.isfinite(end), end, 1e9)), 2.0) for end in ends)
    places = spread([curve, forecast - 1e-6], gap=LINE / HEIGHT, top=1.0)
    is_curve = row["order"] == 0
    beyond = np.where(is_curve, curve, forecast) > 1 + 1e-6
    infinite = np.logical_and(is_curve, model.explosion_year(_rate(p), p["feedback"]) <= HORIZON)
    name, arrow = np.where(is_curve, "curve", "forecast"), np.where(is_curve, "curve ↑", "forecast ↑")
    return {"at": np.where(is_curve, *places), "text": np.where(infinite, "", np.where(beyond, arrow, name))}


def _ticks(p: Values, row: Values, _: Any) -> dict[str, Any]:
    """The paper's lines, and what those of plain paper stand for."""
    return {"shown": row["plain"] == p["paper"], "level": row["share"] * _top(p)}


def sentence(p: Values, out: Values, own: bool = False) -> Any:
    """What the picture shows, in words; of a formula of the reader's own, only what it forecasts."""
    step = np.select(
        [p["feedback"] < -1e-9, p["feedback"] > 1e-9],
        ["each step harder than the last", "each step easier than the last"], "each step as hard as the last",
    )  # fmt: skip
    start = f"Doubling every {p['doubling']:.1f} months today, and {step}"
    half = np.where(out["end"] < 2, "", f"; half of that comes in the last {12 * out['since_half']:.1f} months")
    ends = np.where(
        out["explosion"] <= HORIZON,
        f"the curve reaches infinity in year {out['explosion']:.1f}: there the formula ends, and not the world",
        f"the curve comes to {times(out['end'])} today’s level in year {HORIZON}{half}",
    )
    follows = np.logical_and(out["explosion"] > HORIZON, np.isfinite(out["explosion"]))
    later = np.where(follows, f" Infinity would follow in year {out['explosion']:.1f}.", "")
    ruler = np.select(
        [p["bias"] == 1, p["bias"] == 0],
        ["The forecaster with the ruler", "A forecaster who compounds at the pace of the day"],
        f"A forecaster who sees {p['bias']:.0%} of growth as a straight line",
    )
    who = "The forecaster with your formula" if own else ruler
    first = f"{who} first says {times(out['first_forecast'])} for year {HORIZON}"
    return f"{start}, {ends}.{later} {first}; looking again every year, {_forecasts(out)}."


def _forecasts(out: Values) -> Any:
    """How the forecasts for the last year fare, one a year."""
    made, low, high = (f"{out[name]:.0f}" for name in ("made", "low", "high"))
    each = np.select(
        [out["made"] == 1, out["made"] == 2], ["the one forecast comes", "both forecasts come"],
        f"all {made} forecasts come",
    )  # fmt: skip
    some_low, some_high = (
        f"of {made} forecasts {number} {verb(out[way], 'comes', 'come')} out too {way}"
        for number, way in ((low, "low"), (high, "high"))
    )
    return np.select(
        [out["low"] + out["high"] == 0, out["low"] == out["made"], out["high"] == out["made"],
         out["high"] == 0, out["low"] == 0],
        [f"{each} out right to a tenth", f"{each} out too low", f"{each} out too high", some_low, some_high],
        f"{some_low} and {high} too high",
    )  # fmt: skip


GUESS = Guess(
    "Something grows by 10.4 % every month, and goes on so for ten years. Draw it, from the dot onwards. Mind the "
    "paper: each line stands for ten times as much as the one below.",
    "Times today’s level", answer="level", range=(1, HIGHEST), unit="times", format=",.0f",
    at=list(range(1, HORIZON + 1)), table="years", x="year", axis="year", scales=("x", "layer_1_y"),
)  # fmt: skip


CHALLENGES = [
    kit.Goal(
        "Leave the forecaster his ruler (θ at 1) and the pace of today as it is (seven months). In what world do all "
        "ten of his forecasts come out right to a tenth?", lambda _, out: out["worst"] / (1 - CLOSE), OPENING,
        "Done: where each doubling takes twice as long as the last, growth is a straight line.",
        keeps=("bias", "doubling"),
    ),
    kit.Goal(
        "Let ideas get harder at least as fast as they did for chips, φ at −0.20 or below, and still reach a thousand "
        "times today’s level in year 10.", lambda _, out: out["end"] / 1000, OPENING,
        "Done, by a start of five and a half months. Without the drag twelve would have been enough.",
        fair=lambda p, _: p["feedback"] <= CHIPS + 1e-9,
    ),
]  # fmt: skip

DATA = Data(
    "years",
    {"year": ("Year", "d"), "level": ("Level", ",.1f"), "first": ("As forecast today", ",.1f"),
     "outlook": (f"Year {HORIZON} as forecast then", ",.1f")},
    "The level year by year, what was forecast for it today, and what was then forecast for year "
    f"{HORIZON}: all as multiples of today’s level",
)  # fmt: skip

YEARS = alt.Axis(
    values=list(range(0, HORIZON + 1, 2)), labelExpr="datum.value ? datum.value : 'today'", grid=False, tickSize=4,
    title="years from today", titlePadding=2,
)  # fmt: skip
PLANE = kit.Plane(alt.Scale(domain=[0, HORIZON], nice=False), alt.Scale(domain=[0, 1], nice=False), YEARS)
FORECAST, READER = color("forecast"), color("reader")


def picture(ask: bool = False, _own: bool = False) -> alt.LayerChart:
    """The curve, the forecaster's lines and, while they wait, a place for the reader's own line."""
    waits = "revealed" if ask else "true"
    amount = "format(datum.level, datum.level < 1000 ? '.3~r' : '.3~s') + (datum.level ? '×' : '')"
    ticks, share = rows("ticks", "datum.shown"), PLANE.of(y="share")
    infinite, at = kit.one(f"{waits} && explosion <= {HORIZON}"), PLANE.at("explosion")
    name = {"text": alt.Text("text:N"), "color": kit.hues("order", {0: INK, 1: FORECAST})}
    layers: list[Any] = [
        # The lines of the paper with what they stand for, and the dot from which everything starts.
        rule(pixels(x=0, x2="width") | share, ticks, color="var(--kl-grid)"),
        text(pixels(x=0) | share, ticks, text=f"=datum.plain ? {amount} : datum.name", align="right", dx=-8,
             color=MUTED),
        text(pixels(x=-42, y=-28), align="left", baseline="bottom", fontWeight="bold", text="times today’s level"),
        kit.mark("point", PLANE.of("year", "at"), rows("curve", "datum.part == 0"), size=90, filled=True, opacity=1,
                 color=INK),
        # The curve, the forecaster's lines and their names.
        kit.mark("line", PLANE.of("year", "at", order="year", detail=alt.Detail("made:O")),
                 rows("lines", f"{waits} && datum.there"), color=FORECAST, strokeWidth=1.5, clip=True, opacity=0.85),
        rule(at | pixels(y=0, y2=HEIGHT), infinite, color=MUTED, strokeDash=[3, 3]),
        text(at | pixels(y=0), infinite, baseline="bottom", dy=-5, color=MUTED, text="infinity",
             align=f"=explosion > {HORIZON / 2} ? 'right' : 'left'"),
        kit.mark("line", PLANE.of("year", "at", order="part"), rows("curve", waits), color=INK, strokeWidth=4,
                 clip=True, strokeCap="round"),
        point(PLANE.of("year", "at"), rows("years", f"{waits} && datum.dot && datum.at <= 1"), size=40,
              color=FORECAST, strokeWidth=1.5),
        text(pixels(x="width") | PLANE.of(y="at") | name, rows("labels", waits), align="left", dx=8),
    ]  # fmt: skip
    if ask:
        # What the hand draws is read off the logarithmic paper, which nothing else needs as a scale.
        ruled = kit.Plane(PLANE.x, alt.Scale(type="log", domain=[1, HIGHEST], nice=False), YEARS).of("x", "y")
        layers = [alt.layer(*layers, *_drawn()), kit.mark("point", ruled, rows("guess"), opacity=0)]
    apart = ["y"] if ask else []
    return kit.layered(layers, width=520, height=HEIGHT, padding=(50, 70, TOP, 40), apart=apart)


def _drawn() -> list[alt.Chart]:
    """The reader's own line, on whichever paper lies there."""
    at = PLANE.of("x", "at")
    drawn = rows("guess").transform_calculate(
        at=f"paper == {PLAIN} ? datum.y / top : log(datum.y) / log({HIGHEST})"
    )  # fmt: skip
    name = drawn.transform_filter(f"revealed && datum.x == {HORIZON // 2} && datum.at <= 1")
    return [
        kit.mark("line", at, drawn, color=READER, strokeWidth=2.5, strokeDash=[6, 3], clip=True),
        kit.mark("point", at, drawn, size=34, filled=True, opacity=1, color=READER, clip=True),
        *kit.rimmed(at, name, align="right", dx=-6, dy=-9, fontStyle="italic", text="your line", color=READER),
    ]


SHARES = [(1 - math.cos(math.pi * piece / PIECES)) / 2 for piece in range(PIECES + 1)]
LINES = [(made, made + (HORIZON - made) * share) for made in range(HORIZON) for share in SHARES]
DECADE, QUARTER = ["1×", "10×", "100×", "1k×", "10k×", "100k×", "1M×"], [0.0, 0.25, 0.5, 0.75, 1.0]
TICKS: dict[str, Sequence[Any]] = {
    "share": [*(i / DECADES for i in range(DECADES + 1)), *QUARTER],
    "plain": [LOGARITHMIC] * len(DECADE) + [PLAIN] * len(QUARTER),
    "name": DECADE + [""] * len(QUARTER),
}
EXPLORER = kit.Explorer(
    "compounding", "Ten years of growth, and a forecast of them made anew every year", parameters(), SCENARIOS,
    picture, sentence,
    kit.Replaceable(
        model.outlook, "forecast(years, level, pace, bias)",
        [*product((10.0, 1.0, 0.0), (1.0, 3.0, 50.0), (0.0, 0.3, 2.0), (0.0, 0.4, 1.0))],
    ),
    outputs,
    {
        "curve": ({"part": list(range(PARTS + 1))}, _curve),
        "lines": ({"made": [made for made, _ in LINES], "year": [year for _, year in LINES]}, _lines),
        "years": ({"year": list(range(HORIZON + 1))}, _years),
        "labels": ({"order": [0, 1]}, _labels),
        "ticks": (TICKS, _ticks),
    },
    {name: Overall("years", name) for name in ("made", "low", "high", "worst")}, GUESS, CHALLENGES, DATA,
)  # fmt: skip
explore = EXPLORER.explore
