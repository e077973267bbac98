"""A handle: a point of the picture that the reader can take and drag, as another way to move some parameters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Handle:
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

    x: str
    y: str
    moves: Callable[[Mapping[str, Any], Any, Any], dict[str, Any]]
    scales: tuple[str, str] = ("x", "y")

    def described(self, moved: list[str], outputs: Mapping[str, Any]) -> dict[str, object]:
        """What the page needs to know, with the parameters that the handle moves; refuses what the model lacks."""
        for name in (self.x, self.y):
            if name not in outputs:
                raise ValueError(f"a handle stands where outputs say; got {name!r}, known: {', '.join(outputs)}")
        return {"x": self.x, "y": self.y, "scales": list(self.scales), "moves": moved}
