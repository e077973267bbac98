"""The budget explorer against a search of its own, its words, goals and sources, and the real Vega."""

import itertools
import re
from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scarce.explorers import budget
from scarce.explorers.words import percent
from scarce.models.budget import split_gain
from scarce.models.judgment import expected_best
from scipy.optimize import minimize_scalar
from scipy.special import logit
from vega import evaluate

BIBLIOGRAPHY = (Path(__file__).parents[3] / "chapters" / "references.bib").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def live():
    return budget.explore(ask=True)


def said(live, scenario=budget.OPENING, **changes):
    return live.evaluate(**{**live._model.defaults, **budget.SCENARIOS[scenario], **changes})


def test_it_is_traced(live):
    assert live.untraced == ""


@pytest.mark.parametrize("scenario", budget.SCENARIOS)
def test_the_best_split_is_the_best_there_is(live, scenario):
    p = live._model.defaults | budget.SCENARIOS[scenario]
    out = live.evaluate(**p).outputs

    def loss(odds):
        return -split_gain(1 / (1 + 10**-odds), p["budget"], p["price"], p["accuracy"])

    found = minimize_scalar(loss, bounds=(-budget.ENDS, budget.ENDS), method="bounded")
    assert_allclose(out["best_gain"], -found.fun, rtol=2e-3)
    assert_allclose(out["best_share"], 1 / (1 + 10**-found.x), atol=0.02)


def test_outputs_by_hand(live):
    out = said(live, "ideas are dear (essay A)", share=0.8).outputs
    assert_allclose((out["options"], out["looks"]), (4, 5))
    sharpened = np.sqrt(5 * 0.09 / (1 + 4 * 0.09))
    assert_allclose(out["sharpened"], sharpened)
    assert_allclose(out["gain"], sharpened * expected_best(4))


def test_each_essay_is_right_somewhere_and_price_and_eye_decide(live):
    assert said(live).outputs["best_share"] < 0.5
    assert said(live, "ideas are nearly free (essay B)").outputs["best_share"] < 0.05
    assert said(live, "ideas are dear (essay A)").outputs["best_share"] > 0.5
    assert said(live, "a sharp eye (reversed)").outputs["best_share"] > 0.5


def test_as_the_chapter_says_nobody_buys_a_thousand_free_ideas(live):
    rows = said(live, "ideas are nearly free (essay B)").tables["hill"]
    assert 11 < rows["options"][np.argmax(rows["worth"])] < 15


def test_the_guess(live):
    assert round(live.extras["guess"]["answer"], 2) == 0.11


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {},
            "With 50% of 100 hours for finding there are 50 options, and 1.0 looks for each: an accuracy of 0.30. "
            "The pick gains 0.67;",
        ),
        ({}, "so the next hour should judge. Most of a well-spent budget goes to judging, as essay B has it."),
        ({"share": 0.01}, "With 1% of 100 hours for finding there is no option but the one that comes to mind"),
        ({"share": 0.02}, "so the next hour should find options"),
        ({"share": 0.1}, "about as much as can be had"),
        ({"accuracy": 0.95}, "goes to finding options, as essay A has it"),
    ],
)
def test_the_sentence_says_what_the_picture_shows(live, changes, words):
    assert words in said(live, **changes).sentence


def test_half_the_hours_gain_more_if_they_are_looks(live):
    assert said(live).progress[0] == 0
    assert said(live, budget=50).progress[0] < 1
    assert said(live, budget=50, share=0.15).progress[0] >= 1
    for unfair in ({"share": 0.1}, {"accuracy": 0.9, "budget": 50}, {"price": 0.1, "budget": 50, "share": 0.1}):
        assert said(live, **unfair).progress[0] < 1


def test_essay_b_becomes_right_where_ideas_are_dear(live):
    assert 0.5 < said(live, budget.DEAR).progress[1] < 1
    assert said(live, budget.DEAR, budget=200).progress[1] < 1
    assert said(live, budget.DEAR, budget=500).progress[1] >= 1
    for unfair in ({"price": 1}, {"accuracy": 0.05}, {"price": 1, "budget": 1000}):
        assert said(live, budget.DEAR, **unfair).progress[1] == 0


@pytest.mark.parametrize("scenario", budget.SCENARIOS)
def test_marks_stand_where_the_best_and_the_chosen_split_do(live, scenario):
    for share in (0.01, 0.1, 0.5, 0.93, 0.99):
        state = said(live, scenario, share=share)
        out, row = state.outputs, {name: column[0] for name, column in state.tables["hill"].items()}
        best = out["best_share"]
        found = (row["top"], row["here"], row["name_at"], row["gain"])
        places = (np.clip(logit(best) / np.log(10), -2.3, 2.3), logit(share) / np.log(10))
        assert_allclose(found, (*places, max(out["best_gain"], budget.LOWEST_LABEL), out["gain"]), atol=1e-9)
        assert row["name"].removeprefix("← ") == "best " + str(percent(best))
        assert row["name"].startswith("←") == (logit(best) / np.log(10) < -2.3)
        told = "find →" if share < best else "← next hour: judge"
        assert told in row["next"] if out["gain"] < 0.99 * out["best_gain"] else row["next"] == ""
        assert row["left"] == (share > 0.84 or (share < best and share > 0.24))


def test_every_value_has_a_source_or_is_assumed():
    for sources in budget.SCENARIOS.sources.values():
        for source in sources.values():
            assert source == "assumed" or re.search(rf"@\w+\{{{source},", BIBLIOGRAPHY), source


def test_traced_is_numpy(live):
    """Outputs over all ends and a seeded thousand of settings between."""
    parameters = budget.parameters()
    ends = [list(q.stops.values())[:: len(q.stops) - 1] if q.stops else q.range for q in parameters]
    random = np.random.default_rng(2)
    between = [
        random.choice(list(q.stops.values()), 1000) if q.stops else random.uniform(*q.range, 1000) for q in parameters
    ]
    rows = np.concatenate([np.array([*itertools.product(*ends)]), np.array(between).T])
    settings = dict(zip([q.name for q in parameters], rows.T, strict=True))

    def function(**p):
        return budget.outputs(p)

    found, expected = evaluate(function, **settings), function(**settings)
    for name, values in expected.items():
        assert_allclose(found[name], values, rtol=1e-9, atol=1e-12, err_msg=name)


@pytest.mark.parametrize("scenario", budget.SCENARIOS)
def test_the_traced_hill_is_numpys(live, scenario):
    p = live._model.defaults | budget.SCENARIOS[scenario]
    hill = live.evaluate(**p).tables["hill"]
    splits, odds = hill["split"], hill["odds"]

    def function(split, odds):
        rows = budget.hill(p, {"split": split, "odds": odds}, split_gain)
        return rows | {side: np.where(rows[side], 1.0, 0.0) for side in ("shown", "before", "after")}

    found, expected = evaluate(function, split=splits, odds=odds), function(splits, odds)
    for name, values in expected.items():
        assert_allclose(found[name], np.broadcast_to(values, len(splits)), rtol=1e-9, atol=1e-12, err_msg=name)


def test_a_changed_formula_changes_the_hill():
    free = budget.explore(lambda share, hours, price, accuracy: (1 - share) * accuracy)
    assert free.untraced == ""
    assert free.best_share < 0.01
    assert_allclose(free.gain, 0.15)
