"""What tracing refuses, and that each refusal names the function and the way out."""

import math

import numpy as np
import pytest
from kernelless import TraceError, trace


@pytest.mark.parametrize(
    ("function", "named", "way_out"),
    [
        (lambda x, y: np.minimum.reduce([x, y]), "np.minimum.reduce", "functools.reduce"),
        (lambda x, y: np.sum([x, y]), "np.sum", "sum(values)"),
        (lambda x, y: np.array([x, y]), "np.array", "one by one"),
        (lambda x, y: np.median(x), "np.median", "np.where"),
        (lambda x, y: np.interp(x, [0, 1], [0, 1]), "np.interp", "np.where"),
        (lambda x, y: np.round(x), "np.round", "floor"),
        (lambda x, y: np.add(x, y, where=True), "np.add with where", "leave where out"),
        (lambda x, y: np.minimum.outer(x, y), "np.minimum.outer", "np.where"),
        (lambda x, y: x if x > y else y, "`if`", "np.where"),
        (lambda x, y: max(x, y), "max()", "np.maximum"),
        (lambda x, y: math.exp(x), "math.*", "np.exp"),
        (lambda x, y: [1, 2][x], "indexing", "np.choose"),
        (lambda x, y: np.arange(3) * x, "ndarray", "once for each entry"),
        (lambda x, y: (x > 1) + (y > 1), "np.add", "np.where(condition, 1.0, 0.0)"),
        (lambda x, y: x & y, "np.bitwise_and", "comparisons"),
        (lambda x, y: np.where(x > 0, f"{x}", ""), "needs a format", ".1f"),
        (lambda x, y: np.where(x > 0, "a", 1), "np.where", "text"),
        (lambda x, y: list(x), "range()", "numpy"),
    ],
)
def test_refusals_name_the_function_and_the_way_out(function, named, way_out):
    with pytest.raises(TraceError) as refusal:
        trace(function, x="x", y="y")
    assert named in str(refusal.value)
    assert way_out in str(refusal.value)


def test_lists_and_mappings_go_in_and_out():
    made = trace(
        lambda levels, factor: {"total": sum(levels["a"]) * factor}, levels={"a": ["x", "datum.y", 2]}, factor="k"
    )
    assert str(made["total"]) == "((((0.0 + x) + datum.y) + 2.0) * k)"


def test_texts_carry_numbers_in_a_format():
    made = trace(lambda x: f"{np.where(x > 0, 'up', 'down')} by {x:.1%}", x="growth")
    assert str(made) == '((growth > 0.0) ? "up" : "down") + " by " + format(growth, ".1%")'.join("()")


def test_texts_with_braces_and_quotes_stay_texts():
    assert str(trace(lambda x: np.where(x > 0, '{"0"}', ""), x="x")) == '((x > 0.0) ? "{\\"0\\"}" : "")'


def test_two_traces_do_not_mix():
    kept = trace(lambda x: x, x="x")
    with pytest.raises(TraceError, match="two traces were mixed"):
        trace(lambda y: kept + y, y="y")
