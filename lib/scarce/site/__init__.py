"""The book's own page furniture, as a Sphinx extension: a chapter's place, and the card
it has where it is shared.
"""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

from . import cards, place


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension."""
    place.setup(app)
    cards.setup(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": False}
