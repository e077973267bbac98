"""The corners of a model's settings, and settings between them, the same every time."""

import importlib
import itertools
import re
from functools import cache
from pathlib import Path

import numpy as np

#: Every explorer, by the name of its module.
NAMES = (
    "bottleneck", "budget", "compounding", "excellence", "feedback", "findings", "hierarchy", "judgment", "middle",
    "purpose", "tasks", "trust", "value", "week",
)  # fmt: skip
CHAPTERS = sorted((Path(__file__).parents[2] / "chapters").glob("*.md"))
MOST, BETWEEN, SEED = 512, 100, 11


def module(name):
    return importlib.import_module(f"scarce.explorers.{name}")


@cache
def of_page(name):
    """What a page opens under a model's name: of findings there is one for each chapter's steps, named by the first."""
    if not name.startswith("findings_"):
        return module(name).explore()
    steps = (re.search(r"^steps: (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE) for file in CHAPTERS)
    [own] = [found[1].split(", ") for found in steps if found and f"findings_{found[1].split(', ')[0].lower()}" == name]
    return module("findings").explore(*own)


@cache
def opened(explorer, **options):
    """What an explorer's module opens, made once: to evaluate it changes nothing."""
    return explorer.explore(**options)


def ends(parameter):
    """The lowest and the highest value; of a list, its first and its last entry."""
    values = list(parameter.stops.values()) or parameter.range
    return float(values[0]), float(values[-1])


def corners(parameters, most=MOST):
    """Every control at both ends in combination; a seeded choice of them where there are more than `most`."""
    count = 2 ** len(parameters)
    chosen = range(count) if count <= most else np.random.default_rng(SEED).choice(count, most, replace=False)
    names = [parameter.name for parameter in parameters]
    both = [ends(parameter) for parameter in parameters]
    return [
        dict(zip(names, (pair[(int(place) >> i) & 1] for i, pair in enumerate(both)), strict=True)) for place in chosen
    ]


def between(parameters, count=BETWEEN):
    """Seeded settings in which each control is at an end, at its default or at a stop or step between."""
    random = np.random.default_rng(SEED)
    return [{parameter.name: _somewhere(parameter, random) for parameter in parameters} for _ in range(count)]


def _somewhere(parameter, random):
    low, high = ends(parameter)
    if parameter.stops:
        inside = float(random.choice(list(parameter.stops.values())))
    else:
        steps = random.integers(0, round((high - low) / parameter.step) + 1)
        inside = min(round(low + steps * parameter.step, 10), high)
    return [low, high, float(parameter.default), inside][random.integers(0, 4)]


def once(settings):
    """The settings without repetition."""
    return [dict(each) for each in dict.fromkeys(tuple(each.items()) for each in settings)]


def given(parameters):
    """Corners and settings between."""
    return once(itertools.chain(corners(parameters), between(parameters)))
