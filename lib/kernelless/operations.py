"""What each numpy function is in Vega's expression language, to the last corner of IEEE arithmetic.

Vega has no `log1p`, `expm1`, `tanh` or `sign`, and JavaScript's `%`, `pow` and truth of NaN differ from
numpy's; the templates below make up for that, so a traced formula agrees with numpy at infinities, NaN and
ties too (tests/test_tracing.py holds it against the real Vega).
"""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np


class TraceError(TypeError):
    """A function did something that has no Vega expression; the message says what to do instead."""


class Symbol(Protocol):
    """What a node of a trace tells of itself (`tracing.Symbol`)."""

    @property
    def kind(self) -> str:
        """Number, truth or text."""

    @property
    def operands(self) -> Any:
        """What it is made of."""


class Graph(Protocol):
    """What makes the nodes of a trace (`tracing.Graph`)."""

    def node(self, kind: str, template: str, *operands: Any) -> Symbol:
        """The node for a template over operands."""

    def symbol(self, value: Any) -> Symbol:
        """The node that a value is, or a leaf for a constant."""


#: numpy function -> (kind of the result, template over the operands).
ELEMENTWISE: dict[Any, tuple[str, str]] = {
    np.add: ("number", "({0} + {1})"),
    np.subtract: ("number", "({0} - {1})"),
    np.multiply: ("number", "({0} * {1})"),
    np.divide: ("number", "({0} / {1})"),
    np.negative: ("number", "(-{0})"),
    np.positive: ("number", "{0}"),
    np.reciprocal: ("number", "(1 / {0})"),
    np.square: ("number", "({0} * {0})"),
    np.less: ("truth", "({0} < {1})"),
    np.less_equal: ("truth", "({0} <= {1})"),
    np.greater: ("truth", "({0} > {1})"),
    np.greater_equal: ("truth", "({0} >= {1})"),
    np.equal: ("truth", "({0} == {1})"),
    np.not_equal: ("truth", "({0} != {1})"),
    np.minimum: ("number", "min({0}, {1})"),
    np.maximum: ("number", "max({0}, {1})"),
    np.sqrt: ("number", "sqrt({0})"),
    np.exp: ("number", "exp({0})"),
    np.exp2: ("number", "pow(2, {0})"),
    np.log: ("number", "log({0})"),
    np.log2: ("number", "(log({0}) / LN2)"),
    np.log10: ("number", "(log({0}) / LN10)"),
    np.absolute: ("number", "abs({0})"),
    np.fabs: ("number", "abs({0})"),
    np.floor: ("number", "floor({0})"),
    np.ceil: ("number", "ceil({0})"),
    np.trunc: ("number", "({0} < 0 ? ceil({0}) : floor({0}))"),
    np.sign: ("number", "({0} > 0 ? 1 : {0} < 0 ? -1 : {0})"),
    np.hypot: ("number", "hypot({0}, {1})"),
    np.sin: ("number", "sin({0})"),
    np.cos: ("number", "cos({0})"),
    np.tan: ("number", "tan({0})"),
    np.arcsin: ("number", "asin({0})"),
    np.arccos: ("number", "acos({0})"),
    np.arctan: ("number", "atan({0})"),
    np.arctan2: ("number", "atan2({0}, {1})"),
    np.isnan: ("truth", "({0} != {0})"),
    np.isinf: ("truth", "(abs({0}) == (1/0))"),
    np.isfinite: ("truth", "(abs({0}) < (1/0))"),
}

LOGIC = {
    np.logical_and: "({0} && {1})",
    np.logical_or: "({0} || {1})",
    np.logical_xor: "({0} != {1})",
    np.logical_not: "(!{0})",
}
#: On truths, Python's &, |, ^ and ~ are logic; on numbers they have no meaning here.
BITWISE = {
    np.bitwise_and: np.logical_and,
    np.bitwise_or: np.logical_or,
    np.bitwise_xor: np.logical_xor,
    np.invert: np.logical_not,
}
_ARITHMETIC = {np.add, np.subtract, np.multiply, np.negative, np.positive}


