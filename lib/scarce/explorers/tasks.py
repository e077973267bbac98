"""The explorer of stepping stones: two searches of one maze, side by side, played back trial by trial.

The runs are computed here, once, and the page plays them: of each run it holds in which trial each cell was first
an end point. How often a search arrives is counted over all runs, not only over those that are shown.

>>> model = explore()
>>> model.outputs["runs_novelty"] > model.outputs["runs_objective"]
True
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import altair as alt
import numpy as np
from kernelless import Data, Guess, Overall, Parameter
from kernelless.model import Values
from kernelless.theme import MUTED

from ..data import maze
from ..models import tasks as model
from . import kit
from .kit import entry, mark, one, pixels, rimmed, rows, rule, text
from .palette import color
from .words import verb

#: How many runs of each search are counted, how many of them can be watched, and how long each is.
RUNS, SHOWN, GENERATIONS = 100, 3, 250
TRIALS = model.POPULATION + GENERATIONS * (model.POPULATION // 2)
SEED = 0
#: Cells of the open field that the picture shows around a maze without outer walls.
AROUND, FIELD = 3, 40
#: Farther than any cell of a picture is from the goal.
FAR = 99.0
#: Where a maze begins and ends, and the letter that stands there.
ENDS = {"start": "S", "goal": "G"}
#: The searches: two that are watched, and chance, which is only counted.
WATCHED = ("objective", "novelty")
NAMES = {"objective": "chasing the goal", "novelty": "seeking novelty", "chance": "drawing lots"}
#: What the second search is called once it goes by a score of the reader's.
OWN = NAMES | {"novelty": "your own score"}
HUES = {"objective": color("execution"), "novelty": color("tasks"), "chance": color("energy")}

OPENING = "a deceptive maze"
SCENARIOS = kit.Scenarios({
    OPENING: {},
    "halfway": {"trials": 400},
    "another run": {"run": 3},
    "without outer walls": {"maze": 1},
    "a plain maze (reversed)": {"maze": 2, "trials": 300},
})  # fmt: skip


@cache
def mazes() -> dict[str, tuple[model.Maze, int]]:
    """The mazes by what the reader sees, each with the cells that the picture leaves out on every side."""
    deceptive, plain = maze("deceptive"), maze("plain")
    return {
        "deceptive": (deceptive, 0),
        "deceptive, in an open field": (model.unenclosed(deceptive, FIELD), FIELD - AROUND),
        "plain": (plain, 0),
    }


def parameters() -> list[Parameter]:
    """How far the tape has run, which maze, and which of the runs."""
    return [
        Parameter("trials", "Trials so far", float(TRIALS), range=(10, TRIALS), step=10, format=",.0f", control="play",
                  help="How many lists of moves each search has tried."),
        Parameter("maze", "Maze", 0.0, stops=kit.choices(mazes()), control="choice",
                  help="In the deceptive maze the way to the goal first leads away from it."),
        Parameter("run", "Run", 1.0, range=(1, SHOWN), step=1, format=".0f",
                  help="Which of the seeded runs is shown; what is counted over all runs does not depend on it."),
    ]  # fmt: skip


def by_novelty(ends: Any, seen: Any, _: Any) -> Any:
    """The score of the second search, which a chapter may replace by its own."""
    return model.novelty(ends, seen)


#: The runs of each search of each maze, by the names of both.
Found = dict[tuple[str, str], model.Runs]


@cache
def _runs(name: str, by: str) -> model.Runs:
    return model.search(mazes()[name][0], by, RUNS, GENERATIONS, SEED)


def searched(score: model.Score) -> Found:
    """What the searches find, the second by a score of novelty or of the reader's."""
    found = {(name, search): _runs(name, search) for name in mazes() for search in ("objective", "chance")}
    for name, (place, _) in mazes().items():
        found[name, "novelty"] = _runs(name, "novelty") if score is by_novelty else model.search(place, score, RUNS)
    return found


def _arrivals(found: Found, search: str) -> list[float]:
    """How many of all runs of a search arrived, maze by maze."""
    return [float((found[name, search].arrived > 0).sum()) for name in mazes()]


