"""The explorer of stepping stones: two searches of one maze, side by side, played back trial by trial.

The runs are computed here, once, and the page plays them: of each run it holds in which trial each cell was first
an end point. How often a search arrives is counted over all runs, not only over those that are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import altair as alt
import numpy as np
from kernelless import Carry, Challenge, Data, Guess, LiveChart, Overall, Parameter, Table, explorer
from kernelless.theme import MUTED, SURFACE

from ..data import maze
from ..models import tasks as model
from .hierarchy import entry
from .palette import STYLE, color
from .words import challenges, is_changed, verb

Values = Mapping[str, Any]

#: How many runs of each search are counted, how many of them can be watched, and how long each is.
RUNS, SHOWN, GENERATIONS = 100, 3, 250
TRIALS = model.POPULATION + GENERATIONS * (model.POPULATION // 2)
SEED = 0
#: Cells of the open field that the picture shows around a maze without outer walls.
AROUND, FIELD = 3, 40
#: The searches: two that are watched, and chance, which is only counted.
WATCHED = ("objective", "novelty")
NAMES = {"objective": "chasing the goal", "novelty": "seeking novelty", "chance": "drawing lots"}
#: What the second search is called once it goes by a score of the reader's.
OWN = NAMES | {"novelty": "your own score"}
HUES = {"objective": "execution", "novelty": "tasks", "chance": "energy"}


@cache
def mazes() -> dict[str, tuple[model.Maze, int]]:
    """The mazes by what the reader sees, each with the cells that the picture leaves out on every side."""
    deceptive, plain = maze("deceptive"), maze("plain")
    return {
        "deceptive": (deceptive, 0),
        "deceptive, in an open field": (model.unenclosed(deceptive, FIELD), FIELD - AROUND),
        "plain": (plain, 0),
    }


#: Each scenario's values; what a scenario leaves out is at its default. None of these is measured: all are *assumed*.
SCENARIOS: dict[str, dict[str, float]] = {
    "a deceptive maze": {},
    "halfway": {"trials": 400.0},
    "another run": {"run": 3.0},
    "without outer walls": {"maze": 1.0},
    "a plain maze (reversed)": {"maze": 2.0, "trials": 300.0},
}
OPENING = "a deceptive maze"


def parameters() -> list[Parameter]:
    """How far the tape has run, which maze, and which of the runs."""
    return [
        Parameter(
            "trials", "Trials so far", float(TRIALS), range=(10, TRIALS), step=10, format=",.0f", control="play",
            help="How many lists of moves each search has tried.",
        ),
        Parameter(
            "maze", "Maze", 0.0, stops={name: float(i) for i, name in enumerate(mazes())}, control="choice",
            help="In the deceptive maze the way to the goal first leads away from it.",
        ),
        Parameter(
            "run", "Run", 1.0, range=(1, SHOWN), step=1, format=".0f",
            help="Which of the seeded runs is shown; what is counted over all runs does not depend on it.",
        ),
    ]  # fmt: skip


class Found:
    """What the searches found: for each maze and search how many runs arrived, and the runs that are shown."""

    def __init__(self, score: model.Score | str) -> None:
        by = {"objective": "objective", "novelty": score, "chance": "chance"}
        self.runs = {
            (name, search): _runs(name, how) if isinstance(how, str) else model.search(mazes()[name][0], how, RUNS)
            for name in mazes()
            for search, how in by.items()
        }

    def arrivals(self, search: str) -> list[float]:
        """How many of all runs arrived, maze by maze."""
        return [float((self.runs[name, search].arrived > 0).sum()) for name in mazes()]

    def trial(self, search: str) -> list[float]:
        """In which trial the runs shown arrived, or 0, by maze and run."""
        return [float(first) for name in mazes() for first in self.runs[name, search].arrived[:SHOWN]]


@cache
def _runs(name: str, by: str) -> model.Runs:
    return model.search(mazes()[name][0], by, RUNS, GENERATIONS, SEED)


def _frames() -> tuple[list[float], list[float]]:
    """Columns and rows of the picture of each maze."""
    shapes = [np.array(place.walls.shape) - 2 * hidden for place, hidden in mazes().values()]
    return [float(shape[1]) for shape in shapes], [float(shape[0]) for shape in shapes]


def _walls() -> Table:
    """Every wall cell that the picture shows, in both panes."""
    found = [
        (i, pane, row, column)
        for i, (place, hidden) in enumerate(mazes().values())
        for row, column in np.argwhere(_framed(place, hidden)) - hidden
        for pane in range(len(WATCHED))
    ]
    return Table(dict(zip(("maze", "pane", "row", "column"), _columns(found), strict=True)), _place)


def _framed(place: model.Maze, hidden: int) -> Any:
    """The walls without those that lie outside the picture."""
    inside = np.zeros_like(place.walls)
    inside[hidden : place.walls.shape[0] - hidden, hidden : place.walls.shape[1] - hidden] = True
    return place.walls & inside


def _columns(rows: Sequence[tuple[Any, ...]]) -> list[list[Any]]:
    return [list(map(float, column)) for column in zip(*rows, strict=True)]


def _place(p: Values, row: Values) -> dict[str, Any]:
    """Where a cell of the maze is, in parts of the picture's width, and whether its maze is shown."""
    across = 2 * entry(_frames()[0], p["maze"]) + 2
    left = (row["column"] + row["pane"] * (across / 2 + 1)) / across
    return {
        "left": left, "right": left + 1 / across, "top": row["row"] / across, "bottom": (row["row"] + 1) / across,
        "here": row["maze"] == p["maze"],
    }  # fmt: skip


