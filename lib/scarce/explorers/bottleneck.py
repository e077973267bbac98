"""The bottleneck explorer: six inputs over the years, output held by the scarcest, and who binds when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

import altair as alt
import numpy as np
from kernelless import Carry, Challenge, Data, Guess, LiveChart, Parameter, Rows, Table, explorer, takes_formula
from kernelless.model import Values
from kernelless.theme import INK, SURFACE

from ..models import bottleneck as model
from ..models.bottleneck import INPUTS
from .palette import STYLE, color
from .words import challenges, is_changed, times

#: Equal weights: the essay gives no reason to count one input more than another.
WEIGHTS = [1 / len(INPUTS)] * len(INPUTS)

#: What is drawn of the levels; more than 64 times today's need is plenty whatever it is.
LOWEST, HIGHEST = 0.5, 64.0
HEIGHT, TOP, LINE = 220, 55, 15
#: Names over spans stand in so many rows; a name takes so many pixels, and no more than so many of the picture.
ROWS, NAME = 3, 96
STEPS = 60
LONGEST = 30

#: Growth a year and headroom today of each input, with the source of each rate. Headrooms are assumed
#: throughout: nobody publishes how many times today's need of tasks or feedback there is.
RATES: dict[str, dict[str, tuple[float, float, str]]] = {
    "people execute (2015)": {
        "compute": (0.26, 3, "masanet2020"),
        "hardware": (0.33, 3, "hobbhahn2022gpu"),
        "energy": (0.01, 3, "masanet2020"),
        "execution": (0.05, 1, "bls_ooh"),
        "tasks": (0.05, 5, "assumed"),
        "feedback": (0.05, 2.5, "assumed"),
    },
    "chips and power (2023)": {
        "compute": (1.3, 1.2, "emberson2025stock"),
        "hardware": (0.3, 1, "epoch2025hardware"),
        "energy": (0.12, 1.5, "iea2025"),
        "execution": (0.25, 2.5, "assumed"),
        "tasks": (0.05, 3, "assumed"),
        "feedback": (0.08, 4, "assumed"),
    },
    "execution solved (2026)": {
        "compute": (1.3, 2, "emberson2025stock"),
        "hardware": (0.3, 4, "epoch2025hardware"),
        "energy": (0.12, 4, "iea2025"),
        "execution": (1.0, 1, "assumed"),
        "tasks": (0.05, 3, "assumed"),
        "feedback": (0.08, 4, "assumed"),
    },
    "everything scales": dict.fromkeys(INPUTS, (0.4, 1, "assumed")),
    "tasks outrun execution (reversed)": {
        "compute": (1.3, 2, "emberson2025stock"),
        "hardware": (0.3, 4, "epoch2025hardware"),
        "energy": (0.12, 4, "iea2025"),
        "execution": (0.05, 3, "assumed"),
        "tasks": (1.0, 1, "assumed"),
        "feedback": (0.08, 4, "assumed"),
    },
}
FIRST_YEARS = {"people execute (2015)": 2015, "chips and power (2023)": 2023}
OPENING = "execution solved (2026)"


def _settings(rates: dict[str, tuple[float, float, str]], first_year: int) -> dict[str, float]:
    growth = {name: float(rate) for name, (rate, _, _) in rates.items()}
    headroom = {f"headroom_{name}": float(start) for name, (_, start, _) in rates.items()}
    return {**growth, **headroom, "first_year": float(first_year)}


#: Every scenario as the values of all parameters that it sets; the others are at their defaults.
SCENARIOS = {name: _settings(rates, FIRST_YEARS.get(name, 2026)) for name, rates in RATES.items()}

#: Degrees of substitution by what the reader sees.
SUBSTITUTION = {
    "0 – none": 0.0, "0.1": 0.1, "0.25": 0.25, "0.5": 0.5, "0.75": 0.75, "0.9": 0.9, "1": 1.0,
    "1.5": 1.5, "2": 2.0, "4": 4.0, "∞ – perfect": np.inf,
}  # fmt: skip

_MEANINGS = {
    "compute": "the computing power installed",
    "hardware": "what a chip does for its price",
    "energy": "the electricity to run it",
    "execution": "the capacity to carry work out, by people or machines",
    "tasks": "work worth doing that someone has put into words",
    "feedback": "the speed at which the world says whether it was right",
}


def parameters() -> list[Parameter]:
    """Growth and headroom of each input, substitution, horizon and first year; defaults as it opens."""
    start = SCENARIOS[OPENING]
    growth = [
        Parameter(
            name, f"{name.capitalize()} grow" + ("" if name == "tasks" else "s"), start[name], range=(-0.1, 1.5),
            step=0.01, unit="a year", format="+.0%", help=f"How fast {name} grows: {meaning}.",
        )
        for name, meaning in _MEANINGS.items()
    ]  # fmt: skip
    headroom = [
        Parameter(
            f"headroom_{name}", f"{name.capitalize()} today", start[f"headroom_{name}"], range=(1, 8),
            step=0.1, unit="times what today's output needs", format=".1f",
            help=f"How many times what today's output needs there is of {name}.",
        )
        for name in INPUTS
    ]  # fmt: skip
    return [
        *growth,
        *headroom,
        Parameter(
            "sigma", "Substitution σ", 0.0, stops=SUBSTITUTION, format=".2~f",
            help="How well inputs stand in for one another: 0 not at all, infinity perfectly.",
        ),
        Parameter("horizon", "Years ahead", 10, range=(3, LONGEST), step=1, unit="years", format=".0f"),
        Parameter("first_year", "First year", start["first_year"], range=(2000, 2040), step=1, format="d"),
    ]  # fmt: skip


def _growth(p: Values) -> dict[str, Any]:
    return {name: p[name] for name in INPUTS}


def _headroom(p: Values) -> dict[str, Any]:
    return {name: p[f"headroom_{name}"] for name in INPUTS}


def _level(p: Values, name: str, years: Any) -> Any:
    return model.level(years, p[name], p[f"headroom_{name}"])


def _total(values: Any) -> Any:
    return reduce(np.add, list(values))


def _pick(conditions: list[Any], texts: Sequence[Any], default: Any = "") -> Any:
    return np.select(conditions, list(texts), default)


Output = model.Aggregate


def _output_path(formula: Output, p: Values, years: Any) -> Any:
    """Output over the years as an index, from a formula for levels."""
    return model.output_path(years, _growth(p), _headroom(p), WEIGHTS, p["sigma"], formula)


def outputs(p: Values, formula: Output = model.ces) -> dict[str, Any]:
    """Growth ceiling, relaxation gain and output at the horizon; the lists come from the table of inputs."""
    return {
        "ceiling": model.growth_ceiling(*_growth(p).values()),
        "relaxation_gain": model.relaxation_gain(_growth(p)),
        "output_at_horizon": _output_path(formula, p, p["horizon"]),
    }


LISTS = {
    "binding": Rows("inputs", "scarcest", ("input",)),
    "handovers": Rows("inputs", "takes_over", ("start", "before", "input"), sort="start"),
}


def _inputs(p: Values, row: Values, own: bool = False) -> dict[str, Any]:
    """For each input: its line, and when it binds (at sigma = 0)."""
    headroom = list(_headroom(p).values())
    starts, ends = model.binding_spans(_growth(p), _headroom(p))
    scarcest = reduce(np.minimum, headroom)
    start, end = np.choose(row["place"], starts), np.choose(row["place"], ends)
    level = np.choose(row["place"], headroom)
    growth = np.choose(row["place"], list(_growth(p).values()))
    binds = start < end
    return {
        "says": _span_text(p, row, level, growth, own),
        "level": level,
        "last_level": np.choose(row["place"], [_level(p, name, p["horizon"]) for name in INPUTS]),
        "start": start,
        "scarcest": level == scarcest,
        "takes_over": np.logical_and(binds, start > 0),
        "before": _pick([np.logical_and(e == start, s < e) for s, e in zip(starts, ends, strict=True)], list(INPUTS)),
        "shown": np.logical_and(binds, start < p["horizon"]),
        "from_year": p["first_year"] + start,
        "to_year": p["first_year"] + np.minimum(end, p["horizon"]),
        "turn": _before(start, starts, ends) % ROWS,
        "room": _room(p, start, starts, ends),
        "handover_level": np.choose(row["place"], [_level(p, n, s) for n, s in zip(INPUTS, starts, strict=True)]),
    }  # fmt: skip


def _before(start: Any, starts: list[Any], ends: list[Any]) -> Any:
    """How many inputs have bound before one that starts then."""
    return _total(np.where(np.logical_and(s < start, s < e), 1.0, 0.0) for s, e in zip(starts, ends, strict=True))


def _room(p: Values, start: Any, starts: list[Any], ends: list[Any]) -> Any:
    """The part of the picture up to the next name in the same row, or to the end."""
    turn = _before(start, starts, ends)
    same = [np.logical_and(s < e, _before(s, starts, ends) == turn + ROWS) for s, e in zip(starts, ends, strict=True)]
    following = reduce(np.minimum, [np.where(each, s, LONGEST * 10.0) for each, s in zip(same, starts, strict=True)])
    return (following - start) / p["horizon"]


def _binds(p: Values, own: bool) -> Any:
    """Whether the scarcest input holds output: only where none stands in for it, and by the book's own formula."""
    return np.logical_and(p["sigma"] < 1, not own)


