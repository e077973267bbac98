"""A guess that the page asks for before the model shows its answer: one number, or one drawn line."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from .extra import Extra, Opening, need_scales
from .messages import say
from .schema import Number


@dataclass(frozen=True)
class GuessDescription:
    """A question with its answer; for a line that is drawn, the answer at each of the places `at`."""

    question: str
    label: str
    unit: str
    format: str
    range: tuple[float, float]
    compare: Literal["ratio", "difference"]
    answer: Number | Sequence[Number]
    at: Sequence[float] | None
    axis: str
    hint: str
    scales: tuple[str, str]


@dataclass(frozen=True)
class Guess(Extra):
    """What is asked, and which output or column answers it.

    Without `at` one number is asked for, and the output `answer` answers it. With `at` a line is drawn over
    these places, and column `answer` of `table` answers it, in the rows whose column `x` has these values.
    The chart may draw the guess: the signal ``guess`` holds the number (null without one), the data ``guess``
    holds the line's points as columns ``x`` and ``y``. The signal ``revealed`` is false while a line is
    being drawn, so that a chart can hold its answer back.

    Parameters
    ----------
    question : str
        What the reader is asked.
    label : str
        The guess's name in messages, as in "Output in ten years must be a number from …".
    answer : str
        The output, or the table's column, that answers, at the opening setting.
    range : tuple of float
        Lowest and highest guess that is taken.
    unit : str, optional
        Said after a value.
    format : str, optional
        How a value is written: ``[+][,][.N]`` and ``f``, ``d`` or ``%``.
    compare : {"ratio", "difference"}
        How the gap is put in words.
    at : sequence of float, optional
        The places of a drawn line.
    table, x : str, optional
        The table and its column of places, for a line.
    axis : str, optional
        What the places are, as in "year".
    scales : tuple of str, optional
        The names of the chart's scales across and up.

    Raises
    ------
    ValueError
        Naming the field, the rule and the value.

    Examples
    --------
    >>> Guess("How high will it be?", "Height", answer="height", range=(0, 10), unit="m").compare
    'ratio'
    """

    name: ClassVar[str] = "guess"

    question: str
    label: str
    answer: str
    range: tuple[float, float]
    unit: str = ""
    format: str = ".1f"
    compare: Literal["ratio", "difference"] = "ratio"
    at: Sequence[float] = ()
    table: str = ""
    x: str = "x"
    axis: str = "year"
    scales: tuple[str, str] = ("x", "y")

    def __post_init__(self) -> None:
        low, high = self.range
        if not (math.isfinite(low) and math.isfinite(high) and low < high):
            raise ValueError(f"a guess's range must go from a lower to a higher finite number; got {self.range}")
        if self.compare not in ("ratio", "difference"):
            raise ValueError(f"a guess's compare must be 'ratio' or 'difference'; got {self.compare!r}")
        if bool(len(self.at)) != bool(self.table):
            raise ValueError(f"a drawn guess needs both `at` and `table`; got {self.at!r} and {self.table!r}")

    def answered(self, outputs: Mapping[str, Any], tables: Mapping[str, Mapping[str, Any]]) -> Any:
        """The model's answer: a number, or the line's height at each place."""
        known = tables.get(self.table, {}) if self.table else outputs
        if self.answer not in known:
            kind = f"a column of table {self.table!r}" if self.table else "an output"
            there = ", ".join(known) or "none"
            raise ValueError(f"a guess's answer must be {kind}; got {self.answer!r}, known: {there}")
        if not self.table:
            return known[self.answer]
        if self.x not in known:
            raise ValueError(
                f"a drawn guess's x must be a column of table {self.table!r}; got {self.x!r}, known: {', '.join(known)}"
            )
        heights = dict(zip(map(float, known[self.x]), map(float, known[self.answer]), strict=True))
        missing = [place for place in self.at if float(place) not in heights]
        if missing:
            raise ValueError(f"a drawn guess needs a row of {self.table!r} at each place; none at {missing[0]}")
        return [heights[float(place)] for place in self.at]

    @property
    def inputs(self) -> dict[str, Any]:
        """What the reader guessed, and whether the chart may show its answer."""
        return {"guess": None, "revealed": True}

    @property
    def data(self) -> Sequence[str]:
        """The points of a drawn line."""
        return ("guess",)

    def check(self, specification: Mapping[str, Any]) -> None:
        """Refuse names of scales that the chart does not have, where a line is drawn on them."""
        if self.at:
            need_scales("a drawn guess", self.scales, specification)

    def described(self, opening: Opening) -> GuessDescription:
        """What the page needs to know."""
        at = list(self.at)
        hint = say("guess.hint", axis=self.axis, first=at[0], last=at[-1]) if at else ""
        answer = self.answered(opening.state.outputs, opening.state.tables)
        return GuessDescription(
            self.question, self.label, self.unit, self.format, self.range, self.compare, answer,
            at or None, self.axis, hint, self.scales,
        )  # fmt: skip
