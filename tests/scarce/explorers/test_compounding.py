"""The explorer's curve and forecasts against closed forms, its words, goals and sources, and the page against numpy."""

import itertools
import re
from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scarce.explorers import compounding
from scarce.models.compounding import feedback_path, outlook, pace, perceived_path
from scipy import integrate
from vega import evaluate

BIBLIOGRAPHY = (Path(__file__).parents[3] / "chapters" / "references.bib").read_text(encoding="utf-8")
OPENING = compounding.SCENARIOS[compounding.OPENING]


@pytest.fixture(scope="module")
def live():
    return compounding.explore(ask=True)


def said(live, **changes):
    return live.evaluate(**{**live._model.defaults, **changes})


def test_it_is_traced(live):
    assert live.untraced == ""


# --- the curve


def test_seven_months_for_ten_years(live):
    """Seventeen doublings and a bit; printed in the chapter."""
    out = said(live).outputs
    assert_allclose(out["end"], 2 ** (120 / 7), rtol=1e-12)
    assert_allclose(out["a_year"], 2 ** (12 / 7), rtol=1e-12)
    assert_allclose(12 * out["since_half"], 7, rtol=1e-9)
    assert out["explosion"] == np.inf
    assert round(100 * (2 ** (1 / 7) - 1), 1) == 10.4  # what the question says of a month


@pytest.mark.parametrize("scenario", compounding.SCENARIOS)
def test_each_scenario_solves_its_differential_equation(live, scenario):
    state = said(live, **compounding.SCENARIOS[scenario])
    p = live._model.defaults | compounding.SCENARIOS[scenario]
    rate, feedback = 12 * np.log(2) / p["doubling"], p["feedback"]
    last = min(10, 0.9 * state.outputs["explosion"])
    solved = integrate.solve_ivp(
        lambda _, a: rate * a ** (1 + feedback), (0, last), [1.0], rtol=1e-9, atol=1e-9, dense_output=True
    )
    curve = state.tables["curve"]
    unit = 10 ** (6 * curve["at"]) if p["paper"] == 0 else curve["at"] * state.outputs["top"]
    seen = curve["year"] <= last
    assert seen.sum() > 60
    assert_allclose(unit[seen], solved.sol(curve["year"][seen])[0], rtol=1e-4)


def test_what_the_chapter_prints(live):
    chips = said(live, **compounding.SCENARIOS["harder, as for chips"]).outputs
    assert round(chips["end"]) == 439
    eased = said(live, **compounding.SCENARIOS["each step eases the next"]).outputs
    assert round(eased["explosion"], 1) == 8.4
    assert round(said(live, feedback=0.5).outputs["explosion"], 1) == 1.7
    plain = said(live, paper=1).tables["years"]["at"]
    assert plain[7] < 0.04  # nothing seems to happen for seven years
    assert round(np.log10(said(live).outputs["end"] / said(live).outputs["first_forecast"])) == 4


def test_a_curve_that_leaves_the_paper_ends_at_its_edge(live):
    for changes in ({"doubling": 2}, {"feedback": 0.5}, {"feedback": 0.1, "paper": 1}):
        curve = said(live, **changes).tables["curve"]
        assert_allclose(curve["at"][-1], 1)
        assert curve["year"][-1] < 10
        assert (np.diff(curve["year"]) > 0).all()


# --- the forecaster


def test_the_ruler_is_the_tangent(live):
    state = said(live, feedback=-0.2)
    rate = 12 * np.log(2) / 7
    for year, forecast in zip(range(10), state.tables["years"]["outlook"], strict=False):
        level, speed = feedback_path(year, rate, -0.2), pace(year, rate, -0.2)
        assert_allclose(forecast, level + level * speed * (10 - year))


def test_without_bias_the_exponential_is_foreseen_and_with_less_of_it_more(live):
    assert_allclose(said(live, bias=0).tables["years"]["outlook"], said(live).outputs["end"])
    firsts = [said(live, bias=theta).outputs["first_forecast"] for theta in np.linspace(0, 1, 21)]
    assert (np.diff(firsts) < 0).all()
    daily = perceived_path(10 * 365, 12 * np.log(2) / 7 / 365, 0.5)  # the same, with interest paid every day
    assert_allclose(firsts[10], daily, rtol=0.01)


@pytest.mark.parametrize(
    ("changes", "made", "low", "high"),
    [
        ({}, 10, 10, 0),
        ({"bias": 0}, 10, 0, 0),
        ({"feedback": -1}, 10, 0, 0),
        ({"feedback": -2}, 10, 0, 4),
        ({"feedback": 0.1}, 9, 9, 0),  # from year 8.4 on there is nothing left to forecast
        ({"feedback": 0.5, "doubling": 2}, 1, 1, 0),
        (compounding.SCENARIOS["solar panels, 2010–2020"], 10, 9, 0),
    ],
)
def test_how_many_forecasts_come_out_wrong(live, changes, made, low, high):
    out = said(live, **changes).outputs
    assert (out["made"], out["low"], out["high"]) == (made, low, high)


