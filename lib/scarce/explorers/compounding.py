"""The compounding explorer: a level that drives its own growth, and a forecaster who lays a ruler to it every year.

>>> live = explore()
>>> round(live.end), round(live.first_forecast, 1), live.low
(144715, 12.9, 10.0)
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import altair as alt
import numpy as np
from kernelless import Challenge, Data, Guess, Overall, Parameter
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

#: Each scenario's values, with the source of each; what a scenario leaves out is at its default.
SETTINGS: dict[str, dict[str, tuple[float, str]]] = {
    "AI’s reach since 2019": {"doubling": (7.0, "kwa2025")},
    "the same, revised": {"doubling": (months(196), "metr2026th11")},
    "since 2023": {"doubling": (months(131), "metr2026th11")},
    "solar panels, 2010–2020": {"doubling": (doubling_months(0.34), "reneweconomy2021")},
    "on plain paper": {"doubling": (7.0, "kwa2025"), "paper": (PLAIN, "assumed")},
    "each step eases the next": {"doubling": (7.0, "kwa2025"), "feedback": (0.1, "assumed")},
    "harder, as for chips": {"doubling": (7.0, "kwa2025"), "feedback": (CHIPS, "bloom2020")},
    "ideas get harder (reversed)": {"doubling": (7.0, "kwa2025"), "feedback": (-1.0, "assumed")},
}
OPENING = "AI’s reach since 2019"
SCENARIOS = kit.Scenarios(SETTINGS)


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
    low = np.logical_and(counts, forecast < (1 - CLOSE) * end)
    high = np.logical_and(counts, forecast > (1 + CLOSE) * end)
    return {
        "level": level,
        "first": _forecast(p, 0.0, row["year"], outlook),
        "outlook": forecast,
        "at": _height(p, np.where(np.isfinite(level), level, 1.0)),
        "dot": counts,
        "made": np.sum(np.where(counts, 1.0, 0.0)),
        "low": np.sum(np.where(low, 1.0, 0.0)),
        "high": np.sum(np.where(high, 1.0, 0.0)),
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
    return f"{start}, {ends}.{later} {_forecaster(p, own)} {_forecasts(out)}"


def _forecaster(p: Values, own: bool) -> Any:
    """Who forecasts."""
    if own:
        return "The forecaster with your formula"
    return np.select(
        [p["bias"] == 1, p["bias"] == 0],
        ["The forecaster with the ruler", "A forecaster who compounds at the pace of the day"],
        f"A forecaster who sees {p['bias']:.0%} of growth as a straight line",
    )


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
    fares = np.select(
        [out["low"] + out["high"] == 0, out["low"] == out["made"], out["high"] == out["made"],
         out["high"] == 0, out["low"] == 0],
        [f"{each} out right to a tenth", f"{each} out too low", f"{each} out too high", some_low, some_high],
        f"{some_low} and {high} too high",
    )  # fmt: skip
    return f"first says {times(out['first_forecast'])} for year {HORIZON}; looking again every year, {fares}."


GUESS = Guess(
    "Something grows by 10.4 % every month, and goes on so for ten years. Draw it, from the dot onwards. Mind the "
    "paper: each line stands for ten times as much as the one below.",
    "Times today’s level", answer="level", range=(1, HIGHEST), unit="times", format=",.0f",
    at=list(range(1, HORIZON + 1)), table="years", x="year", axis="year", scales=("x", "layer_1_y"),
)  # fmt: skip


def _ruler_is_right(p: Values, out: Values) -> Any:
    """The worst of the ten forecasts within a tenth of what comes, by the ruler and from today's pace."""
    fair = EXPLORER.stands(p, OPENING, "bias", "doubling")
    return np.where(fair, out["worst"] / (1 - CLOSE), 0.0)


def _uphill(p: Values, out: Values) -> Any:
    """A thousand times today's level although each step gets harder as it did for chips."""
    return np.where(p["feedback"] <= CHIPS + 1e-9, out["end"] / 1000, 0.0)


CHALLENGES = [
    Challenge(
        "Leave the forecaster his ruler (θ at 1) and the pace of today as it is (seven months). In what world do all "
        "ten of his forecasts come out right to a tenth?", _ruler_is_right, scenario=OPENING,
        done="Done: where each doubling takes twice as long as the last, growth is a straight line.",
    ),
    Challenge(
        "Let ideas get harder at least as fast as they did for chips, φ at −0.20 or below, and still reach a thousand "
        "times today’s level in year 10.", _uphill, scenario=OPENING,
        done="Done, by a start of five and a half months. Without the drag twelve would have been enough.",
    ),
]  # fmt: skip

#: Arguments at which a reader's formula is compared with the book's.
CASES = [
    (years, level, pace, bias)
    for years, level, pace in ((10.0, 1.0, 0.3), (1.0, 50.0, 2.0), (0.0, 3.0, 0.0))
    for bias in (0.0, 0.4, 1.0)
]

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


