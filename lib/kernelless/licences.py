"""Whose work scripts and styles hold, and on what terms, as text."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

from .messages import say


def notices(parts: list[tuple[str, str]]) -> str:
    """Names, each with the text of a licence, as one text; a text that several have stands there once.

    >>> print(notices([("b 1 (MIT)", "Do what you like."), ("a 2 (MIT)", "Do what you like.")]).split("=" * 80)[1])
    <BLANKLINE>
    a 2 (MIT)
    b 1 (MIT)
    <BLANKLINE>
    Do what you like.
    <BLANKLINE>
    """
    names = defaultdict(set)
    for name, text in parts:
        names[text.replace("\r\n", "\n").strip()].add(name)
    groups = sorted((sorted(them, key=str.lower), text) for text, them in names.items())
    return ("\n" + "=" * 80 + "\n").join(
        [say("licences.head") + "\n", *("\n".join(them) + f"\n\n{text}\n" for them, text in groups)]
    )


def bundled(file: Path) -> list[tuple[str, str]]:
    """The packages in the bundles, as licences.mjs lists them in a file."""
    return listed(file.read_text(encoding="utf-8"))


def listed(text: str) -> list[tuple[str, str]]:
    """The packages of such a list, each with the text of its licence."""
    parts = json.loads(text)
    return [(f"{part['name']} {part['version']} ({part['license']})", part["text"]) for part in parts]
