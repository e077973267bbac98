"""Judgment against published tables, scipy's integrals, simulated judges and the real Vega."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scarce.models.judgment import (
    expected_best,
    hit_rate,
    overlap_bounds,
    possible_overlap,
    record_places,
    sample_picks,
    seeded_options,
    selection_gain,
    team_accuracy,
)
from scipy import integrate, stats
from scipy.special import log_ndtr, ndtri
from vega import evaluate

accuracies = st.floats(-0.99, 0.99)


# --- the expected best of n


@pytest.mark.parametrize(("n", "harter"), [(2, 0.56419), (3, 0.84628), (5, 1.16296), (10, 1.53875), (100, 2.50759)])
def test_expected_best_as_in_harters_table(n, harter):
    assert round(float(expected_best(n)), 5) == harter


def by_the_defining_integral(n):
    """E[max] = integral of x n phi(x) Phi(x)^(n-1), around the typical maximum."""
    log_density = lambda x: np.log(n) - x * x / 2 - np.log(2 * np.pi) / 2 + (n - 1) * log_ndtr(x)  # noqa: E731
    middle = ndtri(0.5 ** (1 / n))
    pieces = np.linspace(middle - 12, middle + 12, 25)
    return sum(
        integrate.quad(lambda x: x * np.exp(log_density(x)), low, high, epsabs=1e-13)[0]
        for low, high in pairwise(pieces)
    )


@given(st.one_of(st.integers(1, 30), st.floats(0, np.log(1e6)).map(lambda e: min(float(np.exp(e)), 1e6))))
def test_expected_best_is_the_defining_integral(n):
    assert_allclose(expected_best(n), by_the_defining_integral(n), rtol=0, atol=1e-8)


def test_expected_best_in_closed_form():
    assert expected_best(1) == 0
    closed = [1 / np.sqrt(np.pi), 1.5 / np.sqrt(np.pi), 3 / np.sqrt(np.pi) * (0.5 + np.arcsin(1 / 3) / np.pi)]
    assert_allclose(expected_best([2, 3, 4]), closed, rtol=0, atol=1e-8)


def test_expected_best_rises_ever_more_slowly():
    best = expected_best(np.geomspace(1, 1e6, 5000))
    assert (np.diff(best) > 0).all()
    steps = np.diff(expected_best(np.arange(1, 2000)))
    assert (np.diff(steps) < 0).all()
    assert_allclose(expected_best(100) - expected_best(10), 0.97, atol=0.005)


# --- what choosing is worth


@given(st.integers(1, 10**6), accuracies, st.floats(0, 50))
def test_one_option_or_a_blind_judge_is_worth_nothing_and_accuracy_pays_in_proportion(n, accuracy, spread):
    assert selection_gain(1, accuracy, spread) == 0
    assert selection_gain(n, 0, spread) == 0
    assert_allclose(
        selection_gain(n, accuracy, spread), 2 * selection_gain(n, accuracy / 2, spread), rtol=1e-13, atol=1e-300
    )


def test_simulated_picks_are_worth_the_gain_on_average():
    for n, accuracy, spread in ((1, 0.7, 1), (2, 1, 3), (10, 0.5, 2), (40, -0.3, 1), (25, 0, 1)):
        picks = sample_picks(n, accuracy, spread, trials=20_000, seed=n)
        error = picks.std() / np.sqrt(picks.size)
        assert abs(picks.mean() - selection_gain(n, accuracy, spread)) < 4 * error


def test_simulated_picks_follow_their_seed():
    picks = sample_picks(5, 0.5, 1, trials=50, seed=3)
    assert picks.shape == (50,)
    assert (picks == sample_picks(5, 0.5, 1, trials=50, seed=3)).all()
    assert (picks != sample_picks(5, 0.5, 1, trials=50, seed=4)).any()


# --- two judges


@st.composite
def judges(draw):
    """Two accuracies and an overlap that do not contradict each other."""
    human, machine = draw(accuracies), draw(accuracies)
    low, high = overlap_bounds(human, machine)
    return human, machine, float(np.clip(low + draw(st.floats(0.01, 0.99)) * (high - low), -0.999, 0.999))


@given(judges())
def test_team_accuracy_is_the_multiple_correlation(case):
    human, machine, overlap = case
    matrix, target = np.array([[1, overlap], [overlap, 1]]), np.array([human, machine])
    expected = np.sqrt(target @ np.linalg.solve(matrix, target))
    assert_allclose(team_accuracy(*case), expected, rtol=1e-7, atol=1e-7)
    assert team_accuracy(*case) >= max(abs(human), abs(machine)) - 1e-9


def test_team_accuracy_is_that_of_a_regression_on_simulated_scores():
    covariance = [[1, 0.5, 0.6], [0.5, 1, 0.4], [0.6, 0.4, 1]]
    worth, *scores = np.random.default_rng(2).multivariate_normal([0, 0, 0], covariance, size=400_000).T
    weights = np.linalg.lstsq(np.transpose(scores), worth, rcond=None)[0]
    assert_allclose(team_accuracy(0.5, 0.6, 0.4), np.corrcoef(worth, weights @ scores)[0, 1], atol=0.005)


@given(st.floats(0, 0.99), st.floats(-0.99, 0.99))
def test_a_human_adds_nothing_who_sees_only_what_the_machine_sees(machine, overlap):
    assert_allclose(team_accuracy(overlap * machine, machine, overlap), machine, rtol=0, atol=1e-7)


@given(accuracies, accuracies)
def test_overlap_bounds_are_where_the_three_correlations_stop_being_possible(human, machine):
    for bound in overlap_bounds(human, machine):
        matrix = [[1, human, machine], [human, 1, bound], [machine, bound, 1]]
        assert abs(np.linalg.det(matrix)) < 1e-12


# --- Taylor and Russell


def test_the_possible_overlap_is_the_nearest_at_which_the_best_weights_are_none_below_zero():
    grid = np.linspace(-1, 1 - 1e-4, 20_000)[1:]
    for human, machine in ((0.9, 0.8), (0.3, 0.6), (0.5, 0.5), (0.0, 0.4), (0.99, 0.2)):
        # Weights of the two scores in the regression of worth on both, by Cramer's rule; and what they explain.
        weights = np.stack([human - grid * machine, machine - grid * human]) / (1 - grid**2)
        fits = (weights >= -1e-12).all(axis=0) & (human * weights[0] + machine * weights[1] <= 1)
        for asked in (-0.5, 0.0, 0.3, 0.55, 0.95):
            nearest = grid[fits][np.argmin(np.abs(grid[fits] - asked))]
            assert_allclose(possible_overlap(human, machine, asked), nearest, atol=2e-4)


def test_seeded_options_are_standard_normal_and_follow_their_seed():
    drawn = [np.concatenate(each) for each in zip(*seeded_options(3, 100_000, seed=7), strict=True)]
    for values in drawn:
        assert abs(values.mean()) < 3 / np.sqrt(len(values))
        assert abs(values.std() - 1) < 3 / np.sqrt(2 * len(values))
        assert (values == values.round(2)).all()
    assert abs(np.corrcoef(*drawn)[0, 1]) < 3 / np.sqrt(len(drawn[0]))
    again = next(iter(seeded_options(3, 100_000, seed=7)))
    assert (again[0] == drawn[0][:100_000]).all()
    assert (again[1] == drawn[1][:100_000]).all()


def test_the_pick_among_the_first_n_is_the_last_record_up_to_n():
    scores, _ = next(iter(seeded_options(1, 500, seed=3)))
    places = record_places(scores)
    for n in range(1, 501):
        assert places[places < n][-1] == np.argmax(scores[:n])


def test_hit_rate_as_published():
    assert round(float(hit_rate(0.50, 0.20, 0.35)), 4) == 0.6966


@pytest.mark.parametrize("accuracy", [-0.95, -0.4, 0.0, 0.2, 0.6, 0.9, 0.97, 0.99])
def test_hit_rate_is_scipys_bivariate_normal(accuracy):
    normal = stats.multivariate_normal(cov=[[1, accuracy], [accuracy, 1]], abseps=1e-12, releps=1e-12)
    for base in (0.02, 0.3, 0.5, 0.9):
        for ratio in (0.01, 0.2, 0.5, 0.95):
            both = normal.cdf([ndtri(base), ndtri(ratio)])
            assert_allclose(hit_rate(base, ratio, accuracy) * ratio, both, rtol=0, atol=2e-8)


def by_conditioning(base, ratio, accuracy):
    """P(good and chosen) as the integral over the chosen scores of P(good given the score)."""
    g, c, rest = -ndtri(base), -ndtri(ratio), np.sqrt(1 - accuracy**2)
    turn = [place for place in (g / accuracy + np.arange(-8, 9) * rest) if c < place < 12]
    edges = [c, *turn, 12]
    return sum(
        integrate.quad(lambda x: stats.norm.pdf(x) * stats.norm.cdf((accuracy * x - g) / rest), low, high)[0]
        for low, high in pairwise(edges)
    )


@pytest.mark.parametrize(
    ("accuracy", "error"), [(0.35, 1e-11), (0.9, 1e-11), (0.99, 1e-11), (0.999, 1e-8), (0.9999, 1e-5)]
)
def test_hit_rate_is_as_exact_as_it_says(accuracy, error):
    for base, ratio in ((0.5, 0.2), (0.5, 0.501), (0.1, 0.1), (0.3, 0.29), (0.05, 0.6)):
        assert_allclose(hit_rate(base, ratio, accuracy) * ratio, by_conditioning(base, ratio, accuracy), atol=error)


@given(st.floats(0.001, 0.999), st.floats(0.001, 0.999), accuracies)
def test_hit_rate_is_a_share_that_rises_with_accuracy(base, ratio, accuracy):
    assert_allclose(hit_rate(base, ratio, 0), base, rtol=1e-12)
    assert hit_rate(base, ratio, -1) <= hit_rate(base, ratio, accuracy) + 1e-4
    assert hit_rate(base, ratio, accuracy) <= hit_rate(base, ratio, min(accuracy + 0.1, 1)) + 1e-4


def test_hit_rate_of_a_perfect_judge_and_of_one_who_is_always_wrong():
    assert hit_rate(0.3, 0.2, 1) == 1
    assert_allclose(hit_rate(0.3, 0.6, [1, -1]), [0.5, 0])
    assert_allclose(hit_rate(0.7, 0.6, -1), 0.3 / 0.6)


def test_shapes_broadcast():
    assert hit_rate(0.5, [0.1, 0.2], [[0.3], [0.4], [1]]).shape == (3, 2)
    assert selection_gain([1, 10], [[0.5]], 1).shape == (1, 2)
    assert team_accuracy([0.1, 0.2], 0.3, [[0.0], [0.1]]).shape == (2, 2)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: expected_best(0.5), ["n", "1 to 1,000,000", "0.5"]),
        (lambda: expected_best(2e6), ["n", "1 to 1,000,000", "2000000.0"]),
        (lambda: expected_best(np.nan), ["n", "nan"]),
        (lambda: selection_gain(10, 1.1, 1), ["accuracy", "-1 to 1", "1.1"]),
        (lambda: selection_gain(10, 0.5, -1), ["spread", "at least 0", "-1.0"]),
        (lambda: selection_gain([1, 2], [0.1, 0.2, 0.3], 1), ["broadcast", "n (2,)", "accuracy (3,)"]),
        (lambda: overlap_bounds(0.5, -1.5), ["machine", "-1 to 1", "-1.5"]),
        (lambda: possible_overlap(-0.1, 0.5, 0), ["human", "share from 0 to 1", "-0.1"]),
        (lambda: possible_overlap(0.1, 0.5, 2), ["overlap", "-1 to 1", "2.0"]),
        (lambda: next(seeded_options(0, 1, 1)), ["samples", "1", "0"]),
        (lambda: team_accuracy(0.5, 0.5, 1), ["overlap", "strictly between -1 and 1", "1.0"]),
        (lambda: team_accuracy(0.9, [0.5, 0.9], 0.1), ["overlap", "0.62 to 1", "0.1"]),
        (lambda: team_accuracy(0.9, -0.9, 0.5), ["overlap", "-1 to -0.62", "0.5"]),
        (lambda: hit_rate(0, 0.5, 0.5), ["base_rate", "strictly between 0 and 1", "0.0"]),
        (lambda: hit_rate(0.5, 1, 0.5), ["selection_ratio", "strictly between 0 and 1", "1.0"]),
        (lambda: hit_rate(0.5, 0.5, 2), ["accuracy", "-1 to 1", "2.0"]),
        (lambda: sample_picks(0, 1, 1, 1, 1), ["n", "whole number of at least 1", "0.0"]),
        (lambda: sample_picks(2.5, 1, 1, 1, 1), ["n", "whole number", "2.5"]),
        (lambda: sample_picks(2, 1, 1, [1, 2], 1), ["trials", "single number", "(2,)"]),
        (lambda: sample_picks(2, 1, 1, 1, -1), ["seed", "at least 0", "-1.0"]),
        (lambda: sample_picks(2, [1, 0], 1, 1, 1), ["accuracy", "single number"]),
    ],
)
def test_errors_name_argument_rule_and_value(call, words):
    with pytest.raises(ValueError, match=r".") as error:
        call()
    for word in words:
        assert word in str(error.value)


def test_vega_agrees_with_numpy():
    random = np.random.default_rng(8)
    human, machine = random.uniform(-0.95, 0.95, size=(2, 300))
    low, high = overlap_bounds(human, machine)
    accuracy = np.concatenate([[0, 1, -1, 0.999], random.uniform(-1, 1, size=296)])
    cases = {
        "n": np.concatenate([[1, 2, 3, 1e6], np.floor(np.exp(random.uniform(0, np.log(1e6), size=296)))]),
        "accuracy": accuracy, "spread": random.uniform(0, 5, size=300), "human": human, "machine": machine,
        "overlap": low + random.uniform(0.05, 0.95, size=300) * (high - low),
        "base": random.uniform(0.01, 0.99, size=300), "ratio": random.uniform(0.01, 0.99, size=300),
    }  # fmt: skip

    def everything(n, accuracy, spread, human, machine, overlap, base, ratio):
        return {
            "best": expected_best(n),
            "gain": selection_gain(n, accuracy, spread),
            "team": team_accuracy(human, machine, overlap),
            "hits": hit_rate(base, ratio, accuracy),
        }

    found = evaluate(everything, **cases)
    for name, expected in everything(**cases).items():
        assert_allclose(found[name], expected, rtol=1e-9, atol=1e-12, err_msg=name)