def _frames() -> list[Any]:
    """Rows and columns of the picture of each maze."""
    return [np.array(place.walls.shape) - 2 * hidden for place, hidden in mazes().values()]


def outputs(p: Values, found: Found) -> dict[str, Any]:
    """What is counted, when the runs shown arrive, and where the maze begins and ends in its picture."""
    which = p["maze"] * SHOWN + p["run"] - 1
    arrived = {s: [float(first) for name in mazes() for first in found[name, s].arrived[:SHOWN]] for s in WATCHED}
    at = {end: [np.subtract(getattr(place, end), hidden) for place, hidden in mazes().values()] for end in ENDS}
    return {
        **{f"runs_{search}": entry(_arrivals(found, search), p["maze"]) for search in model.SEARCHES},
        **{f"arrived_{search}": entry(trials, which) for search, trials in arrived.items()},
        "columns": entry([float(frame[1]) for frame in _frames()], p["maze"]),
        "rows": entry([float(frame[0]) for frame in _frames()], p["maze"]),
        **{f"{end}_{axis}": entry([float(cell[k]) for cell in cells], p["maze"])
           for end, cells in at.items() for k, axis in enumerate(("row", "column"))},
    }  # fmt: skip


def _index(names: Sequence[str], entries: Iterable[tuple[Any, ...]]) -> dict[str, list[float]]:
    columns = zip(*entries, strict=True)
    return {name: [float(each) for each in column] for name, column in zip(names, columns, strict=True)}


def _walls() -> dict[str, list[float]]:
    """Every wall cell that the picture shows, in both panes."""
    return _index(("maze", "pane", "row", "column"), [
        (i, pane, row, column)
        for i, ((place, hidden), (height, width)) in enumerate(zip(mazes().values(), _frames(), strict=True))
        for row, column in np.argwhere(place.walls[hidden : hidden + height, hidden : hidden + width])
        for pane in range(len(WATCHED))
    ])  # fmt: skip


def _cells(found: Found) -> dict[str, list[float]]:
    """Each cell that a shown run ended on, with the trial in which it first did, and its distance from the goal."""
    return _index(("maze", "pane", "run", "row", "column", "trial", "distance"), [
        (i, pane, run + 1, *(cell - hidden), trial, distance)
        for i, (name, (place, hidden)) in enumerate(mazes().items())
        for pane, search in enumerate(WATCHED)
        for run in range(SHOWN)
        for cells, trials in [model.first_trials(found[name, search].ends[run])]
        for cell, trial, distance in zip(cells, trials, -model.nearness(cells, place.goal).round(3), strict=True)
        if np.all((cell >= hidden) & (cell - hidden < _frames()[i]))
    ])  # fmt: skip


def _place(p: Values, row: Values, _: Any = None) -> dict[str, Any]:
    """Where a cell of the maze is, in parts of the picture's width, and whether its maze is shown."""
    across = 2 * entry([float(columns) for _, columns in _frames()], p["maze"]) + 2
    left = (row["column"] + row["pane"] * (across / 2 + 1)) / across
    return {
        "left": left, "right": left + 1 / across, "top": row["row"] / across, "bottom": (row["row"] + 1) / across,
        "here": row["maze"] == p["maze"],
    }  # fmt: skip


def cells(p: Values, row: Values, _: Found) -> dict[str, Any]:
    """Where each cell is, whether it has been tried yet, how many have been, and how near the nearest is."""
    here = np.logical_and(row["maze"] == p["maze"], row["run"] == p["run"])
    seen = np.logical_and(here, row["trial"] <= p["trials"])
    of = {search: np.logical_and(seen, row["pane"] == pane) for pane, search in enumerate(WATCHED)}
    return {
        **_place(p, row),
        "here": here,
        "seen": seen,
        "recent": row["trial"] > p["trials"] - 100,
        **{f"tried_{search}": np.sum(np.where(tried, 1.0, 0.0)) for search, tried in of.items()},
        **{f"nearest_{search}": np.min(np.where(tried, row["distance"], FAR)) for search, tried in of.items()},
    }


OVERALL = {name: Overall("cells", name) for search in WATCHED for name in (f"tried_{search}", f"nearest_{search}")}


