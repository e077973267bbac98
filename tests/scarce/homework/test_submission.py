"""Notebooks that fail in every way, and what can still be said of the rest of them."""

import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from scarce.homework import keeper, submission
from scarce.homework.answers import Answers, KeepWorking, Missing, judge
from scarce.homework.submission import Submission, Watch

SECONDS = 1.0


@pytest.fixture
def hand_in():
    """Takes the code of a notebook's cells; gives what the grader sees."""
    open_ones = []

    def submit(*cells, seconds=SECONDS):
        open_ones.append(Submission(cells, seconds))
        return open_ones[-1]

    yield submit
    for each in open_ones:
        each.close()


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


def test_magics_are_passed_over(hand_in):
    book = hand_in("%matplotlib inline\nx = 1\nif x:\n    !ls", "display(x)")
    assert book.fetch("x") == 1
    assert book.trouble() == []


def test_a_magic_goes_on_after_a_backslash_and_lines_keep_their_numbers(hand_in):
    book = hand_in('try:\n    import math\nexcept ImportError:\n    %pip install "a" \\\n        "b"\nx = 1\n1 / 0')
    assert book.fetch("x") == 1
    assert "stopped in line 7 with ZeroDivisionError" in book.trouble()[0]


def test_a_line_that_begins_with_percent_may_be_python(hand_in):
    book = hand_in("x = (17\n     % 3)", 'text = """\n%d of\n!"""')
    assert book.fetch("x") == 2
    assert book.fetch("text") == "\n%d of\n!"
    assert book.trouble() == []


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("y = 2\n1 / 0", r"begins `y = 2` stopped in line 2 with ZeroDivisionError: division by zero"),
        ("# why\ny = = 2", r"begins `y = = 2` stopped in line 2 with SyntaxError"),
        ("input()", "EOFError"),
        ("import sys\nsys.exit()", "SystemExit"),
        ("while True: pass", "did not end within 1 seconds of computing"),
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
    for ask in (book.known, lambda: book.fetch("x0")):
        with pytest.raises(KeepWorking, match=r"takes more than 1\.2 seconds"):
            ask()


def test_starting_python_does_not_count(hand_in, monkeypatch):
    # 12 seconds for all cells together, and each of the two starts takes 50
    laps = {}

    def lap(watch):
        starts = watch._process == book._process.pid and watch._process not in laps
        laps[watch._process] = True
        return 50.0 if starts else 0.0

    monkeypatch.setattr(Watch, "lap", lap)
    book = hand_in("x = 1", "import os\nos._exit(0)", "y = 2")
    assert (book.fetch("x"), book.fetch("y")) == (1, 2)
    assert len(laps) == 4  # two that keep, two that run


def test_time_in_line_for_a_processor_does_not_count(monkeypatch):
    """A process that would compute and is not let counts no time; one that waits does, and one that computes does."""
    clock = iter(range(0, 1000, 10))
    monkeypatch.setattr(submission.time, "monotonic", lambda: float(next(clock)))
    states = iter([(1.0, True), (1.5, True), (1.5, False), (4.0, False), (4.0, True)])
    monkeypatch.setattr(Watch, "_state", lambda watch: next(states))
    watch = Watch(1)
    assert [watch.lap() for _ in range(4)] == [0.5, 10, 10, 0]


@pytest.mark.skipif(sys.platform != "linux", reason="looks in /proc")
def test_the_state_of_a_process_is_read_as_the_system_tells_it():
    with (
        subprocess.Popen([sys.executable, "-c", "while True: pass"]) as busy,
        subprocess.Popen(["sleep", "60"]) as idle,
    ):
        try:
            watch = Watch(busy.pid)
            while watch._state()[0] < 0.3:
                time.sleep(0.01)
            assert watch._state()[1]
            idle_watch = Watch(idle.pid)
            while idle_watch._state()[1]:
                time.sleep(0.01)
            assert idle_watch._state()[0] < 0.3
        finally:
            busy.kill()
            idle.kill()


def test_what_could_not_be_started_says_so_each_time(hand_in, monkeypatch):
    monkeypatch.setattr(submission, "START", 0)
    book = hand_in("x = 1")
    with pytest.raises(KeepWorking, match="The notebook could not be started"):
        book.known()
    monkeypatch.undo()
    with pytest.raises(KeepWorking, match="The notebook could not be started"):
        book.fetch("x")


def test_a_notebook_cannot_begin_again_for_ever(hand_in):
    book = hand_in(*["import os\nos._exit(0)"] * (submission.RESTARTS + 2))
    with pytest.raises(KeepWorking, match="More than 10 cells had to be stopped, or ended Python itself"):
        book.known()


