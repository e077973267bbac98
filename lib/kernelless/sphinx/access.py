"""What theme and bibliography get wrong for screen readers, put right in every page."""

from __future__ import annotations

from html import escape
from pathlib import Path

from sphinx.application import Sphinx

from ..messages import say
from . import policy

_REPAIRS = [
    # An entry of a bibliography is an item of its list; the role it is given is deprecated and breaks the list.
    ('role="doc-biblioentry"', 'role="listitem"'),
    # There is no list of headings to keep in step, and the script for it stumbles over links to a model's state.
    ('<body data-bs-spy="scroll" ', "<body "),
    # Whoever speaks to the page says what can be read on it, and that must be in the name.
    (
        'search-button-field search-button__button pst-js-only" title="Search" aria-label="Search"',
        'search-button-field search-button__button pst-js-only" title="Search"',
    ),
    ('<summary aria-label="Toggle hidden content">', "<summary>"),
    # Light and dark are the page's own; Dark Reader, which would lose the pictures' colours, then leaves it alone.
    ('<meta charset="utf-8" />', '<meta charset="utf-8" /><meta name="darkreader-lock" />'),
]  # fmt: skip


def repaired(page: str) -> str:
    """The page with each repair made where it is needed."""
    for wrong, right in [*_REPAIRS, _sidebar()]:
        page = page.replace(wrong, right)
    return page


def _sidebar() -> tuple[str, str]:
    """The side bar holds content that lies in no landmark."""
    start = '<div id="pst-primary-sidebar" '
    return start, f'{start}role="complementary" aria-label="{escape(say("access.sidebar"))}" '


def write(app: Sphinx) -> None:
    """Repair every page of the site."""
    for file in Path(app.outdir).rglob("*.html"):
        page = file.read_text(encoding="utf-8")
        if not policy.finished(page):  # a page of an earlier build is repaired already
            file.write_text(repaired(page), encoding="utf-8")
