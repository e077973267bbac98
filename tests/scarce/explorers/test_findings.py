"""The findings explorer, held against the rule as the data module applies it and against real Vega."""

import itertools
import re

import numpy as np
import pytest
from kernelless.model import Model, Table
from pages import FOLDER, text
from scarce.data import findings as known
from scarce.data.findings import (
    CLAIMS,
    DEVIATIONS,
    STEPS,
    STRENGTHS,
    VERDICT_DIRECTIONS,
    by_key,
    by_rule,
    of_step,
    verdict,
    weights,
)
from scarce.explorers import findings
from vega import walk

#: The bars, written again: what a finding must be.
PASSES = {
    "lot": [lambda f: True, lambda f: f.design in ("trial", "natural experiment", "meta-analysis"),
            lambda f: f.design == "trial"],
    "recent": [lambda f: True, lambda f: f.as_of >= "2025"],
    "large": [lambda f: True, lambda f: f.n is not None and f.n > 1000],
    "apart": [lambda f: True, lambda f: not f.payer.startswith("seller")],
}  # fmt: skip
SETTINGS = [
    dict(zip(PASSES, map(float, levels), strict=True))
    for levels in itertools.product(*(range(len(bars)) for bars in PASSES.values()))
]
#: The chapters of the argument, with their steps.
CHAPTERS = {
    file.stem: found[1].split(", ")
    for file in FOLDER.glob("*.md")
    if (found := re.search(r"^steps: (.+)$", text(file.stem), re.MULTILINE))
}


def above(setting):
    """The findings that pass."""
    return [f for f in known() if all(PASSES[name][int(level)](f) for name, level in setting.items())]


def model(*steps):
    """An explorer's model without its picture."""
    made = findings.of(*steps)

    def table(index, columns):
        return Table(dict(index()), lambda p, row: columns(p, row, None))

    return Model(
        made.parameters, tables={name: table(*rows) for name, rows in made.tables.items()}, lists=made.lists,
        sentence=made.sentence,
    )  # fmt: skip


WHOLE = model()


def whole(**given):
    return WHOLE.evaluate(WHOLE.defaults | given)


@pytest.mark.parametrize("setting", SETTINGS, ids=str)
def test_above_each_bar_every_step_stands_as_the_rule_says(setting):
    state, passing = whole(**setting), above(setting)
    table = state.tables["findings"]
    said = table["says"][table["closes"]]
    at_rest = not any(setting.values())
    for step, words in zip(STEPS, said.tolist(), strict=True):
        assert words == str(by_rule(step, passing)) + " *" * (at_rest and step in DEVIATIONS), step
    assert state.outputs["passing"] == len({f.key for f in passing if f.steps})
    stands = [by_rule(step, passing) for step in STEPS]
    for direction in VERDICT_DIRECTIONS:
        assert state.outputs[direction] == sum(each.direction == direction for each in stands)
    assert state.outputs["strong"] == sum(each.strength == "strong" for each in stands)


@pytest.mark.parametrize("setting", SETTINGS[::5], ids=str)
def test_each_study_is_a_block_as_wide_as_it_weighs_and_the_blocks_of_a_side_touch(setting):
    table, passing = whole(**setting).tables["findings"], above(setting)
    for step, (sign, side) in itertools.product(STEPS, (("+", "for"), ("-", "against"))):
        rows = (table["step"] == step) & (table["side"] == side) & (table["counts"] > 0)
        assert sorted(table["counts"][rows]) == sorted(weights(step, passing, sign).values())
        ends = sorted(np.abs([*table["start"][rows], *table["end"][rows]]).tolist())
        assert ends[::2][:1] == [0][: len(ends[:1])]
        assert ends[1:-1:2] == ends[2::2]
        assert (np.sign(table["end"][rows]) == (1 if sign == "+" else -1)).all()


@pytest.mark.parametrize("setting", SETTINGS[::7], ids=str)
def test_by_strength_the_strong_come_first_and_each_step_has_a_place_of_its_own(setting):
    table = whole(**setting, sorting=1.0).tables["findings"]
    places = {step: set(table["place"][table["step"] == step].tolist()) for step in STEPS}
    assert all(len(each) == 1 for each in places.values())
    order = sorted(STEPS, key=lambda step: places[step].copy().pop())
    assert sorted(each.copy().pop() for each in places.values()) == list(range(1, len(STEPS) + 1))
    strengths = [STRENGTHS.index(by_rule(step, above(setting)).strength) for step in order]
    assert strengths == sorted(strengths, reverse=True)