def _paper() -> list[alt.Chart]:
    """The lines of the paper with what they stand for, and the dot from which everything starts."""
    amount = "format(datum.level, datum.level < 1000 ? '.3~r' : '.3~s') + (datum.level ? '×' : '')"
    ticks, share = rows("ticks", "datum.shown"), PLANE.of(y="share")
    words = ticks.transform_calculate(text=f"datum.plain ? {amount} : datum.name")
    return [
        rule(pixels(x=0, x2="width") | share, ticks, color="var(--kl-grid)"),
        text(pixels(x=0) | share | {"text": alt.Text("text:N")}, words, align="right", dx=-8, color=MUTED),
        text(pixels(x=-42, y=-28), align="left", baseline="bottom", fontWeight="bold", text="times today’s level"),
        kit.mark("point", PLANE.of("year", "at"), rows("curve", "datum.part == 0"), size=90, filled=True, opacity=1,
                 color=INK),
    ]  # fmt: skip


def _answer(waits: str) -> list[alt.Chart]:
    """The curve, the forecaster's lines and their names; while a line is being drawn they wait."""
    infinite, at = kit.one(f"{waits} && explosion <= {HORIZON}"), PLANE.at("explosion")
    names = {"text": alt.Text("text:N"), "color": kit.hues("order", {0: INK, 1: FORECAST})}
    return [
        kit.mark("line", PLANE.of("year", "at", order="year", detail=alt.Detail("made:O")),
                 rows("lines", f"{waits} && datum.there"), color=FORECAST, strokeWidth=1.5, clip=True, opacity=0.85),
        rule(at | pixels(y=0, y2=HEIGHT), infinite, color=MUTED, strokeDash=[3, 3]),
        text(at | pixels(y=0), infinite, baseline="bottom", dy=-5, color=MUTED, text="infinity",
             align=f"=explosion > {HORIZON / 2} ? 'right' : 'left'"),
        kit.mark("line", PLANE.of("year", "at", order="part"), rows("curve", waits), color=INK, strokeWidth=4,
                 clip=True, strokeCap="round"),
        point(PLANE.of("year", "at"), rows("years", f"{waits} && datum.dot && datum.at <= 1"), size=40,
              color=FORECAST, strokeWidth=1.5),
        text(pixels(x="width") | PLANE.of(y="at") | names, rows("labels", waits), align="left", dx=8),
    ]  # fmt: skip


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


def picture(ask: bool = False) -> alt.LayerChart:
    """The chart, over the explorer's tables, with a place for the reader's line."""
    layers: list[Any] = [*_paper(), *_answer("revealed" if ask else "true"), *(_drawn() if ask else [])]
    if ask:
        # What the hand draws is read off the logarithmic paper, which nothing else needs as a scale.
        ruled = kit.Plane(PLANE.x, alt.Scale(type="log", domain=[1, HIGHEST], nice=False), YEARS).of("x", "y")
        layers = [alt.layer(*layers), kit.mark("point", ruled, rows("guess"), opacity=0)]
    apart = ["y"] if ask else []
    return kit.layered(*layers, width=520, height=HEIGHT, padding=(50, 70, TOP, 40), apart=apart)


def _tables() -> dict[str, kit.Rows]:
    shares = [(1 - math.cos(math.pi * piece / PIECES)) / 2 for piece in range(PIECES + 1)]
    pieces = [(made, made + (HORIZON - made) * share) for made in range(HORIZON) for share in shares]
    decades, quarters = ["1×", "10×", "100×", "1k×", "10k×", "100k×", "1M×"], [0.0, 0.25, 0.5, 0.75, 1.0]
    ticks: dict[str, Sequence[Any]] = {
        "share": [*(i / DECADES for i in range(DECADES + 1)), *quarters],
        "plain": [LOGARITHMIC] * len(decades) + [PLAIN] * len(quarters),
        "name": decades + [""] * len(quarters),
    }
    return {
        "curve": ({"part": list(range(PARTS + 1))}, _curve),
        "lines": ({"made": [made for made, _ in pieces], "year": [year for _, year in pieces]}, _lines),
        "years": ({"year": list(range(HORIZON + 1))}, _years),
        "labels": ({"order": [0, 1]}, _labels),
        "ticks": (ticks, _ticks),
    }


EXPLORER = kit.Explorer(
    "compounding", "Ten years of growth, and a forecast of them made anew every year", parameters(), SCENARIOS,
    lambda ask, _: picture(ask), sentence,
    kit.Replaceable(model.outlook, "forecast(years, level, pace, bias)", CASES), outputs, _tables(),
    {name: Overall("years", name) for name in ("made", "low", "high", "worst")}, GUESS, CHALLENGES, DATA,
)  # fmt: skip
explore = EXPLORER.explore
