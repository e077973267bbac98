"""Value against the formulas as published, cost minimisation by scipy, the printed numbers and the real Vega."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scarce.models.value import cost_shares, price_index, spending
from scipy import optimize
from vega import evaluate

EXECUTION, JUDGMENT = 0, 1
WEIGHTS = [0.7, 0.1, 0.2]
sigmas = st.one_of(st.sampled_from([0.0, 1.0, np.inf]), st.floats(0.02, 30))
three_prices = st.lists(st.floats(0.01, 20), min_size=3, max_size=3)


def at(price):
    """Prices with execution at `price` and everything else as today."""
    return [price, 1, 1]


# --- the printed numbers


def test_a_tenth_of_the_price_of_execution():
    assert_allclose(cost_shares(at(1), WEIGHTS, 0.5)[JUDGMENT], 0.10, rtol=1e-12)
    assert_allclose(cost_shares(at(0.1), WEIGHTS, 0.5)[JUDGMENT], 0.19, atol=0.005)
    assert_allclose(spending(at(1), WEIGHTS, 0.5, 0)[JUDGMENT], 0.10, rtol=1e-12)
    assert_allclose(spending(at(0.1), WEIGHTS, 0.5, 0)[JUDGMENT], 0.052, atol=0.0005)


def test_as_execution_gets_free_the_share_of_judgment_tends_to_its_part_of_the_rest():
    assert_allclose(cost_shares(at(1e-30), WEIGHTS, 0.5)[JUDGMENT], 0.1 / 0.3, rtol=1e-9)
    assert cost_shares(at(1e-30), WEIGHTS, 1)[JUDGMENT] == 0.1
    assert cost_shares(at(1e-30), WEIGHTS, 2)[JUDGMENT] < 1e-29


@given(st.floats(0.001, 0.999), st.floats(0.05, 3), st.floats(0, 5))
def test_judgment_gains_in_total_only_if_demand_is_more_elastic_than_substitution(price, sigma, demand):
    before, after = spending(at(1), WEIGHTS, sigma, demand), spending(at(price), WEIGHTS, sigma, demand)
    gain = np.log(after[JUDGMENT] / before[JUDGMENT])
    index = price_index(at(price), WEIGHTS, sigma)
    assert_allclose(gain, (sigma - demand) * np.log(index), rtol=1e-7, atol=1e-9)
    if abs(demand - sigma) > 1e-3:
        assert (gain > 0) == (demand > sigma)


# --- the formulas as models.md and the textbooks write them


@given(three_prices, st.floats(0.02, 8).filter(lambda s: abs(s - 1) > 1e-3))
def test_shares_index_and_spending_are_the_published_formulas(prices, sigma):
    parts = np.array(WEIGHTS) * np.array(prices) ** (1 - sigma)
    index = parts.sum() ** (1 / (1 - sigma))
    assert_allclose(cost_shares(prices, WEIGHTS, sigma), parts / parts.sum(), rtol=1e-9)
    assert_allclose(price_index(prices, WEIGHTS, sigma), index, rtol=1e-9)
    assert_allclose(spending(prices, WEIGHTS, sigma, 1.7), parts / parts.sum() * index**-0.7, rtol=1e-9)


@pytest.mark.parametrize("sigma", [0.4, 2.5])
def test_shares_and_index_are_those_of_the_cheapest_way_to_make_one_unit(sigma):
    """Least cost found by scipy over quantities q, output (sum w^(1/sigma) q^rho)^(1/rho), rho = 1 - 1/sigma."""
    prices, weights, rho = np.array([0.3, 1.0, 2.0]), np.array(WEIGHTS), 1 - 1 / sigma

    def output(q):
        return (weights ** (1 / sigma) @ q**rho) ** (1 / rho)

    def cost(logs):  # of the bundle scaled to make exactly one unit
        return prices @ np.exp(logs) / output(np.exp(logs))

    best = optimize.minimize(cost, np.zeros(3), tol=1e-13)
    quantities = np.exp(best.x) / output(np.exp(best.x))
    assert_allclose(price_index(prices, weights, sigma), best.fun, rtol=1e-9)
    assert_allclose(cost_shares(prices, weights, sigma), prices * quantities / best.fun, atol=1e-4)


@given(three_prices, sigmas, st.floats(0, 4))
def test_shares_sum_to_one_and_spending_to_the_value_of_output(prices, sigma, demand):
    assert_allclose(cost_shares(prices, WEIGHTS, sigma).sum(), 1, rtol=1e-12)
    index = price_index(prices, WEIGHTS, sigma)
    assert min(prices) * (1 - 1e-12) <= index <= max(prices) * (1 + 1e-12)
    assert_allclose(spending(prices, WEIGHTS, sigma, demand).sum(), index ** (1 - demand), rtol=1e-12)


# --- the ends of sigma


def test_ends_of_sigma():
    prices = [0.5, 2.0, 1.0]
    assert_allclose(price_index(prices, WEIGHTS, 0), np.dot(prices, WEIGHTS), rtol=1e-15)
    assert_allclose(price_index(prices, WEIGHTS, 1), 0.5**0.7 * 2**0.1, rtol=1e-14)
    assert price_index(prices, WEIGHTS, np.inf) == 0.5
    assert_allclose(cost_shares(prices, WEIGHTS, 0), np.multiply(prices, WEIGHTS) / 0.75, rtol=1e-14)
    assert cost_shares(prices, WEIGHTS, 1).tolist() == WEIGHTS
    assert cost_shares(prices, WEIGHTS, np.inf).tolist() == [1, 0, 0]
    assert_allclose(cost_shares([1, 1, 2], WEIGHTS, np.inf), [0.875, 0.125, 0], rtol=1e-15)


def test_near_sigma_one_shares_follow_their_first_order_term():
    # d ln s_i / d sigma = -(ln p_i - mean of ln p) at sigma = 1
    logs = np.log([0.1, 1.0, 3.0])
    slope = -(logs - np.dot(WEIGHTS, logs))
    for distance in (1e-4, -1e-4, 1e-8, -1e-8):
        shares = cost_shares(np.exp(logs), WEIGHTS, 1 + distance)
        assert_allclose(np.log(shares / WEIGHTS), slope * distance, atol=20 * distance**2 + 1e-15)


def test_names_and_shapes():
    by_name = cost_shares(
        {"execution": 0.1, "judgment": 1, "rest": 1}, {"rest": 0.2, "judgment": 0.1, "execution": 0.7}, 2
    )
    assert_allclose(by_name, cost_shares(at(0.1), WEIGHTS, 2))
    falling = np.geomspace(1, 0.01, 5)
    assert spending([falling, 1, 1], WEIGHTS, 0.5, [[0.0], [2.0]]).shape == (3, 2, 5)
    assert price_index([falling, 1, 1], WEIGHTS, 0.5).shape == (5,)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: cost_shares([0, 1], [0.5, 0.5], 1), ["prices[0]", "above 0", "0.0"]),
        (lambda: cost_shares([1, 1], [0.5, 0.6], 1), ["weights", "sum to 1", "1.1"]),
        (lambda: cost_shares([1, 1], [1.0], 1), ["weights", "2 inputs of prices", "1"]),
        (lambda: cost_shares({"a": 1}, {"b": 1}, 1), ["weights", "inputs of prices", "'b'"]),
        (lambda: price_index([1, 1], [0.5, 0.5], -1), ["sigma", "at least 0", "-1.0"]),
        (lambda: price_index([[1, 2], 1], [0.5, 0.5], [1, 2, 3]), ["broadcast", "prices (2,) and ()", "sigma (3,)"]),
        (lambda: spending([1, 1], [0.5, 0.5], 1, -0.1), ["demand", "at least 0", "-0.1"]),
        (lambda: spending([1, 1], [0.5, 0.5], 1, np.inf), ["demand", "finite", "inf"]),
        (lambda: spending([[1, 2], 1], [0.5, 0.5], 1, [1, 2, 3]), ["broadcast", "demand (3,)"]),
    ],
)
def test_errors_name_argument_rule_and_value(call, words):
    with pytest.raises(ValueError, match=r".") as error:
        call()
    for word in words:
        assert word in str(error.value)


def test_vega_agrees_with_numpy_at_random_prices_and_at_the_ends():
    random = np.random.default_rng(3)
    sigma = np.exp(random.uniform(np.log(0.05), np.log(20), size=400))
    for i, special in enumerate([0.0, 1.0, np.inf, 1 + 1e-9]):
        sigma[i::9] = special
    price = np.exp(random.uniform(-8, 2, size=400))
    price[::20] = 1

    def everything(price, sigma, demand):
        made = {"index": price_index(at(price), WEIGHTS, sigma)}
        made |= {f"share{i}": share for i, share in enumerate(cost_shares(at(price), WEIGHTS, sigma))}
        return made | {f"spent{i}": spent for i, spent in enumerate(spending(at(price), WEIGHTS, sigma, demand))}

    cases = {"price": price, "sigma": sigma, "demand": random.uniform(0, 4, size=400)}
    found = evaluate(everything, **cases)
    for name, expected in everything(**cases).items():
        assert_allclose(found[name], expected, rtol=1e-9, atol=1e-14, err_msg=name)
