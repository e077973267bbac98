"""Part I: what solves it is correct with any numbers, and typical mistakes are called by their names."""

import re

import numpy as np
import pytest
from homework import solved, verdict
from scarce.models.bottleneck import ces
from scarce.models.tasks import nearness, novelty

NAMES = {1: ["handover"], 2: ["limit"], 3: ["speed"], 4: ["used"], 5: ["score"], 6: ["needed", "displaced"]}


@pytest.mark.parametrize("variant", range(6))
def test_the_solutions_are_correct(variant):
    names = solved("part1", variant)
    for number, wanted in NAMES.items():
        found = verdict("part1", number, variant, **{name: names[name] for name in wanted})
        assert found.word == "correct", found


def test_other_ways_are_correct_too():
    def searched(fast, slow, headroom):
        years = np.linspace(0, 60, 600_001)
        return years[np.argmax((1 + fast) ** years >= headroom * (1 + slow) ** years - 1e-9)]

    def looped(agents, speed, waiting, review_share, reviews):
        each = [
            min(k / (waiting + (1 - waiting) / speed), reviews / (review_share or 1e-300))
            for k in np.atleast_1d(agents)
        ]
        return each if np.ndim(agents) else each[0]

    limit = float(ces([1] + 5 * [1e9], 6 * [1 / 6], 0.5))
    assert verdict("part1", 1, handover=searched).word == "correct"
    assert verdict("part1", 2, limit=limit).word == "correct"
    assert verdict("part1", 4, used=looped).word == "correct"
    assert verdict("part1", 5, score=lambda e, s, g: 3 * novelty(e, s) + nearness(e, g)).word == "correct"
    assert verdict("part1", 6, needed=2.78, displaced=0.64).word == "correct"


def made(agents, speed, waiting):
    return agents / (waiting + (1 - waiting) / speed)


def only_numbers(agents, speed, waiting, share, reviews):
    return min(made(agents, speed, waiting), reviews / share if share else np.inf)


WRONG = [
    (1, {"handover": lambda fast, slow, h: np.log(h) / (fast - slow)}, "growth by the minute"),
    (1, {"handover": lambda fast, slow, h: (h - 1) / (fast - slow)}, "straight lines"),
    (1, {"handover": lambda fast, slow, h: np.log(h) / np.log((1 + slow) / (1 + fast))}, "That year is past"),
    (1, {"handover": lambda fast, slow, h: 3.0}, "should be the same"),
    (2, {"limit": 1}, "as at sigma = 0"),
    (2, {"limit": np.inf}, "stay below a bound"),
    (2, {"limit": 5 / 6}, "weight of the others"),
    (3, {"speed": 4}, "only the doing gets faster"),
    (3, {"speed": 10}, "turns 3.57 times as fast; 4 times was asked for"),
    (3, {"speed": 100}, "which is more than the 4 times asked for"),
    (3, {"speed": -1}, "above 0"),
    (4, {"used": lambda k, s, f, v, r: made(k, s, f)}, "what is made"),
    (4, {"used": lambda k, s, f, v, r: np.minimum(k * s, r / v if v else np.inf)}, "forgets the waiting"),
    (4, {"used": lambda k, s, f, v, r: np.minimum(made(k, s, f), r)}, "people read everything"),
    (4, {"used": lambda k, s, f, v, r: np.minimum(made(k, s, f), r * v)}, "more or less get through"),
    (4, {"used": lambda k, s, f, v, r: min(made(k, s, f), r / v)}, "ZeroDivisionError.*nobody is in the way"),
    (4, {"used": only_numbers}, r"used\(\[1, 3, 30\].*ValueError.*`np.minimum`"),
    (5, {"score": lambda e, s, g: novelty(e, s)}, r"novelty alone.*29 of 40 runs arrive; 34 are wanted"),
    (5, {"score": lambda e, s, g: nearness(e, g)}, r"nearness alone.*10 of 40"),
    (5, {"score": lambda e, s, g: -novelty(e, s)}, r"is the higher score the better"),
    (5, {"score": lambda e, s, g: novelty(e, s).sum()}, "one number for each point"),
    (6, {"needed": 5, "displaced": 0.64}, "lets machines lead"),
    (6, {"needed": 2.7778, "displaced": 0}, "without a purpose"),
    (6, {"needed": 2.7778, "displaced": 0.8}, "those who lead"),
    (6, {"needed": 2.7778, "displaced": 0.36}, "still needed"),
]

#: Right but for a factor of 100, or a share in percent.
IN_PERCENT = [
    (1, {"handover": lambda *c: 100 * solved("part1")["handover"](*c)}, "100 times what is right"),
    (2, {"limit": 0.06}, "a hundredth of what is right"),
    (2, {"limit": 600}, "100 times what is right: 600 % is the number 6"),
    (3, {"speed": 1600}, "100 times what is right: 1600 % is the number 16"),
    (3, {"speed": 0.16}, "a hundredth of what is right"),
    (4, {"used": lambda *c: 100 * solved("part1")["used"](*c)}, "100 times what is right"),
    (6, {"needed": 277.78, "displaced": 0.64}, "100 times what is right: 277.78 % is the number 2.7778"),
    (6, {"needed": 2.7778, "displaced": 64}, "100 times what is right: 64 % is the number 0.64"),
    (6, {"needed": 2.7778, "displaced": 80}, "from 0 to 1; 80 % is written 0.8"),
    (6, {"needed": 2.7778, "displaced": -0.2}, r"is -0.2. It is a number from 0 to 1\."),
    (6, {"needed": 2.7778, "displaced": 0.0064}, "a hundredth of what is right"),
]
WRONG += IN_PERCENT


@pytest.mark.parametrize(("number", "names", "said"), WRONG, ids=[f"{n}-{s}" for n, _, s in WRONG])
def test_a_mistake_is_named(number, names, said):
    found = verdict("part1", number, **names)
    assert found.word == "keep working"
    assert re.search(said, found.message), found.message


def test_a_power_is_told_from_the_sum_where_they_differ():
    # variant 0 has sigma = 1/2, at which both are the same
    variant = next(v for v in range(1, 50) if solved("part1", v)["rho"] != -1)
    names = solved("part1", variant)
    sum_alone = names["limit"] ** -names["rho"]
    assert "Output is a power of that sum" in verdict("part1", 2, variant, limit=sum_alone).message
