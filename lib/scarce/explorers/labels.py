"""Where labels stand that must not stand on one another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import Any

import numpy as np

from .kit import count


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
