"""What studies found, one row a finding, and what follows from it for each step of the argument.

**A verdict is two words**, and anybody can work it out from the table by hand.

1. *Weight.* A finding counts by how far its design can tell a cause from a coincidence: a trial, a natural
   experiment and a meta-analysis 3, a panel 2, a survey, a record and a benchmark 1, a model 0, since a model shows
   what would follow and not what is. It loses a point each if we know it at second hand, if whoever pays for it
   sells what is measured, and (unless it is a record, or a meta-analysis, whose n counts studies) if n is stated
   and below 100. Nothing weighs less than 0.
2. *A study counts once* on each side of a step, with its heaviest finding there: ten figures from one paper are one
   paper.
3. *Direction.* The weights of the studies for and against are added up; a finding of direction 0 counts on neither
   side. Less than 2 in all is *none*. A side with at least twice the weight of the other gives the direction, *for*
   or *against*; otherwise it is *both*.
4. *Strength.* A study is *firm* if it weighs 3. *For* or *against* is *strong* with at least two firm studies on
   its side and none on the other, *both* with at least two firm studies on each. Failing that it is *some* if its
   side (of *both*, the lighter side) weighs at least 4, and *thin* if not. *None* is always thin.

Why so: only what was drawn by lot, or nearly, can be strong, and one study never is, whatever its size; against a
firm study on the other side no majority makes it so; and a seller's own figures, an account of an account and a
handful of people may lean, and may not carry. An interval around no change leaves a finding at 0 (the reader of the
table sees to it), unless the row gives a bound and no estimate: then that nothing larger happened is the finding.

The rule knows designs and not depth: it cannot see that a step has two parts, or that a study bears on the claim
only from afar. Where the authors know better they deviate, and `DEVIATIONS` says why. *Holds* may stand only where
the verdict is *for, strong*, and *fails* only where it is *against, strong*.
"""

from __future__ import annotations

import csv
import difflib
import functools
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from .errors import DataError

FILE = Path(__file__).with_name("findings.csv")

#: What the two essays claim, step by step, in their order.
CLAIMS: Mapping[str, str] = MappingProxyType(
    {
        "A1": "Doing the work has stopped being what holds software back",
        "A2": "Output cannot grow faster than its slowest input",
        "A2f": "Some feedback is instant, some is slow, and time binds the slow part",
        "A3": "People were the executors, and their hours set the pace",
        "A4": "Agents do real work; people orchestrate, and checking each step fades before checking the result does",
        "A5": "People turn from doing tasks to leading purposes",
        "A6": "Tasks can be found by open-ended search rather than by a fixed aim",
        "A7": "Firms whose output grows more slowly than their need for hands falls keep more people than work",
        "A8": "AI takes tasks, not the purpose of a job; purposes must widen too",
        "A9": "Tasks and purposes rise together, or work or its realisation falls behind",
        "A10": "Good ideas, tasks and purposes are what is scarce",
        "B1": "Execution has stopped being scarce",
        "B2": "The old bargain, learn something hard and sell it, is broken since intelligence can be rented",
        "B3": "Value moves to what stays scarce beside the thing that became free",
        "B4": "Competent work is worth nothing, distinct work earns a premium, the middle goes",
        "B5": "The ranking of mental over manual work turns over",
        "B6a": "The translating middle of firms goes; two layers remain",
        "B6b": "Not knowing but judging is what is left to people",
        "B7": "Everyone has the lever, the floor jumps, and two do what took twenty",
        "B8": "Knowledge is no moat; a record of judgment and a community are",
        "B9": "A general amplifier feeds on itself, and people expect straight lines",
        "B10": "What binds is judgment; take one of the two extremes",
    }
)
STEPS = tuple(CLAIMS)
#: What a finding says about a claim: it speaks for it, against it, or for neither.
DIRECTIONS = ("+", "0", "-")
#: The kinds of study, and what a finding of each weighs.
DESIGNS: Mapping[str, int] = MappingProxyType(
    {
        "trial": 3,
        "natural experiment": 3,
        "meta-analysis": 3,
        "panel": 2,
        "survey": 1,
        "record": 1,
        "benchmark": 1,
        "model": 0,
    }
)
#: How we know a finding: the whole source was read; at least its abstract or its authors' own summary was; or somebody
#: else's account of it.
READS = ("full", "abstract", "second-hand")
#: How a payer is marked that sells what is measured.
SELLER = "seller: "
COLUMNS = (
    "key", "steps", "measured", "unit", "estimate", "low", "high", "n", "n_of", "setting", "country", "period",
    "design", "payer", "read", "direction", "words", "source", "as_of",
)  # fmt: skip

