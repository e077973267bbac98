"""A model as the engine sees it: parameters, functions of them, and how to turn those into Vega.

The functions are called in two ways. With numbers they give the outputs, the rows behind the picture and the
sentence (in Python: tests, the kernel, the page's starting point). With symbols they give Vega expressions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .extra import Extra, Symbols
from .parameter import Parameter
from .tracing import NUMBER, TEXT, Graph, Symbol, TraceError

#: What a model's functions are given: each parameter's name and its value (a number or a symbol).
Values = Mapping[str, Any]


def typographic(text: str) -> str:
    """Python's numbers in a text as the page writes them: a minus for a hyphen, no sign for zero, ∞ for inf.

    Examples
    --------
    >>> typographic("from -2.5 to -0.00 of a well-known inf")
    'from −2.5 to 0.00 of a well-known ∞'
    """
    unsigned = re.sub(r"(?<![\w.])[+-](?=0(?:\.0+)?(?![.,]?\d))", "", text)
    signed = re.sub(r"(?<!\w)-(?=\d|inf\b)", "−", unsigned)
    return re.sub(r"(?<!\w)\+?inf\b%?", "∞", re.sub(r"(?<!\w)nan\b%?", "–", signed))


@dataclass(frozen=True)
class Table:
    """Rows behind a picture: columns that never change, and columns computed from them and the parameters.

    `index` maps a column's name to its entries (numbers, or texts); `columns(parameters, row)` returns the
    computed columns by name, from the parameters and the index columns (arrays, or symbols).
    """

    index: Mapping[str, Sequence[Any]]
    columns: Callable[[Values, Values], dict[str, Any]]

    def __post_init__(self) -> None:
        lengths = {name: len(entries) for name, entries in self.index.items()}
        if len(set(lengths.values())) != 1:
            raise ValueError(f"the index columns of a table must be of one length; got {lengths or 'no column'}")


@dataclass(frozen=True)
class Rows:
    """An output that is a list: the rows of `table` in which `where` holds, by `sort`, as their `fields`.

    One field gives a list of values, several a list of lists.
    """

    table: str
    where: str
    fields: tuple[str, ...]
    sort: str | None = None

    def pick(self, table: dict[str, Any]) -> list[Any]:
        """The list, from a table's columns as arrays."""
        chosen = np.flatnonzero(table[self.where])
        if self.sort:
            chosen = chosen[np.argsort(table[self.sort][chosen], kind="stable")]
        rows = [[table[name][i].item() for name in self.fields] for i in chosen]
        return [row[0] for row in rows] if len(self.fields) == 1 else rows


@dataclass(frozen=True)
class Overall:
    """An output that a whole table gives: a `column` of `table` whose value is the same in every row."""

    table: str
    column: str

    def pick(self, table: dict[str, Any]) -> Any:
        """The value, from the table's columns as arrays."""
        values = table[self.column]
        if not np.array_equal(values, np.full_like(values, values[0]), equal_nan=values.dtype.kind == "f"):
            raise ValueError(f"column {self.column!r} of table {self.table!r} differs from row to row")
        return values[0].item()


@dataclass(frozen=True)
class State:
    """What a model says at given parameters."""

    outputs: dict[str, Any]
    tables: dict[str, dict[str, Any]]
    sentence: str
    progress: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Traced:
    """A model as Vega: signals for parameters and outputs, and for each table its formulas."""

    signals: list[dict[str, Any]]
    formulas: dict[str, list[dict[str, Any]]]


def _nothing(_: Values) -> dict[str, Any]:
    return {}


def _silence(_: Values, __: Values) -> str:
    return ""


