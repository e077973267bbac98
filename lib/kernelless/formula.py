"""A reader's formula: any function of numbers, told in one sentence where it goes wrong.

What can be traced lives in the page. Anything else is called by Python with plain numbers, one setting after the other,
so that `math.sqrt`, `round`, `if`, a loop or `sorted` do what a reader expects of them.
"""

from __future__ import annotations

import ast
import difflib
import dis
import inspect
import linecache
import math
import sys
import textwrap
import traceback
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from .messages import say
from .model import over_rows, reachable
from .tracing import TEXT, Graph, Symbol, TraceError


class FormulaError(ValueError):
    """A reader's formula that cannot be used, in a sentence that says what to do."""

    def _render_traceback_(self) -> list[str]:
        """What Jupyter shows: the sentence, without the way there through code that is not the reader's."""
        return [f"{type(self).__name__}: {self}"]


class Formula:
    """A function of numbers that a model calls with symbols, with numbers or with arrays.

    Parameters
    ----------
    function : callable
        What the reader wrote.
    form : str
        Name and arguments as the model calls it, such as ``output(levels, weights, sigma)``; an argument may be a list.
    entries : int, optional
        How many numbers it returns: one, or a list of so many.
    limits : pair of float, optional
        What each may be at least and at most.

    Raises
    ------
    FormulaError
        If it is no function, or takes other arguments; when called, if it returns something else or stops.

    Examples
    --------
    >>> import math
    >>> root = Formula(lambda x: round(math.sqrt(x)), "root(x)")
    >>> root(np.array([4.0, 9.0])).tolist()
    [2.0, 3.0]
    """

    def __init__(
        self,
        function: Callable[..., Any],
        form: str,
        entries: int = 1,
        limits: tuple[float, float] = (-math.inf, math.inf),
    ) -> None:
        self.name, _, rest = form.partition("(")
        self.arguments = [name.strip() for name in rest.rstrip(")").split(",")]
        self.function, self.form, self.entries, self.limits = function, form, entries, limits
        self.traced = self.numbers_only = False
        self._drawn: dict[Any, Any] | None = None
        self._asked = False
        self._check_arguments()

    def __call__(self, *args: Any) -> Any:
        """The answer for symbols, numbers or arrays."""
        if any(isinstance(leaf, Symbol) for leaf in _leaves(args)):
            return self._trace(args)
        if not self.traced:
            return self._one_by_one(args)
        with np.errstate(all="ignore"):
            answers = self._called_with(args)
        self._check_limits(answers)
        return answers

    def _called_with(self, args: tuple[Any, ...]) -> Any:
        """What the function answers; what it does to a list is done to a copy."""
        return self.function(*_filled(args, _leaves(args)))

    def _check_limits(self, answers: Any) -> None:
        low, high = self.limits
        for answer in np.ravel(answers) if self.limits != (-math.inf, math.inf) else ():
            if answer < low or answer > high:
                raise FormulaError(
                    f"{self._called()} must return numbers from {low:g} to {high:g}, and returned {answer:.4g}: "
                    f"np.clip(…, {low:g}, {high:g}) keeps them there."
                )

    def _check_arguments(self) -> None:
        if not callable(self.function):
            raise FormulaError(f"{self.name} must be a function, {self.form}; got {self.function!r:.60}")
        try:
            taken = inspect.signature(self.function)
        except (TypeError, ValueError):  # some functions of C say nothing of their arguments
            return
        try:
            taken.bind(*self.arguments)
        except TypeError:
            raise FormulaError(
                f"{self._called()} takes {taken}, and the model gives it {len(self.arguments)} values: "
                f"begin it with `def {self.form}:`"
            ) from None

    def _called(self) -> str:
        name = getattr(self.function, "__name__", "")
        return f"{name if name.isidentifier() else self.name}()"

    def _trace(self, args: tuple[Any, ...]) -> Any:
        graph = next(leaf.graph for leaf in _leaves(args) if isinstance(leaf, Symbol))
        known = len(graph.nodes)
        try:
            first, second = (self._called_with(args) for _ in range(2))
            self._check_traced(first, second, graph, known)
        except Exception as error:
            self.traced, self.numbers_only = False, True
            raise TraceError(f"{self.form} cannot be traced: {error}") from error
        self.traced = not self.numbers_only
        return first

    def _check_traced(self, first: Any, second: Any, graph: Graph, known: int) -> None:
        """What was traced, after so many nodes, must be numbers, the same each time, and of one setting only."""
        both = [[graph.symbol(entry) for entry in _entries(result)] for result in (first, second)]
        if len(both[0]) != self.entries or (self.entries == 1 and isinstance(first, list | tuple)):
            raise TraceError(f"{self.form} returns {self.entries} at a time")
        if any(symbol.kind == TEXT for symbol in both[0]):
            raise TraceError(f"{self.form} returns numbers")
        if [symbol.index for symbol in both[0]] != [symbol.index for symbol in both[1]]:
            raise TraceError("it gives another answer each time")
        if any(over_rows(symbol) and symbol.index >= known for symbol in reachable(both[0])):
            raise TraceError("np.sum, np.mean, np.max and np.min would run over a whole table")

    def _one_by_one(self, args: tuple[Any, ...]) -> Any:
        arrays = np.broadcast_arrays(*(np.asarray(leaf, dtype=float) for leaf in _leaves(args)))
        rows = zip(*(array.ravel().tolist() for array in arrays), strict=True)
        found = np.array([self._kept(_filled(args, iter(row)), row) for row in rows], dtype=float)
        shape = arrays[0].shape
        if self.entries == 1:
            return found.reshape(shape)[()]
        return [found.reshape(*shape, self.entries)[..., entry] for entry in range(self.entries)]

    def _kept(self, args: tuple[Any, ...], row: tuple[float, ...]) -> Any:
        """The answer for a setting; if it is drawn by chance, the same one each time."""
        if not self._asked:
            self._asked = True
            first, second = self.ask(*args), self.ask(*args)
            if not np.array_equal(first, second, equal_nan=True):
                self._drawn = {}
        if self._drawn is None:
            return self.ask(*args)
        if row not in self._drawn:
            self._drawn[row] = self.ask(*args)
        return self._drawn[row]

    @property
    def note(self) -> str:
        """What the reader is told where Python has to compute, or nothing."""
        if not self.numbers_only:
            return ""
        drawn = "" if self._drawn is None else f" {say('jupyter.at_random')}"
        return say("jupyter.by_number", function=self._called()) + drawn

    def ask(self, *args: Any) -> Any:
        """The answer for one setting: a number, or as many as are wanted; NaN where arithmetic has none."""
        try:
            with np.errstate(all="ignore"):
                value = self._called_with(args)
        except Exception as error:
            if _has_no_value(error):
                return math.nan if self.entries == 1 else [math.nan] * self.entries
            raise FormulaError(self._stopped(error, args)) from None
        try:
            numbers = self._numbers(value)
        except TypeError as error:
            raise FormulaError(f"{error} It was called with {self._setting(args)}.") from None
        self._check_limits(numbers)
        return numbers

    def _numbers(self, value: Any) -> Any:
        """What was returned, as a number or a list of them; a TypeError says what was returned instead."""
        if value is None:
            raise TypeError(f"{self._called()} returns nothing: {_return_line(self.function)}.")
        entries = _entries(value)
        single = not isinstance(value, list | tuple) and np.ndim(value) == 0
        wanted = "one number" if self.entries == 1 else f"a list of {self.entries} numbers"
        right = single if self.entries == 1 else len(entries) == self.entries and not single
        if not right or not all(isinstance(_plain(entry), (bool, int, float, complex)) for entry in entries):
            hint = ""
            if self.entries == 1 and not single:
                hint = ": make one of them, as min(…) or sum(…) does"
            raise TypeError(f"{self._called()} must return {wanted}, and returned {_described(value)}{hint}.")
        numbers = [math.nan if isinstance(_plain(entry), complex) else float(_plain(entry)) for entry in entries]
        return numbers[0] if self.entries == 1 else numbers

    def _setting(self, args: tuple[Any, ...]) -> str:
        return ", ".join(f"{name} = {_short(value)}" for name, value in zip(self.arguments, args, strict=True))

    def _stopped(self, error: Exception, args: tuple[Any, ...]) -> str:
        """What stopped it, where, and what to do."""
        code = getattr(self.function, "__code__", None)
        own = [line for frame, line in traceback.walk_tb(error.__traceback__) if frame.f_code is code]
        line = linecache.getline(code.co_filename, own[-1]).strip() if code and own else ""
        where = f" in the line `{line}`" if line else ""
        return f"{self._called()} stops{where} with {type(error).__name__}: {error}. {self._advice(error, args)}"

    def _advice(self, error: Exception, args: tuple[Any, ...]) -> str:
        """What to do about the commonest mistakes; for others, the numbers to try it with."""
        if isinstance(error, NameError):
            return self._missing(str(error.name or ""))
        near = difflib.get_close_matches(getattr(error, "name", None) or "", dir(getattr(error, "obj", None)), 1)
        if isinstance(error, AttributeError) and near:
            return f"Did you mean {near[0]}?"
        if isinstance(error, TypeError) and "as an integer" in str(error):
            return "Write int(…) around the number."
        return f"It was called with {self._setting(args)}."

    def _missing(self, name: str) -> str:
        module = {"np": "numpy as np"}.get(name, name if name in sys.stdlib_module_names else "")
        if module:
            return f"Add the line `import {module}` above it."
        known = [*self.arguments, *getattr(self.function, "__globals__", {}), *dir(math)]
        near = difflib.get_close_matches(name, known, 1)
        also = f"Did you mean {near[0]}? " if near else ""
        return f"{also}Give it a value above, or use what the function is given: {', '.join(self.arguments)}."