#: The two words of a verdict, by the numbers that `stands` gives them.
VERDICT_DIRECTIONS = ("none", "for", "against", "both")
STRENGTHS = ("thin", "some", "strong")
#: How a source is named in passing, where its key does not say it.
NAMES: Mapping[str, str] = MappingProxyType(
    {
        "acemoglu2024": "Acemoglu 2025",
        "bls_ooh": "U.S. Bureau of Labor Statistics 2018",
        "colunga2024": "Colunga-Lozano 2024",
        "dellacqua2025team": "Dell'Acqua 2025",
        "delriochanona2023": "del Rio-Chanona 2023",
        "ecb2026": "European Central Bank 2026",
        "epoch2025hardware": "Epoch AI 2025",
        "epoch2025inference": "Epoch AI 2025",
        "evans2018": "Evans Data Corporation 2018",
        "faros2026": "Faros AI 2026",
        "he2025cursor": "He 2026",
        "iea2025": "International Energy Agency 2025",
        "jonestonetti2026": "Jones 2026",
        "kleinteeselink2025": "Klein Teeselink 2025",
        "kucinskas2025": "Kučinskas 2025",
        "lichtinger2025": "Hosseini Maasoum 2025",
        "mazeika2025rli": "Center for AI Safety 2025",
        "metr2026horizons": "METR 2026",
        "metr2026merge": "METR 2026",
        "metr2026th11": "METR 2026",
        "metr2026uplift": "Becker 2026",
        "murphy2025leap": "Forecasting Research Institute 2025",
        "murphyhill2026": "Murphy-Hill 2026",
        "niederhoffer2025workslop": "BetterUp Labs 2025",
        "ramp2026": "Ramp Economics Lab 2026",
        "reneweconomy2021": "RenewEconomy 2021",
        "wip2025radiology": "Works in Progress 2025",
        "yale2026": "The Budget Lab at Yale 2026",
    }
)

_NUMBERS = ("estimate", "low", "high")
#: Below this n a finding weighs less.
_SMALL = 100
#: What a firm study weighs.
FIRM = 3
#: Units in which nought is no change, so that an interval around it leaves the direction open.
_CHANGES = ("% change", "percentage points", "standard deviations")
_FRACTIONS = {"two thirds": 2 / 3, "a third": 1 / 3, "a quarter": 1 / 4, "a fifth": 1 / 5, "half": 1 / 2, "even": 1 / 2}
_NUMBER = re.compile(r"(?P<sign>[+−]?)(?P<digits>\d[\d,]*(?:\.\d+)?)(?: of (?P<whole>\d[\d,]*)| (?P<times>times))?")


