"""A handle: a point of the picture that the reader can take and drag, as another way to move some parameters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from .extra import Extra, Opening, Symbols, need_scales


@dataclass(frozen=True)
class HandleDescription:
    """The outputs that say where a point stands, the scales that they are on, and the parameters that it moves."""

    x: str
    y: str
    scales: tuple[str, str]
    moves: Sequence[str]


@dataclass(frozen=True)
class Handle(Extra):
    """A point that can be dragged. What it does the sliders do too, and they remain the way for keys and ears.

    Parameters
    ----------
    x, y : str
        The outputs that say where the point stands, on the chart's scales.
    moves : callable
        ``moves(p, x, y)`` returns by name the values of parameters that bring the point to (x, y); traced like every
        formula. The page keeps them to the parameters' ranges and steps.
    scales : tuple of str, optional
        The names of the chart's scales across and up.

    Examples
    --------
    >>> Handle("end", "height", lambda p, x, y: {"width": x, "slope": y / x}).moves({}, 2, 6)
    {'width': 2, 'slope': 3.0}
    """

    name: ClassVar[str] = "handle"

    x: str
    y: str
    moves: Callable[[Mapping[str, Any], Any, Any], dict[str, Any]]
    scales: tuple[str, str] = ("x", "y")

    @property
    def inputs(self) -> dict[str, float]:
        """Where the hand is."""
        return {"_at_x": 1, "_at_y": 1}

    def signals(self, symbols: Symbols) -> dict[str, Any]:
        """What the handle makes of parameters, from where the hand is."""
        moved = self.moves(symbols.parameters, symbols.named("_at_x"), symbols.named("_at_y"))
        symbols.model.check_names(moved, "parameter moved by a handle:")
        return {f"_to_{name}": value for name, value in moved.items()}

    def check(self, specification: Mapping[str, Any]) -> None:
        """Refuse names of scales that the chart does not have."""
        need_scales("a handle", self.scales, specification)

    def described(self, opening: Opening) -> HandleDescription | None:
        """What the page needs to know, with the parameters that the handle moves; refuses what the model lacks.

        Where Python computes there is no handle, for the page knows no formula.
        """
        if not opening.traced:
            return None
        outputs = opening.state.outputs
        for name in (self.x, self.y):
            if name not in outputs:
                raise ValueError(f"a handle stands where outputs say; got {name!r}, known: {', '.join(outputs)}")
        moved = list(self.moves(opening.values, 1.0, 1.0))
        return HandleDescription(self.x, self.y, self.scales, moved)