def _span_text(p: Values, row: Values, level: Any, growth: Any, own: bool) -> Any:
    """What stands over the span of an input: who binds, alone or with those whose line is the same."""
    headroom = _headroom(p)
    alike = _total(np.where(np.logical_and(level == headroom[n], growth == p[n]), 1.0, 0.0) for n in INPUTS)
    binds = _binds(p, own)
    together = [
        np.where(binds, f"{number} bind together", f"{number} equally scarce")
        for number in ("two", "three", "four", "five", "all six")
    ]
    alone = np.where(
        binds,
        np.choose(row["place"], [f"{name} {_verb(name, 'binds', 'bind')}" for name in INPUTS]),
        np.choose(row["place"], [f"{name} scarcest" for name in INPUTS]),
    )
    return _pick([alike == number for number in range(2, len(INPUTS) + 1)], together, alone)


def _labels(formula: Output) -> Callable[[Values, Values], dict[str, Any]]:
    """Where the names at the right end stand: beside their lines, but never on top of one another."""

    def columns(p: Values, row: Values) -> dict[str, Any]:
        ends = [*(_level(p, name, p["horizon"]) for name in INPUTS), _output_path(formula, p, p["horizon"])]
        heights = [np.log2(np.clip(end, LOWEST, HIGHEST)) for end in ends]
        places = spread(heights, gap=np.log2(HIGHEST / LOWEST) * LINE / HEIGHT, top=np.log2(HIGHEST))
        return {
            "at": np.power(2.0, np.choose(row["place"], places)),
            "text": np.where(np.choose(row["place"], ends) > HIGHEST, _with_arrow(row), row["input"]),
        }

    return columns


