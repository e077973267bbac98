"""The compounding explorer: a level that drives its own growth, and a forecaster who lays a ruler to it every year."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import altair as alt
import numpy as np
from kernelless import Carry, Challenge, Data, Guess, LiveChart, Parameter, Table, explorer, takes_formula
from kernelless.model import Overall, Values
from kernelless.theme import INK, MUTED, SURFACE

from ..models import compounding as model
from .bottleneck import spread
from .palette import STYLE, color
from .words import challenges, is_changed, times, verb

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
SCENARIOS = {name: {key: float(value) for key, (value, _) in values.items()} for name, values in SETTINGS.items()}


def parameters() -> list[Parameter]:
    """Pace today, how each step bears on the next, how straight the forecaster sees, and the paper."""
    return [
        Parameter(
            "doubling", "Doubling time today", SCENARIOS[OPENING]["doubling"], range=(2, 60), step=0.1, unit="months",
            format=".1f", help="How long the next doubling would take at today’s pace.",
            beside=("a_year", ",.1f", "in one year at that pace, times"),
        ),
        Parameter(
            "feedback", "Feedback φ", 0, range=(-2, 0.5), step=0.05, format="+.2f",
            help="What each step does to the next: below 0 it makes it harder, above 0 easier, at 0 neither.",
        ),
        Parameter(
            "bias", "Straightness θ", 1, range=(0, 1), step=0.05,
            help="How much of growth the forecaster sees as a straight line: 1 is all of it, 0 is none.",
        ),
        Parameter(
            "paper", "Paper", LOGARITHMIC, control="choice", stops=PAPERS,
            help="Whether each line is ten times the one below, or the lines are evenly apart.",
        ),
    ]  # fmt: skip


Outlook = Callable[[Any, Any, Any, Any], Any]


def _rate(p: Values) -> Any:
    """Growth a year today, continuous."""
    return 12 * np.log(2.0) / p["doubling"]


def _end(p: Values) -> Any:
    return model.feedback_path(HORIZON, _rate(p), p["feedback"])


def _forecast(p: Values, made: Any, year: Any, outlook: Outlook) -> Any:
    """What is forecast for a year in another; where that is beyond all bounds, nothing but infinity is left."""
    level = model.feedback_path(made, _rate(p), p["feedback"])
    pace = model.pace(made, _rate(p), p["feedback"])
    there = np.isfinite(level)
    ahead = np.maximum(year - made, 0.0)
    seen = outlook(ahead, np.where(there, level, 1.0), np.where(there, pace, 0.0), p["bias"])
    return np.where(there, seen, np.inf)


def outputs(p: Values, outlook: Outlook = model.outlook) -> dict[str, Any]:
    """Where the curve ends, what leaves the paper, since when half of it has been there, and the first forecast."""
    rate, feedback = _rate(p), p["feedback"]
    end = _end(p)
    top = np.minimum(end, HIGHEST)
    half = model.time_to(np.maximum(np.where(np.isfinite(end), end, 2.0) / 2, 1.0), rate, feedback)
    return {
        "rate": rate,
        "a_year": np.exp2(12 / p["doubling"]),
        "end": end,
        "top": top,
        "explosion": model.explosion_year(rate, feedback),
        "since_half": np.where(np.isfinite(end), HORIZON - half, 0.0),
        "first_forecast": _forecast(p, 0.0, HORIZON, outlook),
    }


def _height(p: Values, level: Any) -> Any:
    """Where a level stands on the paper, from 0 to 1."""
    return np.where(
        p["paper"] == PLAIN, level / np.minimum(_end(p), HIGHEST), np.log10(np.maximum(level, 1.0)) / DECADES
    )


def _curve(p: Values, row: Values) -> dict[str, Any]:
    """The curve up to where it ends or leaves the paper, evenly in doublings."""
    level = np.power(np.minimum(_end(p), HIGHEST), row["part"] / PARTS)
    return {"year": model.time_to(np.maximum(level, 1.0), _rate(p), p["feedback"]), "at": _height(p, level)}


def _lines(outlook: Outlook) -> Callable[[Values, Values], dict[str, Any]]:
    """The forecaster's lines, each from the year in which it was drawn to the horizon."""

    def columns(p: Values, row: Values) -> dict[str, Any]:
        seen = _forecast(p, row["made"], row["year"], outlook)
        there = np.isfinite(seen)
        return {"there": there, "at": _height(p, np.where(there, seen, 1.0))}

    return columns


