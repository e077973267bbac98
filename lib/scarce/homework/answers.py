"""A student's answers, by name, and what can be said of them: *missing*, *keep working* or *correct*."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Protocol

import numpy as np

MISSING, KEEP_WORKING, CORRECT = "missing", "keep working", "correct"

#: What each of a part's numbers can be; the first is the one of variant 0.
Choices = Mapping[str, Sequence[float]]

#: A value that a typical mistake leads to, and what to say to whoever made it.
Mistakes = Iterable[tuple[Any, str]]


class Missing(Exception):  # noqa: N818 -- a verdict, not an error
    """There is no answer yet."""


class KeepWorking(Exception):  # noqa: N818
    """There is one, and the message says what does not hold yet."""


@dataclass(frozen=True)
class Verdict:
    """What is said of one answer."""

    word: str
    message: str = ""


def numbers(choices: Choices, variant: int) -> dict[str, float]:
    """The numbers of a variant: 0 has the first of each, any other whole number draws its own, always the same."""
    draw = random.Random(variant)
    return {name: values[0] if variant == 0 else draw.choice(values) for name, values in choices.items()}


class Names(Protocol):
    """Where answers are looked up: a notebook that is open, or one that another process has run."""

    def known(self) -> list[str]:
        """The names there are."""

    def fetch(self, name: str) -> Any:
        """A value; a function is only known to be one."""

    def call(self, name: str, arguments: Sequence[Any]) -> Any:
        """What a function returns."""

    def trouble(self) -> list[str]:
        """What went wrong while the notebook ran."""


class Namespace:
    """The names of a notebook that runs in this process."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values

    def known(self) -> list[str]:
        """The names there are, without those that Python and Jupyter add."""
        return [name for name in self._values if not name.startswith("_")]

    def fetch(self, name: str) -> Any:
        """The value of a name."""
        return self._values[name]

    def call(self, name: str, arguments: Sequence[Any]) -> Any:
        """What a function returns; an error in it is the student's to mend."""
        try:
            return self._values[name](*arguments)
        except NotImplementedError:
            raise Missing(f"`{name}` is still to be written.") from None
        except Exception as error:
            raise KeepWorking(f"{called(name, arguments)} stopped with {type(error).__name__}: {error}") from error

    def trouble(self) -> list[str]:
        """Nothing: whoever has the notebook open sees its errors."""
        return []


def called(name: str, arguments: Sequence[Any]) -> str:
    """A call as the student would write it; of long arguments only the beginning."""
    return f"`{name}({', '.join(map(_written, arguments))})`"


def _written(value: Any) -> str:
    plain: Any = {"float_kind": "{:.6g}".format}
    text = np.array2string(np.asarray(value), separator=", ", threshold=8, edgeitems=2, formatter=plain)
    return re.sub(r"\s+", " ", text)


@dataclass
class Answers:
    """The answers of one student, and the numbers that the questions were asked with."""

    names: Names
    numbers: Mapping[str, float]

    def _find(self, name: str) -> Any:
        known = self.names.known()
        if name in known:
            return self.names.fetch(name)
        trouble = self.names.trouble()
        if trouble:
            raise KeepWorking(f"There is no `{name}`, and something went wrong before: {trouble[0]}")
        close = get_close_matches(name, known, 1)
        renamed = f" There is `{close[0]}`: is that it?" if close else ""
        raise Missing(f"There is no `{name}` in the notebook; the check looks for it by this name.{renamed}")

    def number(self, name: str) -> float:
        """A number that was asked for; one in an array of its own will do."""
        value = self._find(name)
        if value is None or value is Ellipsis:
            raise Missing(f"`{name}` has no value yet.")
        try:
            array = np.asarray(value, dtype=float)
        except (TypeError, ValueError):
            raise KeepWorking(f"`{name}` should be a number; it is {_kind(value)}.") from None
        if array.size != 1 or isinstance(value, (bool, str)):
            raise KeepWorking(f"`{name}` should be one number; it is {_kind(value)}.")
        if np.isnan(array).any():
            raise KeepWorking(f"`{name}` is nan, not a number: was 0 divided by 0 on the way?")
        return float(array.reshape(()))

    def call(self, name: str, *arguments: Any, hint: str = "") -> Any:
        """What a function that was asked for returns, as an array; the hint is for when it stops."""
        if not callable(self._find(name)):
            raise KeepWorking(f"`{name}` should be a function, made with `def {name}(...)`.")
        try:
            value = self.names.call(name, arguments)
        except KeepWorking as stopped:
            raise KeepWorking(f"{stopped} {hint}".strip()) from stopped
        if value is None:
            raise KeepWorking(f"{called(name, arguments)} gave back nothing: does it end with `return`?")
        try:
            return np.asarray(value, dtype=float)
        except (TypeError, ValueError):
            raise KeepWorking(f"{called(name, arguments)} should give numbers; it gave {_kind(value)}.") from None


