"""The book's own page furniture, as a Sphinx extension: a chapter's place, the card it has where it is shared, the
notes in its margin, its findings, its questions and its exercises, the page for a class, and how to cite it.
"""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

from . import (
    addresses,
    cards,
    cite,
    classroom,
    evidence,
    exercises,
    finding,
    homework,
    notebooks,
    notes,
    place,
    published,
    quiz,
    reference,
    scripts,
)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension."""
    scripts.setup(app)
    addresses.setup(app)
    place.setup(app)
    cards.setup(app)
    cite.setup(app)
    notes.setup(app)
    finding.setup(app)
    evidence.setup(app)
    exercises.setup(app)
    quiz.setup(app)
    notebooks.setup(app)
    homework.setup(app)
    reference.setup(app)
    published.setup(app)
    classroom.setup(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": False}
