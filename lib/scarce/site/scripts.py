"""The scripts and styles of the book's own pages, bundled beside those of the engine, whose modules they use."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

FOLDER = Path(__file__).parent / "frontend"
#: What pages load; the rest of the folder is part of these.
ENTRIES = ("classroom.js", "classroom.css", "astray.js")


def _add(_: Sphinx, config: Config) -> None:
    config.kernelless_scripts = [*config.kernelless_scripts, *(str(FOLDER / name) for name in ENTRIES)]


def setup(app: Sphinx) -> None:
    """Register the scripts with the engine."""
    app.setup_extension("kernelless.sphinx")
    app.connect("config-inited", _add)