def _cells(found: Found) -> Table:
    """Each cell that a shown run ended on, with the trial in which it first did, and its distance from the goal."""
    rows = []
    for i, (name, (place, hidden)) in enumerate(mazes().items()):
        height, width = np.array(place.walls.shape) - 2 * hidden
        for pane, search in enumerate(WATCHED):
            for run in range(SHOWN):
                cells, first = np.unique(found.runs[name, search].ends[run], axis=0, return_index=True)
                near = -model.nearness(cells, place.goal)
                for (down, right), trial, distance in zip(cells - hidden, first + 1, near, strict=True):
                    if 0 <= down < height and 0 <= right < width:
                        rows.append((i, pane, run + 1, down, right, trial, round(distance, 3)))

    def columns(p: Values, row: Values) -> dict[str, Any]:
        here = np.logical_and(row["maze"] == p["maze"], row["run"] == p["run"])
        seen = np.logical_and(here, row["trial"] <= p["trials"])
        of = [np.logical_and(seen, row["pane"] == pane) for pane in range(len(WATCHED))]
        at = _place(p, row)
        return {
            **at,
            "here": here,
            "seen": seen,
            "recent": row["trial"] > p["trials"] - 100,
            **{f"tried_{search}": np.sum(np.where(of[i], 1.0, 0.0)) for i, search in enumerate(WATCHED)},
            **{f"nearest_{search}": np.min(np.where(of[i], row["distance"], FAR)) for i, search in enumerate(WATCHED)},
        }

    names = ("maze", "pane", "run", "row", "column", "trial", "distance")
    return Table(dict(zip(names, _columns(rows), strict=True)), columns)


#: Farther than any cell of a picture is from the goal.
FAR = 99.0


def _rates(found: Found, names: Mapping[str, str]) -> Table:
    """How many of all runs arrived, and the rates that are compatible with it."""
    counts = [found.arrivals(search) for search in model.SEARCHES]

    def columns(p: Values, row: Values) -> dict[str, Any]:
        arrived = entry([entry(count, p["maze"]) for count in counts], row["order"])
        low, high = model.success_interval(arrived, float(RUNS))
        return {"arrived": arrived, "rate": arrived / RUNS, "low": low, "high": high}

    return Table({"order": [0, 1, 2], "search": [names[search] for search in model.SEARCHES]}, columns)


OVERALL = {
    f"{what}_{search}": Overall("cells", f"{what}_{search}") for search in WATCHED for what in ("tried", "nearest")
}