def _leaves(value: Any) -> Iterator[Any]:
    """The entries of nested lists, in order."""
    if isinstance(value, list | tuple):
        for entry in value:
            yield from _leaves(entry)
    else:
        yield value


def _filled(shape: Any, values: Iterator[Any]) -> Any:
    """Nested lists of this shape, with these entries."""
    if isinstance(shape, list | tuple):
        return type(shape)(_filled(entry, values) for entry in shape)
    return next(values)


def _entries(value: Any) -> list[Any]:
    if isinstance(value, Symbol):
        return [value]
    return list(value) if isinstance(value, list | tuple) or np.ndim(value) == 1 else [value]


def _plain(value: Any) -> Any:
    """A number of numpy as Python's own."""
    return (
        value.item() if isinstance(value, np.generic) or (isinstance(value, np.ndarray) and value.ndim == 0) else value
    )


def _short(value: Any) -> str:
    """A value of a setting, in few letters."""
    if isinstance(value, list | tuple | np.ndarray):
        several = [_short(entry) for entry in list(value)[:6]]
        return f"[{', '.join([*several, *(['…'] if len(value) > 6 else [])])}]"
    return f"{value:.4g}" if isinstance(_plain(value), (int, float)) else f"{value!r:.40}"


def _described(value: Any) -> str:
    """What was returned, in words."""
    if isinstance(value, str):
        return f"the text {value!r:.40}"
    kinds: dict[type, str] = {list: "a list", tuple: "a tuple", np.ndarray: "an array", dict: "a dict", set: "a set"}
    kind = kinds.get(type(value), f"a {type(value).__name__}")
    return f"{kind} of {len(value)}" if np.ndim(value) == 1 or isinstance(value, dict | set) else kind