def test_by_step_they_stand_as_in_the_essays():
    table = whole().tables["findings"]
    assert table["place"][table["closes"]].tolist() == list(range(1, len(STEPS) + 1))


@pytest.mark.parametrize("steps", list(CHAPTERS.values()), ids=list(CHAPTERS))
def test_a_chapters_explorer_says_what_the_rule_says_of_each_of_its_steps(steps):
    made = model(*steps)
    for (number, step), setting in itertools.product(enumerate(steps), SETTINGS[::6]):
        given = setting | ({"step": float(number)} if len(steps) > 1 else {})
        state, passing = made.evaluate(made.defaults | given), above(setting)
        here = [f for f in passing if step in f.steps]
        assert state.outputs["here"] == len(here)
        if here:
            assert f" {len(here)} of the {len(of_step(step))} findings on it pass" in state.sentence
            assert state.sentence.endswith(f"by the rule is “{by_rule(step, passing)}”.")
        else:
            assert state.sentence.endswith(" No finding on it passes your bars.")
        assert state.sentence.startswith(f"The claim {step}: “{CLAIMS[step]}.” ")
        assert state.outputs["heavy_for"] == sum(weights(step, passing, "+").values())
        assert state.outputs["heavy_against"] == sum(weights(step, passing, "-").values())
        table = state.tables["findings"]
        assert len(here) == table["listed"].sum()


@pytest.mark.parametrize("steps", [["A3"], CHAPTERS["executors"]], ids=str)
def test_what_vega_computes_is_what_numpy_computes(steps):
    made = model(*steps)
    settings = [made.defaults | setting for setting in SETTINGS[::4]]
    for setting, found in zip(settings, walk(made, settings), strict=True):
        state = made.evaluate(setting)
        assert {name: found[name] for name in state.outputs} == pytest.approx(state.outputs)
        assert found["sentence"] == state.sentence
        assert found["_odd"] == []


@pytest.mark.parametrize("step", STEPS)
def test_on_an_axis_what_speaks_for_the_claim_lies_right_of_what_speaks_against_it(step):
    for unit, like in findings.shared(step).items():
        assert len(like) > 1
        for each in like:
            low, middle, high = findings.signed(each, step, like)
            assert low <= middle <= high
            assert each.unit == unit
            if each.directions[step] != "0" and each.estimate:
                assert np.sign(middle) == {"+": 1, "-": -1}[each.directions[step]], each.key
                assert abs(middle) == abs(each.estimate)
            if each.low is not None:
                assert high - low == pytest.approx(each.high - each.low)
            assert max(map(abs, (low, high))) <= findings.reach(step, unit)


def test_a_finding_for_neither_side_lies_as_most_of_its_like_do():
    like = findings.shared("A4")["% change in time on a task"]
    assert findings.signed(by_key("metr2026uplift_back"), "A4", like) == (-9, 18, 38)
    assert findings.signed(by_key("becker2025_time"), "A4", like)[1] == -19


@pytest.mark.parametrize("step", STEPS)
def test_each_finding_of_a_shared_unit_has_a_line_of_its_own(step):
    index = findings.index([step])
    lines = [line for line in index["line"] if line]
    headings = [line for line in findings.heading_index([step])["line"] if line]
    assert sorted(lines + headings) == list(range(1, len(lines) + len(headings) + 1))
    assert len(lines) == sum(map(len, findings.shared(step).values()))


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapter_shows_the_findings_on_its_steps_and_lists_them(name):
    given = ", ".join(f'"{step}"' for step in CHAPTERS[name])
    page = text(name)
    assert page.count(f"\nfindings.explore({given})\n```") == 1
    assert page.count(f"\n```{{findings}} {' '.join(CHAPTERS[name])}\n```") == 1


def test_the_evidence_shows_all_of_them():
    assert text("evidence").count("\nfindings.explore()\n```") == 1
    assert {verdict(step).reason == "" for step in STEPS} == {True, False}


def test_models_are_named_so_that_no_two_pages_have_one():
    names = [findings.of(*steps).name for steps in [(), *CHAPTERS.values()]]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"findings(_[ab]\d+[a-z]?)?", name) for name in names)


def test_an_unknown_step_is_named():
    with pytest.raises(ValueError, match=r"steps must be of A1, A2, .*; got 'C1'"):
        findings.explore("C1")
