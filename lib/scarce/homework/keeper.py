"""Keeps one process, and sees to it that nothing of what that process starts outlives it.

Run by its path, with a command behind it. Once the command ends, or this process is asked to, everything
that the command has started is ended too: its group, and what has left its group. On Linux nothing gets out of sight,
since whatever loses its parent becomes a child of this process.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

# From <linux/prctl.h>: the signal to get when the parent dies, and to be the parent of orphans.
PDEATHSIG, SUBREAPER = 1, 36
#: How often to look for what still runs, and seconds between two looks.
LOOKS, PAUSE = 1000, 0.01


def adopt() -> None:
    """Become the parent of all orphans among one's descendants, and end when one's own parent does."""
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        libc.prctl(SUBREAPER, 1, 0, 0, 0)
        libc.prctl(PDEATHSIG, signal.SIGTERM, 0, 0, 0)


def descendants(ancestor: int) -> set[int]:
    """Its children, their children, and so on, as far as the system lets one see."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, ValueError):  # it has ended meanwhile
            parents[int(entry.parent.name)] = int(entry.read_text(errors="replace").rpartition(")")[2].split()[1])
    found: set[int] = set()
    newest = {ancestor}
    while newest:
        newest = {child for child, parent in parents.items() if parent in newest} - found
        found |= newest
    return found


def end_descendants() -> None:
    """End all of them; each is stopped first, so that none starts another meanwhile."""
    for _ in range(LOOKS):
        found = descendants(os.getpid())
        if not found:
            return
        for what in (signal.SIGSTOP, signal.SIGKILL):
            for each in found:
                with suppress(ProcessLookupError, PermissionError):
                    os.kill(each, what)
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        time.sleep(PAUSE)


def main(command: list[str]) -> None:
    """Run the command, and end what it leaves."""

    def stop(*_: Any) -> None:
        raise SystemExit

    signal.signal(signal.SIGTERM, stop)
    adopt()
    child = None
    try:
        child = subprocess.Popen(command, start_new_session=True)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1):  # the line to whoever asks belongs to the child alone
            os.dup2(nowhere, standard)
        child.wait()
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        if child:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(child.pid, signal.SIGKILL)
        end_descendants()


if __name__ == "__main__":
    main(sys.argv[1:])
