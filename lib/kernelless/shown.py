"""Which cell of a notebook shows which model, so that a cell that runs again lets go of what it showed before."""

from __future__ import annotations

from typing import Protocol

from IPython.core.getipython import get_ipython


class Closable(Protocol):
    """What can be shown and closed."""

    def close(self) -> None:
        """End it."""


#: For each cell, the run that last showed something, and what it showed.
_shown: dict[str, tuple[int, list[Closable]]] = {}


def _running() -> tuple[str, int] | None:
    """The cell that runs now, where Jupyter names it, and which run that is."""
    shell = get_ipython()
    if shell is None or not hasattr(shell, "get_parent"):
        return None
    cell = shell.get_parent().get("metadata", {}).get("cellId")
    return (cell, shell.execution_count) if cell else None


def shown_by_cell(model: Closable) -> None:
    """Note that the cell that runs now shows a model; what it showed in an earlier run is closed.

    A model that another cell shows too stays open.
    """
    running = _running()
    if running is None:
        return
    cell, run = running
    last, models = _shown.get(cell, (run, []))
    if last == run:
        _shown[cell] = (run, [*models, model])
        return
    _shown[cell] = (run, [model])
    still = {id(other) for _, several in _shown.values() for other in several}
    for old in models:
        if id(old) not in still:
            old.close()
