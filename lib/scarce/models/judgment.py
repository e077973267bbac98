"""Judgment: what choosing is worth when options are plenty.

Step B6b of the argument: once anything can be made, what counts is which of the options is picked. The true worth of
an option is normally distributed with standard deviation `spread`; a judge scores the options and takes the one with
the highest score. `accuracy` is the correlation of score and true worth. The pick is then worth
accuracy * spread * m_n more than the average option, where m_n is the expected maximum of n standard normal
variables [1]_: choosing pays in proportion to accuracy, but ever more slowly in the number of options.

Machines judge too. `team_accuracy` is what two judges reach together; the overlap of what they see decides how much
either adds.

References
----------
.. [1] H. L. Harter, "Expected values of normal order statistics", Biometrika 48 (1961).
.. [2] H. C. Taylor and J. T. Russell, "The relationship of validity coefficients to the practical effectiveness of
   tests in selection: discussion and tables", Journal of Applied Psychology 23 (1939).
.. [3] Z. Drezner and G. O. Wesolowsky, "On the computation of the bivariate normal integral", Journal of Statistical
   Computation and Simulation 35 (1990).
"""

from __future__ import annotations

from functools import lru_cache, reduce
from typing import Any

import numpy as np
from numpy.polynomial import chebyshev
from numpy.polynomial.legendre import leggauss

from . import _checks as check
from ._checks import Numeric
from ._normal import ndtr, ndtri

#: The most options that `expected_best` knows about.
MOST_OPTIONS = 1_000_000
_LOG_MOST = float(np.log(MOST_OPTIONS))


def expected_best(n: Numeric) -> Any:
    r"""The expected maximum of n independent standard normal variables, m_n [1]_.

    Parameters
    ----------
    n : float or array
        How many options, 1 to 1,000,000. The integral behind it has a value between whole numbers too.

    Returns
    -------
    float or array
        In standard deviations above the mean: 0 at n = 1, 4.86 at a million. Absolute error below 1e-8.

    Raises
    ------
    ValueError
        If n is outside 1 to 1,000,000.

    Notes
    -----
    .. math::

        m_n = \int_{-\infty}^{\infty} x \, n \, \varphi(x) \, \Phi(x)^{n-1} \, dx

    m_n has no closed form, but over ln n it is so smooth that a polynomial of degree 16, fitted once to the integral,
    times ln n stands for it: the same few multiplications in Python and on the page.

    Examples
    --------
    >>> expected_best([1, 2, 10, 100]).round(5).tolist()
    [0.0, 0.56419, 1.53875, 2.50759]
    """
    n = _options(n)
    log_n = np.log(n)
    place = 2 / _LOG_MOST * log_n - 1
    return log_n * reduce(lambda total, c: total * place + c, _best_polynomial())


def _options(n: Numeric) -> Any:
    return check.number("n", n, f"from 1 to {MOST_OPTIONS:,}", lambda x: (x >= 1) & (x <= MOST_OPTIONS))


@lru_cache
def _best_polynomial() -> tuple[float, ...]:
    """Coefficients of m_n / ln n over ln n mapped to -1 ... 1, highest power first."""

    def quotient(place: Any) -> Any:
        log_n = (place + 1) / 2 * _LOG_MOST
        return _best_by_quadrature(np.exp(log_n)) / log_n

    series = chebyshev.chebinterpolate(quotient, 16)
    return tuple(float(c) for c in chebyshev.cheb2poly(series)[::-1])


def _best_by_quadrature(n: Any) -> Any:
    """E[max] as the integral over x > 0 of P(max > x) - P(max < -x), with Phi(x)^n in logarithms."""
    nodes, weights = leggauss(200)
    x = 6 * (nodes + 1)
    above, n = ndtr(-x), np.asarray(n)[..., None]
    return (-np.expm1(n * np.log1p(-above)) - above**n) @ (6 * weights)