def rates(p: Values, row: Values, found: Found) -> dict[str, Any]:
    """How many of all runs arrived, and the rates that are compatible with it."""
    arrived = entry([entry(_arrivals(found, search), p["maze"]) for search in model.SEARCHES], row["order"])
    low, high = model.success_interval(arrived, float(RUNS))
    return {"arrived": arrived, "rate": arrived / RUNS, "low": low, "high": high}


def _state(p: Values, out: Values, search: str, name: str) -> Any:
    """What one search has come to, in words."""
    tried, first = out[f"tried_{search}"], out[f"arrived_{search}"]
    there = np.logical_and(first > 0, first <= p["trials"])
    near = f"has come within {out[f'nearest_{search}']:.1f} cells of it"
    come = np.where(there, f"arrived in trial {first:,.0f}", near)
    return f"{name} has tried {tried:,.0f} {verb(tried, 'place', 'places')} and {come}"


def sentence(p: Values, out: Values, own: bool = False) -> Any:
    """What the picture shows, in words."""
    names = OWN if own else NAMES
    left, right = (_state(p, out, search, names[search]) for search in WATCHED)
    counted = ", ".join(f"{out[f'runs_{search}']:.0f} {names[search]}" for search in model.SEARCHES)
    return (
        f"After {p['trials']:,.0f} trials in run {p['run']:.0f}, {left}; {right}. "
        f"Of {RUNS} runs each, so many arrive: {counted}."
    )


GUESS = Guess(
    f"The goal lies just behind a wall. A search keeps whatever ends nearest to it and varies that, "
    f"{TRIALS:,} times. Of a hundred such searches, how many find the way?",
    "Searches that arrive, of a hundred", answer="runs_objective", range=(0, 100), format=".0f", unit="of 100",
    compare="difference",
)  # fmt: skip


def _first_home(p: Values, out: Values) -> Any:
    """The goal-chaser has arrived, the other has not."""
    first, other = out["arrived_objective"], out["arrived_novelty"]
    home = np.logical_and(first > 0, first <= p["trials"])
    alone = np.logical_or(other == 0, other > p["trials"])
    return np.where(home, np.where(alone, 1.0, 0.5), np.where(first > 0, 0.25, 0.0))


CHALLENGES = [
    kit.Goal(
        "Stop the tape in the deceptive maze, after at least 100 trials, where the seeker of novelty has come no "
        "nearer to the goal than the other, and has yet tried 1.7 times as many places.",
        lambda _, out: np.minimum(out["tried_novelty"] / np.maximum(out["tried_objective"], 1.0) / 1.7, 1.0), OPENING,
        "Done: by the measure that everyone looks at, nothing is going on here. The ground is being laid.",
        fair=lambda p, out: kit.every([
            out["nearest_novelty"] >= out["nearest_objective"], out["nearest_novelty"] > 0, p["maze"] == 0,
            p["trials"] >= 100,
        ]),
    ),
    kit.Goal(
        "Find a moment at which the goal-chaser has arrived, and the seeker of novelty has not.", _first_home,
        OPENING, "Done: where the goal shows the way, whoever looks at it arrives first.",
    ),
]  # fmt: skip

#: End points, those seen before, and a goal, at which a reader's score is compared with novelty.
CASES = [
    (np.array([[[1, 1], [4, 2], [1, 1]]]), np.array([[[1, 1], [4, 2], [9, 9], [3, 7], [1, 1]]]), goal)
    for goal in ((5, 5), (1, 1))
]

DATA = Data(
    "rates",
    {"search": ("Search", ""), "arrived": ("Runs that arrived", "d"), "low": ("At least", ".0%"),
     "high": ("At most", ".0%")},
    f"How many of {RUNS} runs of each search arrive in this maze, with the 95 % interval of the rate",
)  # fmt: skip

