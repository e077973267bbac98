"""What the theme's own scripts lack: a store where the browser denies one, and a search that finds every word.

The first is a few lines at the start of each page (frontend/src/storage.js), the second a script of the search page
(frontend/src/search.js).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from . import policy
from .pages import FOLDER
from .settings import when

#: What the theme's scripts are first asked with, in the head: what the reader chose, light or dark.
_FIRST = "data-cfasync"


def armed(page: str, script: str) -> str:
    """The page with a script before all others of its head, if it has any of the theme's."""
    head, closing, rest = page.partition("</head>")
    if _FIRST in head:
        head = head.replace("<title>", f'<script {_FIRST}="false">{script.strip()}</script>\n    <title>', 1)
    return head + closing + rest


def write(app: Sphinx, own: Path) -> None:
    """Put the store's script, from the folder of the bundles, into every page of the site."""
    script = (own / "storage.js").read_text(encoding="utf-8")
    for file in Path(app.outdir).rglob("*.html"):
        page = file.read_text(encoding="utf-8")
        if not policy.finished(page):
            file.write_text(armed(page, script), encoding="utf-8")


def _search(app: Sphinx, name: str, _: str, __: dict[str, Any], ___: Any) -> None:
    if name == "search" and app.builder.format == "html":
        app.add_js_file(f"{FOLDER}/search.js", loading_method="defer")


def setup(app: Sphinx) -> None:
    """Register the search page's script."""
    app.connect("html-page-context", when("kernelless_storage", _search))
