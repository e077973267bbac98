"""Homework that grades itself: one source a part, two notebooks made from it, and checks in plain Python.

In a notebook, `check` says of each question whether its answer is missing, to be worked on, or correct. From outside,
``python -P -m scarce.homework.grade part1 part1.ipynb`` says the same of one notebook or of a class.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import __main__

from .answers import Answers, Namespace, judge, numbers, questions

PARTS = ("part1", "part2")


def checks(part: str) -> Any:
    """The module with the checks of a part."""
    if part not in PARTS:
        raise ValueError(f"part must be one of {', '.join(PARTS)}; got {part!r}")
    return import_module(f"{__name__}.check_{part}")


def check(part: str, variant: int = 0) -> None:
    """Print what can be said of each answer in the notebook that is open.

    Parameters
    ----------
    part : {"part1", "part2"}
        Whose questions.
    variant : int
        Which numbers they were asked with; the notebook's last cell knows.
    """
    module = checks(part)
    answers = Answers(Namespace(vars(__main__)), numbers(module.NUMBERS, variant))
    for number, question in questions(module).items():
        verdict = judge(question, answers)
        print(f"{number}  {verdict.word:12}  {verdict.message}".rstrip())
    print("Written questions are for a person to read.")
