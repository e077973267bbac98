"""Checks of the homework of part II.

On one notebook::

    python -P -m scarce.homework.grade check_part2.py part2.ipynb

On a class, as a table and a file::

    python -P -m scarce.homework.grade check_part2.py submissions --csv grades.csv

What is right is computed here from the formulas as the chapters print them, not by the functions that students call.
"""

from __future__ import annotations

import csv
from math import ceil, erf, log, log2
from statistics import NormalDist
from typing import Any

import numpy as np

from scarce.data.occupations import FILE
from scarce.homework.answers import Answers, KeepWorking, called, close, expect, hundredfold, percent

PART = "part2"

#: What each number of the questions can be; the first is the one of variant 0.
NUMBERS = {
    "price": (0.1, 0.2, 0.05, 0.25),
    "sigma": (0.5, 0.6, 0.4, 0.7),
    "kappa": (1.0, 2.0, 1.5, 0.5),
    "weak": (0.19, 0.2, 0.18, 0.21),
    "strong": (0.42, 0.4, 0.41, 0.38),
    "few": (10, 8, 9, 7),
    "successes": (950_000, 900_000, 980_000, 930_000),
    "hours": (2, 1, 4, 3),
    "months": (7, 6, 9, 5),
    "work": (2000, 1000, 4000, 500),
    "budget": (100, 80, 120, 150),
    "cost": (1, 2, 3, 4),
    "accuracy": (0.3, 0.4, 0.35, 0.5),
}
#: Weights of execution, judgment and all else in what output costs today, when every price is 1.
EXECUTION, JUDGMENT, REST = 0.7, 0.1, 0.2
NORMAL = NormalDist()
#: How careful a record is read: the usual interval of 95 %.
Z = 1.96


def test_1_demand(answers: Answers) -> None:
    """The least elasticity of demand at which spending on judgment does not fall."""
    price, sigma = answers.numbers["price"], answers.numbers["sigma"]
    demand = answers.number("demand")
    index = (EXECUTION * price ** (1 - sigma) + 1 - EXECUTION) ** (1 / (1 - sigma))
    spent = index ** (sigma - demand)  # on judgment, relative to today
    so = f"`demand` is {demand:g}. With it, spending on judgment is {spent:.3g} times today's"
    if abs(demand - sigma) <= 0.01:
        return
    hundredfold(f"`demand` is {demand:g}.", demand, sigma)
    if spent < 1:
        raise KeepWorking(
            f"{so}, so it falls. A larger share of a smaller total can be less: demand has to answer more."
        )
    same = " That is where *total* spending stays what it is." if close(demand, 1) else ""
    raise KeepWorking(f"{so}, which is more than is asked for.{same} Which is the least at which it does not fall?")


def test_2_top_share(answers: Answers) -> None:
    """The part of all premiums that goes to the most skilled."""
    steps = (np.arange(10_000) + 0.5) / 10_000
    crowd = np.array([NORMAL.inv_cdf(step) for step in steps])
    few = np.array([2.5, -1.0, 0.5, 3.0, 0.2, 1.4, -0.3, 0.7])
    for skills, free, top in (
        (few, 0.6, 0.25),
        (few, 0.0, 0.5),
        (few, -2.0, 0.25),
        (crowd, 1.0, 0.01),
        (few, 5.0, 0.5),
    ):
        case = (skills, free, top)
        found = answers.call("top_share", *case, hint="Is the sum divided by 0 where nobody earns anything?")
        best = np.sort(skills)[::-1]
        people = round(top * len(skills))
        paid = np.maximum(best - free, 0)
        earners = paid[paid > 0]
        expect(
            called("top_share", case),
            found,
            _normal_share(free, top) if skills is crowd else paid[:people].sum() / paid.sum() if len(earners) else 0,
            mistakes=(
                (_part((best - free)[:people], best - free), "That takes the premium of those below the line as a "
                 "debt; nobody pays to work. It is max(0, skill - free)."),
                (_part(best[:people], best), "That shares out skill. Paid is only what lies beyond what is free."),
                (_part(earners[: round(top * len(earners))], paid), "That is the top of those who still earn; asked "
                 "for is the top of all people."),
                (paid[:people].sum(), "That is a sum; asked for is its part of all premiums."),
                (_part(np.maximum(skills - free, 0)[:people], paid), "Those come first in the list. The most skilled "
                 "come first once it is sorted, the highest at the front."),
                (_part(paid[::-1][:people], paid),
                 "That is the part of the least skilled: which way does `np.sort` sort?"),
            ),
            hint="Three steps: each one's premium, the premiums of the top people, and their part of the sum; 0 if no "
            "premium is left.",
            within=0.02 if skills is crowd else 1e-6,
            bounds=(0, 1),
        )  # fmt: skip


