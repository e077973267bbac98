"""What explorers are made of: scenarios with sources, planes and marks on them, and one `explore` for all.

An explorer's module says what is its own: parameters, scenarios, outputs, tables, a sentence, a picture, challenges.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial, reduce
from typing import Any

import altair as alt
import numpy as np
from kernelless import Carry, Challenge, Data, Guess, LiveChart, Parameter, Table, explorer, takes_formula
from kernelless.model import Values
from kernelless.theme import INK, MUTED, SURFACE

from .palette import STYLE
from .words import is_changed

Place = Mapping[str, Any]


# --- settings


def choices(names: Iterable[str]) -> dict[str, float]:
    """The number of each of the names that a reader can choose from, the first of which is 0.

    Examples
    --------
    >>> choices(["by pay", "by layer"])
    {'by pay': 0.0, 'by layer': 1.0}
    """
    return {name: float(i) for i, name in enumerate(names)}


def entry(entries: Sequence[Any], index: Any) -> Any:
    """An entry by its number; `np.choose` does it for symbols, and for numbers takes 64 entries at most.

    Examples
    --------
    >>> entry(["by pay", "by layer"], 1.0)
    'by layer'
    """
    return entries[int(index)] if isinstance(index, (int, float)) else np.choose(index, entries)


#: Values of parameters, each a number, or a number with the key of its source.
Setting = dict[str, float | tuple[float, str]]


class Scenarios(dict[str, dict[str, float]]):
    """Named settings of a model, the first of which opens it; what a setting leaves out is at its default.

    Parameters
    ----------
    settings : mapping
        For each name the values by parameter, each a number, or a number with the key of its source. What has no
        source is *assumed*.
    opening : str, optional
        The one that opens the model, where it is not the first.

    Examples
    --------
    >>> known = Scenarios({"today": {"price": 2, "accuracy": (0.3, "author2020")}, "tomorrow": {"price": 1}})
    >>> known.opening, known["today"], known.sources["today"]
    ('today', {'price': 2.0, 'accuracy': 0.3}, {'price': 'assumed', 'accuracy': 'author2020'})
    """

    def __init__(self, settings: Mapping[str, Mapping[str, float | tuple[float, str]]], opening: str = "") -> None:
        split = {
            name: {key: value if isinstance(value, tuple) else (value, "assumed") for key, value in values.items()}
            for name, values in settings.items()
        }
        super().__init__(
            {name: {key: float(value) for key, (value, _) in values.items()} for name, values in split.items()}
        )
        self.sources = {name: {key: source for key, (_, source) in values.items()} for name, values in split.items()}
        #: The scenario that the model opens with.
        self.opening = opening or next(iter(self))


def stops(*values: float) -> dict[str, float]:
    """Values that a slider can take, by how they are written.

    Examples
    --------
    >>> stops(0.5, 1, 1000)
    {'0.5': 0.5, '1': 1.0, '1,000': 1000.0}
    """
    return {f"{value:,}": float(value) for value in values}


def percents(*values: float) -> dict[str, float]:
    """Shares that a slider can take, by how they are written in per cent.

    Examples
    --------
    >>> percents(1, 50)
    {'1%': 0.01, '50%': 0.5}
    """
    return {f"{value:g}%": value / 100 for value in values}


def every(conditions: Iterable[Any]) -> Any:
    """Whether all of several conditions hold."""
    return reduce(np.logical_and, conditions)


def count(conditions: Iterable[Any]) -> Any:
    """How many of several conditions hold."""
    return reduce(np.add, [np.where(condition, 1.0, 0.0) for condition in conditions])


# --- places: what a mark's `encode` takes


@dataclass(frozen=True)
class Plane:
    """Two scales with their axes, and places on them."""

    x: alt.Scale | None = None
    y: alt.Scale | None = None
    x_axis: alt.Axis | None = None
    y_axis: alt.Axis | None = None

    def of(self, x: str = "", y: str = "", **further: Any) -> dict[str, Any]:
        """Where the numbers in columns of a table say, as ``of("year", "level", y2="until")``."""
        place: dict[str, Any] = {}
        if x:
            place["x"] = alt.X(f"{x}:Q", scale=self.x, axis=self.x_axis)
        if y:
            place["y"] = alt.Y(f"{y}:Q", scale=self.y, axis=self.y_axis)
        return place | {key: f"{value}:Q" if isinstance(value, str) else value for key, value in further.items()}

    def at(self, x: str | float | None = None, y: str | float | None = None) -> dict[str, Any]:
        """Where numbers, or expressions of outputs, say."""
        place: dict[str, Any] = {}
        if x is not None:
            place["x"] = _datum(alt.XDatum, x, self.x, self.x_axis)
        if y is not None:
            place["y"] = _datum(alt.YDatum, y, self.y, self.y_axis)
        return place


def _datum(kind: Any, value: str | float, scale: alt.Scale | None, axis: alt.Axis | None) -> Any:
    shown = {"scale": scale} | ({"axis": None} if axis is None else {})
    if isinstance(value, str):
        return kind(alt.ExprRef(value), type="quantitative", **shown)
    return kind(value, type="quantitative", **shown)


def pixels(**places: float | str) -> dict[str, Any]:
    """Places in pixels of the picture, from its upper left corner; a text is an expression, such as ``width``."""
    return {key: alt.value(alt.ExprRef(p) if isinstance(p, str) else p) for key, p in places.items()}


def hues(column: str, colors: Mapping[Any, str]) -> alt.Color:
    """The colour of each row, by what a column of names says."""
    scale = alt.Scale(domain=list(colors), range=list(colors.values()))
    return alt.Color(f"{column}:N", scale=scale, legend=None)


# --- marks: nouns with defaults


def beside(left: str, gap: float) -> dict[str, Any]:
    """The look of words that stand right of their place, or left of it where an expression holds."""
    return {"align": f"={left} ? 'right' : 'left'", "dx": f"={left} ? {-gap} : {gap}"}


def rows(table: str, where: str = "") -> alt.Chart:
    """A mark for each row of a table, or for those of which an expression of ``datum`` holds."""
    chart = alt.Chart(alt.NamedData(table))
    return chart.transform_filter(where) if where else chart


def one(where: str = "", **made: str) -> alt.Chart:
    """A single mark, if an expression holds; further columns are made by expressions."""
    chart = alt.Chart(alt.InlineData(values=[{}]))
    chart = chart.transform_filter(where) if where else chart
    return chart.transform_calculate(**made) if made else chart


def mark(kind: str, place: Place, of: alt.Chart | None = None, **look: Any) -> alt.Chart:
    """A mark of some kind at a place; of its look, a text that begins with ``=`` is an expression."""
    given = {k: alt.ExprRef(v[1:]) if isinstance(v, str) and v.startswith("=") else v for k, v in look.items()}
    chart: alt.Chart = getattr(one() if of is None else of, f"mark_{kind}")(**given).encode(**place)
    return chart


def text(place: Place, of: alt.Chart | None = None, **look: Any) -> alt.Chart:
    """Words: the mark's ``text``, or the column that ``place`` names."""
    return mark("text", place, of, **look)