def _with_arrow(row: Values) -> Any:
    names = [*INPUTS, "output"]
    return np.choose(row["place"], [f"{name} ↑" for name in names])


def spread(heights: list[Any], gap: float, top: float) -> list[Any]:
    """Heights for labels, in the same order, at least `gap` apart and not above `top`."""
    count = len(heights)
    ranks = [
        _total(
            np.where(other < height if j >= i else other <= height, 1.0, 0.0)
            for j, other in enumerate(heights) if j != i
        )
        for i, height in enumerate(heights)
    ]  # fmt: skip
    pushed = [
        reduce(np.maximum, [
            np.where(ranks[j] <= ranks[i], heights[j] + (ranks[i] - ranks[j]) * gap, heights[i])
            for j in range(count)
        ])
        for i in range(count)
    ]  # fmt: skip
    return [np.minimum(place, top - (count - 1 - rank) * gap) for place, rank in zip(pushed, ranks, strict=True)]


def _verb(name: str, singular: str, plural: str) -> str:
    return plural if name == "tasks" else singular


def sentence(p: Values, out: Values, own: bool = False) -> Any:
    """What the picture shows, in words; with a formula of the reader's own, only what the levels say."""
    starts, ends = model.binding_spans(_growth(p), _headroom(p))
    spans = list(zip(starts, ends, strict=True))
    at_first = [np.logical_and(s < e, s == 0) for s, e in spans]
    first_end = reduce(np.minimum, [np.where(first, e, np.inf) for first, (_, e) in zip(at_first, spans, strict=True)])
    second = [np.logical_and(s < e, s == first_end) for s, e in spans]
    last = [np.logical_and(s < e, np.logical_and(s < p["horizon"], e >= p["horizon"])) for s, e in spans]
    changes = _total(
        np.where(np.logical_and(s < e, np.logical_and(s > 0, s < p["horizon"])), 1.0, 0.0) for s, e in spans
    )
    scarcest = reduce(np.minimum, list(_headroom(p).values()))
    tied = _total(np.where(h == scarcest, 1.0, 0.0) for h in _headroom(p).values())

    year, end = np.floor(p["first_year"] + first_end), f"{p['first_year'] + p['horizon']:.0f}"
    opening = np.select(
        [tied == len(INPUTS), tied > 1],
        ["All six inputs start equally scarce", f"{_few(tied)} inputs start equally scarce"],
        _pick(at_first, [f"{name.capitalize()} {_verb(name, 'is', 'are')} the scarcest input" for name in INPUTS]),
    )
    binds = _binds(p, own)
    takes_over = np.where(
        binds,
        _pick(second, [f"{name} {_verb(name, 'takes', 'take')} over" for name in INPUTS]),
        _pick(second, [f"{name} {_verb(name, 'becomes', 'become')} so" for name in INPUTS]),
    )
    binds_last = np.where(
        binds,
        _pick(last, [f"by {end} {name} {_verb(name, 'binds', 'bind')}" for name in INPUTS]),
        _pick(last, [f"by {end} {name} {_verb(name, 'is', 'are')} so" for name in INPUTS]),
    )
    middle = np.select(
        [changes == 0, changes == 1],
        [" all the way", f" until {year:.0f}, when {takes_over}"],
        f" until {year:.0f}, when {takes_over}; {binds_last}",
    )
    reaches = f"In {end} output is {times(out['output_at_horizon'])} what it was"
    pace = np.select(
        [p["sigma"] < 1, p["sigma"] == 1],
        [
            f", and in the long run it cannot outgrow the slowest input: {out['ceiling']:+.0%} a year",
            ", and every input counts by its weight: none binds alone",
        ],
        ", and no input holds it back for good, for others stand in for the scarcest",
    )
    scarcest_of_all = np.where(tied > 1, opening, f"{opening}{middle}")
    return f"{scarcest_of_all}. {reaches}{'' if own else pace}."


