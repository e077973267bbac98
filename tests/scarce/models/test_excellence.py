"""Excellence against the printed table, scipy's integrals, simulated people and the real Vega."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scarce.models.excellence import lifted_quality, mean_premium, premium, priced_out, top_premium_share
from scipy import integrate, stats
from vega import evaluate

qualities = st.floats(-4, 6)


@pytest.mark.parametrize(("b", "printed"), [(0, 0.39894), (1, 0.08332), (2, 0.00849)])
def test_mean_premium_as_printed(b, printed):
    assert round(float(mean_premium(b)), 5) == printed


@pytest.mark.parametrize(("b", "printed"), [(0, 0.0668), (1, 0.1999), (2, 0.7835)])
def test_share_of_the_top_hundredth_as_printed(b, printed):
    assert round(float(top_premium_share(b, 0.01)), 4) == printed


@given(qualities)
def test_mean_premium_is_the_integral_over_all_people(b):
    expected = integrate.quad(lambda s: (s - b) * stats.norm.pdf(s), b, b + 40, epsabs=1e-14, points=[max(b, 0.5)])[0]
    assert_allclose(mean_premium(b), expected, rtol=1e-9, atol=1e-13)


@given(qualities, st.floats(0.001, 0.999))
def test_share_of_the_top_is_the_integral_over_them(b, top):
    start = max(b, stats.norm.isf(top))
    theirs = integrate.quad(lambda s: (s - b) * stats.norm.pdf(s), start, start + 40, epsabs=1e-15, limit=200)[0]
    assert_allclose(top_premium_share(b, top), theirs / mean_premium(b), rtol=1e-6, atol=1e-6)


def test_simulated_people():
    skill = np.random.default_rng(6).standard_normal(400_000)
    for b in (-0.5, 0.8, 1.5):
        earned = premium(skill, b)
        assert_allclose(priced_out(b), np.mean(earned == 0), atol=0.003)
        assert_allclose(mean_premium(b), earned.mean(), atol=0.005)
        assert_allclose(b + mean_premium(b), lifted_quality(skill, b).mean(), atol=0.005)
        best = np.sort(earned)[-4000:]
        assert_allclose(top_premium_share(b, 0.01), best.sum() / earned.sum(), rtol=0.05)


@given(qualities, st.floats(0, 1), st.floats(0.01, 3))
def test_as_more_is_free_the_total_shrinks_and_what_is_left_concentrates(b, top, more):
    assert mean_premium(b + more) < mean_premium(b)
    assert priced_out(b + more) > priced_out(b)
    assert top_premium_share(b + more, top) >= top_premium_share(b, top) - 1e-12


@given(st.floats(-5, 5), st.floats(-5, 5), qualities)
def test_a_tool_that_lifts_everyone_never_widens_a_gap(one, other, b):
    assert abs(lifted_quality(one, b) - lifted_quality(other, b)) <= abs(one - other)
    assert_allclose(lifted_quality(one, b) - b, premium(one, b), atol=1e-12)


def test_ends():
    assert priced_out(0) == 0.5
    assert top_premium_share([-3, 0, 5], 1).tolist() == [1, 1, 1]
    assert top_premium_share([-3, 0, 5], 0).tolist() == [0, 0, 0]
    assert top_premium_share(30, 0.01) == 1
    assert_allclose(mean_premium(-20), 20)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: premium(np.nan, 0), ["skill", "finite", "nan"]),
        (lambda: lifted_quality([1, 2], [1, 2, 3]), ["broadcast", "skill (2,)", "b (3,)"]),
        (lambda: priced_out(np.inf), ["b", "finite", "inf"]),
        (lambda: mean_premium("good"), ["b", "good"]),
        (lambda: top_premium_share(31, 0.1), ["b", "up to 30", "31.0"]),
        (lambda: top_premium_share(0, 1.1), ["top", "0 to 1", "1.1"]),
    ],
)
def test_errors_name_argument_rule_and_value(call, words):
    with pytest.raises(ValueError, match=r".") as error:
        call()
    for word in words:
        assert word in str(error.value)


def test_vega_agrees_with_numpy():
    random = np.random.default_rng(2)
    cases = {
        "skill": random.normal(size=300), "b": random.uniform(-3, 4.5, size=300),
        "top": np.concatenate([[0, 1], random.uniform(0.0005, 0.5, size=298)]),
    }  # fmt: skip

    def everything(skill, b, top):
        made = {"premium": premium(skill, b), "lifted": lifted_quality(skill, b), "out": priced_out(b)}
        return made | {"mean": mean_premium(b), "top": top_premium_share(b, top)}

    found = evaluate(everything, **cases)
    for name, expected in everything(**cases).items():
        assert_allclose(found[name], expected, rtol=1e-8, atol=1e-14, err_msg=name)
