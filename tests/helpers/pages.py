"""The chapters' text, and the numbers that more than one test asks of their models."""

from pathlib import Path

import numpy as np
from corners import opened
from scarce.data import occupations
from scarce.explorers import hierarchy
from scarce.models.budget import split_gain
from scarce.models.excellence import mean_premium, top_premium_share
from scarce.models.middle import group_means, wage_decile

FOLDER = Path(__file__).parents[2] / "chapters"
TABLE = occupations()


def text(chapter):
    return (FOLDER / f"{chapter}.md").read_text(encoding="utf-8")


def top_mean(b):
    """What one of the best hundredth earns on average, if what is free becomes the price."""
    return top_premium_share(b, 0.01) * mean_premium(b) / 0.01


def tower(name, **changed):
    return opened(hierarchy).evaluate(**changed).outputs[name]


def job(title):
    """An occupation's number in the explorer."""
    return float(TABLE["title"].tolist().index(title) + 1)


def exposure(title):
    return TABLE["exposure_gpt4"][TABLE["title"] == title][0]


def tenths(measure):
    return group_means(TABLE[measure], wage_decile(TABLE["median_wage"]), range(1, 11)).tolist()


def looks_at_the_top(price=1, budget=100, accuracy=0.3):
    """How many looks each option gets at the best split, found far more finely than the explorer's own hundredths."""
    shares = np.linspace(0.001, 0.999, 999)
    for _ in range(2):
        best = shares[np.argmax(split_gain(shares, budget, price, accuracy))]
        shares = np.linspace(best - 1e-3, best + 1e-3, 2001)
    return price * (1 - best) / best