def _few(number: Any) -> Any:
    """A number from two to five as a word that begins a sentence."""
    return np.select([number == 2, number == 3, number == 4], ["Two", "Three", "Four"], "Five")


#: What the chapter asks before the picture answers.
GUESS = Guess(
    "Execution doubles every year, and tasks to give it grow by a twentieth. Today there are three times as many "
    "tasks as anyone can carry out. How many times today’s output will there be in ten years?",
    "Output in ten years",
    answer="output_at_horizon",
    range=(0, 1e6),
    unit="times",
    format=",.1f",
)


def _touched(p: Values, scenario: str) -> Any:
    """How many sliders stand elsewhere than in a scenario; those of the calendar do not count."""
    start = {parameter.name: parameter.default for parameter in parameters()} | SCENARIOS[scenario]
    names = [name for name in start if name not in ("horizon", "first_year")]
    return _total(np.where(p[name] == start[name], 0.0, 1.0) for name in names)


def _goal(scenario: str, times: float, sliders: int, fixed: str = "horizon") -> Callable[[Values, Values], Any]:
    """Progress towards output of so many times, in ten years and by touching so many sliders at most."""

    def progress(p: Values, out: Values) -> Any:
        start = {parameter.name: parameter.default for parameter in parameters()} | SCENARIOS[scenario]
        fair = np.logical_and(_touched(p, scenario) <= sliders, p[fixed] == start[fixed])
        return np.where(np.logical_and(fair, p["horizon"] == start["horizon"]), out["output_at_horizon"] / times, 0.0)

    return progress


CHALLENGES = [
    Challenge(
        "It is 2015. Bring output to three times what it was within the ten years, touching one slider only.",
        _goal("people execute (2015)", times=3, sliders=1),
        scenario="people execute (2015)",
        done="Done: more hands were enough, for there was plenty of everything else. That is what scarce means.",
    ),
    Challenge(
        "Execution is solved. Bring output to ten times what it was within the ten years, touching two sliders, and "
        "leaving substitution at none.",
        _goal(OPENING, times=10, sliders=2, fixed="sigma"),
        scenario=OPENING,
        done="Done: what was scarce first, and what was scarce next. Execution was neither.",
    ),
]

