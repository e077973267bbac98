"""The process in which a submission runs: its cells in order, in fresh names, whatever stops in one of them.

It speaks with whoever started it in lines of JSON; what the notebook itself prints goes nowhere.
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

#: Cells with this tag are not run: checking is what the grader does.
CHECK = "check"
# What IPython alone understands.
_MAGIC = re.compile(r"^(\s*)[%!].*$", re.MULTILINE)


class OutOfTime(BaseException):
    """Raised in code that runs on; not an Exception, so that `except Exception` lets it pass."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Stop what runs longer. Where Python cannot be interrupted, whoever started this process ends it instead."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def late(*_: Any) -> None:
        raise OutOfTime

    signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def code_cells(notebook: Path) -> list[str]:
    """The code of a notebook, cell by cell; that of the checking cells is left empty."""
    cells = [cell for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
    sources = ["" if CHECK in cell.get("metadata", {}).get("tags", []) else cell["source"] for cell in cells]
    return ["".join(source) for source in sources]


def first_line(source: str) -> str:
    """How to name a cell: by its first line that says something."""
    lines = [line for line in source.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    return lines[0].strip() if lines else "an empty cell"


def run(source: str, names: dict[str, Any], seconds: float) -> str:
    """Run a cell; returns what went wrong, or nothing."""
    cell = f"the cell that begins `{first_line(source)}`"
    try:
        with limited(seconds):
            exec(compile(ast.parse(_MAGIC.sub(r"\1pass", source)), "<cell>", "exec"), names)
    except OutOfTime:
        return f"{cell} did not end within {seconds:g} seconds."
    except BaseException as error:
        lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<cell>"]
        line = lines[0] if lines else getattr(error, "lineno", None)
        return f"{cell} stopped in line {line} with {type(error).__name__}: {str(error)[:300]}"
    return ""


def encode(value: Any) -> Any:
    """A value as JSON; of functions and what else has no numbers only what it is."""
    if value is None or value is Ellipsis:
        return None
    if isinstance(value, (bool, int, float, str)):
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
        reason = f"did not end within {seconds:g} seconds" if isinstance(error, OutOfTime) else f"ended with {error!r}"
        return {"keep": f"`{request.get('name')}` {reason}."}


def fresh() -> dict[str, Any]:
    """The names that a notebook starts with."""
    main = sys.modules["__main__"] = ModuleType("__main__")
    main.__dict__["display"] = print
    return main.__dict__


def serve(notebook: Path, seconds: float, skip: list[int], requests: IO[str], replies: IO[str]) -> None:
    """Run the notebook but for the cells to skip, then answer until nobody asks any more."""

    def send(**reply: Any) -> None:
        print(json.dumps(reply), file=replies, flush=True)

    names = fresh()
    for number, source in enumerate(code_cells(notebook)):
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
    serve(Path(sys.argv[1]), float(sys.argv[2]), json.loads(sys.argv[3]), requests, replies)


if __name__ == "__main__":
    main()
