"""A submission, seen from the grader: cells that another process runs, and that may fail in any way.

nbclient 0.11 runs cells with a limit and an interrupt too, and does not pass our checks. Its limit is a clock's, so a
busy machine changes verdicts. A loop that catches the interrupt held it up for 158 seconds instead of 2; a cell that
ends Python takes those after it along; and it keeps what a cell prints: 947 MB after five seconds of printing. A
kernel for a notebook takes 2.5 seconds of computing, this process 1.2.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

from . import keeper
from .answers import KeepWorking, Missing
from .confine import PACKAGES
from .worker import decode, encode

#: Seconds for a cell or a call, and how often that for the whole notebook.
SECONDS, WHOLE = 10.0, 12
#: Seconds for Python and numpy to start, which is the machine's time and not the notebook's.
START = 60.0
#: Seconds to end by itself, before the process is ended.
GRACE = 2.0
#: How many cells of a notebook may take Python with them.
RESTARTS = 10
#: Bytes of a reply at the most.
LARGEST = 32_000_000
#: Seconds between two looks at what a process does.
TICK = 0.05


class Line:
    """Lines of JSON to and from a process, in threads: whatever becomes of the pipes, nobody has to wait for them."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._outgoing: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._incoming: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._threads = [threading.Thread(target=each, daemon=True) for each in (self._write, self._read)]
        for thread in self._threads:
            thread.start()

    def _write(self) -> None:
        assert self._process.stdin
        with suppress(OSError):  # it has ended, which the missing reply will say
            while (line := self._outgoing.get()) is not None:
                rest = memoryview(line)
                while rest:
                    rest = rest[self._process.stdin.write(rest) or 0 :]

    def _read(self) -> None:
        assert self._process.stdout
        with suppress(OSError):
            begun = bytearray()
            while (piece := os.read(self._process.stdout.fileno(), 1 << 16)) and len(begun) <= LARGEST:
                *lines, rest = piece.split(b"\n")
                for line in lines:
                    self._incoming.put(bytes(begun + line))
                    begun.clear()
                begun += rest
        self._incoming.put(b"null")

    def send(self, message: Any) -> None:
        """Send without waiting for it to be read."""
        self._outgoing.put(json.dumps(message).encode() + b"\n")

    def receive(self, seconds: float) -> dict[str, Any] | None:
        """The next line, if it comes within so many seconds (else `queue.Empty`); None once there are no more."""
        with suppress(ValueError, RecursionError):
            found = json.loads(self._incoming.get(timeout=seconds))
            return found if isinstance(found, dict) else None
        return None

    def close(self) -> None:
        """Let go of both ends, unless somebody who cannot be ended still holds on to them."""
        self._outgoing.put(None)
        for thread, pipe in zip(self._threads, (self._process.stdin, self._process.stdout), strict=True):
            thread.join(GRACE)
            if pipe and not thread.is_alive():
                with suppress(OSError):
                    pipe.close()


class Watch:
    """Adds up the time that a process takes: what it computes, and what it waits, but not what it stands in line for.

    So a limit means the same on a machine with much else to do. Where the system does not tell, all time counts.
    """

    def __init__(self, process: int) -> None:
        self._process = process
        self._at, (self._computed, _) = time.monotonic(), self._state()

    def _state(self) -> tuple[float, bool]:
        """Seconds of computing so far, and whether it would compute now."""
        try:
            fields = Path(f"/proc/{self._process}/stat").read_text(errors="replace").rpartition(")")[2].split()
            return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), fields[0] == "R"
        except (OSError, ValueError, IndexError):
            return 0.0, False

    def lap(self) -> float:
        """Seconds since the last lap."""
        now, (computed, ready) = time.monotonic(), self._state()
        busy = max(computed - self._computed, 0.0)
        waited = 0.0 if ready else max(now - self._at - busy, 0.0)
        self._at, self._computed = now, computed
        return busy + waited


