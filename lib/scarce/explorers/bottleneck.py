"""The bottleneck explorer: six inputs over the years, output held by the scarcest, and who binds when.

>>> live = explore()
>>> live.binding, round(live.ceiling, 4)
(['execution'], 0.05)
>>> [(round(year, 2), before, after) for year, before, after in live.handovers]
[(1.7, 'execution', 'tasks')]
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce
from itertools import product
from typing import Any

import altair as alt
import numpy as np
from kernelless import Data, Guess, Parameter, Rows
from kernelless.model import Values
from kernelless.theme import INK

from ..models import bottleneck as model
from ..models.bottleneck import INPUTS
from . import kit
from .kit import count, pixels, rows, rule, text
from .labels import spread
from .palette import color
from .words import cited, markdown, times

#: Equal weights: the essay gives no reason to count one input more than another.
WEIGHTS = [1 / len(INPUTS)] * len(INPUTS)

#: What is drawn of the levels; more than 64 times today's need is plenty whatever it is.
LOWEST, HIGHEST = 0.5, 64.0
HEIGHT, TOP, LINE = 220, 55, 15
#: Names over spans stand in so many rows; a name takes so many pixels, and no more than so many of the picture.
ROWS, NAME = 3, 96
STEPS, LONGEST = 60, 30
PLACES = range(len(INPUTS) + 1)

PEOPLE, OPENING = "people execute (2015)", "execution solved (2026)"
_SOLVED: dict[str, tuple[float, float, str]] = {
    "compute": (1.3, 2, "emberson2025stock"), "hardware": (0.3, 4, "epoch2025hardware"),
    "energy": (0.12, 4, "iea2025"), "execution": (1.0, 1, "assumed"),
    "tasks": (0.05, 3, "assumed"), "feedback": (0.08, 4, "assumed"),
}  # fmt: skip
#: Growth a year and headroom today of each input, with the source of each rate. Headrooms are assumed
#: throughout: nobody publishes how many times today's need of tasks or feedback there is.
RATES: dict[str, dict[str, tuple[float, float, str]]] = {
    PEOPLE: {
        "compute": (0.26, 3, "masanet2020"), "hardware": (0.33, 3, "hobbhahn2022gpu"),
        "energy": (0.01, 3, "masanet2020"), "execution": (0.05, 1, "bls_ooh"),
        "tasks": (0.05, 5, "assumed"), "feedback": (0.05, 2.5, "assumed"),
    },
    "chips and power (2023)": {
        "compute": (1.3, 1.2, "emberson2025stock"), "hardware": (0.3, 1, "epoch2025hardware"),
        "energy": (0.12, 1.5, "iea2025"), "execution": (0.25, 2.5, "assumed"),
        "tasks": (0.05, 3, "assumed"), "feedback": (0.08, 4, "assumed"),
    },
    OPENING: _SOLVED,
    "everything scales": dict.fromkeys(INPUTS, (0.4, 1, "assumed")),
    "tasks outrun execution (reversed)": _SOLVED | {"execution": _SOLVED["tasks"], "tasks": _SOLVED["execution"]},
}  # fmt: skip
FIRST_YEARS = {PEOPLE: 2015, "chips and power (2023)": 2023}

#: Every scenario as the values of all parameters that it sets; the others are at their defaults.
SCENARIOS = kit.Scenarios({
    name: {
        **{each: (rate, source) for each, (rate, _, source) in rates.items()},
        **{f"headroom_{each}": start for each, (_, start, _) in rates.items()},
        "first_year": FIRST_YEARS.get(name, 2026),
    }
    for name, rates in RATES.items()
}, OPENING)  # fmt: skip

#: Degrees of substitution by what the reader sees.
SUBSTITUTION = {"0 – none": 0.0} | kit.stops(0.1, 0.25, 0.5, 0.75, 0.9, 1, 1.5, 2, 4) | {"∞ – perfect": np.inf}

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
    return [
        *(Parameter(name, f"{name.capitalize()} grow" + ("" if name == "tasks" else "s"), start[name],
                    range=(-0.1, 1.5), step=0.01, unit="a year", format="+.0%",
                    help=f"How fast {name} grows: {meaning}.")
          for name, meaning in _MEANINGS.items()),
        *(Parameter(f"headroom_{name}", f"{name.capitalize()} today", start[f"headroom_{name}"], range=(1, 8),
                    step=0.1, unit="times what today's output needs", format=".1f",
                    help=f"How many times what today's output needs there is of {name}.")
          for name in INPUTS),
        Parameter("sigma", "Substitution σ", 0.0, stops=SUBSTITUTION, format=".2~f",
                  help="How well inputs stand in for one another: 0 not at all, infinity perfectly."),
        Parameter("horizon", "Years ahead", 10, range=(3, LONGEST), step=1, unit="years", format=".0f"),
        Parameter("first_year", "First year", start["first_year"], range=(2000, 2040), step=1, format="d"),
    ]  # fmt: skip


def _growth(p: Values) -> dict[str, Any]:
    return {name: p[name] for name in INPUTS}


def _headroom(p: Values) -> dict[str, Any]:
    return {name: p[f"headroom_{name}"] for name in INPUTS}


def _levels(p: Values, years: Any) -> dict[str, Any]:
    """Each input's level after so many years."""
    return {name: model.level(years, p[name], p[f"headroom_{name}"]) for name in INPUTS}


