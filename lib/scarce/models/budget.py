"""The budget: one amount of time, spent on finding options or on judging those there are.

Steps A10 and B10 of the argument, where the two essays part: the first holds good ideas scarce, the second holds ideas
abundant and choosing scarce. Here both cost hours. An option costs its price; a look at an option costs one hour and
says something about its worth, and a second look says more, though less than twice as much [1]_ [2]_. What is picked in
the end is worth `scarce.models.judgment.selection_gain`.

References
----------
.. [1] C. Spearman, "Correlation calculated from faulty data", British Journal of Psychology 3 (1910).
.. [2] W. Brown, "Some experimental results in the correlation of mental abilities", British Journal of Psychology 3
   (1910).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from . import _checks as check
from ._checks import Numeric
from .judgment import MOST_OPTIONS, selection_gain


def repeated_accuracy(accuracy: Numeric, looks: Numeric) -> Any:
    r"""How closely the mean of several looks follows true worth.

    Parameters
    ----------
    accuracy : float or array
        Correlation of one look with true worth, 0 up to but not including 1.
    looks : float or array
        How many looks are averaged, 0 or more; a part of a look is a hastier one.

    Returns
    -------
    float or array
        0 without a look, `accuracy` after one, towards 1 as looks go on, if their errors have nothing in common.

    Raises
    ------
    ValueError
        Naming the argument, the rule and the value, if a rule above is broken or shapes do not broadcast.

    Notes
    -----
    The formula of Spearman [1]_ and Brown [2]_ for a reliability, which the square of an accuracy is:

    .. math::

        \rho_k = \sqrt{\frac{k \rho^2}{1 + (k - 1) \rho^2}}

    Examples
    --------
    >>> [round(float(repeated_accuracy(0.3, looks)), 3) for looks in (0, 1, 4, 100)]
    [0.0, 0.3, 0.532, 0.953]
    """
    accuracy = check.number("accuracy", accuracy, "from 0 up to but not including 1", lambda r: (r >= 0) & (r < 1))
    looks = check.at_least_zero("looks", looks)
    check.broadcastable(accuracy=accuracy, looks=looks)
    # (1 - rho)(1 + rho) keeps the digits that 1 - rho^2 loses near an accuracy of 1.
    spread = (1 - accuracy) * (1 + accuracy) + looks * accuracy * accuracy
    return np.minimum(1.0, accuracy * np.sqrt(looks / spread))


def _split(share: Numeric, budget: Numeric, price: Numeric) -> tuple[Any, Any, Any]:
    """The three, once they make a split."""
    share, budget, price = check.share("share", share), check.positive("budget", budget), check.positive("price", price)
    check.broadcastable(share=share, budget=budget, price=price)
    return share, budget, price


def options_found(share: Numeric, budget: Numeric, price: Numeric) -> Any:
    r"""How many options part of a budget brings.

    Parameters
    ----------
    share : float or array
        Share of the budget that goes to finding options, 0 to 1; the rest goes to judging them.
    budget : float or array
        In hours, above 0.
    price : float or array
        What an option costs, in hours, above 0.

    Returns
    -------
    float or array
        At least 1, for something always comes to mind, and at most a million; parts of an option are averages.

    Raises
    ------
    ValueError
        Naming the argument, the rule and the value, if a rule above is broken or shapes do not broadcast.

    Notes
    -----
    .. math::

        N = \max\!\left(1, \frac{s B}{c}\right)

    Examples
    --------
    >>> [float(options_found(share, 100, 2)) for share in (0, 0.5, 1)]
    [1.0, 25.0, 50.0]
    """
    share, budget, price = _split(share, budget, price)
    with np.errstate(over="ignore"):
        return np.clip(share * budget / price, 1.0, float(MOST_OPTIONS))


def looks_each(share: Numeric, budget: Numeric, price: Numeric) -> Any:
    r"""How many looks each option gets from the rest of the budget, at one hour a look.

    Parameters
    ----------
    share, budget, price : float or array
        As for `options_found`.

    Returns
    -------
    float or array
        0 or more.

    Raises
    ------
    ValueError
        As for `options_found`.

    Notes
    -----
    .. math::

        k = \frac{(1 - s) B}{N}

    Examples
    --------
    >>> [round(float(looks_each(share, 100, 2)), 2) for share in (0, 0.5, 1)]
    [100.0, 2.0, 0.0]
    """
    share, budget, price = _split(share, budget, price)
    return (1 - share) * budget / options_found(share, budget, price)


def split_gain(share: Numeric, budget: Numeric, price: Numeric, accuracy: Numeric) -> Any:
    r"""What the pick is worth above the average option, in standard deviations of worth, after such a split.

    Parameters
    ----------
    share, budget, price : float or array
        As for `options_found`.
    accuracy : float or array
        Accuracy of one look, 0 up to but not including 1.

    Returns
    -------
    float or array
        0 at both ends: with nothing to choose from, and with nothing looked at.

    Raises
    ------
    ValueError
        Naming the argument, the rule and the value, if a rule above is broken or shapes do not broadcast.

    Notes
    -----
    .. math::

        \rho_k \, m_N, \qquad N = \max\!\left(1, \frac{s B}{c}\right), \quad k = \frac{(1 - s) B}{N}

    Examples
    --------
    >>> [round(float(split_gain(share, 100, 1, 0.3)), 2) for share in (0, 0.11, 0.5, 1)]
    [0.0, 1.06, 0.67, 0.0]
    """
    looks = looks_each(share, budget, price)
    return selection_gain(options_found(share, budget, price), repeated_accuracy(accuracy, looks), 1.0)
