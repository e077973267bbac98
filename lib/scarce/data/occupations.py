"""The occupation table, loaded and checked."""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from .errors import DataError

FILE = Path(__file__).with_name("occupations.csv")

_Rule = tuple[str, Callable[[float], bool], bool]
_SHARE: _Rule = ("a share from 0 to 1", lambda x: 0 <= x <= 1, False)
_SKILL: _Rule = ("an O*NET level from 0 to 7, or empty", lambda x: 0 <= x <= 7, True)

#: What each column of numbers must be, how that is checked, and whether an entry may be missing.
COLUMNS: dict[str, _Rule] = {
    "employment": ("a whole number of jobs, at least 100000", lambda x: x >= 100_000 and x % 1 == 0, False),
    "median_wage": ("US dollars a year, from 10000 to 1000000", lambda x: 1e4 <= x <= 1e6, False),
    "exposure_gpt4": _SHARE,
    "exposure_human": _SHARE,
    "applicability_microsoft": _SHARE,
    "exposure_anthropic": ("a share from 0 to 1, or empty", lambda x: 0 <= x <= 1, True),
    "physical_share": _SHARE,
    "caring_share": _SHARE,
    "judgment_skill": _SKILL,
    "social_skill": _SKILL,
    "job_zone": ("an O*NET job zone from 1 to 5", lambda x: 1 <= x <= 5, False),
}
_SOC = re.compile(r"\d\d-\d{4}")


def read(text: str) -> dict[str, np.ndarray]:
    """The columns of a table in CSV, checked entry by entry; missing numbers are NaN.

    Raises
    ------
    DataError
        Naming row (the first line after the heading is row 2, as editors count), column, rule and value.
    """
    lines = csv.reader(text.splitlines())
    head = next(lines, [])
    wanted = ["soc", "title", *COLUMNS]
    if head != wanted:
        raise DataError(f"row 1 must hold the columns {', '.join(wanted)}; got {', '.join(head) or 'nothing'}")
    columns: dict[str, list[Any]] = {name: [] for name in wanted}
    for place, line in enumerate(lines, 2):
        if len(line) != len(wanted):
            raise DataError(f"row {place} must have {len(wanted)} entries; got {len(line)}")
        for name, entry in zip(wanted, line, strict=True):
            columns[name].append(_entry(place, name, entry, columns[name]))
    return {name: np.array(entries) for name, entries in columns.items()}


def _entry(place: int, name: str, entry: str, above: list[Any]) -> Any:
    where = f"row {place}, column {name}"
    if name == "soc":
        if not _SOC.fullmatch(entry) or entry in above:
            raise DataError(f"{where}: must be an SOC code such as 29-1141, each once; got {entry!r}")
        return entry
    if name == "title":
        if not entry.strip():
            raise DataError(f"{where}: must name the occupation; got {entry!r}")
        return entry
    rule, holds, optional = COLUMNS[name]
    if entry == "" and optional:
        return float("nan")
    try:
        value = float(entry)
    except ValueError:
        raise DataError(f"{where}: must be {rule}; got {entry!r}") from None
    if not holds(value):
        raise DataError(f"{where}: must be {rule}; got {entry}")
    return value


@functools.cache
def occupations() -> Mapping[str, np.ndarray]:
    """The 264 occupations by column; the units and sources stand in the README beside the file.

    The table is read once and shared, so neither the columns nor their entries can be changed.

    Examples
    --------
    >>> table = occupations()
    >>> len(table["title"]), str(table["title"][0])
    (264, 'Home Health and Personal Care Aides')
    """
    columns = read(FILE.read_text(encoding="utf-8"))
    for column in columns.values():
        column.setflags(write=False)
    return MappingProxyType(columns)
