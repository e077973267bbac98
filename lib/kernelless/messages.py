"""All texts of the engine that a reader can see or hear, in one table, and how a site says them in its own words.

The table is `messages.json`; pages and Jupyter take theirs from it too (`frontend/src/messages.js`). A text has named
places, such as ``{label}``; where a number decides the form, it has one text for each plural category of its language.
"""

from __future__ import annotations

import difflib
import json
import os
import re
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

Text = str | dict[str, str]

TABLE: dict[str, Text] = json.loads(Path(__file__).with_name("messages.json").read_text(encoding="utf-8"))
#: By this variable a site that is built tells the kernels that it starts.
VARIABLE = "KERNELLESS_MESSAGES"
#: The script of a page that holds what the site says in other words.
TYPE = "application/vnd.kernelless.messages+json"
#: What is said only before a page is delivered, or only in Jupyter.
_NOT_ON_PAGES = ("still", "embed", "access", "mathematics", "licences", "jupyter")
_PLACE = re.compile(r"\{(\w+)\}")
#: The plural categories that languages have.
_CATEGORIES = ("zero", "one", "two", "few", "many", "other")

_own: dict[str, Text] = {}


def use(given: Mapping[str, Any] | str | Path) -> None:
    """Say some texts in other words from now on, and the others as the table has them.

    Parameters
    ----------
    given : mapping, str or Path
        Texts by their names in the table, or a JSON file with these.

    Raises
    ------
    ValueError
        For a name that the table does not have, or a text without the places of that which it replaces.

    Examples
    --------
    >>> use({"guess.show": "Antwort zeigen", "play.play_named": "{label} abspielen"})
    >>> say("guess.show"), say("play.play_named", label="Jahr")
    ('Antwort zeigen', 'Jahr abspielen')
    >>> use({})
    >>> say("guess.show")
    'Show the answer'
    """
    global _own
    _own = checked(given)


def checked(given: Mapping[str, Any] | str | Path) -> dict[str, Text]:
    """Texts in other words, if each can stand in for the table's."""
    if isinstance(given, str | Path):
        given = _read(Path(given))
    for name, text in given.items():
        if name not in TABLE:
            nearest = difflib.get_close_matches(name, TABLE, 1, 0)
            raise ValueError(
                f"a message must have a name of the table; there is no {name!r}: did you mean {nearest[0]!r}?"
            )
        _check_forms(name, text)
    return dict(given)


def _read(file: Path) -> dict[str, Any]:
    try:
        read = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ValueError(f"messages must be in a file that is there; got {str(file)!r} ({error.strerror})") from None
    except ValueError as error:
        raise ValueError(f"messages must be JSON; {str(file)!r} is not: {error}") from None
    if not isinstance(read, dict):
        raise ValueError(f"messages must be texts by name; {str(file)!r} holds a {type(read).__name__}")
    return read


def _check_forms(name: str, text: Any) -> None:
    """Refuse a text that cannot stand in for the table's."""
    usual = TABLE[name]
    if isinstance(usual, str):
        if not isinstance(text, str):
            raise ValueError(f"the message {name!r} must be a text; got {text!r}")
        _check_places(name, text, usual, _places(usual))
        return
    if not isinstance(text, dict) or "other" not in text or not set(text) <= set(_CATEGORIES):
        raise ValueError(
            f"the message {name!r} must have a text for 'other', and may have one for each further plural category of "
            f"its language, of {', '.join(_CATEGORIES[:-1])}; got {text!r}"
        )
    _check_places(name, text["other"], usual["other"], _places(usual["other"]))
    for form in text.values():
        _check_places(name, form, usual["other"], set())


def _check_places(name: str, text: Any, usual: str, needed: set[str]) -> None:
    """Refuse a text that misses a place, or has one that nothing is put into."""
    if not isinstance(text, str):
        raise ValueError(f"the message {name!r} must be a text; got {text!r}")
    wrong = (needed - _places(text)) | (_places(text) - _places(usual))
    if wrong:
        places = " and ".join(f"{{{place}}}" for place in sorted(_places(usual))) or "no place"
        raise ValueError(f"the message {name!r} must hold {places}, as {usual!r} does; got {text!r}")


def _places(text: str) -> set[str]:
    return set(_PLACE.findall(text))


def own() -> dict[str, Text]:
    """The texts that are said in other words now."""
    return dict(_own)


def table() -> dict[str, Text]:
    """All texts, as they are said now."""
    return TABLE | _own


def say(name: str, **values: object) -> str:
    """A text, with values in its places; one whose form a number decides is for the pages' scripts alone."""
    text = _own.get(name, TABLE[name])
    assert isinstance(text, str), name
    return _PLACE.sub(lambda place: str(values[place[1]]), text)


def say_html(name: str, **parts: str) -> str:
    """A text as HTML, with parts of a page in its places.

    >>> say_html("visit.where", address="<a>here</a>")
    'The page itself is at <a>here</a>.'
    """
    text = _own.get(name, TABLE[name])
    assert isinstance(text, str), name
    return _PLACE.sub(lambda place: parts[place[1]], escape(text))


def spoken() -> dict[str, Text]:
    """The texts that a page's scripts say in other words."""
    return {name: text for name, text in _own.items() if name.partition(".")[0] not in _NOT_ON_PAGES}


def script() -> str:
    """What a page needs so that its scripts speak in the site's words; nothing where these are the engine's.

    >>> script()
    ''
    """
    if not spoken():
        return ""
    data = json.dumps(spoken(), ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    return f'<script type="{TYPE}">{data}</script>'


use(json.loads(os.environ.get(VARIABLE, "{}")))
