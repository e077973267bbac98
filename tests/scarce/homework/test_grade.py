"""Grading from outside, as a student and as a teacher do it, with the files that are handed out."""

import csv
import io
import os
import re
import signal
import subprocess
import sys

import pytest
from homework import ROOT, made, saved, with_answer
from scarce.homework import checks, grade
from scarce.homework.__main__ import write
from scarce.homework.answers import KEEP_WORKING, Verdict
from scarce.homework.grade import Grade, Grader, cell, chosen, graded, save
from scarce.homework.reading import Notebook


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """What is handed out for both parts."""
    folder = tmp_path_factory.mktemp("homework")
    for part in ("part1", "part2"):
        write(ROOT / "chapters" / "homework" / f"{part}.md", ROOT / "_config.yml", folder)
    return folder


def run(folder, *arguments, module=("-P", "-m", "scarce.homework.grade")):
    command = [sys.executable, *module, *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "lib")}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, errors="replace")


def with_metadata(book, said):
    """The same notebook, but for what it says of itself."""
    return book | {"metadata": book["metadata"] | {"homework": said}}


def verdicts(output):
    """The lines that say it."""
    return dict(re.findall(r"^(\d)  (missing|keep working|correct)", output, re.MULTILINE))


def rows(file):
    """The lines of a file of grades, by the names of the notebooks without their folders and suffixes."""
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return {row["notebook"].rpartition("/")[2].removesuffix(".ipynb"): row for row in csv.DictReader(opened)}


@pytest.mark.parametrize(("part", "count"), [("part1", 6), ("part2", 7)])
def test_the_instructors_is_correct_and_the_students_is_missing(folder, part, count):
    right = run(folder, part, f"{part}-instructor.ipynb")
    assert verdicts(right.stdout) == {str(number): "correct" for number in range(1, count + 1)}, right.stdout
    assert right.returncode == 0
    empty = run(folder, f"check_{part}.py", f"{part}.ipynb")
    assert verdicts(empty.stdout) == {str(number): "missing" for number in range(1, count + 1)}, empty.stdout


def test_a_class_at_once(folder, tmp_path):
    right = made("part1")
    submissions = tmp_path / "submissions"
    submissions.mkdir()
    renamed = with_answer(right, "speed", "spede = 16")
    mistaken = with_answer(right, "speed", "speed = 4")
    stopped = with_answer(right, "handover", "def handover(*a):\n    while True: pass")
    broken = with_answer(right, "limit", "limit = 1 / 0")
    books = {
        "ada": right, "ben": made("part1", solution=False), "cleo": renamed, "dan": mistaken, "eve": stopped,
        "finn": broken, "gus": made("part1", variant=3), "hal": made("part2"), "jo": with_metadata(right, [1]),
        "kim": with_metadata(right, {"part": "part1", "variant": "x"}),
        "=1+2": with_answer(right, "limit", "raise ValueError('\\x1b[31mred\\n;=1+2')"),
    }  # fmt: skip
    for name, book in books.items():
        saved(book, submissions / f"{name}.ipynb")
    (submissions / "ida.ipynb").write_text("no notebook")
    (submissions / "essay.docx").write_text("words")
    said = run(folder, "part1", submissions, "--seconds", 6, "--csv", tmp_path / "grades.csv")
    found = rows(tmp_path / "grades.csv")
    assert {name: int(row["correct"]) for name, row in found.items()} == {
        "ada": 6, "ben": 0, "cleo": 5, "dan": 5, "eve": 5, "finn": 5, "gus": 3, "hal": 0, "ida": 0, "jo": 6, "kim": 6,
        "=1+2": 5, "essay.docx": 0,
    }  # fmt: skip
    assert found["cleo"]["3"] == "missing"
    assert "There is `spede`: is that it?" in found["cleo"]["notes"]
    assert found["dan"]["3"] == "keep working"
    assert "only the doing gets faster" in found["dan"]["notes"]
    assert found["eve"]["1"] == "keep working"
    assert "`handover` did not end within 6 seconds of computing" in found["eve"]["notes"]
    assert found["finn"]["2"] == "keep working"
    assert "begins `limit = 1 / 0` stopped in line 1 with ZeroDivisionError" in found["finn"]["notes"]
    assert (found["ada"]["variant"], found["gus"]["variant"], found["kim"]["variant"]) == ("0", "3", "")
    assert "It is of variant 3; it was asked with the numbers of variant 0." in found["gus"]["notes"]
    assert "the notebook of part2; these are the checks of part1" in found["hal"]["notes"]
    assert "cannot be read as a notebook" in found["ida"]["notes"]
    assert "does not say which variant it is" in found["kim"]["notes"]
    assert "It is a file .docx, not a notebook" in found["essay.docx"]["notes"]
    assert r"\x1b[31mred\n;'=1+2" in found["=1+2"]["notes"]
    assert "part1, asked with the numbers of variant 0" in said.stdout
    assert re.search(r"dan\.ipynb +0 +correct +correct +keep working +correct +correct +correct +5\n", said.stdout)
    assert "essay.docx: It is a file .docx" in said.stdout
    assert "\x1b" not in said.stdout + said.stderr


