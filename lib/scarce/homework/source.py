"""From one source to two notebooks: the one that students get, and the one with the answers.

The source is a MyST notebook in which an answer stands between two lines; what stands after the colon is what
students find in its place::

    ### BEGIN SOLUTION: raise NotImplementedError
    return ...
    ### END SOLUTION

In text the same two lines are comments of HTML. ``{{ name }}`` is a number of the variant, with a format if need be.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jupytext
import yaml

from .. import _addresses, _install
from . import checks
from .answers import numbers

#: Cells with this tag hold an answer.
ANSWER = "answer"
_FORM = r"^(?P<indent>[ \t]*)(?:###|<!--) BEGIN SOLUTION: (?P<stub>.*?)(?: -->)?\n(?P<answer>.*?)^[ \t]*(?:###|<!--) END SOLUTION(?: -->)?$"  # noqa: E501
SOLUTION = re.compile(_FORM, re.MULTILINE | re.DOTALL)
_NUMBER = re.compile(r"\{\{ (\w+)(?::([^}]*?))? ?\}\}")

#: Keeps pytest from grading; it lies beside the checks.
CONFTEST = '"""Grading is done by a command of its own."""\n\nfrom scarce.homework.plugin import *  # noqa: F403\n'


def addresses(config: Path) -> dict[str, str]:
    """The book's addresses, from its settings."""
    return _addresses.known(yaml.safe_load(config.read_text(encoding="utf-8")))


def filled(text: str, values: Mapping[str, Any]) -> str:
    """The text with its numbers; an unknown name is an error."""
    return _NUMBER.sub(lambda found: format(values[found[1]], found[2] or ""), text)


def handed_out(cell: str) -> str:
    """A cell as students get it."""
    return SOLUTION.sub(r"\g<indent>\g<stub>", cell)


def solved(cell: str) -> str:
    """A cell with its answer."""
    return SOLUTION.sub(lambda found: found["answer"].rstrip("\n"), cell)


def notebook(source: str, part: str, variant: int, known: Mapping[str, str], *, solution: bool) -> dict[str, Any]:
    """A part as a notebook; `known` has the book's addresses."""
    asked = numbers(checks(part).NUMBERS, variant)
    body = jupytext.reads(source, fmt="md:myst").cells
    cells = [_cell(cell, solution, {**known, **asked, "variant": variant}) for cell in body]
    cells.insert(1, {"cell_type": "code", "metadata": {}, "source": _install.CELL.format(**known)})
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
    metadata = {
        "homework": {"part": part, "variant": variant},
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def _cell(cell: Any, solution: bool, values: Mapping[str, Any]) -> dict[str, Any]:
    tags = list(cell["metadata"].get("tags", []))
    if SOLUTION.search(cell["source"]):
        tags.append(ANSWER)
    text = solved(cell["source"]) if solution else handed_out(cell["source"])
    metadata = {"tags": tags} if tags else {}
    return {"cell_type": cell["cell_type"], "metadata": metadata, "source": filled(text, values)}
