"""The numbers behind a picture that a reader may see as a table or take along as CSV."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from .extra import Extra, Opening
from .messages import say
from .model import State


@dataclass(frozen=True)
class DataDescription:
    """A table's columns, each by its name with heading and format."""

    table: str
    where: str | None
    caption: str
    columns: Sequence[tuple[str, str, str]]
    summary: str
    open: bool


@dataclass(frozen=True)
class Data(Extra):
    """Columns of one of a model's tables, with their headings and formats.

    Parameters
    ----------
    table : str
        The table's name.
    columns : dict of str to tuple of str
        Heading and format (``[+][,][.N]`` and ``f``, ``d`` or ``%``; empty for texts) by column, in the order shown.
    caption : str
        What the table holds.
    where : str, optional
        Only the rows in which this column is true.
    summary : str, optional
        What the part of the page that holds the table is called; by default *Data*.
    open : bool, optional
        Whether the table shows without being asked for: words that belong to the picture rather than numbers behind it.
    """

    name: ClassVar[str] = "data"

    table: str
    columns: Mapping[str, tuple[str, str]]
    caption: str
    where: str | None = None
    summary: str = ""
    open: bool = False

    def described(self, opening: Opening) -> DataDescription:
        """What the page needs to know; refuses what the model does not have."""
        tables = opening.state.tables
        if self.table not in tables:
            raise ValueError(f"data must be of a table of the model; got {self.table!r}, known: {', '.join(tables)}")
        wanted = [*self.columns, *([self.where] if self.where else [])]
        unknown = [name for name in wanted if name not in tables[self.table]]
        if unknown:
            known = ", ".join(tables[self.table])
            raise ValueError(f"table {self.table!r} has no column {unknown[0]!r}; it has {known}")
        columns = [(name, heading, form) for name, (heading, form) in self.columns.items()]
        summary = self.summary or say("data.summary")
        return DataDescription(self.table, self.where, self.caption, columns, summary, self.open)

    def worked(self, state: State) -> list[list[Any]]:
        """The entries, row by row."""
        table = state.tables[self.table]
        count = len(next(iter(table.values())))
        chosen = [i for i in range(count) if not self.where or table[self.where][i]]
        return [[table[name][i].item() for name in self.columns] for i in chosen]