CONFTEST = """
import pathlib
from scarce.homework import answers
pathlib.Path({mark!r}).write_text("ran")
answers.judge = lambda *_: answers.Verdict("correct")
def pytest_addoption(parser):
    parser.addoption("--notebook", nargs="+")
    parser.addoption("--csv")
"""


@pytest.mark.parametrize("place", ["", "test", "tests", "test_ada", "ada.ipynb"])
@pytest.mark.parametrize("command", ["the command", "pytest as it was", "pytest, its options first"])
def test_a_conftest_among_submissions_is_not_run(tmp_path, command, place):
    write(ROOT / "chapters" / "homework" / "part1.md", ROOT / "_config.yml", tmp_path)
    mark, submissions = tmp_path / "mark", tmp_path / "submissions"
    (submissions / place).mkdir(parents=True)
    for name in ("conftest.py", "sitecustomize.py", "numpy.py", "check_part1.py", "test_it.py"):
        (submissions / place / name).write_text(CONFTEST.format(mark=str(mark)))
    (submissions / "pytest.ini").write_text("[pytest]\naddopts = -p conftest\n")
    saved({"cells": [{"cell_type": "code", "source": "pass"}], "metadata": {}}, submissions / "ada.one.ipynb")
    options = ("--notebook", "submissions", "--csv", "grades.csv")
    if command == "the command":
        run(tmp_path, "part1", "submissions", "--csv", "grades.csv")
        assert rows(tmp_path / "grades.csv")["ada.one"]["correct"] == "0"
        assert "conftest.py, not a notebook" in (tmp_path / "grades.csv").read_text().replace("file .py", "conftest.py")
    else:
        order = ("check_part1.py", *options) if command == "pytest as it was" else (*options, "check_part1.py")
        said = run(tmp_path, *order, module=("-m", "pytest", "-p", "no:cacheprovider"))
        assert said.returncode
        assert "python -P -m scarce.homework.grade part1 submissions" in said.stderr
        assert not (tmp_path / "grades.csv").exists()
    assert not mark.exists()


def test_modules_in_the_folder_with_the_submissions_are_not_taken(tmp_path):
    mark = tmp_path / "mark"
    for name in ("numpy.py", "csv.py", "sitecustomize.py"):
        (tmp_path / name).write_text(CONFTEST.format(mark=str(mark)))
    saved({"cells": [], "metadata": {}}, tmp_path / "ada.ipynb")
    assert "numpy.py: It is a file .py" in run(tmp_path, "part1", ".").stdout
    assert not mark.exists()
    for name in ("numpy.py", "csv.py", "sitecustomize.py"):
        (tmp_path / name).unlink()
    said = run(tmp_path, "part1", ".", module=("-m", "scarce.homework.grade"))
    assert "give the command from another folder" in said.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing keeps a notebook from other files")
def test_a_submission_does_not_reach_its_neighbours(folder, tmp_path):
    deed = f"import os, pathlib\nfor each in pathlib.Path({str(tmp_path)!r}).glob('*.ipynb'): each.write_text('mine')"
    for name, cells in {"ada": [deed, "os.kill(os.getppid(), 9)"], "ben": ["limit = 6"]}.items():
        cells = [{"cell_type": "code", "source": each} for each in cells]
        saved({"cells": cells, "metadata": {}}, tmp_path / f"{name}.ipynb")
    before = {file: file.read_bytes() for file in tmp_path.iterdir()}
    said = run(folder, "part1", tmp_path, "--csv", tmp_path / "grades.csv")
    assert "changed meanwhile" not in said.stdout
    assert {file: file.read_bytes() for file in before} == before
    assert rows(tmp_path / "grades.csv")["ben"]["2"] == "correct"


def test_what_changed_while_it_was_graded_is_said(tmp_path, monkeypatch, capsys):
    file = saved({"cells": [], "metadata": {}}, tmp_path / "ada.ipynb")
    monkeypatch.setattr(Grader, "grade", lambda grader, notebook: file.unlink() or Grade(notebook))
    grade.main(["part1", str(tmp_path)])
    assert f"{file}: changed meanwhile" in capsys.readouterr().out
    saved({"cells": [], "metadata": {}}, file)
    monkeypatch.setattr(Grader, "grade", lambda grader, notebook: file.write_text("mine") and Grade(notebook))
    grade.main(["part1", str(tmp_path)])
    assert f"{file}: changed meanwhile" in capsys.readouterr().out


