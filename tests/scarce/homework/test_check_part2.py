"""Part II: what solves it is correct with any numbers, and typical mistakes are called by their names."""

import re

import numpy as np
import pytest
from homework import solved, verdict
from scarce.data import occupations
from scarce.homework.check_part2 import _normal_share, best_of
from scipy.stats import norm, spearmanr

NAMES = {1: "demand", 2: "top_share", 3: "rho", 4: "options", 5: "trials", 6: "years", 7: "share"}


@pytest.mark.parametrize("variant", range(6))
def test_the_solutions_are_correct(variant):
    names = solved("part2", variant)
    for number, name in NAMES.items():
        found = verdict("part2", number, variant, **{name: names[name]})
        assert found.word == "correct", found


def test_the_expected_best_is_the_published_one():
    # Harter 1961, table 1
    assert [round(best_of(n), 5) for n in (1, 2, 3, 5, 10, 100)] == [0, 0.56419, 0.84628, 1.16296, 1.53875, 2.50759]


def test_other_ways_are_correct_too():
    jobs = occupations()
    rho = spearmanr(jobs["median_wage"], jobs["median_wage"] * (1 - jobs["exposure_gpt4"])).statistic
    assert verdict("part2", 1, demand=0.5).word == "correct"
    assert verdict("part2", 3, rho=round(rho, 3)).word == "correct"
    assert verdict("part2", 4, options=1800).word == "correct"
    assert verdict("part2", 5, trials=np.float64(73)).word == "correct"
    assert verdict("part2", 6, years=5.81).word == "correct"

    def looped(skills, free, top):
        ordered = sorted(skills, reverse=True)
        paid = [max(0, skill - free) for skill in ordered]
        return sum(paid[: round(top * len(paid))]) / (sum(paid) or 1)

    assert verdict("part2", 2, top_share=looped).word == "correct"


def top_share(paid, order, count=None):
    """One that works in three steps, each of which can be done otherwise."""

    def answer(skills, free, top):
        values = order(paid(skills, free))
        people = round(top * len(values)) if count is None else count(values, top)
        return values[:people].sum() / values.sum() if values.sum() else 0.0

    return answer


def premium(skills, free):
    return np.maximum(skills - free, 0)


def downward(values):
    return np.sort(values)[::-1]


WAGE, EXPOSURE = occupations()["median_wage"], occupations()["exposure_gpt4"]
WRONG = [
    (1, {"demand": 0}, "spending on judgment is .* so it falls"),
    (1, {"demand": 1}, r"\*total\* spending stays"),
    (1, {"demand": 3}, "more than is asked for"),
    (2, {"top_share": top_share(lambda s, f: s - f, downward)}, "as a debt"),
    (2, {"top_share": top_share(lambda s, f: s, downward)}, "shares out skill"),
    (2, {"top_share": top_share(premium, lambda v: v)}, "come first in the list"),
    (2, {"top_share": top_share(premium, np.sort)}, "least skilled"),
    (2, {"top_share": top_share(premium, downward, lambda v, top: round(top * (v > 0).sum()))}, "those who still earn"),
    (2, {"top_share": lambda s, f, t: downward(premium(s, f))[: round(t * len(s))].sum()}, "That is a sum"),
    (2, {"top_share": lambda s, f, t: downward(premium(s, f))[: round(t * len(s))].sum() / premium(s, f).sum()}, "nan"),
    (3, {"rho": np.corrcoef(WAGE, WAGE * (1 - EXPOSURE))[0, 1]}, "correlate the ranks"),
    (3, {"rho": spearmanr(WAGE, EXPOSURE).statistic}, "compares wages with exposure"),
    (3, {"rho": spearmanr(WAGE, WAGE * EXPOSURE).statistic}, "keeps the exposed part"),
    (3, {"rho": 1}, "Nothing has moved"),
    (4, {"options": 22}, "the best of a pile grows slowly"),
    (4, {"options": 500}, "more are needed"),
    (4, {"options": 10_000}, "fewer are needed"),
    (4, {"options": 0}, "1 or more"),
    (5, {"trials": 72}, "just short"),
    (5, {"trials": 72.6}, "whole number"),
    (5, {"trials": 18}, "rule of succession"),
    (5, {"trials": 40}, "vouches for 0.9124, and the machine's for 0.9496"),
    (5, {"trials": 74}, "not the fewest"),
    (6, {"years": 69.76}, "in months"),
    (6, {"years": 9.966}, "How long does that take"),
    (6, {"years": 582.8}, "straight line"),
    (6, {"years": 4.03}, "to the base 2"),
    (7, {"share": 0.5}, r"63\.\d% of what it can be"),
    (7, {"share": 0}, "At either end"),
    (7, {"share": 0.9}, "share for looking"),
    (7, {"share": 2}, "from 0 to 1"),
]

#: Right but for a factor of 100, or a share in percent.
IN_PERCENT = [
    (1, {"demand": 50}, "100 times what is right: 50 % is the number 0.5"),
    (1, {"demand": 0.005}, "a hundredth of what is right"),
    (2, {"top_share": lambda *c: 100 * solved("part2")["top_share"](*c)}, "100 times what is right"),
    (2, {"top_share": lambda *c: 50.0}, "from 0 to 1; 50 % is written 0.5"),
    (3, {"rho": 100 * solved("part2")["rho"]}, "100 times what is right"),
    (3, {"rho": 50}, "from -1 to 1; 50 % is written 0.5"),
    (4, {"options": 180_000}, "100 times what is right"),
    (4, {"options": 18}, "a hundredth of what is right"),
    (5, {"trials": 7300}, "100 times what is right"),
    (6, {"years": 0.0581}, "a hundredth of what is right"),
    (7, {"share": 100 * solved("part2")["share"]}, r"from 0 to 1; .* % is written 0\..* That share would do"),
    (7, {"share": 50}, r"from 0 to 1; 50 % is written 0\.5\.$"),
]
WRONG += IN_PERCENT


@pytest.mark.filterwarnings("ignore:invalid value")
@pytest.mark.parametrize(("number", "names", "said"), WRONG, ids=[f"{n}-{s}" for n, _, s in WRONG])
def test_a_mistake_is_named(number, names, said):
    found = verdict("part2", number, **names)
    assert found.word == "keep working"
    assert re.search(said, found.message), found.message


def test_the_crowd_has_the_share_that_the_normal_distribution_gives():
    # the chapter's 20 % at b = 1, from simulation
    skills = norm.rvs(size=2_000_000, random_state=1)
    paid = downward(premium(skills, 1.0))
    assert _normal_share(1.0, 0.01) == pytest.approx(paid[:20_000].sum() / paid.sum(), abs=2e-3)
