"""Checks of the homework of part I.

On one notebook::

    python -P -m scarce.homework.grade check_part1.py part1.ipynb

On a class, as a table and a file::

    python -P -m scarce.homework.grade check_part1.py submissions --csv grades.csv

What is right is computed here from the formulas as the chapters print them, not by the functions that students call.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from scarce.data.mazes import maze
from scarce.homework.answers import Answers, KeepWorking, called, close, expect, hundredfold
from scarce.models import tasks

PART = "part1"

#: What each number of the questions can be; the first is the one of variant 0.
NUMBERS = {
    "fast": (1.0, 0.8, 0.6, 1.2),
    "slow": (0.05, 0.1, 0.04, 0.08),
    "headroom": (3, 2, 4, 5),
    "inputs": (6, 5, 4, 8),
    "sigma": (0.5, 0.4, 0.6, 0.3),
    "waiting": (0.2, 0.15, 0.1, 0.12),
    "turns": (4, 4.5, 3.5, 3),
    "seed": (7, 11, 12, 15),
    "runs": (40,),
    "arrivals": (34,),
    "automated": (0.8, 0.7, 0.6, 0.9),
    "leading": (0.2, 0.1, 0.15, 0.25),
    "tasks": (8, 5, 6, 10),
}


def test_1_handover(answers: Answers) -> None:
    """The year in which the other input becomes the scarcer one: both levels are the same in it."""
    given = answers.numbers
    for case in ((given["fast"], given["slow"], given["headroom"]), (0.3, -0.1, 2.5), (2.0, 0.5, 1.2), (0.4, 0.1, 1)):
        fast, slow, headroom = case
        expect(
            called("handover", case),
            answers.call("handover", *case),
            np.log(headroom) / np.log((1 + fast) / (1 + slow)),
            mistakes=(
                (np.log(headroom) / (fast - slow), "That treats 100 % a year as growth by the minute: what grows by g "
                 "a year is (1 + g)**t after t years, and its logarithm has the slope log(1 + g), not g."),
                ((headroom - 1) / (fast - slow), "That lets both grow along straight lines; here they compound."),
                (-np.log(headroom) / np.log((1 + fast) / (1 + slow)), "That year is past: look at which of the two "
                 "starts lower, and which grows faster."),
            ),
            hint="In that year (1 + fast)**t and headroom * (1 + slow)**t should be the same; try it with yours.",
            within=1e-3,
        )  # fmt: skip


def test_2_limit(answers: Answers) -> None:
    """What output tends to when all inputs but one become abundant."""
    inputs, sigma = answers.numbers["inputs"], answers.numbers["sigma"]
    limit = answers.number("limit")
    if not np.isfinite(limit) or limit > 1e6:
        raise KeepWorking(
            f"`limit` is {limit:g}. Output does stay below a bound: with sigma below 1 the scarce input cannot be "
            "replaced. Does your sum hold the one that stays at 1?"
        )
    expect(
        "`limit`",
        limit,
        inputs ** (sigma / (1 - sigma)),
        mistakes=(
            (
                1,
                f"That is the lowest of the inputs, as at sigma = 0; at sigma = {sigma} the others make up for a part.",
            ),
            (inputs ** ((1 - sigma) / sigma), "Look at the exponent once more: it is one over rho."),
            (inputs, "That is one over the weight, which is what the sum tends to. Output is a power of that sum."),
            ((inputs - 1) / inputs, "That is the weight of the others; what is left of the sum is the scarce one's."),
        ),
        hint="Try `ces` with the levels of all but one at a million, then at a billion: where does it settle?",
    )


def test_3_speed(answers: Answers) -> None:
    """The least speed at which the loop turns so many times as fast."""
    waiting, wanted = answers.numbers["waiting"], answers.numbers["turns"]
    speed = answers.number("speed")
    if speed <= 0:
        raise KeepWorking(f"`speed` is {speed:g}; it says how many times as fast the doing gets, so it is above 0.")
    turns = 1 / (waiting + (1 - waiting) / speed)
    hundredfold(f"`speed` is {speed:g}.", speed, (1 - waiting) / (1 / wanted - waiting), 0.003)
    so = f"`speed` is {speed:g}. At that speed the loop turns {turns:.3g} times as fast"
    if close(speed, wanted):
        raise KeepWorking(
            f"{so}, not {wanted:g} times: only the doing gets faster, and {waiting:.0%} of it is waiting."
        )
    if turns < wanted and not close(turns, wanted, 0.003):
        raise KeepWorking(f"{so}; {wanted:g} times was asked for. The loop is 1 old loop long: what is left for doing?")
    if not close(turns, wanted, 0.003):
        raise KeepWorking(
            f"{so}, which is more than the {wanted:g} times asked for. Which is the least speed that does?"
        )


def test_4_used(answers: Answers) -> None:
    """Results that are used, when people let only so many through."""
    hint = "Try it with a review_share of 0: nobody reads, so nobody is in the way."
    for case in ((10, 100, 0.2, 1, 12), (2, 5, 0.5, 0.5, 40), (50, 20, 0.1, 0.25, 8), (7, 3, 0.4, 0.0, 2)):
        _used(answers, case, hint)
    hint = "The agents may be an array; `min` and `if` take one number, and numpy has `np.minimum` and `np.where`."
    _used(answers, (np.array([1.0, 3.0, 30.0]), 10, 0.25, 0.5, 4), hint)


def _used(answers: Answers, case: tuple[Any, ...], hint: str) -> None:
    agents, speed, waiting, share, reviews = case
    turns = 1 / (waiting + (1 - waiting) / speed)
    limit = reviews / share if share else np.inf
    expect(
        called("used", case),
        answers.call("used", *case, hint=hint),
        np.minimum(agents * turns, limit),
        mistakes=(
            (agents * turns, "That is what is made. People can let through less than that."),
            (np.minimum(agents * speed, limit), "That forgets the waiting: a loop turns less often than `speed` says."),
            (agents * speed, "That forgets both the waiting in a loop and the people who read."),
            (np.minimum(agents * turns, reviews), "That has people read everything; they read only a share of it."),
            (np.minimum(agents * turns, reviews * share),
             "If people read a smaller share, does more or less get through?"),
            (np.full(np.shape(agents), limit), "That many get through, if as many are made. How many are made?"),
            (np.maximum(agents * turns, limit), "That is the larger of two limits; what is used keeps to the smaller."),
        ),
        hint=hint,
        within=1e-6,
    )  # fmt: skip


def test_5_score(answers: Answers) -> None:
    """A score of one's own that finds the way through the deceptive maze."""
    ground = maze("deceptive")
    seed, of, wanted = (int(answers.numbers[name]) for name in ("seed", "runs", "arrivals"))
    ends, seen = np.array([[[1, 1], [4, 9], [6, 2]]]), np.array([[[1, 1], [4, 9], [6, 2], [2, 2], [9, 9]]])
    found = answers.call("score", ends, seen, ground.goal)
    if found.shape != ends.shape[:-1]:
        raise KeepWorking(
            f"For end points of shape {ends.shape} `score` gave an array of shape {found.shape}; it should give one "
            f"number for each point, so {ends.shape[:-1]}."
        )
    known = "" if not close(found, tasks.novelty(ends, seen)) else "That is novelty alone. "
    known = known if not close(found, tasks.nearness(ends, ground.goal)) else "That is nearness alone. "
    runs = tasks.search(ground, lambda *seen: answers.call("score", *seen), runs=of, seed=seed)
    arrived = int((runs.arrived > 0).sum())
    if arrived < wanted:
        raise KeepWorking(
            f"{known}With it {arrived} of {of} runs arrive; {wanted} are wanted. Must it be the one or the other? "
            "And is the higher score the better?"
        )


def test_6_needed_and_displaced(answers: Answers) -> None:
    """Output at which everybody is needed, and who is not when purposes stay as they are."""
    a, leading, available = (answers.numbers[name] for name in ("automated", "leading", "tasks"))
    labour = 1 - a * (1 - leading)
    expect(
        "`needed`",
        answers.number("needed"),
        1 / labour,
        mistakes=(
            (
                1 / (1 - a),
                "That lets machines lead as well. They do a share of the *execution*, and leading is not it.",
            ),
            (1 / leading, "That is where it would end if machines did all of the execution."),
            (labour, "That is the work that one unit takes. How many such units does the whole workforce make?"),
        ),
        hint="At that output the work for a unit, times the units, is the whole workforce: 1.",
    )
    expect(
        "`displaced`",
        answers.number("displaced"),
        1 - labour,
        mistakes=(
            (0, f"Tasks for {available:g} would employ everybody, but a task without a purpose is not done."),
            (a, "Not all work can be automated: those who lead go on doing so."),
            (labour, "That is the share of the workforce that is still needed."),
        ),
        hint="Output is the smallest of three: tasks, purposes, and what the workforce can do. Which is it here?",
        bounds=(0, 1),
    )
