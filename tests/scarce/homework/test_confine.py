"""What a notebook can do to the machine that grades it, and to the notebooks of others."""

import subprocess
import sys
from pathlib import Path

import pytest
from scarce.homework.answers import KeepWorking
from scarce.homework.confine import confine
from scarce.homework.submission import Submission

linux = pytest.mark.skipif(sys.platform != "linux", reason="other systems have no Landlock")


@pytest.fixture
def outside(tmp_path):
    """A file of somebody else's."""
    file = tmp_path / "neighbour.ipynb"
    file.write_text("mine")
    return file


@pytest.fixture
def ran():
    """Runs a cell; gives what went wrong in it."""

    def run(cell):
        submission = Submission(["import os, sys, socket, subprocess, shutil", cell, "x = 1"])
        try:
            assert submission.fetch("x") == 1
            assert submission.confined, "this kernel has no Landlock; Linux 5.13 and later do"
            return submission.trouble()
        finally:
            submission.close()

    return run


@linux
@pytest.mark.parametrize(
    "deed",
    [
        "open({file!r}, 'w').write('yours')", "os.remove({file!r})", "os.truncate({file!r}, 0)",
        "os.rename({file!r}, {file!r} + 'x')", "open({folder!r} + '/new', 'w')", "os.symlink('x', {folder!r} + '/new')",
        "shutil.rmtree({folder!r})", "os.mkdir({folder!r} + '/new')", "os.link({file!r}, 'mine')",
        "subprocess.run(['sh', '-c', 'echo yours > ' + {file!r}], check=True)", "print(open({file!r}).read())",
        "os.listdir({folder!r})", "open(os.path.dirname(os.__file__) + '/usercustomize.py', 'w')",
        "open('/dev/shm/filled', 'w')", "socket.create_connection(('127.0.0.1', 9))",
    ],
)  # fmt: skip
def test_it_can_do_nothing_to_others(ran, outside, deed):
    [trouble] = ran(deed.format(file=str(outside), folder=str(outside.parent)))
    assert any(each in trouble for each in ("PermissionError", "CalledProcessError", "cross-device link"))
    assert [each.name for each in outside.parent.iterdir()] == ["neighbour.ipynb"]
    assert outside.read_text() == "mine"


@linux
@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("bytearray(10 << 30)", "MemoryError"),
        ("open('big', 'wb').truncate(1 << 30)", "File too large"),
        ("with open('big', 'wb') as file:\n    while True: file.write(bytes(1 << 20))", "File too large"),
    ],
)
def test_size_has_bounds(ran, cell, said):
    [trouble] = ran(cell)
    assert said in trouble


def test_it_has_a_folder_of_its_own_and_finds_python(ran):
    assert ran("open('own.py', 'w').write('y = 2')\nfrom own import y\nassert y == 2") == []
    assert ran("import tempfile, scarce.models.trust, multiprocessing\ntempfile.NamedTemporaryFile().write(b'x')") == []
    assert ran("subprocess.run([sys.executable, '-c', 'import numpy'], check=True, stdout=subprocess.DEVNULL)") == []
    assert ran("print('x' * 10**8)\nprint('x' * 10**8, file=sys.stderr)") == []


def test_it_is_told_nothing_of_whoever_grades(ran, monkeypatch, tmp_path):
    (tmp_path / "sitecustomize.py").write_text("raise SystemExit('of the folder in which one grades')")
    (tmp_path / "numpy.py").write_text("raise SystemExit('of the folder in which one grades')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TOKEN", "secret")
    monkeypatch.setenv("PYTHONSTARTUP", "secret")
    monkeypatch.setenv("PYTHONPATH", "")
    assert ran("assert 'secret' not in os.environ.values()\nassert os.path.expanduser('~') == os.getcwd()") == []


def test_two_submissions_share_no_folder():
    first, second = (Submission(["import os\nhere = os.getcwd()"]) for _ in range(2))
    folders = {Path(each.fetch("here")) for each in (first, second)}
    assert len(folders) == 2
    for each in (first, second):
        each.close()
    assert not any(folder.exists() for folder in folders)


def test_folders_too_deep_to_remove_stop_nobody():
    submission = Submission(
        ["import os\nfolder = os.getcwd()\nfor _ in range(3000):\n    os.mkdir('d')\n    os.chdir('d')", "x = 1"]
    )
    folder = submission.fetch("folder")
    submission.close()
    subprocess.run(["rm", "-rf", folder], check=True)


def test_without_such_a_system_it_says_so(monkeypatch, tmp_path):
    monkeypatch.setattr("scarce.homework.confine.limit", lambda: None)
    monkeypatch.setattr(sys, "platform", "darwin")
    assert confine(tmp_path) is False


def test_what_did_not_start_is_not_called_unconfined(monkeypatch):
    monkeypatch.setattr("scarce.homework.submission.START", 0)
    submission = Submission(["x = 1"])
    with pytest.raises(KeepWorking):
        submission.fetch("x")
    assert submission.confined
