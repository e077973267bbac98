"""The week: where the reader's own work stands, and which way each part of it goes.

Step B10 of the argument: ask which part of your own work is execution and which is choosing. A week is divided into
four kinds of work. Two questions tell them apart, and are the axes of a map: is it doing or deciding, and is it done
alone or with people?

=========  ===========  =============
work       alone        with people
=========  ===========  =============
deciding   choosing     being trusted
doing      executing    being present
=========  ===========  =============

For each kind an earlier chapter has a model. The functions below ask it one thing: how that part compares with
today, as a ratio, at the settings which the reader chose there. A ratio is read as a direction, no more.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from . import _checks as check
from ._checks import Numeric
from .hierarchy import remaining_value
from .judgment import expected_best, team_accuracy
from .trust import wilson_lower, wilson_upper
from .value import spending

#: The kinds of work of which a week is made.
KINDS = ("executing", "choosing", "present", "trusted")
#: What `direction` calls a ratio to today; within this distance of 1 it holds.
DIRECTIONS, MARGIN = ("shrinks", "holds", "grows"), 0.05


def _shares(week: Mapping[str, Numeric]) -> dict[str, Any]:
    """The four shares, once they make a week."""
    labels, entries = check.by_input("week", week, check.share)
    if set(labels) != set(KINDS):
        raise ValueError(f"week must hold a share of each of {', '.join(KINDS)}; got {', '.join(map(str, labels))}")
    given = dict(zip(labels, entries, strict=True))
    shares = {kind: given[kind] for kind in KINDS}
    check.broadcastable(week=list(shares.values()))
    total = sum(shares.values())
    if check.is_numeric(total) and np.any(np.abs(total - 1) > 1e-9):
        raise ValueError(f"week must hold shares that sum to 1; got the sum {np.max(total)}")
    return shares


def place_on_map(week: Mapping[str, Numeric]) -> tuple[Any, Any]:
    r"""Where a week stands on the map of kinds of work.

    Parameters
    ----------
    week : mapping of str to float or array
        The share of each of `KINDS`, 0 to 1; they sum to 1.

    Returns
    -------
    deciding, with_people : float or array
        0 to 1 each: the share of the week that is deciding rather than doing (choosing and trusted), and the share
        that is with people rather than alone (present and trusted). The corners are weeks of one kind only.

    Raises
    ------
    ValueError
        Naming the kind, the rule and the value, if a share is missing or outside 0 to 1, or the sum is not 1.

    Notes
    -----
    .. math::

        (\text{choosing} + \text{trusted}, \ \text{present} + \text{trusted})

    Examples
    --------
    >>> deciding, with_people = place_on_map({"executing": 0.6, "choosing": 0.2, "present": 0.15, "trusted": 0.05})
    >>> round(float(deciding), 2), round(float(with_people), 2)
    (0.25, 0.2)
    """
    shares = _shares(week)
    return shares["choosing"] + shares["trusted"], shares["present"] + shares["trusted"]


def largest_kinds(week: Mapping[str, float]) -> tuple[str, ...]:
    """The kinds that take most of a week; more than one on a tie.

    Parameters
    ----------
    week : mapping of str to float
        The share of each of `KINDS`, 0 to 1; they sum to 1.

    Returns
    -------
    tuple of str
        In the order of `KINDS`.

    Raises
    ------
    ValueError
        As for `place_on_map`, and if a share is not a single number.

    Examples
    --------
    >>> largest_kinds({"executing": 0.4, "choosing": 0.4, "present": 0.2, "trusted": 0})
    ('executing', 'choosing')
    """
    shares = {kind: check.single(f"week[{kind!r}]", share) for kind, share in _shares(week).items()}
    return tuple(kind for kind, share in shares.items() if share == max(shares.values()))


def executing_ratio(price: Numeric, weight: Numeric, sigma: Numeric, demand: Numeric) -> Any:
    r"""What is spent on execution, relative to today, as its price falls; see `scarce.models.value.spending`.

    Parameters
    ----------
    price : float or array
        Price of execution, 1 today, above 0.
    weight : float or array
        Its share of cost today, strictly between 0 and 1; all else together has the rest.
    sigma, demand : float or array
        Elasticity of substitution, and of demand for output.

    Returns
    -------
    float or array
        1 = as much as today. All that is spent, on machines and on people: where machines set the price, an
        upper bound for people.

    Raises
    ------
    ValueError
        Naming the argument, the rule and the value.

    Notes
    -----
    .. math::

        \frac{s_e(p) \, P(p)^{1 - \varepsilon}}{w_e}

    Examples
    --------
    >>> [round(float(executing_ratio(0.1, 0.7, 0.5, demand)), 2) for demand in (0, 1, 3)]
    [0.16, 0.61, 8.21]
    """
    weight = check.number("weight", weight, "a share strictly between 0 and 1", lambda w: (w > 0) & (w < 1))
    return spending([price, 1.0], [weight, 1 - weight], sigma, demand)[0] / weight


def demand_that_holds(price: Numeric, weight: Numeric, sigma: Numeric) -> Any:
    r"""The elasticity of demand at which as much is spent on execution as today: above it, more.

    Parameters
    ----------
    price, weight, sigma : float or array
        As for `executing_ratio`; the price is at most 1.

    Returns
    -------
    float or array
        Below 0 where execution takes over so much of the rest that it gains at any demand. At a price of 1 the limit,
        which is minus infinity where moreover sigma is infinite.

    Raises
    ------
    ValueError
        Naming the argument, the rule and the value.

    Notes
    -----
    Where :math:`p^{1-\sigma} P^{\sigma-\varepsilon} = 1`:

    .. math::

        \varepsilon^* = \sigma + (1 - \sigma) \frac{\ln p}{\ln P(p)},
        \qquad \sigma = \infty: \; \varepsilon^* = 1 - \frac{\ln w_e}{\ln p}

    Examples
    --------
    >>> round(float(demand_that_holds(0.1, 0.7, 0.5)), 2)
    1.38
    """
    price = check.number("price", price, "above 0, up to 1", lambda p: (p > 0) & (p <= 1))
    weight = check.number("weight", weight, "a share strictly between 0 and 1", lambda w: (w > 0) & (w < 1))
    sigma = check.elasticity("sigma", sigma)
    check.broadcastable(price=price, weight=weight, sigma=sigma)
    # With q = (sigma - 1) ln p and a = ln(w + (1 - w) e^q) it is 1 - (a / ln p) / (1 - a / q): so nothing cancels for
    # a large sigma, and both quotients have limits where q vanishes.
    fall = np.log(price)
    q = np.where(fall == 0, 0.0, (sigma - 1) * np.where(fall == 0, 1.0, fall))
    near, grows = q == 0, q > 0
    up, down = np.where(grows, q, 0.0), np.where(grows, 0.0, q)
    above, below = np.log1p(weight * np.expm1(-up)), np.log1p((1 - weight) * np.expm1(down))
    a, over = np.where(grows, up + above, below), np.where(near, 1.0, q)
    times = np.where(near, (sigma - 1) * (1 - weight), a / np.where(fall == 0, -1.0, fall))
    rest = np.where(near, weight, np.where(grows, -above / over, 1 - below / over))
    return np.positive(1 - times / rest)


def choosing_ratio(before: Numeric, now: Numeric, human: Numeric, machine: Numeric, overlap: Numeric) -> Any:
    r"""What a person's judgment adds, relative to when there were fewer options and no machine judged.

    Then it was rho_h m_before; now it is what the two together have over the machine alone, times m_now. See
    `scarce.models.judgment`.

    Parameters
    ----------
    before, now : float or array
        How many options there were and are to choose from: above 1 before, 1 to 1,000,000 now.
    human : float or array
        The person's accuracy, above 0 up to 1.
    machine, overlap : float or array
        The machine's accuracy, 0 to 1, and the correlation of the two scores.

    Returns
    -------
    float or array
        1 = as much as before; 0 where the machine has seen all that the person sees.

    Raises
    ------
    ValueError
        Naming the argument, the rule and the value; also if the three correlations contradict each other.

    Notes
    -----
    .. math::

        \frac{(\rho_{\text{team}} - \rho_m) \, m_{\text{now}}}{\rho_h \, m_{\text{before}}}

    Examples
    --------
    From ten options to ten thousand: beside a machine that judges blindly, somewhat, and well.

    >>> [round(float(choosing_ratio(10, 10_000, 0.5, machine, 0)), 2) for machine in (0, 0.3, 0.7)]
    [2.5, 1.42, 0.8]
    """
    before = check.number("before", before, "above 1, up to 1,000,000", lambda n: (n > 1) & (n <= 1e6))
    human = check.number("human", human, "an accuracy above 0, up to 1", lambda r: (r > 0) & (r <= 1))
    machine = check.share("machine", machine)
    added = team_accuracy(human, machine, overlap) - machine
    return added * expected_best(now) / (human * expected_best(before))


def team_that_holds(before: Numeric, now: Numeric, human: Numeric, machine: Numeric) -> Any:
    r"""How accurate person and machine must be together for the person's judgment to add as much as before.

    Parameters
    ----------
    before, now, human, machine : float or array
        As for `choosing_ratio`, but that there is a choice now too: more than one option.

    Returns
    -------
    float or array
        Above 1 where nobody can be so accurate.

    Raises
    ------
    ValueError
        Naming the argument, the rule and the value.

    Notes
    -----
    .. math::

        \rho_m + \rho_h \frac{m_{\text{before}}}{m_{\text{now}}}

    Examples
    --------
    >>> round(float(team_that_holds(10, 10_000, 0.5, 0.7)), 3)
    0.9
    """
    before, now = (
        check.number(name, value, "above 1, up to 1,000,000", lambda n: (n > 1) & (n <= 1e6))
        for name, value in (("before", before), ("now", now))
    )
    human = check.number("human", human, "an accuracy above 0, up to 1", lambda r: (r > 0) & (r <= 1))
    return check.share("machine", machine) + human * expected_best(before) / expected_best(now)


def present_ratio(exposure: Numeric, adoption: Numeric, kappa: Numeric) -> Any:
    r"""What remains of work that takes presence; see `scarce.models.hierarchy.remaining_value`.

    Parameters
    ----------
    exposure, adoption : float or array
        Share of this work that machines could take part in, and share of that which is used, 0 to 1.
    kappa : float or array
        Above 0 the machine's part is a substitute, below 0 a complement.

    Returns
    -------
    float or array
        1 = as much as today.

    Raises
    ------
    ValueError
        Naming the argument, the rule and the value.

    Notes
    -----
    .. math::

        (1 - a e)^{\kappa}

    Examples
    --------
    >>> [round(float(present_ratio(0.1, 1, kappa)), 2) for kappa in (-1, 0, 1)]
    [1.11, 1.0, 0.9]
    """
    return remaining_value(1.0, exposure, adoption, kappa)


def trusted_ratio(successes: Numeric, trials: Numeric, machine_successes: Numeric, machine_trials: Numeric) -> Any:
    r"""What a person's record vouches for, relative to a machine's; see `scarce.models.trust.wilson_lower`.

    Parameters
    ----------
    successes, trials : float or array
        The person's record.
    machine_successes, machine_trials : float or array
        The machine's record in the same thing; successes above 0.

    Returns
    -------
    float or array
        Above 1 the person's record vouches for more.

    Raises
    ------
    ValueError
        Naming the argument, the rule and the value.

    Notes
    -----
    .. math::

        \frac{W(s, n)}{W(s_m, n_m)}

    Examples
    --------
    >>> round(float(trusted_ratio(10, 10, 950_000, 1_000_000)), 2)
    0.76
    """
    check.positive("machine_successes", machine_successes)
    yours, machines = wilson_lower(successes, trials), wilson_lower(machine_successes, machine_trials)
    check.broadcastable(your_record=yours, machines_record=machines)
    return yours / check.positive("what the machine's record vouches for", machines)


def matching_record(successes: Numeric, trials: Numeric, z: float = 1.96) -> Any:
    r"""How many trials without a failure vouch for as much as another record does.

    Parameters
    ----------
    successes, trials : float or array
        That record, such as a machine's; 0 or more, and no more successes than trials.
    z : float, optional
        How careful to be; see `scarce.models.trust.wilson_lower`.

    Returns
    -------
    float or array
        A whole number, the least that is enough.

    Raises
    ------
    ValueError
        Naming the argument, the rule and the value.

    Notes
    -----
    A spotless record of n vouches for :math:`n / (n + z^2)`, so with the other's :math:`W`:

    .. math::

        n \ge \frac{z^2 W}{1 - W}

    Examples
    --------
    >>> float(matching_record(950_000, 1_000_000))
    73.0
    """
    z = check.positive("z", z)
    successes, trials = check.at_least_zero("successes", successes), check.at_least_zero("trials", trials)
    vouched, left = wilson_lower(successes, trials, z), wilson_upper(trials - successes, trials, z)
    needed = z * z * vouched / left
    # Beside another spotless record the two are equal, and rounding must not ask for one more.
    whole = np.floor(needed + 0.5)
    return np.where(np.abs(needed - whole) <= 1e-14 * needed, whole, np.ceil(needed))


def direction(ratio: Numeric) -> Any:
    """Which way a part of the week goes, from its ratio to today.

    Parameters
    ----------
    ratio : float or array
        0 or more; infinity is allowed.

    Returns
    -------
    str or array of str
        ``holds`` within `MARGIN` of 1, ``shrinks`` below, ``grows`` above.

    Raises
    ------
    ValueError
        If the ratio is below 0 or missing.

    Examples
    --------
    >>> [str(direction(ratio)) for ratio in (0.16, 0.97, 2.6)]
    ['shrinks', 'holds', 'grows']
    """
    ratio = check.number("ratio", ratio, "a ratio of at least 0", lambda x: x >= 0)
    shrinks, holds, grows = DIRECTIONS
    word = np.where(ratio < 1 - MARGIN, shrinks, np.where(ratio > 1 + MARGIN, grows, holds))
    return word[()] if check.is_numeric(word) else word