def outputs_of(found: Found) -> Callable[[Values], dict[str, Any]]:
    """What is counted, and when the runs shown arrive."""

    def outputs(p: Values) -> dict[str, Any]:
        which = p["maze"] * SHOWN + p["run"] - 1
        columns, rows = (entry(sizes, p["maze"]) for sizes in _frames())
        starts, goals = ([getattr(place, end) for place, _ in mazes().values()] for end in ("start", "goal"))
        hidden = [left_out for _, left_out in mazes().values()]
        places = {
            f"{end}_{axis}": entry([float(c[k] - h) for c, h in zip(cells, hidden, strict=True)], p["maze"])
            for end, cells in (("start", starts), ("goal", goals))
            for k, axis in enumerate(("row", "column"))
        }
        return {
            **{f"runs_{search}": entry(found.arrivals(search), p["maze"]) for search in model.SEARCHES},
            **{f"arrived_{search}": entry(found.trial(search), which) for search in WATCHED},
            "columns": columns,
            "rows": rows,
            **places,
        }

    return outputs


def _state(p: Values, out: Values, search: str) -> Any:
    """What one search has come to, in words."""
    first, near = out[f"arrived_{search}"], out[f"nearest_{search}"]
    there = np.logical_and(first > 0, first <= p["trials"])
    return np.where(there, f"arrived in trial {first:,.0f}", f"has come within {near:.1f} cells of it")


def sentence(p: Values, out: Values, names: Mapping[str, str] = NAMES) -> Any:
    """What the picture shows, in words."""
    shown = [
        f"{names[search]} has tried {out[f'tried_{search}']:,.0f} {verb(out[f'tried_{search}'], 'place', 'places')} "
        f"and {_state(p, out, search)}"
        for search in WATCHED
    ]
    counted = ", ".join(f"{out[f'runs_{search}']:.0f} {names[search]}" for search in model.SEARCHES)
    return (
        f"After {p['trials']:,.0f} trials in run {p['run']:.0f}, {shown[0]}; {shown[1]}. "
        f"Of {RUNS} runs each, so many arrive: {counted}."
    )


#: What the chapter asks before the picture answers.
GUESS = Guess(
    f"The goal lies just behind a wall. A search keeps whatever ends nearest to it and varies that, "
    f"{TRIALS:,} times. Of a hundred such searches, how many find the way?",
    "Searches that arrive, of a hundred",
    answer="runs_objective",
    range=(0, 100),
    format=".0f",
    unit="of 100",
    compare="difference",
)


def _blind(p: Values, out: Values) -> Any:
    """In the deceptive maze, no nearer than the other, and yet twice as many places tried."""
    no_nearer = np.logical_and(out["nearest_novelty"] >= out["nearest_objective"], out["nearest_novelty"] > 0)
    fair = np.logical_and(p["maze"] == 0, no_nearer)
    wide = out["tried_novelty"] / np.maximum(out["tried_objective"], 1.0)
    return np.where(np.logical_and(fair, p["trials"] >= 100), np.minimum(wide / 1.7, 1.0), 0.0)


def _first_home(p: Values, out: Values) -> Any:
    """The goal-chaser has arrived, the other has not."""
    first, other = out["arrived_objective"], out["arrived_novelty"]
    home = np.logical_and(first > 0, first <= p["trials"])
    alone = np.logical_or(other == 0, other > p["trials"])
    return np.where(home, np.where(alone, 1.0, 0.5), np.where(first > 0, 0.25, 0.0))


CHALLENGES = [
    Challenge(
        "Stop the tape in the deceptive maze, after at least 100 trials, where the seeker of novelty has come no "
        "nearer to the goal than the other, and has yet tried 1.7 times as many places.",
        _blind,
        scenario=OPENING,
        done="Done: by the measure that everyone looks at, nothing is going on here. The ground is being laid.",
    ),
    Challenge(
        "Find a moment at which the goal-chaser has arrived, and the seeker of novelty has not.",
        _first_home,
        scenario=OPENING,
        done="Done: where the goal shows the way, whoever looks at it arrives first.",
    ),
]

