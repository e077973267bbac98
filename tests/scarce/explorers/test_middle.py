"""The explorer against the printed means and brute force over the table; its words and goals; numpy and Vega agree."""

import itertools
import json
import subprocess
from pathlib import Path

import numpy as np
import pytest
from kernelless.built import node
from kernelless.live_chart import from_json
from numpy.testing import assert_allclose
from scarce.data import occupations
from scarce.explorers import middle

DATA = occupations()
MEASURES = list(middle.MEASURES.values())
BLOCKS = ("bottom", "middle", "top")
SETTINGS = [
    {"reading": reading, "measure": measure, "span": span, "adoption": adoption}
    for reading, measure, span, adoption in itertools.product(range(3), range(5), range(2), (0.0, 0.35, 1.0))
]
LANGUAGE = [setting for setting in SETTINGS if setting["measure"] < 4]


@pytest.fixture(scope="module")
def live():
    return middle.explore(ask=True)


def groups_by_hand(reading):
    """Each occupation's group from 1 up, from the table's own columns."""
    if reading == middle.BY_PREPARATION:
        return [round(zone) for zone in DATA["job_zone"].tolist()]
    if reading == middle.BY_LAYER:
        hands = DATA["physical_share"] >= 0.2
        return [3 if soc[:2] == "11" else 1 if hand else 2 for soc, hand in zip(DATA["soc"], hands, strict=True)]
    by_pay = sorted(range(264), key=lambda i: DATA["median_wage"][i])
    return [10 * by_pay.index(i) // 264 + 1 for i in range(264)]


def mean(measure, members, wanted):
    values = [v for v, group in zip(DATA[MEASURES[measure]], members, strict=True) if group in wanted]
    return np.nanmean(values)


def test_it_is_traced(live):
    assert live.untraced == ""


@pytest.mark.parametrize(
    ("reading", "measure", "printed"),
    [
        (middle.BY_PREPARATION, 0, [".05", ".26", ".33", ".50", ".41"]),
        (middle.BY_LAYER, 0, [".15", ".47", ".46"]),
        (middle.BY_LAYER, 2, [".10", ".23", ".14"]),
        (middle.BY_LAYER, 3, [".01", ".18", ".10"]),
        (middle.BY_PAY, 0, [".13", ".22", ".33", ".34", ".35", ".27", ".43", ".45", ".48", ".50"]),
    ],
)
def test_the_printed_means(live, reading, measure, printed):
    table = live.evaluate(reading=reading, measure=measure).tables["groups"]
    assert [f"{value:.2f}".lstrip("0") for value in table["lost"][table["shown"]]] == printed


@pytest.mark.parametrize("setting", [s for s in SETTINGS if s["adoption"] == 0.35], ids=str)
def test_every_group_and_block_by_hand(live, setting):
    state = live.evaluate(**setting)
    members = groups_by_hand(setting["reading"])
    last = max(members)
    table = state.tables["groups"]
    expected = [0.35 * mean(setting["measure"], members, [i]) for i in range(1, last + 1)]
    assert_allclose(table["lost"][table["shown"]], expected)
    assert_allclose(table["jobs"][table["shown"]], [members.count(i) for i in range(1, last + 1)])
    assert state.outputs["most_group"] == np.argmax(expected) + 1
    inner = {3: (2, 2), 5: (3, 3), 10: (5, 6)}[last] if setting["span"] else (2, last - 1)
    ranges = [range(1, inner[0]), range(inner[0], inner[1] + 1), range(inner[1] + 1, last + 1)]
    blocks = [0.35 * mean(setting["measure"], members, wanted) for wanted in ranges]
    assert_allclose([state.outputs[block] for block in BLOCKS], blocks)
    assert_allclose(state.outputs["hump"], blocks[1] - max(blocks[0], blocks[2]), atol=1e-12)
    at = state.tables["jobs"]["at"] * last
    assert np.all((np.asarray(members) - 1 < at) & (at < np.asarray(members)))


def test_zone_four_loses_most_on_all_four_measures(live):
    for measure in range(4):
        assert live.evaluate(reading=middle.BY_PREPARATION, measure=measure).outputs["most_group"] == 4
    assert live.evaluate(reading=middle.BY_PREPARATION, measure=4).outputs["most_group"] == 1


def test_the_chapters_figures(live):
    lay, tenth = (np.array(groups_by_hand(cut)) for cut in (middle.BY_LAYER, middle.BY_PAY))
    beta, desk = DATA["exposure_gpt4"], lay == 2
    lower, upper = desk & (tenth <= 5), desk & (tenth > 5)
    assert (lower.sum(), upper.sum(), (lay == 3).sum()) == (52, 90, 21)
    assert [f"{beta[part].mean():.2f}" for part in (lower, upper)] == ["0.46", "0.48"]
    assert [f"{beta[part].std():.2f}" for part in (lay == 3, desk)] == ["0.04", "0.18"]
    robots = live.evaluate(reading=middle.BY_LAYER, measure=4).outputs
    assert [f"{robots[block]:.0%}" for block in BLOCKS] == ["53%", "4%", "1%"]


def test_occupations_without_a_figure_are_not_drawn(live):
    assert live.evaluate(measure=3).tables["jobs"]["there"].sum() == 252
    assert live.evaluate(measure=0).tables["jobs"]["there"].sum() == 264


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        (
            {},
            "the bottom loses 13% of its work, the middle 36%, the top 50%. No hump in the middle: the top loses most.",
        ),
        ({}, "The single group that loses most: tenth 10."),
        ({"reading": 1}, "the top loses most. The single group that loses most: zone 4."),
        ({"reading": 1, "measure": 3}, "a hump in the middle, 1.3 points above the higher end."),
        ({"reading": 2}, "This cut shows a hump in the middle, 1.6 points"),
        ({"reading": 2, "measure": 1}, "The middle and the top are level, to within a point."),
        ({"reading": 2, "measure": 2}, "a hump in the middle, 9.1 points"),
        ({"reading": 2, "measure": 4}, "No hump in the middle: the bottom loses most."),
        ({"adoption": 0}, "Nothing is taken over, and no group loses anything."),
    ],
)
def test_the_sentence(live, setting, words):
    assert words in live.evaluate(**setting).sentence