@dataclass(frozen=True)
class Finding:
    """One finding of one study.

    Attributes
    ----------
    key : str
        Its name: the source's key, and a word of its own where the source has several findings.
    steps : tuple of str
        The steps of the argument that it bears on; none for what bears on the book and not on the argument.
    measured, unit : str
        What was measured, against what, and the unit. Findings of one unit can stand on one axis.
    estimate, low, high : float or None
        The estimate, and the bounds of its interval (or of a range, where `measured` says of what).
    n : int or None
        The size of the study, and `n_of` what is counted. None where we have not seen it.
    setting, country, period : str
        Where and when; empty where we have not seen it.
    design, read, payer : str
        The kind of study, how we know it, who pays: see `DESIGNS`, `READS` and `SELLER`. An empty payer is not known.
    directions : mapping of str to str
        For each of `steps` whether the finding speaks for the claim (``+``), against it (``-``) or for neither (``0``).
    words : str
        The estimate as prose prints it.
    source : str
        The source's key in the bibliography.
    as_of : str
        The day, month or year of the version that the figure is taken from.
    """

    key: str
    steps: tuple[str, ...]
    measured: str
    unit: str
    estimate: float | None
    low: float | None
    high: float | None
    n: int | None
    n_of: str
    setting: str
    country: str
    period: str
    design: str
    payer: str
    read: str
    directions: Mapping[str, str]
    words: str
    source: str
    as_of: str

    @property
    def by_seller(self) -> bool:
        """Whether whoever pays sells what is measured."""
        return self.payer.startswith(SELLER)

    @property
    def name(self) -> str:
        """Its source in passing: the first author, and the year."""
        said = re.match(r"([a-z]+)(\d{4})", self.source)
        return NAMES.get(self.source) or (f"{said[1].capitalize()} {said[2]}" if said else self.source)

    @property
    def year(self) -> int:
        """The year of the version that the figure is taken from."""
        return int(self.as_of[:4])

    def agrees(self, words: str) -> bool:
        """Whether other words than its own still say its estimate, or where it has none, the bounds."""
        given = [self.estimate] if self.estimate is not None else [self.low, self.high]
        return all(value is None or _agrees(words, value, self.unit) for value in given)

    @property
    def weight(self) -> int:
        """What it counts for a verdict: see the rule above."""
        small = self.n is not None and self.n < _SMALL and self.design not in ("record", "meta-analysis")
        return max(0, DESIGNS[self.design] - (self.read == "second-hand") - self.by_seller - small)


@dataclass(frozen=True)
class Verdict:
    """How a step stands: its direction, its strength, and why the authors deviate from the rule, if they do."""

    direction: str
    strength: str
    reason: str = ""

    def __str__(self) -> str:
        return f"{self.direction}, {self.strength}"


#: Where the authors deviate from the rule, and why.
DEVIATIONS: Mapping[str, Verdict] = MappingProxyType(
    {
        "B1": Verdict(
            "for",
            "some",
            "Strong by the rule. But the firm studies are of work that machines do well, and of paid projects "
            "taken as they come the best agent did 2.5 % well enough.",
        ),
        "B5": Verdict(
            "both",
            "some",
            "For, by the rule. But what the studies find is that work at desks is exposed and its pay a little "
            "lower; none finds a ranking that has turned over, nor does our own table of 264 occupations.",
        ),
        "B7": Verdict(
            "for",
            "some",
            "Strong by the rule. But the firm studies are of the floor, which rises; that two do what took twenty "
            "none of them comes near, and the largest gain that we found in a firm is 2.09 times.",
        ),
        "B10": Verdict(
            "for",
            "some",
            "Strong by the rule. But the firm studies are of the first half, that choosing binds; on the two "
            "extremes there is one panel, and it finds that they suit some firms and not others.",
        ),
    }
)


def read(text: str) -> tuple[Finding, ...]:
    """The findings of a table in CSV, checked row by row.

    Raises
    ------
    DataError
        Naming row (the first line after the heading is row 2, as editors count), column, value and what would be right.
    """
    lines = csv.reader(text.splitlines())
    head = next(lines, [])
    if tuple(head) != COLUMNS:
        raise DataError(f"row 1 must hold the columns {', '.join(COLUMNS)}; got {', '.join(head) or 'nothing'}")
    found: dict[str, Finding] = {}
    for place, line in enumerate(lines, 2):
        if len(line) != len(COLUMNS):
            raise DataError(f"row {place} must have {len(COLUMNS)} entries; got {len(line)}")
        finding = _Row(place, dict(zip(COLUMNS, line, strict=True))).finding()
        if finding.key in found:
            raise DataError(
                f"row {place}, column key: must be there once, so add a word to it; got {finding.key!r} again"
            )
        found[finding.key] = finding
    return tuple(found.values())