class Submission:
    """The names of a notebook that runs in a process of its own, with a limit on its time.

    The cells are sent to that process: there is no file that another submission could have changed.
    """

    def __init__(self, cells: Sequence[str], seconds: float = SECONDS) -> None:
        self._cells, self._seconds = list(cells), seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._line: Line | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._worker = 0
        self._trouble: dict[int, str] = {}
        self._stopped: list[int] = []
        self._spent = 0.0
        self._failed = ""
        #: Whether the process could give up its rights to the rest of the machine.
        self.confined = True

    def known(self) -> list[str]:
        """The names there are once every cell has run."""
        return [name for name in self._ask(do="known") if isinstance(name, str)]

    def fetch(self, name: str) -> Any:
        """A value."""
        return self._ask(do="fetch", name=name)

    def call(self, name: str, arguments: Sequence[Any]) -> Any:
        """What a function returns."""
        return self._ask(do="call", name=name, arguments=[encode(each) for each in arguments])

    def trouble(self) -> list[str]:
        """What went wrong while the notebook ran, in the order of its cells."""
        return [self._trouble[cell] for cell in sorted(self._trouble)]

    def close(self) -> None:
        """End the process and whatever it started, and take away what it wrote."""
        if self._process is None or self._line is None or self._folder is None:
            return
        self._process.terminate()  # the keeper ends all others first
        try:
            self._process.wait(START)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._line.close()
        with suppress(OSError, RecursionError):
            self._folder.cleanup()
        self._process = None

    def _ask(self, **request: Any) -> Any:
        if self._failed:
            raise KeepWorking(self._failed)
        if self._process is None:
            self._run()
        assert self._line
        self._line.send(request)
        reply = self._receive(self._left())
        if reply is None:
            self._check_time()
            self.close()
            raise KeepWorking(f"`{request.get('name')}` did not come back within {self._seconds:g} seconds.")
        if "missing" in reply:
            raise Missing(str(reply["missing"]))
        if "keep" in reply:
            raise KeepWorking(str(reply["keep"]))
        return decode(reply["value"])

    def _run(self) -> None:
        """Run every cell; should one take the process with it, begin again without that one."""
        while not self._ran():
            self.close()

    def _give_up(self, message: str) -> NoReturn:
        """No question can be asked any more; all are told why."""
        self.close()
        self._failed = message
        raise KeepWorking(message)

    def _check_time(self) -> None:
        if self._spent >= WHOLE * self._seconds:
            self._give_up(f"The notebook takes more than {WHOLE * self._seconds:g} seconds.")

    def _left(self) -> float:
        """Seconds for the next reply."""
        return min(self._seconds + GRACE, WHOLE * self._seconds - self._spent)

    def _start(self) -> None:
        """Start the process; the limits do not run meanwhile."""
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        command = [sys.executable, "-P", "-m", "scarce.homework.worker", json.dumps(self._stopped), str(self._seconds)]
        if sys.platform != "win32":
            command = [sys.executable, "-I", "-S", str(keeper.__file__), *command]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0,
            cwd=self._folder.name, env=environment(self._folder.name), start_new_session=True,
        )  # fmt: skip
        self._line = Line(self._process)
        self._worker = self._process.pid
        before = self._spent
        started = self._receive(START)
        self._spent = before
        if started is None or not isinstance(started.get("started"), int):
            self._give_up("The notebook could not be started.")
        self._worker, self.confined = started["started"], bool(started.get("confined"))
        self._line.send(self._cells)

    def _ran(self) -> bool:
        """Whether every cell ran, but for those to skip; should one not come back, it is to be skipped from now on."""
        self._start()
        cell, line = -1, ""
        while reply := self._receive(self._left()):
            if "ready" in reply:
                return True
            if "begins" in reply:
                cell, line = int(reply["begins"]), str(reply["line"])
            elif reply.get("trouble"):
                self._trouble[cell] = str(reply["trouble"])
        self._check_time()
        if cell < 0 or len(self._stopped) == RESTARTS:
            self._give_up(
                f"More than {RESTARTS} cells had to be stopped, or ended Python itself."
                if self._stopped
                else "The notebook could not be started."
            )
        self._stopped.append(cell)
        self._trouble[cell] = f"the cell that begins `{line}` had to be stopped, or ended Python itself."
        return False

    def _receive(self, seconds: float) -> dict[str, Any] | None:
        """The next line from the process; None once it has ended, or has had its time."""
        assert self._process
        assert self._line
        watch, left = Watch(self._worker), seconds
        while left > 0:
            with suppress(queue.Empty):
                found = self._line.receive(TICK)
                self._spent += watch.lap()
                return found
            lap = watch.lap()
            self._spent, left = self._spent + lap, left - lap
            if self._process.poll() is not None:
                break
        with suppress(queue.Empty):  # it may have answered with its last breath
            return self._line.receive(0 if left <= 0 else TICK)
        return None


def environment(folder: str) -> dict[str, str]:
    """What a notebook is told of the machine: how to find Python and its packages, and a home of its own."""
    here = Path.cwd()
    packages = [each for each in sys.path if each and (Path(each) != here or here == PACKAGES)]
    handed = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "SYSTEMROOT", "TZ")
    single = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    homes = dict.fromkeys(("HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP"), folder)
    return {
        **{name: os.environ[name] for name in handed if name in os.environ},
        **single,
        **homes,
        "PYTHONPATH": os.pathsep.join(packages),
    }
