"""Grade a class: ``python -P -m scarce.homework.grade part1 submissions --csv grades.csv``.

Notebooks are read before the first of them runs, and nothing else of what was handed in is opened. ``-P`` keeps Python
from taking a module from the folder in which the command is given.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from . import checks
from .answers import CORRECT, KEEP_WORKING, Answers, Verdict, judge, numbers, questions
from .reading import Notebook, handed_in, hidden, printable, variants
from .submission import SECONDS, Submission

#: What a program for tables takes for the beginning of a formula: at the front of a cell, or behind a semicolon, which
#: divides cells in many countries.
_FORMULA = re.compile(r"(^|;)(?=\s*[=+\-@＝＋－＠])")


@dataclass
class Grade:
    """What is said of one notebook: a verdict a question, or why there is none, and what else to know."""

    notebook: Notebook
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    @property
    def correct(self) -> int:
        """How many answers are."""
        return sum(verdict.word == CORRECT for verdict in self.verdicts.values())

    def row(self, asked: Sequence[str]) -> dict[str, Any]:
        """A line of the table."""
        words = {number: self.verdicts[number].word if number in self.verdicts else "" for number in asked}
        said = [f"{number}: {verdict.message}" for number, verdict in self.verdicts.items() if verdict.message]
        variant = "" if self.notebook.variant is None else self.notebook.variant
        known = {"notebook": self.notebook.name, "variant": variant}
        return {**known, **words, "correct": self.correct, "notes": " | ".join(map(printable, self.remarks + said))}


class Grader:
    """Judges notebooks by the checks of one part, with the numbers of one variant."""

    def __init__(self, module: Any, variant: int, seconds: float = SECONDS) -> None:
        self.module, self.variant, self.seconds = module, variant, seconds
        self.questions = questions(module)
        self.confined = True

    def grade(self, notebook: Notebook) -> Grade:
        """Run a notebook, and ask it every question."""
        grade = Grade(notebook, remarks=[notebook.problem] if notebook.problem else self._remarks(notebook))
        if notebook.problem or notebook.part not in (None, self.module.PART):
            return grade
        submission = Submission(notebook.cells, self.seconds)
        try:
            for number, question in self.questions.items():
                grade.verdicts[number] = self._verdict(question, submission)
        finally:
            submission.close()
            self.confined &= submission.confined
        return grade

    def _remarks(self, notebook: Notebook) -> list[str]:
        if notebook.part not in (None, self.module.PART):
            return [f"This is the notebook of {notebook.part}; these are the checks of {self.module.PART}."]
        if notebook.variant is None:
            return [f"It does not say which variant it is; it was asked with the numbers of variant {self.variant}."]
        if notebook.variant != self.variant:
            return [f"It is of variant {notebook.variant}; it was asked with the numbers of variant {self.variant}."]
        return []

    def _verdict(self, question: Any, submission: Submission) -> Verdict:
        verdict = judge(question, Answers(submission, numbers(self.module.NUMBERS, self.variant)))
        if verdict.word == KEEP_WORKING and self.variant:
            plain = judge(question, Answers(submission, numbers(self.module.NUMBERS, 0)))
            if plain.word == CORRECT:
                return Verdict(KEEP_WORKING, f"{verdict.message} It is the answer to variant 0, the book's.")
        return verdict


def chosen(notebooks: Sequence[Notebook], said: int | None) -> int:
    """The variant to ask with: the one that is said, or the one that most notebooks are.

    Examples
    --------
    >>> chosen([Notebook("ada", variant=7), Notebook("ben", variant=0), Notebook("eve", variant=7)], None)
    7
    """
    found = variants(notebooks)
    if said is not None:
        return said
    if len(found) > 1 and found[0][1] == found[1][1]:
        among = ", ".join(f"{count} of variant {variant}" for variant, count in found)
        raise ValueError(f"there are {among}; say which one was handed out: --variant {found[0][0]}, for one")
    return found[0][0] if found else 0


def table(grades: Sequence[Grade], asked: Sequence[str]) -> Iterator[str]:
    """The lines of the table; its last column is not shown."""
    rows = [grade.row(asked) for grade in grades]
    cells = [list(rows[0])[:-1], *(list(map(str, row.values()))[:-1] for row in rows)]
    wide = [max(len(line[i]) for line in cells) for i in range(len(cells[0]))]
    for line in cells:
        yield "  ".join(entry.ljust(width) for entry, width in zip(line, wide, strict=True)).rstrip()


def cell(value: Any) -> Any:
    """A value for a file that may be opened in a program for tables, which must not take a text for a formula.

    Examples
    --------
    >>> cell("=1+2.ipynb")
    "'=1+2.ipynb"
    """
    return _FORMULA.sub(r"\1'", value) if isinstance(value, str) else value


def save(file: Path, grades: Sequence[Grade], asked: Sequence[str]) -> None:
    """Write one line a notebook, in the form that programs for tables know to be UTF-8."""
    with file.open("w", newline="", encoding="utf-8-sig") as opened:
        writer = csv.writer(opened, quoting=csv.QUOTE_NONNUMERIC)
        rows = [grade.row(asked) for grade in grades]
        writer.writerow(rows[0])
        writer.writerows([cell(value) for value in row.values()] for row in rows)


def changed(before: Sequence[Notebook], after: Sequence[Notebook]) -> list[str]:
    """The names of files that are no longer what was read."""
    left = {each.name: each for each in after}
    return [each.name for each in before if left.get(each.name) != each]


def graded(grader: Grader, notebooks: Sequence[Notebook], progress: TextIO) -> list[Grade]:
    """The grades of all; what has been graded is kept when somebody ends it early."""
    grades: list[Grade] = []
    for number, notebook in enumerate(notebooks, 1):
        if progress.isatty():
            print(f"{number} of {len(notebooks)}: {notebook.name}", file=progress)
        try:
            grades.append(grader.grade(notebook))
        except KeyboardInterrupt:
            grades += [Grade(each, remarks=["Grading was ended before this one."]) for each in notebooks[number - 1 :]]
            break
        except Exception as error:
            grades.append(Grade(notebook, remarks=[f"It could not be graded: {type(error).__name__}: {error}."]))
    return grades


def report(grader: Grader, grades: Sequence[Grade]) -> Iterator[str]:
    """What is printed: in words for one notebook, as a table for several."""
    asked = list(grader.questions)
    yield f"{grader.module.PART}, asked with the numbers of variant {grader.variant}"
    if len(grades) > 1:
        yield from table(grades, asked)
    for grade in grades:
        yield from (f"{grade.notebook.name}: {printable(remark)}" for remark in grade.remarks)
    if len(grades) == 1:
        for number, verdict in grades[0].verdicts.items():
            yield f"{number}  {verdict.word:12}  {printable(verdict.message)}".rstrip()
    if not grader.confined:
        yield "This system cannot keep a notebook away from other files: grade strangers' in a container."


def checks_from(said: str) -> Any:
    """The checks of a part, or those in a file of one's own."""
    if not said.endswith(".py"):
        return checks(said)
    found = importlib.util.spec_from_file_location("own_checks", said)
    assert found
    assert found.loader
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    lacking = [name for name in ("PART", "NUMBERS") if not hasattr(module, name)]
    if lacking or not questions(module):
        raise ValueError(f"{said} has no {' and no '.join(lacking) or 'test_1_..., and so no question'}")
    return module


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -P -m scarce.homework.grade", description="Grade homework.")
    parser.add_argument("checks", help="part1 or part2, or a file with checks of your own")
    parser.add_argument("notebook", nargs="+", type=Path, help="notebooks to grade, or folders of them")
    parser.add_argument("--csv", type=Path, help="write one line a notebook to this file")
    parser.add_argument("--variant", type=int, help="which numbers were asked with, if not those most notebooks have")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="time for a cell, and for a call of a function")
    return parser