def selection_gain(n: Numeric, accuracy: Numeric, spread: Numeric) -> Any:
    r"""What the chosen option is worth above the average one: accuracy * spread * m_n.

    Parameters
    ----------
    n : float or array
        How many options there are to choose from, 1 to 1,000,000.
    accuracy : float or array
        Correlation of the judge's score with true worth: 1 = always right, 0 = a blind pick, -1 = always wrong.
    spread : float or array
        Standard deviation of the options' worth, 0 or more, in any unit.

    Returns
    -------
    float or array
        In the unit of the spread: 0 for one option, for a blind judge and for options that are all alike.

    Raises
    ------
    ValueError
        Naming the argument, the rule and the value, if a rule above is broken or shapes do not broadcast.

    Notes
    -----
    .. math::

        \rho \, \sigma \, m_n

    Examples
    --------
    A million options and no judgment; ten options and some.

    >>> float(selection_gain(1_000_000, 0, 1)), round(float(selection_gain(10, 0.5, 1)), 3)
    (0.0, 0.769)
    """
    n, accuracy, spread = _options(n), check.correlation("accuracy", accuracy), check.at_least_zero("spread", spread)
    check.broadcastable(n=n, accuracy=accuracy, spread=spread)
    return accuracy * spread * expected_best(n)


def overlap_bounds(human: Numeric, machine: Numeric) -> tuple[Any, Any]:
    r"""The least and the most that the scores of two judges of given accuracy can correlate.

    Parameters
    ----------
    human, machine : float or array
        Accuracy of each judge, -1 to 1.

    Returns
    -------
    low, high : float or array
        rho_h rho_m -+ sqrt((1 - rho_h^2)(1 - rho_m^2)): outside, the three correlations would contradict each other.

    Raises
    ------
    ValueError
        If an accuracy is outside -1 to 1, or shapes do not broadcast.

    Notes
    -----
    .. math::

        \rho_h \rho_m \pm \sqrt{(1 - \rho_h^2)(1 - \rho_m^2)}

    Examples
    --------
    Two good judges must agree to some extent.

    >>> [round(float(bound), 3) for bound in overlap_bounds(0.8, 0.8)]
    [0.28, 1.0]
    """
    human, machine = check.correlation("human", human), check.correlation("machine", machine)
    check.broadcastable(human=human, machine=machine)
    product = human * machine
    room = np.sqrt((1 - human) * (1 + human) * (1 - machine) * (1 + machine))
    return np.maximum(product - room, -1.0), np.minimum(product + room, 1.0)


def team_accuracy(human: Numeric, machine: Numeric, overlap: Numeric) -> Any:
    r"""The accuracy of two judges whose scores are combined as well as can be: their multiple correlation.

    sqrt((rho_h^2 + rho_m^2 - 2 rho_h rho_m r) / (1 - r^2)).

    Parameters
    ----------
    human, machine : float or array
        Accuracy of each judge, -1 to 1; not 1 (or -1) for both, for whoever is always right agrees with whoever
        else is, and no overlap is left to be set.
    overlap : float or array
        r, the correlation of the two judges' scores, strictly between -1 and 1 and within `overlap_bounds`.

    Returns
    -------
    float or array
        Up to 1, and never below the better of the two. It equals the machine's accuracy, so that the human adds
        nothing, where rho_h = r rho_m: what the human sees, the machine has seen.

    Raises
    ------
    ValueError
        Naming the argument, the rule and the value; also if the three correlations contradict each other.

    Notes
    -----
    .. math::

        \sqrt{\frac{\rho_h^2 + \rho_m^2 - 2 \rho_h \rho_m r}{1 - r^2}}

    Examples
    --------
    >>> [round(float(team_accuracy(0.3, 0.6, r)), 3) for r in (0, 0.5, 0.7)]
    [0.671, 0.6, 0.623]
    """
    low, high = overlap_bounds(human, machine)
    human, machine = check.correlation("human", human), check.correlation("machine", machine)
    overlap = check.number("overlap", overlap, "strictly between -1 and 1", lambda x: np.abs(x) < 1)
    check.broadcastable(human=human, machine=machine, overlap=overlap)
    perfect = np.logical_and(np.abs(human) == 1, np.abs(machine) == 1)
    if check.is_numeric(perfect) and np.any(perfect):
        raise ValueError(
            "human and machine must not both be perfect (1 or -1): the scores of two perfect judges say the same, so "
            "that no overlap is left to be set, and together they are as accurate as either"
        )
    outside = (overlap < low - 1e-12) | (overlap > high + 1e-12)
    if check.is_numeric(outside) and np.any(outside):
        first = tuple(entry[outside].flat[0] for entry in np.broadcast_arrays(overlap, low, high))
        raise ValueError("overlap must be from {1:.4g} to {2:.4g} for these accuracies; got {0}".format(*first))
    # The formula above, written so that near an overlap of 1 nothing cancels and the better judge is never undercut.
    first = np.abs(human) >= np.abs(machine)
    better: Any = np.where(first, human, machine)
    other: Any = np.where(first, machine, human)
    adds: Any = (other - better * overlap) / np.sqrt((1 - overlap) * (1 + overlap))
    return np.clip(np.sqrt(better * better + adds * adds), np.abs(better), 1.0)


