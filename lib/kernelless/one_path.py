"""Many rows drawn as one shape: a thousand marks at the cost of one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class OnePath:
    """The pieces of an SVG path in a text column of a table, joined and stroked as one shape.

    Parameters
    ----------
    table, column : str
        Where the pieces are, such as ``"M0,10LR,40"``, in pixels from the picture's upper left corner; ``R``
        stands for its right edge less `inset`. A row that draws nothing has an empty text.
    color : str
        The stroke.
    width, opacity : float, optional
        The stroke's width in pixels, and how much it covers.
    inset : float, optional
        How far from the picture's right edge ``R`` lies, in pixels.
    """

    table: str
    column: str
    color: str
    width: float = 1.0
    opacity: float = 1.0
    inset: float = 0.0