#: Levels, weights and elasticities at which a reader's formula is compared with the book's.
CASES = [
    (levels, WEIGHTS, sigma)
    for levels in ([1.0, 2.0, 3.0, 4.0, 5.0, 6.0], [7.0, 0.5, 1.0, 1.0, 64.0, 1.0])
    for sigma in (0.0, 0.5, 1.0, 2.0, np.inf)
]

DATA = Data(
    "years",
    {"year": ("Year", "d"), **{name: (name.capitalize(), ".2f") for name in INPUTS}, "output": ("Output", ".2f")},
    "Each input as a multiple of what today’s output needs, and output as a multiple of today’s, year by year",
    where="ahead",
)


def _years(formula: Output) -> Callable[[Values, Values], dict[str, Any]]:
    """Each year's levels and output, for those who would rather read numbers."""

    def columns(p: Values, row: Values) -> dict[str, Any]:
        return {
            "year": p["first_year"] + row["after"],
            **{name: _level(p, name, row["after"]) for name in INPUTS},
            "output": _output_path(formula, p, row["after"]),
            "ahead": row["after"] <= p["horizon"],
        }

    return columns


def _guessed(right: Any, size: alt.Scale) -> list[alt.Chart]:
    """The reader's guess beside the answer: a level at the right end of the picture."""
    one = alt.Chart(alt.InlineData(values=[{}])).transform_filter("isValid(guess)").transform_calculate(
        height=f"clamp(guess, {LOWEST}, {HIGHEST})",
        text=f"guess > {HIGHEST} ? 'your guess ↑' : guess < {LOWEST} ? 'your guess ↓' : 'your guess'",
    )  # fmt: skip
    up = alt.Y("height:Q", scale=size)
    return [
        one.mark_tick(orient="horizontal", size=56, thickness=2, color=INK, strokeDash=[3, 2], xOffset=-28).encode(
            x=right, y=up
        ),
        one.mark_text(align="right", dx=-4, dy=alt.ExprRef("datum.height < 1 ? -8 : 9"), fontStyle="italic").encode(
            x=right, y=up, text="text:N"
        ),
    ]


def picture(ask: bool = False) -> alt.TopLevelMixin:
    """The chart, over the tables `inputs`, `path` and `labels`, with a place for the reader's guess."""
    hues = alt.Scale(domain=[*INPUTS, "output"], range=[*map(color, INPUTS), INK])
    hue = alt.Color("input:N", scale=hues, legend=None)
    time = alt.Scale(
        domainMin=alt.ExprRef("first_year"), domainMax=alt.ExprRef("first_year + horizon"), nice=False, zero=False
    )
    size = alt.Scale(type="log", base=2, domain=[LOWEST, HIGHEST], nice=False)
    years = alt.X(
        "from_year:Q",
        scale=time,
        axis=alt.Axis(
            format="d",
            grid=False,
            tickCount=alt.ExprRef("width / 80"),
            labelOverlap="greedy",
            title=None,
            labelFlush=True,
        ),
    )
    times = alt.Axis(
        values=[0.5, 1, 2, 4, 8, 16, 32, 64], labelExpr="datum.value + '×'", title=None, tickSize=0, domain=False
    )
    left = alt.XDatum(alt.ExprRef("first_year"), type="quantitative", scale=time)
    right = alt.XDatum(alt.ExprRef("first_year + horizon"), type="quantitative", scale=time)
    inputs = alt.Chart(alt.NamedData("inputs"))
    shown = inputs.transform_filter("datum.shown")
    bands = shown.mark_rect(opacity=0.13).encode(
        x=years, x2="to_year:Q", color=hue, y=alt.value(0), y2=alt.value(HEIGHT)
    )
    # A name stands left of its beginning where it would run out at the right, and not at all where the next is near.
    late = f"(first_year + horizon - datum.from_year) / horizon * width < {NAME} - 84"
    roomy = shown.transform_filter(f"datum.room * width > {NAME}")
    names = roomy.mark_text(
        align=alt.ExprRef(f"{late} ? 'right' : 'left'"), baseline="bottom", dx=alt.ExprRef(f"{late} ? -3 : 3"),
        fontWeight="bold",
    ).encode(
        x="from_year:Q", color=hue, text=alt.Text("says:N"), y=alt.value(alt.ExprRef(f"-6 - {LINE} * datum.turn")),
    )  # fmt: skip
    output = alt.Chart(alt.NamedData("path")).mark_line(strokeWidth=6, clip=True, strokeCap="round").encode(
        x=alt.X("year:Q", scale=time), y=alt.Y("output:Q", scale=size, axis=times), order="step:Q"
    )  # fmt: skip
    lines = inputs.mark_rule(clip=True, strokeWidth=2).encode(
        x=left, x2=alt.X2Datum(alt.ExprRef("first_year + horizon")),
        y=alt.Y("level:Q", scale=size), y2="last_level:Q", color=hue,
        opacity=alt.condition("datum.shown", alt.value(1), alt.value(0.45)),
    )  # fmt: skip
    over = shown.transform_filter("datum.takes_over")
    moment = over.mark_rule(strokeDash=[3, 3]).encode(x="from_year:Q", color=hue, y=alt.value(0), y2=alt.value(HEIGHT))
    turning = over.mark_point(size=110, filled=True, opacity=1, stroke=SURFACE, strokeWidth=2).encode(
        x="from_year:Q", y=alt.Y("handover_level:Q", scale=size), color=hue
    )  # fmt: skip
    ends = alt.Chart(alt.NamedData("labels")).mark_text(align="left", dx=6).encode(
        x=right, y=alt.Y("at:Q", scale=size), color=hue, text="text:N",
    )  # fmt: skip
    guessed = _guessed(right, size) if ask else []
    layers = alt.layer(bands, names, moment, output, lines, turning, ends, *guessed)
    return layers.properties(width=560, height=HEIGHT, padding={"left": 36, "right": 84, "top": TOP, "bottom": 26})


