"""Checks shared by the models: every error names the argument, the rule and the value.

Everything is checked, whatever its type, but for a symbol while a formula is being traced: its type says that it
has no value yet (`has_value` is False), and its arithmetic is its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from typing import Any

import numpy as np

#: What the public functions accept where one number or many are meant.
Numeric = Any

#: What they accept where one value an input is meant: by name, or by position.
ByInput = Mapping[str, Numeric] | Sequence[Numeric] | np.ndarray

#: Labels of inputs: a mapping's own, or positions.
Labels = list[Any] | range


def is_numeric(value: Any) -> bool:
    """Whether `value` is to be checked; the type of a symbol, which has no value yet, says that it is not."""
    return bool(getattr(type(value), "has_value", True))


def number(name: str, value: Numeric, rule: str, holds: Callable[[Any], Any]) -> Any:
    """Return `value` as a float array (or the symbol it is) once every entry satisfies the rule."""
    if not is_numeric(value):
        return value
    array = _as_floats(value)
    if array is None:
        raise ValueError(f"{name} must be {rule}; got {value!r}, which is not a number or an array of numbers")
    if array.size == 0:
        raise ValueError(f"{name} must be {rule}; got an empty array")
    wrong = array[~np.broadcast_to(holds(array), array.shape)]
    if wrong.size:
        raise ValueError(f"{name} must be {rule}; got {wrong.flat[0]}")
    return array[()]


def _as_floats(value: Any) -> np.ndarray | None:
    """`value` as an array of floats, NaN where it is masked; None for what holds no numbers, or not only real ones."""
    try:
        if isinstance(value, np.ma.MaskedArray):
            value = np.ma.filled(value.astype(float), np.nan)
        array = np.asarray(value)
        # Texts and dates would turn into floats as well, and complex numbers lose a part.
        return array.astype(float) if array.dtype.kind in "biufO" and not _holds_texts(array) else None
    except (TypeError, ValueError, OverflowError):
        return None


def _holds_texts(array: np.ndarray) -> bool:
    return array.dtype.kind == "O" and any(isinstance(entry, (str, bytes)) or entry is None for entry in array.flat)


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
) -> tuple[Labels, list[Any]]:
    """Split one value an input into labels and checked values.

    A mapping, or what has labels and values as one has (a pandas Series), gives its own labels. A sequence is
    labelled by position, and its labels are a `range`; so is an array, by its first axis.
    """
    labels: Labels
    if isinstance(values, Mapping) or (hasattr(values, "keys") and hasattr(values, "items")):
        pairs = list(values.items())
        labels, entries = [label for label, _ in pairs], [entry for _, entry in pairs]
        twice = [label for place, label in enumerate(labels) if label in labels[:place]]
        if twice:
            raise ValueError(f"{name} must hold one value an input; got {twice[0]!r} twice")
    else:
        if isinstance(values, Set):
            raise ValueError(f"{name} must hold one value an input, in an order; got a set")
        try:
            entries = list(values)
        except TypeError:
            raise ValueError(f"{name} must hold one value an input; got the single value {values!r}") from None
        labels = range(len(entries))
    if not entries:
        raise ValueError(f"{name} must hold at least one input; got none")
    return labels, [check(f"{name}[{label!r}]", entry) for label, entry in zip(labels, entries, strict=True)]


def aligned(first: str, labels: Labels, second: str, own: Labels, values: list[Any]) -> list[Any]:
    """The values of the second argument in the order of the first one's inputs; both must speak of the same.

    Labels are matched, of whatever type they are. Where one of the two has no labels but positions, it goes by the
    order of the other, unless the other's labels are those positions.
    """
    if len(labels) != len(own):
        raise ValueError(
            f"{second} must hold one value for each of the {len(labels)} inputs of {first}; got {len(own)}"
        )
    by_label = dict(zip(own, values, strict=True))
    if all(label in by_label for label in labels):
        return [by_label[label] for label in labels]
    if isinstance(labels, range) or isinstance(own, range):
        return values
    raise ValueError(f"{second} must name the inputs of {first}, {labels}; got {own}")


def weights(values: ByInput, labels: Labels, of: str) -> list[Any]:
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


def vector(name: str, array: Any, of: str) -> Any:
    """The array (or the symbol it is), which must be a list of values along one axis."""
    if is_numeric(array) and np.ndim(array) != 1:
        raise ValueError(f"{name} must be a list of {of}; got {_shape(array)}")
    return array


def _shape(array: Any) -> str:
    return f"an array of shape {np.shape(array)}" if np.ndim(array) else f"the single value {array}"


def same_length(**lists: Any) -> None:
    """Refuse lists of unlike lengths, naming each length."""
    lengths = {name: len(values) for name, values in lists.items() if is_numeric(values)}
    if len(set(lengths.values())) > 1:
        found = ", ".join(f"{name} {length}" for name, length in lengths.items())
        raise ValueError(f"{' and '.join(lists)} must be of one length; got {found}")


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
    whole = number(
        name, value, f"a whole number of at least {least}",
        lambda x: np.isfinite(x) & (x >= least) & (x == np.floor(x)),
    )  # fmt: skip
    return int(single(name, whole))