def unsupported(name: str | None, function: Any, options: Any = None) -> Exception:
    """The error for a call that has no Vega expression."""
    called = name or f"np.{getattr(function, '__name__', function)}"
    if options:
        return TraceError(f"{called} with {', '.join(options)} cannot be traced: leave {', '.join(options)} out")
    return TraceError(
        f"{called} has no Vega expression: write it with arithmetic, comparisons, np.where, np.clip and "
        f"{', '.join(sorted(f.__name__ for f in SUPPORTED))}; combine lists one by one (functools.reduce, sum)"
    )


def apply(graph: Graph, function: Any, args: Any, kwargs: Any = None) -> Any:
    """The node, or list of nodes, for ``function(*args, **kwargs)``."""
    special = SPECIAL.get(function) or NAMED.get(getattr(function, "__name__", ""))
    if special:
        return special(graph, *args, **(kwargs or {}))
    if kwargs:
        raise unsupported(None, function, kwargs)
    if function in BITWISE:
        return _bitwise(graph, function, *args)
    if function in LOGIC:
        return graph.node("truth", LOGIC[function], *(truth(graph, arg) for arg in args))
    if function not in ELEMENTWISE:
        raise unsupported(None, function)
    kind, template = ELEMENTWISE[function]
    operands = [graph.symbol(arg) for arg in args]
    _refuse_mixed_kinds(function, operands)
    return graph.node(kind, template, *operands)


def _refuse_mixed_kinds(function: Any, operands: list[Symbol]) -> None:
    """Numpy adds truths by 'or' and refuses texts; JavaScript would quietly do otherwise."""
    kinds = {operand.kind for operand in operands}
    if "text" in kinds and not (function in (np.equal, np.not_equal) and kinds == {"text"}):
        raise TraceError(f"np.{function.__name__} works on numbers, not on text: choose texts with np.where")
    if kinds == {"truth"} and function in _ARITHMETIC:
        raise TraceError(f"np.{function.__name__} on comparisons: count with np.where(condition, 1.0, 0.0)")


def truth(graph: Graph, value: Any) -> Symbol:
    """`value` as a truth: numpy calls every number but 0 true, NaN included."""
    symbol = graph.symbol(value)
    return symbol if symbol.kind == "truth" else graph.node("truth", "({0} != 0)", symbol)


def _bitwise(graph: Graph, function: Any, *args: Any) -> Any:
    if any(graph.symbol(arg).kind != "truth" for arg in args):
        raise TraceError(f"np.{function.__name__} (&, |, ^, ~) works on comparisons here, not on numbers")
    return apply(graph, BITWISE[function], args)


def _where(graph: Graph, condition: Any, x: Any = None, y: Any = None) -> Symbol:
    if x is None or y is None:
        raise unsupported("np.where with one argument", np.where)
    chosen, other = graph.symbol(x), graph.symbol(y)
    if "text" in (chosen.kind, other.kind) and chosen.kind != other.kind:
        raise unsupported("np.where between a text and a number", np.where)
    kind = chosen.kind if chosen.kind == other.kind else "number"
    return graph.node(kind, "({0} ? {1} : {2})", truth(graph, condition), chosen, other)


def _select(graph: Graph, condlist: Any, choicelist: Any, default: Any = 0) -> Symbol:
    result = graph.symbol(default)
    for condition, choice in reversed(list(zip(condlist, choicelist, strict=True))):
        result = _where(graph, condition, choice, result)
    return result


def _choose(graph: Graph, a: Any, choices: Any) -> Symbol:
    entries = [graph.symbol(choice) for choice in choices]
    texts = ", ".join(f"{{{i + 1}}}" for i in range(len(entries)))
    return graph.node(entries[0].kind, f"[{texts}][{{0}}]", a, *entries)


def _clip(graph: Graph, a: Any, a_min: Any = None, a_max: Any = None, **bounds: Any) -> Any:
    low, high = bounds.pop("min", a_min), bounds.pop("max", a_max)
    if bounds:
        raise unsupported(None, np.clip, bounds)
    if low is not None:
        a = apply(graph, np.maximum, (a, low))
    return a if high is None else apply(graph, np.minimum, (a, high))


def _stack(graph: Graph, arrays: Any) -> list[Symbol]:
    return [graph.symbol(entry) for entry in arrays]


