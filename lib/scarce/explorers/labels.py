"""Where labels stand that must not stand on one another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import Any

import numpy as np

from ..models.hierarchy import rankdata
from .kit import count

#: A place beyond every other, for what is not shown.
BEYOND = 1e6


def spread(heights: Sequence[Any], gap: float, top: float) -> list[Any]:
    """Heights for labels, in the same order, at least `gap` apart and not above `top`.

    Examples
    --------
    >>> [float(height) for height in spread([0.5, 3, 1.0], gap=1, top=4)]
    [0.5, 3.0, 1.5]
    """
    places = range(len(heights))
    # Of two that are as high the earlier one stands lower.
    ranks = [
        count(other < height if j >= i else other <= height for j, other in enumerate(heights) if j != i)
        for i, height in enumerate(heights)
    ]
    pushed = [
        reduce(np.maximum, [
            np.where(ranks[j] <= ranks[i], heights[j] + (ranks[i] - ranks[j]) * gap, heights[i]) for j in places
        ])
        for i in places
    ]  # fmt: skip
    return [np.minimum(pushed[i], top - (len(heights) - 1 - ranks[i]) * gap) for i in places]


def running_maximum(values: Any, order: Any) -> Any:
    """The largest value up to each row, the rows taken in the order of another column.

    Examples
    --------
    >>> running_maximum([3, 1, 5, 4], order=[1, 0, 3, 2]).tolist()
    [3.0, 1.0, 5.0, 4.0]
    """
    return _running(running_maximum, np.maximum, values, order)


def running_sum(values: Any, order: Any) -> Any:
    """The sum of the values up to each row, the rows taken in the order of another column.

    Examples
    --------
    >>> running_sum([3, 1, 5, 4], order=[1, 0, 3, 2]).tolist()
    [4.0, 1.0, 13.0, 8.0]
    """
    return _running(running_sum, np.add, values, order)


def _running(function: Any, over: np.ufunc, values: Any, order: Any) -> Any:
    """What an operation makes of the values up to each row; a symbol is handed the function itself."""
    if hasattr(values, "__array_function__") and not isinstance(values, (np.ndarray, np.generic)):
        return values.__array_function__(function, (type(values),), (values, order), {})
    place = np.argsort(order, kind="stable")
    result = np.empty(len(place))
    result[place] = over.accumulate(np.asarray(values, dtype=float)[place])
    return result


def dodged(positions: Any, shown: Any, number: Any, gap: float, last: Any) -> Any:
    """Places for labels beside these positions: in their order, a gap apart, and none after the last.

    Parameters
    ----------
    positions, shown : columns
        Where each label belongs, and whether there is one.
    number : column
        The rows' numbers: of two labels with one position, the lower comes first.
    gap : float
        How far labels keep from one another.
    last : number
        The last place that a label may have.

    Examples
    --------
    >>> dodged(np.array([5.0, 1.0, 4.5]), np.array([True, True, True]), np.arange(3), gap=2, last=6).tolist()
    [6.0, 1.0, 4.0]
    """
    order = np.where(shown, positions, BEYOND) + number * 1e-6
    turn = rankdata(order)
    pushed = running_maximum(np.where(shown, positions, -BEYOND) - turn * gap, order) + turn * gap
    count = np.sum(np.where(shown, 1.0, 0.0))
    return np.minimum(pushed, last - (count - turn) * gap)
