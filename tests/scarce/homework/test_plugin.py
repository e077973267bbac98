"""Grading from outside, as a student and as a teacher do it, with the files that are handed out."""

import csv
import os
import re
import subprocess
import sys

import pytest
from homework import ROOT, made, saved, with_answer
from scarce.homework.__main__ import write


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """What is handed out for both parts."""
    folder = tmp_path_factory.mktemp("homework")
    for part in ("part1", "part2"):
        write(ROOT / "chapters" / "homework" / f"{part}.md", ROOT / "_config.yml", folder)
    return folder


def grade(folder, *arguments):
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "lib")}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


def with_metadata(book, said):
    """The same notebook, but for what it says of itself."""
    return book | {"metadata": book["metadata"] | {"homework": said}}


def verdicts(output):
    """The lines of the section that says it."""
    return dict(re.findall(r"^(\d)  (missing|keep working|correct)", output, re.MULTILINE))


@pytest.mark.parametrize(("part", "count"), [("part1", 6), ("part2", 7)])
def test_the_instructors_is_correct_and_the_students_is_missing(folder, part, count):
    right = grade(folder, f"check_{part}.py", "--notebook", f"{part}-instructor.ipynb")
    assert verdicts(right.stdout) == {str(number): "correct" for number in range(1, count + 1)}, right.stdout
    assert right.returncode == 0
    empty = grade(folder, f"check_{part}.py", "--notebook", f"{part}.ipynb")
    assert verdicts(empty.stdout) == {str(number): "missing" for number in range(1, count + 1)}, empty.stdout
    assert f"{count} skipped" in empty.stdout


def test_a_class_at_once(folder, tmp_path):
    right = made("part1")
    submissions = tmp_path / "submissions"
    submissions.mkdir()
    renamed = with_answer(right, "speed", "spede = 16")
    mistaken = with_answer(right, "speed", "speed = 4")
    stopped = with_answer(right, "handover", "def handover(*a):\n    while True: pass")
    broken = with_answer(right, "limit", "limit = 1 / 0")
    other = made("part1", variant=3)
    books = {
        "ada": right, "ben": made("part1", solution=False), "cleo": renamed, "dan": mistaken, "eve": stopped,
        "finn": broken, "gus": other, "hal": made("part2"), "jo": with_metadata(right, [1]),
        "kim": with_metadata(right, {"part": "part1", "variant": "x"}),
    }  # fmt: skip
    for name, book in books.items():
        saved(book, submissions / f"{name}.ipynb")
    (submissions / "ida.ipynb").write_text("no notebook")
    options = ("--csv", tmp_path / "grades.csv", "--seconds", "8")
    run = grade(folder, "check_part1.py", "--notebook", submissions, *options)
    with (tmp_path / "grades.csv").open(encoding="utf-8") as file:
        rows = {row["notebook"].rpartition("/")[2].removesuffix(".ipynb"): row for row in csv.DictReader(file)}
    assert {name: int(row["correct"]) for name, row in rows.items()} == {
        "ada": 6, "ben": 0, "cleo": 5, "dan": 5, "eve": 5, "finn": 5, "gus": 6, "hal": 0, "ida": 0, "jo": 0, "kim": 0,
    }  # fmt: skip
    assert rows["cleo"]["3"] == "missing"
    assert "There is `spede`: is that it?" in rows["cleo"]["notes"]
    assert rows["dan"]["3"] == "keep working"
    assert "only the doing gets faster" in rows["dan"]["notes"]
    assert rows["eve"]["1"] == "keep working"
    assert "`handover` did not end within 8 seconds" in rows["eve"]["notes"]
    assert rows["finn"]["2"] == "keep working"
    assert "begins `limit = 1 / 0` stopped in line 1 with ZeroDivisionError" in rows["finn"]["notes"]
    assert "the notebook of part2; these are the checks of part1" in rows["hal"]["notes"]
    assert "cannot be read as a notebook" in rows["ida"]["notes"]
    assert "jo.ipynb cannot be read as a notebook" in rows["jo"]["notes"]
    assert "variant must be a whole number; got 'x'." in rows["kim"]["notes"]
    table = run.stdout[run.stdout.index("= homework =") :]
    assert re.search(r"dan\.ipynb +correct +correct +keep working +correct +correct +correct +5\n", table)


def test_a_variant_can_be_said(folder):
    run = grade(folder, "check_part1.py", "--notebook", "part1-instructor.ipynb", "--variant", "3")
    assert "keep working" in verdicts(run.stdout).values()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [((), "say which: --notebook part1.ipynb"), (("--notebook", "x.ipynb"), "no such notebook: x.ipynb")],
)
def test_it_says_what_it_needs(folder, arguments, said):
    assert said in grade(folder, "check_part1.py", *arguments).stdout
