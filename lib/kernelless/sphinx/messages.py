"""A site's own words for what a reader sees or hears: they reach its pages, and the kernels that run its cells."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ExtensionError

from .. import messages
from .pages import FOLDER


def _use(app: Sphinx, config: Config) -> None:
    """Take the words from the settings, before anything is read."""
    given = config.kernelless_messages
    try:
        messages.use(Path(app.confdir, given) if isinstance(given, str) else given)
    except ValueError as error:
        raise ExtensionError(f"kernelless_messages: {error}") from error
    config.kernelless_messages = messages.own()
    os.environ[messages.VARIABLE] = json.dumps(messages.own())


def _page(_: Sphinx, __: str, ___: str, context: dict[str, Any], ____: Any) -> None:
    """A page with one of the engine's scripts has the words that it speaks in."""
    scripts = (str(getattr(script, "filename", "")) for script in context.get("script_files", ()))
    if "body" in context and any(FOLDER in script for script in scripts):
        context["body"] += messages.script()


def setup(app: Sphinx) -> None:
    """Register the setting, and the handler of pages after all that give them scripts."""
    app.add_config_value("kernelless_messages", {}, "env", [dict, str])
    app.connect("config-inited", _use)
    app.connect("html-page-context", _page, priority=900)
