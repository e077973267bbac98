"""Compounding: growth that feeds on itself, and what it looks like to someone who thinks in straight lines.

Step B9 of the argument: a general-purpose amplifier improves every field at once and feeds back into itself, and
people are surprised. Whether growth speeds up, holds or slows down depends on the feedback phi in dA/dt = g A^(1 +
phi): how much easier, or harder, each step makes the next. Where it has been measured, in research on many
products, ideas get harder to find [1]_; for machines that improve machines it is not known.

References
----------
.. [1] N. Bloom, C. I. Jones, J. Van Reenen and M. Webb, "Are ideas getting harder to find?", American Economic Review
   110 (2020).
.. [2] M. Levy and J. Tasoff, "Exponential-growth bias and lifecycle consumption", Journal of the European Economic
   Association 14 (2016).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from . import _checks as check
from ._checks import Numeric


def doubling_path(years: Numeric, start: Numeric, doubling_years: Numeric) -> Any:
    r"""A quantity that doubles at a steady pace: h_0 2^(t/T).

    Parameters
    ----------
    years : float or array
        t, years from today; before today they are negative.
    start : float or array
        h_0, today's level, above 0, in any unit.
    doubling_years : float or array
        T, years for one doubling, above 0.

    Returns
    -------
    float or array
        In the unit of the start.

    Raises
    ------
    ValueError
        Naming the argument, the rule and the value, if a rule above is broken or shapes do not broadcast.

    Notes
    -----
    .. math::

        h(t) = h_0 \, 2^{t / T}

    Examples
    --------
    Twice as much every seven months: after seven years, twelve doublings.

    >>> round(float(doubling_path(7, 1, 7 / 12)))
    4096
    """
    years, start = check.finite("years", years), check.positive("start", start)
    doubling_years = check.positive("doubling_years", doubling_years)
    check.broadcastable(years=years, start=start, doubling_years=doubling_years)
    with np.errstate(over="ignore"):
        doublings = np.clip(years / doubling_years, -2200.0, 2200.0)
        # In two steps, for the power of two alone may be beyond all numbers where the level is not.
        first = np.floor(doublings / 2)
        return start * np.exp2(first) * np.exp2(doublings - first)


def _growth(rate: Numeric, feedback: Numeric, **others: Any) -> tuple[Any, Any]:
    rate, feedback = check.at_least_zero("rate", rate), check.finite("feedback", feedback)
    check.broadcastable(rate=rate, feedback=feedback, **others)
    return rate, feedback


#: Growth so far (rate times years) is held below this: e to it is beyond all numbers anyway.
_MOST_GROWN = 1e300
#: Feedback that has done less than this to growth so far has done nothing that a number could show.
_NOTHING = 1e-20


def explosion_year(rate: Numeric, feedback: Numeric) -> Any:
    r"""The year in which growth with feedback reaches infinity: t* = 1 / (phi g).

    Parameters
    ----------
    rate, feedback
        As for `feedback_path`.

    Returns
    -------
    float or array
        Years from today; infinite (never) unless both the feedback and the rate are above 0.

    Raises
    ------
    ValueError
        As for `feedback_path`.

    Notes
    -----
    .. math::

        t^* = \frac{1}{\varphi g}

    Examples
    --------
    >>> float(explosion_year(0.2, 0.5)), float(explosion_year(0.2, 0))
    (10.0, inf)
    """
    rate, feedback = _growth(rate, feedback)
    reached = np.logical_and(feedback > 0, rate > 0)
    with np.errstate(over="ignore"):
        year = 1 / np.where(reached, feedback, 1.0) / np.where(reached, rate, 1.0)
    return np.positive(np.where(reached, year, np.inf))


def _used(years: Any, rate: Any, feedback: Any) -> tuple[Any, Any, Any]:
    """Growth so far, how much of the way to infinity that is (below 1, where it is reached), and whether it is."""
    with np.errstate(over="ignore"):
        grown = np.minimum(rate * years, _MOST_GROWN)
        used = np.clip(feedback * grown, -1e308, 1 - 2.0**-53)
    return grown, used, np.logical_and(years > 0, years >= explosion_year(rate, feedback))


def feedback_path(years: Numeric, rate: Numeric, feedback: Numeric) -> Any:
    r"""A level that drives its own growth, dA/dt = g A^(1 + phi) from A = 1: (1 - phi g t)^(-1/phi).

    Parameters
    ----------
    years : float or array
        t, years from today, 0 or more.
    rate : float or array
        g, growth today, 0 or more, continuous: at phi = 0, .2 makes e^.2 = 1.22 in a year.
    feedback : float or array
        phi. 0: steady exponential growth e^(g t). Below 0: each step makes the next one harder, and growth is only
        a power of time (at -1 a straight line). Above 0: each step makes the next one easier, and infinity is
        reached at `explosion_year`.

    Returns
    -------
    float or array
        Relative to today's level; infinite from `explosion_year` on.

    Raises
    ------
    ValueError
        Naming the argument, the rule and the value, if a rule above is broken or shapes do not broadcast.

    Notes
    -----
    .. math::

        \frac{dA}{dt} = g A^{1 + \varphi} \;\Rightarrow\; A(t) = (1 - \varphi g t)^{-1/\varphi}, \qquad A(0) = 1

    Examples
    --------
    >>> [round(float(feedback_path(5, 0.2, phi)), 4) for phi in (-1, 0, 0.5, 1)]
    [2.0, 2.7183, 4.0, inf]
    """
    years = check.at_least_zero("years", years)
    rate, feedback = _growth(rate, feedback, years=years)
    grown, used, reached = _used(years, rate, feedback)
    none = np.abs(used) < _NOTHING
    with np.errstate(over="ignore"):
        bent = -np.log1p(-used) / np.where(none, 1.0, feedback)
        level = np.exp(np.where(none, grown, bent))
    return np.positive(np.where(reached, np.inf, level))


def pace(years: Numeric, rate: Numeric, feedback: Numeric) -> Any:
    r"""How fast a level that drives its own growth is growing by then: g A^phi = g / (1 - phi g t).

    Parameters
    ----------
    years, rate, feedback
        As for `feedback_path`.

    Returns
    -------
    float or array
        Growth a year, continuous, as a share of the level of that year; infinite from `explosion_year` on.

    Raises
    ------
    ValueError
        As for `feedback_path`.

    Notes
    -----
    .. math::

        g A(t)^{\varphi} = \frac{g}{1 - \varphi g t}

    Examples
    --------
    Five years on, growth has halved, held, or doubled.

    >>> [float(pace(5, 0.2, phi)) for phi in (-1, 0, 0.5)]
    [0.1, 0.2, 0.4]
    """
    years = check.at_least_zero("years", years)
    rate, feedback = _growth(rate, feedback, years=years)
    _, used, reached = _used(years, rate, feedback)
    with np.errstate(over="ignore"):
        return np.positive(np.where(reached, np.inf, rate / (1 - used)))


def time_to(level: Numeric, rate: Numeric, feedback: Numeric) -> Any:
    r"""The year in which a level that drives its own growth is reached: (1 - L^(-phi)) / (phi g).

    Parameters
    ----------
    level : float or array
        L, relative to today's, 1 or more.
    rate : float or array
        g, growth today, above 0, continuous.
    feedback : float or array
        phi, as for `feedback_path`, of which this is the inverse.

    Returns
    -------
    float or array
        Years from today.

    Raises
    ------
    ValueError
        Naming the argument, the rule and the value, if a rule above is broken or shapes do not broadcast.

    Notes
    -----
    .. math::

        t(L) = \frac{1 - L^{-\varphi}}{\varphi g}, \qquad \varphi = 0: \; t(L) = \frac{\ln L}{g}

    Examples
    --------
    >>> [round(float(time_to(4, 0.2, phi)), 2) for phi in (-1, 0, 0.5)]
    [15.0, 6.93, 5.0]
    """
    level, rate = check.at_least_one("level", level), check.positive("rate", rate)
    feedback = check.finite("feedback", feedback)
    check.broadcastable(level=level, rate=rate, feedback=feedback)
    grown = np.log(level)
    with np.errstate(over="ignore"):
        used = feedback * grown
        none = np.abs(used) < _NOTHING
        bent = -np.expm1(-used) / np.where(none, 1.0, feedback)
        return np.where(none, grown, bent) / rate


def outlook(years: Numeric, level: Numeric, pace: Numeric, bias: Numeric) -> Any:
    r"""What someone expects who knows level and pace exactly, and overlooks a part of compounding.

    With x = pace times years, A (e^((1 - theta) x) + theta x): what `perceived_path` tends to as its periods get short.

    Parameters
    ----------
    years : float or array
        t, years from the day of the forecast, 0 or more.
    level : float or array
        A, the level on that day, above 0.
    pace : float or array
        Growth a year on that day, 0 or more, continuous; see `pace`.
    bias : float or array
        theta, how much of growth is seen as a straight line: at 1 the forecast is the tangent, which is right where
        each step makes the next harder by just as much (phi = -1); at 0 it goes on at the same pace, which is right
        where phi = 0.

    Returns
    -------
    float or array
        In the unit of the level.

    Raises
    ------
    ValueError
        Naming the argument, the rule and the value, if a rule above is broken or shapes do not broadcast.

    Notes
    -----
    .. math::

        A \left( e^{(1 - \theta) x} + \theta x \right), \qquad x = \mathrm{pace} \cdot t

    Examples
    --------
    >>> [round(float(outlook(10, 1, 0.3, theta)), 2) for theta in (0, 0.5, 1)]
    [20.09, 5.98, 4.0]
    """
    years, level = check.at_least_zero("years", years), check.positive("level", level)
    pace, bias = check.at_least_zero("pace", pace), check.share("bias", bias)
    check.broadcastable(years=years, level=level, pace=pace, bias=bias)
    with np.errstate(over="ignore"):
        # In two halves, for the power alone may be beyond all numbers where the level is not.
        half = np.exp((1 - bias) * pace * years / 2)
        return level * half * half + level * (bias * pace * years)


def perceived_path(years: Numeric, annual_rate: Numeric, bias: Numeric) -> Any:
    r"""What growth looks like to someone who overlooks a part of compounding: (1 + (1 - theta) i)^t + theta i t.

    Parameters
    ----------
    years : float or array
        t, years from today, 0 or more.
    annual_rate : float or array
        i, true growth per year, above -1; .3 = +30 % a year.
    bias : float or array
        theta, how much of growth is seen as a straight line: 0 = none of it (compound growth), 1 = all of it.

    Returns
    -------
    float or array
        Relative to today's level: 0 or more. Where a loss seen as a straight line would go below nothing, it stops
        at 0.

    Raises
    ------
    ValueError
        Naming the argument, the rule and the value, if a rule above is broken or shapes do not broadcast.

    Notes
    -----
    .. math::

        \max \bigl( 0, \; (1 + (1 - \theta) i)^t + \theta i t \bigr)

    A definition of our own, part compound and part simple interest, in the spirit of Levy and Tasoff [2]_, whose
    abstract speaks of agents that "partially neglect compounding" and of a fully biased type. Their equation we could
    not see, so no claim is made that this is it.

    Examples
    --------
    Ten years at 30 %: nearly fourteen times today's level, or four times.

    >>> [round(float(perceived_path(10, 0.3, theta)), 2) for theta in (0, 0.5, 1)]
    [13.79, 5.55, 4.0]
    """
    years, annual_rate = check.at_least_zero("years", years), check.growth_rate("annual_rate", annual_rate)
    bias = check.share("bias", bias)
    check.broadcastable(years=years, annual_rate=annual_rate, bias=bias)
    with np.errstate(over="ignore"):
        return np.maximum(0.0, (1 + (1 - bias) * annual_rate) ** years + bias * annual_rate * years)