def rimmed(place: Place, of: alt.Chart | None = None, rim: float = 4, **look: Any) -> list[alt.Chart]:
    """Words with a rim in the page's colour, so that they can be read over anything."""
    own = {key: value for key, value in place.items() if key != "color"}
    edge = {"stroke": SURFACE, "strokeWidth": rim, "strokeJoin": "round"}
    bare = {key: value for key, value in look.items() if key != "color"}
    return [text(own, of, **bare, **edge), text(place, of, **look)]


def point(place: Place, of: alt.Chart | None = None, **look: Any) -> alt.Chart:
    """A filled point that stands off from what is under it."""
    drawn = {"size": 110, "filled": True, "opacity": 1, "stroke": SURFACE, "strokeWidth": 2, **look}
    return mark("point", place, of, **drawn)


def rule(place: Place, of: alt.Chart | None = None, **look: Any) -> alt.Chart:
    """A straight line from a place to another."""
    return mark("rule", place, of, **look)


def heads(x: float, y: float, first: str, second: str, line: float = 15) -> list[alt.Chart]:
    """What a picture shows, and under it what its marks are."""
    styles: list[dict[str, Any]] = [{"fontWeight": "bold", "color": INK}, {"color": MUTED}]
    return [
        text(pixels(x=x, y=y + i * line), align="left", baseline="bottom", text=words, **style)
        for i, (words, style) in enumerate(zip((first, second), styles, strict=True))
    ]