def _has_no_value(error: Exception) -> bool:
    """Whether arithmetic found no value, as for 1 / 0 or math.log(0); not an error that a line raises on purpose."""
    tb = error.__traceback__
    while tb and tb.tb_next:
        tb = tb.tb_next
    on_purpose = tb is not None and tb.tb_frame.f_code.co_code[tb.tb_lasti] == dis.opmap["RAISE_VARARGS"]
    of_math = isinstance(error, ValueError) and ("math domain" in str(error) or str(error).startswith("expected a "))
    return not on_purpose and (isinstance(error, ArithmeticError) or of_math)


def _return_line(function: Callable[..., Any]) -> str:
    """The line that a function without an answer lacks."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    except (OSError, TypeError, SyntaxError, IndexError):
        return "end it with a line `return …`"
    if any(isinstance(node, ast.Return) and node.value for node in ast.walk(tree)):
        return "every way through it must end in a `return …`, the one after an `if` or a loop too"
    last = tree.body[-1] if isinstance(tree, ast.FunctionDef) else None
    match last:
        case ast.Expr(value) if not isinstance(value, ast.Constant):
            return f"write `return {ast.unparse(value)}` in its last line"
        case ast.Assign([ast.Name(name)]) | ast.AugAssign(ast.Name(name)) | ast.AnnAssign(ast.Name(name)):
            return f"add the line `return {name}` at its end"
    return "end it with a line `return …`"
