"""Feedback: how fast a loop of doing and waiting can turn, and how much review it takes to use what agents make.

Steps A2f and A4 of the argument. A work loop does something and then waits for feedback. Doing can be sped up; of the
waiting a part cannot, because a deployment, a customer or a season takes its time. And where a person must look at a
share of the results, many agents in parallel produce no more than that person can review.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from . import _checks as check
from ._checks import Numeric
from .bottleneck import by_parts


def loop_speedup(f: Numeric, s: Numeric) -> Any:
    r"""How much faster the whole loop turns when the doing in it is sped up: 1 / (f + (1 - f)/s).

    This is Amdahl's law for the part that is not feedback; see `scarce.models.bottleneck.amdahl_speedup`.

    Parameters
    ----------
    f : float or array
        Share of the loop's time today that is feedback which no one can hurry, 0 to 1.
    s : float or array
        Speed-up of the doing, above 0; may be infinite.

    Returns
    -------
    float or array
        A ratio, 1 = no gain. Never above 1/f: with nothing to wait for it is s, with nothing but waiting it is 1.

    Raises
    ------
    ValueError
        If the share is outside 0 to 1, the speed-up is not above 0, or shapes do not broadcast.

    Notes
    -----
    .. math::

        \frac{1}{f + (1 - f)/s} \le \frac{1}{f}

    Examples
    --------
    A tenth of the time is waiting: however fast the doing, the loop turns at most ten times as fast.

    >>> [round(float(loop_speedup(0.1, s)), 2) for s in (2, 10, float("inf"))]
    [1.82, 5.26, 10.0]
    """
    f = check.share("f", f)
    s = check.number("s", s, "above 0 (infinity is allowed)", lambda x: x > 0)
    check.broadcastable(f=f, s=s)
    return by_parts(f, 1 - f, s)


def review_limit(review_share: Numeric, reviews: Numeric) -> Any:
    r"""Results a day that people can let through, however many are made: R / v.

    Parameters
    ----------
    review_share : float or array
        v, share of the results that a person must review, 0 (none) to 1 (all).
    reviews : float or array
        R, how many results a day people can review, 0 or more.

    Returns
    -------
    float or array
        Results a day; infinite where no person need look, which asks for no reviewer either.

    Raises
    ------
    ValueError
        Naming the argument, the rule and the value, if a rule above is broken or shapes do not broadcast.

    Notes
    -----
    .. math::

        \frac{R}{v}

    Examples
    --------
    To look at half of what is made is to let twice as much through.

    >>> review_limit([1, 0.5, 0], 10).tolist()
    [10.0, 20.0, inf]
    """
    review_share, reviews = check.share("review_share", review_share), check.at_least_zero("reviews", reviews)
    check.broadcastable(review_share=review_share, reviews=reviews)
    with np.errstate(over="ignore"):
        reviewable = reviews / np.where(review_share == 0, 1.0, review_share)
    return np.positive(np.where(review_share == 0, np.inf, reviewable))


def reviewed_throughput(agents: Numeric, rate: Numeric, review_share: Numeric, reviews: Numeric) -> Any:
    r"""Results a day that are used, when a share of them must first be reviewed: min(k rate, R / v).

    Parameters
    ----------
    agents : float or array
        k, how many agents work in parallel, 0 or more.
    rate : float or array
        Results a day of each agent, 0 or more.
    review_share : float or array
        v, share of the results that a person must review, 0 (none) to 1 (all).
    reviews : float or array
        R, how many results a day people can review, 0 or more.

    Returns
    -------
    float or array
        Results a day: what the agents produce, up to R / v; nothing if there is no one to review what must be.

    Raises
    ------
    ValueError
        Naming the argument, the rule and the value, if a rule above is broken or shapes do not broadcast.

    Notes
    -----
    .. math::

        \min \left( k \cdot \text{rate}, \frac{R}{v} \right)

    Examples
    --------
    Ten reviews a day, and half of the results need one: the third agent adds nothing.

    >>> [float(reviewed_throughput(agents, 10, 0.5, 10)) for agents in (1, 2, 3)]
    [10.0, 20.0, 20.0]
    """
    agents, rate = check.at_least_zero("agents", agents), check.at_least_zero("rate", rate)
    review_share, reviews = check.share("review_share", review_share), check.at_least_zero("reviews", reviews)
    check.broadcastable(agents=agents, rate=rate, review_share=review_share, reviews=reviews)
    with np.errstate(over="ignore"):
        return np.minimum(agents * rate, review_limit(review_share, reviews))
