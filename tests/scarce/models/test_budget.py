"""The budget against simulated looks and picks, its own ends, and the real Vega."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scarce.models.budget import looks_each, options_found, repeated_accuracy, split_gain
from scarce.models.judgment import expected_best
from vega import evaluate

SHARES, BUDGETS, PRICES = st.floats(0, 1), st.floats(1, 1000), st.floats(0.1, 20)


def test_the_mean_of_several_looks_in_simulation():
    random, accuracy = np.random.default_rng(4), 0.4
    worth = random.standard_normal(400_000)
    noise = np.sqrt(1 / accuracy**2 - 1)
    for looks in (1, 2, 5):
        score = np.mean([worth + noise * random.standard_normal(len(worth)) for _ in range(looks)], axis=0)
        assert_allclose(repeated_accuracy(accuracy, looks), np.corrcoef(worth, score)[0, 1], atol=0.004)


def test_spearmans_and_browns_formula():
    # doubling a test of reliability .6 gives .75: their 2r / (1 + r)
    assert_allclose(repeated_accuracy(np.sqrt(0.6), 2) ** 2, 2 * 0.6 / 1.6)
    assert repeated_accuracy([0, 0.5], 0).tolist() == [0, 0]
    assert repeated_accuracy(0.3, 1) == pytest.approx(0.3)
    assert repeated_accuracy(0.3, 1e9) == pytest.approx(1)


def test_a_simulated_split_gains_what_the_formula_says():
    random, trials = np.random.default_rng(7), 40_000
    share, budget, price, accuracy = 0.5, 40, 2, 0.5  # ten options with two looks each
    worth = random.standard_normal((trials, 10))
    score = worth + np.sqrt((1 / accuracy**2 - 1) / 2) * random.standard_normal((trials, 10))
    picked = worth[np.arange(trials), score.argmax(axis=1)]
    assert_allclose(split_gain(share, budget, price, accuracy), picked.mean(), atol=3 / np.sqrt(trials))


@given(SHARES, BUDGETS, PRICES)
def test_no_more_is_spent_than_there_is(share, budget, price):
    n = options_found(share, budget, price)
    assert n >= 1
    # The one option that comes to mind is free.
    assert (n > 1) * n * price + n * looks_each(share, budget, price) <= budget * (1 + 1e-9)


@given(BUDGETS, PRICES, st.floats(0, 0.95))
def test_both_ends_are_worth_nothing(budget, price, accuracy):
    assert split_gain([0, 1], budget, price, accuracy).tolist() == [0, 0]


def test_gain_is_accuracy_times_the_expected_best():
    assert_allclose(split_gain(0.5, 200, 1, 0.3), 0.3 * expected_best(100), rtol=1e-12)
    assert_allclose(split_gain(0.1, 1000, 1, 0.3), repeated_accuracy(0.3, 9) * 2.50759, rtol=1e-5)  # Harter 1961


def test_each_essay_wins_somewhere():
    """The dearer the option, or the better the eye, the larger the part that goes to options; both cross one half."""
    shares = np.linspace(0, 1, 2001)

    def best(price, accuracy):
        return shares[np.argmax(split_gain(shares, 100, price, accuracy))]

    by_price = [best(price, 0.3) for price in (0.1, 1, 5, 20)]
    by_eye = [best(2, accuracy) for accuracy in (0.1, 0.3, 0.6, 0.9)]
    for path in (by_price, by_eye):
        assert (np.diff(path) > 0).all()
        assert path[0] < 0.5 < path[-1]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: repeated_accuracy(1, 2), ["accuracy", "not including 1", "1.0"]),
        (lambda: repeated_accuracy(0.5, -1), ["looks", "at least 0", "-1.0"]),
        (lambda: options_found(1.5, 100, 1), ["share", "0 to 1", "1.5"]),
        (lambda: options_found(0.5, 0, 1), ["budget", "above 0", "0.0"]),
        (lambda: looks_each(0.5, 100, 0), ["price", "above 0", "0.0"]),
        (lambda: split_gain([0.1, 0.2], [1, 2, 3], 1, 0.5), ["share", "budget", "(2,)", "(3,)"]),
        (lambda: split_gain(0.5, 100, 1, -0.1), ["accuracy", "-0.1"]),
    ],
)
def test_errors_name_argument_rule_and_value(call, words):
    with pytest.raises(ValueError, match=r".") as error:
        call()
    for word in words:
        assert word in str(error.value)


def test_vega_agrees_with_numpy():
    random = np.random.default_rng(5)
    cases = {
        "share": np.concatenate([[0, 1], random.uniform(0, 1, 98)]),
        "budget": random.uniform(1, 1000, 100),
        "price": 10 ** random.uniform(-1, 1.3, 100),
        "accuracy": random.uniform(0, 0.99, 100),
    }

    def model(share, budget, price, accuracy):
        return {
            "options": options_found(share, budget, price),
            "looks": looks_each(share, budget, price),
            "gain": split_gain(share, budget, price, accuracy),
        }

    found, expected = evaluate(model, **cases), model(**cases)
    for name, values in expected.items():
        assert_allclose(found[name], values, rtol=1e-9, atol=1e-12)