def _years(outlook: Outlook) -> Callable[[Values, Values], dict[str, Any]]:
    """Year by year: the level, what was forecast for it at first, and what was forecast for the last year then."""

    def columns(p: Values, row: Values) -> dict[str, Any]:
        level = model.feedback_path(row["year"], _rate(p), p["feedback"])
        forecast, end = _forecast(p, row["year"], HORIZON, outlook), _end(p)
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

    return columns


OVERALL = {name: Overall("years", name) for name in ("made", "low", "high", "worst")}

#: The names at the right end, in the order of the rows of table `labels`.
LABELS = ("curve", "forecast")


def _labels(outlook: Outlook) -> Callable[[Values, Values], dict[str, Any]]:
    """Where the names at the right end stand: beside their lines, but never on top of one another."""

    def columns(p: Values, row: Values) -> dict[str, Any]:
        ends = [_end(p), _forecast(p, 0.0, HORIZON, outlook)]
        # What lies beyond the paper is beyond it; where the two are the same but for rounding, the curve goes first.
        curve, forecast = (np.minimum(_height(p, np.where(np.isfinite(end), end, 1e9)), 2.0) for end in ends)
        places = spread([curve, forecast - 1e-6], gap=LINE / HEIGHT, top=1.0)
        is_curve = row["order"] == 0
        beyond = np.where(is_curve, curve, forecast) > 1 + 1e-6
        infinite = np.logical_and(is_curve, model.explosion_year(_rate(p), p["feedback"]) <= HORIZON)
        name = np.where(is_curve, LABELS[0], LABELS[1])
        arrow = np.where(is_curve, f"{LABELS[0]} ↑", f"{LABELS[1]} ↑")
        return {"at": np.where(is_curve, *places), "text": np.where(infinite, "", np.where(beyond, arrow, name))}

    return columns


def _ticks(p: Values, row: Values) -> dict[str, Any]:
    """The paper's lines, and what those of plain paper stand for."""
    plain = p["paper"] == PLAIN
    return {
        "shown": np.where(plain, row["plain"], 1 - row["plain"]) > 0,
        "level": row["share"] * np.minimum(_end(p), HIGHEST),
    }


def _ticks_index() -> dict[str, Sequence[Any]]:
    decades = ["1×", "10×", "100×", "1k×", "10k×", "100k×", "1M×"]
    shares = [0.0, 0.25, 0.5, 0.75, 1.0]
    return {
        "share": [*(i / DECADES for i in range(DECADES + 1)), *shares],
        "plain": [0.0] * len(decades) + [1.0] * len(shares),
        "name": decades + [""] * len(shares),
    }


def sentence(p: Values, out: Values, own: bool = False) -> Any:
    """What the picture shows, in words; of a formula of the reader's own, only what it forecasts."""
    step = np.select(
        [p["feedback"] < -1e-9, p["feedback"] > 1e-9],
        ["each step harder than the last", "each step easier than the last"],
        "each step as hard as the last",
    )
    start = f"Doubling every {p['doubling']:.1f} months today, and {step}"
    half = np.where(out["end"] < 2, "", f"; half of that comes in the last {12 * out['since_half']:.1f} months")
    ends = np.where(
        out["explosion"] <= HORIZON,
        f"the curve reaches infinity in year {out['explosion']:.1f}: there the formula ends, and not the world",
        f"the curve comes to {times(out['end'])} today’s level in year {HORIZON}{half}",
    )
    later = np.where(
        np.logical_and(out["explosion"] > HORIZON, np.isfinite(out["explosion"])),
        f" Infinity would follow in year {out['explosion']:.1f}.",
        "",
    )
    return f"{start}, {ends}.{later} {_forecaster(p, out, own)}"


