"""The bottleneck explorer: six inputs over the years, output held by the scarcest, and who binds when.

>>> live = explore()
>>> live.binding, round(live.ceiling, 4)
(['execution'], 0.05)
>>> [(round(year, 2), before, after) for year, before, after in live.handovers]
[(1.7, 'execution', 'tasks')]
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import Any

import altair as alt
import numpy as np
from kernelless import Challenge, Data, Guess, Parameter, Rows
from kernelless.model import Values
from kernelless.theme import INK

from ..models import bottleneck as model
from ..models.bottleneck import INPUTS
from . import kit
from .kit import count, pixels, rows, rule, text
from .labels import spread as spread
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

OPENING = "execution solved (2026)"
_SOLVED: dict[str, tuple[float, float, str]] = {
    "compute": (1.3, 2, "emberson2025stock"), "hardware": (0.3, 4, "epoch2025hardware"),
    "energy": (0.12, 4, "iea2025"), "execution": (1.0, 1, "assumed"),
    "tasks": (0.05, 3, "assumed"), "feedback": (0.08, 4, "assumed"),
}  # fmt: skip
#: Growth a year and headroom today of each input, with the source of each rate. Headrooms are assumed
#: throughout: nobody publishes how many times today's need of tasks or feedback there is.
RATES: dict[str, dict[str, tuple[float, float, str]]] = {
    "people execute (2015)": {
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
FIRST_YEARS = {"people execute (2015)": 2015, "chips and power (2023)": 2023}

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


def _level(p: Values, name: str, years: Any) -> Any:
    return model.level(years, p[name], p[f"headroom_{name}"])


def _output(p: Values, years: Any, formula: Any) -> Any:
    """Output over the years as an index, from a formula for levels."""
    return model.output_path(years, _growth(p), _headroom(p), WEIGHTS, p["sigma"], formula)


#: From when to when an input is the scarcest; one that never is has no more than a moment.
Spans = list[tuple[Any, Any]]


def _spans(p: Values) -> Spans:
    return list(zip(*model.binding_spans(_growth(p), _headroom(p)), strict=True))


def _those(spans: Spans, condition: Callable[[Any, Any], Any]) -> list[Any]:
    """For each input whether it is the scarcest for a time, from a start and to an end that meet a condition."""
    return [np.logical_and(start < end, condition(start, end)) for start, end in spans]


def outputs(p: Values, formula: Any = model.ces) -> dict[str, Any]:
    """Growth ceiling, relaxation gain and output at the horizon; the lists come from the table of inputs."""
    return {
        "ceiling": model.growth_ceiling(*_growth(p).values()),
        "relaxation_gain": model.relaxation_gain(_growth(p)),
        "output_at_horizon": _output(p, p["horizon"], formula),
    }


def _inputs(p: Values, row: Values, own: bool) -> dict[str, Any]:
    """For each input: its line, and when it binds (at sigma = 0)."""

    def mine(values: Any) -> Any:
        return np.choose(row["place"], list(values))

    spans = _spans(p)
    start, end = (mine(each) for each in zip(*spans, strict=True))
    level, growth = mine(_headroom(p).values()), mine(_growth(p).values())
    binds = start < end
    turn = _before(start, spans)
    return {
        "says": _span_text(p, row, level, growth, own),
        "level": level,
        "last_level": mine(_level(p, name, p["horizon"]) for name in INPUTS),
        "start": start,
        "scarcest": level == reduce(np.minimum, list(_headroom(p).values())),
        "takes_over": np.logical_and(binds, start > 0),
        "before": np.select(_those(spans, lambda _, end: end == start), list(INPUTS), ""),
        "shown": np.logical_and(binds, start < p["horizon"]),
        "from_year": p["first_year"] + start,
        "to_year": p["first_year"] + np.minimum(end, p["horizon"]),
        "turn": turn % ROWS,
        "room": (_next(turn + ROWS, spans) - start) / p["horizon"],
        "handover_level": mine(_level(p, name, s) for name, (s, _) in zip(INPUTS, spans, strict=True)),
    }


def _before(moment: Any, spans: Spans) -> Any:
    """How many inputs have bound before one that starts then."""
    return count(_those(spans, lambda start, _: start < moment))


def _next(turn: Any, spans: Spans) -> Any:
    """When the input begins to bind before which so many have; if there is none, long after all that is drawn."""
    is_next = _those(spans, lambda start, _: _before(start, spans) == turn)
    return reduce(np.minimum, [np.where(n, s, LONGEST * 10.0) for n, (s, _) in zip(is_next, spans, strict=True)])


def _path(p: Values, row: Values, formula: Any) -> dict[str, Any]:
    years = p["horizon"] * row["step"] / STEPS
    return {"year": p["first_year"] + years, "output": _output(p, years, formula)}


def _labels(p: Values, row: Values, formula: Any) -> dict[str, Any]:
    """Where the names at the right end stand: beside their lines, but never on top of one another."""
    ends = [*(_level(p, name, p["horizon"]) for name in INPUTS), _output(p, p["horizon"], formula)]
    heights = [np.log2(np.clip(end, LOWEST, HIGHEST)) for end in ends]
    places = spread(heights, gap=np.log2(HIGHEST / LOWEST) * LINE / HEIGHT, top=np.log2(HIGHEST))
    beyond = np.choose(row["place"], [f"{name} ↑" for name in (*INPUTS, "output")])
    return {
        "at": np.power(2.0, np.choose(row["place"], places)),
        "text": np.where(np.choose(row["place"], ends) > HIGHEST, beyond, row["input"]),
    }


def _years(p: Values, row: Values, formula: Any) -> dict[str, Any]:
    """Each year's levels and output, for those who would rather read numbers."""
    return {
        "year": p["first_year"] + row["after"],
        **{name: _level(p, name, row["after"]) for name in INPUTS},
        "output": _output(p, row["after"], formula),
        "ahead": row["after"] <= p["horizon"],
    }


