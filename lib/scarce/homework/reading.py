"""What was handed in: notebooks, read whole before any of them runs, and everything else by its name."""

from __future__ import annotations

import json
import os
import stat
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: Cells with this tag are not run: checking is what the grader does.
CHECK = "check"
#: Bytes of a notebook at the most; one with a hundred pictures in it has a tenth of that.
LARGEST = 50_000_000
#: Folders that systems make beside what a person puts somewhere.
_BYSTANDERS = {"__MACOSX", "__pycache__"}


class Unreadable(Exception):  # noqa: N818 -- said of a file, not of a program
    """Why a file is not graded."""


@dataclass(frozen=True)
class Notebook:
    """A notebook that was handed in, as it was when grading began; ``part`` and ``variant`` are what it says of itself.

    Examples
    --------
    >>> Notebook("ada.ipynb", ("speed = 16",), "part1", 7).variant
    7
    """

    name: str
    cells: tuple[str, ...] = ()
    part: str | None = None
    variant: int | None = None
    problem: str = ""


def printable(text: str, longest: int = 2000) -> str:
    r"""The text with everything written out that would steer a terminal, turn a line round, or end it.

    Examples
    --------
    >>> printable("\x1b[2Jgone\n")
    '\\x1b[2Jgone\\n'
    >>> printable("résumé")
    'résumé'
    """
    text = text if len(text) <= longest else f"{text[:longest]}…"
    shown = (
        each.encode("unicode_escape").decode("ascii")
        if unicodedata.category(each)[0] == "C" or unicodedata.category(each) in ("Zl", "Zp")
        else each
        for each in text
    )
    return "".join(shown)


def read(content: bytes, name: str) -> Notebook:
    """A notebook from a file's bytes; `Unreadable` says what is wrong with it."""
    try:
        book = json.loads(content.decode("utf-8-sig"))
        language, said = _language(book), _said(book)
        cells = book.get("cells")
        if cells is None and "worksheets" in book:
            raise Unreadable("It is of an old format; opened in Jupyter and saved, it becomes one of today's.")
        sources = tuple("" if _checks(cell) else _source(cell) for cell in cells if cell["cell_type"] == "code")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Unreadable("It cannot be read as a notebook.") from None
    if language != "python":
        raise Unreadable(f"It is a notebook for {language}; this homework is in Python.")
    return Notebook(name, sources, _kept(said.get("part"), str), _kept(said.get("variant"), int))


def _said(book: dict[str, Any]) -> dict[str, Any]:
    said = _dict(book.get("metadata")).get("homework")
    return _dict(said)


def _language(book: dict[str, Any]) -> str:
    metadata = _dict(book.get("metadata"))
    named = _dict(metadata.get("kernelspec")).get("language") or _dict(metadata.get("language_info")).get("name")
    language = str(named or "python").lower()
    return "python" if language in ("python", "python3", "ipython") else language


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _kept(value: Any, kind: type) -> Any:
    return value if type(value) is kind else None


def _checks(cell: dict[str, Any]) -> bool:
    tags = _dict(cell.get("metadata")).get("tags")
    return isinstance(tags, list) and CHECK in tags


def _source(cell: dict[str, Any]) -> str:
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)


def handed_in(paths: Iterable[Path]) -> list[Notebook]:
    """Everything that is there, in the order of its names; what is not graded says why."""
    return [_read_file(file) for file in _seen(paths)[0]]


def hidden(paths: Iterable[Path]) -> list[str]:
    """The names of what systems leave behind, which is not looked at."""
    return [printable(str(file)) for file in _seen(paths)[1]]


def _seen(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """All files below the paths, and what is hidden there; no link is followed."""
    files: set[Path] = set()
    left_out: set[Path] = set()
    folders = list(paths)
    for path in folders:  # grows as folders are found
        try:
            entries = list(path.iterdir()) if path.is_dir() else []
        except OSError:
            entries = []
            files.add(path)
        for entry in entries:
            if entry.name in _BYSTANDERS or entry.name.startswith("."):
                left_out.add(entry)
            elif entry.is_dir() and not entry.is_symlink():
                folders.append(entry)
            else:
                files.add(entry)
        if not path.is_dir() or path.suffix.lower() == ".ipynb":
            files.add(path)
    return sorted(files), sorted(left_out)


def _read_file(file: Path) -> Notebook:
    name = printable(str(file))
    try:
        return read(_content(file), name)
    except Unreadable as why:
        return Notebook(name, problem=str(why))
    except OSError as error:
        return Notebook(name, problem=f"It cannot be read: {error.strerror}.")


def _content(file: Path) -> bytes:
    """A file's bytes, if it is a file and a notebook by its name; whatever lies there, this does not wait for it."""
    found = file.lstat()
    if stat.S_ISLNK(found.st_mode):
        raise Unreadable("It is a link to another file, which is not followed.")
    if stat.S_ISDIR(found.st_mode):
        raise Unreadable("It is a folder, not a notebook.")
    if not stat.S_ISREG(found.st_mode):
        raise Unreadable("It is no file.")
    if file.suffix.lower() != ".ipynb":
        raise Unreadable(f"It is a file {file.suffix or 'without a suffix'}, not a notebook (.ipynb).")
    if found.st_size > LARGEST:
        raise Unreadable(f"It has more than {LARGEST / 1e6:.0f} megabytes.")
    opened = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(opened, "rb") as stream:
        return stream.read(LARGEST)


def variants(notebooks: Iterable[Notebook]) -> list[tuple[int, int]]:
    """Which variants the notebooks say they are, the most frequent first, each with how many say so.

    Examples
    --------
    >>> variants([Notebook("ada", variant=7), Notebook("ben", variant=0), Notebook("eve", variant=7)])
    [(7, 2), (0, 1)]
    """
    return Counter(each.variant for each in notebooks if each.variant is not None).most_common()
