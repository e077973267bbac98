"""The declaration of what travels to the page's scripts, `frontend/src/schema.d.ts`, from the classes of `schema.py`.

After a change there: ``python -m kernelless.typescript``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import is_dataclass
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from .schema import Description, Number, Traits, kinds

FILE = Path(__file__).parent / "frontend" / "src" / "schema.d.ts"
_HEAD = """// Written by `python -m kernelless.typescript` from the classes of schema.py and of the extras.

/** A number that JSON lacks. */
export type Spelled = "Infinity" | "-Infinity" | "NaN";
"""
_PLAIN = {str: "string", float: "number", int: "number", bool: "boolean", Any: "unknown", type(None): "null"}


def named(kind: Any) -> str:
    """A type of Python as TypeScript writes it.

    Examples
    --------
    >>> named(tuple[float, str]), named(Sequence[str] | None), named(Literal["a", "b"])
    ('[number, string]', 'string[] | null', '"a" | "b"')
    """
    if kind == Number:
        return "number | Spelled"
    if kind in _PLAIN:
        return _PLAIN[kind]
    if is_dataclass(kind) and isinstance(kind, type):
        return kind.__name__
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Literal:
        return " | ".join(f'"{each}"' if isinstance(each, str) else str(each) for each in inner)
    if origin in (Union, UnionType):
        rest = [each for each in inner if each not in get_args(Number)]
        both = len(rest) + 2 == len(inner) and len(rest) > 0
        return " | ".join(map(named, [Number, *rest] if both else inner))
    if origin is tuple:
        return f"[{', '.join(map(named, inner))}]"
    if origin in (Sequence, list):
        entry = named(inner[0])
        return f"({entry})[]" if "|" in entry and not entry.startswith("[") else f"{entry}[]"
    if origin in (Mapping, dict):
        return f"Record<{named(inner[0])}, {named(inner[1])}>"
    raise TypeError(f"a field of the schema must be of a type that JSON has; got {kind!r}")


def _interface(kind: Any, name: str, known: Mapping[str, str]) -> str:
    """A class as an interface; the types of some fields are `known`."""
    said = (kind.__doc__ or "").partition("\n")[0]
    lines = [f"  {key}: {known.get(key) or named(hint)};" for key, hint in get_type_hints(kind).items()]
    return "\n".join([f"/** {said} */", f"export interface {name} {{", *lines, "}"])


def _classes(kind: Any) -> list[Any]:
    """The dataclasses that a type rests on, those first."""
    below = [*get_args(kind), *(get_type_hints(kind).values() if is_dataclass(kind) else ())]
    found = [each for part in below for each in _classes(part)]
    return [*dict.fromkeys([*found, *([kind] if is_dataclass(kind) else [])])]


def declaration() -> str:
    """The whole file."""
    extras = kinds()
    told = [each for kind in extras.values() for each in _classes(kind)]
    parts = [_interface(kind, kind.__name__, {}) for kind in dict.fromkeys(told)]
    entries = [f"  {name}?: {named(kind)};" for name, kind in sorted(extras.items())]
    parts.append("\n".join([
        "/** What is told of each extra; of kinds that are no part of the engine only their scripts know what. */",
        "export interface Extras {", *entries, "  [kind: string]: unknown;", "}",
    ]))  # fmt: skip
    parts += [_interface(kind, kind.__name__, {"extras": "Extras"}) for kind in dict.fromkeys(_classes(Description))]
    parts.append(_interface(Traits, "Traits", {}))
    return "\n".join([_HEAD, "\n\n".join(parts), ""])


if __name__ == "__main__":
    FILE.write_text(declaration(), encoding="utf-8")