def possible_overlap(human: Numeric, machine: Numeric, overlap: Numeric) -> Any:
    r"""The overlap nearest to the one asked for that two such judges can have, neither counting against itself.

    Two good judges must agree, for both follow the truth. And from the ratio of their accuracies on, the weaker one
    knows nothing of the worth that the stronger does not; a greater overlap would make agreement a reproach.

    Parameters
    ----------
    human, machine : float or array
        Accuracy of each judge, 0 to 1.
    overlap : float or array
        The correlation of their scores that is asked for, -1 to 1.

    Returns
    -------
    float or array
        From the lower of `overlap_bounds` to the ratio of the lesser accuracy to the greater, and below 1.

    Raises
    ------
    ValueError
        Naming the argument, the rule and the value.

    Notes
    -----
    .. math::

        \min\Bigl( \max(r, r_{\min}),\ \frac{\min(\rho_h, \rho_m)}{\max(\rho_h, \rho_m)} \Bigr)

    Examples
    --------
    >>> [round(float(possible_overlap(0.9, 0.8, asked)), 3) for asked in (0, 0.6, 0.95)]
    [0.458, 0.6, 0.889]
    """
    human, machine = check.share("human", human), check.share("machine", machine)
    overlap = check.correlation("overlap", overlap)
    least, _ = overlap_bounds(human, machine)
    better = np.maximum(human, machine)
    most = np.minimum(human, machine) / np.where(better == 0, 1.0, better)
    return np.minimum(np.maximum(overlap, least), np.minimum(most, 1 - 1e-9))


def hit_rate(base_rate: Numeric, selection_ratio: Numeric, accuracy: Numeric) -> Any:
    r"""How many of the chosen are good: P(good given chosen), after Taylor and Russell [2]_.

    True worth and score are jointly normal. The best `base_rate` of all options are good; the `selection_ratio` with
    the highest scores are chosen.

    Parameters
    ----------
    base_rate : float or array
        Share of the options that are good, strictly between 0 and 1.
    selection_ratio : float or array
        Share of the options that are chosen, strictly between 0 and 1; towards 1, everything is.
    accuracy : float or array
        Correlation of score and true worth, -1 to 1; at 0 the chosen are as good as the rest.

    Returns
    -------
    float or array
        A share from 0 to 1. The probability behind it is exact to 1e-11 for accuracies up to .99, to 1e-5 between
        .99 and 1, and exact at 0 and 1; a small selection ratio divides that error.

    Raises
    ------
    ValueError
        Naming the argument, the rule and the value, if a rule above is broken or shapes do not broadcast.

    Notes
    -----
    .. math::

        P(W > w^* \mid S > s^*), \qquad P(W > w^*) = \text{base rate}, \; P(S > s^*) = \text{selection ratio}

    Examples
    --------
    >>> round(float(hit_rate(0.5, 0.2, 0.35)), 4)
    0.6966
    """
    base, chosen = (_inner_share(*pair) for pair in (("base_rate", base_rate), ("selection_ratio", selection_ratio)))
    accuracy = check.correlation("accuracy", accuracy)
    check.broadcastable(base_rate=base, selection_ratio=chosen, accuracy=accuracy)
    both = np.where(accuracy >= 1, np.minimum(base, chosen), _good_and_chosen(base, chosen, accuracy))
    both = np.where(accuracy <= -1, np.maximum(base + chosen - 1, 0.0), both)
    return np.clip(both / chosen, 0, 1)