def test_each_line_starts_on_the_curve_and_ends_at_its_forecast(live):
    for changes in ({}, {"feedback": -1.5, "bias": 0.4}, {"feedback": 0.1}, {"paper": 1, "bias": 0}):
        state = said(live, **changes)
        lines, years = state.tables["lines"], state.tables["years"]
        for made in range(10):
            mine = lines["made"] == made
            assert (lines["year"][mine][0], lines["year"][mine][-1]) == pytest.approx((made, 10))
            assert lines["there"][mine].all() == years["dot"][made]
            if years["dot"][made]:
                assert_allclose(lines["at"][mine][0], years["at"][made], atol=1e-12)


def test_lines_are_drawn_finely_enough_not_to_stand_on_the_wrong_side_of_the_curve(live):
    """Where forecasts are exact, straight pieces between points must lie on the curve, to a pixel."""
    for paper in (0, 1):
        lines = said(live, bias=0, paper=paper).tables["lines"]
        first = lines["made"] == 0
        years = np.linspace(0, 10, 2001)
        drawn = np.interp(years, lines["year"][first], lines["at"][first])
        level = 2 ** (years * 12 / 7)
        true = np.log10(level) / 6 if paper == 0 else level / 2 ** (120 / 7)
        assert np.abs(drawn - true).max() * compounding.HEIGHT < 1


# --- names and paper


def test_names_keep_their_distance_and_say_what_is_beyond(live):
    for doubling, feedback, bias, paper in itertools.product((2, 7, 60), (-2, -1, 0, 0.05), (0, 0.5, 1), (0, 1)):
        rows = said(live, doubling=doubling, feedback=feedback, bias=bias, paper=paper).tables["labels"]
        assert abs(rows["at"][0] - rows["at"][1]) >= compounding.LINE / compounding.HEIGHT - 1e-9
        assert (rows["at"] <= 1).all()
    assert said(live).tables["labels"]["text"].tolist() == ["curve", "forecast"]
    assert said(live, doubling=4.3).tables["labels"]["text"].tolist() == ["curve ↑", "forecast"]
    assert said(live, feedback=0.1).tables["labels"]["text"].tolist() == ["", "forecast"]
    over = said(live, feedback=-2, bias=0, paper=1).tables["labels"]  # who expects more than plain paper holds
    assert over["text"].tolist() == ["curve", "forecast ↑"]
    assert over["at"][1] > over["at"][0]


def test_the_lines_of_the_paper(live):
    ruled, plain = (said(live, paper=paper).tables["ticks"] for paper in (0, 1))
    assert ruled["name"][ruled["shown"]].tolist() == ["1×", "10×", "100×", "1k×", "10k×", "100k×", "1M×"]
    assert_allclose(ruled["share"][ruled["shown"]] * 6, range(7))
    assert_allclose(plain["level"][plain["shown"]], 2 ** (120 / 7) * np.linspace(0, 1, 5))


def test_the_drawn_line_is_answered_by_the_curve(live):
    asked = live.extras["guess"]
    assert asked["at"] == list(range(1, 11))
    assert_allclose(asked["answer"], 2 ** (np.arange(1, 11) * 12 / 7))
    assert asked["answer"][-1] < asked["range"][1]


# --- words


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Doubling every 7.0 months today, and each step as hard as the last, the curve comes to 144,715 times"),
        ({}, "half of that comes in the last 7.0 months. The forecaster with the ruler first says 12.9 times for year"),
        ({}, "looking again every year, all 10 forecasts come out too low."),
        ({"doubling": 4.3}, "the curve comes to more than a million times today’s level in year 10; half of that"),
        (
            {"feedback": 0.1},
            "each step easier than the last, the curve reaches infinity in year 8.4: there the formula",
        ),
        ({"feedback": 0.05}, "Infinity would follow in year 16.8."),
        ({"feedback": 0.5, "doubling": 2}, "the one forecast comes out too low."),
        ({"feedback": -1}, "each step harder than the last, the curve comes to 12.9 times today’s level in year 10;"),
        ({"feedback": -1}, "all 10 forecasts come out right to a tenth."),
        ({"feedback": -2}, "of 10 forecasts 4 come out too high."),
        ({"feedback": -2, "doubling": 60}, "the curve comes to 1.9 times today’s level in year 10. The forecaster"),
        ({"bias": 0.5}, "A forecaster who sees 50% of growth as a straight line first says 386 times for year 10"),
        ({"bias": 0}, "A forecaster who compounds at the pace of the day first says 144,715 times"),
    ],
)
def test_the_sentence_says_what_the_picture_shows(live, changes, words):
    assert words in said(live, **changes).sentence


