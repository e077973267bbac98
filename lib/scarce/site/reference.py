"""The reference of the models on one page, made from their docstrings.

Each module numbers its references from 1, and a page can hold each number once; so here they are a plain list.
"""

from __future__ import annotations

import re

from sphinx.application import Sphinx


def plain(line: str) -> str:
    """A line of a docstring with its numbered reference as an item of a list, or the mention of one as text."""
    line = line.replace(".. rubric:: Notes", ".. rubric:: Formula")
    return re.sub(r"\[(\d+)\]_", r"[\1]", re.sub(r"^\.\. \[(\d+)\] ", r"\1. ", line))


def _process(_app: Sphinx, _what: str, name: str, _found: object, _options: object, lines: list[str]) -> None:
    if name.startswith("scarce."):
        lines[:] = map(plain, lines)


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.setup_extension("sphinx.ext.autodoc")
    app.setup_extension("sphinx.ext.napoleon")
    app.connect("autodoc-process-docstring", _process)
