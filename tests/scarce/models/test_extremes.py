"""The ends of every range: the formulas as they are written, in decimal numbers of so many digits that none is lost.

A double has sixteen digits, and a formula as one writes it down can lose all of them where its terms cancel, or run
out of numbers on the way to a result that is one.
"""

import itertools
from decimal import Decimal, localcontext

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scarce.models import (
    bottleneck,
    budget,
    compounding,
    excellence,
    feedback,
    hierarchy,
    judgment,
    purpose,
    tasks,
    trust,
    value,
    week,
)
from scipy import integrate, special

INF = float("inf")
TINY, SMALL, LARGE = 1e-300, 1e-16, 1e16


def exactly(formula, *arguments):
    """A formula in decimals, of doubles taken as they are."""
    with localcontext(prec=800):
        return float(formula(*map(Decimal, arguments)))


def near(found, expected):
    assert_allclose(np.asarray(found, dtype=float), expected, rtol=1e-11)


# --- what the ends are


@pytest.mark.parametrize(
    ("found", "right"),
    [
        (lambda: bottleneck.amdahl_speedup(1, INF), INF),
        (lambda: bottleneck.amdahl_speedup(0.5, 5e-324), 0),
        (lambda: bottleneck.weak_link_gain(1, TINY), INF),
        (lambda: bottleneck.weak_link_gain(0.5, 1 - SMALL), INF),
        (lambda: bottleneck.ces([1, 4], [0.5, 0.5], 5e-324), 1),
        (lambda: bottleneck.ces([1, 4], [0.5, 0.5], SMALL), 1),
        (lambda: bottleneck.ces([1, 4], [0.5, 0.5], LARGE), 2.5),
        (lambda: bottleneck.ces([TINY, 1e300], [0.5, 0.5], 1), 1),
        (lambda: bottleneck.output_elasticities([1, 4], [0.5, 0.5], 5e-324), [1, 0]),
        (lambda: bottleneck.output_path(1e5, [0.3, 0], [1, 1], [0.5, 0.5], 0.5), 2),
        (lambda: bottleneck.output_path(-1e5, [0.3, 0], [1, 1], [0.5, 0.5], INF), 0.5),
        (lambda: feedback.loop_speedup(1e-17, INF), 1e17),
        (lambda: feedback.review_limit([0, TINY], [0, 1e300]), [INF, INF]),
        (lambda: feedback.reviewed_throughput(1e300, 1e300, 0.5, 1), 2),
        (lambda: budget.repeated_accuracy([0, 0.3, 0.3], [LARGE, 0, 1e300]), [0, 0, 1]),
        (lambda: budget.repeated_accuracy(TINY, 1), TINY),
        (lambda: budget.options_found(1, 1e300, TINY), 1e6),
        (lambda: compounding.explosion_year([0, 0, 0, 0.2], [-1, 1, 0, -1]), [INF] * 4),
        (lambda: compounding.explosion_year([-0.0, TINY, 1e300], [1, TINY, 1e300]), [INF, INF, 0]),
        (lambda: compounding.feedback_path(5, 0.2, [1e-300, -1e-300, 5e-324]), np.e),
        (lambda: compounding.feedback_path(1e300, 1e300, -1e300), 1),
        (lambda: compounding.feedback_path(0, 1e300, 1e300), 1),
        (lambda: compounding.time_to(1, 0.2, [-1e308, 0, 1e308]), 0),
        (lambda: compounding.time_to(4, 0.2, 5e-324), np.log(4) / 0.2),
        (lambda: compounding.doubling_path(1100, TINY, 1), exactly(lambda: Decimal(2) ** 1100 * Decimal(TINY))),
        (lambda: compounding.doubling_path([1e300, -1e300], 1, TINY), [INF, 0]),
        (lambda: compounding.outlook(1e200, 1, 1e200, 1), INF),
        (lambda: compounding.outlook(800, TINY, 1, 0), exactly(lambda: Decimal(800).exp() * Decimal(TINY))),
        (lambda: compounding.perceived_path(10, -0.9, 1), 0),
        (lambda: compounding.perceived_path([0, 1e300], [-0.5, -0.5], 0.5), [1, 0]),
        (lambda: excellence.top_premium_share([-1e300, 30, -LARGE], [0.1, 0, 1]), [0.1, 0, 1]),
        (lambda: excellence.mean_premium([1e300, -1e300]), [0, 1e300]),
        (lambda: excellence.priced_out([1e300, -1e300]), [1, 0]),
        (lambda: hierarchy.remaining_value(1, 1, 1, [0, TINY, 1e300]), [1, 0, 0]),
        (lambda: judgment.expected_best(1), 0),
        (lambda: judgment.overlap_bounds(1, [1, -1, 0.3]), [[1, -1, 0.3], [1, -1, 0.3]]),
        (lambda: judgment.team_accuracy(1, 0.3, 0.3), 1),
        (lambda: judgment.team_accuracy(0.5, 0.5, 1 - 1e-16), 0.5),
        (lambda: judgment.team_accuracy(0.5, -0.5, -1 + 1e-16), 0.5),
        (lambda: purpose.full_employment_output([1, 1], [1e-17, 0]), [1e17, INF]),
        (lambda: purpose.automated_share([0, 1, 5], [1, 1, 0]), [0, 1, 0]),
        (lambda: purpose.automated_share(1e17, 1e-17), -np.expm1(-1)),
        (lambda: purpose.amount_after(1e17, 1e-17), np.e),
        (lambda: purpose.growth_to(1e17, np.e), 1e-17),
        (lambda: trust.informed_rate([1e-17, 0.3, 0.1], [0, 1, 1]), [1e-17, 1, 1]),
        (lambda: trust.wilson_lower([0, 5, 1], [0, 5, 2], [1e-300, 1e-300, LARGE]), [0, 1, 5e-33]),
        (lambda: trust.wilson_upper([0, 0], [0, 1e20]), [1, 1.96**2 / 1e20]),
        (lambda: trust.trials_to_vouch([1, 1, 0, 1e-200], [0, 1, 0, 1e-201]), [0, INF, 0, 1.96**2 / 81 * 1e202 / 10]),
        (lambda: tasks.success_interval(0, 1e20)[1], 1.96**2 / 1e20),
        (lambda: value.price_index([TINY, 1], [0.5, 0.5], [0, INF]), [0.5, TINY]),
        (lambda: value.spending([TINY, TINY], [0.5, 0.5], INF, 1), [0.5, 0.5]),
        (lambda: value.cost_shares([TINY, 1], [0.5, 0.5], LARGE), [1, 0]),
        (lambda: week.demand_that_holds(0.1, 0.7, [INF, LARGE, 1e30]), 1 - np.log(0.7) / np.log(0.1)),
        (lambda: week.demand_that_holds([1, 1, TINY], 0.7, [1, INF, INF]), [1, -INF, 1 - np.log(0.7) / np.log(TINY)]),
        (lambda: week.demand_that_holds(1, 0.7, [0, 0.5, 4]), [1 + 0.3 / 0.7, 1 + 0.15 / 0.7, 1 - 0.9 / 0.7]),
        (lambda: week.choosing_ratio(1 + 1e-12, 1 + 1e-12, 0.5, 0, 0), 1),
        (lambda: week.matching_record([0, 1e12, 1e15], [1e6, 1e12, 1e15]), [0, 1e12, 1e15]),
    ],
)  # fmt: skip
def test_the_ends_have_the_value_that_they_tend_to(found, right):
    with np.errstate(all="raise", under="ignore"):
        result = np.asarray(found())
    near(result, right)


