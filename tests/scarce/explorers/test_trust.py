"""The explorer's records against scipy and a search, its scenarios, words, goals and sources; and traced = numpy."""

import itertools
import re
from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scarce.explorers import trust
from scarce.models.trust import informed_rate, wilson_lower
from scipy import stats
from vega import evaluate

CHAPTER = (Path(__file__).parents[3] / "chapters" / "moats.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def live():
    return trust.explore(ask=True)


def said(live, **changes):
    return live.evaluate(**{**live._model.defaults, **changes})


def test_it_is_traced(live):
    assert live.untraced == ""


@pytest.mark.parametrize("caution", trust.CAUTION.values())
def test_records_are_read_as_scipy_reads_them(live, caution):
    found = said(live, trials=200, rate=0.95, rival_trials=1000, rival_rate=0.7, caution=caution).outputs
    confidence = 2 * stats.norm.cdf(caution) - 1
    for side, right, of in (("your", 190, 200), ("rivals", 700, 1000)):
        interval = stats.binomtest(right, of).proportion_ci(confidence, method="wilson")
        assert_allclose([found[f"{side}_lower"], found[f"{side}_upper"]], [interval.low, interval.high], rtol=1e-6)
        assert_allclose(found[f"{side}_mean"], (right + 1) / (of + 2))


def test_cautions_are_what_they_are_called():
    for label, z in trust.CAUTION.items():
        assert_allclose(2 * stats.norm.cdf(z) - 1, float(label.rstrip("%")) / 100, atol=0.005)


@pytest.mark.parametrize("scenario", trust.SCENARIOS)
def test_whoever_is_behind_draws_level_when_the_page_says(live, scenario):
    """Against a search through all lengths of record up to five thousand."""
    p = live._model.defaults | trust.SCENARIOS[scenario]
    out = said(live, **p).outputs
    rate = out["rivals_rate"] if out["lead"] > 0 else out["your_rate"]
    lengths = np.arange(1, 5001)
    enough = wilson_lower(rate * lengths, lengths, p["caution"]) >= max(out["your_lower"], out["rivals_lower"]) - 1e-12
    assert out["level_after"] == (lengths[np.argmax(enough)] if enough.any() else np.inf)


def test_the_printed_records(live):
    reversed_ = said(live, **trust.SCENARIOS[trust.REVERSED]).outputs
    assert (round(reversed_["your_lower"], 4), round(reversed_["rivals_lower"], 4)) == (0.7225, 0.9496)
    assert reversed_["level_after"] == 73
    assert said(live).outputs["level_after"] == live.extras["guess"]["answer"] == 40


def test_fourteen_of_the_million_lose_to_ten_of_ten_and_fifteen_do_not():
    """As the chapter says."""
    lengths = np.arange(1, 100)
    wins = wilson_lower(10, 10) > wilson_lower(0.95 * lengths, lengths)
    assert lengths[wins].max() == 14


def test_other_numbers_of_the_chapter(live):
    for number in ("93.5 %", "292 trials", "139", "94.96 %", "1,692", "17.6 points", "72 %", "a point and a half"):
        assert number in CHAPTER, number
    assert round(float(wilson_lower(950, 1000)), 3) == 0.935
    assert round(float(100 * (wilson_lower(950_000, 1e6) - wilson_lower(950, 1000))), 1) == 1.5
    machine = {"rival_trials": 1e6, "rival_rate": 0.95}
    assert said(live, trials=10, rate=0.96, **machine).outputs["level_after"] == 1692
    assert round(100 * said(live, **trust.SCENARIOS["everybody knows"]).outputs["lead"], 1) == -17.6
    careless = said(live, trials=10, rate=1, caution=0.5, **machine).outputs
    assert careless["lead"] > 0
    for rival, rate, needed in ((0.9, 0.95, 139), (0.95, 0.975, 292)):
        lengths = np.arange(1, 1000)
        assert lengths[np.argmax(wilson_lower(rate * lengths, lengths) >= rival)] == needed


def test_free_knowledge_leaves_the_records(live):
    """With equal rates the secret gives the lead; once free, the longer record has it."""
    only, everyone = (said(live, **trust.SCENARIOS[name]).outputs for name in ("only you know", "everybody knows"))
    assert only["your_rate"] == everyone["your_rate"] == everyone["rivals_rate"] == pytest.approx(0.925)
    assert only["rivals_rate"] == pytest.approx(0.7)
    assert only["lead"] > 0.05 > 0 > everyone["lead"]


def test_only_whole_trials_that_count_count(live):
    assert said(live, rival_trials=1e6, counts=0.00001).outputs["counted"] == 10
    assert said(live, rival_trials=10, counts=0.02).outputs["counted"] == 0
    assert said(live, rival_trials=10, counts=0.1).outputs["counted"] == 1


def test_without_records_neither_leads(live):
    state = said(live, trials=0, rival_trials=0)
    assert state.outputs["lead"] == 0
    assert state.outputs["your_mean"] == state.outputs["rivals_mean"] == 0.5
    assert state.outputs["level_after"] == np.inf
    assert not state.tables["overtaking"]["shown"].any()


# --- the picture


def test_curves_pass_through_the_records(live):
    for trials in (1, 10, 200, 1000):
        state = said(live, trials=trials, rival_trials=trials)
        curve = {
            name: column[state.tables["curve"]["trials"] == trials] for name, column in state.tables["curve"].items()
        }
        for side, name in (("you", "your"), ("rival", "rivals")):
            assert_allclose(curve[f"{side}_lower"], state.outputs[f"{name}_lower"])
            assert_allclose(curve[f"{side}_upper"], state.outputs[f"{name}_upper"])


def test_the_picture_rises_one_step_for_each_tenth_of_the_failures():
    assert_allclose(trust.height(np.array([0, 0.9, 0.99, 0.999])), [0, 1, 2, 3], atol=1e-9)
    assert trust.held(1.0) == trust.HIGHEST
    assert np.isfinite(trust.height(1.0))


def test_the_one_behind_meets_the_leaders_level_on_its_own_curve(live):
    state = said(live)
    mark = {name: column[0] for name, column in state.tables["overtaking"].items()}
    assert (mark["name"], mark["text"]) == ("rival", "level at 40 trials")
    assert_allclose(10 ** mark["start"], 200)
    assert_allclose(10 ** mark["moment"], 40)
    assert_allclose(1 - 10 ** -mark["height"], state.outputs["your_lower"])


def test_names_and_numbers_keep_their_distance(live):
    gap = trust.HIGHEST * trust.LINE / trust.HEIGHT
    for rate, rival_rate, trials in itertools.product((0.5, 0.95, 1), (0.5, 0.95, 0.96, 1), (0, 10, 1e6)):
        rows = said(live, rate=rate, rival_rate=rival_rate, trials=trials).tables["records"]
        assert abs(np.diff(rows["end"])[0]) >= gap - 1e-9
        assert rows["end"].max() <= trust.HIGHEST + 1e-9
        assert rows["above"].sum() <= 1
        assert (rows["upper_at"] <= trust.HIGHEST).all()
    same = said(live, trials=100, rival_trials=100, rival_rate=0.95).tables["records"]
    assert same["place"][0] < same["place"][1]
    assert same["above"].tolist() == [True, False]


# --- words


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "your record (200 trials, 95.0% right) vouches for 91.0%, the rival’s (10 trials, all right) for 72.2%."),
        ({}, "You lead by 18.8 points; the rival draws level after 40 trials in all."),
        ({"trials": 0}, "your record (no trial) vouches for 0.0%"),
        ({"trials": 1}, "(1 trial, 95.0% right)"),
        ({"trials": 10, "rate": 0.9}, "The rival leads by 12.7 points; you draw level after 25 trials in all."),
        ({"rate": 0.5}, "you never draw level at that rate."),
        ({"rival_rate": 0.9}, "the rival never draws level at that rate."),
        ({"trials": 100, "rival_trials": 100, "rival_rate": 0.95}, "Neither leads."),
        ({"rival_trials": 1000, "counts": 0.01}, "Of the rival’s 1,000 trials 10 count."),
        ({"knowledge": 0.5}, "What everyone knows prevents 50% of the failures on both sides."),
        ({"knowledge": 0.5, "holders": 1}, "What only you know prevents 50% of your failures."),
        ({"caution": 0.5}, "Read with 38% caution"),
        ({"trials": 1e6, "rate": 1}, "vouches for over 99.9%"),
    ],
)
def test_the_sentence_says_what_the_picture_shows(live, changes, words):
    assert words in said(live, **changes).sentence


