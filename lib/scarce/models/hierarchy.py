"""What is left of each occupation's pay when machines take over the exposed part, and how far the ranking moves.

Exposure is not displacement, and a wage is not prestige: the functions say what follows *if* the exposed share of
a job's tasks is automated and the rest is paid by a power of what remains.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from . import _checks as check
from ._checks import Numeric, finite, is_numeric, number, positive, share

#: Words for a rank correlation with today's order, and where each begins.
KEPT, SCRAMBLED, REVERSED = 0.9, 0.2, -0.5


def remaining_value(wage: Numeric, exposure: Numeric, adoption: Numeric, kappa: Numeric) -> Any:
    r"""What an occupation is paid once machines do the exposed part: wage (1 - adoption exposure)^kappa.

    Parameters
    ----------
    wage : array_like
        Pay today, above 0; the result has its unit.
    exposure : array_like
        Share of the occupation's tasks that machines can do, 0 (none) to 1 (all).
    adoption : array_like
        Share of the exposed tasks that they do take over, 0 (nowhere) to 1 (everywhere).
    kappa : array_like
        How pay follows what remains: 0 not at all, 1 in proportion, above 1 the exposed part drags the rest down
        (strong substitutes), below 0 what remains gains (complements; Gans and Goldfarb 2026).

    Returns
    -------
    float or ndarray
        Pay then, in the unit of `wage`, of the broadcast shape.

    Raises
    ------
    ValueError
        For a value outside its range, or where adoption x exposure is 1 while kappa is below 0: nothing
        remains that could gain.

    Notes
    -----
    .. math::

        w \, (1 - a e)^{\kappa}

    Examples
    --------
    >>> float(remaining_value(60_000, exposure=0.5, adoption=1, kappa=2))
    15000.0
    """
    wage, exposure = positive("wage", wage), share("exposure", exposure)
    adoption, kappa = share("adoption", adoption), finite("kappa", kappa)
    check.broadcastable(wage=wage, exposure=exposure, adoption=adoption, kappa=kappa)
    remaining = 1 - adoption * exposure
    if is_numeric(remaining) and is_numeric(kappa) and np.any((remaining == 0) & (kappa < 0)):
        raise ValueError(
            "adoption x exposure must stay below 1 where kappa is below 0, for nothing would remain to gain; got 1"
        )
    with np.errstate(over="ignore"):
        return wage * np.power(remaining, kappa)


def rankdata(values: Numeric) -> Any:
    """Ranks from 1 for the lowest, with the average rank where values tie (as `scipy.stats.rankdata`).

    Parameters
    ----------
    values : array_like, shape (n,)
        Numbers; minus infinity is allowed, NaN is not.

    Returns
    -------
    ndarray, shape (n,)

    Raises
    ------
    ValueError
        For NaN, an empty array, or one of more than one axis.

    Examples
    --------
    >>> rankdata([20, 10, 20]).tolist()
    [2.5, 1.0, 2.5]
    """
    if not is_numeric(values):
        return values.__array_function__(rankdata, (type(values),), (values,), {})
    values = np.atleast_1d(number("values", values, "numbers to be ranked, not NaN", lambda x: ~np.isnan(x)))
    check.vector("values", values, "numbers")
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return ((last - counts + 1 + last) / 2)[place]


def rank_correlation(a: Numeric, b: Numeric, where: Any = True) -> Any:
    r"""Spearman rank correlation: Pearson's correlation of the average ranks [1]_.

    Parameters
    ----------
    a, b : array_like, shape (n,)
        Two measures of the same things, finite.
    where : array_like of bool, optional
        Which of them count; the others may hold anything finite.

    Returns
    -------
    float
        From -1 (the order is reversed) to 1 (it is kept); NaN where one of the two is constant, or nothing counts.

    Raises
    ------
    ValueError
        For shapes that differ or a value that is not finite.

    Notes
    -----
    .. math::

        \rho = \frac{\operatorname{cov}(r_a, r_b)}{\operatorname{sd}(r_a) \operatorname{sd}(r_b)}

    References
    ----------
    .. [1] C. Spearman, "The proof and measurement of association between two things", American Journal of
       Psychology 15 (1904).

    Examples
    --------
    >>> float(rank_correlation([1, 2, 3, 4], [10, 20, 40, 30]))
    0.8
    """
    a, b = finite("a", a), finite("b", b)
    for name, values in (("a", a), ("b", b)):
        check.vector(name, values, "numbers")
    if is_numeric(a) and is_numeric(b) and np.shape(a) != np.shape(b):
        raise ValueError(f"a and b must be of one shape; got {np.shape(a)} and {np.shape(b)}")
    if is_numeric(a) and is_numeric(where) and np.shape(where) not in ((), np.shape(a)):
        raise ValueError(f"where must be of the shape of a, {np.shape(a)}; got {np.shape(where)}")
    counted = np.where(where, 1.0, 0.0) + 0 * a
    # Those left out share the lowest rank, which shifts the others' ranks alike and so changes nothing.
    first = _centred(rankdata(np.where(counted > 0, a, -np.inf)), counted)
    second = _centred(rankdata(np.where(counted > 0, b, -np.inf)), counted)
    spread = np.sqrt(np.sum(first * first) * np.sum(second * second))
    return np.clip(np.sum(first * second) / np.where(spread > 0, spread, np.nan), -1.0, 1.0)


def _centred(ranks: Any, counted: Any) -> Any:
    """Ranks less their mean, and 0 for what does not count."""
    return counted * (ranks - np.sum(counted * ranks) / np.maximum(np.sum(counted), 1.0))


def verdict(rho: Numeric) -> Any:
    """A rank correlation with today's order in one word.

    Parameters
    ----------
    rho : array_like
        From -1 to 1.

    Returns
    -------
    str or ndarray of str
        *kept* from .9 up, *reversed* from -.5 down, *scrambled* between -.2 and .2, else *reshuffled*.

    Raises
    ------
    ValueError
        For a value outside -1 to 1.

    Examples
    --------
    >>> str(verdict(0.636)), str(verdict(-0.073))
    ('reshuffled', 'scrambled')
    """
    rho = number("rho", rho, "a correlation from -1 to 1", lambda x: np.abs(x) <= 1 + 1e-12)
    words = np.select(
        [rho >= KEPT, rho <= REVERSED, np.abs(rho) < SCRAMBLED], ["kept", "reversed", "scrambled"], "reshuffled"
    )
    return words[()] if isinstance(words, np.ndarray) else words


def pay_ratio(values: Numeric) -> float:
    r"""The pay of an occupation near the top over that of one near the bottom: 90th over 10th percentile.

    Parameters
    ----------
    values : array_like, shape (n,)
        Pay of each occupation, 0 or more.

    Returns
    -------
    float
        1 or more.

    Raises
    ------
    ValueError
        For pay that is not a finite number of at least 0, an empty array, or one that is not a list; and where the
        10th percentile is 0, of which nothing is a multiple.

    Notes
    -----
    .. math::

        \frac{P_{90}}{P_{10}}

    Examples
    --------
    >>> pay_ratio(range(1, 102))
    8.272727272727273
    """
    pay = check.vector("values", check.at_least_zero("values", values), "pay, one value an occupation")
    high, low = np.percentile(pay, [90, 10])
    if low == 0:
        raise ValueError("values must have a 10th percentile above 0, to compare the 90th with; got 0.0")
    return float(high / low)
