"""Values as text, in the page as it is delivered; the page's scripts write them alike."""

from __future__ import annotations

import math
import re
from typing import Any

from .messages import say
from .model import typographic
from .schema import ParameterDescription, from_json, read

#: The part of the format language of Python and D3 that the scripts know too (`frontend/src/format.js`).
_FORMAT = re.compile(r"\+?,?(\.\d+)?[f%]|\+?,?d")


def formatted(value: Any, form: str) -> str:
    """A value in the format that Python and D3 share, with a typographic minus; a list by its entries."""
    value = from_json(value)
    if isinstance(value, (list, tuple)):
        return ", ".join(_entry(entry, form) for entry in value)
    if isinstance(value, bool):
        return say("words.yes" if value else "words.no")
    if isinstance(value, str) or value is None:
        return value or ""
    if not _FORMAT.fullmatch(form):
        raise ValueError(f"a format must read `[+][,][.N]f`, `[+][,][.N]%` or `[+][,]d`; got {form!r}")
    return _number(value, form)


def _entry(entry: Any, form: str) -> str:
    """An entry of a list; one that is a row itself has its fields side by side."""
    return " ".join(formatted(field, form) for field in entry) if isinstance(entry, list) else formatted(entry, form)


def _number(value: float, form: str) -> str:
    if math.isnan(value):
        return "–"
    if math.isinf(value * 100 if form.endswith("%") else value):
        return "∞" if value > 0 else "−∞"
    text = format(round(value) if form.endswith("d") else value, form)
    return typographic(text)


def written(parameter: ParameterDescription, value: Any) -> str:
    """A parameter's value as its control shows it."""
    if parameter.stops:
        return next(label for label, stop in parameter.stops if stop == value)
    return formatted(value, parameter.format)


def opening(state: dict[str, Any], model: str, name: str, form: str) -> str:
    """What a model, given as its widget's state, says of a parameter, or in this form of an output, at its opening."""
    about = read(state["_kernelless"])
    parameters = {parameter.name: parameter for parameter in about.parameters}
    known = [*parameters] if not form else [*parameters, *about.outputs]
    if name not in known:
        raise ValueError(f"follows {model}.{name}, which is not known; known: {', '.join(known)}")
    try:
        return written(parameters[name], state[name]) if name in parameters else formatted(state[name], form)
    except ValueError as error:
        raise ValueError(f"follows {model}.{name}: {error}") from error