def test_the_sentence_changes_with_every_control(live):
    start = trust.SCENARIOS["only you know"]
    other = {
        "trials": 50, "rate": 0.8, "rival_trials": 500, "rival_rate": 0.8, "counts": 0.5, "knowledge": 0.5,
        "holders": 0, "caution": 1.0,
    }  # fmt: skip
    assert set(other) == set(live._model.defaults)
    before = said(live, **start).sentence
    for name, value in other.items():
        assert said(live, **{**start, name: value}).sentence != before, name


# --- goals


def progress(live, scenario, **changes):
    start = live._model.defaults | trust.SCENARIOS[scenario]
    return live.evaluate(**{**start, **changes}).progress


def test_the_million_is_beaten_by_the_right_question_and_not_by_one_slider(live):
    start = trust.REVERSED
    assert 0.7 < progress(live, start)[0] < 0.8
    assert progress(live, start, trials=50)[0] < 1
    assert progress(live, start, trials=50, counts=0.0005)[0] >= 1
    assert progress(live, start, trials=50, counts=0.001)[0] < 1
    for unfair in ({"trials": 1e6}, {"counts": 0.0}, {"counts": 0.00001}, {"caution": 0.5}, {"rival_rate": 0.5}):
        assert progress(live, start, **unfair)[0] < 1, unfair
    for parameter in trust.parameters():
        values = parameter.stops.values() or np.linspace(*parameter.range, 26)
        assert all(progress(live, start, **{parameter.name: float(value)})[0] < 1 for value in values), parameter.name


