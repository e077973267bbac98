"""Grading with pytest: ``pytest check_part1.py --notebook part1.ipynb``, or with the notebooks of a class.

Correct passes, keep working fails, and missing is skipped.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from .answers import CORRECT, Answers, KeepWorking, Verdict, judge, numbers
from .submission import SECONDS, Submission


@dataclass
class Grades:
    """The verdicts on every notebook, by question."""

    of: dict[Path, dict[str, Verdict]] = field(default_factory=dict)

    def rows(self) -> list[dict[str, Any]]:
        """One row a notebook."""
        asked = sorted({number for verdicts in self.of.values() for number in verdicts}, key=int)
        return [self._row(notebook, asked) for notebook in self.of]

    def _row(self, notebook: Path, asked: list[str]) -> dict[str, Any]:
        verdicts = self.of[notebook]
        words = {number: verdicts[number].word if number in verdicts else "" for number in asked}
        said = [f"{number}: {verdict.message}" for number, verdict in verdicts.items() if verdict.message]
        correct = sum(word == CORRECT for word in words.values())
        return {"notebook": str(notebook), **words, "correct": correct, "notes": " | ".join(said)}


_GRADES = pytest.StashKey[Grades]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options."""
    group = parser.getgroup("homework")
    group.addoption("--notebook", nargs="+", type=Path, default=[], help="notebooks to grade, or folders of them")
    group.addoption("--csv", type=Path, help="write one line a notebook to this file")
    group.addoption("--variant", type=int, help="which numbers were asked with, if the notebooks do not say")
    group.addoption("--seconds", type=float, default=SECONDS, help="time for a cell, and for a call of a function")


def pytest_configure(config: pytest.Config) -> None:
    """Grades say it all; where in a check somebody failed tells nobody anything."""
    config.stash[_GRADES] = Grades()
    if config.option.notebook:
        config.option.tbstyle = "no"


def _notebooks(paths: list[Path]) -> list[Path]:
    found = [file for path in paths for file in (sorted(path.rglob("*.ipynb")) if path.is_dir() else [path])]
    return [file for file in found if ".ipynb_checkpoints" not in file.parts]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every check with every notebook."""
    if "answers" not in metafunc.fixturenames:
        return
    notebooks = _notebooks(metafunc.config.option.notebook)
    absent = [str(file) for file in notebooks if not file.is_file()]
    if absent or not notebooks:
        pytest.exit(f"no such notebook: {', '.join(absent)}" if absent else "say which: --notebook part1.ipynb", 4)
    metafunc.parametrize("answers", notebooks, ids=map(str, notebooks), indirect=True, scope="module")


@pytest.fixture(scope="module")
def answers(request: pytest.FixtureRequest) -> Iterator[Submission]:
    """A notebook; it runs when the first question is asked."""
    submission = Submission(request.param, request.config.option.seconds)
    yield submission
    submission.close()


def _numbers(submission: Submission, module: Any, variant: int | None) -> dict[str, float]:
    said = submission.metadata()
    if said.get("part", module.PART) != module.PART:
        raise KeepWorking(f"This is the notebook of {said['part']}; these are the checks of {module.PART}.")
    return numbers(module.NUMBERS, int(said.get("variant", 0)) if variant is None else variant)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Judge the answers, note the grade, and tell pytest."""
    submission = pyfuncitem.funcargs.get("answers")
    if not isinstance(submission, Submission):
        return None
    verdict = _judged(pyfuncitem, submission)
    notebook = Path(str(pyfuncitem.callspec.params["answers"]))
    grades = pyfuncitem.config.stash[_GRADES].of.setdefault(notebook, {})
    grades[pyfuncitem.originalname.split("_")[1]] = verdict
    if verdict.word == CORRECT:
        return True
    tell = pytest.skip if verdict.word == "missing" else pytest.fail
    raise tell.Exception(f"{verdict.word}: {verdict.message}")


def _judged(item: pytest.Function, submission: Submission) -> Verdict:
    try:
        asked = _numbers(submission, item.module, item.config.option.variant)
    except KeepWorking as found:
        return Verdict("keep working", str(found))
    return judge(item.obj, Answers(submission, asked))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """The grades: in words for one notebook, as a table for several, and as a file where that is asked for."""
    grades = config.stash[_GRADES]
    if not grades.of:
        return
    write, rows = terminalreporter.write_line, grades.rows()
    terminalreporter.section("homework")
    if len(rows) == 1:
        for number, verdict in next(iter(grades.of.values())).items():
            write(f"{number}  {verdict.word:12}  {verdict.message}".rstrip())
    else:
        table = [list(row)[:-1] for row in rows[:1]] + [list(map(str, row.values()))[:-1] for row in rows]
        wide = [max(len(line[i]) for line in table) for i in range(len(table[0]))]
        for line in table:
            write("  ".join(entry.ljust(width) for entry, width in zip(line, wide, strict=True)).rstrip())
    if config.option.csv:
        _write(config.option.csv, rows)
        write(f"written to {config.option.csv}")


def _write(file: Path, rows: list[dict[str, Any]]) -> None:
    with file.open("w", newline="", encoding="utf-8") as opened:
        table = csv.DictWriter(opened, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
