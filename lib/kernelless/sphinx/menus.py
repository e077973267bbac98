"""The menus of the pydata theme, and of those built on it, without Bootstrap: 24 kB that a page has for two menus.

In its place stand a few lines, frontend/src/menus.js. Hints that Bootstrap drew are the browser's own; in a side bar of
headings, the one that is being read is not marked.
"""

from __future__ import annotations

from pathlib import Path

from selectolax.lexbor import LexborHTMLParser
from sphinx.application import Sphinx

from . import passes
from .pages import FOLDER

_BOOTSTRAP = "scripts/bootstrap.js"


def replaced(tree: LexborHTMLParser) -> None:
    """Put the small script in the place of Bootstrap's.

    >>> tree = LexborHTMLParser('<script defer src="_static/scripts/bootstrap.js?digest=1"></script>')
    >>> replaced(tree)
    >>> tree.head.inner_html
    '<script defer="" src="_static/kernelless/menus.js"></script>'
    """
    for link in tree.css(f'link[rel="preload"][href*="{_BOOTSTRAP}"]'):
        passes.remove(link)
    for script in tree.css(f'script[src*="{_BOOTSTRAP}"]'):
        static, _, _ = script.attrs.sget("src").partition(_BOOTSTRAP)
        script.attrs["src"] = f"{static}{FOLDER}/menus.js"


def step(_: Sphinx, page: passes.Page) -> None:
    """Replace it in a page."""
    replaced(page.tree)


def leave_out(app: Sphinx) -> None:
    """Take Bootstrap's file out of the site."""
    for name in ("bootstrap.js", "bootstrap.js.map", "bootstrap.js.LICENSE.txt"):
        Path(app.outdir, "_static", "scripts", name).unlink(missing_ok=True)
