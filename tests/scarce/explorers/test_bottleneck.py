"""The explorer's scenarios, its lists against the model, and its words."""

import re
from pathlib import Path

import numpy as np
import pytest
from scarce.explorers import bottleneck
from scarce.models.bottleneck import INPUTS, binding_inputs, growth_ceiling, handover_years, output_path

BIBLIOGRAPHY = (Path(__file__).parents[3] / "chapters" / "references.bib").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def live():
    return bottleneck.explore()


def test_it_is_traced(live):
    assert live.untraced == ""


@pytest.mark.parametrize("scenario", bottleneck.SCENARIOS)
def test_outputs_are_the_models(live, scenario):
    live.apply(scenario)
    p, found = live.params, live.evaluate().outputs
    growth = {name: p[name] for name in INPUTS}
    headroom = {name: p[f"headroom_{name}"] for name in INPUTS}
    assert found["ceiling"] == growth_ceiling(*growth.values())
    assert tuple(found["binding"]) == binding_inputs(headroom)
    assert [tuple(handover) for handover in found["handovers"]] == handover_years(growth, headroom)
    expected = output_path(p["horizon"], growth, headroom, dict.fromkeys(INPUTS, 1 / 6), p["sigma"])
    np.testing.assert_allclose(found["output_at_horizon"], expected, rtol=1e-12)


def test_the_picture_is_drawn_by_the_function_that_the_chapters_cite(monkeypatch):
    shown = bottleneck.explore(lambda levels, weights, sigma: levels[0])  # a formula of the chapter's, changed
    rows = shown.evaluate().tables["path"]
    p = shown.params
    growth, headroom = [[p[f"{kind}{name}"] for name in INPUTS] for kind in ("", "headroom_")]
    expected = output_path(rows["year"] - p["first_year"], growth, headroom, [1 / 6] * 6, 0, lambda x, *_: x[0])
    np.testing.assert_allclose(rows["output"], expected, rtol=1e-12)
    monkeypatch.setattr(bottleneck.model, "output_path", lambda years, *_: 42 + 0 * years)
    assert set(bottleneck.explore().evaluate().tables["path"]["output"]) == {42}


def test_the_reversed_scenario_mirrors_the_opening(live):
    live.apply("tasks outrun execution (reversed)")
    [[year, before, after]] = live.evaluate().outputs["handovers"]
    live.apply(bottleneck.OPENING)
    assert live.evaluate().outputs["handovers"] == [[year, after, before]]


def test_every_rate_has_a_source_or_is_assumed():
    for rates in bottleneck.RATES.values():
        assert list(rates) == list(INPUTS)
        for _, headroom, source in rates.values():
            assert headroom >= 1
            assert source == "assumed" or re.search(rf"@\w+\{{{source},", BIBLIOGRAPHY), source
    assumed = sum(source == "assumed" for rates in bottleneck.RATES.values() for _, _, source in rates.values())
    assert bottleneck.rates_table().count("*assumed*") == assumed > 0


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Execution is the scarcest input until 2027, when tasks take over. In 2036 output is 4.9 times"),
        ({"tasks": 0.12}, "until 2027, when tasks take over; by 2036 feedback binds. In 2036 output is 8.6 times"),
        ({"sigma": 1}, "none binds alone"),
        ({"sigma": np.inf}, "no input holds it back for good"),
        ({"headroom_execution": 2, "headroom_compute": 2}, "Two inputs start equally scarce."),
        ({"tasks": -0.1}, "slowest input: −10% a year."),
    ],
)
def test_the_sentence_says_what_the_picture_shows(live, changes, words):
    live.apply(bottleneck.OPENING)
    assert words in live.evaluate(**changes).sentence


def test_spans_say_who_binds_alone_or_together(live):
    live.apply(bottleneck.OPENING)

    def said(**changes):
        rows = live.evaluate(**changes).tables["inputs"]
        return rows["says"][rows["shown"]].tolist()

    assert said() == ["execution binds", "tasks bind"]
    assert said(sigma=2) == ["execution scarcest", "tasks scarcest"]
    assert said(**dict.fromkeys(INPUTS, 0.4), **{f"headroom_{n}": 1 for n in INPUTS}) == ["all six bind together"]
    assert said(energy=0.05, headroom_energy=3) == ["two bind together", "execution binds"]


def test_a_changed_formula_changes_the_model():
    doubled = bottleneck.explore(lambda levels, weights, sigma: sum(levels) ** 2)
    assert doubled.untraced == ""
    assert doubled.output_at_horizon != bottleneck.explore().output_at_horizon


def test_a_formula_with_a_decision_in_it_is_computed_by_the_kernel():
    def strict(levels, weights, sigma):
        return min(np.asarray(levels, dtype=float).tolist()) if np.ndim(levels[0]) == 0 else np.min(levels, axis=0)

    live = bottleneck.explore(strict)
    assert live.untraced
    live.tasks = 0.0
    np.testing.assert_allclose(live.output_at_horizon, 3, rtol=1e-12)
