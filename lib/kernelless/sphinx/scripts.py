"""What the theme's own scripts lack: a store where the browser denies one, and a search that finds every word.

The first is a few lines at the start of each page (frontend/src/storage.js), the second a script of the search page
(frontend/src/search.js), which also reads pages without the style that they have in themselves (see `first`).
"""

from __future__ import annotations

from typing import Any

from selectolax.lexbor import LexborHTMLParser
from sphinx.application import Sphinx

from . import passes
from .pages import FOLDER, static

#: What the theme's scripts are first asked with, in the head: what the reader chose, light or dark.
_FIRST = "data-cfasync"


def armed(tree: LexborHTMLParser, script: str) -> None:
    """Put a script before all others of a page's head, if it has any of the theme's."""
    title = tree.css_first("head > title")
    if title is not None and tree.css_matches(f"head > script[{_FIRST}]"):
        passes.before(title, f'<script {_FIRST}="false">{script.strip()}</script>\n    ')


def step(app: Sphinx, page: passes.Page) -> None:
    """Put the store's script, from the folder of the bundles, into a page."""
    armed(page.tree, (static(app) / "storage.js").read_text(encoding="utf-8"))


def _search(app: Sphinx, name: str, _: str, __: dict[str, Any], ___: Any) -> None:
    wanted = app.config.kernelless_storage or app.config.kernelless_first
    if wanted and name == "search" and app.builder.format == "html":
        app.add_js_file(f"{FOLDER}/search.js", loading_method="defer")


def setup(app: Sphinx) -> None:
    """Register the search page's script."""
    app.connect("html-page-context", _search)
