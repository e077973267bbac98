"""What Python tells the page of a model, besides its picture: the one description of what travels between the two.

A model's widget carries a `Description` as JSON. It is written by `to_json` and read again by `read` where a site is
built; the page's scripts know it by `frontend/src/schema.d.ts`, which `typescript.py` writes from these classes. What
is told of an extra is described beside the extra: it is what the method `described` of its class returns.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cache
from types import UnionType
from typing import Any, Final, Literal, TypeAlias, TypedDict, TypeVar, Union, get_args, get_origin, get_type_hints

from .extra import Extra

#: Raised with each change after which a script cannot read what an earlier Python wrote.
VERSION: Final = 1
#: A number, or the spelling of one that JSON lacks: "Infinity", "-Infinity" or "NaN".
Number: TypeAlias = float | str

_T = TypeVar("_T")


class SchemaError(ValueError):
    """What was described cannot be read: it is of another version."""


@dataclass(frozen=True)
class ParameterDescription:
    """A parameter: how it is moved, and how its value is written."""

    name: str
    label: str
    unit: str
    default: Number
    opening: Number
    format: str
    range: tuple[float, float] | None
    step: float | None
    control: Literal["slider", "play", "choice", "search"]
    help: str
    beside: tuple[str, str, str] | None
    stops: Sequence[tuple[str, Number]]


@dataclass(frozen=True)
class ListDescription:
    """An output that is a list of rows."""

    table: str
    where: str
    fields: Sequence[str]
    sort: str | None


@dataclass(frozen=True)
class Description:
    """A model: its words, parameters and outputs, and its extras by kind."""

    name: str
    title: str
    longest: str
    height: float
    parameters: Sequence[ParameterDescription]
    outputs: Sequence[str]
    lists: Mapping[str, ListDescription]
    computed: Literal["page", "kernel"]
    because: str
    scenarios: Sequence[tuple[str, Mapping[str, Number]]]
    controls: Sequence[str] = ()
    first: int = 0
    extras: Mapping[str, Any] = field(default_factory=dict)
    worked: Mapping[str, Any] = field(default_factory=dict)
    version: Literal[1] = VERSION

    def parameter(self, name: str) -> ParameterDescription:
        """The parameter of this name."""
        return next(each for each in self.parameters if each.name == name)

    @property
    def at_once(self) -> list[ParameterDescription]:
        """The parameters whose controls show at once, in their order."""
        return [self.parameter(name) for name in self.controls[: self.first]]

    def with_extras(self, **changed: Any) -> Description:
        """The same model with other descriptions of some of the extras that it has."""
        return replace(self, extras={**self.extras, **{n: v for n, v in changed.items() if n in self.extras}})


class Traits(TypedDict):
    """What a model's widget holds, besides parameters and outputs; the last two are a page's own."""

    _kernelless: Description
    _rows: dict[str, list[dict[str, Any]]]
    _controls: list[str]
    _progress: list[Number]
    _scripts: list[str]
    sentence: str
    scenario: str
    trouble: str
    _program: str
    _chart: str


def to_json(value: Any, _: Any = None) -> Any:
    """As JSON: a dataclass is an object, and infinity and NaN travel as the strings that `Number` names.

    Examples
    --------
    >>> to_json({"at": (1, float("inf")), "list": ListDescription("rows", "held", ["name"], None)})
    {'at': [1, 'Infinity'], 'list': {'table': 'rows', 'where': 'held', 'fields': ['name'], 'sort': None}}
    """
    if isinstance(value, float) and not math.isfinite(value):
        return {math.inf: "Infinity", -math.inf: "-Infinity"}.get(value, "NaN")
    if isinstance(value, (list, tuple)):
        return [to_json(entry) for entry in value]
    if isinstance(value, Mapping):
        return {key: to_json(entry) for key, entry in value.items()}
    if is_dataclass(value):
        return {each.name: to_json(getattr(value, each.name)) for each in fields(value)}
    return value


def from_json(value: Any, _: Any = None) -> Any:
    """A value, or a list of values, with the numbers that JSON lacks."""
    if value in ("Infinity", "-Infinity", "NaN"):
        return float(value.replace("Infinity", "inf"))
    return [from_json(entry) for entry in value] if isinstance(value, list) else value


def kinds() -> dict[str, Any]:
    """What is told of each kind of extra of the engine, by its name."""
    found: dict[str, Any] = {}
    for kind in Extra.__subclasses__():
        if kind.__module__.partition(".")[0] == __name__.partition(".")[0]:
            told = get_type_hints(kind.described)["return"]
            [one] = [each for each in (get_args(told) or (told,)) if each is not type(None)]
            found[kind.name] = Sequence[one] if kind.several else one  # type: ignore[valid-type]
    return found


def read(told: Mapping[str, Any]) -> Description:
    """A description from JSON; numbers stay as they are spelled.

    Raises
    ------
    SchemaError
        If it is of another version.
    """
    if told.get("version") != VERSION:
        raise SchemaError(
            f"a model must be described in version {VERSION}, got {told.get('version')!r}: another version of "
            "kernelless computed it; compute it again (delete what the build keeps, such as `_build`)"
        )
    known = kinds()
    description: Description = _read(Description, told)
    extras = {name: _read(known.get(name, Any), what) for name, what in description.extras.items()}
    return replace(description, extras=extras)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(kind: type[_T] | Any, told: Any) -> _T | Any:
    """A value of a kind from JSON."""
    if is_dataclass(kind):
        hints = _hints(kind)
        make: Callable[..., Any] = kind
        return make(**{each.name: _read(hints[each.name], told[each.name]) for each in fields(kind)})
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        some = [each for each in inner if each is not type(None)]
        return _read(some[0], told) if len(some) == 1 and told is not None else told
    if origin is tuple:
        return tuple(_read(each, entry) for each, entry in zip(inner, told, strict=True))
    if origin is Sequence:
        return [_read(inner[0], entry) for entry in told]
    if origin is Mapping:
        return {key: _read(inner[1], entry) for key, entry in told.items()}
    return told
