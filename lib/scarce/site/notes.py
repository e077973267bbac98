"""Margin notes: beside the first citation of a paragraph, what the bibliography says of the work.

The bibliography gives each citation the work's entry as a title; the note shows it where there is room, and its
style hides it where there is not.
"""

from __future__ import annotations

import re
from typing import Any

from sphinx.application import Sphinx

_PARAGRAPH = re.compile(r"<p>.*?</p>", re.DOTALL)
_CITED = re.compile(r'<a class="reference internal" href="[^"]*#[^"]*" title="([^"]+)">.*?</a>[^<]*</span>', re.DOTALL)
_ADDRESS = re.compile(r"\s*(?:URL|doi): ?(\S+?)\.?(?=\s|$)|\s*doi:\S+", re.IGNORECASE)


def note(entry: str) -> str:
    """A bibliography's entry, as HTML text, for the margin; its address becomes a link."""
    address = next((found[1] for found in _ADDRESS.finditer(entry) if (found[1] or "").startswith("http")), "")
    words = _ADDRESS.sub("", entry).strip()
    link = f' <a href="{address}">Source</a>' if address else ""
    return f'<span class="margin-note" role="note">{words}{link}</span>'


def annotated(body: str) -> str:
    """The page with a note after the first citation of each paragraph."""

    def add(paragraph: re.Match[str]) -> str:
        return _CITED.sub(lambda cited: cited[0] + note(cited[1]), paragraph[0], count=1)

    return _PARAGRAPH.sub(add, body)


def _page(_: Sphinx, name: str, __: str, context: dict[str, Any], ___: Any) -> None:
    if "body" in context and not name.endswith("references"):
        context["body"] = annotated(context["body"])


def setup(app: Sphinx) -> None:
    """Register the page handler."""
    app.connect("html-page-context", _page, priority=850)