def _part(some: Any, everything: Any) -> float:
    return float(np.sum(some) / np.sum(everything)) if np.sum(everything) else 0.0


def _normal_share(b: float, top: float) -> float:
    """In a large crowd of normal skill, from the closed form in the chapter."""
    z = NORMAL.inv_cdf(1 - top)
    return (NORMAL.pdf(z) - top * b) / (NORMAL.pdf(b) - b * (1 - NORMAL.cdf(b)))


def test_3_rho(answers: Answers) -> None:
    """How much of the order of occupations by pay is kept."""
    with FILE.open(newline="", encoding="utf-8") as file:
        rows = [(float(row["median_wage"]), float(row["exposure_gpt4"])) for row in csv.DictReader(file)]
    wage, exposure = np.array(rows).T
    left = wage * (1 - exposure) ** answers.numbers["kappa"]
    expect(
        "`rho`",
        answers.number("rho"),
        _spearman(wage, left),
        mistakes=(
            (np.corrcoef(wage, left)[0, 1], "That is the correlation of the amounts. A hierarchy is about places: "
             "correlate the ranks."),
            (_spearman(wage, exposure), "That compares wages with exposure, not with what is left of them."),
            (_spearman(wage, wage * exposure ** answers.numbers["kappa"]),
             "That keeps the exposed part, and drops the rest."),
            (1, "Nothing has moved at all: is it today's wages that are compared with what is left of them?"),
        ),
        hint="Correlate the ranks of today's wages with the ranks of what is left of them, over all occupations.",
        within=0.005,
        bounds=(-1, 1),
    )  # fmt: skip


def _spearman(a: Any, b: Any) -> float:
    """The correlation of ranks; entries that are equal share the mean of their places."""
    ranks = [(each[:, None] > each).sum(1) + (each[:, None] == each).sum(1) / 2 for each in (a, b)]
    return float(np.corrcoef(*ranks)[0, 1])


def best_of(n: float) -> float:
    """The expected best of n draws from a standard normal distribution, by adding up the integral over its tails."""
    x = np.linspace(0, 12, 12_001)
    below = (1 + np.array([erf(each) for each in x / np.sqrt(2)])) / 2
    height = 1 - below**n - (1 - below) ** n
    return float((height[1:] + height[:-1]) @ np.diff(x) / 2)


def test_4_options(answers: Answers) -> None:
    """How many options a weak judge needs to gain as much as a strong one does from few."""
    weak, strong, few = (answers.numbers[name] for name in ("weak", "strong", "few"))
    options = answers.number("options")
    if options < 1 or not np.isfinite(options):
        raise KeepWorking(f"`options` is {options:g}; it is a number of options, so 1 or more.")
    gained, wanted = weak * best_of(options), strong * best_of(few)
    if close(gained, wanted, 0.01):
        return
    so = (
        f"`options` is {options:g}. From so many the weak judge gains {gained:.3f}, the strong {wanted:.3f} from {few}."
    )
    for factor in (100, 0.01):
        if options / factor >= 1 and close(weak * best_of(options / factor), wanted, 0.01):
            hundredfold(f"`options` is {options:g}.", options, options / factor)
    if close(options, few * strong / weak, 0.05):
        raise KeepWorking(f"{so} Twice as many options are not worth twice as much: the best of a pile grows slowly.")
    raise KeepWorking(f"{so} The two should be the same: {'more' if gained < wanted else 'fewer'} are needed.")