def test_a_public_solution_does_not_pass_for_another_variant(folder, tmp_path):
    saved(made("part1", variant=7), tmp_path / "ada.ipynb")
    saved(with_metadata(made("part1"), {"part": "part1", "variant": 7}), tmp_path / "ben.ipynb")
    saved(made("part1"), tmp_path / "cleo.ipynb")
    said = run(folder, "part1", tmp_path, "--csv", tmp_path / "grades.csv")
    found = rows(tmp_path / "grades.csv")
    assert "asked with the numbers of variant 7" in said.stdout
    assert {name: (row["variant"], row["correct"]) for name, row in found.items()} == {
        "ada": ("7", "6"), "ben": ("7", "4"), "cleo": ("0", "4"),
    }  # fmt: skip
    for name in ("ben", "cleo"):
        assert "It is the answer to variant 0, the book's." in found[name]["notes"]
    assert "cleo.ipynb: It is of variant 0; it was asked with the numbers of variant 7." in said.stdout


def test_the_variant_is_the_one_that_is_said_or_that_most_have():
    books = [Notebook(str(number), variant=variant) for number, variant in enumerate((0, 7, 7, None))]
    assert chosen(books, None) == 7
    assert chosen(books, 3) == 3
    assert chosen(books[3:], None) == 0
    with pytest.raises(ValueError, match=r"1 of variant 0, 1 of variant 7; say which one was handed out: --variant 0"):
        chosen(books[:2], None)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        *((f"{sign}cmd|' /C calc'!A0", f"'{sign}cmd|' /C calc'!A0") for sign in "=+-@＝＋－＠"),
        ("\t=1", "'\t=1"), (" =1", "' =1"), ("ada;=1", "ada;'=1"), ("ada;\t+1", "ada;'\t+1"), ("ada=1", "ada=1"),
        ("\r=1", "'\r=1"), ("1: `speed(2, -3)`", "1: `speed(2, -3)`"), (-1, -1),
    ],
)  # fmt: skip
def test_no_text_is_taken_for_a_formula(text, written):
    assert cell(text) == written


def test_the_file_opens_as_what_it_is(tmp_path):
    grades = [Grade(Notebook('=1+2;"@x".ipynb'), {"1": Verdict(KEEP_WORKING, 'José; "6"\n=1')}, ["-1"])]
    save(tmp_path / "grades.csv", grades, ["1"])
    content = (tmp_path / "grades.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    [row] = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    assert row == {
        "notebook": "'=1+2;\"@x\".ipynb", "variant": "", "1": "keep working", "correct": "0",
        "notes": r"""'-1 | 1: José; "6"\n=1""",
    }  # fmt: skip


def test_whatever_happens_to_one_the_others_are_graded(monkeypatch):
    books = [Notebook(name) for name in ("ada", "ben", "cleo", "dan")]

    def fails(grader, notebook):
        if notebook.name == "ben":
            raise RuntimeError("what nobody thought of")
        if notebook.name == "cleo":
            signal.raise_signal(signal.SIGINT)
        return Grade(notebook)

    monkeypatch.setattr(Grader, "grade", fails)
    found = graded(Grader(checks("part1"), 0), books, io.StringIO())
    assert [each.remarks for each in found] == [
        [], ["It could not be graded: RuntimeError: what nobody thought of."],
        *[["Grading was ended before this one."]] * 2,
    ]  # fmt: skip


def test_checks_of_ones_own(folder, tmp_path):
    own = (folder / "check_part1.py").read_text() + "\n\ndef test_7_more(answers):\n    answers.number('more')\n"
    (tmp_path / "own.py").write_text(own)
    said = run(folder, tmp_path / "own.py", "part1.ipynb")
    assert "7  missing       There is no `more` in the notebook" in said.stdout
    (tmp_path / "own.py").write_text("PART = 'part1'")
    assert "own.py has no NUMBERS" in run(folder, tmp_path / "own.py", "part1.ipynb").stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "the following arguments are required: checks, notebook"),
        (("part1", "x.ipynb"), "no such notebook: x.ipynb"),
        (("part3", "part1.ipynb"), "part must be one of part1, part2; got 'part3'"),
        (("part1", "part1.ipynb", "--seconds", "-1"), "--seconds must be above 0; got -1"),
        (("part1", "part1.ipynb", "--seconds", "nan"), "--seconds must be above 0; got nan"),
        (("part1", "part1.ipynb", "--csv", "no/such/grades.csv"), "--csv must be a file in a folder that is there"),
        (("part1", "part1.ipynb", "--variant", "x"), "argument --variant: invalid int value: 'x'"),
        (("none.py", "part1.ipynb"), "No such file"),
    ],
)  # fmt: skip
def test_it_says_what_it_needs(folder, arguments, said):
    answer = run(folder, *arguments)
    assert said in answer.stderr
    assert answer.returncode == 2
    assert "Traceback" not in answer.stderr