def _output(p: Values, years: Any, formula: Any) -> Any:
    """Output over the years as an index, from a formula for levels."""
    return model.output_path(years, _growth(p), _headroom(p), WEIGHTS, p["sigma"], formula)


def outputs(p: Values, formula: Any = model.ces) -> dict[str, Any]:
    """Growth ceiling, relaxation gain and output at the horizon; the lists come from the table of inputs."""
    return {
        "ceiling": model.growth_ceiling(*_growth(p).values()),
        "relaxation_gain": model.relaxation_gain(_growth(p)),
        "output_at_horizon": _output(p, p["horizon"], formula),
    }


#: From when to when an input is the scarcest; one that never is has no more than a moment.
Spans = list[tuple[Any, Any]]


def _spans(p: Values) -> Spans:
    return list(zip(*model.binding_spans(_growth(p), _headroom(p)), strict=True))


def _those(spans: Spans, condition: Callable[[Any, Any], Any]) -> list[Any]:
    """For each input whether it is the scarcest for a time, from a start and to an end that meet a condition."""
    return [np.logical_and(start < end, condition(start, end)) for start, end in spans]


def _before(moment: Any, spans: Spans) -> Any:
    """How many inputs have bound before one that starts then."""
    return count(_those(spans, lambda start, _: start < moment))


def _next(turn: Any, spans: Spans) -> Any:
    """When the input begins to bind before which so many have; if there is none, long after all that is drawn."""
    is_next = _those(spans, lambda start, _: _before(start, spans) == turn)
    return reduce(np.minimum, [np.where(n, s, LONGEST * 10.0) for n, (s, _) in zip(is_next, spans, strict=True)])


def _inputs(p: Values, row: Values, own: bool) -> dict[str, Any]:
    """For each input: its line, and when it binds (at sigma = 0)."""

    def mine(values: Iterable[Any]) -> Any:
        return np.choose(row["place"], list(values))

    spans, headroom = _spans(p), _headroom(p).values()
    start, end = (mine(each) for each in zip(*spans, strict=True))
    level, growth, turn = mine(headroom), mine(_growth(p).values()), _before(start, spans)
    return {
        "says": _span_text(p, row, level, growth, own),
        "level": level,
        "last_level": mine(_levels(p, p["horizon"]).values()),
        "start": start,
        "scarcest": level == reduce(np.minimum, list(headroom)),
        "takes_over": np.logical_and(start < end, start > 0),
        "before": np.select(_those(spans, lambda _, end: end == start), list(INPUTS), ""),
        "shown": np.logical_and(start < end, start < p["horizon"]),
        "from_year": p["first_year"] + start,
        "to_year": p["first_year"] + np.minimum(end, p["horizon"]),
        "turn": turn % ROWS,
        "room": (_next(turn + ROWS, spans) - start) / p["horizon"],
        "handover_level": mine(_levels(p, s)[name] for name, (s, _) in zip(INPUTS, spans, strict=True)),
    }


