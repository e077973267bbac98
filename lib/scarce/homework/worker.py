"""The process in which a submission runs: its cells in order, in fresh names, whatever stops in one of them.

It speaks with whoever started it in lines of JSON, of which the first has the cells; what the notebook itself prints
goes nowhere.
"""

from __future__ import annotations

import ast
import base64
import io
import json
import os
import re
import signal
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import IO, Any

import numpy as np

from .answers import KeepWorking, Missing, Namespace
from .confine import confine

#: Characters of a text, and the size of a whole number, that are sent as they are.
LONGEST, HUGE = 1000, 10**300
LINE = "\n"
# What IPython alone understands, with the lines that go on from one that ends in a backslash.
_MAGIC = re.compile(r"^([ \t]*)[%!](?:.*\\\n)*.*$", re.MULTILINE)


class OutOfTime(BaseException):
    """Raised in code that runs on; not an Exception, so that `except Exception` lets it pass."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Stop what computes longer, however busy the machine is.

    Where Python cannot be interrupted, or only waits, whoever started this process ends it instead.
    """
    if not hasattr(signal, "setitimer"):
        yield
        return

    def late(*_: Any) -> None:
        raise OutOfTime

    signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def first_line(source: str) -> str:
    """How to name a cell: by its first line that says something."""
    lines = [line for line in source.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    return lines[0].strip()[:80] if lines else "an empty cell"


def parsed(source: str) -> ast.Module:
    """A cell as Python; only where it is none as it stands are the lines for IPython passed over."""
    try:
        return ast.parse(source)
    except SyntaxError:
        return ast.parse(_MAGIC.sub(lambda found: f"{found[1]}pass{found[0].count(LINE) * LINE}", source))


def run(source: str, names: dict[str, Any], seconds: float) -> str:
    """Run a cell; returns what went wrong, or nothing."""
    cell = f"the cell that begins `{first_line(source)}`"
    try:
        with limited(seconds):
            exec(compile(parsed(source), "<cell>", "exec"), names)
    except OutOfTime:
        return f"{cell} did not end within {seconds:g} seconds of computing."
    except BaseException as error:
        lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<cell>"]
        line = lines[0] if lines else getattr(error, "lineno", None)
        return f"{cell} stopped in line {line} with {type(error).__name__}: {str(error)[:300]}"
    return ""


def encode(value: Any) -> Any:
    """A value as JSON; of functions and what else has no numbers only what it is."""
    if value is None or value is Ellipsis:
        return None
    if isinstance(value, str):
        return value[:LONGEST]
    if isinstance(value, int) and not isinstance(value, bool):
        return value if abs(value) < HUGE else float(np.copysign(np.inf, 1 if value > 0 else -1))
    if isinstance(value, (bool, float)):
        return value
    if callable(value):
        return {"function": True}
    try:
        array, buffer = np.asarray(value, dtype=None), io.BytesIO()
        np.save(buffer, array, allow_pickle=False)
    except ValueError:
        return {"other": type(value).__name__}
    return {"array": base64.b64encode(buffer.getvalue()).decode("ascii")}


def function() -> None:
    """Stands for a function on the other side, which is called by its name."""


def decode(value: Any) -> Any:
    """A value from JSON; what is neither numbers nor a function comes as an object of a type of that name."""
    if not isinstance(value, dict):
        return value
    if "array" in value:
        return np.load(io.BytesIO(base64.b64decode(value["array"])), allow_pickle=False)
    return function if "function" in value else type(value["other"], (), {})()


def answer(namespace: Namespace, request: dict[str, Any], seconds: float) -> dict[str, Any]:
    """The reply to one request."""
    try:
        with limited(seconds):
            if request["do"] == "known":
                return {"value": namespace.known()}
            if request["do"] == "fetch":
                return {"value": encode(namespace.fetch(request["name"]))}
            return {"value": encode(namespace.call(request["name"], [decode(each) for each in request["arguments"]]))}
    except Missing as found:
        return {"missing": str(found)}
    except KeepWorking as found:
        return {"keep": str(found)}
    except BaseException as error:
        late = f"did not end within {seconds:g} seconds of computing"
        reason = late if isinstance(error, OutOfTime) else f"ended with {error!r}"
        return {"keep": f"`{request.get('name')}` {reason}."}


def fresh() -> dict[str, Any]:
    """The names that a notebook starts with; modules that it writes itself can be imported, as in Jupyter."""
    main = sys.modules["__main__"] = ModuleType("__main__")
    main.__dict__["display"] = print
    sys.path.insert(0, "")
    return main.__dict__


def serve(skip: list[int], seconds: float, requests: IO[str], replies: IO[str]) -> None:
    """Run the cells but for those to skip, then answer until nobody asks any more."""
    me = os.getpid()

    def send(**reply: Any) -> None:
        if os.getpid() != me:  # the notebook has split the process in two, and this is the other one
            os._exit(0)
        print(json.dumps(reply), file=replies, flush=True)

    send(started=me, confined=confine(Path.cwd()))
    cells = json.loads(requests.readline())
    names = fresh()
    for number, source in enumerate(cells):
        if number not in skip:
            send(begins=number, line=first_line(source))
            send(trouble=run(source, names, seconds))
    send(ready=True)
    for request in requests:
        send(**answer(Namespace(names), json.loads(request), seconds))


def main() -> None:
    """Take the two ends of the line for ourselves, so that the notebook can neither read nor write there."""
    requests, replies = os.fdopen(os.dup(0), encoding="utf-8"), os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1):
        os.dup2(nowhere, standard)
    serve(json.loads(sys.argv[1]), float(sys.argv[2]), requests, replies)


if __name__ == "__main__":
    main()