def _each(one: str, many: str) -> list[str]:
    """For each input its name with the verb that goes with it."""
    return [f"{name} {many if name == 'tasks' else one}" for name in INPUTS]


def _binds(p: Values, own: bool) -> Any:
    """Whether the scarcest input holds output: only where none stands in for it, and by the book's own formula."""
    return np.logical_and(p["sigma"] < 1, not own)


def _span_text(p: Values, row: Values, level: Any, growth: Any, own: bool) -> Any:
    """What stands over the span of an input: who binds, alone or with those whose line is the same."""
    headroom, binds = _headroom(p), _binds(p, own)
    alike = count(np.logical_and(level == headroom[name], growth == p[name]) for name in INPUTS)
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


def _goal(scenario: str, times: float, sliders: int, fixed: str = "horizon") -> Callable[[Values, Values], Any]:
    """Progress towards output of so many times, in ten years and by touching so many sliders at most."""

    def progress(p: Values, out: Values) -> Any:
        start = EXPLORER.setting(scenario).items()
        touched = count(p[name] != value for name, value in start if name not in ("horizon", "first_year"))
        fair = np.logical_and(touched <= sliders, EXPLORER.stands(p, scenario, "horizon", fixed))
        return np.where(fair, out["output_at_horizon"] / times, 0.0)

    return progress


CHALLENGES = [
    Challenge(
        "It is 2015. Bring output to three times what it was within the ten years, touching one slider only.",
        _goal("people execute (2015)", times=3, sliders=1), scenario="people execute (2015)",
        done="Done: more hands were enough, for there was plenty of everything else. That is what scarce means.",
    ),
    Challenge(
        "Execution is solved. Bring output to ten times what it was within the ten years, touching two sliders, and "
        "leaving substitution at none.", _goal(OPENING, times=10, sliders=2, fixed="sigma"), scenario=OPENING,
        done="Done: what was scarce first, and what was scarce next. Execution was neither.",
    ),
]  # fmt: skip

LISTS = {
    "binding": Rows("inputs", "scarcest", ("input",)),
    "handovers": Rows("inputs", "takes_over", ("start", "before", "input"), sort="start"),
}

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

END = "first_year + horizon"
PLANE = kit.Plane(
    alt.Scale(domainMin=alt.ExprRef("first_year"), domainMax=alt.ExprRef(END), nice=False, zero=False),
    alt.Scale(type="log", base=2, domain=[LOWEST, HIGHEST], nice=False),
    alt.Axis(format="d", grid=False, tickCount=alt.ExprRef("width / 80"), labelOverlap="greedy", title=None,
             labelFlush=True),
    alt.Axis(values=[0.5, 1, 2, 4, 8, 16, 32, 64], labelExpr="datum.value + '×'", title=None, tickSize=0, domain=False),
)  # fmt: skip
HUE = {"color": kit.hues("input", {name: color(name) for name in INPUTS} | {"output": INK})}
CHANGE = "datum.shown && datum.takes_over"


