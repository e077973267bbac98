"""The Sphinx extension: pages whose widgets live without a kernel, under a strict content policy.

It takes the place of myst-nb's widget scripts (require.js and html-manager, from two CDNs). Pages with
widgets get one runtime from the site itself; pages without get none of it.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

from . import (
    access,
    cells,
    classroom,
    embed,
    folders,
    icons,
    licences,
    mathematics,
    order,
    pages,
    policy,
    prose,
    scripts,
    sources,
)


def _settings(app: Sphinx, config: Config) -> None:
    """Before anything is read: no widget script from elsewhere, and mathematics without one."""
    config.kernelless_digest = _digest(app.confdir, config.html_static_path)
    config.nb_ipywidgets_js = {}
    config.html_math_renderer = mathematics.NAME


def _finish(app: Sphinx, error: Exception | None) -> None:
    if error is not None or app.builder.format != "html":
        return
    for leftover in Path(app.outdir, "_static").glob("*webpack-macros.html"):  # the themes' templates, not pages
        leftover.unlink()
    icons.replace(app)
    access.write(app)
    scripts.write(app, pages.static(app))
    order.write(app)
    pages.run("automatic.mjs", str(app.outdir))
    pages.run("purge.mjs", str(app.outdir))  # what the themes have rules for, and this site does not use: two thirds
    folders.rename(app)
    licences.write(app)
    policy.write(app)


def _digest(home: str | Path, static: list[str]) -> str:
    """What this extension and the site's own style sheets are now: a page holds what others of them made of it, and is
    written anew.
    """
    files = sorted(Path(__file__).parent.glob("*.py"))
    for entry in (Path(home, name) for name in static):
        files += [entry] if entry.suffix == ".css" else sorted(entry.rglob("*.css"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension."""
    app.connect("config-inited", _settings)
    app.add_config_value("kernelless_digest", "", "html", [str])
    mathematics.setup(app)
    pages.setup(app)
    sources.setup(app)
    embed.setup(app)
    classroom.setup(app)
    prose.setup(app)
    scripts.setup(app)
    cells.setup(app)
    app.connect("build-finished", _finish, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": False}