def _kind(value: Any) -> str:
    return f"{value!r}" if isinstance(value, (bool, str)) else f"a value of type {type(value).__name__}"


def close(found: Any, right: Any, within: float = 0.01) -> bool:
    """Whether two are alike but for rounding: relative to the right one, or absolutely where that is 0."""
    found, right = np.asarray(found, dtype=float), np.asarray(right, dtype=float)
    same = found.shape == right.shape
    return same and bool(np.allclose(found, right, rtol=within, atol=within * 1e-3, equal_nan=False))


def expect(
    what: str,
    found: Any,
    right: Any,
    *,
    hint: str,
    mistakes: Mistakes = (),
    within: float = 0.01,
    bounds: tuple[float, float] | None = None,
) -> None:
    """Go on if what was found is right; else say what it is, which mistake leads there if that is known, and a hint.

    The bounds are those of a share, or of another quantity that people also write in percent.
    """
    if close(found, right, within):
        return
    so = f"{what} is {_written(found)}."
    said = so + percent(found, bounds) if bounds and np.shape(found) == np.shape(right) else so
    if np.shape(found) != np.shape(right):
        raise KeepWorking(f"{said} It should hold {np.size(right)} numbers, and holds {np.size(found)}. {hint}")
    for value, message in mistakes:
        if close(found, value, within):
            raise KeepWorking(f"{said} {message}")
    hundredfold(so, found, right, within)
    raise KeepWorking(f"{said} {hint}")


def hundredfold(said: str, found: Any, right: Any, within: float = 0.01) -> None:
    """Stop whoever is right but for a factor of 100; where 0 is right, nobody is.

    Examples
    --------
    >>> try:
    ...     hundredfold("`displaced` is 64.", 64, 0.64)
    ... except KeepWorking as found:
    ...     print(found)
    `displaced` is 64. That is 100 times what is right: 64 % is the number 0.64.
    """
    found, right = np.asarray(found, dtype=float), np.asarray(right, dtype=float)
    if not right.any():
        return
    if close(found / 100, right, within):
        example = f": {_written(found)} % is the number {_written(found / 100)}" if found.ndim == 0 else ""
        raise KeepWorking(f"{said} That is 100 times what is right{example}.")
    if close(found * 100, right, within):
        raise KeepWorking(f"{said} That is a hundredth of what is right: was something taken for percent that is not?")


def percent(found: Any, bounds: tuple[float, float]) -> str:
    """What to say of a number outside the bounds of a share, which may have been meant as percent.

    Examples
    --------
    >>> percent(64, (0, 1))
    ' It is a number from 0 to 1; 64 % is written 0.64.'
    >>> percent(0.64, (0, 1))
    ''
    """
    low, high = bounds
    number = float(found)
    if low <= number <= high:
        return ""
    so = f" {number:g} % is written {number / 100:g}." if low <= number / 100 <= high else ""
    return f" It is a number from {low:g} to {high:g}{';' if so else '.'}{so}"


def judge(check: Callable[[Answers], None], answers: Answers) -> Verdict:
    """What a check says of the answers."""
    try:
        check(answers)
    except Missing as found:
        return Verdict(MISSING, str(found))
    except KeepWorking as found:
        return Verdict(KEEP_WORKING, str(found))
    except Exception as error:
        return Verdict(KEEP_WORKING, f"The check can do nothing with this answer ({type(error).__name__}: {error}).")
    return Verdict(CORRECT)


def questions(module: Any) -> dict[str, Callable[[Answers], None]]:
    """The checks of a part in the order of its questions, each by its number."""
    found = {int(name.split("_")[1]): check for name, check in vars(module).items() if name.startswith("test_")}
    return {str(number): found[number] for number in sorted(found)}
