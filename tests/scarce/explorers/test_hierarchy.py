"""The explorer's table and words against SciPy and the printed figures; its goals; numpy and Vega agree."""

import json
import subprocess
from pathlib import Path

import numpy as np
import pytest
from kernelless.built import node
from kernelless.live_chart import from_json
from numpy.testing import assert_allclose
from scarce.data import occupations
from scarce.explorers import hierarchy
from scipy.stats import rankdata, spearmanr

DATA = occupations()
MEASURES = list(hierarchy.MEASURES.values())
SETTINGS = [
    {"kappa": kappa, "adoption": adoption, "measure": measure, "job": job}
    for kappa in (-1.0, 0.0, 0.7, 1.0, 3.0, 4.0)
    for adoption in (0.0, 0.25, 1.0)
    for measure in range(len(MEASURES))
    for job in (0.0, 17.0)
]


@pytest.fixture(scope="module")
def live():
    return hierarchy.explore(ask=True)


def by_hand(kappa, adoption, measure, job):
    """Places today and then, and their correlation, with SciPy, over the occupations that have the measure."""
    exposure = DATA[MEASURES[int(measure)]]
    there = ~np.isnan(exposure)
    wage = DATA["median_wage"][there]
    left = wage * (1 - adoption * np.minimum(exposure[there], 1 - hierarchy.LEAST)) ** kappa
    place = lambda values: len(values) + 1 - rankdata(values)  # noqa: E731 - a shorthand
    return there, place(wage), place(left), spearmanr(wage, left)[0]


def test_it_is_traced(live):
    assert live.untraced == ""


@pytest.mark.parametrize("setting", SETTINGS[::7], ids=str)
def test_places_and_correlation_are_scipys(live, setting):
    state = live.evaluate(**setting)
    there, today, then, rho = by_hand(**setting)
    table = state.tables["jobs"]
    assert_allclose(table["there"], there)
    assert_allclose(table["today"][there], today)
    assert_allclose(table["then"][there], then, atol=1e-9)
    assert_allclose(state.outputs["rank_correlation"], rho, atol=1e-12)
    assert state.outputs["counted"] == there.sum()
    assert state.outputs["stay"] == np.sum((today <= 66) & (then <= 66))


@pytest.mark.parametrize(
    ("kappa", "rho"), [(-1, 0.863), (0, 1), (0.5, 0.879), (1, 0.636), (2, 0.196), (3, -0.073), (4, -0.202)]
)
def test_the_printed_correlations(live, kappa, rho):
    assert round(live.evaluate(kappa=kappa).outputs["rank_correlation"], 3) == rho


def test_the_chapters_figures(live):
    def place(title, **setting):
        table = live.evaluate(**setting).tables["jobs"]
        row = list(table["title"]).index(title)
        return table["today"][row], table["then"][row]

    assert place("Registered Nurses") == (54, 33)
    assert place("Registered Nurses", kappa=2)[1] > 54
    assert place("Software Developers") == (16, 249)
    assert place("Civil Engineers") == (48, 60)
    assert place("Lawyers") == (11, 9)
    assert place("Plumbers, Pipefitters, and Steamfitters") == (112, 38)
    assert place("Software Developers", kappa=-1)[1] == 1
    assert place("Data Entry Keyers", kappa=-1)[1] == 9
    assert live.extras["guess"]["answer"] == 45
    assert round(live.evaluate(measure=4).outputs["rank_correlation"], 2) == 0.88
    assert round(live.evaluate(measure=3).outputs["rank_correlation"], 2) == 0.90


def test_reversed_nowhere_on_the_slider(live):
    for measure in range(4):
        for kappa in np.linspace(-1, 4, 26):
            assert live.evaluate(kappa=kappa, measure=measure).outputs["rank_correlation"] > -0.5


def test_missing_figures_are_left_out_and_said_so(live):
    assert "12 jobs without a figure are left out" in live.evaluate(measure=3).sentence
    assert "left out" not in live.evaluate(measure=0).sentence


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ({}, "100% done of what GPT-4 rates as exposed, the old order is reshuffled (rank correlation 0.64)"),
        ({"kappa": 0}, "kept (rank correlation 1.00); 66 of the 66"),
        ({"kappa": 3}, "scrambled (rank correlation −0.07); 13 of the 66"),
        ({"job": hierarchy.jobs()["Chief Executives"], "kappa": 3}, "Chief Executives: from place 4 to place 89."),
    ],
)
def test_the_sentence(live, setting, words):
    assert words in live.evaluate(**setting).sentence


def test_goals_can_be_met_and_not_at_their_start(live):
    for goal in live.extras["challenges"]:
        assert goal["start"] < 1
    assert live.evaluate(kappa=4, measure=3).progress[0] >= 1
    assert live.evaluate(kappa=3, measure=3).progress[0] < 1
    assert live.evaluate(kappa=4, measure=0).progress[0] == 0
    assert live.evaluate(kappa=3, measure=2).progress[1] >= 1
    assert live.evaluate(kappa=3, measure=0).progress[1] < 1
    assert live.evaluate(kappa=1, measure=2).progress[1] == 0


def test_labels_keep_a_line_apart(live):
    gap = hierarchy.LINE * 265 / hierarchy.HEIGHT
    for setting in SETTINGS[::5]:
        table = live.evaluate(**setting).tables["jobs"]
        for column in ("today_label", "then_label"):
            places = np.sort(table[column][table["shown"]])
            assert np.all(np.diff(places) >= gap - 1e-6)
            assert places[-1] <= 264


def test_numpy_and_vega_agree(live):
    """The whole table, sentence and goals, computed by the page's own specification in real Vega."""
    script = Path(__file__).parents[2] / "helpers" / "states.mjs"
    asked = {"specification": live._specification, "settings": SETTINGS, "table": "jobs"}
    done = subprocess.run([*node(), str(script)], input=json.dumps(asked), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    columns = ("there", "left", "today", "then", "shown", "today_label", "then_label")
    for setting, found in zip(SETTINGS, json.loads(done.stdout), strict=True):
        expected = live.evaluate(**setting)
        for name in columns:
            values = np.array([from_json(row[name]) for row in found["rows"]], dtype=float)
            seen = np.array(expected.tables["jobs"]["shown"]) if name.endswith("label") else slice(None)
            assert_allclose(values[seen], np.asarray(expected.tables["jobs"][name], float)[seen], rtol=1e-9, atol=1e-6)
        for name in ("says_today", "says_then"):
            assert [row[name] for row in found["rows"]] == list(expected.tables["jobs"][name])
        assert found["signals"]["sentence"] == expected.sentence
        assert_allclose([found["signals"][f"_goal{i}"] for i in range(2)], expected.progress, rtol=1e-9, atol=1e-12)
        assert_allclose(found["signals"]["rank_correlation"], expected.outputs["rank_correlation"], atol=1e-9)
