"""Trust: what a track record of successes and trials lets others believe.

Step B8 of the argument: a reputation is a record of judgment, and trust in it is bought with trials. Two careful
readings of a record are here: Laplace's rule of succession for the next trial, and the lower end of Wilson's interval
[1]_, which is what the record vouches for. Ten right out of ten vouch for less than 950,000 out of a million do.

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
    failed = (trials - successes) / np.where(trials == 0, 1.0, trials)
    margin = z * np.sqrt(successes * failed + z * z / 4)
    return np.maximum(0.0, (successes + z * z / 2 - margin) / (trials + z * z))