def test_5_trials(answers: Answers) -> None:
    """The shortest spotless record that vouches for as much as a machine's."""
    rate, n, z = answers.numbers["successes"] / 1_000_000, 1_000_000, Z
    centre, half = rate + z**2 / (2 * n), z * np.sqrt(rate * (1 - rate) / n + z**2 / (4 * n**2))
    level = (centre - half) / (1 + z**2 / n)
    enough = ceil(z**2 * level / (1 - level))
    trials = answers.number("trials")
    so = f"`trials` is {trials:g}"
    hundredfold(f"{so}.", trials, enough, 0.005)
    if trials != round(trials):
        raise KeepWorking(f"{so}: trials are counted, so it is a whole number.")
    if trials == enough - 1:
        raise KeepWorking(f"{so}: just short. Which way is a part of a trial to be rounded?")
    if trials in {ceil((2 * level - 1) / (1 - level)), ceil((2 * rate - 1) / (1 - rate))}:
        raise KeepWorking(
            f"{so}. So many make the *mean* of the rule of succession as high; asked for is what a record vouches "
            "for, the lower end of Wilson's interval."
        )
    vouched = trials / (trials + z**2) if trials > 0 else 0.0
    if vouched < level:
        raise KeepWorking(f"{so}: without a failure that vouches for {vouched:.4f}, and the machine's for {level:.4f}.")
    if trials > enough:
        raise KeepWorking(f"{so}: enough, but not the fewest. Does it still do with one less?")


def test_6_years(answers: Answers) -> None:
    """When a horizon that doubles steadily has grown to a year's work."""
    hours, months, work = (answers.numbers[name] for name in ("hours", "months", "work"))
    doublings = log2(work / hours)
    expect(
        "`years`",
        answers.number("years"),
        doublings * months / 12,
        mistakes=(
            (doublings * months, "That is in months."),
            (doublings, "So often it has to double. How long does that take?"),
            (
                (work / hours - 1) * months / 12,
                "That adds the same hours each time, along a straight line; it doubles.",
            ),
            (work / hours * months / 12, "That adds the same hours each time, along a straight line; it doubles."),
            (
                log(work / hours) * months / 12,
                "A logarithm to the base e counts growth by e; doublings go to the base 2.",
            ),
            (
                doublings * 12 / months,
                "So many doublings make a year the shorter the more months each takes: turn it over.",
            ),
        ),
        hint="Count how often 2 has to be multiplied in, then say how many years so many doublings take.",
    )


def test_7_share(answers: Answers) -> None:
    """How much of a budget goes to finding options, if it is split as well as can be."""
    best = max(_split(answers, each) for each in np.linspace(0.005, 0.995, 199))
    share = answers.number("share")
    if not 0 <= share <= 1:
        would_do = 0 <= share / 100 <= 1 and _split(answers, share / 100) / best >= 0.998
        meant = " That share would do." if would_do else ""
        raise KeepWorking(f"`share` is {share:g}.{percent(share, (0, 1))}{meant}")
    part = _split(answers, share) / best
    so = f"`share` is {share:g}. So split, the pick is worth {part:.1%} of what it can be"
    if part >= 0.998:
        return
    if _split(answers, 1 - share) / best >= 0.998:
        raise KeepWorking(f"{so}. Is that the share for looking? Asked for is the one for finding.")
    if share in (0, 1):
        raise KeepWorking(
            f"{so}. At either end nothing is gained: nothing to choose from, or no look at what there is."
        )
    raise KeepWorking(f"{so}; 99.8 % will do. Compute the worth over many shares, and see where it is highest.")


def _split(answers: Answers, share: float) -> float:
    """The worth of the pick, by the formulas in the chapter."""
    budget, cost, accuracy = (answers.numbers[name] for name in ("budget", "cost", "accuracy"))
    options = max(1.0, share * budget / cost)
    looks = (1 - share) * budget / options
    return float(np.sqrt(looks * accuracy**2 / (1 + (looks - 1) * accuracy**2)) * best_of(options))