class _Row:
    """A row that is being checked."""

    def __init__(self, place: int, entries: Mapping[str, str]) -> None:
        self.place = place
        self.entries = entries

    def error(self, column: str, rule: str) -> DataError:
        return DataError(f"row {self.place}, column {column}: must be {rule}; got {self.entries[column]!r}")

    def must(self, holds: object, column: str, rule: str) -> None:
        if not holds:
            raise self.error(column, rule)

    def finding(self) -> Finding:
        entries = self.entries
        for column, entry in entries.items():
            self.must(entry == entry.strip(), column, "without blanks at its ends")
        for column in ("measured", "setting", "words"):
            self.must(entries[column], column, "said")
        self.must(re.fullmatch(r"\w+", entries["source"]), "source", "a key of the bibliography such as cui2026coding")
        self.must(
            re.fullmatch(rf"{entries['source']}(_\w+)?", entries["key"]),
            "key",
            f"the source's key, alone or with a word added, such as {entries['source']}_output",
        )
        self.must(entries["design"] in DESIGNS, "design", f"one of {', '.join(DESIGNS)}")
        self.must(entries["read"] in READS, "read", f"one of {', '.join(READS)}")
        steps = self.steps()
        estimate, low, high = (self.number(column) for column in ("estimate", "low", "high"))
        finding = Finding(
            **{name: entries[name] for name in COLUMNS if name not in ("steps", "direction", "n", "as_of", *_NUMBERS)},
            steps=steps,
            estimate=estimate,
            low=low,
            high=high,
            n=self.size(),
            directions=self.directions(steps),
            as_of=self.day(),
        )
        self.check_numbers(finding)
        return finding

    def steps(self) -> tuple[str, ...]:
        steps = tuple(self.entries["steps"].split())
        known = sorted(set(steps) & set(STEPS), key=STEPS.index)
        self.must(
            list(steps) == known,
            "steps",
            f"steps of {', '.join(STEPS)}, each once, in this order, with a blank between them",
        )
        return steps

    def directions(self, steps: tuple[str, ...]) -> Mapping[str, str]:
        entry = self.entries["direction"]
        parts = entry.split()
        apart = ":" in entry
        said = dict(part.partition(":")[::2] for part in parts) if apart else dict.fromkeys(steps, entry)
        wanted = " ".join(f"{step}:+" for step in steps)
        self.must(
            tuple(said) == steps
            and set(said.values()) <= set(DIRECTIONS)
            and len(parts) == (len(steps) if apart else bool(steps)),
            "direction",
            f"+, 0 or - for all steps, or one for each such as {wanted!r}" if steps else "empty where there is no step",
        )
        return MappingProxyType(said)

    def number(self, column: str) -> float | None:
        entry = self.entries[column]
        if not entry:
            return None
        try:
            value = float(entry)
        except ValueError:
            raise self.error(column, "a number such as 26.08, or empty") from None
        self.must(math.isfinite(value), column, "a finite number such as 26.08, or empty")
        return value

    def size(self) -> int | None:
        entry = self.entries["n"]
        self.must(re.fullmatch(r"([1-9]\d*)?", entry), "n", "a whole number above 0 such as 4867, or empty")
        self.must(self.entries["n_of"] or not entry, "n_of", "said where n is, such as developers")
        return int(entry) if entry else None

    def day(self) -> str:
        entry = self.entries["as_of"]
        rule = "a year, month or day such as 2026, 2026-05 or 2026-05-08"
        self.must(re.fullmatch(r"\d{4}(-\d\d){0,2}", entry), "as_of", rule)
        try:
            date.fromisoformat(entry + "-01-01"[len(entry) - 10 :] if len(entry) < 10 else entry)
        except ValueError:
            raise self.error("as_of", rule) from None
        return entry

    def check_numbers(self, finding: Finding) -> None:
        estimate, low, high = finding.estimate, finding.low, finding.high
        given = [value for value in (estimate, low, high) if value is not None]
        self.must(bool(finding.unit) == bool(given), "unit", "said where there is a number, and only there")
        self.must((low is None) == (high is None), "high", "there if low is, and only then")
        middle = estimate if estimate is not None else low
        if low is not None and high is not None and middle is not None:
            self.must(low <= middle, "low", f"at most the estimate, {middle:g}")
            self.must(middle <= high, "high", f"at least the estimate, {middle:g}")
            self.must(
                estimate is None
                or not finding.unit.startswith(_CHANGES)
                or not low < 0 < high
                or set(finding.directions.values()) <= {"0"},
                "direction",
                f"0, for the interval from {low:g} to {high:g} leaves open whether there is any change",
            )
        for value in [estimate] if estimate is not None else given:
            self.must(
                _agrees(finding.words, value, finding.unit),
                "words",
                f"with the number {value:g}, rounded as prose does, since that is the estimate or its bound",
            )


