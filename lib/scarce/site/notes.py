"""Margin notes: beside the first citation of a paragraph, what the bibliography says of the work.

The bibliography gives each citation the work's entry as a title; the note shows it where there is room, and its
style hides it where there is not.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any

from kernelless.sphinx import passes
from selectolax.lexbor import LexborHTMLParser
from sphinx.application import Sphinx

#: What bibtex makes of a citation: links to its entries, in a span.
_CITED = 'span > a.reference.internal[href*="#"][title]'
_ADDRESS = re.compile(r"\s*(?:URL|doi): ?(\S+?)\.?(?=\s|$)|\s*doi:\S+", re.IGNORECASE)


def note(entry: str) -> str:
    """A bibliography's entry as HTML for the margin; its address becomes a link."""
    address = next((found[1] for found in _ADDRESS.finditer(entry) if (found[1] or "").startswith("http")), "")
    words = escape(_ADDRESS.sub("", entry).strip())
    link = f' <a href="{escape(address)}">Source</a>' if address else ""
    return f'<span class="margin-note" role="note">{words}{link}</span>'


def annotate(tree: LexborHTMLParser) -> None:
    """Put a note after the first citation of each paragraph."""
    for paragraph in tree.css("p:not([class])"):
        cited = paragraph.css_first(_CITED)
        if cited is not None and cited.parent is not None:
            passes.after(cited.parent, note(cited.attrs.sget("title")))


def _page(_: Sphinx, name: str, body: LexborHTMLParser, *__: Any) -> None:
    if not name.endswith("references"):
        annotate(body)


def setup(app: Sphinx) -> None:
    """Register the page handler."""
    app.connect(passes.BODY, _page, priority=500)
