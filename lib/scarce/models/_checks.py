"""Checks shared by the models: every error names the argument, the rule and the value.

A value that brings its own arithmetic through numpy's override protocols (NEP 13 and 18), such as a
symbol while a formula is being traced, has no numbers yet and passes unchecked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

#: What the public functions accept where one number or many are meant.
Numeric = Any

#: What they accept where one value an input is meant: by name, or by position.
ByInput = Mapping[str, Numeric] | Sequence[Numeric] | np.ndarray


def is_numeric(value: Any) -> bool:
    """Whether `value` holds numbers, rather than something that overrides numpy's arithmetic."""
    return isinstance(value, (np.ndarray, np.generic)) or not hasattr(value, "__array_ufunc__")


def number(name: str, value: Numeric, rule: str, holds: Callable[[Any], Any]) -> Any:
    """Return `value` as a float array (or the symbol it is) once every entry satisfies the rule."""
    if not is_numeric(value):
        return value
    try:
        array = np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        raise ValueError(
            f"{name} must be {rule}; got {value!r}, which is not a number or an array of numbers"
        ) from None
    if array.size == 0:
        raise ValueError(f"{name} must be {rule}; got an empty array")
    wrong = array[~np.broadcast_to(holds(array), array.shape)]
    if wrong.size:
        raise ValueError(f"{name} must be {rule}; got {wrong.flat[0]}")
    return array[()]


def finite(name: str, value: Numeric) -> Any:
    """Any finite number."""
    return number(name, value, "a finite number", np.isfinite)


def positive(name: str, value: Numeric) -> Any:
    """A finite number above 0."""
    return number(name, value, "a finite number above 0", lambda x: np.isfinite(x) & (x > 0))


def growth_rate(name: str, value: Numeric) -> Any:
    """A finite rate above -1 (a loss of all there is); 0.3 means +30 % a year."""
    return number(name, value, "a finite rate above -1 (0.3 means +30 % a year)", lambda x: np.isfinite(x) & (x > -1))


def share(name: str, value: Numeric) -> Any:
    """A share from 0 to 1."""
    return number(name, value, "a share from 0 to 1", lambda x: (x >= 0) & (x <= 1))


def correlation(name: str, value: Numeric) -> Any:
    """A correlation from -1 to 1."""
    return number(name, value, "a correlation from -1 to 1", lambda x: np.abs(x) <= 1)


def at_least_zero(name: str, value: Numeric) -> Any:
    """A finite number of at least 0."""
    return number(name, value, "a finite number of at least 0", lambda x: np.isfinite(x) & (x >= 0))


def at_least_one(name: str, value: Numeric) -> Any:
    """A finite number of at least 1."""
    return number(name, value, "a finite number of at least 1", lambda x: np.isfinite(x) & (x >= 1))


def elasticity(name: str, value: Numeric) -> Any:
    """An elasticity of substitution: 0 or more, infinity allowed."""
    return number(name, value, "an elasticity of at least 0 (infinity is allowed)", lambda x: x >= 0)


def by_input(
    name: str, values: Mapping[str, Numeric] | Iterable[Numeric], check: Callable[[str, Numeric], Any]
) -> tuple[list[Any], list[Any]]:
    """Split one value an input into labels and checked values.

    A mapping gives its own labels. A sequence is labelled by position; so is an array, by its first axis.
    """
    if isinstance(values, Mapping):
        labels, entries = list(values), list(values.values())
    else:
        try:
            entries = list(values)
        except TypeError:
            raise ValueError(f"{name} must hold one value an input; got the single value {values!r}") from None
        labels = list(range(len(entries)))
    if not entries:
        raise ValueError(f"{name} must hold at least one input; got none")
    return labels, [check(f"{name}[{label!r}]", entry) for label, entry in zip(labels, entries, strict=True)]


def aligned(first: str, labels: list[Any], second: str, own: list[Any], values: list[Any]) -> list[Any]:
    """The values of the second argument in the order of the first one's inputs; both must speak of the same."""
    if len(labels) != len(own):
        raise ValueError(
            f"{second} must hold one value for each of the {len(labels)} inputs of {first}; got {len(own)}"
        )
    if any(isinstance(label, int) for label in [*labels, *own]):
        return values  # at least one of the two goes by position
    if set(labels) != set(own):
        raise ValueError(f"{second} must name the inputs of {first}, {labels}; got {own}")
    by_name = dict(zip(own, values, strict=True))
    return [by_name[label] for label in labels]


def weights(values: ByInput, labels: list[Any], of: str) -> list[Any]:
    """Weights above 0 that sum to 1, in the order of the inputs of the argument `of`."""
    names, entries = by_input("weights", values, positive)
    entries = aligned(of, labels, "weights", names, entries)
    total = sum(entries)
    if is_numeric(total) and np.any(np.abs(total - 1) > 1e-9):
        raise ValueError(f"weights must sum to 1; got the sum {np.max(total)}")
    return entries


def single(name: str, value: Any) -> float:
    """One number, where an array would have no single answer."""
    if np.ndim(value):
        raise ValueError(f"{name} must be a single number here; got an array of shape {np.shape(value)}")
    return float(value)


def broadcastable(**arguments: Any) -> None:
    """Refuse arguments whose shapes do not broadcast together, naming each shape."""
    shapes = {
        name: [np.shape(entry) for entry in (value if isinstance(value, list) else [value]) if is_numeric(entry)]
        for name, value in arguments.items()
    }
    try:
        np.broadcast_shapes(*(shape for each in shapes.values() for shape in each))
    except ValueError:
        found = ", ".join(f"{name} {' and '.join(map(str, dict.fromkeys(each)))}" for name, each in shapes.items())
        raise ValueError(f"the shapes must broadcast together; got {found}") from None


def count(name: str, value: Any, least: int = 1) -> int:
    """One whole number, as a Python int."""
    whole = number(name, value, f"a whole number of at least {least}", lambda x: (x >= least) & (x == np.floor(x)))
    return int(single(name, whole))