def _agrees(words: str, value: float, unit: str) -> bool:
    """Whether one of the numbers in these words is the value, rounded to as many places as it shows.

    In a unit of changes *2.09 times* is a change of 109 %; in one of shares *39 of 40* is 97.5 %, and *a third*
    33.3 %. A number with a sign must have the value's; one without says only how much.
    """
    for found in _NUMBER.finditer(words):
        digits = found["digits"].replace(",", "")
        number, places = float(digits), len(digits.partition(".")[2])
        leeway = 0.5 * 10.0**-places
        if found["times"] and unit.startswith("% change"):
            number, leeway = 100 * (number - 1), 100 * leeway
        elif found["whole"] and unit.startswith("%"):
            number, leeway = 100 * number / float(found["whole"].replace(",", "")), 0.05
        signed = {"+": number, "−": -number, "": math.copysign(number, value)}[found["sign"]]
        if abs(signed - value) <= leeway + 1e-9:
            return True
    spelled = (100 * part for name, part in _FRACTIONS.items() if re.search(rf"\b{name}\b", words))
    return unit.startswith("%") and any(abs(part - abs(value)) <= 0.5 for part in spelled)


@functools.cache
def findings() -> tuple[Finding, ...]:
    """All findings, in the order of the file, which is read and checked once.

    Returns
    -------
    tuple of Finding
        See `Finding`.

    Examples
    --------
    >>> first = findings()[0]
    >>> first.key, first.words
    ('acemoglu2019', 'displacement faster, reinstatement weaker')
    """
    return read(FILE.read_text(encoding="utf-8"))


@functools.cache
def _by_key() -> Mapping[str, Finding]:
    return MappingProxyType({finding.key: finding for finding in findings()})


def by_key(key: str) -> Finding:
    """A finding by its key.

    Parameters
    ----------
    key : str
        Such as ``cui2026coding``.

    Returns
    -------
    Finding
        See `Finding`.

    Raises
    ------
    ValueError
        If there is none of that key; the nearest are listed.

    Examples
    --------
    >>> by_key("cui2026coding").words
    '26 % more'
    """
    if key not in _by_key():
        alike = difflib.get_close_matches(key, _by_key(), cutoff=0.5)
        raise ValueError(f"unknown finding {key!r}; the nearest names: {', '.join(alike) or 'none is near'}")
    return _by_key()[key]


def of_step(step: str) -> tuple[Finding, ...]:
    """The findings that bear on a step.

    Parameters
    ----------
    step : str
        One of `STEPS`.

    Returns
    -------
    tuple of Finding
        In the order of the file.

    Raises
    ------
    ValueError
        If the argument has no such step.

    Examples
    --------
    >>> [finding.key for finding in of_step("A3")]
    ['bloom2020_yield', 'bls_ooh', 'doran2016', 'evans2018', 'mahajan2024', 'sevilla2022']
    """
    if step not in STEPS:
        raise ValueError(f"unknown step {step!r}; the steps are {', '.join(STEPS)}")
    return tuple(finding for finding in findings() if step in finding.steps)