# --- the formulas as written, far from where doubles are good at them


WAYS = (1e-16, 0.3, 1 - 1e-16)


@pytest.mark.parametrize(("r", "k"), [*itertools.product((0.0, *WAYS, 1.0), repeat=2)])
def test_rates_and_shares_as_written(r, k):
    near(trust.informed_rate(r, k), exactly(lambda r, k: 1 - (1 - r) * (1 - k), r, k))
    near(purpose.labour_per_unit(r, k), exactly(lambda a, p: 1 - a * (1 - p), r, k))
    if r < 1:
        near(
            budget.repeated_accuracy(r, 7 * k),
            exactly(lambda r, k: (k * r * r / (1 + (k - 1) * r * r)).sqrt(), r, 7 * k),
        )


@pytest.mark.parametrize("z", [1e-3, 1.96, 1e5])
@pytest.mark.parametrize(("s", "n"), [(0, 10), (1, 2), (10, 10), (1e-3, 1e6), (1e12, 1e12), (1, 1e15), (5e14, 1e15)])
def test_wilsons_interval_as_written(s, n, z):
    def end(sign):
        def formula(s, n, z):
            p = s / n
            spread = z * (p * (1 - p) / n + z * z / (4 * n * n)).sqrt()
            return (p + z * z / (2 * n) + sign * spread) / (1 + z * z / n)

        return exactly(formula, s, n, z)

    low, high = trust.wilson_lower(s, n, z), trust.wilson_upper(s, n, z)
    assert_allclose(low, end(-1), rtol=1e-11, atol=0 if s else 1e-300)
    near(high, end(1))
    assert 0 <= low <= s / n <= high <= 1