#: End points, those seen before, and a goal, at which a reader's score is compared with novelty.
CASES = [
    (np.array([[[1, 1], [4, 2], [1, 1]]]), np.array([[[1, 1], [4, 2], [9, 9], [3, 7], [1, 1]]]), goal)
    for goal in ((5, 5), (1, 1))
]

DATA = Data(
    "rates",
    {
        "search": ("Search", ""), "arrived": ("Runs that arrived", "d"), "low": ("At least", ".0%"),
        "high": ("At most", ".0%"),
    },
    f"How many of {RUNS} runs of each search arrive in this maze, with the 95 % interval of the rate",
)  # fmt: skip

HEIGHT, TITLE = 356, 26
CELL = "(width / (2 * columns + 2))"
#: Where the chart of rates begins, and how far apart its lines are.
BELOW = f"(rows * {CELL} + 50)"
APART = f"min(56, ({HEIGHT} - {BELOW}) / 3)"


def _here(expression: str) -> alt.Value:
    """A place in pixels."""
    return alt.value(alt.ExprRef(expression))


def _one() -> alt.Chart:
    return alt.Chart(alt.InlineData(values=[{}]))


def _square() -> dict[str, Any]:
    """A cell, from the columns that say where it is: one scale for both axes, so that it is square."""
    across = alt.Scale(domain=[0, 1], range=[0, alt.ExprRef("width")], nice=False, zero=False)
    return {
        "x": alt.X("left:Q", scale=across, axis=None), "x2": "right",
        "y": alt.Y("top:Q", scale=across, axis=None), "y2": "bottom",
    }  # fmt: skip


def _mazes(names: Mapping[str, str]) -> list[alt.Chart]:
    """Walls, start and goal, and the places where trials ended."""
    walls = alt.Chart(alt.NamedData("walls")).transform_filter("datum.here")
    cells = alt.Chart(alt.NamedData("cells")).transform_filter("datum.seen")
    hue = alt.condition("datum.pane == 0", alt.value(color(HUES["objective"])), alt.value(color(HUES["novelty"])))
    drawn = [
        cells.mark_rect().encode(
            **_square(), color=hue, opacity=alt.condition("datum.recent", alt.value(1), alt.value(0.45))
        ),
        walls.mark_rect(color=MUTED).encode(**_square()),
    ]
    for pane, search in enumerate(WATCHED):
        left = f"{pane} * ({CELL} * (columns + 2))"
        for end, letter in (("start", "S"), ("goal", "G")):
            middle = {"x": _here(f"{left} + ({end}_column + 0.5) * {CELL}"), "y": _here(f"({end}_row + 0.5) * {CELL}")}
            look: dict[str, Any] = {"baseline": "middle", "fontSize": 12, "fontWeight": "bold", "text": letter}
            drawn += [
                _one().mark_text(**look, stroke=SURFACE, strokeWidth=4, strokeJoin="round").encode(**middle),
                _one().mark_text(**look).encode(**middle),
            ]
        drawn.append(
            _one().mark_text(align="left", baseline="bottom", dy=-8, text=names[search], color=color(HUES[search]))
            .encode(x=_here(left), y=alt.value(0))
        )  # fmt: skip
    return drawn


def _room() -> alt.Scale:
    """Where the rates are drawn, from none to all."""
    return alt.Scale(domain=[0, 1], range=[126, alt.ExprRef("width - 70")], nice=False)


