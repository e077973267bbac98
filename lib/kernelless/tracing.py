"""Tracing: a numpy function, called once with symbols, becomes a Vega expression.

numpy hands every call that meets a `Symbol` to it (``__array_ufunc__``, NEP 13; ``__array_function__``,
NEP 18), so the function is run rather than parsed. Equal sub-expressions become one node, which is how a
compiled chart computes each of them once.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from . import operations
from .operations import TraceError

__all__ = ["Graph", "Symbol", "TraceError", "texts", "trace"]

NUMBER, TRUTH, TEXT = "number", "truth", "text"

#: Marks a formatted symbol inside a string until the string is turned into an expression.
_FIELD = re.compile("\x02(\\d+):([^\x03]*)\x03")


class Graph:
    """The nodes of one trace, each made once."""

    def __init__(self) -> None:
        self.nodes: list[Symbol] = []
        self._known: dict[tuple[Any, ...], Symbol] = {}

    def node(self, kind: str, template: str, *operands: Any) -> Symbol:
        """The node for `template` over `operands`; `{0}`, `{1}` … in the template stand for them."""
        symbols = tuple(self.symbol(operand) for operand in operands)
        key = (kind, template, tuple(symbol.index for symbol in symbols))
        if key not in self._known:
            self._known[key] = Symbol(self, len(self.nodes), kind, template, symbols)
            self.nodes.append(self._known[key])
        return self._known[key]

    def name(self, name: str, kind: str = NUMBER) -> Symbol:
        """A leaf that stands for a Vega signal or a field of `datum`."""
        return self.node(kind, name.replace("{", "{{").replace("}", "}}"))

    def symbol(self, value: Any) -> Symbol:
        """`value` itself if it is a symbol of this trace, or a leaf for a constant."""
        if isinstance(value, Symbol):
            if value.graph is not self:
                raise TraceError("two traces were mixed: use symbols only inside the function they were made for")
            return value
        if (isinstance(value, np.ndarray) and value.ndim == 0) or isinstance(value, np.generic):
            value = value.item()
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, bool):
            return self.node(TRUTH, "true" if value else "false")
        if isinstance(value, (int, float)):
            return self.node(NUMBER, _number(float(value)))
        raise TraceError(
            f"a traced function works on single numbers, truths and texts, not on {type(value).__name__} "
            f"({value!r:.60}): call it once for each entry"
        )

    def _text(self, value: str) -> Symbol:
        parts: list[Any] = []
        last = 0
        for field in _FIELD.finditer(value):
            parts += [value[last : field.start()], (self.nodes[int(field[1])], field[2])]
            last = field.end()
        parts.append(value[last:])
        pieces = [self._piece(part) for part in parts if part != ""] or [self.node(TEXT, '""')]
        if len(pieces) == 1:
            return pieces[0]
        return self.node(TEXT, "(" + " + ".join(f"{{{i}}}" for i in range(len(pieces))) + ")", *pieces)

    def _piece(self, part: str | tuple[Symbol, str]) -> Symbol:
        if isinstance(part, str):
            return self.node(TEXT, json.dumps(part, ensure_ascii=False).replace("{", "{{").replace("}", "}}"))
        symbol, spec = part
        if spec == "" and symbol.kind == TEXT:
            return symbol
        if spec == "" or symbol.kind != NUMBER:
            raise TraceError("a number in a text needs a format, such as {value:.1f}: Python and Vega differ without")
        return self.node(TEXT, f"format({{0}}, {json.dumps(spec)})", symbol)


def _number(value: float) -> str:
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "(1/0)" if value > 0 else "(-1/0)"
    return repr(value) if value >= 0 and not math.copysign(1, value) < 0 else f"({value!r})"


def _operator(name: str, swap: bool = False) -> Callable[..., Any]:
    def method(self: Symbol, *others: Any) -> Any:
        operands = (*others, self) if swap else (self, *others)
        return operations.apply(self.graph, getattr(np, name), operands)

    return method


class Symbol:
    """Stands for a number, a truth or a text while a function is traced; see `trace`."""

    __slots__ = ("graph", "index", "kind", "operands", "template")
    __hash__ = object.__hash__
    #: For whoever checks arguments by type: there is nothing to check yet.
    has_value = False

    def __init__(self, graph: Graph, index: int, kind: str, template: str, operands: tuple[Symbol, ...]) -> None:
        self.graph, self.index, self.kind, self.template, self.operands = graph, index, kind, template, operands

    def __str__(self) -> str:
        return self.template.format(*map(str, self.operands))

    def __repr__(self) -> str:
        return f"<{self.kind} {str(self)[:80]}>"

    def __format__(self, spec: str) -> str:
        return f"\x02{self.index}:{spec}\x03"

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        if method != "__call__" or options:
            raise operations.unsupported(
                f"np.{ufunc.__name__}.{method}" if method != "__call__" else None, ufunc, options
            )
        return operations.apply(self.graph, ufunc, inputs)

    def __array_function__(self, function: Any, types: Any, args: Any, kwargs: Any) -> Any:
        return operations.apply(self.graph, function, args, kwargs)

    def __array__(self, *_: Any, **__: Any) -> Any:
        raise TraceError(
            "a list of symbols was turned into an array, as np.array([...]), np.sum([...]) or np.minimum.reduce([...]) "
            "do: combine symbols one by one instead, as functools.reduce(np.minimum, values) and sum(values) do"
        )

    def __bool__(self) -> bool:
        raise TraceError(
            "a symbol is neither true nor false yet, so `if`, `and`, `or`, `not`, min() and max() cannot decide on "
            "it: use np.where(condition, a, b), np.logical_and, np.minimum or np.maximum"
        )

    def _not_a_number(self, *_: Any) -> Any:
        raise TraceError(
            "a symbol has no value yet, so float(), int(), math.* functions, range() and indexing cannot use it: "
            "use numpy's functions (np.exp for math.exp, np.floor for int, np.choose for a list's entry)"
        )

    __float__ = __int__ = __index__ = __complex__ = __round__ = _not_a_number
    __trunc__ = __floor__ = __ceil__ = __len__ = __getitem__ = _not_a_number

    def __iter__(self) -> Iterator[Any]:
        raise self._not_a_number()

    __add__, __radd__ = _operator("add"), _operator("add", swap=True)
    __sub__, __rsub__ = _operator("subtract"), _operator("subtract", swap=True)
    __mul__, __rmul__ = _operator("multiply"), _operator("multiply", swap=True)
    __truediv__, __rtruediv__ = _operator("divide"), _operator("divide", swap=True)
    __floordiv__, __rfloordiv__ = _operator("floor_divide"), _operator("floor_divide", swap=True)
    __mod__, __rmod__ = _operator("mod"), _operator("mod", swap=True)
    __pow__, __rpow__ = _operator("power"), _operator("power", swap=True)
    __lt__, __gt__ = _operator("less"), _operator("greater")
    __le__, __ge__ = _operator("less_equal"), _operator("greater_equal")
    __eq__ = _operator("equal")
    __ne__ = _operator("not_equal")
    __and__, __rand__ = _operator("bitwise_and"), _operator("bitwise_and", swap=True)
    __or__, __ror__ = _operator("bitwise_or"), _operator("bitwise_or", swap=True)
    __xor__, __rxor__ = _operator("bitwise_xor"), _operator("bitwise_xor", swap=True)
    __neg__, __pos__ = _operator("negative"), _operator("positive")
    __abs__, __invert__ = _operator("absolute"), _operator("invert")


def _shaped(value: Any, convert: Callable[[Any], Any]) -> Any:
    """Apply `convert` to every leaf of nested mappings and sequences."""
    if isinstance(value, dict):
        return {key: _shaped(entry, convert) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [_shaped(entry, convert) for entry in value]
    return convert(value)


def trace(function: Callable[..., Any], **symbols: Any) -> Any:
    """Turn a numpy function into a Vega expression.

    Parameters
    ----------
    function : callable
        Called once, with a symbol for each keyword. It may use arithmetic, comparisons, logic, `np.where`,
        `np.clip`, `np.select`, `np.choose` and the elementwise functions of `kernelless.operations`.
    **symbols : str, number, or a list or dict of them
        For each argument the Vega text it stands for, such as ``"growth"`` (a signal) or
        ``"datum.year"`` (a field); a number is a constant. A list or dict is passed on as one of symbols.

    Returns
    -------
    Symbol, or a list or dict of them
        What the function returns; ``str(symbol)`` is the Vega expression.

    Raises
    ------
    TraceError
        Where the function does what a Vega expression cannot; the message names it and the way out.

    Examples
    --------
    >>> import numpy as np
    >>> str(trace(lambda x, y: np.minimum(2 * x, y) ** 2, x="datum.x", y="y"))
    'pow(min((2.0 * datum.x), y), 2.0)'
    """
    graph = Graph()
    leaf = lambda value: graph.name(value) if isinstance(value, str) else value  # noqa: E731 - a one-line closure
    result = function(**{name: _shaped(value, leaf) for name, value in symbols.items()})
    return _shaped(result, graph.symbol)


def texts(template: str, *values: Any) -> Any:
    """A text for each row, from a template with formats; of symbols, arrays and numbers alike.

    Examples
    --------
    >>> texts("M0,{:.1f}h{:.0f}", [1, 2], 3).tolist()
    ['M0,1.0h3', 'M0,2.0h3']
    """
    if any(isinstance(value, Symbol) for value in values):
        return template.format(*values)
    rows = zip(*(np.ravel(value) for value in np.broadcast_arrays(*values)), strict=True)
    return np.array([template.format(*row) for row in rows])