FORK = "import os, signal, sys, time, multiprocessing, threading, subprocess, atexit\n"
#: Each leaves something behind that holds on to the line on which replies come, or does not end.
HANGS = {
    "a child of multiprocessing": "multiprocessing.Process(target=time.sleep, args=(1e6,)).start()\nos._exit(1)",
    "a session of its own": "if not os.fork():\n    os.setsid()\n    time.sleep(1e6)\nos._exit(1)",
    "two forks": "if not os.fork():\n    os.setsid()\n    if os.fork(): os._exit(0)\n    time.sleep(1e6)\nos._exit(1)",
    "the parent ends, the child goes on": "if os.fork(): os._exit(0)\nos.setsid()\ntime.sleep(1e6)",
    "a loop that catches everything": "while True:\n    try:\n        sum(range(100))\n    except: pass",
    "signals ignored": "[signal.signal(s, signal.SIG_IGN) for s in (1, 2, 3, 14, 15, 27)]\nwhile True: pass",
    "stopped": "os.kill(os.getpid(), signal.SIGSTOP)",
    "asleep": "time.sleep(1e6)",
    "a thread and a lock": "threading.Thread(target=time.sleep, args=(1e6,)).start()\nthreading.Lock().__enter__()\n"
    "lock = threading.Lock()\nlock.acquire()\nlock.acquire()",
    "at exit": "atexit.register(time.sleep, 1e6)\nsys.exit = None\nos.kill(os.getpid(), signal.SIGTERM)",
    "its keeper": "os.kill(os.getppid(), signal.SIGKILL)\ntime.sleep(1e6)",
    "every process": "os.kill(-1, signal.SIGTERM)\ntime.sleep(1e6)",
    "the line closed": "os.closerange(3, 100)",
    "a shell in the background": "subprocess.Popen(['sh', '-c', 'sleep 1000000 & sleep 1000000'])\nos._exit(1)",
}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems cannot find what has left its group")
@pytest.mark.parametrize("cell", HANGS.values(), ids=HANGS)
def test_nothing_that_a_cell_starts_holds_the_grader_up(hand_in, cell):
    book = hand_in("before = 1", FORK + cell, "after = before + 1", seconds=0.5)
    assert (book.fetch("before"), book.fetch("after")) == (1, 2)
    assert any("had to be stopped" in each or "PermissionError" in each for each in book.trouble())
    book.close()
    assert not [each for each in keeper.descendants(os.getpid()) if "sleep" in _command(each)]


def _command(process):
    try:
        return Path(f"/proc/{process}/cmdline").read_text()
    except OSError:
        return ""


def test_a_process_that_splits_answers_once(hand_in):
    book = hand_in("import os\nos.fork()\nx = 1", "y = 2")
    assert (book.fetch("x"), book.fetch("y"), book.fetch("x")) == (1, 2, 1)


def test_a_reply_without_an_end_is_not_read_to_its_end(hand_in, monkeypatch):
    monkeypatch.setattr(submission, "LARGEST", 1_000_000)
    book = hand_in("import numpy as np\nbig = np.zeros(10**7)", "text = 'x' * 10**7", "number = 10**5000", "x = 1")
    with pytest.raises(KeepWorking, match="`big` did not come back"):
        book.fetch("big")
    assert book.fetch("x") == 1
    assert len(book.fetch("text")) == 1000
    assert book.fetch("number") == np.inf


@pytest.mark.parametrize(
    "reply", ["5", "[]", "null", "{", '"x"', "[" * 100_000, '{"value": {"other": "\\u0000"}}', "{}", '{"value": {}}']
)
def test_a_forged_reply_is_an_answer_to_be_worked_on(hand_in, reply):
    forge = "\n".join(
        ["import os", "for each in range(3, 30):", f"    try: os.write(each, {reply.encode()!r} + b'\\n')"]
    )
    book = hand_in("x = 1", f"def f():\n    {forge.replace(chr(10), chr(10) + '    ')}\n        except OSError: pass")

    def question(answers):
        answers.call("f")

    assert judge(question, Answers(book, {})).word == "keep working"


def test_what_ended_by_itself_is_closed_too(hand_in):
    book = hand_in("import os\nfolder = os.getcwd()")
    folder = Path(book.fetch("folder"))
    assert folder.is_dir()
    book._process.kill()
    book._process.wait()
    book.close()
    assert not folder.exists()
