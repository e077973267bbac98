"""Words that several explorers share, and what may be said of a formula that a reader has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

#: Beyond this a multiple is no longer worth its digits.
MOST = 1e6


def times(value: Any) -> Any:
    """A multiple in words, no finer than it can be seen, as in "12.5 times".

    Examples
    --------
    >>> [str(times(value)) for value in (0.01, 12.5, 1234.5, 1e9)]
    ['less than a twentieth of', '12.5 times', '1,234 times', 'more than a million times']
    """
    return np.select(
        [value < 0.05, value < 99.95, value <= MOST],
        ["less than a twentieth of", f"{value:.1f} times", f"{value:,.0f} times"],
        "more than a million times",
    )


def percent(share: Any) -> Any:
    """A share in per cent, with decimals where it is a small one.

    Examples
    --------
    >>> str(percent(0.0004)), str(percent(0.005)), str(percent(0.21))
    ('0.04%', '0.5%', '21%')
    """
    return np.select([share < 0.00095, share < 0.0995], [f"{share:.2%}", f"{share:.1%}"], f"{share:.0%}")


def verb(number: Any, one: str, many: str) -> Any:
    """The form of a verb or a noun that goes with a number.

    Examples
    --------
    >>> str(verb(1, "comes", "come")), str(verb(0, "comes", "come"))
    ('comes', 'come')
    """
    return np.where(number == 1, one, many)


def called(value: Any, stops: Mapping[str, float]) -> Any:
    """What a reader sees in place of a value: the name of the stop.

    Examples
    --------
    >>> str(called(0.5, {"a tenth": 0.1, "half": 0.5}))
    'half'
    """
    return np.select([value == stop for stop in stops.values()], list(stops), "")


def is_changed(formula: Callable[..., Any], original: Callable[..., Any], cases: Iterable[Sequence[Any]]) -> bool:
    """Whether a chapter's formula says something else than the model's: so its words must rest on it no longer.

    Parameters
    ----------
    formula, original : callable
        The two to compare, of the same arguments.
    cases : iterable of sequence
        Arguments to compare them at.

    Returns
    -------
    bool
        True also where the formula fails.

    Examples
    --------
    >>> is_changed(lambda x: x + x, lambda x: 2 * x, [(1,), (3,)]), is_changed(lambda x: x, lambda x: 2 * x, [(1,)])
    (False, True)
    """
    if formula is original:
        return False
    with np.errstate(all="ignore"):
        return any(_differ(formula, original, case) for case in cases)


def _differ(formula: Callable[..., Any], original: Callable[..., Any], case: Sequence[Any]) -> bool:
    try:
        found, right = (np.asarray(each(*case), dtype=float) for each in (formula, original))
        return found.shape != right.shape or not np.allclose(found, right, rtol=1e-9, atol=1e-12, equal_nan=True)
    except Exception:  # whatever a reader's formula raises, it is not the model's
        return True


#: Widths of letters in parts of the size, for the book's own type in bold; all others are `_LETTER` wide.
_NARROW, _WIDE, _LETTER = dict.fromkeys(" .,:;'’ijlftrI|()-", 0.33), dict.fromkeys("mwMW@%—", 0.83), 0.54
_CAPITAL = 0.6


def fitted(text: str, pixels: float, size: float = 12) -> str:
    """A text as it is, or so much of it that with an ellipsis it takes no more than so many pixels.

    Examples
    --------
    >>> fitted("Paramedics", 98), fitted("Insurance Claims and Policy Processing Clerks", 98)
    ('Paramedics', 'Insurance Claim…')
    """
    if _width(text, size) <= pixels:
        return text
    lengths = range(len(text) - 1, 0, -1)
    short = next((n for n in lengths if _width(f"{text[:n].rstrip()}…", size) <= pixels), 1)
    return f"{text[:short].rstrip(' ,')}…"


def _width(text: str, size: float) -> float:
    return size * sum(
        _NARROW.get(letter) or _WIDE.get(letter) or (_CAPITAL if letter.isupper() else _LETTER) for letter in text
    )


def cited(source: str) -> str:
    """A source, by its key in the bibliography, as a page cites it; the word *assumed* stays a word.

    Examples
    --------
    >>> cited("kwa2025"), cited("assumed")
    ('{cite}`kwa2025`', '*assumed*')
    """
    return "*assumed*" if source == "assumed" else f"{{cite}}`{source}`"


def markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table for a page.

    Examples
    --------
    >>> print(markdown(["input", "growth"], [["tasks", "+5%"]]))
    | input | growth |
    | --- | --- |
    | tasks | +5% |
    """
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [head, ["---"] * len(head), *rows])