HEIGHT, TITLE = 356, 26
CELL = "(width / (2 * columns + 2))"
#: Where the chart of rates begins, how far apart its lines are, and where it ends.
BELOW = f"(rows * {CELL} + 50)"
APART = f"min(56, ({HEIGHT} - {BELOW}) / 3)"
UNTIL = f"{BELOW} + 3 * {APART}"
#: Both mazes have one scale for both axes, so that a cell is square; rates go from none to all.
SQUARE = alt.Scale(domain=[0, 1], range=[0, alt.ExprRef("width")], nice=False, zero=False)
GROUND = kit.Plane(SQUARE, SQUARE)
LINES = kit.Plane(
    alt.Scale(domain=[0, 1], range=[126, alt.ExprRef("width - 70")], nice=False),
    alt.Scale(domain=[-0.7, 2.3], range=[alt.ExprRef(BELOW), alt.ExprRef(UNTIL)], nice=False, zero=False),
)


def _pane(left: str, name: str, hue: str) -> list[alt.Chart]:
    """Start and goal of a maze, and over it the name of its search."""
    letters = [
        layer
        for end, letter in ENDS.items()
        for layer in rimmed(
            pixels(x=f"{left} + ({end}_column + 0.5) * {CELL}", y=f"({end}_row + 0.5) * {CELL}"),
            baseline="middle", fontSize=12, fontWeight="bold", text=letter,
        )
    ]  # fmt: skip
    return [*letters, text(pixels(x=left, y=0), align="left", baseline="bottom", dy=-8, text=name, color=hue)]


def chart(ask: bool = False, own: bool = False) -> alt.LayerChart:
    """The two mazes side by side, and what is counted over all runs under them."""
    names = OWN if own else NAMES
    cell, each = GROUND.of("left", "top", x2="right", y2="bottom"), rows("rates")
    tried = {
        "color": alt.condition("datum.pane == 0", *(alt.value(HUES[search]) for search in WATCHED)),
        "opacity": alt.condition("datum.recent", alt.value(1), alt.value(0.45)),
    }
    hue = {"color": kit.hues("search", {names[search]: HUES[search] for search in model.SEARCHES})}
    line, at = LINES.of(y="order") | hue, LINES.at("guess / 100")
    guess = one("isValid(guess) && revealed")
    return kit.layered(
        # Walls, and the places where trials ended.
        mark("rect", cell | tried, rows("cells", "datum.seen")),
        mark("rect", cell, rows("walls", "datum.here"), color=MUTED),
        *(_pane(f"{pane} * ({CELL} * (columns + 2))", names[search], HUES[search])
          for pane, search in enumerate(WATCHED)),
        # How many of all runs arrived: a point with its interval, search by search.
        text(pixels(x=0, y=f"{BELOW} - 24"), align="left", baseline="top", color=MUTED,
             text=f"of {RUNS} runs, how many arrive"),
        rule(LINES.of("low", x2="high") | line, each, strokeWidth=7, opacity=0.3, strokeCap="round"),
        mark("point", LINES.of("rate") | line, each, filled=True, size=90, opacity=1),
        text(pixels(x=0) | line | {"text": "search:N"}, each, align="left"),
        text(pixels(x="width") | line, each, align="right", text=f"=datum.arrived + ' of {RUNS}'"),
        # The guess, across the lines of the rates.
        [rule(at | pixels(y=f"{BELOW} + 6", y2=UNTIL), guess, strokeDash=[3, 3], strokeWidth=1.5),
         text(at | pixels(y=BELOW), guess, baseline="top", dy=-8, text="your guess")] if ask else [],
        width=640, height=HEIGHT, padding=(2, 2, TITLE, 6), apart=["x", "y", "color"],
    )  # fmt: skip


def tables(found: Found, own: bool) -> dict[str, kit.Rows]:
    """Walls, the cells that were tried, and how many runs of each search arrived."""
    names = [(OWN if own else NAMES)[search] for search in model.SEARCHES]
    return {
        "walls": (_walls, _place), "cells": (_cells(found), cells),
        "rates": ({"order": [0, 1, 2], "search": names}, rates),
    }  # fmt: skip


EXPLORER = kit.Explorer(
    "tasks", "Two searches of a maze, and how many of a hundred arrive", parameters(), SCENARIOS, chart, sentence,
    kit.Replaceable(by_novelty, "score(ends, seen, goal)", CASES, prepare=searched), outputs, tables, OVERALL, GUESS,
    CHALLENGES, DATA,
)  # fmt: skip
explore = EXPLORER.explore