def test_the_guess_is_the_best_paid_tenth(live):
    assert live.extras["guess"]["answer"] == 10


def test_only_one_state_meets_each_goal(live):
    met = [[], []]
    for setting in LANGUAGE:
        for goal, progress in enumerate(live.evaluate(**setting).progress):
            if progress >= 1:
                met[goal].append((setting["reading"], setting["measure"], setting["span"] * (setting["reading"] < 2)))
    assert set(met[0]) == {(middle.BY_LAYER, 2, 0)}
    assert set(met[1]) == {(middle.BY_PREPARATION, 3, 0)}
    assert all(goal["start"] < 1 for goal in live.extras["challenges"])


def test_goals_do_not_count_robots(live):
    for setting in SETTINGS:
        if setting["measure"] == 4:
            assert live.evaluate(**setting).progress == [0, 0]


def test_the_humps_own_definition_can_be_changed():
    mild = middle.explore(lambda bottom, center, top: center - (bottom + top) / 2)
    assert mild.untraced == ""
    assert_allclose(mild.hump, 0.358 - (0.1326 + 0.4996) / 2, atol=1e-4)


def test_numpy_and_vega_agree(live):
    """All three tables, the sentence and the goals, computed by the page's own specification in real Vega."""
    script = Path(__file__).parents[2] / "helpers" / "states.mjs"
    columns = {
        "groups": ("shown", "lost", "most", "part", "middle_of", "low", "high"),
        "blocks": ("shown", "lost", "low", "high"),
        "jobs": ("there", "lost", "at"),
    }
    for table, names in columns.items():
        asked = {"specification": live._specification, "settings": SETTINGS, "table": table}
        done = subprocess.run([*node(), str(script)], input=json.dumps(asked), capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        for setting, found in zip(SETTINGS, json.loads(done.stdout), strict=True):
            expected = live.evaluate(**setting)
            for name in names:
                values = np.array([from_json(row[name]) for row in found["rows"]], dtype=float)
                assert_allclose(values, np.asarray(expected.tables[table][name], float), rtol=1e-9, atol=1e-12)
            assert found["signals"]["sentence"] == expected.sentence
            assert_allclose([found["signals"][f"_goal{i}"] for i in range(2)], expected.progress, rtol=1e-9, atol=1e-12)
            for name in (*BLOCKS, "hump", "most_group", "most_lost"):
                assert_allclose(found["signals"][name], expected.outputs[name], rtol=1e-9, atol=1e-12)