def guessed(
    ask: bool, kind: str, place: Place, of: alt.Chart | None = None, name: Place | None = None, **look: Any
) -> list[alt.Chart]:
    """The reader's guess, if one is asked for: a dashed rule or tick, and its name there or at a place of its own.

    What the look says of the mark itself comes as ``look={...}``; the rest is the name's.
    """
    if not ask:
        return []
    own: dict[str, Any] = {"orient": "horizontal", "thickness": 2} if kind == "tick" else {"strokeWidth": 2}
    drawn = own | {"color": INK, "strokeDash": [3, 2]} | look.pop("look", {})
    guess = one("isValid(guess)") if of is None else of
    named = {"fontStyle": "italic", "text": "your guess"} | look
    return [mark(kind, place, guess, **drawn), text(place if name is None else name, guess, **named)]


def layered(
    *layers: alt.TopLevelMixin | Sequence[alt.TopLevelMixin],
    width: float,
    height: float,
    padding: tuple[float, float, float, float],
    apart: Sequence[str] = (),
) -> alt.LayerChart:
    """A picture of marks, or lists of them, the first at the bottom; the padding is left, right, top and bottom.

    Channels that are `apart`, as ``["y"]``, have a scale for each layer.
    """
    edges = dict(zip(("left", "right", "top", "bottom"), padding, strict=True))
    flat: list[Any] = [one for each in layers for one in (each if isinstance(each, list) else [each])]
    drawn: Any = alt.layer(*flat)
    if apart:
        drawn = drawn.resolve_scale(**dict.fromkeys(apart, "independent"))
    sized: alt.LayerChart = drawn.properties(width=width, height=height, padding=edges)
    return sized


# --- the explorer


@dataclass(frozen=True)
class Replaceable:
    """The formula of a model that a chapter may replace by its own.

    `form` is its name and arguments as a reader writes them, `cases` are arguments at which the two are compared, and
    `entries` and `limits` are what `takes_formula` takes. What is not traced but worked out beforehand, such as the
    runs of a search, `prepare` makes of the formula; outputs and tables are then given that.
    """

    function: Callable[..., Any]
    form: str
    cases: Iterable[Sequence[Any]]
    entries: int = 1
    limits: tuple[float, float] = (-math.inf, math.inf)
    prepare: Callable[[Any], Any] | None = None


@dataclass(frozen=True)
class Goal:
    """A challenge whose progress counts only as long as what it `keeps` is where its scenario puts it.

    And as long as it is `fair`, by parameters and outputs.
    """

    text: str
    progress: Callable[[Values, Values], Any]
    scenario: str
    done: str
    keeps: Sequence[str] = ()
    fair: Callable[[Values, Values], Any] | None = None


Columns = Callable[[Values, Values, Any], dict[str, Any]]
Index = Mapping[str, Sequence[Any]]
#: A table's index columns (or what makes them, once they are needed), and what makes its other columns from
#: parameters, a row and the formula.
Rows = tuple[Index | Callable[[], Index], Columns]