@pytest.mark.parametrize("price", [1e-300, 1e-16, 0.1, 0.999999, 1 - 1e-15])
@pytest.mark.parametrize("weight", [0.1, 0.7, 0.9])
@pytest.mark.parametrize("sigma", [0, 1e-16, 0.5, 1 - 1e-9, 1 + 1e-9, 4, 1e3])
def test_the_demand_that_holds_as_written(price, weight, sigma):
    def formula(p, w, s):
        index = (w * p ** (1 - s) + (1 - w)).ln() / (1 - s)
        return s + (1 - s) * p.ln() / index

    with localcontext(prec=80, Emin=-(10**9), Emax=10**9):
        right = float(formula(*map(Decimal, (price, weight, sigma))))
    assert_allclose(week.demand_that_holds(price, weight, sigma), right, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("price", [1e-300, 1e-200, 1e-155, 1e-16, 1.0, 1e200])
@pytest.mark.parametrize("sigma", [0, 0.5, 1, 4, INF])
@pytest.mark.parametrize("demand", [0, 0.5, 1, 1.5])
def test_spending_is_finite_and_as_written(price, sigma, demand):
    prices, weights = (price, 1.0, 1.0), (0.7, 0.1, 0.2)

    def formula():
        p, w = [Decimal(x) for x in prices], [Decimal(x) for x in weights]
        if sigma == INF:
            lowest = min(p)
            parts = [weight if price == lowest else Decimal(0) for price, weight in zip(p, w, strict=True)]
            index = lowest
        elif sigma == 1:
            parts, index = w, Decimal(sum(weight * price.ln() for price, weight in zip(p, w, strict=True))).exp()
        else:
            parts = [weight * price ** (1 - Decimal(sigma)) for price, weight in zip(p, w, strict=True)]
            index = sum(parts) ** (1 / (1 - Decimal(sigma)))
        return [float(part / sum(parts) * index ** (1 - Decimal(demand))) for part in parts]

    with localcontext(prec=60, Emin=-(10**9), Emax=10**9):
        right = formula()
    found = value.spending(prices, weights, sigma, demand)
    assert np.isfinite(found).all()
    assert_allclose(found, right, rtol=1e-9, atol=1e-305)


@given(st.floats(1e-3, 10), st.floats(1e-12, 1e6))
def test_from_the_year_of_the_explosion_on_the_level_is_infinite(rate, feedback_):
    year = compounding.explosion_year(rate, feedback_)
    assert compounding.feedback_path(year, rate, feedback_) == INF
    assert compounding.pace(year, rate, feedback_) == INF
    before = year * (1 - 1e-9)
    assert compounding.pace(before, rate, feedback_) < INF


@given(st.floats(0, 50), st.floats(-0.999, 3), st.floats(0, 1))
def test_no_level_is_seen_below_nothing(years, rate, bias):
    assert compounding.perceived_path(years, rate, bias) >= 0


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 10), st.floats(0, 10))
def test_nobody_is_displaced_exactly_where_there_is_enough_of_both(automated, leading, more, yet_more):
    enough = purpose.full_employment_output(automated, leading)
    if np.isfinite(enough):
        tasks_, purposes = enough * (1 + more), enough * (1 + yet_more)
        assert purpose.displaced_share(tasks_, purposes, automated, leading) == 0
        assert purpose.corner(tasks_, purposes, automated, leading) == "abundance"
    assert 0 <= purpose.displaced_share(more, yet_more, automated, leading) <= 1


