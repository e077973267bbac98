"""Notebooks that fail in every way, and what can still be said of the rest of them."""

import time

import numpy as np
import pytest
from homework import saved
from scarce.homework.answers import Answers, KeepWorking, Missing
from scarce.homework.submission import Submission

SECONDS = 1.0


@pytest.fixture
def hand_in(tmp_path):
    """Takes the code of a notebook's cells; gives what the grader sees."""
    open_ones = []

    def submit(*cells, seconds=SECONDS):
        book = {"cells": [{"cell_type": "code", "source": cell} for cell in cells], "metadata": {}}
        submission = Submission(saved(book, tmp_path / f"{len(open_ones)}.ipynb"), seconds)
        open_ones.append(submission)
        return submission

    yield submit
    for submission in open_ones:
        submission.close()


def test_values_and_functions_come_over_as_they_are(hand_in):
    book = hand_in(
        "import numpy as np\na = np.float32(0.5)", "b = [1, 2]\nc = 'x'\nd = {}", "def f(x, y): return x + y"
    )
    assert book.fetch("a") == 0.5
    assert book.fetch("b").tolist() == [1, 2]
    assert book.fetch("c") == "x"
    assert type(book.fetch("d")).__name__ == "dict"
    assert callable(book.fetch("f"))
    assert book.call("f", [np.array([1.5, 2]), 1]).tolist() == [2.5, 3]
    assert {"a", "b", "c", "d", "f"} <= set(book.known())
    assert book.trouble() == []


def test_magics_and_checking_cells_are_passed_over(tmp_path):
    cells = [("%matplotlib inline\nx = 1\nif x:\n    !ls", []), ("raise SystemExit", ["check"]), ("display(x)", [])]
    book = {"cells": [{"cell_type": "code", "source": [a], "metadata": {"tags": b}} for a, b in cells], "metadata": {}}
    submission = Submission(saved(book, tmp_path / "book.ipynb"), SECONDS)
    assert submission.fetch("x") == 1
    assert submission.trouble() == []
    submission.close()


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("y = 2\n1 / 0", r"begins `y = 2` stopped in line 2 with ZeroDivisionError: division by zero"),
        ("# why\ny = = 2", r"begins `y = = 2` stopped in line 2 with SyntaxError"),
        ("input()", "EOFError"),
        ("import sys\nsys.exit()", "SystemExit"),
        ("while True: pass", "did not end within 1 seconds"),
        ("while True:\n    try:\n        sum(range(100))\n    except: pass", "had to be stopped"),
        ("import os\nos._exit(0)", "had to be stopped, or ended Python itself"),
    ],
)
def test_a_cell_that_fails_does_not_hide_the_others(hand_in, cell, said):
    book = hand_in("before = 1", cell, "after = before + 1")
    assert (book.fetch("before"), book.fetch("after")) == (1, 2)
    [trouble] = book.trouble()
    with pytest.raises(KeepWorking, match=said):
        raise KeepWorking(trouble)
    # and whoever looks for a name from that cell is told
    with pytest.raises(KeepWorking, match=f"There is no `z`, and something went wrong before.*{said}"):
        Answers(book, {}).number("z")


def test_a_function_that_fails_does_not_hide_the_others(hand_in):
    stubborn = "def stubborn():\n    while True:\n        try:\n            sum(range(100))\n        except: pass"
    fine = "def fine(): return 1"
    book = hand_in(stubborn, fine, "def loop():\n    while True: pass", "def todo():\n    raise NotImplementedError")
    for name in ("stubborn", "loop"):
        with pytest.raises(KeepWorking, match=f"`{name}` did not .* within 1 seconds"):
            book.call(name, [])
        assert book.call("fine", []) == 1
    with pytest.raises(Missing, match="`todo` is still to be written"):
        book.call("todo", [])


def test_what_a_notebook_prints_is_not_taken_for_a_reply(hand_in):
    forged = '{"value": 7}'
    book = hand_in(
        f"import os\nprint('{forged}')\nos.write(1, b'{forged}\\n')\nx = 1",
        f"def f():\n    print('{forged}')\n    return 2",
    )
    assert book.fetch("x") == 1
    assert book.call("f", []) == 2


def test_a_whole_notebook_has_a_limit_too(hand_in):
    book = hand_in(*(f"x{i} = 1\nwhile True: pass" for i in range(100)), seconds=0.1)
    begun = time.monotonic()
    with pytest.raises(KeepWorking, match=r"takes more than 1\.2 seconds"):
        book.known()
    assert time.monotonic() - begun < 10


def test_nothing_is_left_running(hand_in):
    book = hand_in("import subprocess, os\nchild = subprocess.Popen(['sleep', '60']).pid\nme = os.getpid()")
    child, worker = book.fetch("child"), book.fetch("me")
    book.close()
    for _ in range(200):
        if not any(_runs(each) for each in (child, worker)):
            return
        time.sleep(0.01)
    raise AssertionError("still running")


def _runs(process):
    try:
        with open(f"/proc/{process}/stat") as file:  # noqa: PTH123
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("text", ["", "not json", "{}", "[]"])
def test_what_is_no_notebook_is_said(tmp_path, text):
    file = tmp_path / "a.ipynb"
    file.write_text(text)
    with pytest.raises(KeepWorking, match=r"a\.ipynb cannot be read as a notebook"):
        Submission(file).metadata()
