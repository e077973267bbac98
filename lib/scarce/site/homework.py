"""The homework beside the pages: for each part the notebook that students get, the solved one, and the checks."""

from __future__ import annotations

import zipfile
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

from ..homework import PARTS
from ..homework.__main__ import write
from ..homework.source import addresses

FOLDER = "_static/homework"
ARCHIVE = "what-stays-scarce-homework.zip"
#: The book's own settings, in which the repository's address stands.
SETTINGS = "_config.yml"
SOURCES = "chapters/homework"


def _settings(app: Sphinx) -> Path:
    return Path(app.confdir) / SETTINGS


def _links(app: Sphinx, config: Config) -> None:
    """``{{ part1_on_binder }}`` in a page."""
    if not (Path(app.confdir) / SOURCES).is_dir():
        return
    binder = addresses(_settings(app))["binder"]
    config.myst_substitutions |= {
        f"{part}_on_binder": f"[on Binder]({binder}/tree/homework/{part}.ipynb)" for part in PARTS
    }


def _write(app: Sphinx, error: Exception | None) -> None:
    sources = Path(app.confdir) / SOURCES
    if error or app.builder.format != "html" or not sources.is_dir():
        return
    folder = Path(app.outdir) / FOLDER
    files = {file for part in PARTS for file in write(sources / f"{part}.md", _settings(app), folder)}
    with zipfile.ZipFile(folder / ARCHIVE, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(files):
            entry = zipfile.ZipInfo(f"homework/{file.name}")  # dated 1980, so that two builds agree
            archive.writestr(entry, file.read_bytes(), zipfile.ZIP_DEFLATED)


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.connect("config-inited", _links)
    app.connect("build-finished", _write)
