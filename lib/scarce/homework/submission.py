"""A submission, seen from the grader: a notebook that another process runs, and that may fail in any way."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Timer
from typing import Any, NoReturn

from .answers import KeepWorking, Missing
from .worker import decode, encode

#: Seconds for a cell or a call, and how often that for the whole notebook.
SECONDS, WHOLE = 10.0, 12
#: Seconds for Python and numpy to start, which is the machine's time and not the notebook's.
START = 60.0
#: Seconds to end by itself, before the process is ended.
GRACE = 2.0


class Submission:
    """The names of a notebook that runs in a process of its own, with a limit on its time.

    The limit keeps a loop from holding up a class. It is no wall: whoever grades strangers does so in a container.
    """

    def __init__(self, notebook: Path, seconds: float = SECONDS) -> None:
        self._notebook, self._seconds = notebook, seconds
        self._process: subprocess.Popen[str] | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._trouble: dict[int, str] = {}
        self._stopped: list[int] = []
        self._ends = float("inf")
        self._failed = ""

    def metadata(self) -> dict[str, Any]:
        """What the notebook says of itself: whose part's it is, and which variant."""
        try:
            return dict(json.loads(self._notebook.read_text(encoding="utf-8"))["metadata"].get("homework", {}))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            raise KeepWorking(f"{self._notebook.name} cannot be read as a notebook.") from None

    def known(self) -> list[str]:
        """The names there are once every cell has run."""
        return list(self._ask(do="known"))

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
        if self._process is None or self._folder is None:
            return
        if hasattr(os, "killpg"):
            with suppress(ProcessLookupError, PermissionError):  # it has ended already
                os.killpg(self._process.pid, signal.SIGKILL)
        else:
            self._process.kill()
        self._process.communicate()
        self._folder.cleanup()
        self._process = None

    def _ask(self, **request: Any) -> Any:
        if self._failed:
            raise KeepWorking(self._failed)
        if self._process is None:
            self._run()
        self._send(request)
        reply = self._receive(self._left())
        if reply is None:
            self._check_time()
            self.close()
            raise KeepWorking(f"`{request.get('name')}` did not come back within {self._seconds:g} seconds.")
        if "missing" in reply:
            raise Missing(reply["missing"])
        if "keep" in reply:
            raise KeepWorking(reply["keep"])
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
        if time.monotonic() >= self._ends:
            self._give_up(f"The notebook takes more than {WHOLE * self._seconds:g} seconds.")

    def _left(self) -> float:
        """Seconds for the next reply."""
        return min(self._seconds + GRACE, self._ends - time.monotonic())

    def _start(self) -> None:
        """Start the process; the limits do not run meanwhile."""
        begun = time.monotonic()
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        command = [sys.executable, "-m", "scarce.homework.worker", str(self._notebook.resolve())]
        self._process = subprocess.Popen(
            [*command, str(self._seconds), json.dumps(self._stopped)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8",
            cwd=self._folder.name, start_new_session=True,
        )  # fmt: skip
        if self._receive(START) is None:
            self._give_up("The notebook could not be started.")
        now = time.monotonic()
        self._ends = min(self._ends + now - begun, now + WHOLE * self._seconds)

    def _ran(self) -> bool:
        """Whether every cell ran, but for those to skip; should one not come back, it is to be skipped from now on."""
        self._start()
        cell, line = -1, ""
        while reply := self._receive(self._left()):
            if "ready" in reply:
                return True
            if "begins" in reply:
                cell, line = reply["begins"], reply["line"]
            elif reply["trouble"]:
                self._trouble[cell] = reply["trouble"]
        self._check_time()
        if cell < 0:
            self._give_up("The notebook could not be started.")
        self._stopped.append(cell)
        self._trouble[cell] = f"the cell that begins `{line}` had to be stopped, or ended Python itself."
        return False

    def _send(self, request: dict[str, Any]) -> None:
        assert self._process
        assert self._process.stdin
        try:
            print(json.dumps(request), file=self._process.stdin, flush=True)
        except OSError:
            return  # it has ended, which the missing reply will say

    def _receive(self, seconds: float) -> dict[str, Any] | None:
        """The next line from the process; None once it has ended, or had to be ended."""
        assert self._process
        assert self._process.stdout
        timer = Timer(max(seconds, 0), self._process.kill)
        timer.start()
        try:
            return json.loads(self._process.stdout.readline() or "null")  # type: ignore[no-any-return]
        except ValueError:
            return None
        finally:
            timer.cancel()
