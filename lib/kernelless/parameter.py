"""A parameter of a model: what the reader may move, in which steps, and how its value is written."""

from __future__ import annotations

import keyword
import math
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Parameter:
    """One number that the reader can move.

    Parameters
    ----------
    name : str
        The model's own name for it, a Python identifier; it becomes a trait and a Vega signal.
    label : str
        What the reader sees.
    default : float
        The value at the start and after a reset; one of `stops` where these are given.
    range : tuple of float, optional
        Lowest and highest value of a slider.
    step : float, optional
        The slider's step.
    unit : str, optional
        Said after the value, as in "+5 % a year".
    format : str, optional
        How the value is written, in the format language that Python and D3 share, such as ``"+.0%"``.
    help : str, optional
        One sentence on what the parameter means.
    stops : dict of str to float, optional
        Instead of a range: the values it can take, by what the reader sees. A stop may be infinite.
    control : {"slider", "play", "choice", "search"}
        For a range: a slider, or one with a button that plays it from end to end. For stops: a slider, a list to
        choose from, or a field that finds a stop by typing.
    beside : tuple of str, optional
        An output said beside the control, with its format and the words before it.

    Raises
    ------
    ValueError
        Naming the parameter, the rule and the value.

    Examples
    --------
    >>> Parameter("tasks", "Tasks", 0.05, range=(-0.1, 1.5), step=0.01, unit="a year", format="+.0%").default
    0.05
    """

    name: str
    label: str
    default: float
    range: tuple[float, float] | None = None
    step: float | None = None
    unit: str = ""
    format: str = ".2f"
    help: str = ""
    stops: dict[str, float] = field(default_factory=dict)
    control: Literal["slider", "play", "choice", "search"] = "slider"
    beside: tuple[str, str, str] | None = None

    def __post_init__(self) -> None:
        if not self.name.isidentifier() or keyword.iskeyword(self.name) or self.name.startswith("_"):
            raise ValueError(
                f"a parameter's name must be a Python identifier without leading underscore; got {self.name!r}"
            )
        if bool(self.stops) == (self.range is not None):
            self._refuse("must have either a range with a step, or stops", "both" if self.stops else "neither")
        if self.control not in (("slider", "choice", "search") if self.stops else ("slider", "play")):
            self._refuse("must have a slider, with a range a play, or with stops a choice or a search", self.control)
        if self.stops:
            if self.default not in self.stops.values():
                self._refuse(f"must have one of its stops {list(self.stops.values())} as default", self.default)
            return
        low, high = self.range or (0, 0)
        if not (math.isfinite(low) and math.isfinite(high) and low < high):
            self._refuse("must have a range from a lower to a higher finite number", self.range)
        if self.step is None or not 0 < self.step <= high - low:
            self._refuse("must have a step above 0 and no wider than its range", self.step)
        if not low <= self.default <= high:
            self._refuse(f"must have a default in its range {self.range}", self.default)

    def _refuse(self, rule: str, value: object) -> None:
        raise ValueError(f"parameter {self.name!r} {rule}; got {value}")
