"""The bottleneck: output is held by its scarcest input, and which input that is can change.

Step A2 of the argument states it for growth: output cannot grow faster than its slowest-growing input.
That bound is tight only while every input binds. So the model works in *levels*: input i stands at
x_i(t) = h_i (1 + g_i)^t, where h_i is today's headroom (1 = just enough for today's output) and g_i its
growth a year. Output is a constant-elasticity-of-substitution (CES) aggregate of the six, with the strict
minimum at elasticity 0, so the binding input can change over time: a *handover*.

Values by input may be a mapping from name to value, a sequence, or an array whose first axis is the input.
All other arguments broadcast as they do in numpy.

References
----------
.. [1] K. J. Arrow, H. B. Chenery, B. S. Minhas and R. M. Solow, "Capital-labor substitution and economic
   efficiency", Review of Economics and Statistics 43 (1961).
.. [2] G. M. Amdahl, "Validity of the single processor approach to achieving large scale computing
   capabilities", AFIPS Conference Proceedings 30 (1967).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from itertools import pairwise
from typing import Any

import numpy as np

from . import _checks as check
from ._checks import ByInput, Numeric

#: The six inputs of the formula, in its own order.
INPUTS = ("compute", "hardware", "energy", "execution", "tasks", "feedback")


def growth_ceiling(*growth: Numeric) -> Any:
    r"""The fastest that output can grow: the growth of its slowest input.

    Parameters
    ----------
    *growth : float or array
        Growth of each input per year, above -1; 0.3 means +30 % a year. The arguments broadcast.

    Returns
    -------
    float or array
        The smallest of them, per year.

    Raises
    ------
    ValueError
        If no input is given, a rate is -1 or below or not finite, or shapes do not broadcast.

    Notes
    -----
    .. math::

        \Delta y \le \min_i g_i

    Examples
    --------
    >>> float(growth_ceiling(1.3, 0.4, 0.12, 0.8, 0.05, 0.1))
    0.05
    """
    _, rates = check.by_input("growth", growth, check.growth_rate)
    check.broadcastable(growth=rates)
    return reduce(np.minimum, rates)


def binding_inputs(growth: Mapping[str, float]) -> tuple[str, ...]:
    r"""The names of all inputs that attain the minimum; more than one on a tie.

    Parameters
    ----------
    growth : mapping of str to float
        Input name to growth per year. Given headrooms instead, it names who binds at the start.

    Returns
    -------
    tuple of str
        In the order of the mapping.

    Raises
    ------
    ValueError
        If the mapping is empty or a rate is -1 or below or not finite.

    Notes
    -----
    .. math::

        \{\, i : g_i = \min_j g_j \,\}

    Examples
    --------
    >>> binding_inputs({"compute": 0.4, "tasks": 0.05, "feedback": 0.05})
    ('tasks', 'feedback')
    """
    names, rates = check.by_input("growth", growth, check.growth_rate)
    values = [check.single(f"growth[{name!r}]", rate) for name, rate in zip(names, rates, strict=True)]
    return tuple(name for name, value in zip(names, values, strict=True) if value == min(values))


def relaxation_gain(growth: ByInput) -> Any:
    r"""What the ceiling gains when the slowest input alone is freed: second-smallest less smallest growth.

    Parameters
    ----------
    growth : mapping, sequence or array
        Growth of at least two inputs, per year, each above -1.

    Returns
    -------
    float or array
        Per year, at least 0; 0 on a tie, when freeing one input alone gains nothing.

    Raises
    ------
    ValueError
        For fewer than two inputs, or a rate of -1 or below or not finite.

    Notes
    -----
    .. math::

        \min_{i \ne i^*} g_i - g_{i^*}, \qquad i^* = \mathrm{arg}\,\min_i g_i

    Examples
    --------
    >>> round(float(relaxation_gain([0.4, 0.05, 0.1])), 12)
    0.05
    """
    _, rates = check.by_input("growth", growth, check.growth_rate)
    if len(rates) < 2:
        raise ValueError(f"growth must hold at least two inputs, so that one can be freed; got {len(rates)}")
    check.broadcastable(growth=rates)
    smallest, second = np.minimum(rates[0], rates[1]), np.maximum(rates[0], rates[1])
    for rate in rates[2:]:
        second = np.minimum(second, np.maximum(smallest, rate))
        smallest = np.minimum(smallest, rate)
    return second - smallest


def _rho(sigma: Any) -> Any:
    """The power rho = 1 - 1/sigma; a sigma so small that its reciprocal is beyond all numbers is as good as none."""
    return 1 - 1 / np.maximum(sigma, 1e-300)


def _log_ces(log_levels: list[Any], weights: list[Any], sigma: Any) -> Any:
    """The logarithm of the CES aggregate for 0 < sigma, with sigma = 0 left to the caller.

    Levels are taken relative to the one that dominates (the smallest for complements, the largest for
    substitutes), so no power overflows; expm1 and log1p keep the digits near sigma = 1.
    """
    special = (sigma == 0) | (sigma == 1)
    rho = _rho(np.where(special, 2.0, sigma))
    reference = np.where(rho < 0, reduce(np.minimum, log_levels), reduce(np.maximum, log_levels))
    mean = sum(w * np.expm1(rho * (x - reference)) for w, x in zip(weights, log_levels, strict=True))
    geometric = sum(w * x for w, x in zip(weights, log_levels, strict=True))
    return np.where(sigma == 1, geometric, reference + np.log1p(mean) / rho)


def ces(levels: ByInput, weights: ByInput, sigma: Numeric) -> Any:
    r"""Output from input levels, at a constant elasticity of substitution.

    With rho = 1 - 1/sigma, (sum_i w_i x_i^rho)^(1/rho); the minimum at sigma = 0, the weighted geometric
    mean at sigma = 1 and the weighted arithmetic mean at infinity, each exactly [1]_.

    Parameters
    ----------
    levels : mapping, sequence or array
        Level of each input, above 0 (an index).
    weights : mapping, sequence or array
        One positive weight an input; they sum to 1.
    sigma : float or array
        Elasticity of substitution, from 0 (strict complements: the scarcest input decides) to
        infinity (perfect substitutes: any input does for any other).

    Returns
    -------
    float or array
        Output, an index in the unit of the levels, between the smallest and the largest of them.

    Raises
    ------
    ValueError
        Naming the argument, the rule and the value, if a rule above is broken or shapes do not broadcast.

    Notes
    -----
    .. math::

        y = \Bigl( \sum_i w_i x_i^{\rho} \Bigr)^{1/\rho}, \qquad \rho = 1 - \frac{1}{\sigma}

    Examples
    --------
    >>> [round(float(ces([1, 4], [0.5, 0.5], s)), 4) for s in (0, 0.5, 1, np.inf)]
    [1.0, 1.6, 2.0, 2.5]
    """
    labels, x = check.by_input("levels", levels, check.positive)
    w = check.weights(weights, labels, "levels")
    sigma = check.elasticity("sigma", sigma)
    check.broadcastable(levels=x, weights=w, sigma=sigma)
    with np.errstate(invalid="ignore"):
        smooth = np.exp(_log_ces([np.log(level) for level in x], w, sigma))
    lowest, highest = reduce(np.minimum, x), reduce(np.maximum, x)
    # Rounding must not take a mean beyond what it is a mean of.
    return np.positive(np.where(sigma == 0, lowest, np.minimum(np.maximum(smooth, lowest), highest)))


# What makes one output of the levels of all inputs, their weights and an elasticity, as `ces` does.
Aggregate = Callable[[list[Any], list[Any], Any], Any]


def output_path(
    years: Numeric,
    growth: ByInput,
    headroom: ByInput,
    weights: ByInput,
    sigma: Numeric,
    aggregate: Aggregate = ces,
) -> Any:
    r"""Output over the years as an index: 1 today.

    Parameters
    ----------
    years : float or array
        Years from today.
    growth, headroom, weights : mapping, sequence or array
        One value an input: growth per year (above -1), headroom today (above 0; 1 = just enough for
        today's output), weight (above 0; they sum to 1).
    sigma : float or array
        Elasticity of substitution, 0 to infinity; see `ces`.
    aggregate : callable, optional
        ``aggregate(levels, weights, sigma)`` makes one output of the levels of all inputs.

    Returns
    -------
    float or array
        Output relative to today's. With `ces`, for every sigma below 1, its long-run growth is that of the slowest
        input.

    Raises
    ------
    ValueError
        Naming the argument, the rule and the value.

    Notes
    -----
    .. math::

        \frac{y(t)}{y(0)} = \frac{\mathrm{ces}(x(t))}{\mathrm{ces}(x(0))}, \qquad x_i(t) = h_i (1 + g_i)^t

    Examples
    --------
    Five inputs grow 30 % a year, one not at all: output levels off below 6 times today's.

    >>> round(float(output_path(30, [0.3] * 5 + [0], [1] * 6, [1 / 6] * 6, 0.5)), 4)
    5.9886
    """
    years = check.finite("years", years)
    labels, rates = check.by_input("growth", growth, check.growth_rate)
    names, start = check.by_input("headroom", headroom, check.positive)
    start = check.aligned("growth", labels, "headroom", names, start)
    w = check.weights(weights, labels, "growth")
    sigma = check.elasticity("sigma", sigma)
    check.broadcastable(years=years, growth=rates, headroom=start, weights=w, sigma=sigma)
    if aggregate is not ces:
        return aggregate([level(years, g, h) for g, h in zip(rates, start, strict=True)], w, sigma) / aggregate(
            start, w, sigma
        )
    # In logarithms no level is too large to be counted, however many the years.
    log_start = [np.log(h) for h in start]
    log_levels = [h + years * np.log1p(g) for h, g in zip(log_start, rates, strict=True)]
    with np.errstate(invalid="ignore", over="ignore"):
        smooth = _log_ces(log_levels, w, sigma) - _log_ces(log_start, w, sigma)
        strict = reduce(np.minimum, log_levels) - reduce(np.minimum, log_start)
        return np.exp(np.where(sigma == 0, strict, smooth))


def level(years: Numeric, growth: Numeric, headroom: Numeric) -> Any:
    r"""The level of one input over the years: h (1 + g)^t.

    Parameters
    ----------
    years : float or array
        Years from today.
    growth : float or array
        g, growth per year, above -1.
    headroom : float or array
        h, its level today, above 0.

    Returns
    -------
    float or array
        In the unit of the headroom.

    Raises
    ------
    ValueError
        Naming the argument, the rule and the value, if a rule above is broken or shapes do not broadcast.

    Notes
    -----
    .. math::

        x(t) = h (1 + g)^t

    Examples
    --------
    >>> float(level(3, 1.0, 2))
    16.0
    """
    years, growth = check.finite("years", years), check.growth_rate("growth", growth)
    headroom = check.positive("headroom", headroom)
    check.broadcastable(years=years, growth=growth, headroom=headroom)
    with np.errstate(over="ignore"):
        return headroom * np.power(1 + growth, years)


def output_elasticities(levels: ByInput, weights: ByInput, sigma: Numeric) -> Any:
    r"""How much of a one-per-cent rise in each input reaches output: its share in growth.

    Parameters
    ----------
    levels, weights, sigma
        As for `ces`.

    Returns
    -------
    array
        One share an input, along the first axis; they sum to 1, and the largest input binds. At sigma = 0
        the scarcest input has all of it; tied inputs share it by weight, which is the limit of sigma -> 0.

    Raises
    ------
    ValueError
        As for `ces`.

    Notes
    -----
    .. math::

        \frac{\partial \ln y}{\partial \ln x_i} = \frac{w_i x_i^{\rho}}{\sum_j w_j x_j^{\rho}}

    Examples
    --------
    >>> output_elasticities([1, 4], [0.5, 0.5], 0.5).round(4).tolist()
    [0.8, 0.2]
    """
    labels, x = check.by_input("levels", levels, check.positive)
    w = check.weights(weights, labels, "levels")
    sigma = check.elasticity("sigma", sigma)
    check.broadcastable(levels=x, weights=w, sigma=sigma)
    pull = [wi * np.exp(e) for wi, e in zip(w, exponents([np.log(each) for each in x], sigma), strict=True)]
    total = sum(pull)
    return np.stack([p / total for p in pull])


def exponents(log_levels: list[Any], sigma: Any) -> list[Any]:
    r"""The logarithms of the inputs' powers, relative to the largest: an input's pull is its weight times exp of that.

    Parameters
    ----------
    log_levels : list of float or array
        The logarithm of each input's level.
    sigma : float or array
        Elasticity of substitution, at least 0, may be infinite.

    Returns
    -------
    list of float or array
        One an input, at most 0; the largest is 0. At sigma = 0 it is 0 for the scarcest inputs and minus infinity for
        all others.

    Notes
    -----
    .. math::

        \rho \ln x_i - \max_j \rho \ln x_j, \qquad \rho = 1 - 1 / \sigma

    Kept as differences, so that levels far apart neither overflow nor vanish.

    Examples
    --------
    >>> np.exp(exponents([np.log(1.0), np.log(4.0)], 0.5)).round(4).tolist()
    [1.0, 0.25]
    """
    rho = _rho(np.where(sigma == 0, 2.0, sigma))
    lowest = reduce(np.minimum, log_levels)
    reference = np.where(rho < 0, lowest, reduce(np.maximum, log_levels))
    return [np.where(sigma == 0, np.where(x == lowest, 0.0, -np.inf), rho * (x - reference)) for x in log_levels]


def binding_spans(growth: ByInput, headroom: ByInput) -> tuple[list[Any], list[Any]]:
    r"""The years in which each input is the scarcest, at sigma = 0.

    The logarithm of each level is a straight line in time, and output follows the lowest of them, so each
    input binds during at most one span: from the last moment at which a faster one is overtaken to the
    first at which a slower one takes over.

    Parameters
    ----------
    growth, headroom : mapping, sequence or array
        One value an input: growth per year (above -1), headroom today (above 0).

    Returns
    -------
    starts, ends : list of float or array
        Years from today, one pair an input, with ``ends`` infinite for the last to bind. An input binds
        if its start is below its end. Of two inputs that never part, the first named binds.

    Raises
    ------
    ValueError
        Naming the argument, the rule and the value.

    Notes
    -----
    .. math::

        \{\, t : x_i(t) = \min_j x_j(t) \,\}

    Examples
    --------
    >>> starts, ends = binding_spans({"execution": 1.0, "tasks": 0.0}, {"execution": 1, "tasks": 8})
    >>> [float(year) for year in starts], [float(year) for year in ends]
    ([0.0, 3.0], [3.0, inf])
    """
    labels, rates, start = _lines(growth, headroom)
    height, slope = [np.log(h) for h in start], [np.log1p(g) for g in rates]
    with np.errstate(over="ignore"):  # lines that are all but parallel meet beyond the largest number: never
        spans = [_span(i, height, slope) for i in range(len(labels))]
    return [first for first, _ in spans], [last for _, last in spans]


def _lines(growth: ByInput, headroom: ByInput) -> tuple[Any, list[Any], list[Any]]:
    """Labels, growth and headroom of each input; the labels are the mapping's, where one of the two is a mapping."""
    labels, rates = check.by_input("growth", growth, check.growth_rate)
    names, start = check.by_input("headroom", headroom, check.positive)
    start = check.aligned("growth", labels, "headroom", names, start)
    check.broadcastable(growth=rates, headroom=start)
    return names if isinstance(labels, range) and set(names) != set(labels) else labels, rates, start


def _span(i: int, height: list[Any], slope: list[Any]) -> tuple[Any, Any]:
    """Start and end of the stretch on which line i is the lowest of all lines."""
    first: Any = 0.0
    last: Any = np.inf
    for j in range(len(height)):
        if j == i:
            continue
        lead = height[j] - height[i]
        closing = slope[i] - slope[j]
        meeting = lead / np.where(closing == 0, 1.0, closing)
        hidden = (lead < 0) | ((lead == 0) & (j < i))
        first = np.maximum(first, np.where(closing < 0, meeting, 0.0))
        last = np.minimum(last, np.where(closing > 0, meeting, np.where((closing == 0) & hidden, -np.inf, np.inf)))
    return first, last


def handover_years(growth: ByInput, headroom: ByInput) -> list[tuple[float, Any, Any]]:
    r"""The moments at which the binding input changes, at sigma = 0.

    Parameters
    ----------
    growth, headroom : mapping, sequence or array
        One number an input. A sequence of six is named in the order of `INPUTS`, any other by position.

    Returns
    -------
    list of (year, from, to)
        In order of time; the year counts from today and is above 0. Empty if one input binds throughout.

    Raises
    ------
    ValueError
        Naming the argument, the rule and the value.

    Notes
    -----
    .. math::

        t_{ij} = \frac{\ln h_j - \ln h_i}{\ln (1 + g_i) - \ln (1 + g_j)}

    Examples
    --------
    >>> handover_years({"execution": 1.0, "tasks": 0.0}, {"execution": 1, "tasks": 8})
    [(3.0, 'execution', 'tasks')]
    """
    starts, ends = binding_spans(growth, headroom)
    moments = [
        (check.single("growth and headroom", start), check.single("growth and headroom", end))
        for start, end in zip(starts, ends, strict=True)
    ]
    labels, _, _ = _lines(growth, headroom)
    if isinstance(labels, range) and len(labels) == len(INPUTS):
        labels = INPUTS
    binders = sorted((start, label) for (start, end), label in zip(moments, labels, strict=True) if start < end)
    return [(year, before, after) for (_, before), (year, after) in pairwise(binders)]


def amdahl_speedup(share: Numeric, speedup: Numeric) -> Any:
    r"""How much faster the whole gets when a share of it is sped up: 1 / ((1 - p) + p/s) [2]_.

    Parameters
    ----------
    share : float or array
        p, the share of today's time that is sped up, 0 to 1.
    speedup : float or array
        s, above 0; may be infinite.

    Returns
    -------
    float or array
        A ratio: 1 = no gain; never above 1/(1 - p); infinite if all of the work takes no time.

    Raises
    ------
    ValueError
        If the share is outside 0 to 1, the speed-up is not above 0, or shapes do not broadcast.

    Notes
    -----
    .. math::

        \frac{1}{(1 - p) + p / s}

    Examples
    --------
    >>> [round(float(amdahl_speedup(p, s)), 3) for p, s in ((0.6, 3), (0.6, np.inf), (0.95, np.inf))]
    [1.667, 2.5, 20.0]
    """
    share = check.share("share", share)
    speedup = check.number("speedup", speedup, "above 0 (infinity is allowed)", lambda s: s > 0)
    check.broadcastable(share=share, speedup=speedup)
    return by_parts(1 - share, share, speedup)


def by_parts(kept: Any, hurried: Any, speedup: Any) -> Any:
    r"""How much faster the whole gets when of its two parts one is hurried, and the other takes the time it took.

    Parameters
    ----------
    kept : float or array
        k, the share of today's time that stays as it is, 0 to 1.
    hurried : float or array
        h, the share that is sped up; both add to 1.
    speedup : float or array
        s, by how much, above 0; may be infinite.

    Returns
    -------
    float or array
        A ratio: 1 = no gain; infinite if nothing is kept and the rest takes no time.

    Notes
    -----
    .. math::

        \frac{1}{k + h / s}

    Examples
    --------
    Half the work at five times the speed:

    >>> round(float(by_parts(0.5, 0.5, 5)), 4)
    1.6667
    """
    with np.errstate(divide="ignore", over="ignore"):
        return np.divide(1.0, kept + hurried / speedup)


def weak_link_gain(share: Numeric, sigma: Numeric) -> Any:
    r"""How much output gains when a share of all tasks becomes infinitely productive, among complements.

    (1 - p)^(-sigma / (1 - sigma)): at sigma = 1/2 this is Amdahl's limit.

    Parameters
    ----------
    share : float or array
        p, the share of tasks, 0 to 1.
    sigma : float or array
        Elasticity of substitution between tasks, strictly between 0 and 1.

    Returns
    -------
    float or array
        Output relative to today's: 1 = no gain; infinite at p = 1.

    Raises
    ------
    ValueError
        If the share is outside 0 to 1, sigma is not strictly between 0 and 1, or shapes do not broadcast.

    Notes
    -----
    .. math::

        (1 - p)^{-\sigma / (1 - \sigma)}, \qquad 0 < \sigma < 1

    Examples
    --------
    >>> round(float(weak_link_gain(1 / 3, 0.5)), 4)
    1.5
    """
    share = check.share("share", share)
    sigma = check.number("sigma", sigma, "strictly between 0 and 1", lambda s: (s > 0) & (s < 1))
    check.broadcastable(share=share, sigma=sigma)
    with np.errstate(divide="ignore", over="ignore"):
        return np.power(1 - share, -sigma / (1 - sigma))