def weights(step: str, found: Iterable[Finding], direction: str) -> Mapping[str, int]:
    """What the studies on one side of a step weigh: each study once, by its heaviest finding there.

    Parameters
    ----------
    step : str
        One of `STEPS`.
    found : iterable of Finding
        The findings to go by.
    direction : str
        One of `DIRECTIONS`.

    Returns
    -------
    mapping of str to int
        From the key of a source to its weight, without those that weigh nothing.

    Examples
    --------
    >>> dict(weights("A3", of_step("A3"), "-"))
    {'doran2016': 3}
    """
    heaviest: dict[str, int] = {}
    for finding in found:
        if finding.directions.get(step) == direction and finding.weight:
            heaviest[finding.source] = max(finding.weight, heaviest.get(finding.source, 0))
    return heaviest


def by_rule(step: str, found: Iterable[Finding]) -> Verdict:
    """The verdict that follows from findings by the rule alone.

    Parameters
    ----------
    step : str
        One of `STEPS`.
    found : iterable of Finding
        The findings to go by.

    Returns
    -------
    Verdict
        Its direction is *for*, *against*, *both* or *none*, its strength *strong*, *some* or *thin*.

    Examples
    --------
    >>> str(by_rule("A3", of_step("A3")))
    'both, thin'
    """
    found = tuple(found)
    sides = [weights(step, found, sign).values() for sign in "+-"]
    heavy = [sum(side) for side in sides]
    firm = [sum(weight == FIRM for weight in side) for side in sides]
    direction, strength = stands(*heavy, *firm)
    return Verdict(VERDICT_DIRECTIONS[int(direction)], STRENGTHS[int(strength)])


def stands(heavy_for: Any, heavy_against: Any, firm_for: Any, firm_against: Any) -> tuple[Any, Any]:
    """What follows from the weights of two sides: parts 3 and 4 of the rule, as a page computes them too.

    Parameters
    ----------
    heavy_for, heavy_against : number or array
        What the studies on each side weigh, 0 or more.
    firm_for, firm_against : number or array
        How many of them are firm.

    Returns
    -------
    tuple of array
        The places of the two words in `VERDICT_DIRECTIONS` and `STRENGTHS`.

    Examples
    --------
    >>> direction, strength = stands(4, 3, 0, 1)
    >>> VERDICT_DIRECTIONS[int(direction)], STRENGTHS[int(strength)]
    ('both', 'thin')
    """
    none, all_for = heavy_for + heavy_against < 2, heavy_for >= 2 * heavy_against
    direction = np.select([none, all_for, heavy_against >= 2 * heavy_for], [0.0, 1.0, 2.0], 3.0)
    lighter, fewer = np.minimum(heavy_for, heavy_against), np.minimum(firm_for, firm_against)
    side = [direction == 1, direction == 2]
    weight = np.select(side, [heavy_for, heavy_against], lighter)
    firm = np.select(
        side, [np.where(firm_against == 0, firm_for, 0.0), np.where(firm_for == 0, firm_against, 0.0)], fewer
    )
    return direction, np.select([none, firm >= 2, weight >= 4], [0.0, 2.0, 1.0], 0.0)


def verdict(step: str) -> Verdict:
    """How a step stands: by the rule, or as the authors deviate from it.

    Parameters
    ----------
    step : str
        One of `STEPS`.

    Returns
    -------
    Verdict
        With the reason, where the authors deviate.

    Raises
    ------
    ValueError
        If the argument has no such step.

    Examples
    --------
    >>> str(verdict("A6"))
    'for, some'
    """
    found = of_step(step)
    return DEVIATIONS.get(step, by_rule(step, found))