def _power(graph: Graph, base: Any, exponent: Any) -> Symbol:
    """1 to any power is 1 in IEEE 754 and in numpy; JavaScript's pow(1, NaN) and pow(1, Infinity) are NaN."""
    a, b = graph.symbol(base), graph.symbol(exponent)
    if not b.operands and isinstance(exponent, (int, float)) and np.isfinite(exponent):
        return graph.node("number", "pow({0}, {1})", a, b)
    return graph.node("number", "({0} == 1 || ({0} == -1 && abs({1}) == (1/0)) ? 1 : pow({0}, {1}))", a, b)


def _mod(graph: Graph, a: Any, b: Any) -> Symbol:
    """Numpy's remainder takes the sign of the divisor, JavaScript's that of the dividend."""
    rest = graph.node("number", "({0} % {1})", a, b)
    return graph.node("number", "({0} != 0 && {0} < 0 != {1} < 0 ? {0} + {1} : {0})", rest, b)


def _floor_divide(graph: Graph, a: Any, b: Any) -> Symbol:
    """(a - a mod b) / b is whole but for rounding; floor(a / b) would miss 1 // 0.1."""
    return graph.node(
        "number",
        "({1} == 0 ? {0} / {1} : abs({1}) == (1/0) && abs({0}) < (1/0) ? ({0} != 0 && {0} < 0 != {1} < 0 ? -1 : 0)"
        " : floor(({0} - {2}) / {1} + 0.5))",
        a,
        b,
        _mod(graph, a, b),
    )


def _expm1(graph: Graph, x: Any) -> Symbol:
    """Kahan's form: the rounding of exp(x) cancels against that of its logarithm."""
    return graph.node(
        "number",
        "({1} == 1 ? {0} : abs({0}) < 1 ? ({1} - 1) * {0} / log({1}) : {1} - 1)",
        x,
        graph.node("number", "exp({0})", x),
    )


def _log1p(graph: Graph, x: Any) -> Symbol:
    """Kahan's form, as for expm1."""
    return graph.node(
        "number",
        "({1} == 1 ? {0} : {1} - 1 == {0} ? log({1}) : log({1}) * {0} / ({1} - 1))",
        x,
        graph.node("number", "(1 + {0})", x),
    )


def _tanh(graph: Graph, x: Any) -> Symbol:
    """(e^2x - 1) / (e^2x + 1), with x held where tanh has long been 1."""
    held = _clip(graph, x, -20.0, 20.0)
    grown = _expm1(graph, apply(graph, np.multiply, (2.0, held)))
    return graph.node("number", "({0} / ({0} + 2))", grown)


def _column(kind: str) -> Any:
    """An operation over all rows of a table; `Emitter` makes a Vega transform of it."""

    def apply_column(graph: Graph, *operands: Any) -> Symbol:
        return graph.node("number", f"@{kind}", *operands)

    return apply_column


def _elementwise(template: str) -> Any:
    return lambda graph, operand: graph.node("number", template, operand)


#: Functions that numpy lacks, by the names that SciPy gives them; one that meets a symbol hands itself over (NEP 18).
#: `running_maximum(values, order)` is the largest value up to each row, in the order of another column, and
#: `running_sum(values, order)` the sum up to there.
NAMED: dict[str, Any] = {
    "ndtr": _elementwise("cumulativeNormal({0})"),
    "ndtri": _elementwise("quantileNormal({0})"),
    "rankdata": _column("rank"),
    "running_maximum": _column("running max"),
    "running_sum": _column("running sum"),
}

SPECIAL: dict[Any, Any] = {
    np.sum: _column("sum"),
    np.mean: _column("mean"),
    np.max: _column("max"),
    np.min: _column("min"),
    np.where: _where,
    np.select: _select,
    np.choose: _choose,
    np.clip: _clip,
    np.stack: _stack,
    np.power: _power,
    np.float_power: _power,
    np.mod: _mod,
    np.floor_divide: _floor_divide,
    np.expm1: _expm1,
    np.log1p: _log1p,
    np.tanh: _tanh,
}

#: Every numpy function that a traced function may call; those of a whole column only on the columns of a table.
SUPPORTED = {*ELEMENTWISE, *LOGIC, *BITWISE, *SPECIAL}
