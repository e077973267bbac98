"""A cell that fails stops the build, and what the build says last is which one, and why.

Without this it goes on: to a page whose prose follows a model that was never made, and to a message about that.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from myst_nb.core.read import create_nb_reader
from myst_nb.sphinx_ import NbMetadataCollector
from sphinx.application import Sphinx

from .settings import when

#: How nbclient quotes the cell.
_QUOTED = re.compile(r"^-{10,}\n(.*?)\n-{10,}$", re.DOTALL | re.MULTILINE)
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
#: How IPython begins a traceback, with the error's name; a cell that cannot be read has none.
_NAMED = re.compile(r"^([A-Za-z_]\w*) +Traceback \(most recent call last\)", re.MULTILINE)


def quoted(traceback: str) -> str:
    """The cell that a failed run names, or nothing."""
    found = _QUOTED.search(_COLOUR.sub("", traceback))
    return found[1] if found else ""


def reason(kind: str, traceback: str) -> str:
    r"""The error's own words: the traceback's last line that names an error, and what follows it.

    >>> reason("CellExecutionError", "Traceback:\n  1 / 0\nZeroDivisionError: division by zero\n")
    'ZeroDivisionError: division by zero'
    """
    text = _COLOUR.sub("", traceback).strip()
    name = _NAMED.findall(text)[-1:] or [r"[A-Za-z_]\w*"]
    starts = [found.start() for found in re.finditer(rf"^(?:\w+\.)*{name[0]}(?:: |:?$)", text, re.MULTILINE)]
    return text[starts[-1] :].strip().removesuffix(":") if starts else kind


def where(code: list[tuple[int, str]], cell: str) -> str:
    """Which of a page's code cells one is: its number and line, from the lines and the texts of all.

    >>> where([(9, "import numpy"), (20, "1 / 0")], "1 / 0")
    'cell 2, line 20'
    """
    for number, (line, text) in enumerate(code, 1):
        if cell and text.strip() == cell.strip():
            return f"cell {number}" + (f", line {line}" if line else "")
    return "a cell"


def _code(app: Sphinx, file: Path) -> list[tuple[int, str]]:
    """The code cells of a page, each with the line that it starts on, or 0 where lines say nothing."""
    text = file.read_text(encoding="utf-8")
    reader = create_nb_reader(str(file), app.env.myst_config, app.env.mystnb_config, text)  # type: ignore[attr-defined]
    notebook = reader.read(text) if reader else None
    lines = notebook.metadata.get("source_map", []) if notebook else []
    cells = enumerate(notebook.cells if notebook else [])
    return [(lines[i] + 1 if lines else 0, cell.source) for i, cell in cells if cell.cell_type == "code"]


def _failed(app: Sphinx, name: str, run: dict[str, Any]) -> str:
    file = Path(app.env.doc2path(name))
    traceback = run.get("traceback") or ""
    place = where(_code(app, file), quoted(traceback))
    return f"{file.relative_to(app.srcdir).as_posix()}, {place}: {reason(run.get('error') or '', traceback)}"


def _stop(app: Sphinx, _: Any) -> None:
    """Stop before any page is written; what was read stays read."""
    runs = {name: NbMetadataCollector.get_exec_data(app.env, name) for name in sorted(app.env.found_docs)}
    failed = [_failed(app, name, dict(run)) for name, run in runs.items() if run and not run["succeeded"]]
    if failed:
        # Not an error of Sphinx's, after which the command that called it would go on to say something else.
        raise SystemExit("\n".join(["The build stops, as code in it fails:", *failed]))


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.connect("write-started", when("kernelless_stop", _stop))