def _forecaster(p: Values, out: Values, own: bool) -> Any:
    """How the forecasts for the last year fare, one a year."""
    who: Any = np.select(
        [p["bias"] == 1, p["bias"] == 0],
        ["The forecaster with the ruler", "A forecaster who compounds at the pace of the day"],
        f"A forecaster who sees {p['bias']:.0%} of growth as a straight line",
    )
    if own:
        who = "The forecaster with your formula"
    first = f"first says {times(out['first_forecast'])} for year {HORIZON}"
    made, low, high = (f"{out[name]:.0f}" for name in ("made", "low", "high"))
    wrong = out["low"] + out["high"]
    all_of = np.select(
        [out["made"] == 1, out["made"] == 2], ["the one forecast comes", "both forecasts come"],
        f"all {made} forecasts come",
    )  # fmt: skip
    fares = np.select(
        [
            wrong == 0,
            out["low"] == out["made"],
            out["high"] == out["made"],
            out["high"] == 0,
            out["low"] == 0,
        ],
        [
            f"{all_of} out right to a tenth",
            f"{all_of} out too low",
            f"{all_of} out too high",
            f"of {made} forecasts {low} {verb(out['low'], 'comes', 'come')} out too low",
            f"of {made} forecasts {high} {verb(out['high'], 'comes', 'come')} out too high",
        ],
        f"of {made} forecasts {low} {verb(out['low'], 'comes', 'come')} out too low and {high} too high",
    )
    return f"{who} {first}; looking again every year, {fares}."


#: What the chapter asks before the picture answers.
GUESS = Guess(
    "Something grows by 10.4 % every month, and goes on so for ten years. Draw it, from the dot onwards. Mind the "
    "paper: each line stands for ten times as much as the one below.",
    "Times today’s level",
    answer="level",
    range=(1, HIGHEST),
    unit="times",
    format=",.0f",
    at=list(range(1, HORIZON + 1)),
    table="years",
    x="year",
    axis="year",
    scales=("x", "layer_1_y"),
)


def _ruler_is_right(p: Values, out: Values) -> Any:
    """The worst of the ten forecasts within a tenth of what comes, by the ruler and from today's pace."""
    fair = np.logical_and(p["bias"] == 1, p["doubling"] == SCENARIOS[OPENING]["doubling"])
    return np.where(fair, out["worst"] / (1 - CLOSE), 0.0)


def _uphill(p: Values, out: Values) -> Any:
    """A thousand times today's level although each step gets harder as it did for chips."""
    return np.where(p["feedback"] <= CHIPS + 1e-9, out["end"] / 1000, 0.0)


CHALLENGES = [
    Challenge(
        "Leave the forecaster his ruler (θ at 1) and the pace of today as it is (seven months). In what world do all "
        "ten of his forecasts come out right to a tenth?",
        _ruler_is_right,
        scenario=OPENING,
        done="Done: where each doubling takes twice as long as the last, growth is a straight line.",
    ),
    Challenge(
        "Let ideas get harder at least as fast as they did for chips, φ at −0.20 or below, and still reach a thousand "
        "times today’s level in year 10.",
        _uphill,
        scenario=OPENING,
        done="Done, by a start of five and a half months. Without the drag twelve would have been enough.",
    ),
]

#: Arguments at which a reader's formula is compared with the book's.
CASES = [
    (years, level, pace, bias)
    for years, level, pace in ((10.0, 1.0, 0.3), (1.0, 50.0, 2.0), (0.0, 3.0, 0.0))
    for bias in (0.0, 0.4, 1.0)
]

DATA = Data(
    "years",
    {
        "year": ("Year", "d"), "level": ("Level", ",.1f"), "first": ("As forecast today", ",.1f"),
        "outlook": (f"Year {HORIZON} as forecast then", ",.1f"),
    },
    f"The level year by year, what was forecast for it today, and what was then forecast for year {HORIZON}: all as "
    "multiples of today’s level",
)  # fmt: skip

_YEAR = alt.Scale(domain=[0, HORIZON], nice=False)
_UNIT = alt.Scale(domain=[0, 1], nice=False)


