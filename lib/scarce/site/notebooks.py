"""The chapters as notebooks, beside the pages: a button for each, one archive of all, and where the launch leads."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

from kernelless.sphinx.pages import models_in
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from .. import notebooks
from .addresses import configured, page
from .archive import add

FOLDER = "_static/notebooks"
ARCHIVE = "what-stays-scarce-notebooks.zip"
#: The folder that `postBuild` fills with the same notebooks, in the repository that is launched.
LAUNCHED = "launch"


def chapters(app: Sphinx) -> list[str]:
    """The chapters that hold code."""
    return sorted(name for name in app.env.found_docs if notebooks.has_code(Path(app.env.doc2path(name))))


def _button(app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    if pagename not in chapters(app):
        return
    address = context["pathto"](f"{FOLDER}/{Path(pagename).name}.ipynb", 1)
    button = {
        "type": "link", "url": address, "icon": "fa-solid fa-download", "tooltip": "This chapter as a notebook",
        "label": "notebook-button",
    }  # fmt: skip
    context["header_buttons"].insert(1, button)
    for group in context["header_buttons"]:
        if group.get("label") == "launch-buttons":
            for launch in group["buttons"]:
                launch["url"] = launched(launch.get("url", ""), pagename)


def launched(address: str, chapter: str) -> str:
    """The theme's address of a launch, which opens the chapter's source, as one that opens its notebook."""
    return address.replace(f"{chapter}.md", f"{LAUNCHED}/{Path(chapter).name}.ipynb")


def _write(app: Sphinx, error: Exception | None) -> None:
    """The notebooks beside the pages, and all of them in one archive."""
    if error or app.builder.format != "html":
        return
    folder = Path(app.outdir) / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    works = notebooks.works(Path(app.confdir) / app.config.bibtex_bibfiles[0])
    site, addresses = app.config.html_baseurl, configured(app.config)
    links = {Path(name).name: (title.astext(), page(site, name)) for name, title in app.env.titles.items()}
    with zipfile.ZipFile(folder / ARCHIVE, "w") as archive:
        for name in chapters(app):
            source, models = Path(app.env.doc2path(name)).read_text(encoding="utf-8"), models_in(app, name)
            try:
                made = notebooks.notebook(source, works=works, models=models, links=links, addresses=addresses)
            except ValueError as problem:
                raise ExtensionError(f"chapter {name}, as a notebook: {problem}") from problem
            file = folder / f"{Path(name).name}.ipynb"
            file.write_text(notebooks.encoded(made), encoding="utf-8")
            add(archive, f"what-stays-scarce/{file.name}", file.read_bytes())


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.connect("html-page-context", _button, priority=550)
    app.connect("build-finished", _write)
