"""The mazes of the chapter on tasks, from their maps."""

from __future__ import annotations

from pathlib import Path

from ..models.tasks import Maze, read_maze

_FOLDER = Path(__file__).parent / "mazes"


def maze(name: str) -> Maze:
    """A maze by its name.

    Parameters
    ----------
    name : str
        ``deceptive``, where the way to the goal first leads away from it, or ``plain``, where it does not.

    Returns
    -------
    Maze
        See `scarce.models.tasks.read_maze`.

    Raises
    ------
    ValueError
        If there is no maze of that name; the known ones are listed.

    Examples
    --------
    >>> maze("plain").start
    (6, 2)
    """
    known = {file.stem: file for file in sorted(_FOLDER.glob("*.txt"))}
    if name not in known:
        raise ValueError(f"unknown maze {name!r}; known mazes: {', '.join(known)}")
    return read_maze(known[name].read_text(encoding="utf-8"))