@dataclass(frozen=True)
class Model:
    """Parameters and the functions of them; see the module's text for how the functions are called."""

    parameters: Sequence[Parameter]
    outputs: Callable[[Values], dict[str, Any]] = _nothing
    tables: Mapping[str, Table] = field(default_factory=dict)
    lists: Mapping[str, Rows | Overall] = field(default_factory=dict)
    sentence: Callable[[Values, Values], Any] = _silence
    goals: Sequence[Callable[[Values, Values], Any]] = ()
    extras: Sequence[Extra] = ()

    def __post_init__(self) -> None:
        names = [parameter.name for parameter in self.parameters]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"each parameter needs a name of its own; got {', '.join(twice)} twice")
        for name, rows in self.lists.items():
            if rows.table not in self.tables:
                raise ValueError(
                    f"output {name!r} lists table {rows.table!r}; known tables: {', '.join(self.tables) or 'none'}"
                )

    @property
    def defaults(self) -> dict[str, float]:
        """Each parameter's default."""
        return {parameter.name: float(parameter.default) for parameter in self.parameters}

    def check_names(self, values: Mapping[str, Any], what: str = "parameter") -> None:
        """Refuse values for parameters that the model does not have."""
        unknown = [name for name in values if name not in self.defaults]
        if unknown:
            raise ValueError(
                f"unknown {what} {', '.join(map(repr, unknown))}; the model has {', '.join(self.defaults)}"
            )

    def evaluate(self, values: Mapping[str, float]) -> State:
        """Outputs, tables and sentence in Python, at the defaults where `values` names no other value."""
        self.check_names(values)
        parameters = {**self.defaults, **values}
        outputs = {name: _plain(value) for name, value in self.outputs(parameters).items()}
        tables = {name: self._rows(table, parameters) for name, table in self.tables.items()}
        outputs |= {name: overall.pick(tables[overall.table]) for name, overall in self._overall().items()}
        sentence = typographic(str(self.sentence(parameters, outputs)))
        lists = {n: rows.pick(tables[rows.table]) for n, rows in self.lists.items() if isinstance(rows, Rows)}
        progress = [float(goal(parameters, outputs)) for goal in self.goals]
        return State({**outputs, **lists}, tables, sentence, progress)

    def _overall(self) -> dict[str, Overall]:
        return {name: overall for name, overall in self.lists.items() if isinstance(overall, Overall)}

    @staticmethod
    def _rows(table: Table, parameters: Values) -> dict[str, Any]:
        index = {name: np.asarray(entries) for name, entries in table.index.items()}
        length = len(next(iter(index.values())))
        columns = table.columns(parameters, index)
        return index | {name: np.broadcast_to(np.asarray(column), length) for name, column in columns.items()}

    def trace(self) -> Traced:
        """The model as Vega signals and formulas; raises `TraceError` where that is not possible."""
        graph = Graph()
        parameters = {name: graph.name(name) for name in self.defaults}
        outputs = {name: graph.symbol(value) for name, value in self.outputs(parameters).items()}
        # Quotes of the one kind would end the text that the name is part of.
        outputs |= {n: graph.name(f"data('{o.table}')[0]['{o.column}']") for n, o in self._overall().items()}
        progress = {f"_goal{i}": graph.symbol(goal(parameters, outputs)) for i, goal in enumerate(self.goals)}
        outputs["sentence"] = graph.symbol(self.sentence(parameters, outputs))
        outputs |= progress
        for extra in self.extras:
            further = extra.signals(Symbols(self, parameters, outputs, graph.name))
            outputs |= {name: graph.symbol(value) for name, value in further.items()}
        columns = {
            name: {
                column: graph.symbol(value)
                for column, value in table.columns(parameters, _row_symbols(graph, table)).items()
            }
            for name, table in self.tables.items()
        }
        return _Emitter(graph, self.parameters, outputs, columns).traced()


def _plain(value: Any) -> Any:
    """A numpy scalar as Python's own."""
    return value.item() if isinstance(value, (np.generic, np.ndarray)) else value


def _row_symbols(graph: Graph, table: Table) -> dict[str, Symbol]:
    return {
        name: graph.name(f"datum.{name}", TEXT if isinstance(entries[0], str) else NUMBER)
        for name, entries in table.index.items()
    }


