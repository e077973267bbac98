"""Excellence: what skill still earns when a certain quality is free for everybody.

Steps B4 and B7 of the argument. Skill is normally distributed and measured in its standard deviations, with 0 for
the average person today. A tool gives everybody quality b for nothing. Then there are two readings. If what is free
becomes the price, a person earns only what goes beyond it: premium max(0, s - b). If the tool lifts everyone and
quality is paid as before, a person delivers max(s, b). The first shrinks what skill earns and leaves it to few; the
second makes people more alike, which is what has been measured so far.

References
----------
.. [1] "Unit normal loss function", PlanetMath, planetmath.org/unitnormallossfunction.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from . import _checks as check
from ._checks import Numeric
from ._normal import density, ndtr, ndtri


def premium(skill: Numeric, b: Numeric) -> Any:
    r"""What a person earns beyond what is free: max(0, s - b).

    Parameters
    ----------
    skill : float or array
        s, in standard deviations above today's average.
    b : float or array
        Quality that is free, on the same scale.

    Returns
    -------
    float or array
        In standard deviations of skill, 0 or more.

    Raises
    ------
    ValueError
        If an argument is not finite, or shapes do not broadcast.

    Notes
    -----
    .. math::

        \max(0, s - b)

    Examples
    --------
    >>> [float(premium(skill, 1)) for skill in (-1, 1, 2.5)]
    [0.0, 0.0, 1.5]
    """
    skill, b = check.finite("skill", skill), check.finite("b", b)
    check.broadcastable(skill=skill, b=b)
    return np.maximum(0.0, skill - b)


def lifted_quality(skill: Numeric, b: Numeric) -> Any:
    r"""What a person delivers with the tool in hand: max(s, b).

    Parameters
    ----------
    skill, b
        As for `premium`.

    Returns
    -------
    float or array
        In standard deviations of skill. Its mean over all people is ``b + mean_premium(b)``.

    Raises
    ------
    ValueError
        As for `premium`.

    Notes
    -----
    .. math::

        \max(s, b)

    Examples
    --------
    >>> [float(lifted_quality(skill, 1)) for skill in (-1, 1, 2.5)]
    [1.0, 1.0, 2.5]
    """
    skill, b = check.finite("skill", skill), check.finite("b", b)
    check.broadcastable(skill=skill, b=b)
    return np.maximum(skill, b)


def priced_out(b: Numeric) -> Any:
    r"""Share of people whose work is no better than what is free: Phi(b).

    Parameters
    ----------
    b : float or array
        Quality that is free, in standard deviations of skill above the average.

    Returns
    -------
    float or array
        0 to 1; one half where the average person's quality is free.

    Raises
    ------
    ValueError
        If b is not finite.

    Notes
    -----
    .. math::

        \Phi(b)

    Examples
    --------
    >>> [round(float(priced_out(b)), 3) for b in (-1, 0, 2)]
    [0.159, 0.5, 0.977]
    """
    return ndtr(check.finite("b", b))


def mean_premium(b: Numeric) -> Any:
    r"""The premium of all people on average: the unit normal loss L(b) = phi(b) - b (1 - Phi(b)) [1]_.

    Parameters
    ----------
    b : float or array
        Quality that is free, in standard deviations of skill above the average.

    Returns
    -------
    float or array
        In standard deviations of skill; it falls as b rises, from about -b far below the average towards 0.

    Raises
    ------
    ValueError
        If b is not finite.

    Notes
    -----
    .. math::

        L(b) = \varphi(b) - b \, (1 - \Phi(b))

    Examples
    --------
    >>> [round(float(mean_premium(b)), 5) for b in (0, 1, 2)]
    [0.39894, 0.08332, 0.00849]
    """
    b = check.finite("b", b)
    with np.errstate(over="ignore"):
        return np.maximum(0.0, density(b) - b * ndtr(-b))


def top_premium_share(b: Numeric, top: Numeric) -> Any:
    r"""Share of all premiums that goes to the most skilled: with z = Phi^-1(1 - top), (phi(z) - top b) / L(b).

    Parameters
    ----------
    b : float or array
        Quality that is free, in standard deviations of skill above the average, up to 30: beyond, no premium that a
        computer's numbers could hold is left to be shared.
    top : float or array
        How many people count as the top, as a share of all, 0 to 1.

    Returns
    -------
    float or array
        0 to 1; 1 once b is above z, so that only the top still earn a premium.

    Raises
    ------
    ValueError
        Naming the argument, the rule and the value, if a rule above is broken or shapes do not broadcast.

    Notes
    -----
    .. math::

        \frac{\varphi(z) - \text{top} \cdot b}{L(b)} \ \text{for}\ b \le z, \ \text{else}\ 1,
        \qquad z = \Phi^{-1}(1 - \text{top})

    Examples
    --------
    The top hundredth.

    >>> [round(float(top_premium_share(b, 0.01)), 4) for b in (0, 1, 2)]
    [0.0668, 0.1999, 0.7835]
    """
    b = check.number("b", b, "a finite number up to 30", lambda x: np.isfinite(x) & (x <= 30))
    top = check.share("top", top)
    check.broadcastable(b=b, top=top)
    z = -ndtri(top)
    held = np.where(b <= z, b, 0.0)
    kept = (density(z) - top * held) / mean_premium(held)
    return np.positive(np.where(b <= z, np.clip(kept, 0.0, 1.0), 1.0))
