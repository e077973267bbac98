"""Homework, handed in: the solved notebook, with other answers in it where a test says so."""

import copy
import json
from pathlib import Path

from scarce.homework import checks
from scarce.homework.answers import Answers, Namespace, judge, numbers, questions
from scarce.homework.source import ANSWER, addresses, notebook

ROOT = Path(__file__).parents[2]
KNOWN = addresses(ROOT / "_config.yml")


def made(part, *, solution=True, variant=0):
    source = (ROOT / "chapters" / "homework" / f"{part}.md").read_text(encoding="utf-8")
    return notebook(source, part, variant, KNOWN, solution=solution)


def code(book):
    return [cell for cell in book["cells"] if cell["cell_type"] == "code"]


def with_answer(book, name, answer):
    """The same notebook, but for the answer to `name`: the text of its cell."""
    book = copy.deepcopy(book)
    [cell] = [
        cell
        for cell in code(book)
        if ANSWER in cell["metadata"].get("tags", [])
        and (f"{name} =" in cell["source"] or f"def {name}(" in cell["source"])
    ]
    cell["source"] = answer
    return book


def saved(book, file):
    file.write_text(json.dumps(book), encoding="utf-8")
    return file


def verdict(part, number, variant=0, **names):
    """What the check of a question says of such names."""
    module = checks(part)
    return judge(questions(module)[str(number)], Answers(Namespace(names), numbers(module.NUMBERS, variant)))


def solved(part, variant=0):
    """The names in the solved notebook, once it has run."""
    names = {}
    for cell in code(made(part, variant=variant)):
        if "%pip" not in cell["source"] and "check(" not in cell["source"]:
            exec(cell["source"], names)
    return names
