"""Chapters open as notebooks, for every user of the Jupyter in this environment: ``python -m scarce.viewer``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

#: What JupyterLab and Notebook 7 read their settings' defaults from, under the environment's folder.
FILE = Path("share", "jupyter", "lab", "settings", "overrides.json")
PLUGIN, KIND, VIEWER = "@jupyterlab/docmanager-extension:plugin", "markdown", "Jupytext Notebook"


def with_viewer(settings: dict[str, Any]) -> dict[str, Any]:
    """The settings, with what opens Markdown; whatever else is set stays.

    Examples
    --------
    >>> with_viewer({"theme": 1, PLUGIN: {"autosave": False}})[PLUGIN]
    {'autosave': False, 'defaultViewers': {'markdown': 'Jupytext Notebook'}}
    """
    plugin = settings.get(PLUGIN, {})
    return settings | {PLUGIN: plugin | {"defaultViewers": plugin.get("defaultViewers", {}) | {KIND: VIEWER}}}


def write(environment: Path) -> Path:
    """Set it in an environment, readable by all; returns the file."""
    file = environment / FILE
    try:
        settings = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    except ValueError as error:
        raise ValueError(f"{file} must hold JSON: {error}; mend it, or delete it") from error
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(with_viewer(settings), indent=2) + "\n", encoding="utf-8")
    for path in (file, *list(file.parents)[: len(FILE.parts) - 1]):
        path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))
    return file


if __name__ == "__main__":
    try:
        print(write(Path(sys.prefix)))
    except (OSError, ValueError) as error:
        sys.exit(f"scarce.viewer: {error}")
