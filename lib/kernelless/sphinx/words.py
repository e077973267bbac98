"""Values as text, in the page as it is delivered; the page's scripts write them alike."""

from __future__ import annotations

import math
from typing import Any

from ..live_chart import from_json


def formatted(value: Any, form: str) -> str:
    """A value in the format that Python and D3 share, with a typographic minus; a list by its entries."""
    value = from_json(value)
    if isinstance(value, list):
        return ", ".join(str(entry) for entry in value)
    if isinstance(value, str) or value is None:
        return value or ""
    if math.isnan(value):
        return "–"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    text = format(round(value) if form.endswith("d") else value, form)
    if not any(digit in text for digit in "123456789"):
        text = text.replace("-", "")
    return text.replace("-", "−")


def written(parameter: dict[str, Any], value: Any) -> str:
    """A parameter's value as its control shows it."""
    if parameter["stops"]:
        return str(next(label for label, stop in parameter["stops"] if stop == value))
    return formatted(value, parameter["format"])
