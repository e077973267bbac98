"""Feedback against a simulated loop, a simulated day of reviews, limits and the real Vega."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scarce.models.feedback import loop_speedup, review_limit, reviewed_throughput
from vega import evaluate


@given(st.floats(0.001, 1), st.floats(0.1, 1e6))
def test_loop_speedup_is_todays_time_over_the_new_time(f, s):
    doing, waiting = 8 * (1 - f), 8 * f
    assert_allclose(loop_speedup(f, s), 8 / (waiting + doing / s), rtol=1e-12)
    assert loop_speedup(f, s) <= 1 / f * (1 + 1e-12)


def test_ends_of_the_loop():
    assert_allclose(loop_speedup([0, 0.25, 1], np.inf), [np.inf, 4, 1])
    assert loop_speedup(0, 7) == 7
    assert_allclose(loop_speedup(1, [0.5, 7]), 1)


def simulated_day(agents, rate, every, reviews):
    """Results used in a day: agents take turns; one in `every` needs a review, and work stops when none is left."""
    used, left = 0, reviews
    for number in range(1, agents * rate + 1):
        if every and number % every == 0:
            if left == 0:
                break
            left -= 1
        used += 1
    return used


@given(st.integers(0, 12), st.integers(0, 20), st.integers(1, 6), st.integers(0, 30))
def test_throughput_is_that_of_a_simulated_day_but_for_the_last_result(agents, rate, every, reviews):
    expected = simulated_day(agents, rate, every, reviews)
    assert 0 <= expected - reviewed_throughput(agents, rate, 1 / every, reviews) < every


@given(st.integers(1, 30), st.integers(1, 6))
def test_the_limit_is_what_a_simulated_day_never_exceeds(reviews, every):
    """Far more agents than anyone can follow; the last stretch up to the next review comes on top."""
    limit = review_limit(1 / every, reviews)
    assert_allclose(limit, reviews * every)
    assert 0 <= simulated_day(50, 20, every, reviews) - limit < every


def test_ends_of_the_limit():
    assert review_limit([0, 0, 1], [0, 5, 0]).tolist() == [np.inf, np.inf, 0]
    assert review_limit(5e-324, 1e300) == np.inf


def test_without_review_agents_add_up_and_without_reviewers_nothing_is_used():
    assert reviewed_throughput([1, 50], 4, 0, 0).tolist() == [4, 200]
    assert reviewed_throughput(50, 4, 0.01, 0) == 0


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: loop_speedup(1.1, 2), ["f", "0 to 1", "1.1"]),
        (lambda: loop_speedup(0.5, 0), ["s", "above 0", "0.0"]),
        (lambda: loop_speedup([0.1, 0.2], [1, 2, 3]), ["broadcast", "f (2,)", "s (3,)"]),
        (lambda: reviewed_throughput(-1, 1, 1, 1), ["agents", "at least 0", "-1.0"]),
        (lambda: reviewed_throughput(1, np.inf, 1, 1), ["rate", "finite", "inf"]),
        (lambda: reviewed_throughput(1, 1, 2, 1), ["review_share", "0 to 1", "2.0"]),
        (lambda: reviewed_throughput(1, 1, 1, -2), ["reviews", "at least 0", "-2.0"]),
        (lambda: review_limit(-0.1, 1), ["review_share", "0 to 1", "-0.1"]),
        (lambda: review_limit([0.1, 0.2], [1, 2, 3]), ["broadcast", "review_share (2,)", "reviews (3,)"]),
        (lambda: reviewed_throughput([1, 2], 1, 1, [1, 2, 3]), ["broadcast", "agents (2,)", "reviews (3,)"]),
    ],
)
def test_errors_name_argument_rule_and_value(call, words):
    with pytest.raises(ValueError, match=r".") as error:
        call()
    for word in words:
        assert word in str(error.value)


def test_vega_agrees_with_numpy():
    random = np.random.default_rng(1)
    share = np.concatenate([[0, 0, 1, 1], random.uniform(size=96)])
    cases = {
        "f": share, "s": np.concatenate([[np.inf, 3, np.inf, 3], random.uniform(0.1, 50, size=96)]),
        "agents": random.integers(0, 40, size=100).astype(float), "rate": random.uniform(0, 20, size=100),
        "review_share": share, "reviews": random.integers(0, 60, size=100).astype(float),
    }  # fmt: skip

    def everything(f, s, **flow):
        return {"loop": loop_speedup(f, s), "used": reviewed_throughput(**flow)}

    found = evaluate(everything, **cases)
    for name, expected in everything(**cases).items():
        assert_allclose(found[name], expected, rtol=1e-12, err_msg=name)