class _Emitter:
    """Writes the nodes of a graph as Vega text, naming what is used twice so that it is computed once.

    What depends on parameters alone becomes a signal, computed once a step; what depends on a row becomes a
    field of it. A row's formula never repeats work that a signal can do.
    """

    def __init__(
        self,
        graph: Graph,
        parameters: Sequence[Parameter],
        outputs: dict[str, Symbol],
        columns: dict[str, dict[str, Symbol]],
    ) -> None:
        self.parameters, self.outputs, self.columns = parameters, outputs, columns
        roots = [*outputs.values(), *(symbol for table in columns.values() for symbol in table.values())]
        live = reachable(roots)
        self.by_row = self._depends_on_row(live)
        uses = [operand.index for symbol in live for operand in symbol.operands]
        for symbol in live:
            if symbol.index in self.by_row:
                uses += [operand.index for operand in symbol.operands if operand.index not in self.by_row]
        self.shared = {i for i in set(uses) if uses.count(i) > 1 and graph.nodes[i].operands}
        self.live = live
        over = [symbol for symbol in live if over_rows(symbol)]
        self.shared |= {symbol.index for symbol in over}
        self.shared |= {operand.index for symbol in over for operand in symbol.operands if operand.operands}
        for symbol in over:
            if not all(operand.index in self.by_row for operand in symbol.operands):
                raise TraceError("np.sum, np.mean, np.max, np.min and ranks work on the columns of a table only")

    @staticmethod
    def _depends_on_row(live: list[Symbol]) -> set[int]:
        by_row: set[int] = set()
        for symbol in live:
            leaf = not symbol.operands and symbol.template.startswith("datum.")
            if leaf or any(operand.index in by_row for operand in symbol.operands):
                by_row.add(symbol.index)
        return by_row

    def text(self, symbol: Symbol, top: bool = False) -> str:
        if not top and symbol.index in self.shared:
            return f"datum._{symbol.index}" if symbol.index in self.by_row else f"_{symbol.index}"
        return symbol.template.format(*(self.text(operand) for operand in symbol.operands))

    def traced(self) -> Traced:
        signals = [_parameter_signal(parameter) for parameter in self.parameters]
        signals += [
            {"name": f"_{symbol.index}", "update": self.text(symbol, top=True)}
            for symbol in self.live
            if symbol.index in self.shared and symbol.index not in self.by_row
        ]
        for name, symbol in self.outputs.items():
            if symbol.index in self.by_row:
                raise TraceError(f"output {name!r} depends on a row of a table; outputs depend on parameters only")
            signals.append({"name": name, "update": self.text(symbol)})
        return Traced(signals, {name: self._formulas(columns) for name, columns in self.columns.items()})

    def _formulas(self, columns: dict[str, Symbol]) -> list[dict[str, Any]]:
        """Vega transforms: row by row what can be, then over all rows, and so on by depth."""
        needed = reachable(columns.values())
        depth: dict[int, int] = {}
        steps: list[dict[str, Any]] = []
        for symbol in needed:
            below = max((depth[operand.index] for operand in symbol.operands), default=0)
            depth[symbol.index] = below + over_rows(symbol)
        for level in range(max(depth.values(), default=0) + 1):
            here = [s for s in needed if s.index in self.by_row and not over_rows(s)]
            here = [s for s in here if s.index in self.shared and depth[s.index] == level]
            steps += [_formula(f"_{symbol.index}", self.text(symbol, top=True)) for symbol in here]
            steps += self._over_all([s for s in needed if over_rows(s) and depth[s.index] == level + 1])
        return steps + [_formula(name, self.text(symbol)) for name, symbol in columns.items()]

    def _over_all(self, symbols: list[Symbol]) -> list[dict[str, Any]]:
        """The transforms for operations over all rows whose operands are fields by now."""

        def field(symbol: Symbol) -> str:
            return self.text(symbol).removeprefix("datum.")

        plain = [s for s in symbols if s.template in ("@sum", "@mean", "@max", "@min")]
        steps: list[dict[str, Any]] = []
        if plain:
            ops = [s.template.removeprefix("@") for s in plain]
            fields, names = [field(s.operands[0]) for s in plain], [f"_{s.index}" for s in plain]
            steps.append({"type": "joinaggregate", "ops": ops, "fields": fields, "as": names})
        for symbol in symbols:
            name = f"_{symbol.index}"
            if symbol.template == "@rank":
                # With a frame of the row itself, ties included, `count` says how many share the rank.
                steps.append(
                    {"type": "window", "sort": {"field": field(symbol.operands[0])}, "frame": [0, 0],
                     "ignorePeers": False, "ops": ["rank", "count"], "as": [f"{name}r", f"{name}n"]}
                )  # fmt: skip
                steps.append(_formula(name, f"datum.{name}r + (datum.{name}n - 1) / 2"))
            elif symbol.template.startswith("@running "):
                value, order = map(field, symbol.operands)
                steps.append(
                    {"type": "window", "sort": {"field": order}, "frame": [None, 0],
                     "ops": [symbol.template.removeprefix("@running ")], "fields": [value], "as": [name]}
                )  # fmt: skip
        return steps


def over_rows(symbol: Symbol) -> bool:
    """Whether a node is an operation over all rows of a table."""
    return symbol.template.startswith("@")


def _formula(name: str, text: str) -> dict[str, Any]:
    return {"type": "formula", "as": name, "expr": text}


def _parameter_signal(parameter: Parameter) -> dict[str, Any]:
    if np.isfinite(parameter.default):
        return {"name": parameter.name, "value": parameter.default}
    return {"name": parameter.name, "init": "(1/0)"}


def reachable(roots: Any) -> list[Symbol]:
    """Every node that `roots` rest on, each once, operands first."""
    found: dict[int, Symbol] = {}
    pending = list(roots)
    while pending:
        symbol = pending.pop()
        if symbol.index not in found:
            found[symbol.index] = symbol
            pending += symbol.operands
    return [found[index] for index in sorted(found)]
