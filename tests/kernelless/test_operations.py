"""Every operation, traced and computed by the real Vega, against numpy: extremes, ties and special values too."""

import itertools

import numpy as np
import pytest
from kernelless import operations
from kernelless.tracing import TraceError, trace
from scipy import special
from vega import evaluate

SPECIAL = [
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.5,
    -0.5,
    2.0,
    3.0,
    1e-300,
    -1e-12,
    1e-8,
    1e300,
    -1e300,
    700.0,
    np.inf,
    -np.inf,
    np.nan,
]
RANDOM = np.random.default_rng(7)
UNARY = [f for f, _ in operations.ELEMENTWISE.items() if f.nin == 1] + [np.expm1, np.log1p, np.tanh]
BINARY = [f for f, _ in operations.ELEMENTWISE.items() if f.nin == 2] + [
    np.power, np.float_power, np.mod, np.floor_divide
]  # fmt: skip
# Where the argument must be a number of moderate size for the last digits to be comparable at all.
PERIODIC = {np.sin, np.cos, np.tan}


def _numbers(count):
    return np.concatenate([
        RANDOM.normal(size=count), RANDOM.normal(size=count) * 1e-6, RANDOM.normal(size=count) * 50,
        RANDOM.integers(-5, 6, size=count).astype(float),
    ])  # fmt: skip


def agree(found, expected):
    """Equal to 1e-9 relative (or absolute below 1), with infinities and NaN in the same places."""
    np.testing.assert_allclose(found, np.asarray(expected, dtype=float), rtol=1e-9, atol=1e-300)


@pytest.mark.parametrize("function", UNARY, ids=lambda f: f.__name__)
def test_unary(function):
    x = np.concatenate([SPECIAL, _numbers(300)])
    if function in PERIODIC:
        x = x[~(np.abs(x) > 1e6)]
    with np.errstate(all="ignore"):
        agree(evaluate(lambda x: {"y": function(x)}, x=x)["y"], function(x))


@pytest.mark.parametrize("function", BINARY, ids=lambda f: f.__name__)
def test_binary(function):
    pairs = np.array([*itertools.product(SPECIAL, SPECIAL), *zip(_numbers(300), _numbers(300)[::-1], strict=True)])
    a, b = pairs.T
    if function is np.floor_divide:  # beyond 2^53 the whole part of a quotient is not a matter of arithmetic
        keep = ~((np.abs(a) > 1e15) & np.isfinite(a)) & ~((np.abs(b) < 1e-9) & (b != 0))
        a, b = a[keep], b[keep]
    with np.errstate(all="ignore"):
        agree(evaluate(lambda a, b: {"y": function(a, b)}, a=a, b=b)["y"], function(a, b))


def test_choices_and_logic():
    a, b = np.array([*itertools.product(SPECIAL, SPECIAL)]).T

    def function(a, b):
        return {
            "where": np.where(a < b, a, 2 * b),
            "truth_of_number": np.where(a, 1.0, 0.0),
            "clip": np.clip(a, -1, 2),
            "clip_crossed": np.clip(a, 2, -1),
            "below": np.clip(a, None, 0.25),
            "select": np.select([a < 0, a == b], [1.0, 2.0], 3.0),
            "choose": np.choose(np.where(a > 0, 1, 0), [a, b]),
            "and": np.where(np.logical_and(a, b > 0), 1.0, 0.0),
            "or": np.where((a < 0) | (b < 0), 1.0, 0.0),
            "xor": np.where((a < 0) ^ (b < 0), 1.0, 0.0),
            "not": np.where(~(a < b), 1.0, 0.0),
        }

    with np.errstate(all="ignore"):
        found, expected = evaluate(function, a=a, b=b), {}
        # numpy's own choose wants whole numbers for places
        expected = function(a, b)
    for name, values in expected.items():
        agree(found[name], values)


def test_operators_are_numpys():
    a, b = RANDOM.uniform(0.1, 5, size=(2, 200))
    function = lambda a, b: {  # noqa: E731 - the operators in one place
        "y": 1 + a - 2 * b / 3 + a**2 - 2**b + (a % b) + (a // b) - (-a) + abs(-b) + (7 - a) * (1 / b)
    }
    agree(evaluate(function, a=a, b=b)["y"], function(a, b)["y"])


def test_scipys_normal_distribution_is_vegas():
    z, p = np.linspace(-6, 8, 200), np.linspace(0, 1, 200)
    found = evaluate(lambda z, p: {"below": special.ndtr(z), "quantile": special.ndtri(p)}, z=z, p=p)
    np.testing.assert_allclose(found["below"], special.ndtr(z), rtol=0, atol=1e-14)
    np.testing.assert_allclose(found["quantile"], special.ndtri(p), rtol=1e-12, atol=1e-14)


def test_functions_without_a_vega_expression_are_refused_by_name():
    with pytest.raises(TraceError, match="erf has no Vega expression"):
        trace(lambda x: special.erf(x), x="x")
