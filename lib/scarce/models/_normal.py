"""The standard normal distribution, its inverse and its density, for all models: numpy has none of them.

The distribution is Cody's rational approximation [1]_, good to the last digits in the far tail too, so that the
models need nothing beyond numpy.

`ndtr` and `ndtri` carry the names of scipy.special. Given a value that brings its own arithmetic (NEP 18), such
as a symbol while a formula is being traced, they hand themselves to it; whoever traces knows them by name.

References
----------
.. [1] W. J. Cody, "Algorithm 715: SPECFUN, a portable FORTRAN package of special function routines and test
   drivers", ACM Transactions on Mathematical Software 19 (1993), function ANORM.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import numpy as np

from ._checks import Numeric, is_numeric

SQRT_2_PI = float(np.sqrt(2 * np.pi))

# Cody's coefficients, highest power first: numerator and denominator for each of three ranges.
_CENTRE = (
    (0.065682337918207449113, 2.2352520354606839287, 161.02823106855587881, 1067.6894854603709582,
     18154.981253343561249),
    (1, 47.20258190468824187, 976.09855173777669322, 10260.932208618978205, 45507.789335026729956),
)  # fmt: skip
_MIDDLE = (
    (1.0765576773720192317e-8, 0.39894151208813466764, 8.8831497943883759412, 93.506656132177855979,
     597.27027639480026226, 2494.5375852903726711, 6848.1904505362823326, 11602.651437647350124,
     9842.7148383839780218),
    (1, 22.266688044328115691, 235.38790178262499861, 1519.377599407554805, 6485.558298266760755,
     18615.571640885098091, 34900.952721145977266, 38912.003286093271411, 19685.429676859990727),
)  # fmt: skip
_OUTER = (
    (0.02307344176494017303, 0.21589853405795699, 0.1274011611602473639, 0.022235277870649807,
     0.001421619193227893466, 2.9112874951168792e-5),
    (1, 1.28426009614491121, 0.468238212480865118, 0.0659881378689285515, 0.00378239633202758244,
     7.29751555083966205e-5),
)  # fmt: skip
_CENTRE_ENDS, _MIDDLE_ENDS, _TAIL_ENDS = 0.67448975, np.sqrt(32), 40.0


def _overridable(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """`function` of numbers; any other argument is asked for its own version of it, as numpy's functions do."""

    @wraps(function)
    def overridable(value: Numeric) -> Any:
        if is_numeric(value):
            return function(np.asarray(value, dtype=float))[()]
        return value.__array_function__(overridable, (type(value),), (value,), {})

    return overridable


def _ratio(coefficients: Any, x: Any) -> Any:
    numerator, denominator = coefficients
    return np.polyval(numerator, x) / np.polyval(denominator, x)


def _scaled_tail(z: Any) -> Any:
    """exp(z^2 / 2) Phi(-z) for z from 0 to 40: the tail without the factor that underflows."""
    near, far = np.minimum(z, _CENTRE_ENDS), np.maximum(z, _MIDDLE_ENDS)
    centre = (0.5 - near * _ratio(_CENTRE, near**2)) * np.exp(near**2 / 2)
    outer = (1 / SQRT_2_PI - far**-2 * _ratio(_OUTER, far**-2)) / far
    return np.where(z <= _CENTRE_ENDS, centre, np.where(z <= _MIDDLE_ENDS, _ratio(_MIDDLE, z), outer))


def _exp_half_square(z: Any) -> Any:
    """exp(-z^2 / 2), with z split so that rounding its square costs no digits."""
    coarse = np.trunc(16 * z) / 16
    return np.exp(-(coarse**2) / 2) * np.exp(-(z - coarse) * (z + coarse) / 2)


def density(z: Numeric) -> Any:
    """The standard normal density phi(z); made of numpy's own functions, so it needs no name to be traced by."""
    return np.exp(-z * z / 2) / SQRT_2_PI


@_overridable
def ndtr(z: Any) -> Any:
    """The standard normal distribution Phi(z): the share of a normal population below z standard deviations."""
    distance = np.minimum(np.abs(z), _TAIL_ENDS)
    tail = _exp_half_square(distance) * _scaled_tail(distance)
    return np.where(z > 0, 1 - tail, tail)


@_overridable
def ndtri(p: Any) -> Any:
    """The standard normal quantile, Phi(z) = p: minus infinity at 0, infinity at 1, NaN outside.

    In the lower half log Phi is concave and exp(-z^2 / 2) / 2 bounds Phi from above, so Newton's steps on the
    logarithm approach the solution from one side only; the upper half is the mirror image.
    """
    half = np.minimum(p, 1 - p)
    with np.errstate(divide="ignore", invalid="ignore"):
        log_p = np.log(half)
        distance = np.sqrt(np.maximum(-2 * np.log(2 * half), 0))
        for _ in range(6):
            tail = _scaled_tail(np.minimum(distance, _TAIL_ENDS))
            distance = distance + SQRT_2_PI * tail * (np.log(tail) - distance**2 / 2 - log_p)
    distance = np.where(half == 0, np.inf, distance)
    return np.where(p < 0.5, -distance, distance)
