"""Which middle? Three ways to cut the occupations: by preparation, by layer, by pay."""

from __future__ import annotations

from typing import Any

import numpy as np

from . import _checks as check
from ._checks import Numeric, positive, share

#: The layers of a firm as the second essay has them, of those who direct, those who translate and those who do.
LAYERS = ("managers", "desk", "hands-on")
#: From this physical share on an occupation counts as hands-on.
HANDS_ON = 0.2
#: O*NET's job zones are 1 to so many.
ZONES = 5
#: The classification's major group of managers.
MANAGERS = "11-"


def layer(soc: Any, physical_share: Numeric) -> Any:
    """The layer of each occupation.

    Parameters
    ----------
    soc : array_like of str
        Codes of the Standard Occupational Classification.
    physical_share : array_like
        Share of the work that is physical, 0 to 1.

    Returns
    -------
    ndarray of str
        *managers* by their code; of the others *hands-on* from a physical share of .2 up, else *desk*.

    Raises
    ------
    ValueError
        For a share outside 0 to 1, or codes and shares of unlike lengths.

    Examples
    --------
    >>> layer(["11-1011", "23-1011", "47-2111"], [0.0, 0.0, 0.5]).tolist()
    ['managers', 'desk', 'hands-on']
    """
    codes, physical = np.asarray(soc, dtype=str), share("physical_share", physical_share)
    check.broadcastable(soc=codes, physical_share=physical)
    manager, hands = np.char.startswith(codes, MANAGERS), physical >= HANDS_ON
    return np.where(manager, LAYERS[0], np.where(hands, LAYERS[2], LAYERS[1]))


def job_zone(preparation: Numeric) -> Any:
    """O*NET's job zone as a whole number: merged codes have means in between, halves go to the even zone.

    Parameters
    ----------
    preparation : array_like
        From 1 (little or none) to 5 (extensive).

    Returns
    -------
    ndarray of int, or int

    Raises
    ------
    ValueError
        For a value outside 1 to 5.

    Examples
    --------
    >>> job_zone([1, 3.5, 4.4]).tolist()
    [1, 4, 4]
    """
    zones = check.number("preparation", preparation, "a job zone from 1 to 5", lambda x: (x >= 1) & (x <= ZONES))
    return np.round(zones).astype(int)


def wage_decile(wage: Numeric) -> Any:
    """The tenth of the occupations that each belongs to by pay, 1 for the lowest paid.

    Occupations count alike, whatever their number of jobs.

    Parameters
    ----------
    wage : array_like, shape (n,)
        Pay of each occupation, above 0.

    Returns
    -------
    ndarray of int, shape (n,)
        1 to 10.

    Raises
    ------
    ValueError
        For pay that is not a finite number above 0, an empty array, or one that is not a list.

    Examples
    --------
    >>> wage_decile(range(10, 210, 10)).tolist()
    [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10]
    """
    wage = check.vector("wage", positive("wage", wage), "pay, one value an occupation")
    order = np.argsort(np.argsort(wage, kind="stable"), kind="stable")
    return (10 * order // len(wage) + 1).astype(int)


def group_means(values: Numeric, groups: Any, order: Any) -> Any:
    """The mean of the known values in each group, in this order; NaN for a group without one.

    Parameters
    ----------
    values : array_like, shape (n,)
        Finite numbers; NaN where a value is not known.
    groups : array_like, shape (n,)
        The group of each.
    order : sequence
        The groups that are asked for.

    Returns
    -------
    ndarray of float
        One mean for each group of `order`.

    Raises
    ------
    ValueError
        For values that are infinite, or lists of unlike lengths.

    Examples
    --------
    >>> group_means([1, 3, float("nan"), 5], ["a", "a", "b", "b"], ["a", "b"]).tolist()
    [2.0, 5.0]
    """
    values = check.number("values", values, "finite numbers, or NaN where one is not known", lambda x: ~np.isinf(x))
    groups, order = np.asarray(groups), np.asarray(order)
    for name, given in (("values", values), ("groups", groups), ("order", order)):
        check.vector(name, given, {"values": "numbers"}.get(name, "groups"))
    check.same_length(values=values, groups=groups)
    known = [values[(groups == group) & ~np.isnan(values)] for group in order]
    return np.array([np.mean(each) if len(each) else np.nan for each in known])


def thirds(count: int, *, wide: bool) -> Any:
    """For each of so many groups, from the bottom up: 0 below the middle, 1 in it, 2 above it.

    Wide, the middle is all but the two ends; else it is the innermost group, or two of an even number.

    Raises
    ------
    ValueError
        For fewer than three groups.

    Examples
    --------
    >>> thirds(5, wide=True).tolist(), thirds(5, wide=False).tolist(), thirds(10, wide=False).tolist()
    ([0, 1, 1, 1, 2], [0, 0, 1, 2, 2], [0, 0, 0, 0, 1, 1, 2, 2, 2, 2])
    """
    count = check.count("count", count, least=3)
    end = 1 if wide else (count - 1) // 2
    return np.repeat([0, 1, 2], [end, count - 2 * end, end])


def hump(bottom: Numeric, middle: Numeric, top: Numeric) -> Any:
    r"""How far the middle stands above both ends: above 0 a hump, below 0 one end stands higher.

    Parameters
    ----------
    bottom, middle, top : array_like
        Shares of work, 0 to 1.

    Returns
    -------
    ndarray or float
        From -1 to 1.

    Raises
    ------
    ValueError
        For a share outside 0 to 1, or shapes that do not broadcast.

    Notes
    -----
    .. math::

        m - \max(b, t)

    Examples
    --------
    >>> hump([0.25, 0.25], [0.75, 0.5], [0.5, 0.75]).tolist()
    [0.25, -0.25]
    """
    bottom, middle, top = share("bottom", bottom), share("middle", middle), share("top", top)
    check.broadcastable(bottom=bottom, middle=middle, top=top)
    return middle - np.maximum(bottom, top)
