"""Purpose: what happens to people when tasks and purposes do not grow as fast as machines take over execution.

Steps A5 and A7-A9 of the argument. A unit of output takes one task and one purpose. Today's workforce, which is 1,
makes one unit: a share of that work leads purposes, the rest executes tasks, and machines take over a share of the
executing. All quantities are indices, 1 today, and output is the smallest of the tasks, the purposes and what the whole
workforce could do: tasks and purposes rise together, or people are displaced. Over the years both grow evenly, and
each year machines take over the same share of the executing that is left.

Beside it stands Acemoglu's estimate [2]_ of how much machines add to productivity within ten years.

References
----------
.. [1] D. Acemoglu and P. Restrepo, "Automation and new tasks: how technology displaces and reinstates labor", Journal
   of Economic Perspectives 33 (2019).
.. [2] D. Acemoglu, "The simple macroeconomics of AI", NBER working paper 32487 (2024).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from . import _checks as check
from ._checks import Numeric

#: The corners of the map of tasks and purposes, as `corner` names them.
CORNERS = ("stagnation", "displacement", "idealism", "abundance")


def labour_per_unit(automated: Numeric, leading_share: Numeric) -> Any:
    r"""Human work that a unit of output takes: 1 - a (1 - pi).

    Parameters
    ----------
    automated : float or array
        a, share of execution done by machines, 0 (none) to 1 (all).
    leading_share : float or array
        pi, share of today's human work that leads purposes rather than executes, 0 to 1.

    Returns
    -------
    float or array
        Relative to today's: 1 without machines, pi when they execute everything.

    Raises
    ------
    ValueError
        If a share is outside 0 to 1, or shapes do not broadcast.

    Notes
    -----
    .. math::

        1 - a (1 - \pi)

    Examples
    --------
    >>> round(float(labour_per_unit(0.8, 0.2)), 2)
    0.36
    """
    automated, leading = check.share("automated", automated), check.share("leading_share", leading_share)
    check.broadcastable(automated=automated, leading_share=leading)
    # The same as 1 - a (1 - pi), and exact at both ends.
    return (1 - automated) + automated * leading


def full_employment_output(automated: Numeric, leading_share: Numeric) -> Any:
    r"""Output at which the whole workforce is needed: q* = 1 / (1 - a (1 - pi)).

    Parameters
    ----------
    automated, leading_share
        As for `labour_per_unit`.

    Returns
    -------
    float or array
        Relative to today's output: 1 without machines, 1/pi when they execute everything, infinite when
        moreover no one leads.

    Raises
    ------
    ValueError
        As for `labour_per_unit`.

    Notes
    -----
    .. math::

        q^* = \frac{1}{1 - a (1 - \pi)}

    Examples
    --------
    >>> round(float(full_employment_output(0.8, 0.2)), 4)
    2.7778
    """
    with np.errstate(divide="ignore", over="ignore"):
        return np.divide(1.0, labour_per_unit(automated, leading_share))


def _amounts(tasks: Numeric, purposes: Numeric, automated: Numeric = 0, leading_share: Numeric = 0) -> tuple[Any, Any]:
    """Tasks and purposes, once they are amounts and go together with the shares."""
    tasks, purposes = check.at_least_zero("tasks", tasks), check.at_least_zero("purposes", purposes)
    automated, leading = check.share("automated", automated), check.share("leading_share", leading_share)
    check.broadcastable(tasks=tasks, purposes=purposes, automated=automated, leading_share=leading)
    return tasks, purposes


def realised_output(tasks: Numeric, purposes: Numeric, automated: Numeric, leading_share: Numeric) -> Any:
    r"""Output: the smallest of tasks, purposes and what the whole workforce could do, min(T, P, q*).

    Parameters
    ----------
    tasks, purposes : float or array
        Tasks and purposes available, 0 or more; 1 is today's amount of each.
    automated, leading_share
        As for `labour_per_unit`.

    Returns
    -------
    float or array
        Relative to today's output.

    Raises
    ------
    ValueError
        Naming the argument, the rule and the value, if a rule above is broken or shapes do not broadcast.

    Notes
    -----
    .. math::

        q = \min(T, P, q^*)

    Examples
    --------
    Eight times the tasks and no more purposes: output stands still.

    >>> float(realised_output(8, 1, 0.8, 0.2))
    1.0
    """
    tasks, purposes = _amounts(tasks, purposes, automated, leading_share)
    return np.minimum(np.minimum(tasks, purposes), full_employment_output(automated, leading_share))


def displaced_share(tasks: Numeric, purposes: Numeric, automated: Numeric, leading_share: Numeric) -> Any:
    r"""Share of the workforce that is not needed: max(0, 1 - q (1 - a (1 - pi))).

    Parameters
    ----------
    tasks, purposes, automated, leading_share
        As for `realised_output`.

    Returns
    -------
    float or array
        0 to 1; 0 exactly where tasks and purposes both reach `full_employment_output`.

    Raises
    ------
    ValueError
        As for `realised_output`.

    Notes
    -----
    .. math::

        \max \bigl( 0, 1 - q \, (1 - a (1 - \pi)) \bigr)

    Examples
    --------
    >>> round(float(displaced_share(8, 1, 0.8, 0.2)), 2)
    0.64
    """
    tasks, purposes = _amounts(tasks, purposes, automated, leading_share)
    output = np.minimum(tasks, purposes)
    enough = output >= full_employment_output(automated, leading_share)
    held = np.where(enough, 0.0, output)
    return np.positive(np.where(enough, 0.0, np.maximum(0.0, 1 - held * labour_per_unit(automated, leading_share))))


def surplus(tasks: Numeric, purposes: Numeric) -> Any:
    r"""Tasks less purposes: above 0, tasks without purpose (displacement); below 0, purposes without tasks (idealism).

    Parameters
    ----------
    tasks, purposes : float or array
        As for `realised_output`.

    Returns
    -------
    float or array
        In units of today's amount of each.

    Raises
    ------
    ValueError
        If an amount is below 0 or not finite, or shapes do not broadcast.

    Notes
    -----
    .. math::

        T - P

    Examples
    --------
    >>> float(surplus(8, 1)), float(surplus(1, 3))
    (7.0, -2.0)
    """
    tasks, purposes = _amounts(tasks, purposes)
    return tasks - purposes


def corner(tasks: Numeric, purposes: Numeric, automated: Numeric, leading_share: Numeric) -> Any:
    """Which corner of the map this is: whether tasks, and whether purposes, suffice to employ everybody.

    Parameters
    ----------
    tasks, purposes, automated, leading_share
        As for `realised_output`.

    Returns
    -------
    str or array of str
        One of `CORNERS`: ``abundance`` if both reach `full_employment_output`, ``displacement`` if only tasks do,
        ``idealism`` if only purposes do, ``stagnation`` if neither does.

    Raises
    ------
    ValueError
        As for `realised_output`.

    Examples
    --------
    >>> [str(corner(tasks, purposes, 0.8, 0.2)) for tasks, purposes in ((1, 1), (8, 1), (1, 8), (8, 8))]
    ['stagnation', 'displacement', 'idealism', 'abundance']
    """
    tasks, purposes = _amounts(tasks, purposes, automated, leading_share)
    enough = full_employment_output(automated, leading_share)
    stagnation, displacement, idealism, abundance = CORNERS
    with_tasks = np.where(purposes >= enough, abundance, displacement)
    without = np.where(purposes >= enough, idealism, stagnation)
    name = np.where(tasks >= enough, with_tasks, without)
    return name[()] if check.is_numeric(name) else name


def automated_share(years: Numeric, pace: Numeric) -> Any:
    r"""Share of execution done by machines after so many years: 1 - (1 - r)^t.

    Parameters
    ----------
    years : float or array
        Years from today, 0 or more.
    pace : float or array
        r, share of the executing still done by people that machines take over each year, 0 to 1.

    Returns
    -------
    float or array
        0 today; it nears 1 and, rounding aside, reaches it only at a pace of 1.

    Raises
    ------
    ValueError
        If years are below 0 or not finite, the pace is outside 0 to 1, or shapes do not broadcast.

    Notes
    -----
    .. math::

        1 - (1 - r)^t

    Examples
    --------
    >>> round(float(automated_share(10, 0.15)), 4)
    0.8031
    """
    years, pace = check.at_least_zero("years", years), check.share("pace", pace)
    check.broadcastable(years=years, pace=pace)
    left = years * np.log1p(-np.where(pace == 1, 0.0, pace))
    return np.positive(np.where(np.logical_and(pace == 1, years > 0), 1.0, -np.expm1(left)))


def amount_after(years: Numeric, growth: Numeric, most: Numeric = np.inf) -> Any:
    r"""Tasks or purposes after so many years, growing evenly until no more are wanted: min((1 + g)^t, most).

    Parameters
    ----------
    years : float or array
        Years from today, 0 or more.
    growth : float or array
        g, growth a year, above -1.
    most : float or array, optional
        The most that is ever wanted, 1 (today's amount) or more; infinite: there is no limit.

    Returns
    -------
    float or array
        As an index, 1 today.

    Raises
    ------
    ValueError
        If an argument breaks a rule above, or shapes do not broadcast.

    Notes
    -----
    .. math::

        \min \bigl( (1 + g)^t, \text{most} \bigr)

    Examples
    --------
    >>> round(float(amount_after(10, 0.23)), 2), float(amount_after(10, 0.23, most=2))
    (7.93, 2.0)
    """
    years, growth = check.at_least_zero("years", years), check.growth_rate("growth", growth)
    most = check.number("most", most, "at least 1, today's amount (infinity is allowed)", lambda x: x >= 1)
    check.broadcastable(years=years, growth=growth, most=most)
    with np.errstate(over="ignore"):
        return np.minimum(np.exp(years * np.log1p(growth)), most)


def growth_to(years: Numeric, amount: Numeric) -> Any:
    r"""The even growth a year that leads to an amount: the inverse of `amount_after` without a limit.

    Parameters
    ----------
    years : float or array
        Years from today, above 0.
    amount : float or array
        The amount then, above 0; 1 is today's.

    Returns
    -------
    float or array
        Per year: 0.1 is +10 %.

    Raises
    ------
    ValueError
        If an argument is not a finite number above 0, or shapes do not broadcast.

    Notes
    -----
    .. math::

        x^{1/t} - 1

    Examples
    --------
    >>> round(float(growth_to(10, 8)), 4)
    0.2311

    How fast tasks and purposes must both grow for full employment after one year, and after ten:

    >>> [round(float(growth_to(t, full_employment_output(automated_share(t, 0.15), 0.2))), 4) for t in (1, 10)]
    [0.1364, 0.1083]
    """
    years, amount = check.positive("years", years), check.positive("amount", amount)
    check.broadcastable(years=years, amount=amount)
    with np.errstate(over="ignore"):
        return np.expm1(np.log(amount) / years)


def productivity_gain(exposed: Numeric, profitable: Numeric, labour_saving: Numeric, labour_share: Numeric) -> Any:
    r"""What machines add to total factor productivity in ten years, after Acemoglu [2]_: the product of four shares.

    Parameters
    ----------
    exposed : float or array
        Share of all tasks that is exposed, 0 to 1.
    profitable : float or array
        Share of the exposed tasks in which machines pay within the ten years, 0 to 1.
    labour_saving : float or array
        Share of the labour cost of such a task that is saved, 0 to 1.
    labour_share : float or array
        Share of labour in the cost of such a task, 0 to 1.

    Returns
    -------
    float or array
        Over the ten years together: .01 = 1 %.

    Raises
    ------
    ValueError
        If a share is outside 0 to 1, or shapes do not broadcast.

    Notes
    -----
    .. math::

        \text{exposed} \times \text{profitable} \times \text{labour saving} \times \text{labour share}

    Examples
    --------
    4.6 % of all tasks are exposed and pay, 27 % of labour cost is saved, labour is 53.5 % of cost.

    >>> round(float(productivity_gain(0.046, 1, 0.27, 0.535)), 4)
    0.0066
    """
    names = ("exposed", "profitable", "labour_saving", "labour_share")
    given = (exposed, profitable, labour_saving, labour_share)
    shares = {name: check.share(name, value) for name, value in zip(names, given, strict=True)}
    check.broadcastable(**shares)
    return shares["exposed"] * shares["profitable"] * shares["labour_saving"] * shares["labour_share"]
