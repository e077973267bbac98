"""The colours of the book's pictures, by what they stand for."""

from __future__ import annotations

from pathlib import Path

#: The values of the variables below, for light and dark pages.
STYLE = (Path(__file__).parent / "palette.css").read_text(encoding="utf-8")


def color(name: str) -> str:
    """The colour of an input or another thing that the book draws, as a CSS variable."""
    return f"var(--scarce-{name})"