def _x(field: str) -> alt.X:
    axis = alt.Axis(
        values=list(range(0, HORIZON + 1, 2)), labelExpr="datum.value ? datum.value : 'today'", grid=False, tickSize=4,
        title="years from today", titlePadding=2,
    )  # fmt: skip
    return alt.X(field, scale=_YEAR, axis=axis)


def _y(field: str) -> alt.Y:
    return alt.Y(field, scale=_UNIT, axis=None)


def _paper() -> list[Any]:
    """The lines of the paper with what they stand for, and the dot from which everything starts."""
    one = alt.Chart(alt.InlineData(values=[{}]))
    amount = "format(datum.level, datum.level < 1000 ? '.3~r' : '.3~s') + (datum.level ? '×' : '')"
    ticks = alt.Chart(alt.NamedData("ticks")).transform_filter("datum.shown").transform_calculate(
        text=f"datum.plain ? {amount} : datum.name"
    )  # fmt: skip
    left, right = alt.value(0), alt.value(alt.ExprRef("width"))
    start = alt.YDatum(alt.ExprRef(f"paper == {PLAIN} ? 1 / top : 0"), type="quantitative", scale=_UNIT, axis=None)
    return [
        ticks.mark_rule(color="var(--kl-grid)").encode(x=left, x2=right, y=_y("share:Q")),
        ticks.mark_text(align="right", dx=-8, color=MUTED).encode(x=left, y=_y("share:Q"), text="text:N"),
        one.mark_text(align="left", baseline="bottom", fontWeight="bold", text="times today’s level").encode(
            x=alt.value(-42), y=alt.value(-28)
        ),
        one.mark_point(size=90, filled=True, opacity=1, color=INK).encode(x=left, y=start),
    ]  # fmt: skip


def _answer(ask: bool) -> list[Any]:
    """The curve, the forecaster's lines and their names; while a line is being drawn they wait."""
    waits = "revealed" if ask else "true"

    def rows(name: str, where: str = waits) -> alt.Chart:
        return alt.Chart(alt.NamedData(name)).transform_filter(where)

    hue = color("forecast")
    right = alt.value(alt.ExprRef("width"))
    infinite = rows("years", f"{waits} && datum.year == 0 && explosion <= {HORIZON}")
    at = alt.XDatum(alt.ExprRef(f"min(explosion, {HORIZON})"), type="quantitative", scale=_YEAR)
    left_of = f"explosion > {HORIZON / 2}"
    hues = alt.Scale(domain=[0, 1], range=[INK, hue])
    return [
        rows("lines", f"{waits} && datum.there").mark_line(color=hue, strokeWidth=1.5, clip=True, opacity=0.85).encode(
            x=_x("year:Q"), y=_y("at:Q"), detail="made:O", order="year:Q"
        ),
        infinite.mark_rule(color=MUTED, strokeDash=[3, 3]).encode(x=at, y=alt.value(0), y2=alt.value(HEIGHT)),
        infinite.mark_text(
            baseline="bottom", dy=-5, color=MUTED, text="infinity",
            align=alt.ExprRef(f"{left_of} ? 'right' : 'left'"),
        ).encode(x=at, y=alt.value(0)),
        rows("curve").mark_line(color=INK, strokeWidth=4, clip=True, strokeCap="round").encode(
            x=_x("year:Q"), y=_y("at:Q"), order="part:Q"
        ),
        rows("years", f"{waits} && datum.dot && datum.at <= 1").mark_point(
            size=40, filled=True, opacity=1, color=hue, stroke=SURFACE, strokeWidth=1.5
        ).encode(x=_x("year:Q"), y=_y("at:Q")),
        rows("labels").mark_text(align="left", dx=8).encode(
            x=right, y=_y("at:Q"), text="text:N", color=alt.Color("order:N", scale=hues, legend=None)
        ),
    ]  # fmt: skip


