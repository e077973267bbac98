"""A page to keep: the model as the reader set it, with a sentence of the reader's own, on one sheet of paper."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, ClassVar

from kernelless.extra import Extra, Opening

#: Pixels that field and button take under a model that stands in a frame.
ROOM = 195


def _beside(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


@dataclass(frozen=True)
class Keepsake(Extra):
    """What a reader can print: picture, words, numbers and settings of the model alone, and what the reader wrote.

    Nothing of it leaves the page: the sentence is neither stored nor part of a link.

    Parameters
    ----------
    title : str
        What stands at the head of the sheet.
    prompt : str
        What the reader is asked to write.

    Examples
    --------
    >>> Keepsake("My week", "What will you do about it?").title
    'My week'
    """

    name: ClassVar[str] = "keepsake"
    script: ClassVar[str] = _beside("keepsake.js")
    style: ClassVar[str] = _beside("keepsake.css")

    title: str
    prompt: str

    def described(self, _: Opening) -> dict[str, Any]:
        """What the page needs to know."""
        return asdict(self) | {"room": ROOM}
