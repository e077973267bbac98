"""The week explorer against the chapters' models called with arrays, its words, and the real Vega."""

import itertools
from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scarce.data import occupations
from scarce.explorers import hierarchy, judgment, trust, value, week
from scarce.models.hierarchy import remaining_value
from scarce.models.judgment import expected_best, team_accuracy
from scarce.models.trust import wilson_lower
from scarce.models.value import spending
from scarce.models.week import KINDS
from vega import evaluate

CHAPTERS = Path(__file__).parents[3] / "chapters"


@pytest.fixture(scope="module")
def live():
    return week.explore()


def said(live, **changes):
    return live.evaluate(**{**live._model.defaults, **changes})


def test_it_is_traced(live):
    assert live.untraced == ""


@pytest.mark.parametrize(
    ("hours", "place"),
    [
        ((40, 0, 0, 0), (0, 0)),
        ((0, 13, 0, 0), (1, 0)),
        ((0, 0, 1, 0), (0, 1)),
        ((0, 0, 0, 7), (1, 1)),
        ((10, 10, 10, 10), (0.5, 0.5)),
        ((24, 8, 6, 2), (0.25, 0.2)),
        ((0, 0, 0, 0), (0.5, 0.5)),
    ],
)
def test_any_hours_make_a_week_and_a_place(live, hours, place):
    out = said(live, **dict(zip(KINDS, map(float, hours), strict=True))).outputs
    assert_allclose((out["deciding"], out["with_people"]), place)
    assert_allclose(sum(out[f"{kind}_share"] for kind in KINDS), 1)
    assert_allclose(out["shrinks"] + out["holds"] + out["grows"], 1, atol=0.011)


def word(ratio):
    return "shrinks" if ratio < 0.95 else "grows" if ratio > 1.05 else "holds"


@pytest.mark.parametrize("scenario", week.SCENARIOS)
def test_directions_are_the_chapters_models(live, scenario):
    p = live._model.defaults | week.SCENARIOS[scenario]
    out = live.evaluate(**p).outputs
    others = 1 - p["weight"]
    spent = spending([p["price"], 1], [p["weight"], others], p["sigma"], p["demand"])[0] / p["weight"]
    team = team_accuracy(p["accuracy"], p["machine"], p["overlap"])
    added = (team - p["machine"]) * expected_best(p["options"]) / (p["accuracy"] * expected_best(p["before"]))
    left = remaining_value(1, p["exposure"], p["adoption"], p["kappa"])
    mine = wilson_lower(p["rate"] * p["trials"], p["trials"])
    vouched = mine / wilson_lower(p["rival_rate"] * p["rival_trials"], p["rival_trials"])
    expected = dict(zip(KINDS, map(word, (spent, added, left, vouched)), strict=True))
    assert {kind: out[f"{kind}_goes"] for kind in KINDS} == expected


def test_the_reversed_start_turns_every_arrow_and_moves_no_hour(live):
    before, after = (
        said(live).outputs,
        said(live, **week.SCENARIOS["the same desk, the other way round (reversed)"]).outputs,
    )
    for kind in KINDS:
        assert before[f"{kind}_share"] == after[f"{kind}_share"]
        assert {before[f"{kind}_goes"], after[f"{kind}_goes"]} == {"shrinks", "grows"}


def test_presence_is_as_exposed_as_the_most_physical_quarter_of_occupations():
    table = occupations()
    physical = table["physical_share"] >= np.quantile(table["physical_share"], 0.75)
    assert_allclose(week.PHYSICAL_EXPOSURE, table["exposure_gpt4"][physical].mean(), atol=0.005)


# --- where each part would turn


def test_each_part_turns_where_its_row_says(live):
    out = said(live).outputs
    demand = out["demand_that_holds"]
    assert [said(live, demand=demand + d).outputs["executing_goes"] for d in (-0.1, 0, 0.1)] == [
        "shrinks",
        "holds",
        "grows",
    ]
    million = {"rival_trials": 1e6, "rival_rate": 0.95, "rate": 1.0}
    n = said(live, **million).outputs["matching_record"]
    assert n == 73
    assert said(live, **million, trials=n).outputs["trusted_goes"] == "holds"
    assert said(live, **million, trials=30).outputs["trusted_goes"] == "shrinks"
    assert said(live, kappa=0).outputs["present_goes"] == "holds"
    beside = {"machine": 0.3, "overlap": 0.0}
    for overlap in (0.0, 0.3, 0.55):
        out = said(live, **(beside | {"overlap": overlap})).outputs
        ahead = out["team"] > out["team_that_holds"]
        assert out["choosing_goes"] in (("grows", "holds") if ahead else ("shrinks", "holds"))