# --- goals


def progress(live, **changes):
    return said(live, **{**OPENING, **changes}).progress


def test_there_is_a_world_in_which_the_ruler_is_right(live):
    assert progress(live)[0] < 0.01
    assert 0.01 < progress(live, feedback=-0.5)[0] < 1
    assert progress(live, feedback=-1)[0] >= 1
    assert progress(live, feedback=-2)[0] < 1
    for unfair in ({"bias": 0}, {"doubling": 60}, {"doubling": 60, "bias": 0, "feedback": 0}, {"feedback": 0.5}):
        assert progress(live, **unfair)[0] < 1


def test_a_thousand_can_be_reached_uphill_and_not_by_feedback(live):
    assert progress(live)[1] == 0  # far more than a thousand, but without the drag
    assert progress(live, feedback=-0.2)[1] < 1
    assert progress(live, feedback=-0.2, doubling=5.6)[1] < 1
    assert progress(live, feedback=-0.2, doubling=5.5)[1] >= 1
    assert progress(live, doubling=2, feedback=-0.15)[1] == 0
    # What is said when it is done: without the drag twelve months would have been enough.
    assert said(live, doubling=12).outputs["end"] >= 1000
    assert said(live, doubling=12.2).outputs["end"] < 1000


# --- sources


def test_every_value_has_a_source_or_is_assumed():
    for sources in compounding.SCENARIOS.sources.values():
        for source in sources.values():
            assert source == "assumed" or re.search(rf"@\w+\{{{source},", BIBLIOGRAPHY), source


def test_what_is_worked_out_from_the_sources():
    assert (compounding.months(196), compounding.months(131)) == (6.4, 4.3)
    assert_allclose(2 ** (120 / compounding.doubling_months(0.34)), 1.34**10, rtol=0.005)
    # Constant growth with 18 times the researchers after 45 years of doubling every two: A^phi = 1/18.
    assert_allclose((2.0 ** (45 / 2)) ** compounding.CHIPS, 1 / 18, rtol=0.3)


# --- the page computes what numpy computes


def settings():
    """The corners of the parameters, every step of the feedback, and seeded settings between."""
    ends = [(2.0, 7.0, 60.0), (-2.0, -1.0, 0.0, 0.05, 0.5), (0.0, 0.5, 1.0), (0.0, 1.0)]
    random = np.random.default_rng(9)
    between = np.stack([random.uniform(2, 60, 400), random.uniform(-2, 0.5, 400), random.uniform(0, 1, 400)])
    steps = np.round(np.arange(-2, 0.51, 0.05), 2)
    each = [(7.0, step, 1.0, 0.0) for step in steps]
    rows = np.concatenate([list(itertools.product(*ends)), each, np.r_[between, [np.arange(400) % 2]].T])
    return dict(zip(("doubling", "feedback", "bias", "paper"), rows.T, strict=True))


def test_traced_outputs_are_numpy():
    cases = settings()
    found = evaluate(lambda **p: compounding.outputs(p), **cases)
    for name, values in compounding.outputs(cases).items():
        assert_allclose(found[name], values, rtol=1e-8, atol=1e-9, err_msg=name)


@pytest.mark.parametrize("table", ["_curve", "_lines", "_labels", "_ticks"])
def test_traced_columns_are_numpy(live, table):
    cases = settings()
    index = live._model.tables[table.removeprefix("_")].index
    numbers = {name: entries for name, entries in index.items() if not isinstance(entries[0], str)}
    random = np.random.default_rng(2)
    rows = random.integers(len(next(iter(numbers.values()))), size=len(cases["bias"]))
    row = {name: np.asarray(entries, dtype=float)[rows] for name, entries in numbers.items()}
    columns = live._model.tables[table.removeprefix("_")].columns

    def function(**everything):
        made = columns(everything, everything)
        return {name: value for name, value in made.items() if name != "text"}

    found = evaluate(function, **cases, **row)
    for name, values in function(**cases, **row).items():
        assert_allclose(found[name], np.asarray(values, dtype=float), rtol=1e-7, atol=1e-9, err_msg=name)


def test_a_changed_formula_changes_the_model():
    doubtful = compounding.explore(lambda years, level, pace, bias: level)  # who expects nothing to grow at all
    assert doubtful.untraced == ""
    assert doubtful.first_forecast == 1
    assert doubtful.end == compounding.explore().end
    assert outlook(0, 3, 1, 1) == 3