def _counted(names: Mapping[str, str]) -> list[alt.Chart]:
    """How many of all runs arrived: a point with its interval, search by search, and the guess."""
    rates = alt.Chart(alt.NamedData("rates"))
    room = _room()
    line = alt.Scale(domain=[0, 3], range=[alt.ExprRef(BELOW), alt.ExprRef(f"{BELOW} + 3 * {APART}")], nice=False)
    y = alt.Y("middle:Q", scale=line, axis=None)
    hues = [color(HUES[search]) for search in model.SEARCHES]
    hue = alt.Color("search:N", scale=alt.Scale(domain=list(names.values()), range=hues), legend=None)
    rows = rates.transform_calculate(middle="datum.order + 0.7")
    text = rows.transform_calculate(text="datum.arrived + ' of 100'")
    return [
        _one().mark_text(align="left", baseline="top", color=MUTED, text=f"of {RUNS} runs, how many arrive").encode(
            x=alt.value(0), y=_here(f"{BELOW} - 24")
        ),
        rows.mark_rule(strokeWidth=7, opacity=0.3, strokeCap="round").encode(
            x=alt.X("low:Q", scale=room, axis=None), x2="high", y=y, color=hue
        ),
        rows.mark_point(filled=True, size=90, opacity=1).encode(
            x=alt.X("rate:Q", scale=room, axis=None), y=y, color=hue
        ),
        rows.mark_text(align="left").encode(x=alt.value(0), y=y, text="search:N", color=hue),
        text.mark_text(align="right").encode(x=_here("width"), y=y, text="text:N", color=hue),
    ]  # fmt: skip


def _guessed() -> list[alt.Chart]:
    """The guess, across the lines of the rates."""
    place = alt.ExprRef("isValid(guess) && revealed ? guess / 100 : 0")
    at = alt.XDatum(place, type="quantitative", scale=_room(), axis=None)
    shown = alt.ExprRef("isValid(guess) && revealed ? 1 : 0")
    bottom = _here(f"{BELOW} + 3 * {APART}")
    return [
        _one().mark_rule(strokeDash=[3, 3], strokeWidth=1.5, opacity=shown).encode(
            x=at, y=_here(f"{BELOW} + 6"), y2=bottom
        ),
        _one().mark_text(baseline="top", dy=-8, opacity=shown, text="your guess").encode(x=at, y=_here(BELOW)),
    ]  # fmt: skip


def chart(ask: bool = False, names: Mapping[str, str] = NAMES) -> alt.LayerChart:
    """The two mazes side by side, and what is counted over all runs under them."""
    layers: Any = alt.layer(*_mazes(names), *_counted(names), *(_guessed() if ask else []))
    apart = layers.resolve_scale(x="independent", y="independent", color="independent")
    framed: alt.LayerChart = apart.properties(
        height=HEIGHT, width=640, padding={"left": 2, "right": 2, "top": TITLE, "bottom": 6}
    )
    return framed


def explore(
    score: model.Score | str = "novelty",
    *,
    scenario: str = OPENING,
    first: Sequence[str] | None = None,
    ask: bool = False,
    carry: Sequence[Carry] = (),
) -> LiveChart:
    """The explorer, live.

    Parameters
    ----------
    score : callable or str, optional
        What the right-hand search is kept for: ``score(ends, seen, goal)``, as for `scarce.models.tasks.search`.
    scenario : str, optional
        One of `SCENARIOS`.
    first : sequence of str, optional
        The parameters whose controls show at once.
    ask : bool, optional
        Whether to ask for a guess first.
    carry : sequence of Carry, optional
        Pages that the state can be taken to.

    Returns
    -------
    LiveChart
        Named ``tasks``.

    Raises
    ------
    ValueError
        For an unknown scenario; the known ones are listed.

    Examples
    --------
    >>> model = explore()
    >>> model.outputs["runs_novelty"] > model.outputs["runs_objective"]
    True
    """
    found = Found(score)
    own = not isinstance(score, str) and is_changed(score, lambda ends, seen, _: model.novelty(ends, seen), CASES)
    names = OWN if own else NAMES
    return explorer(
        chart(ask, names), parameters(), outputs=outputs_of(found),
        tables={"walls": _walls(), "cells": _cells(found), "rates": _rates(found, names)}, lists=OVERALL,
        sentence=lambda p, out: sentence(p, out, names), name="tasks",
        title="Two searches of a maze, and how many of a hundred arrive",
        scenarios=SCENARIOS, scenario=scenario, style=STYLE, first=first, guess=GUESS if ask else None,
        challenges=challenges(CHALLENGES, own), data=DATA, carry=carry,
    )  # fmt: skip
