"""Which pages the printed book has, in which order, under which parts and numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from string import ascii_uppercase
from typing import Any

import yaml


@dataclass(frozen=True)
class Entry:
    """A page of the book: its name, the caption of its part, and the number that its chapter has in print."""

    name: str
    part: str
    number: str

    @property
    def slug(self) -> str:
        """The page's name as an anchor."""
        return self.name.replace("/", "-")


def entries(toc: dict[str, Any]) -> Iterator[Entry]:
    """The pages of a table of contents in order.

    The opening page is 0. Chapters of parts with a numeral ("I · …") count on from 1 through the book; those of
    other parts have letters, as appendices do.
    """
    yield Entry(toc["root"], "", "0")
    numerals, letters = map(str, count(1)), iter(ascii_uppercase)
    for part in toc["parts"]:
        numbers = numerals if " · " in part["caption"] else letters
        for chapter, number in zip(part["chapters"], numbers, strict=False):
            yield Entry(chapter["file"], part["caption"], number)


def read(file: Path) -> list[Entry]:
    """The pages that a table of contents in a file names."""
    return list(entries(yaml.safe_load(file.read_text(encoding="utf-8"))))