@given(st.floats(-1, 1), st.floats(-1, 1), st.floats(0, 1))
def test_two_judges_are_never_worse_than_the_better(human, machine, place):
    low, high = judgment.overlap_bounds(human, machine)
    overlap = float(low + place * (high - low))
    if abs(overlap) < 1 and not abs(human) == abs(machine) == 1:
        team = judgment.team_accuracy(human, machine, overlap)
        assert max(abs(human), abs(machine)) <= team <= 1


@given(st.lists(st.floats(1e-300, 1e300), min_size=1, max_size=5), st.floats(0, INF))
def test_a_mean_lies_between_the_least_and_the_most(levels, sigma):
    found = bottleneck.ces(levels, [1 / len(levels)] * len(levels), sigma)
    assert min(levels) <= found <= max(levels)


@given(st.floats(-37, 30), st.floats(0, 1))
def test_the_share_of_the_top_is_a_share(b, top):
    assert 0 <= excellence.top_premium_share(b, top) <= 1


@given(st.lists(st.floats(-1e3, 1e3), min_size=2, max_size=30), st.lists(st.booleans(), min_size=30, max_size=30))
def test_a_rank_correlation_is_one_or_none(values, counts):
    where = counts[: len(values)]
    found = hierarchy.rank_correlation(values, values, where)
    assert np.isnan(found) or -1 <= found <= 1


@pytest.mark.parametrize("n", [1 + 1e-12, 1 + 1e-6, 1.5, 2, 3.7, 1e3, 999_999.5, 1e6])
def test_the_expected_best_against_scipys_quadrature(n):
    def density(x):
        return x * np.expm1(np.log(n) + (n - 1) * special.log_ndtr(x)) * np.exp(-x * x / 2) / np.sqrt(2 * np.pi)

    right, _ = integrate.quad(density, -12, 12, epsabs=1e-14, epsrel=1e-12, limit=500, points=[0, 4, 5])
    # The mean of x itself is 0, so n Phi^(n-1) - 1 stands for n Phi^(n-1).
    assert_allclose(judgment.expected_best(n), right, rtol=1e-7 if n < 1.1 else 5e-9, atol=1e-9 * (n - 1))


# --- the nearest others


def by_hand(point, others, nearest):
    """The mean distance to the nearest of the others, one by one."""
    away = sorted(float(np.hypot(point[0] - row, point[1] - column)) for row, column in others)
    if away and away[0] == 0:
        away = away[1:]
    return sum(away[:nearest]) / len(away[:nearest]) if away else 0.0


cells = st.tuples(st.integers(0, 6), st.integers(0, 6))


@given(st.lists(cells, min_size=1, max_size=6), st.lists(cells, min_size=1, max_size=14), st.integers(1, 16))
def test_novelty_is_the_mean_distance_to_the_nearest_others(points, others, nearest):
    right = [by_hand(point, others, nearest) for point in points]
    assert_allclose(tasks.novelty(points, others, nearest), right, rtol=1e-12, atol=1e-12)
