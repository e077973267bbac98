"""Compounding against scipy's solution of the differential equation, closed forms and the real Vega."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scarce.models.compounding import (
    doubling_path,
    explosion_year,
    feedback_path,
    outlook,
    pace,
    perceived_path,
    time_to,
)
from scipy import integrate
from vega import evaluate


def test_printed_numbers():
    assert_allclose(feedback_path(2, 0.2, 0.5), 1.5625, rtol=1e-13)
    assert_allclose(feedback_path(5, 0.2, -1), 2, rtol=1e-13)


@given(st.floats(0.1, 20), st.floats(0, 0.6), st.floats(-3, 2))
def test_feedback_path_solves_its_differential_equation(years, rate, feedback):
    assume(feedback * rate * years < 0.9)
    solved = integrate.solve_ivp(
        lambda _, a: rate * a ** (1 + feedback), (0, years), [1.0], rtol=1e-9, atol=1e-12, method="DOP853"
    )
    assert_allclose(feedback_path(years, rate, feedback), solved.y[0, -1], rtol=1e-5)


def test_near_no_feedback_the_path_follows_its_first_order_term():
    # ln A = g t + phi (g t)^2 / 2 + O(phi^2)
    grown = 0.3 * 10
    for phi in (1e-4, -1e-4, 1e-9, -1e-9, 1e-300):
        expected = grown + phi * grown**2 / 2
        assert_allclose(np.log(feedback_path(10, 0.3, phi)), expected, rtol=0, atol=phi**2 * grown**3 + 2e-15)
    assert_allclose(feedback_path(10, 0.3, 0), np.exp(3), rtol=1e-15)


def test_infinity_is_reached_in_the_year_of_the_explosion():
    assert explosion_year(0.2, 0.5) == 10
    assert explosion_year(0.2, [-1, 0]).tolist() == [np.inf, np.inf]
    assert explosion_year(0, 1) == np.inf
    path = feedback_path([9.99, 10, 11, 1e6], 0.2, 0.5)
    assert_allclose(path[0], 0.001**-2, rtol=1e-9)
    assert path[1:].tolist() == [np.inf] * 3


@given(st.floats(0, 30), st.floats(0, 1), st.floats(-3, 3), st.floats(0.01, 2))
def test_more_feedback_is_never_slower(years, rate, feedback, more):
    assert feedback_path(years, rate, feedback + more) >= feedback_path(years, rate, feedback) * (1 - 1e-12)
    assert feedback_path(0, rate, feedback) == 1


def test_ideas_that_get_harder_grow_as_a_power_of_time():
    late = np.array([1e6, 1e7])
    slope = np.diff(np.log(feedback_path(late, 0.2, -0.5))) / np.log(10)
    assert_allclose(slope, 2, atol=1e-4)


# --- doubling


@given(st.floats(-30, 30), st.floats(0.1, 10))
def test_each_doubling_time_doubles(years, doubling):
    now, later = doubling_path([years, years + doubling], 3, doubling)
    assert_allclose(later, 2 * now, rtol=1e-12)
    assert doubling_path(0, 3, doubling) == 3


def test_doubling_is_growth_without_feedback():
    assert_allclose(doubling_path(4, 1, 0.6), feedback_path(4, np.log(2) / 0.6, 0), rtol=1e-13)


# --- what it looks like


@given(st.integers(0, 30), st.floats(-0.5, 2))
def test_without_bias_growth_is_seen_as_compound_and_with_full_bias_as_a_line(years, rate):
    compound = 1.0
    for _ in range(years):
        compound *= 1 + rate
    assert_allclose(perceived_path(years, rate, 0), compound, rtol=1e-12)
    assert_allclose(perceived_path(years, rate, 1), max(0, 1 + rate * years), rtol=1e-12, atol=1e-12)


@given(st.floats(1, 30), st.floats(0, 2), st.floats(0, 0.9), st.floats(0, 0.1))
def test_more_bias_sees_less_growth(years, rate, bias, more):
    assert perceived_path(years, rate, bias + more) <= perceived_path(years, rate, bias) * (1 + 1e-12)


# --- a forecaster who looks up every year


@given(st.floats(0.1, 20), st.floats(0.01, 0.6), st.floats(-3, 2))
def test_pace_is_the_slope_of_the_logarithm(years, rate, feedback):
    assume(feedback * rate * years < 0.9)
    step = 1e-5
    before, after = np.log(feedback_path([years - step, years + step], rate, feedback))
    assert_allclose(pace(years, rate, feedback), (after - before) / (2 * step), rtol=1e-4)


def test_pace_is_infinite_where_the_path_is():
    assert pace([9, 10, 11], 0.2, 0.5).tolist() == [pytest.approx(2), np.inf, np.inf]
    assert pace(5, 0, 1) == 0


@given(st.floats(1, 1e6), st.floats(0.01, 3), st.floats(-2, 1))
def test_the_path_is_at_a_level_when_it_is_said_to_be(level, rate, feedback):
    when = time_to(level, rate, feedback)
    assume(feedback * rate * when < 1 - 1e-9)  # beyond that a year's last digit moves the level by more than this
    assert_allclose(np.log(feedback_path(when, rate, feedback)), np.log(level), rtol=1e-5, atol=1e-9)


def test_levels_without_end_are_reached_by_the_year_of_the_explosion():
    assert_allclose(time_to(1e300, 0.2, 0.5), explosion_year(0.2, 0.5))
    assert_allclose(time_to(2, np.log(2), 0), 1)
    assert time_to(1, 0.3, -1) == 0


@given(st.floats(0, 10), st.floats(0.5, 100), st.floats(0, 1), st.floats(0, 1))
def test_an_outlook_is_the_limit_of_what_is_perceived_in_ever_shorter_periods(years, level, speed, bias):
    parts = 100_000
    seen = level * perceived_path(years * parts, speed / parts, bias)
    assert_allclose(outlook(years, level, speed, bias), seen, rtol=1e-3)


@given(st.floats(0, 5), st.floats(0, 5), st.floats(0, 1))
def test_a_ruler_is_right_about_a_line_and_compounding_about_an_exponential(made, ahead, rate):
    for feedback, bias in ((-1, 1), (0, 0)):
        seen = outlook(ahead, feedback_path(made, rate, feedback), pace(made, rate, feedback), bias)
        assert_allclose(seen, feedback_path(made + ahead, rate, feedback), rtol=1e-9)


@given(st.floats(0, 5), st.floats(0.1, 5), st.floats(0.01, 1), st.floats(-3, 0.15))
def test_a_ruler_falls_short_exactly_where_growth_bends_upwards(made, ahead, rate, feedback):
    assume(feedback * rate * (made + ahead) < 0.99 and abs(feedback + 1) > 1e-3)
    seen = outlook(ahead, feedback_path(made, rate, feedback), pace(made, rate, feedback), 1)
    true = feedback_path(made + ahead, rate, feedback)
    assert seen <= true * (1 + 1e-12) if feedback > -1 else seen >= true * (1 - 1e-12)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: doubling_path(np.inf, 1, 1), ["years", "finite", "inf"]),
        (lambda: doubling_path(1, 0, 1), ["start", "above 0", "0.0"]),
        (lambda: doubling_path(1, 1, -2), ["doubling_years", "above 0", "-2.0"]),
        (lambda: feedback_path(-1, 0.1, 0), ["years", "at least 0", "-1.0"]),
        (lambda: feedback_path(1, -0.1, 0), ["rate", "at least 0", "-0.1"]),
        (lambda: feedback_path(1, 0.1, np.nan), ["feedback", "finite", "nan"]),
        (lambda: feedback_path([1, 2], [0.1, 0.2, 0.3], 0), ["broadcast", "rate (3,)", "years (2,)"]),
        (lambda: explosion_year(-1, 0), ["rate", "-1.0"]),
        (lambda: pace(-1, 0.1, 0), ["years", "at least 0", "-1.0"]),
        (lambda: time_to(0.5, 0.1, 0), ["level", "at least 1", "0.5"]),
        (lambda: time_to(2, 0, 0), ["rate", "above 0", "0.0"]),
        (lambda: outlook(1, 1, -1, 0), ["pace", "at least 0", "-1.0"]),
        (lambda: outlook(1, 0, 1, 0), ["level", "above 0", "0.0"]),
        (lambda: outlook(1, 1, 1, 2), ["bias", "0 to 1", "2.0"]),
        (lambda: perceived_path(1, -1, 0), ["annual_rate", "above -1", "-1.0"]),
        (lambda: perceived_path(1, 0.1, 1.5), ["bias", "0 to 1", "1.5"]),
    ],
)
def test_errors_name_argument_rule_and_value(call, words):
    with pytest.raises(ValueError, match=r".") as error:
        call()
    for word in words:
        assert word in str(error.value)


def test_vega_agrees_with_numpy():
    random = np.random.default_rng(9)
    feedback = random.uniform(-2, 1, size=300)
    for i, special in enumerate([0.0, -1.0, 1e-9, -1e-9, 0.5]):
        feedback[i::11] = special
    cases = {
        "years": np.concatenate([[0, 10, 10], random.uniform(0, 30, size=297)]), "feedback": feedback,
        "rate": np.concatenate([[0.2, 0.2, 0], random.uniform(0, 0.8, size=297)]),
        "bias": np.concatenate([[0, 1, 0.5], random.uniform(size=297)]),
    }  # fmt: skip

    def everything(years, rate, feedback, bias):
        made = {"path": feedback_path(years, rate, feedback), "end": explosion_year(rate, feedback)}
        made |= {"pace": pace(years, rate, feedback), "when": time_to(1 + years, rate + 0.1, feedback)}
        made |= {"outlook": outlook(years, 2 + bias, rate, bias)}
        return made | {"seen": perceived_path(years, rate, bias), "doubled": doubling_path(years, 2, rate + 0.1)}

    found = evaluate(everything, **cases)
    for name, expected in everything(**cases).items():
        assert_allclose(found[name], expected, rtol=1e-9, err_msg=name)
