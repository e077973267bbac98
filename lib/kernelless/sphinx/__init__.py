"""The Sphinx extension: pages whose models live without a kernel.

By itself it does that and no more. What else a site may have, such as a strict content policy, is switched on part by
part (see `settings`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

from . import (
    access,
    built,
    cells,
    embed,
    first,
    folders,
    icons,
    kept,
    licences,
    menus,
    messages,
    order,
    pages,
    passes,
    policy,
    prose,
    scripts,
    settings,
    sources,
)

#: What is done to each page once all are written, and what once the site's other files are as they stay: in this order,
#: where its setting is on.
STEPS = (
    ("kernelless_icons", passes.PAGE, 200, icons.step),
    ("kernelless_menus", passes.PAGE, 250, menus.step),
    ("kernelless_access", passes.PAGE, 300, access.step),
    ("kernelless_storage", passes.PAGE, 400, scripts.step),
    ("kernelless_order", passes.PAGE, 500, order.step),
    ("kernelless_folders", passes.PAGE, 800, folders.step),
    ("kernelless_first", passes.SITE, 500, first.step),
    ("kernelless_policy", passes.SITE, 900, policy.step),
)


def _settings(app: Sphinx, config: Config) -> None:
    """Before anything is read."""
    for setting, moment, priority, step in STEPS:
        if config[setting]:
            app.connect(moment, step, priority=priority)
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
    if config.kernelless_icons:
        icons.leave_out(app)
    if config.kernelless_menus:
        menus.leave_out(app)
    passes.run(app, passes.PAGE)
    if config.kernelless_auto or config.kernelless_purge:
        kept.sheets(app, lambda: _sheets(app))
    pages.tidy(app)
    if not config.kernelless_licences:
        licences.write_bundled(app)
    if config.kernelless_folders:
        folders.rename(app)
    if config.kernelless_licences:
        licences.write(app)
    passes.run(app, passes.SITE)
    if config.kernelless_policy:
        policy.check_sheets(app)


def _sheets(app: Sphinx) -> None:
    if app.config.kernelless_auto:
        built.run("automatic.mjs", str(app.outdir))
    if app.config.kernelless_purge:  # what the themes have rules for, and this site does not use: two thirds
        built.run("purge.mjs", str(app.outdir))


def _digest(home: str | Path, static: list[str]) -> str:
    """What this extension, its scripts and the site's own style sheets are now.

    A page holds what others of them made of it, and is written anew.
    """
    here = Path(__file__).parent
    files = [*sorted(here.glob("*.py")), *sorted(here.glob("shapes/*.svg"))]
    for entry in (Path(home, name) for name in static):
        files += [entry] if entry.suffix == ".css" else sorted(entry.rglob("*.css"))
    return kept.digest(kept.frontend(), *(file.read_bytes() for file in files))


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension."""
    settings.setup(app)
    passes.setup(app)
    kept.setup(app)
    app.connect("config-inited", _settings)
    app.add_config_value("kernelless_digest", "", "html", [str])
    pages.setup(app)
    sources.setup(app)
    embed.setup(app)
    messages.setup(app)
    prose.setup(app)
    scripts.setup(app)
    cells.setup(app)
    app.connect("build-finished", _finish, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": False}
