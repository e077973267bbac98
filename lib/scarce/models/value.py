"""Value: what is spent on each of several complements as one of them gets cheap.

Steps B1-B3 of the argument: when a scarce thing turns abundant, value moves to its complement. Output is made
from inputs (execution, judgment ...) at a constant elasticity of substitution sigma, at least cost. The share of
cost that goes to each, and what output then costs, follow from the prices. Whether anybody *earns* more is another
question: that also takes demand for output which grows enough, with an elasticity above sigma.

Cost and output are dual [1]_: the price index is the CES aggregate of the prices at elasticity 1/sigma, and
the cost shares are its elasticities. So the formulas are those of `scarce.models.bottleneck`.

Prices and weights by input may be a mapping, a sequence, or an array whose first axis is the input. All other
arguments broadcast as they do in numpy.

References
----------
.. [1] K. J. Arrow, H. B. Chenery, B. S. Minhas and R. M. Solow, "Capital-labor substitution and economic
   efficiency", Review of Economics and Statistics 43 (1961).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from . import _checks as check
from ._checks import ByInput, Numeric
from .bottleneck import ces, exponents, output_elasticities


def _checked(prices: ByInput, weights: ByInput, sigma: Numeric, **others: Any) -> tuple[list[Any], list[Any], Any]:
    """Prices, weights and the elasticity 1/sigma of the dual, once they satisfy the rules."""
    labels, p = check.by_input("prices", prices, check.positive)
    w = check.weights(weights, labels, "prices")
    sigma = check.elasticity("sigma", sigma)
    check.broadcastable(prices=p, weights=w, sigma=sigma, **others)
    with np.errstate(divide="ignore", over="ignore"):
        return p, w, np.divide(1.0, sigma)


def cost_shares(prices: ByInput, weights: ByInput, sigma: Numeric) -> Any:
    r"""The share of total cost that goes to each input: w_i p_i^(1-sigma) / sum_j w_j p_j^(1-sigma).

    Parameters
    ----------
    prices : mapping, sequence or array
        Price of each input, above 0 (an index: 1 = today).
    weights : mapping, sequence or array
        Cost share of each input when all prices are 1: above 0, summing to 1.
    sigma : float or array
        Elasticity of substitution, from 0 (fixed proportions) over 1 (shares never move) to infinity (the
        cheapest input is all that is bought).

    Returns
    -------
    array
        One share an input, along the first axis; they sum to 1. As the price of one input falls to nothing, the share
        of each other one tends to w_j / (1 - w_i) if sigma < 1, stays at w_j if sigma = 1, and vanishes if
        sigma > 1. At infinity inputs that tie for the lowest price share by weight.

    Raises
    ------
    ValueError
        Naming the argument, the rule and the value, if a rule above is broken or shapes do not broadcast.

    Notes
    -----
    .. math::

        s_i = \frac{w_i p_i^{1 - \sigma}}{\sum_j w_j p_j^{1 - \sigma}}

    Examples
    --------
    Execution, judgment and the rest, execution at a tenth of its price.

    >>> cost_shares([0.1, 1, 1], [0.7, 0.1, 0.2], 0.5).round(3).tolist()
    [0.425, 0.192, 0.384]
    """
    p, w, dual = _checked(prices, weights, sigma)
    return output_elasticities(p, w, dual)


def price_index(prices: ByInput, weights: ByInput, sigma: Numeric) -> Any:
    r"""What a unit of output costs: (sum_j w_j p_j^(1-sigma))^(1/(1-sigma)).

    The weighted arithmetic mean of the prices at sigma = 0, their geometric mean at 1 and the lowest of them at
    infinity, each exactly.

    Parameters
    ----------
    prices, weights, sigma
        As for `cost_shares`.

    Returns
    -------
    float or array
        An index in the unit of the prices, between the lowest and the highest of them; 1 if all are 1.

    Raises
    ------
    ValueError
        As for `cost_shares`.

    Notes
    -----
    .. math::

        P = \Bigl( \sum_j w_j p_j^{1 - \sigma} \Bigr)^{1 / (1 - \sigma)}

    Examples
    --------
    >>> [round(float(price_index([0.25, 1], [0.5, 0.5], s)), 4) for s in (0, 0.5, 1, 2, float("inf"))]
    [0.625, 0.5625, 0.5, 0.4, 0.25]
    """
    p, w, dual = _checked(prices, weights, sigma)
    return ces(p, w, dual)


def spending(prices: ByInput, weights: ByInput, sigma: Numeric, demand: Numeric) -> Any:
    r"""What is spent on each input, when demand for output answers to its price: s_i P^(1-epsilon).

    The quantity of output demanded is P^(-epsilon), so total spending is P^(1-epsilon), of which input i has the
    share s_i. When one input gets cheaper, spending on the *others* rises only if epsilon > sigma.

    Parameters
    ----------
    prices, weights, sigma
        As for `cost_shares`.
    demand : float or array
        epsilon, the price elasticity of demand for output, 0 or more: 0 = the same output whatever it costs, so
        the result is spending per unit of output; 1 = the same total spending.

    Returns
    -------
    array
        One value an input, along the first axis; total spending is 1 when all prices are 1.

    Raises
    ------
    ValueError
        As for `cost_shares`, if the elasticity of demand is negative or not finite, and if it makes spending larger
        than any number a computer holds.

    Notes
    -----
    .. math::

        s_i \, P^{1 - \varepsilon}

    Examples
    --------
    Judgment's share nearly doubles (see `cost_shares`), but per unit of output its income halves.

    >>> spending([0.1, 1, 1], [0.7, 0.1, 0.2], 0.5, demand=0).round(3).tolist()
    [0.115, 0.052, 0.104]
    """
    demand = check.at_least_zero("demand", demand)
    p, w, dual = _checked(prices, weights, sigma, demand=demand)
    # In logarithms, as a share can be too small for a number where the total is too large for one.
    total = (1 - demand) * np.log(ces(p, w, dual))
    powers = exponents([np.log(price) for price in p], dual)
    shared = sum(weight * np.exp(power) for weight, power in zip(w, powers, strict=True))
    with np.errstate(over="ignore"):
        spent = [weight * np.exp(power + total) / shared for weight, power in zip(w, powers, strict=True)]
    if any(check.is_numeric(each) and not np.all(np.isfinite(each)) for each in spent):
        raise ValueError(
            f"demand must be small enough for prices so low, or spending is beyond all numbers; got {np.max(demand)}"
        )
    return np.stack(spent)
