"""Trust: what a track record of successes and trials lets others believe.

Step B8 of the argument: a reputation is a record of judgment, and trust in it is bought with trials. Two careful
readings of a record are here: Laplace's rule of succession for the next trial, and the lower end of Wilson's interval
[1]_, which is what the record vouches for. Ten right out of ten vouch for less than 950,000 out of a million do; how
many more trials it would take follows, and what knowledge does to the rates once it is free.

References
----------
.. [1] E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
   Statistical Association 22 (1927).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from . import _checks as check
from ._checks import Numeric


def _record(successes: Numeric, trials: Numeric, **others: Any) -> tuple[Any, Any]:
    """Successes and trials, once they make a record."""
    successes, trials = check.at_least_zero("successes", successes), check.at_least_zero("trials", trials)
    check.broadcastable(successes=successes, trials=trials, **others)
    more = successes > trials
    if check.is_numeric(more) and np.any(more):
        first, most = (entry[more].flat[0] for entry in np.broadcast_arrays(successes, trials))
        raise ValueError(f"successes must be no more than trials; got {first} successes in {most} trials")
    return successes, trials


def laplace_mean(successes: Numeric, trials: Numeric) -> Any:
    r"""The chance that the next trial succeeds, by the rule of succession: (s + 1) / (n + 2).

    Parameters
    ----------
    successes, trials : float or array
        The record: 0 or more, and no more successes than trials.

    Returns
    -------
    float or array
        Strictly between 0 and 1; one half without a record.

    Raises
    ------
    ValueError
        Naming the argument, the rule and the value, if a rule above is broken or shapes do not broadcast.

    Notes
    -----
    .. math::

        \frac{s + 1}{n + 2}

    Examples
    --------
    >>> [round(float(laplace_mean(s, n)), 3) for s, n in ((0, 0), (10, 10), (95, 100))]
    [0.5, 0.917, 0.941]
    """
    successes, trials = _record(successes, trials)
    return (successes + 1) / (trials + 2)


def wilson_lower(successes: Numeric, trials: Numeric, z: Numeric = 1.96) -> Any:
    r"""The success rate that a record vouches for: the lower end of Wilson's score interval [1]_.

    Parameters
    ----------
    successes, trials : float or array
        The record: 0 or more, and no more successes than trials.
    z : float or array
        How careful to be, in standard deviations, above 0; 1.96 gives the usual 95 % interval.

    Returns
    -------
    float or array
        0 to 1, below the observed rate s/n and closer to it the more trials there are; 0 without a record.

    Raises
    ------
    ValueError
        Naming the argument, the rule and the value, if a rule above is broken or shapes do not broadcast.

    Notes
    -----
    .. math::

        \frac{\hat p + \frac{z^2}{2n} - z \sqrt{\frac{\hat p (1 - \hat p)}{n} + \frac{z^2}{4 n^2}}}{1 + \frac{z^2}{n}},
        \qquad \hat p = \frac{s}{n}

    Examples
    --------
    >>> [round(float(wilson_lower(s, n)), 4) for s, n in ((0, 0), (10, 10), (950_000, 1_000_000))]
    [0.0, 0.7225, 0.9496]
    """
    z = check.positive("z", z)
    successes, trials = _record(successes, trials, z=z)
    observed = successes / np.where(trials == 0, 1.0, trials)
    # The formula, with numerator and denominator times the sum for its difference: so nothing cancels.
    end = np.where(successes == 0, 1.0, _upper_end(successes, trials, z))
    return np.positive(observed * successes / end)


def _upper_end(successes: Any, trials: Any, z: Any) -> Any:
    """The numerator of the interval's upper end, s + z^2/2 + z sqrt(s (n - s)/n + z^2/4)."""
    failed = (trials - successes) / np.where(trials == 0, 1.0, trials)
    return successes + z * z / 2 + z * np.sqrt(successes * failed + z * z / 4)


def wilson_upper(successes: Numeric, trials: Numeric, z: Numeric = 1.96) -> Any:
    r"""The success rate that a record still allows for: the upper end of Wilson's score interval [1]_.

    Parameters
    ----------
    successes, trials, z : float or array
        As for `wilson_lower`.

    Returns
    -------
    float or array
        0 to 1, above the observed rate s/n and closer to it the more trials there are; 1 without a record.

    Raises
    ------
    ValueError
        Naming the argument, the rule and the value, if a rule of `wilson_lower` is broken.

    Notes
    -----
    What a record allows for is what is left of 1 after the failures that it vouches for:
    :math:`1 - \text{lower}(n - s, n)`.

    Examples
    --------
    >>> [round(float(wilson_upper(s, n)), 4) for s, n in ((0, 0), (0, 10), (950_000, 1_000_000))]
    [1.0, 0.2775, 0.9504]
    """
    z = check.positive("z", z)
    successes, trials = _record(successes, trials, z=z)
    return np.minimum(1.0, _upper_end(successes, trials, z) / (trials + z * z))


def trials_to_vouch(rate: Numeric, level: Numeric, z: Numeric = 1.96) -> Any:
    r"""The number of trials after which a success rate vouches for a level; `wilson_lower` solved for the trials.

    Parameters
    ----------
    rate : float or array
        The share of trials that succeed, 0 to 1.
    level : float or array
        What the record shall vouch for, 0 to 1.
    z : float or array
        How careful to be, in standard deviations, above 0.

    Returns
    -------
    float or array
        0 or more, not rounded to whole trials; infinite where the rate is no higher than the level, except that
        nothing needs no trials.

    Raises
    ------
    ValueError
        Naming the argument, the rule and the value, if a rule above is broken or shapes do not broadcast.

    Notes
    -----
    The lower end L solves :math:`(r - L)^2 = z^2 L (1 - L) / n`, so

    .. math::

        n = \frac{z^2 L (1 - L)}{(r - L)^2}, \qquad r > L .

    Half the distance between rate and level costs four times the trials.

    Examples
    --------
    >>> [round(float(trials_to_vouch(rate, 0.9496)), 1) for rate in (1, 0.96, 0.94)]
    [72.4, 1699.9, inf]
    """
    z = check.positive("z", z)
    rate, level = check.share("rate", rate), check.share("level", level)
    check.broadcastable(rate=rate, level=level, z=z)
    above = np.where(rate > level, rate - level, 1.0)
    with np.errstate(over="ignore"):
        needed = z * z * (level / above) * ((1 - level) / above)
    return np.where(level == 0, 0.0, np.where(rate > level, needed, np.inf))


def informed_rate(rate: Numeric, knowledge: Numeric) -> Any:
    r"""The success rate of someone who has knowledge that prevents a share of failures.

    Parameters
    ----------
    rate : float or array
        The success rate without the knowledge, 0 to 1.
    knowledge : float or array
        The share of failures that it prevents: 0 is none, 1 leaves no failure.

    Returns
    -------
    float or array
        Between `rate` and 1. Among people who all have it, the order stays and the differences shrink.

    Raises
    ------
    ValueError
        Naming the argument, the rule and the value, if a rule above is broken or shapes do not broadcast.

    Notes
    -----
    .. math::

        1 - (1 - r)(1 - k)

    Examples
    --------
    >>> [round(float(informed_rate(rate, 0.75)), 3) for rate in (0.7, 0.9)]
    [0.925, 0.975]
    """
    rate, knowledge = check.share("rate", rate), check.share("knowledge", knowledge)
    check.broadcastable(rate=rate, knowledge=knowledge)
    # The same as 1 - (1 - r)(1 - k), and exact at both ends.
    return rate + knowledge * (1 - rate)