def _path(p: Values, row: Values, formula: Any) -> dict[str, Any]:
    years = p["horizon"] * row["step"] / STEPS
    return {"year": p["first_year"] + years, "output": _output(p, years, formula)}


def _labels(p: Values, row: Values, formula: Any) -> dict[str, Any]:
    """Where the names at the right end stand: beside their lines, but never on top of one another."""
    ends = [*_levels(p, p["horizon"]).values(), _output(p, p["horizon"], formula)]
    heights = [np.log2(np.clip(end, LOWEST, HIGHEST)) for end in ends]
    places = spread(heights, gap=np.log2(HIGHEST / LOWEST) * LINE / HEIGHT, top=np.log2(HIGHEST))
    beyond = np.choose(row["place"], [f"{name} ↑" for name in (*INPUTS, "output")])
    return {
        "at": np.power(2.0, np.choose(row["place"], places)),
        "text": np.where(np.choose(row["place"], ends) > HIGHEST, beyond, row["input"]),
    }


def _years(p: Values, row: Values, formula: Any) -> dict[str, Any]:
    """Each year's levels and output, for those who would rather read numbers."""
    after = row["after"]
    listed = {"year": p["first_year"] + after, "ahead": after <= p["horizon"]}
    return listed | _levels(p, after) | {"output": _output(p, after, formula)}


def _each(one: str, many: str) -> list[str]:
    """For each input its name with the verb that goes with it."""
    return [f"{name} {many if name == 'tasks' else one}" for name in INPUTS]


def _binds(p: Values, own: bool) -> Any:
    """Whether the scarcest input holds output: only where none stands in for it, and by the book's own formula."""
    return np.logical_and(p["sigma"] < 1, not own)


def _span_text(p: Values, row: Values, level: Any, growth: Any, own: bool) -> Any:
    """What stands over the span of an input: who binds, alone or with those whose line is the same."""
    binds = _binds(p, own)
    alike = count(np.logical_and(level == p[f"headroom_{name}"], growth == p[name]) for name in INPUTS)
    numbers = {2: "two", 3: "three", 4: "four", 5: "five", 6: "all six"}
    together = [np.where(binds, f"{number} bind together", f"{number} equally scarce") for number in numbers.values()]
    alone = np.choose(row["place"], _each("binds", "bind"))
    scarcest = np.choose(row["place"], [f"{name} scarcest" for name in INPUTS])
    return np.select([alike == number for number in numbers], together, np.where(binds, alone, scarcest))


def sentence(p: Values, out: Values, own: bool = False) -> Any:
    """What the picture shows, in words; with a formula of the reader's own, only what the levels say."""
    scarcest = reduce(np.minimum, list(_headroom(p).values()))
    tied = count(headroom == scarcest for headroom in _headroom(p).values())
    few = np.select([tied == 2, tied == 3, tied == 4], ["Two", "Three", "Four"], "Five")
    starts = np.select(
        [tied == len(INPUTS), tied > 1],
        ["All six inputs start equally scarce", f"{few} inputs start equally scarce"], _one_by_one(p, own),
    )  # fmt: skip
    reaches = f"In {p['first_year'] + p['horizon']:.0f} output is {times(out['output_at_horizon'])} what it was"
    pace = np.select([p["sigma"] < 1, p["sigma"] == 1], [
        f", and in the long run it cannot outgrow the slowest input: {out['ceiling']:+.0%} a year",
        ", and every input counts by its weight: none binds alone",
    ], ", and no input holds it back for good, for others stand in for the scarcest")  # fmt: skip
    return f"{starts}. {reaches}{'' if own else pace}."


