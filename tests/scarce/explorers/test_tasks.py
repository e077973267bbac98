"""The explorer of stepping stones says what the searches found."""

import json
import math
import subprocess
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from kernelless.built import node
from kernelless.live_chart import from_json
from scarce.explorers import tasks
from scarce.models import tasks as model
from scipy.stats import binomtest


@cache
def live():
    return tasks.explore()


MAZES = list(tasks.mazes())


@cache
def searched(index, search):
    """A maze, what is hidden of it, and what a search finds there."""
    place, hidden = tasks.mazes()[MAZES[index]]
    return place, hidden, model.search(place, search, runs=100, generations=250, seed=0)


def at(**values):
    return live()._model.evaluate({**live()._model.defaults, **values})


def test_it_lives_in_the_page():
    assert live().untraced == ""


@pytest.mark.parametrize("index", range(len(MAZES)))
def test_what_is_counted_is_what_the_searches_found(index):
    state = at(maze=index, run=2)
    for search in model.SEARCHES:
        _, _, runs = searched(index, search)
        arrived = int((runs.arrived > 0).sum())
        assert state.outputs[f"runs_{search}"] == arrived
        known = binomtest(arrived, 100).proportion_ci(method="wilson")
        row = model.SEARCHES.index(search)
        assert state.tables["rates"]["low"][row] == pytest.approx(known.low, abs=1e-5)
        assert state.tables["rates"]["high"][row] == pytest.approx(known.high, abs=1e-5)


@pytest.mark.parametrize(("index", "run", "trials"), [(0, 1, 10), (0, 2, 700), (0, 3, 2520), (1, 1, 990), (2, 3, 200)])
def test_the_tape_shows_each_place_from_its_first_trial_on(index, run, trials):
    state = at(maze=index, run=run, trials=trials)
    for pane, search in enumerate(tasks.WATCHED):
        place, hidden, runs = searched(index, search)
        ends = runs.ends[run - 1, :trials]
        tried = {tuple(end) for end in (ends - hidden).tolist()}
        height, width = np.array(place.walls.shape) - 2 * hidden
        wanted = {(row, column) for row, column in tried if 0 <= row < height and 0 <= column < width}
        cells = state.tables["cells"]
        chosen = np.flatnonzero(cells["seen"] & (cells["pane"] == pane))
        assert {(int(cells["row"][i]), int(cells["column"][i])) for i in chosen} == wanted
        assert state.outputs[f"tried_{search}"] == len(wanted)
        nearest = min(math.dist(end, np.subtract(place.goal, hidden)) for end in wanted)
        assert state.outputs[f"nearest_{search}"] == pytest.approx(nearest, abs=0.01)


def test_the_sentence_tells_who_has_arrived():
    assert "seeking novelty has tried 194 places and arrived in trial 623" in at().sentence
    assert "seeking novelty has tried" in at(trials=620).sentence
    assert "arrived" not in at(trials=620).sentence.split(" Of 100")[0]
    assert "Of 100 runs each, so many arrive: 20 chasing the goal, 74 seeking novelty, 8 drawing lots." in at().sentence


def test_scenarios_are_settings_that_exist():
    names = {parameter.name for parameter in tasks.parameters()}
    for values in tasks.SCENARIOS.values():
        assert set(values) <= names
        at(**values)


def test_the_guess_asks_what_the_model_answers():
    asked = tasks.explore(ask=True).extras["guess"]
    assert asked["answer"] == at().outputs["runs_objective"] == 20
    assert "2,520 times" in asked["question"]


@pytest.mark.parametrize(
    ("goal", "values", "met"),
    [
        (0, {}, False), (0, {"trials": 460}, True), (0, {"trials": 10}, False), (0, {"maze": 1, "trials": 460}, False),
        (1, {}, False), (1, {"run": 2}, False), (1, {"maze": 2, "trials": 300}, False),
        (1, {"maze": 2, "trials": 450}, True), (1, {"maze": 2, "trials": 600}, False),
        (1, {"maze": 2, "trials": 250, "run": 3}, False),
    ],
)  # fmt: skip
def test_challenges_are_met_where_they_should_be(goal, values, met):
    assert (at(**values).progress[goal] >= 1) == met


def test_a_score_of_ones_own_is_searched_with():
    mine = tasks.explore(lambda ends, seen, goal: model.nearness(ends, goal))
    assert mine.evaluate().outputs["runs_novelty"] < at().outputs["runs_novelty"]


def test_vega_and_numpy_agree():
    script = Path(__file__).parents[2] / "helpers" / "states.mjs"
    settings = [
        {"maze": maze, "run": run, "trials": trials}
        for maze in range(3) for run in (1, 2, 3) for trials in (10, 300, 630, 2520)
    ]  # fmt: skip
    columns = {"cells": ("left", "right", "top", "bottom", "here", "seen", "recent"), "rates": ("rate", "low", "high")}
    for table, names in columns.items():
        asked = {"specification": live()._specification, "settings": settings, "table": table}
        done = subprocess.run([*node(), str(script)], input=json.dumps(asked), capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        for setting, found in zip(settings, json.loads(done.stdout), strict=True):
            expected = at(**setting)
            for name in names:
                values = np.array([from_json(row[name]) for row in found["rows"]], dtype=float)
                np.testing.assert_allclose(values, np.asarray(expected.tables[table][name], float), rtol=1e-9)
            assert found["signals"]["sentence"] == expected.sentence
            for name, value in expected.outputs.items():
                np.testing.assert_allclose(found["signals"][name], value, rtol=1e-9, err_msg=name)
            for goal, progress in enumerate(expected.progress):
                np.testing.assert_allclose(found["signals"][f"_goal{goal}"], progress, rtol=1e-9)