def test_a_secret_given_away_takes_trials_and_quality(live):
    start = trust.ONLY
    assert progress(live, start)[1] == 0
    assert 0 < progress(live, start, holders=0)[1] < 1
    assert progress(live, start, holders=0, trials=1e6)[1] < 1
    assert progress(live, start, holders=0, rate=1)[1] < 1
    assert progress(live, start, holders=0, rate=0.95, trials=200)[1] >= 1
    for unfair in ({"knowledge": 0}, {"rival_trials": 0}, {"rival_rate": 0.5}, {"counts": 0.0}, {"caution": 0.5}):
        assert progress(live, start, **{"holders": 0, "rate": 1, "trials": 1e6, **unfair})[1] == 0, unfair


# --- sources


def test_the_chapter_says_that_the_records_are_assumed():
    """No scenario has a published figure, so none needs a source."""
    assert re.search(r"All records in the scenarios are \*assumed\*", CHAPTER)


# --- the page computes what numpy computes


def grid():
    """The corners of the parameters, and a seeded thousand of settings between."""
    ends = [list(q.stops.values()) if q.stops else list(q.range) for q in trust.parameters()]
    corners = np.array([*itertools.product(*([values[0], values[-1]] for values in ends))])
    random = np.random.default_rng(8)
    between = [
        random.choice(values, 1000) if q.stops else random.uniform(*q.range, 1000)
        for q, values in zip(trust.parameters(), ends, strict=True)
    ]
    rows = np.concatenate([corners, np.array(between).T])
    return dict(zip([q.name for q in trust.parameters()], rows.T, strict=True))


def test_traced_outputs_are_numpys():
    settings = grid()

    def function(**p):
        return trust.outputs(p)

    found, expected = evaluate(function, **settings), function(**settings)
    assert set(found) == set(expected)
    for name, values in expected.items():
        assert_allclose(found[name], values, rtol=1e-9, atol=1e-12, err_msg=name)


def test_traced_columns_are_numpys():
    settings = grid() | {"row": np.random.default_rng(9).choice(trust.ALONG, 1256).astype(float)}
    settings |= {"side": np.arange(1256) % 2.0}

    def function(row, side, **p):
        curve = trust.curve(p, {"trials": row, "round": side}, informed_rate)
        records = trust.records(p, {"side": side}, informed_rate)
        mark = trust.overtaking(p, {"only": side}, informed_rate)
        numbers = {"start", "moment", "height", "shown", "clear"}
        return {
            **curve,
            **{name: value for name, value in records.items() if name not in ("number", "text")},
            **{name: mark[name] for name in numbers},
        }

    found = evaluate(function, **settings)
    # Row by row, as the page's texts are of one state each.
    expected = [function(**dict(zip(settings, row, strict=True))) for row in zip(*settings.values(), strict=True)]
    for name in expected[0]:
        values = [float(row[name]) for row in expected]
        assert_allclose(found[name], values, rtol=1e-9, atol=1e-9, err_msg=name)


def test_a_changed_formula_changes_the_model():
    added = trust.explore(lambda rate, knowledge: np.minimum(rate + knowledge, 1.0))
    assert added.untraced == ""
    found = added.evaluate(rate=0.7, rival_rate=0.9, knowledge=0.2).outputs
    assert (found["your_rate"], found["rivals_rate"]) == (pytest.approx(0.9), 1)