def _over_the_spans() -> list[alt.Chart]:
    """Who binds when, as a band with a name, and the moment of each change.

    A name stands left of its beginning where it would run out at the right, and not at all where the next is near.
    """
    late = f"({END} - datum.from_year) / horizon * width < {NAME} - 84"
    name = {"text": alt.Text("says:N"), **pixels(y=f"-6 - {LINE} * datum.turn"), **HUE}
    up, roomy = pixels(y=0, y2=HEIGHT) | HUE, f"datum.shown && datum.room * width > {NAME}"
    return [
        kit.mark("rect", PLANE.of("from_year", x2="to_year") | up, rows("inputs", "datum.shown"), opacity=0.13),
        text(PLANE.of("from_year") | name, rows("inputs", roomy), **kit.beside(late, 3), baseline="bottom",
             fontWeight="bold"),
        rule(PLANE.of("from_year") | up, rows("inputs", CHANGE), strokeDash=[3, 3]),
    ]  # fmt: skip


def _levels() -> list[alt.Chart]:
    """Output, the inputs, where the scarcest changes, and their names at the right end."""
    ends = PLANE.of(y="level", y2="last_level") | PLANE.at("first_year") | {"x2": alt.X2Datum(alt.ExprRef(END))}
    faint = {"opacity": alt.condition("datum.shown", alt.value(1), alt.value(0.45))}
    return [
        kit.mark("line", PLANE.of("year", "output", order="step"), rows("path"), strokeWidth=6, clip=True,
                 strokeCap="round"),
        rule(ends | HUE | faint, rows("inputs"), clip=True, strokeWidth=2),
        kit.point(PLANE.of("from_year", "handover_level") | HUE, rows("inputs", CHANGE)),
        text(PLANE.at(END) | PLANE.of(y="at", text=alt.Text("text:N")) | HUE, rows("labels"), align="left", dx=6),
    ]  # fmt: skip


def _guessed() -> list[alt.Chart]:
    """The reader's guess beside the answer: a level at the right end of the picture."""
    words = f"guess > {HIGHEST} ? 'your guess ↑' : guess < {LOWEST} ? 'your guess ↓' : 'your guess'"
    guess = kit.one("isValid(guess)", height=f"clamp(guess, {LOWEST}, {HIGHEST})", text=words)
    place = PLANE.at(END) | PLANE.of(y="height")
    return [
        kit.mark("tick", place, guess, orient="horizontal", size=56, thickness=2, color=INK, strokeDash=[3, 2],
                 xOffset=-28),
        text(place | {"text": alt.Text("text:N")}, guess, align="right", dx=-4, dy="=datum.height < 1 ? -8 : 9",
             fontStyle="italic"),
    ]  # fmt: skip


def picture(ask: bool = False) -> alt.LayerChart:
    """The chart, over the tables `inputs`, `path` and `labels`, with a place for the reader's guess."""
    layers = [*_over_the_spans(), *_levels(), *(_guessed() if ask else [])]
    return kit.layered(*layers, width=560, height=HEIGHT, padding=(36, 84, TOP, 26))


def rates_table() -> str:
    """The scenarios' growth rates as a Markdown table, each with its source or the word *assumed*."""
    head = ["growth a year", *(f"{name.split(' (')[0]} ({FIRST_YEARS.get(name, 2026)})" for name in RATES)]
    found = {name: [rates[name] for rates in RATES.values()] for name in INPUTS}
    cells = {name: [f"{rate:+.0%} {cited(source)}" for rate, _, source in each] for name, each in found.items()}
    return markdown(head, [[f"**{name}**", *each] for name, each in cells.items()])


def _tables(own: bool) -> dict[str, kit.Rows]:
    places = list(range(len(INPUTS) + 1))
    return {
        "inputs": ({"input": INPUTS, "place": places[:-1]}, lambda p, row, _: _inputs(p, row, own)),
        "path": ({"step": list(range(STEPS + 1))}, _path),
        "labels": ({"input": [*INPUTS, "output"], "place": places}, _labels),
        "years": ({"after": list(range(LONGEST + 1))}, _years),
    }


EXPLORER = kit.Explorer(
    "bottleneck", "Six inputs and output over the years", parameters(), SCENARIOS, lambda ask, _: picture(ask),
    sentence, kit.Replaceable(model.ces, "output(levels, weights, sigma)", CASES), outputs, _tables, LISTS, GUESS,
    CHALLENGES, DATA, first=("tasks", "execution", "sigma"),
)  # fmt: skip
explore = EXPLORER.explore
