"""A challenge: a goal that the page checks at every step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from .extra import Extra, Opening
from .schema import Number


@dataclass(frozen=True)
class ChallengeDescription:
    """A goal, and the progress that its start already is (1 or more: met at once)."""

    text: str
    scenario: str
    goal: int
    start: Number
    done: str


@dataclass(frozen=True)
class Challenge(Extra):
    """A goal for the reader, and how far a state is from it.

    The page says *not yet* while progress is no greater than at the start, *getting closer* above that, and
    *done* from 1 on.

    Parameters
    ----------
    text : str
        The goal, as the reader reads it.
    progress : callable
        ``progress(p, outputs)``, a number that reaches 1 when the goal is met; traced like every formula.
    scenario : str, optional
        The scenario that it starts from; without one, the opening.
    done : str, optional
        Said when the goal is met.

    Examples
    --------
    >>> Challenge("Bring the sum to ten.", lambda p, out: out["sum"] / 10).progress({}, {"sum": 5})
    0.5
    """

    name: ClassVar[str] = "challenges"
    several: ClassVar[bool] = True

    text: str
    progress: Callable[[Mapping[str, Any], Mapping[str, Any]], Any]
    scenario: str = ""
    done: str = "Done."

    @property
    def goals(self) -> Sequence[Callable[[Mapping[str, Any], Mapping[str, Any]], Any]]:
        """Its own progress."""
        return (self.progress,)

    def described(self, opening: Opening) -> ChallengeDescription:
        """What the page needs to know."""
        goal = list(opening.model.goals).index(self.progress)
        begin = opening.scenario(self.scenario) if self.scenario else opening.values
        start = opening.model.evaluate(begin).progress[goal]
        return ChallengeDescription(self.text, self.scenario, goal, start, self.done)
