"""What theme and bibliography get wrong for screen readers, put right in every page."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser
from sphinx.application import Sphinx

from ..messages import say
from . import passes


def repaired(tree: LexborHTMLParser) -> None:
    """Make each repair where it is needed."""
    # An entry of a bibliography is an item of its list; the role it is given is deprecated and breaks the list.
    for entry in tree.css('[role="doc-biblioentry"]'):
        entry.attrs["role"] = "listitem"
    # The side bar holds content that lies in no landmark.
    for bar in tree.css("div#pst-primary-sidebar:not([role])"):
        bar.attrs["role"], bar.attrs["aria-label"] = "complementary", say("access.sidebar")
    # There is no list of headings to keep in step, and the script for it stumbles over links to a model's state.
    for body in tree.css("body[data-bs-spy]"):
        del body.attrs["data-bs-spy"]
    # Whoever speaks to the page says what can be read on it, and that must be in the name.
    for named in tree.css(
        'button.search-button-field[aria-label="Search"], summary[aria-label="Toggle hidden content"]'
    ):
        del named.attrs["aria-label"]
    # Light and dark are the page's own; Dark Reader, which would lose the pictures' colours, then leaves it alone.
    charset = tree.css_first("head > meta[charset]")
    if charset is not None and not tree.css_matches("meta[name=darkreader-lock]"):
        passes.after(charset, '<meta name="darkreader-lock">')


def step(_: Sphinx, page: passes.Page) -> None:
    """Repair a page."""
    repaired(page.tree)