def _check(given: argparse.Namespace) -> None:
    """Find out now what would be in the way later."""
    absent = [printable(str(path)) for path in given.notebook if not path.exists()]
    if absent:
        raise ValueError(f"no such notebook: {', '.join(absent)}")
    if not given.seconds > 0:
        raise ValueError(f"--seconds must be above 0; got {given.seconds:g}")
    if given.csv and (given.csv.is_dir() or not given.csv.absolute().parent.is_dir()):
        raise ValueError(f"--csv must be a file in a folder that is there; got {given.csv}")
    here = Path.cwd()
    if not sys.flags.safe_path and any(path.is_dir() and path.resolve() == here for path in given.notebook):
        raise ValueError("give the command from another folder than the one with what was handed in")


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line, grade, and say it."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    parser = _arguments()
    given = parser.parse_args(arguments)
    try:
        _check(given)
        module, notebooks = checks_from(given.checks), handed_in(given.notebook)
        if not notebooks:
            raise ValueError(f"there is nothing in {', '.join(map(str, given.notebook))}")
        grader = Grader(module, chosen(notebooks, given.variant), given.seconds)
    except (OSError, ValueError) as error:
        parser.error(str(error))
    grades = graded(grader, notebooks, sys.stderr)
    for line in report(grader, grades):
        print(line)
    if given.csv:
        save(given.csv, grades, list(grader.questions))
        print(f"written to {given.csv}")
    for name in hidden(given.notebook):
        print(f"{name}: hidden, and not looked at.")
    for name in changed(notebooks, handed_in(given.notebook)):
        print(f"{name}: changed meanwhile; what was graded is what it was before.")


if __name__ == "__main__":
    main()
