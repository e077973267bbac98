"""The menus of the pydata theme, and of those built on it, without Bootstrap: 24 kB that a page has for two menus.

In its place stand a few lines, frontend/src/menus.js. Hints that Bootstrap drew are the browser's own; in a side bar of
headings, the one that is being read is not marked.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

from sphinx.application import Sphinx

from . import policy
from .pages import FOLDER

_SCRIPT = re.compile(r'(<script defer src="[^"]*?)scripts/bootstrap\.js[^"]*(")')
_PRELOAD = re.compile(r'\s*<link rel="preload" as="script" href="[^"]*scripts/bootstrap\.js[^"]*"[^>]*>')


def replaced(page: str) -> str:
    """The page with the small script in place of Bootstrap's.

    >>> replaced('<script defer src="_static/scripts/bootstrap.js?digest=1"></script>')
    '<script defer src="_static/kernelless/menus.js"></script>'
    """
    return _SCRIPT.sub(rf"\1{posixpath.join(FOLDER, 'menus.js')}\2", _PRELOAD.sub("", page))


def write(app: Sphinx) -> None:
    """Replace it in every page of the site, which is then without Bootstrap's file."""
    for file in Path(app.outdir).rglob("*.html"):
        page = file.read_text(encoding="utf-8")
        if not policy.finished(page):
            file.write_text(replaced(page), encoding="utf-8")
    for name in ("bootstrap.js", "bootstrap.js.map", "bootstrap.js.LICENSE.txt"):
        Path(app.outdir, "_static", "scripts", name).unlink(missing_ok=True)
