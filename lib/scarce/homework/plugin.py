"""In place of grading with pytest, which would run a ``conftest.py`` from among what was handed in as a part of itself.

The ``conftest.py`` beside the checks imports this. pytest comes to it first, and ends.
"""

from __future__ import annotations

from typing import NoReturn

INSTEAD = """Grade with: python -P -m scarce.homework.grade part1 submissions --csv grades.csv
(pytest would run a conftest.py that a student has handed in.)"""


def pytest_addoption() -> NoReturn:
    """Called by pytest as soon as it knows this module, before it looks for any other."""
    raise SystemExit(INSTEAD)