@pytest.mark.parametrize(
    ("kind", "changes", "words"),
    [
        ("executing", {}, "It costs 10% of today’s price, σ is 0.5 and demand ε 1.00. It holds near an ε of 1.38"),
        ("executing", {"price": 1.0}, "Nothing has got cheaper."),
        ("executing", {"sigma": 4.0, "weight": 0.1, "price": 0.5}, "It grows at any ε"),
        ("executing", {"sigma": np.inf}, "σ is ∞ – perfect"),
        ("choosing", {}, "1,000 options, where there were 10. You judge at 0.50; no machine judges."),
        ("choosing", {"machine": 0.6, "overlap": 0.7}, "you reach 0.61. It holds where you two reach 0.84"),
        ("choosing", {"machine": 0.8, "before": 1e6}, "better than perfect"),
        ("present", {}, "Machines could take part in 10% of it and are used for 100% of that; κ is 1.0."),
        ("present", {"kappa": -0.5}, "κ is −0.5."),
        ("present", {"adoption": 0.0}, "Machines take part in none of it"),
        ("trusted", {}, "You were right in 95% of 200, the machine in 100% of 10."),
        ("trusted", {}, "To match that without a slip takes 10 of 10."),
        ("trusted", {"rival_trials": 1e6, "rival_rate": 0.95}, "95% of 1,000,000. To match that without a slip"),
        ("trusted", {"trials": 0.0}, "You have no record yet; the machine was right in 100% of 10."),
    ],
)  # fmt: skip
def test_each_row_says_on_what_it_rests(live, kind, changes, words):
    assert words in said(live, **changes).tables["kinds"]["condition"][KINDS.index(kind)]


def test_the_sentence_says_what_the_picture_shows(live):
    assert said(live).sentence == (
        "40 hours: 25% of them deciding, 20% with people. Executing shrinks, choosing grows, being present shrinks, "
        "being trusted grows; 75% of the hours lie in what shrinks, 25% in what grows."
    )
    nothing = dict.fromkeys(KINDS, 0.0)
    assert "no place on the map but the middle" in said(live, **nothing).sentence


def test_halves_are_rounded_alike_wherever_they_are_said(live):
    state = said(live, executing=1.0, choosing=0.0, present=7.0, trusted=0.0)  # 12.5 % and 87.5 %
    assert state.tables["kinds"]["rounded"].tolist() == [0.13, 0, 0.88, 0]
    assert "88% with people" in state.sentence


def test_rings_say_the_direction_and_nothing_of_its_size(live):
    for changes in ({}, {"demand": 3.0}, {"kappa": 0.0}, {"kappa": -1.0}, {"price": 0.01}):
        rows = said(live, **changes).tables["kinds"]
        assert [week.RING[goes] for goes in rows["goes"]] == rows["ring"].tolist()


def test_areas_are_shares_and_the_smallest_can_still_be_seen(live):
    rows = said(live, executing=30.0, choosing=10.0, present=0.0, trusted=0.0).tables["kinds"]
    assert_allclose(rows["area"], [0.75 * np.pi * week.RADIUS**2, 0.25 * np.pi * week.RADIUS**2, 28, 28], rtol=1e-5)
    assert_allclose(rows["around"], rows["area"] * rows["ring"] ** 2)
    assert rows["text"].tolist() == ["executing 75%", "choosing 25%", "being present 0%", "being trusted 0%"]
    assert not rows["moves"][2:].any()


# --- what it takes over


def test_it_asks_other_models_for_parameters_that_they_have():
    others = {"value": value, "hierarchy": hierarchy, "judgment": judgment, "trust": trust}
    assert [source.model or source.page for source in week.INHERIT] == list(others)
    for source, other in zip(week.INHERIT, others.values(), strict=True):
        theirs = {parameter.name for parameter in other.parameters()}
        assert set(source.parameters) | set(source.where) <= theirs
        title = (CHAPTERS / f"{source.page}.md").read_text(encoding="utf-8")
        assert f"\n# {source.label}\n" in title


def test_it_opens_as_the_chapters_do(live):
    """So the text may say what follows from the settings with which they open."""
    for source, other in zip(week.INHERIT, (value, hierarchy, judgment, trust), strict=True):
        defaults = {parameter.name: parameter.default for parameter in other.parameters()}
        opening = defaults | other.SCENARIOS[other.OPENING]
        for name, own in source.parameters.items():
            assert live._model.defaults[own] == opening[name], (source.page, name)


# --- the page computes what numpy computes


def test_traced_is_numpy(live):
    """Over corners of the parameters and a seeded thousand of settings between; words are compared one by one."""
    parameters = week.parameters()
    random = np.random.default_rng(8)
    ends = [list(q.stops.values())[:: len(q.stops) - 1] if q.stops else q.range for q in parameters]
    corners = np.array([[random.choice(end) for end in ends] for _ in range(600)])
    between = [
        random.choice(list(q.stops.values()), 1000) if q.stops else random.uniform(*q.range, 1000) for q in parameters
    ]
    rows = np.concatenate([corners, np.array(between).T])
    settings = dict(zip([q.name for q in parameters], rows.T, strict=True))

    def function(**p):
        numbers = week.outputs(p)
        words = {name: numbers.pop(name) for name in list(numbers) if name.endswith("_goes")}
        told = {f"{n}_{w}": np.where(v == w, 1.0, 0.0) for n, v in words.items() for w in ("shrinks", "holds", "grows")}
        return numbers | told

    found, expected = evaluate(function, **settings), function(**settings)
    assert set(found) == set(expected)
    for name, values in expected.items():
        assert_allclose(found[name], values, rtol=1e-8, atol=1e-9, err_msg=name)


def test_the_traced_words_are_pythons(live):
    from vega import signals

    start = live._model.defaults
    for changes in itertools.chain([{}], week.SCENARIOS.values(), [{"machine": 0.9, "kappa": -0.7, "sigma": np.inf}]):
        p = start | changes
        made = signals(live._model, **p)
        assert made["sentence"].replace("-", "−") == live.evaluate(**p).sentence
