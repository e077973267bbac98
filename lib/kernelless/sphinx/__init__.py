"""The Sphinx extension: pages whose models live without a kernel.

By itself it does that and no more. What else a site may have, such as a strict content policy, is switched on part by
part (see `settings`).
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

from . import (
    access,
    built,
    cells,
    classroom,
    embed,
    folders,
    licences,
    menus,
    order,
    pages,
    policy,
    prose,
    scripts,
    settings,
    sources,
)


def _settings(app: Sphinx, config: Config) -> None:
    """Before anything is read."""
    config.kernelless_digest = _digest(app.confdir, config.html_static_path)
    if config.kernelless_widgets:
        config.nb_ipywidgets_js = {}
    if config.kernelless_math:
        settings.part("kernelless_math", "mathematics", "math").setup(app)


def _finish(app: Sphinx, error: Exception | None) -> None:
    """Once all pages are written; each step counts on those before it."""
    if error is not None or app.builder.format != "html":
        return
    config = app.config
    rewritten = any(config[f"kernelless_{part}"] for part in ("menus", "access", "storage", "order"))
    if rewritten or config.kernelless_policy:
        for leftover in Path(app.outdir, "_static").glob("*webpack-macros.html"):  # the themes' templates, not pages
            leftover.unlink()
    if config.kernelless_icons:
        settings.part("kernelless_icons", "icons", "icons").replace(app)
    if config.kernelless_menus:
        menus.write(app)
    if config.kernelless_access:
        access.write(app)
    if config.kernelless_storage:
        scripts.write(app, pages.static(app))
    if config.kernelless_order:
        order.write(app)
    if config.kernelless_auto:
        built.run("automatic.mjs", str(app.outdir))
    if config.kernelless_purge:  # what the themes have rules for, and this site does not use: two thirds
        built.run("purge.mjs", str(app.outdir))
    if config.kernelless_first:
        built.run("first.mjs", str(app.outdir))
    pages.tidy(app)
    if not config.kernelless_licences:
        licences.write_bundled(app)
    if config.kernelless_folders:
        folders.rename(app)
    if config.kernelless_licences:
        licences.write(app)
    if config.kernelless_policy:
        policy.write(app)
    elif rewritten:
        policy.mark(app)


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
    settings.setup(app)
    app.connect("config-inited", _settings)
    app.add_config_value("kernelless_digest", "", "html", [str])
    pages.setup(app)
    sources.setup(app)
    embed.setup(app)
    classroom.setup(app)
    prose.setup(app)
    scripts.setup(app)
    cells.setup(app)
    app.connect("build-finished", _finish, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": False}