def _nothing(_: Values, __: Any) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Explorer:
    """A model as a reader meets it.

    `outputs` takes parameters and the formula; `sentence` takes parameters, outputs, and whether the formula is a
    reader's own, of which less can be said; `picture` takes whether there is a guess to draw, and the same. Tables
    that hold words, or what was prepared, are made by a function, which takes the formula and the same.
    """

    name: str
    title: str
    parameters: Sequence[Parameter]
    scenarios: Scenarios
    picture: Callable[[bool, bool], alt.TopLevelMixin]
    sentence: Callable[[Values, Values, bool], Any]
    formula: Replaceable | None = None
    outputs: Callable[[Values, Any], dict[str, Any]] = _nothing
    tables: Mapping[str, Rows] | Callable[[Any, bool], Mapping[str, Rows]] = field(default_factory=dict)
    lists: Mapping[str, Any] = field(default_factory=dict)
    guess: Guess | None = None
    challenges: Sequence[Goal] = ()
    data: Data | None = None
    #: The parameters whose controls show at once; by default all.
    first: Sequence[str] | None = None
    #: What else `kernelless.explorer` takes.
    options: Mapping[str, Any] = field(default_factory=dict)

    def setting(self, scenario: str) -> dict[str, float]:
        """All parameters as a scenario puts them."""
        return {each.name: float(each.default) for each in self.parameters} | self.scenarios[scenario]

    def stands(self, p: Values, scenario: str, *names: str) -> Any:
        """Whether these parameters, by default all, are where a scenario puts them."""
        start = self.setting(scenario)
        return every(p[name] == start[name] for name in names or start)

    def explore(
        self,
        formula: Callable[..., Any] | None = None,
        *,
        scenario: str = "",
        first: Sequence[str] | None = None,
        ask: bool = False,
        carry: Sequence[Carry] = (),
    ) -> LiveChart:
        """The explorer, live.

        Parameters
        ----------
        formula : callable, optional
            In place of the model's own: change it and see what follows. One that cannot be traced (a loop over data,
            a Python `if`) is computed by the kernel.
        scenario : str, optional
            The scenario to open with; by default the first.
        first : sequence of str, optional
            The parameters whose controls show at once.
        ask : bool, optional
            Whether the reader is asked for a guess first.
        carry : sequence of Carry, optional
            Pages that the state can be taken to.

        Returns
        -------
        LiveChart

        Raises
        ------
        TypeError
            For a formula where the model has none to replace.
        ValueError
            For an unknown scenario or parameter; the known ones are listed.
        """
        if first is None:
            first = self.first
        make = partial(self._made, scenario=scenario or self.scenarios.opening, first=first, ask=ask, carry=carry)
        known = self.formula
        if known is None:
            if formula is not None:
                raise TypeError(f"the model {self.name} has no formula to replace; leave the first argument out")
            return make(None)

        def replaced(formula: Any) -> LiveChart:
            own = is_changed(formula, known.function, known.cases)
            return make(known.prepare(formula) if known.prepare else formula, own)

        if formula is None:
            return replaced(known.function)
        taken = replaced if known.prepare else takes_formula(known.form, known.entries, known.limits)(replaced)
        return taken(formula)

    def _made(
        self, formula: Any, own: bool = False, *, scenario: str, first: Any, ask: bool, carry: Sequence[Carry]
    ) -> LiveChart:
        """The explorer with a formula, which may be the reader's `own`."""

        def table(index: Index | Callable[[], Index], columns: Columns) -> Table:
            return Table(dict(index() if callable(index) else index), lambda p, row: columns(p, row, formula))

        tables = self.tables(formula, own) if callable(self.tables) else self.tables
        return explorer(
            self.picture(ask, own), self.parameters, outputs=lambda p: self.outputs(p, formula),
            tables={name: table(*rows) for name, rows in tables.items()}, lists=self.lists,
            sentence=lambda p, out: self._said(p, out, own), name=self.name, title=self.title,
            scenarios=self.scenarios, scenario=scenario, first=first, style=STYLE, guess=self.guess if ask else None,
            challenges=[self._challenge(goal, own) for goal in self.challenges], data=self.data, carry=carry,
            **self.options,
        )  # fmt: skip

    def _said(self, p: Values, out: Values, own: bool) -> Any:
        """The sentence; of a reader's formula that gives no number, no more than that can be said."""
        said = self.sentence(p, out, own)
        if not own:
            return said
        # Of all values only one that is no number differs from itself.
        nothing = reduce(np.logical_or, [np.not_equal(value, value) for value in out.values()])
        return np.where(nothing, "At this setting your formula gives no number.", said)

    def _challenge(self, goal: Goal, own: bool) -> Challenge:
        """A goal as the page takes it; met with a formula of the reader's own, it draws no conclusion."""
        start = self.setting(goal.scenario)

        def progress(p: Values, out: Values) -> Any:
            fair = [*(p[name] == start[name] for name in goal.keeps), *([goal.fair(p, out)] if goal.fair else [])]
            return np.where(every(fair), goal.progress(p, out), 0.0) if fair else goal.progress(p, out)

        done = "Done, by your own formula." if own else goal.done
        return Challenge(goal.text, progress, scenario=goal.scenario, done=done)
