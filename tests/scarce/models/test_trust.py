"""Trust against scipy's interval, Bayes by quadrature, the printed records and the real Vega."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scarce.models.trust import informed_rate, laplace_mean, trials_to_vouch, wilson_lower, wilson_upper
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


@given(records, st.floats(0.5, 0.999))
def test_both_ends_are_scipys(record, confidence):
    z = stats.norm.ppf((1 + confidence) / 2)
    interval = stats.binomtest(*record).proportion_ci(confidence, method="wilson")
    assert_allclose(wilson_upper(*record, z), interval.high, rtol=1e-9, atol=1e-12)
    assert wilson_lower(*record, z) <= interval.high


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


@given(st.floats(0.05, 1), st.floats(0.01, 0.999), st.floats(0.5, 3))
def test_that_many_trials_vouch_for_the_level_and_no_fewer(rate, level, z):
    needed = float(trials_to_vouch(rate, level, z))
    if rate <= level:
        assert needed == np.inf
        return
    assert_allclose(wilson_lower(rate * needed, needed, z), level, rtol=1e-6)
    fewer = 0.9 * needed
    assert wilson_lower(rate * fewer, fewer, z) < level


def test_trials_against_a_search_through_whole_records():
    """Without a failure, against the machine's million: the first whole record that vouches for more."""
    machine = wilson_lower(950_000, 1_000_000)
    flawless = np.arange(1, 200)
    first = flawless[np.argmax(wilson_lower(flawless, flawless) >= machine)]
    assert first == np.ceil(trials_to_vouch(1.0, machine)) == 73


def test_nothing_needs_no_trials_and_certainty_cannot_be_had():
    assert trials_to_vouch([0, 0.5, 1], 0).tolist() == [0, 0, 0]
    assert trials_to_vouch([0.5, 1], 1).tolist() == [np.inf, np.inf]


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_knowledge_prevents_its_share_of_failures_and_keeps_the_order(one, other, knowledge):
    first, second = informed_rate([one, other], knowledge)
    assert_allclose(1 - first, (1 - one) * (1 - knowledge), atol=1e-12)
    assert_allclose(first - second, (one - other) * (1 - knowledge), atol=1e-12)
    assert informed_rate(one, 0) == pytest.approx(one)
    assert informed_rate(one, 1) == 1


def test_free_knowledge_makes_records_harder_to_tell_apart():
    """Halve all failures, and 0.95 needs about twice the trials to be told from 0.90 (exactly: 0.0475 / 0.09 x 4)."""
    before, after = (trials_to_vouch(informed_rate(0.95, k), informed_rate(0.90, k)) for k in (0, 0.5))
    assert_allclose(after / before, 0.0475 / 0.09 * 4)


def test_without_a_record():
    assert wilson_upper(0, 0) == 1
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
        (lambda: wilson_upper(3, 2), ["successes", "no more than trials", "3.0 successes in 2.0 trials"]),
        (lambda: trials_to_vouch(1.1, 0.5), ["rate", "0 to 1", "1.1"]),
        (lambda: trials_to_vouch(0.5, -0.1), ["level", "0 to 1", "-0.1"]),
        (lambda: trials_to_vouch(0.5, 0.5, -1), ["z", "above 0", "-1.0"]),
        (lambda: trials_to_vouch([1, 1], [0.1, 0.2, 0.3]), ["broadcast", "rate (2,)", "level (3,)"]),
        (lambda: informed_rate(0.5, 2), ["knowledge", "0 to 1", "2.0"]),
        (lambda: informed_rate(-0.5, 0), ["rate", "0 to 1", "-0.5"]),
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
        return {
            "laplace": laplace_mean(successes, trials),
            "wilson": wilson_lower(successes, trials, z),
            "upper": wilson_upper(successes, trials, z),
        }

    found = evaluate(everything, **cases)
    for name, expected in everything(**cases).items():
        assert_allclose(found[name], expected, rtol=1e-10, atol=1e-14, err_msg=name)


def test_vega_agrees_on_trials_and_knowledge():
    random = np.random.default_rng(3)
    cases = {name: np.concatenate([[0, 0, 1, 1, 0.5], random.uniform(0, 1, 195)]) for name in ("rate", "level")}
    cases["level"][:5] = [0, 1, 1, 0, 0.5]

    def everything(rate, level):
        return {"trials": trials_to_vouch(rate, level), "informed": informed_rate(rate, level)}

    found = evaluate(everything, **cases)
    for name, expected in everything(**cases).items():
        assert_allclose(found[name], expected, rtol=1e-10, err_msg=name)
