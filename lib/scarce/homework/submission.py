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
from pathlib import Path
from threading import Timer
from typing import Any

from .answers import KeepWorking, Missing
from .worker import decode, encode

#: Seconds for a cell or a call, and how often that for the whole notebook.
SECONDS, WHOLE = 10.0, 12
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

    def metadata(self) -> dict[str, Any]:
        """What the notebook says of itself: whose part's it is, and which variant."""
        try:
            found = json.loads(self._notebook.read_text(encoding="utf-8"))["metadata"].get("homework", {})
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            raise KeepWorking(f"{self._notebook.name} cannot be read as a notebook.") from None
        return dict(found)

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
            os.killpg(self._process.pid, signal.SIGKILL)
        else:
            self._process.kill()
        self._process.communicate()
        self._folder.cleanup()
        self._process = None

    def _ask(self, **request: Any) -> Any:
        if self._process is None:
            self._run()
        self._send(request)
        reply = self._receive()
        if reply is None:
            self.close()
            raise KeepWorking(f"`{request.get('name')}` did not come back within {self._seconds:g} seconds.")
        if "missing" in reply:
            raise Missing(reply["missing"])
        if "keep" in reply:
            raise KeepWorking(reply["keep"])
        return decode(reply["value"])

    def _run(self) -> None:
        """Run every cell; should one take the process with it, begin again without that one."""
        self._ends = min(self._ends, time.monotonic() + WHOLE * self._seconds)
        while not self._started():
            self.close()
            if time.monotonic() > self._ends:
                raise KeepWorking(f"The notebook takes more than {WHOLE * self._seconds:g} seconds.")

    def _started(self) -> bool:
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        command = [sys.executable, "-m", "scarce.homework.worker", str(self._notebook.resolve())]
        self._process = subprocess.Popen(
            [*command, str(self._seconds), json.dumps(self._stopped)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8",
            cwd=self._folder.name, start_new_session=True,
        )  # fmt: skip
        cell, line = -1, ""
        while reply := self._receive():
            if "ready" in reply:
                return True
            if "begins" in reply:
                cell, line = reply["begins"], reply["line"]
            elif reply["trouble"]:
                self._trouble[cell] = reply["trouble"]
        if cell < 0:
            raise KeepWorking("The notebook could not be started.")
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

    def _receive(self) -> dict[str, Any] | None:
        """The next line from the process; None once it has ended, or had to be ended."""
        assert self._process
        assert self._process.stdout
        left = min(self._seconds + GRACE, self._ends - time.monotonic())
        timer = Timer(max(left, 0), self._process.kill)
        timer.start()
        try:
            return json.loads(self._process.stdout.readline() or "null")  # type: ignore[no-any-return]
        except ValueError:
            return None
        finally:
            timer.cancel()
