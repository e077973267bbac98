"""The book's own page furniture, as a Sphinx extension: the essay a chapter goes after, and the place it has."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

from . import place


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension."""
    place.setup(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": False}
