"""A goal's progress is the same in Python and in the page, and measured from the challenge's own start."""

import altair as alt
import numpy as np
import pytest
from kernelless import Challenge, LiveChart, Model, Parameter
from vega import signals

A = Parameter("a", "A", 2, range=(0, 5), step=1)
B = Parameter("b", "B", 3, range=(0, 5), step=1)
CHART = alt.Chart(alt.InlineData(values=[{}])).mark_point()


def add(p):
    return {"sum": p["a"] + p["b"]}


def fair(p, out):
    return np.where(p["b"] == 3, out["sum"] / 8, 0.0)


def live(*challenges, **options):
    return LiveChart(CHART, [A, B], add, extras=challenges, **options)


def test_progress_at_the_start_is_that_of_its_scenario():
    model = live(
        Challenge("Eight.", fair), Challenge("Eight from one.", fair, scenario="one"), scenarios={"one": {"a": 1}}
    )
    assert [goal["start"] for goal in model.extras["challenges"]] == [5 / 8, 4 / 8]
    assert model._progress == [5 / 8, 5 / 8]


@pytest.mark.parametrize("b", [0, 3])
@pytest.mark.parametrize("a", range(6))
def test_the_page_and_python_agree_on_progress(a, b):
    """In the page `_goal0` is a signal; the real Vega computes it here."""
    model = Model([A, B], add, goals=[fair, lambda p, out: np.minimum(p["a"], p["b"]) / 4])
    expected = [(a + b) / 8 if b == 3 else 0, min(a, b) / 4]
    found = signals(model, a=a, b=b)
    assert [found["_goal0"], found["_goal1"]] == pytest.approx(expected, abs=1e-12)
    assert model.evaluate({"a": a, "b": b}).progress == pytest.approx(expected, abs=1e-12)


def test_a_kernel_computes_progress_where_the_page_cannot():
    model = live(Challenge("Five.", lambda p, out: float(p["a"]) / 5))
    assert "float()" in model.untraced
    model.a = 4
    assert model._progress == [0.8]
    model.a = 5
    assert model._progress == [1]


@pytest.mark.parametrize(("target", "start"), [(5, 1), (4, 1.25)])
def test_a_challenge_met_at_its_start_says_so(target, start):
    """The reader may change the formula behind a challenge; the book's own are never met at their start."""
    model = live(Challenge("Reach it.", lambda p, out: out["sum"] / target))
    assert [goal["start"] for goal in model.extras["challenges"]] == [start]


def test_without_a_scenario_of_its_own_it_starts_from_the_opening():
    model = live(Challenge("Eight.", fair), scenarios={"none": {"a": 0}}, scenario="none")
    assert [goal["start"] for goal in model.extras["challenges"]] == [3 / 8]


def test_progress_without_an_end_arrives_in_the_spelling_that_the_page_knows():
    """A start at minus infinity is below anything: from there every step but none is closer."""
    model = live(
        Challenge("Be many.", lambda p, out: np.where(p["a"] > 0, p["a"], -np.inf)),
        scenarios={"none": {"a": 0}},
        scenario="none",
    )
    assert model.extras["challenges"][0]["start"] == "-Infinity"
    assert model.get_state("_progress") == {"_progress": ["-Infinity"]}
    assert model._progress == [-np.inf]


def test_an_unknown_scenario_is_refused_with_those_there_are():
    with pytest.raises(ValueError, match="unknown scenario 'low'; known scenarios: one, two"):
        live(Challenge("Eight.", fair, scenario="low"), scenarios={"one": {}, "two": {}})