def _drawn() -> list[Any]:
    """The reader's own line, on whichever paper lies there."""
    drawn = alt.Chart(alt.NamedData("guess")).transform_calculate(
        at=f"paper == {PLAIN} ? datum.y / top : log(datum.y) / log({HIGHEST})"
    )
    hue = color("reader")
    name = drawn.transform_filter(f"revealed && datum.x == {HORIZON // 2} && datum.at <= 1")
    style: dict[str, Any] = {"align": "right", "dx": -6, "dy": -9, "fontStyle": "italic", "text": "your line"}
    return [
        drawn.mark_line(color=hue, strokeWidth=2.5, strokeDash=[6, 3], clip=True).encode(x=_x("x:Q"), y=_y("at:Q")),
        drawn.mark_point(size=34, filled=True, opacity=1, color=hue, clip=True).encode(x=_x("x:Q"), y=_y("at:Q")),
        name.mark_text(**style, stroke=SURFACE, strokeWidth=4).encode(x=_x("x:Q"), y=_y("at:Q")),
        name.mark_text(**style, color=hue).encode(x=_x("x:Q"), y=_y("at:Q")),
    ]


def picture(ask: bool = False) -> alt.LayerChart:
    """The chart, over the explorer's tables, with a place for the reader's line."""
    layers: Any = alt.layer(*_paper(), *_answer(ask), *(_drawn() if ask else []))
    if ask:
        # What the hand draws is read off the logarithmic paper, which nothing else needs as a scale.
        levels = alt.Y("y:Q", scale=alt.Scale(type="log", domain=[1, HIGHEST], nice=False), axis=None)
        ruled = alt.Chart(alt.NamedData("guess")).mark_point(opacity=0).encode(x=_x("x:Q"), y=levels)
        layers = alt.layer(layers, ruled).resolve_scale(y="independent")
    size = {"width": 520, "height": HEIGHT, "padding": {"left": 50, "right": 70, "top": TOP, "bottom": 40}}
    sized: alt.LayerChart = layers.properties(**size)
    return sized


@takes_formula("forecast(years, level, pace, bias)")
def explore(
    outlook: Outlook = model.outlook,
    *,
    scenario: str = OPENING,
    first: tuple[str, ...] = ("doubling", "feedback", "bias", "paper"),
    ask: bool = False,
    carry: Sequence[Carry] = (),
) -> LiveChart:
    """The explorer, live.

    Parameters
    ----------
    outlook : callable, optional
        ``outlook(years, level, pace, bias)`` is what the forecaster expects so many years ahead, from the level and
        the pace of the day; change it and see whether he does better.
    scenario : str, optional
        The scenario to open with, one of `SCENARIOS`.
    first : tuple of str, optional
        The parameters whose controls show at once.
    ask : bool, optional
        Whether the reader is asked to draw first.
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
    >>> round(live.end), round(live.first_forecast, 1), live.low
    (144715, 12.9, 10.0)
    """
    own = is_changed(outlook, model.outlook, CASES)
    parts = list(range(PARTS + 1))
    shares = [(1 - math.cos(math.pi * piece / PIECES)) / 2 for piece in range(PIECES + 1)]
    pieces = [(made, made + (HORIZON - made) * share) for made in range(HORIZON) for share in shares]
    tables = {
        "curve": Table({"part": parts}, _curve),
        "lines": Table({"made": [m for m, _ in pieces], "year": [y for _, y in pieces]}, _lines(outlook)),
        "years": Table({"year": list(range(HORIZON + 1))}, _years(outlook)),
        "labels": Table({"order": list(range(len(LABELS)))}, _labels(outlook)),
        "ticks": Table(_ticks_index(), _ticks),
    }
    return explorer(
        picture(ask),
        parameters(),
        outputs=lambda p: outputs(p, outlook),
        tables=tables,
        lists=OVERALL,
        sentence=lambda p, out: sentence(p, out, own),
        name="compounding",
        title="Ten years of growth, and a forecast of them made anew every year",
        scenarios=SCENARIOS,
        scenario=scenario,
        first=first,
        style=STYLE,
        guess=GUESS if ask else None,
        challenges=challenges(CHALLENGES, own),
        data=DATA,
        carry=carry,
    )