def _one_by_one(p: Values, own: bool) -> Any:
    """Which input is the scarcest first, which one next, and which one at last."""
    spans, binds, horizon = _spans(p), _binds(p, own), p["horizon"]
    first = _those(spans, lambda start, _: start == 0)
    change = reduce(np.minimum, [np.where(f, end, np.inf) for f, (_, end) in zip(first, spans, strict=True)])
    second = _those(spans, lambda start, _: start == change)
    last = _those(spans, lambda start, end: np.logical_and(start < horizon, end >= horizon))
    changes = count(_those(spans, lambda start, _: np.logical_and(start > 0, start < horizon)))

    def who(which: list[Any], holds: list[str], is_scarcest: list[str]) -> Any:
        return np.where(binds, np.select(which, holds, ""), np.select(which, is_scarcest, ""))

    next_one = who(second, _each("takes over", "take over"), _each("becomes so", "become so"))
    at_last = f"by {p['first_year'] + horizon:.0f} {who(last, _each('binds', 'bind'), _each('is so', 'are so'))}"
    until = f" until {np.floor(p['first_year'] + change):.0f}, when {next_one}"
    then = np.select([changes == 0, changes == 1], [" all the way", until], f"{until}; {at_last}")
    named = [said.capitalize() for said in _each("is the scarcest input", "are the scarcest input")]
    return f"{np.select(first, named, '')}{then}"


GUESS = Guess(
    "Execution doubles every year, and tasks to give it grow by a twentieth. Today there are three times as many "
    "tasks as anyone can carry out. How many times today’s output will there be in ten years?",
    "Output in ten years", answer="output_at_horizon", range=(0, 1e6), unit="times", format=",.1f",
)  # fmt: skip


def _untouched_but(sliders: int, scenario: str) -> Callable[[Values, Values], Any]:
    """Whether no more than so many growth rates and headrooms, or substitution, have moved from a scenario."""

    def fair(p: Values, _: Values) -> Any:
        start = EXPLORER.setting(scenario).items()
        moved = count(p[name] != value for name, value in start if name not in ("horizon", "first_year"))
        return moved <= sliders

    return fair


CHALLENGES = [
    kit.Goal(
        "It is 2015. Bring output to three times what it was within the ten years, touching one slider only.",
        lambda _, out: out["output_at_horizon"] / 3, PEOPLE,
        "Done: more hands were enough, for there was plenty of everything else. That is what scarce means.",
        keeps=["horizon"], fair=_untouched_but(1, PEOPLE),
    ),
    kit.Goal(
        "Execution is solved. Bring output to ten times what it was within the ten years, touching two sliders, and "
        "leaving substitution at none.", lambda _, out: out["output_at_horizon"] / 10, OPENING,
        "Done: what was scarce first, and what was scarce next. Execution was neither.",
        keeps=["horizon", "sigma"], fair=_untouched_but(2, OPENING),
    ),
]  # fmt: skip

LISTS = {
    "binding": Rows("inputs", "scarcest", ("input",)),
    "handovers": Rows("inputs", "takes_over", ("start", "before", "input"), sort="start"),
}

DATA = Data(
    "years",
    {"year": ("Year", "d"), **{name: (name.capitalize(), ".2f") for name in INPUTS}, "output": ("Output", ".2f")},
    "Each input as a multiple of what today’s output needs, and output as a multiple of today’s, year by year",
    where="ahead",
)

END = "first_year + horizon"
PLANE = kit.Plane(
    alt.Scale(domainMin=alt.ExprRef("first_year"), domainMax=alt.ExprRef(END), nice=False, zero=False),
    alt.Scale(type="log", base=2, domain=[LOWEST, HIGHEST], nice=False),
    alt.Axis(format="d", grid=False, tickCount=alt.ExprRef("width / 80"), labelOverlap="greedy", title=None,
             labelFlush=True),
    alt.Axis(values=[0.5, 1, 2, 4, 8, 16, 32, 64], labelExpr="datum.value + '×'", title=None, tickSize=0, domain=False),
)  # fmt: skip
HUE = {"color": kit.hues("input", {name: color(name) for name in INPUTS} | {"output": INK})}