def _inner_share(name: str, value: Numeric) -> Any:
    return check.number(name, value, "a share strictly between 0 and 1", lambda x: (x > 0) & (x < 1))


def _good_and_chosen(base: Any, chosen: Any, accuracy: Any) -> Any:
    """P(good and chosen): independent, plus the integral over the angle whose sine is the correlation [3]_."""
    g, c, angle = ndtri(base), ndtri(chosen), np.arcsin(accuracy)
    total: Any = 0.0
    for fraction, weight in _angles():
        sine, cosine = np.sin(angle * fraction), np.cos(angle * fraction)
        total = total + weight * np.exp(-(g * g + c * c - 2 * g * c * sine) / (2 * cosine * cosine))
    return base * chosen + angle * total / (2 * np.pi)


@lru_cache
def _angles() -> tuple[tuple[float, float], ...]:
    """Nodes and weights on 0 ... 1, closer towards 1, where the integrand changes fastest if accuracy is near 1."""
    nodes, weights = leggauss(24)
    rest = (1 - nodes) / 2
    return tuple((float(1 - r * r), float(w * r)) for r, w in zip(rest, weights, strict=True))


def sample_picks(n: int, accuracy: float, spread: float, trials: int, seed: int) -> Any:
    """Simulated choices: what the option with the highest score turns out to be worth, again and again.

    Parameters
    ----------
    n : int
        How many options are drawn in each trial, at least 1.
    accuracy, spread : float
        As for `selection_gain`, which is the mean over many trials.
    trials : int
        How many times a choice is made, at least 1.
    seed : int
        The same seed gives the same picks.

    Returns
    -------
    array of shape (trials,)
        True worth of each pick above the average option, in the unit of the spread.

    Raises
    ------
    ValueError
        Naming the argument, the rule and the value.

    Examples
    --------
    >>> sample_picks(10, 1, 1, trials=3, seed=1).round(2).tolist()
    [0.91, 1.29, 0.89]
    """
    n, trials, seed = check.count("n", n), check.count("trials", trials), check.count("seed", seed, least=0)
    accuracy = check.single("accuracy", check.correlation("accuracy", accuracy))
    spread = check.single("spread", check.at_least_zero("spread", spread))
    random = np.random.default_rng(seed)
    return np.array([spread * _pick(random, n, accuracy) for _ in range(trials)])


def _pick(random: np.random.Generator, n: int, accuracy: float) -> Any:
    worth, error = random.standard_normal((2, n))
    score = accuracy * worth + np.sqrt(1 - accuracy**2) * error
    return worth[np.argmax(score)]


def seeded_options(samples: int, options: int, seed: int) -> Any:
    """Samples of options: how each scores, and the part of its worth that no score shows.

    Parameters
    ----------
    samples, options : int
        How many samples, and how many options in each, at least 1.
    seed : int
        The same seed gives the same options.

    Yields
    ------
    scores, rests : array of shape (options,)
        Independent standard normal draws, to two decimals, so that a page need not carry every digit. A judge of
        accuracy rho who gives an option its score finds it worth rho * score + sqrt(1 - rho^2) * rest.

    Raises
    ------
    ValueError
        Naming the argument, the rule and the value.

    Examples
    --------
    >>> [(scores.tolist(), rests.tolist()) for scores, rests in seeded_options(samples=1, options=2, seed=1961)]
    [([0.05, -0.98], [-0.87, 0.33])]
    """
    samples, options = check.count("samples", samples), check.count("options", options)
    for stream in np.random.default_rng(check.count("seed", seed, least=0)).spawn(samples):
        yield np.round(stream.standard_normal(options), 2), np.round(stream.standard_normal(options), 2)


def record_places(scores: Any) -> Any:
    """Which options score above all before them: the pick among the first n is the last of these up to n.

    Parameters
    ----------
    scores : array
        In the order in which the options appear.

    Returns
    -------
    array of int
        Their places, 0 for the first option.

    Examples
    --------
    >>> record_places([0.3, -0.2, 0.3, 1.5, 0.9]).tolist()
    [0, 3]
    """
    return np.flatnonzero(np.diff(np.maximum.accumulate(np.asarray(scores, dtype=float)), prepend=-np.inf))
