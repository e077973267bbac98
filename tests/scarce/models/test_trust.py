"""Trust against scipy's interval, Bayes by quadrature, the printed records and the real Vega."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scarce.models.trust import laplace_mean, wilson_lower
from scipy import integrate, stats
from vega import evaluate

records = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def test_printed_records():
    assert round(float(wilson_lower(10, 10)), 4) == 0.7225
    assert round(float(wilson_lower(950_000, 1_000_000)), 4) == 0.9496


@given(records, st.floats(0.5, 0.999))
def test_wilson_is_scipys_interval(record, confidence):
    z = stats.norm.ppf((1 + confidence) / 2)
    expected = stats.binomtest(*record).proportion_ci(confidence, method="wilson").low
    assert_allclose(wilson_lower(*record, z), expected, rtol=1e-9, atol=1e-12)


@given(records)
def test_wilson_is_where_the_record_is_z_errors_away(record):
    """The lower end p solves s/n - p = z sqrt(p (1 - p) / n)."""
    successes, trials = record
    p = wilson_lower(*record)
    assert_allclose(successes / trials - p, 1.96 * np.sqrt(p * (1 - p) / trials), rtol=0, atol=1e-9)


@given(st.integers(0, 30), st.integers(0, 30))
def test_laplace_is_the_mean_of_what_bayes_believes_after_an_even_start(successes, failures):
    weight = lambda p: p**successes * (1 - p) ** failures  # noqa: E731
    expected = integrate.quad(lambda p: p * weight(p), 0, 1)[0] / integrate.quad(weight, 0, 1)[0]
    assert_allclose(laplace_mean(successes, successes + failures), expected, rtol=1e-6)


@given(records)
def test_trust_is_bought_with_trials(record):
    successes, trials = record
    assert wilson_lower(10 * successes, 10 * trials) >= wilson_lower(successes, trials)
    assert wilson_lower(successes, trials) <= successes / trials


def test_without_a_record():
    assert wilson_lower(0, 0) == 0
    assert laplace_mean(0, 0) == 0.5
    assert wilson_lower(0, [0, 1, 10]).tolist() == [0, 0, 0]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: laplace_mean(3, 2), ["successes", "no more than trials", "3.0 successes in 2.0 trials"]),
        (lambda: wilson_lower([1, 5], 4), ["successes", "5.0 successes in 4.0 trials"]),
        (lambda: wilson_lower(-1, 4), ["successes", "at least 0", "-1.0"]),
        (lambda: laplace_mean(1, np.inf), ["trials", "finite", "inf"]),
        (lambda: wilson_lower(1, 2, 0), ["z", "above 0", "0.0"]),
        (lambda: wilson_lower([1, 1], [1, 2, 3]), ["broadcast", "successes (2,)", "trials (3,)"]),
    ],
)
def test_errors_name_argument_rule_and_value(call, words):
    with pytest.raises(ValueError, match=r".") as error:
        call()
    for word in words:
        assert word in str(error.value)


def test_vega_agrees_with_numpy():
    random = np.random.default_rng(2)
    trials = np.concatenate([[0, 1, 10, 1e6], random.integers(0, 500, size=196)])
    cases = {"successes": np.floor(trials * random.uniform(0, 1.001, size=200).clip(0, 1)), "trials": trials}
    cases["z"] = random.uniform(0.5, 3, size=200)

    def everything(successes, trials, z):
        return {"laplace": laplace_mean(successes, trials), "wilson": wilson_lower(successes, trials, z)}

    found = evaluate(everything, **cases)
    for name, expected in everything(**cases).items():
        assert_allclose(found[name], expected, rtol=1e-10, atol=1e-14, err_msg=name)