def picture(ask: bool = False, _own: bool = False) -> alt.LayerChart:
    """The inputs and output over the years, who is scarcest when, and a place for the reader's guess."""
    shown, changes = rows("inputs", "datum.shown"), rows("inputs", "datum.shown && datum.takes_over")
    up, at_the_end = pixels(y=0, y2=HEIGHT) | HUE, PLANE.at(END)
    lines = PLANE.of(y="level", y2="last_level") | PLANE.at("first_year") | {"x2": alt.X2Datum(alt.ExprRef(END))}
    faint = {"opacity": alt.condition("datum.shown", alt.value(1), alt.value(0.45))}
    # A name stands left of its beginning where it would run out at the right, and not at all where the next is near.
    late = f"({END} - datum.from_year) / horizon * width < {NAME} - 84"
    roomy = rows("inputs", f"datum.shown && datum.room * width > {NAME}")
    name = PLANE.of("from_year") | {"text": "says:N"} | pixels(y=f"-6 - {LINE} * datum.turn") | HUE
    words = f"guess > {HIGHEST} ? 'your guess ↑' : guess < {LOWEST} ? 'your guess ↓' : 'your guess'"
    guess = kit.one("isValid(guess)", height=f"clamp(guess, {LOWEST}, {HIGHEST})", text=words)
    return kit.layered(
        # Who binds when, as a band with a name, and the moment of each change.
        kit.mark("rect", PLANE.of("from_year", x2="to_year") | up, shown, opacity=0.13),
        text(name, roomy, **kit.beside(late, 3), baseline="bottom", fontWeight="bold"),
        rule(PLANE.of("from_year") | up, changes, strokeDash=[3, 3]),
        # Output, the inputs, where the scarcest changes, and their names at the right end.
        kit.mark("line", PLANE.of("year", "output", order="step"), rows("path"), strokeWidth=6, clip=True,
                 strokeCap="round"),
        rule(lines | HUE | faint, rows("inputs"), clip=True, strokeWidth=2),
        kit.point(PLANE.of("from_year", "handover_level") | HUE, changes),
        text(at_the_end | PLANE.of(y="at") | {"text": "text:N"} | HUE, rows("labels"), align="left", dx=6),
        kit.guessed(ask, "tick", at_the_end | PLANE.of(y="height"), guess, look={"size": 56, "xOffset": -28},
                    text="=datum.text", align="right", dx=-4, dy="=datum.height < 1 ? -8 : 9"),
        width=560, height=HEIGHT, padding=(36, 84, TOP, 26),
    )  # fmt: skip


def rates_table() -> str:
    """The scenarios' growth rates as a Markdown table, each with its source or the word *assumed*."""
    head = ["growth a year", *(f"{name.split(' (')[0]} ({FIRST_YEARS.get(name, 2026)})" for name in RATES)]
    found = {name: [rates[name] for rates in RATES.values()] for name in INPUTS}
    cells = {name: [f"{rate:+.0%} {cited(source)}" for rate, _, source in each] for name, each in found.items()}
    return markdown(head, [[f"**{name}**", *each] for name, each in cells.items()])


EXPLORER = kit.Explorer(
    "bottleneck", "Six inputs and output over the years", parameters(), SCENARIOS, picture, sentence,
    kit.Replaceable(
        model.ces, "output(levels, weights, sigma)",
        [*product(([1.0, 2, 3, 4, 5, 6], [7.0, 0.5, 1, 1, 64, 1]), [WEIGHTS], (0.0, 0.5, 1.0, 2.0, np.inf))],
    ),
    outputs,
    lambda _, own: {
        "inputs": ({"input": INPUTS, "place": list(PLACES[:-1])}, lambda p, row, _: _inputs(p, row, own)),
        "path": ({"step": list(range(STEPS + 1))}, _path),
        "labels": ({"input": [*INPUTS, "output"], "place": list(PLACES)}, _labels),
        "years": ({"after": list(range(LONGEST + 1))}, _years),
    },
    LISTS, GUESS, CHALLENGES, DATA, first=("tasks", "execution", "sigma"),
)  # fmt: skip
explore = EXPLORER.explore
