"""The bottleneck against closed forms, published numbers, scipy, brute force and the real Vega."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scarce.models.bottleneck import (
    INPUTS,
    amdahl_speedup,
    binding_inputs,
    binding_spans,
    ces,
    growth_ceiling,
    handover_years,
    output_elasticities,
    output_path,
    relaxation_gain,
    weak_link_gain,
)
from scipy.special import logsumexp
from scipy.stats import gmean, hmean
from vega import evaluate

SIX = [1 / 6] * 6
growth_rates = st.floats(-0.5, 3, allow_nan=False)
headrooms = st.floats(0.1, 50)
six_growth = st.lists(growth_rates, min_size=6, max_size=6)
six_headroom = st.lists(headrooms, min_size=6, max_size=6)
sigmas = st.one_of(st.sampled_from([0.0, 1.0, np.inf]), st.floats(0.02, 30))


# --- the formula for growth


@given(six_growth, st.integers(0, 5), st.floats(0, 2))
def test_raising_an_input_that_does_not_bind_never_moves_the_ceiling(growth, which, more):
    ceiling = growth_ceiling(*growth)
    assume(growth[which] > ceiling)
    raised = [g + more * (i == which) for i, g in enumerate(growth)]
    assert growth_ceiling(*raised) == ceiling == min(growth)


@given(st.permutations(range(6)), six_growth)
def test_order_of_the_inputs_does_not_matter(order, growth):
    assert growth_ceiling(*[growth[i] for i in order]) == growth_ceiling(*growth)
    assert relaxation_gain([growth[i] for i in order]) == relaxation_gain(growth)


@given(six_growth)
def test_relaxation_gain_is_the_second_smallest_less_the_smallest(growth):
    lowest, second = sorted(growth)[:2]
    assert relaxation_gain(growth) == second - lowest


def test_all_who_attain_the_minimum_bind():
    assert binding_inputs({"compute": 0.4, "tasks": 0.1, "feedback": 0.1}) == ("tasks", "feedback")


def test_ceiling_broadcasts():
    assert growth_ceiling([0.1, 0.3], 0.2).tolist() == [0.1, 0.2]


# --- substitution


def test_special_cases_are_the_known_means():
    levels, weights = [0.5, 2.0, 8.0], [0.2, 0.3, 0.5]
    assert ces(levels, weights, 0) == 0.5
    assert_allclose(ces(levels, weights, 0.5), hmean(levels, weights=weights), rtol=1e-13)
    assert_allclose(ces(levels, weights, 1), gmean(levels, weights=weights), rtol=1e-13)
    assert_allclose(ces(levels, weights, np.inf), np.average(levels, weights=weights), rtol=1e-13)


@given(st.lists(st.floats(0.01, 100), min_size=2, max_size=6), st.floats(0.02, 50))
def test_ces_agrees_with_logsumexp(levels, sigma):
    assume(abs(sigma - 1) > 1e-3)
    rho = 1 - 1 / sigma
    n = len(levels)
    expected = np.exp(logsumexp(rho * np.log(levels), b=1 / n) / rho)
    assert_allclose(ces(levels, [1 / n] * n, sigma), expected, rtol=1e-9)


def test_near_sigma_one_ces_follows_its_first_order_term():
    # ln CES = mean + rho/2 * variance of the log levels + O(rho^2)
    logs, weights = np.log([0.5, 2.0, 8.0]), np.array([0.2, 0.3, 0.5])
    mean = weights @ logs
    variance = weights @ (logs - mean) ** 2
    for distance in (1e-4, -1e-4, 1e-8, -1e-8, 1e-12):
        rho = 1 - 1 / (1 + distance)
        assert_allclose(
            np.log(ces(np.exp(logs), weights, 1 + distance)), mean + rho / 2 * variance, atol=2 * rho**2 + 1e-15
        )


def test_near_sigma_zero_ces_lies_above_the_minimum_by_the_weight_of_the_scarcest():
    # CES -> min * w^(1/rho): at sigma = .001 still .0018 above the minimum for a weight of 1/6
    assert_allclose(ces([1, 3, 3, 3, 3, 3], SIX, 0.001), (1 / 6) ** (1 / (1 - 1000)), rtol=1e-12)


@given(st.lists(st.floats(0.01, 100), min_size=6, max_size=6), sigmas)
def test_ces_lies_between_the_smallest_and_the_largest(levels, sigma):
    output = ces(levels, SIX, sigma)
    assert min(levels) * (1 - 1e-12) <= output <= max(levels) * (1 + 1e-12)


@given(st.lists(st.floats(0.1, 10), min_size=6, max_size=6), st.floats(0.05, 20), st.integers(0, 5))
def test_elasticities_are_the_slope_of_log_output(levels, sigma, which):
    step = 1e-5
    up, down = ([x * np.exp(sign * step * (i == which)) for i, x in enumerate(levels)] for sign in (1, -1))
    slope = np.log(ces(up, SIX, sigma) / ces(down, SIX, sigma)) / (2 * step)
    shares = output_elasticities(levels, SIX, sigma)
    assert_allclose(shares.sum(), 1, rtol=1e-12)
    assert_allclose(shares[which], slope, atol=1e-5)


def test_elasticities_at_sigma_zero_are_shared_on_ties():
    assert output_elasticities([1, 1, 2], [0.25, 0.25, 0.5], 0).tolist() == [0.5, 0.5, 0]


# --- over the years


@given(st.floats(0, 40), six_growth, six_headroom, sigmas)
def test_output_is_an_aggregate_of_the_levels_whichever_it_is(years, growth, headroom, sigma):
    levels = [h * (1 + g) ** years for h, g in zip(headroom, growth, strict=True)]
    expected = np.prod(np.power(levels, SIX)) / np.prod(np.power(headroom, SIX))
    weighted = output_path(years, growth, headroom, SIX, sigma, lambda x, w, _: np.prod(np.power(x, w)))
    assert_allclose(weighted, expected, rtol=1e-12)
    same = output_path(years, growth, headroom, SIX, sigma, lambda *given: ces(*given))
    assert_allclose(output_path(years, growth, headroom, SIX, sigma), same, rtol=1e-9)


def test_five_at_thirty_per_cent_one_at_nothing():
    # The published closed form for sigma = 1/2 is a harmonic mean: 6 / (5 * 1.3^-30 + 1)
    found = output_path(30, [0.3] * 5 + [0], [1] * 6, SIX, 0.5)
    assert_allclose(found, 6 / (5 * 1.3**-30 + 1), rtol=1e-13)
    assert_allclose(found, 5.9886, atol=5e-5)
    assert output_path(np.arange(0, 400, 10), [0.3] * 5 + [0], [1] * 6, SIX, 0.5).max() < 6


@given(six_growth, six_headroom, st.floats(0, 40), sigmas)
def test_output_starts_at_one_and_never_outgrows_the_fastest(growth, headroom, years, sigma):
    assert_allclose(output_path(0, growth, headroom, SIX, sigma), 1, rtol=1e-12)
    fastest, slowest = (1 + max(growth)) ** years, (1 + min(growth)) ** years
    assert slowest * (1 - 1e-9) <= output_path(years, growth, headroom, SIX, sigma) <= fastest * (1 + 1e-9)


@given(st.lists(st.floats(0, 1), min_size=6, max_size=6), six_headroom, st.floats(0.05, 0.9))
def test_long_run_growth_is_that_of_the_slowest_input_for_every_sigma_below_one(growth, headroom, sigma):
    years = np.array([4e4, 4e4 + 1])
    after, later = output_path(years, np.log1p(growth) / 40, headroom, SIX, sigma)
    # Inputs less than this much faster than the slowest have not fallen out of the mean yet.
    assert_allclose(np.log(later / after), np.log1p(min(np.log1p(growth) / 40)), atol=2e-3)


def _lowest_by_brute_force(growth, headroom, year):
    return int(np.argmin(np.log(headroom) + year * np.log1p(growth)))


@given(six_growth, six_headroom)
def test_handovers_are_where_brute_force_sees_the_lowest_line_change(growth, headroom):
    handovers = handover_years(growth, headroom)
    years = [0.0, *(year for year, _, _ in handovers), (handovers[-1][0] if handovers else 0) + 50]
    for i, (start, end) in enumerate(pairwise(years)):
        assume(end - start > 1e-6)
        expected = _lowest_by_brute_force(growth, headroom, (start + end) / 2)
        reached = np.log(headroom) + (start + end) / 2 * np.log1p(growth)
        names = [handovers[0][1], *(to for _, _, to in handovers)] if handovers else [INPUTS[expected]]
        assert_allclose(reached[INPUTS.index(names[i])], reached[expected], atol=1e-9)


def test_the_opening_hands_over_after_ln3_over_ln_of_the_ratio():
    [(year, before, after)] = handover_years({"execution": 1, "tasks": 0.05}, {"execution": 1, "tasks": 3})
    assert_allclose(year, np.log(3) / np.log(2 / 1.05), rtol=1e-13)
    assert (before, after) == ("execution", "tasks")


def test_an_input_that_is_never_lowest_alone_is_passed_over():
    # All three lines meet in one point after a year: the middle one binds for no time at all.
    starts, ends = binding_spans([1.0, 0.5, 0.0], [1, 4 / 3, 2])
    assert_allclose(starts[2], 1)
    assert ends[1] - starts[1] <= 1e-12
    assert [(b, a) for _, b, a in handover_years({"a": 1.0, "c": 0.0}, {"a": 1, "c": 2})] == [("a", "c")]


def test_identical_inputs_never_hand_over():
    assert handover_years([0.4] * 6, [1] * 6) == []


def test_mappings_are_matched_by_name_whatever_their_order():
    growth, headroom = {"execution": 1.0, "tasks": 0.05}, {"tasks": 3, "execution": 1}
    assert handover_years(growth, headroom) == handover_years(growth, {"execution": 1, "tasks": 3})
    weights = {"tasks": 0.25, "execution": 0.75}
    assert output_path(4, growth, headroom, weights, 0.5) == output_path(4, [1.0, 0.05], [1, 3], [0.75, 0.25], 0.5)


# --- shares of work


@pytest.mark.parametrize(
    ("share", "speedup", "published"), [(0.6, 3, 1.667), (0.6, np.inf, 2.5), (0.95, np.inf, 20), (0.99, np.inf, 100)]
)
def test_amdahl(share, speedup, published):
    assert_allclose(amdahl_speedup(share, speedup), published, rtol=3e-4)


def test_all_of_the_work_at_no_time():
    assert amdahl_speedup(1, np.inf) == np.inf


@given(st.floats(0, 0.999))
def test_weak_links_at_one_half_are_amdahls_limit(share):
    assert_allclose(weak_link_gain(share, 0.5), amdahl_speedup(share, np.inf), rtol=1e-12)


def test_weak_links_as_published():
    assert_allclose(weak_link_gain(0.02, 0.5), 1.02, atol=5e-4)  # all software: about 2 %
    assert_allclose(weak_link_gain(1 / 3, 0.5), 1.5, rtol=1e-12)  # all knowledge work: about 50 %


@given(st.floats(0.01, 0.99), st.floats(0.05, 0.95))
def test_weak_link_gain_is_the_limit_of_ces(share, sigma):
    # Limit of CES output as the share's level grows without bound, over balanced output.
    limit = ces([1e280 ** (sigma / (1 - sigma) if sigma < 0.5 else 1), 1], [share, 1 - share], sigma)
    assume(share * 1e280 ** -(min(sigma, 1 - sigma)) < 1e-6)
    assert_allclose(weak_link_gain(share, sigma), limit, rtol=1e-3)


# --- bad input


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: growth_ceiling(), ["growth", "at least one input"]),
        (lambda: growth_ceiling(0.1, -1), ["growth[1]", "above -1", "-1.0"]),
        (lambda: growth_ceiling(np.nan), ["growth[0]", "finite", "nan"]),
        (lambda: growth_ceiling(np.inf), ["growth[0]", "finite", "inf"]),
        (lambda: growth_ceiling([]), ["growth[0]", "empty"]),
        (lambda: growth_ceiling([1, 2], [1, 2, 3]), ["growth", "broadcast"]),
        (lambda: growth_ceiling("fast"), ["growth[0]", "fast"]),
        (lambda: binding_inputs({}), ["growth", "at least one"]),
        (lambda: relaxation_gain([0.1]), ["at least two", "1"]),
        (lambda: relaxation_gain(0.1), ["growth", "one value an input"]),
        (lambda: ces([1, 2], [0.5, 0.6], 1), ["weights", "sum to 1", "1.1"]),
        (lambda: ces([1, 2], [1], 1), ["weights", "2 inputs", "1"]),
        (lambda: ces([1, 2], [0, 1], 1), ["weights[0]", "above 0"]),
        (lambda: ces([1, 2], [0.5, 0.5], -0.1), ["sigma", "at least 0", "-0.1"]),
        (lambda: ces([1, 2], [0.5, 0.5], np.nan), ["sigma", "nan"]),
        (lambda: ces([1, 0], [0.5, 0.5], 1), ["levels[1]", "above 0", "0.0"]),
        (lambda: ces([[1, 2], [1, 2]], [0.5, 0.5], [1, 1, 1]), ["broadcast", "levels (2,)", "sigma (3,)"]),
        (lambda: output_path(np.inf, [0.1], [1], [1], 0), ["years", "finite", "inf"]),
        (lambda: output_path(1, [0.1], [0], [1], 0), ["headroom[0]", "above 0"]),
        (lambda: output_path(1, {"a": 0.1}, {"b": 1}, {"a": 1}, 0), ["headroom", "'a'", "'b'"]),
        (lambda: output_path([1, 2], [[0.1, 0.2, 0.3]], [1], [1], 0), ["broadcast", "years (2,)", "growth (3,)"]),
        (lambda: handover_years([0.1, 0.2], [1]), ["headroom", "2 inputs"]),
        (lambda: handover_years([[0.1, 0.3], 0.2], [1, 2]), ["growth and headroom", "single number", "(2,)"]),
        (lambda: binding_inputs({"a": [0.1, 0.2]}), ["growth['a']", "single number", "(2,)"]),
        (lambda: handover_years([0.1, -1.5], [1, 1]), ["growth[1]", "-1.5"]),
        (lambda: amdahl_speedup(1.2, 2), ["share", "0 to 1", "1.2"]),
        (lambda: amdahl_speedup(0.5, 0), ["speedup", "above 0"]),
        (lambda: weak_link_gain(0.5, 1), ["sigma", "between 0 and 1", "1.0"]),
    ],
)
def test_errors_name_argument_rule_and_value(call, words):
    with pytest.raises(ValueError, match=r".") as error:
        call()
    for word in words:
        assert word in str(error.value)


# --- the same functions in the real Vega


def _cases(count=1200):
    """Random settings, with ties and extremes among them."""
    random = np.random.default_rng(11)
    growth = random.uniform(-0.3, 1.5, size=(6, count))
    headroom = np.exp(random.uniform(np.log(0.2), np.log(20), size=(6, count)))
    growth[:, :150] = growth[0, :150]
    headroom[1:, 100:250] = headroom[0, 100:250]
    growth[2, 250:300] = growth[3, 250:300]
    growth[:, 300:320], headroom[:, 300:320] = -0.999, 1e-6
    sigma = np.exp(random.uniform(np.log(0.02), np.log(50), size=count))
    for i, special in enumerate([0.0, 1.0, np.inf, 1 + 1e-9, 1 - 1e-9, 1e-3, 1e6]):
        sigma[i::13] = special
    years = random.uniform(0, 40, size=count)
    years[::50] = 0
    columns = {f"g{i}": growth[i] for i in range(6)} | {f"h{i}": headroom[i] for i in range(6)}
    return columns | {"sigma": sigma, "years": years}


def _everything(sigma, years, **columns):
    growth, headroom = [columns[f"g{i}"] for i in range(6)], [columns[f"h{i}"] for i in range(6)]
    starts, ends = binding_spans(growth, headroom)
    made = {
        "ceiling": growth_ceiling(*growth),
        "relaxation": relaxation_gain(growth),
        "ces": ces(headroom, SIX, sigma),
        "path": output_path(years, growth, headroom, SIX, sigma),
        "amdahl": amdahl_speedup(np.clip(np.abs(growth[0]), 0, 1), headroom[0]),
        "weak": weak_link_gain(np.clip(np.abs(growth[0]), 0, 1), np.clip(sigma, 0.01, 0.99)),
    }
    made |= {f"elasticity{i}": share for i, share in enumerate(output_elasticities(headroom, SIX, sigma))}
    made |= {f"start{i}": value for i, value in enumerate(starts)} | {f"end{i}": value for i, value in enumerate(ends)}
    return made


def test_vega_agrees_with_numpy_on_random_inputs_ties_and_extremes():
    cases = _cases()
    found = evaluate(_everything, **cases)
    for name, expected in _everything(**cases).items():
        assert_allclose(found[name], expected, rtol=1e-9, atol=1e-12, err_msg=name)