def rates_table() -> str:
    """The scenarios' growth rates as a Markdown table, each with its source or the word *assumed*."""
    head = ["growth a year", *(name.split(" (")[0] + (f" ({FIRST_YEARS.get(name, 2026)})") for name in RATES)]
    lines = [head, ["---"] * len(head)]
    for name in INPUTS:
        cells = [RATES[scenario][name] for scenario in RATES]
        lines.append([f"**{name}**", *(f"{rate:+.0%} {_source(source)}" for rate, _, source in cells)])
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _source(key: str) -> str:
    return "*assumed*" if key == "assumed" else f"{{cite}}`{key}`"


@takes_formula("output(levels, weights, sigma)")
def explore(
    formula: Output = model.ces,
    *,
    scenario: str = OPENING,
    first: tuple[str, ...] = ("tasks", "execution", "sigma"),
    ask: bool = False,
    carry: Sequence[Carry] = (),
) -> LiveChart:
    """The explorer, live.

    Parameters
    ----------
    formula : callable, optional
        ``formula(levels, weights, sigma)`` gives output from six levels; change it and see what follows.
        One that cannot be traced (a loop over data, a Python `if`) is computed by the kernel.
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
    >>> live.binding, round(live.ceiling, 4)
    (['execution'], 0.05)
    >>> [(round(year, 2), before, after) for year, before, after in live.handovers]
    [(1.7, 'execution', 'tasks')]
    """
    places = list(range(len(INPUTS) + 1))
    own = is_changed(formula, model.ces, CASES)
    tables = {
        "inputs": Table({"input": INPUTS, "place": places[:-1]}, lambda p, row: _inputs(p, row, own)),
        "path": Table(
            {"step": list(range(STEPS + 1))},
            lambda p, row: {
                "year": p["first_year"] + p["horizon"] * row["step"] / STEPS,
                "output": _output_path(formula, p, p["horizon"] * row["step"] / STEPS),
            },
        ),
        "labels": Table({"input": [*INPUTS, "output"], "place": places}, _labels(formula)),
        "years": Table({"after": list(range(LONGEST + 1))}, _years(formula)),
    }
    return explorer(
        picture(ask),
        parameters(),
        outputs=lambda p: outputs(p, formula),
        tables=tables,
        lists=LISTS,
        sentence=lambda p, out: sentence(p, out, own),
        name="bottleneck",
        title="Six inputs and output over the years",
        scenarios=SCENARIOS,
        scenario=scenario,
        first=first,
        style=STYLE,
        guess=GUESS if ask else None,
        challenges=challenges(CHALLENGES, own),
        data=DATA,
        carry=carry,
    )
