"""The feedback explorer against a loop counted through, the papers' figures, its words, goals and sources."""

import itertools
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scarce.explorers import feedback
from vega import evaluate

BIBLIOGRAPHY = (Path(__file__).parents[3] / "chapters" / "references.bib").read_text(encoding="utf-8")
START = feedback.SCENARIOS[feedback.OPENING]


@pytest.fixture(scope="module")
def live():
    return feedback.explore(ask=True)


def said(live, **changes):
    return live.evaluate(**{**live._model.defaults, **START, **changes})


def counted(waiting, speed, agents, review_share, reviews):
    """What is made and used, from the hours of a loop that takes a hundred."""
    hours = 100 * waiting + 100 * (1 - waiting) / speed
    made = agents * 100 / hours
    return made, made if made * review_share <= reviews else reviews / review_share


def test_it_is_traced(live):
    assert live.untraced == ""


@pytest.mark.parametrize("scenario", feedback.SCENARIOS)
def test_outputs_are_those_of_a_loop_counted_through(live, scenario):
    live.apply(scenario)
    p, found = live.params, live.evaluate().outputs
    made, used = counted(**p)
    assert_allclose([found["made"], found["used"], found["unread"]], [made, used, made - used], rtol=1e-12, atol=1e-12)
    assert_allclose(found["turns"] * p["agents"], made)
    assert_allclose(found["loop_time"] * found["turns"], 1)
    if p["review_share"]:
        at_the_kink = counted(**{**p, "agents": found["enough"]})
        assert_allclose(at_the_kink, [found["reviewable"]] * 2)
    else:
        assert found["enough"] == found["reviewable"] == np.inf


def test_a_hundred_times_the_speed_is_five_times_the_loop(live):
    """The guess's answer and what the chapter prints: 100 hours, of which 20 stay, against 20 + 80/100."""
    assert_allclose(live.extras["guess"]["answer"], 100 / 20.8)
    assert_allclose(said(live, speed=20).outputs["turns"], 100 / 24)
    assert_allclose(said(live, waiting=0.95).outputs["turns"], 100 / 95.05)
    assert said(live, waiting=0).outputs["turns"] == pytest.approx(100)
    assert said(live, waiting=1).outputs["turns"] == 1


def test_measured_speeds_are_the_papers(live):
    """19 % more time, 18 % less, 55.8 % less; where nothing waits, the loop is the task that was timed."""
    times = {label: said(live, waiting=0, speed=speed).outputs["loop_time"] for label, speed in feedback.SPEEDS.items()}
    assert_allclose([times["0.84"], times["1.22"], times["2.26"]], [1.19, 0.82, 0.442])
    for label, speed in feedback.SPEEDS.items():
        assert float(label) == pytest.approx(speed, abs=0.005)


def test_the_firm_doubled_by_reading_less_and_by_reading_more(live):
    """Throughput 2.09 times, person-reviewed share 89 to 68 %: of the doubling, the share accounts for 1.31."""
    before, after = "one firm, before", "the same firm, 2026"
    live.apply(before)
    assert live.evaluate().outputs["used"] == pytest.approx(1)
    assert live.evaluate(speed=3, review_share=0.68).outputs["used"] == pytest.approx(0.89 / 0.68)
    assert round(0.89 / 0.68, 2) == 1.31
    live.apply(after)
    assert live.evaluate().outputs["used"] == pytest.approx(2.09, abs=0.005)
    assert round(feedback.SCENARIOS[after]["reviews"] / feedback.SCENARIOS[before]["reviews"], 1) == 1.6
    live.apply(feedback.OPENING)


def test_twelve_a_day_follow_from_four_in_2_6_hours():
    assert round(8 / (2.6 / 4)) == feedback.SCENARIOS[feedback.OPENING]["reviews"]


def test_limits_are_those_of_amdahl_and_jones():
    """Jones prints 2 % and 50 % at an elasticity of one half, which is 1/(1 - share)."""
    lines = feedback.limits_table().splitlines()[2:]
    assert [line.split(" | ")[2] for line in lines] == ["+12.4%", "+2.0%", "+50.0%"]
    assert [line.split(" | ")[3].strip(" |") for line in lines] == [
        f"{(1 - share) ** -0.25 - 1:+.1%}" for share in (0.11, 0.02, 1 / 3)
    ]


# --- the picture


@pytest.mark.parametrize("waiting", [0, 0.01, 0.2, 0.95, 1])
@pytest.mark.parametrize("speed", feedback.SPEEDS.values())
def test_the_loops_fill_the_time_of_one(live, waiting, speed):
    state = said(live, waiting=waiting, speed=speed)
    rows, time = state.tables["loops"], state.outputs["loop_time"]
    turn, end = rows["turn"][rows["shown"]], rows["end"][rows["shown"]]
    if time < 1 / feedback.LOOPS:
        assert len(end) == 0  # too thin to be drawn one by one
        return
    assert end[-1] == pytest.approx(max(1, time))
    assert len(end) == int(np.ceil(max(1, time) / time - 1e-9))
    starts = np.concatenate([[0], end[:-1]])
    assert_allclose((end - starts)[:-1], time)
    assert (starts <= turn).all()
    assert (turn <= end + 1e-12).all()
    assert_allclose((end - turn)[:-1], waiting, atol=1e-12)
    assert max(end) <= feedback.SPAN


def test_the_curve_is_the_outputs_and_turns_where_review_binds(live):
    state = said(live)
    rows = state.tables["curve"]
    assert rows["agents"].min() == 1
    assert rows["agents"].max() == feedback.MOST
    kink = rows["agents"][-1]
    assert_allclose([kink, rows["used"][-1], rows["made"][-1]], [12 / (100 / 20.8), 12, 12])
    for made, used, agents in zip(rows["made"], rows["used"], rows["agents"], strict=True):
        assert_allclose([made, used], counted(**{**START, "agents": agents}))


def test_everything_stays_on_the_picture_and_names_keep_their_distance(live):
    gap = np.log10(feedback.HIGHEST / feedback.LOWEST) * feedback.LINE / (feedback.LOWER - feedback.UPPER)
    shares, reviews = (0, 0.01, 0.5, 1), feedback.REVIEWS.values()
    for waiting, speed, share, read in itertools.product((0, 0.2, 1), feedback.SPEEDS.values(), shares, reviews):
        tables = said(live, waiting=waiting, speed=speed, review_share=share, reviews=read).tables
        for column in ("made", "used"):
            assert tables["curve"][column].min() >= feedback.LOWEST
            assert tables["curve"][column].max() <= feedback.HIGHEST * (1 + 1e-12)
        labels = tables["labels"]
        assert labels["shown"].sum() == (3 if share else 2)
        heights = np.sort(np.log10(labels["at"][labels["shown"]]))
        assert (np.diff(heights) >= gap - 1e-9).all()
        assert heights.max() <= np.log10(feedback.HIGHEST) + 1e-9
        at = dict(zip(labels["name"], labels["at"], strict=True))
        assert at["used"] < at["made"]


def test_the_numbers_to_read_are_the_outputs(live):
    rows = said(live, agents=30).tables["numbers"]
    [i] = np.flatnonzero(rows["agents"] == 30)
    found = said(live, agents=30).outputs
    assert [rows[name][i] for name in ("made", "used", "unread")] == [found[n] for n in ("made", "used", "unread")]


def test_the_bars_are_todays_loop_and_the_loops_then(live):
    bars = said(live, speed=5.0).tables["bars"]
    assert_allclose(bars["start"], [0, 0.8, 0, 0])
    assert_allclose(bars["end"], [0.8, 1, 1, 0.16])
    assert bars["top"].tolist() == [feedback.BARS[0]] * 2 + [feedback.BARS[1]] * 2
    assert_allclose(said(live, speed=1 / 1.19, waiting=0).tables["bars"]["end"], [1, 1, 1.19, 1.19])


@pytest.mark.parametrize(
    ("changes", "seen"),
    [
        ({}, {"doing": "doing 80%", "waiting": "waiting 20%", "takes": "one loop: 21% of its old time"}),
        ({}, {"unread": "36 unread", "many_unread": True, "is_read": True, "room_for_today": True, "readable": 12}),
        ({"reviews": 48.0}, {"unread": "0.1 unread", "many_unread": False}),
        ({"reviews": 0.5}, {"room_for_today": False, "used": 0.5}),
        ({"review_share": 0}, {"is_read": False, "readable": feedback.HIGHEST, "unread": "0.0 unread"}),
        ({"speed": 1 / 1.19, "waiting": 0}, {"last": 1.19, "takes": "one loop: 119% of its old time"}),
    ],
)
def test_the_pictures_say_what_the_outputs_are(live, changes, seen):
    state = said(live, **changes)
    here = {name: column[0] for name, column in state.tables["here"].items()}
    assert {name: here[name] for name in seen} == seen | {k: pytest.approx(v) for k, v in seen.items() if k == "last"}
    assert (here["made"], here["time"]) == (state.outputs["made"], state.outputs["loop_time"])
    assert here["between"] ** 2 == pytest.approx(here["used"] * here["made"])


# --- words


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "With doing 100 times as fast, a loop takes 21% of its old time and turns 4.81 times as fast; were the"),
        ({}, "10 in parallel make 48.08, people can let 12.00 through, and 36.08 wait for a reader: beyond 2.5 in"),
        ({"speed": 1.0}, "Doing is as fast as it was, and a loop takes the time it took. In the time of one old loop"),
        ({"speed": 1 / 1.19, "waiting": 0}, "With doing slowed to 0.84 of its speed, a loop takes 119%"),
        ({"waiting": 0}, "turns 100.00 times as fast, for there is nothing to wait for. In"),
        ({"waiting": 1}, "The loop is nothing but waiting, and however fast the doing, it takes the time it took. In"),
        ({"review_share": 0}, "10 in parallel make 48.08, and all is used, for no person need look."),
        ({"agents": 1}, "one makes 4.81, and all is used: people could let 12.00 through."),
        ({"speed": 1.0, "agents": 1, "reviews": 1.0}, "one makes 1.00, which is just what people can let through."),
        ({"reviews": 0.5}, "48.08, people can let 0.50 through, and 47.58 wait for a reader: a second adds nothing."),
        ({"waiting": 0, "agents": 100}, "100 in parallel make 10,000.00, people can"),
    ],
)  # fmt: skip
def test_the_sentence_says_what_the_picture_shows(live, changes, words):
    assert words in said(live, **changes).sentence


# --- goals


def progress(live, **changes):
    return said(live, **changes).progress


def test_a_tenth_of_the_time_takes_less_waiting_too(live):
    assert progress(live)[0] == 0
    assert 0 < progress(live, speed=20.0)[0] < 1
    assert progress(live, waiting=0)[0] == 0
    assert progress(live, speed=20.0, waiting=0.05)[0] == 1
    assert progress(live, speed=20.0, waiting=0.06)[0] < 1
    assert progress(live, speed=10.0, waiting=0)[0] < 1


def test_all_used_takes_more_reading_and_less_that_is_read(live):
    assert 0 < progress(live)[1] < 0.3
    assert progress(live, reviews=24.0, review_share=0.4)[1] >= 1
    assert max(progress(live, reviews=r)[1] for r in feedback.REVIEWS.values()) < 1
    assert max(progress(live, review_share=v)[1] for v in np.linspace(0, 1, 101)) < 1
    for unfair in ({"agents": 1}, {"speed": 1.0}, {"waiting": 1}, {"review_share": 0}):
        assert progress(live, **unfair)[1] < 1


# --- sources


def test_every_value_has_a_source_or_is_assumed():
    sources = [source for known in feedback.SCENARIOS.sources.values() for source in known.values()]
    for source in [*sources, *(source for _, source in feedback.PARTS.values())]:
        assert source == "assumed" or re.search(rf"@\w+\{{{source},", BIBLIOGRAPHY), source


# --- the page computes what numpy computes


def test_traced_is_numpy():
    """Over every corner and stop, and a seeded thousand of settings between."""
    parameters = feedback.parameters()
    stops = [list(q.stops.values()) if q.stops else [*q.range, np.mean(q.range)] for q in parameters]
    corners = [list(each) for each in itertools.product(*(s[:: max(1, len(s) // 3)] for s in stops))]
    random = np.random.default_rng(4)
    between = [random.choice(s, 1000) if q.stops else random.uniform(*q.range, 1000)
               for q, s in zip(parameters, stops, strict=True)]  # fmt: skip
    rows = np.concatenate([np.array(corners), np.array(between).T])
    settings = dict(zip([q.name for q in parameters], rows.T, strict=True))
    formula = feedback.model.reviewed_throughput

    def pictures(p):
        """What the pictures draw, in numbers."""
        tables = {
            "loop": feedback._loops(p, {"place": 3.0}, None),
            **{f"bar{i}": feedback._bars(p, {"place": i}, None) for i in range(4)},
            "kink": feedback._curve(p, {"along": 2 * feedback.MOST}, formula),
            "here": feedback._here(p, {}, formula),
        }
        made = {f"{table}_{name}": value for table, row in tables.items() for name, value in row.items()}
        numbers = {name: value for name, value in made.items() if name not in WORDS}
        return {name: np.where(value, 1.0, 0.0) if name in FLAGS else value for name, value in numbers.items()}

    def function(**p):
        return feedback.outputs(p) | pictures(p) | {"at": feedback._labels(p, {"place": 1.0}, formula)["at"]}

    found = evaluate(function, **settings)
    labels = [feedback._labels(dict(zip(settings, row, strict=True)), {"place": 1}, formula) for row in rows]
    expected = feedback.outputs(settings) | pictures(settings) | {"at": np.array([label["at"] for label in labels])}
    assert set(found) == set(expected)
    for name, values in expected.items():
        assert_allclose(found[name], values, rtol=1e-9, atol=1e-12, err_msg=name)


#: Columns that are true or false, and columns of words.
FLAGS = {"loop_shown", "here_is_read", "here_room_for_today", "here_many_unread"}
WORDS = {"here_doing", "here_waiting", "here_takes", "here_unread"}


@given(st.floats(0, 1), st.sampled_from([*feedback.SPEEDS.values()]), st.floats(0, 1))
def test_more_of_anything_never_uses_less(waiting, speed, share):
    p = {"waiting": waiting, "speed": speed, "agents": 10.0, "review_share": share, "reviews": 12.0}
    used = feedback.outputs(p)["used"] * (1 - 1e-12)
    for name, value in {"speed": speed * 2, "agents": 15.0, "reviews": 16.0, "review_share": share / 2}.items():
        assert feedback.outputs({**p, name: value})["used"] >= used


def test_a_changed_formula_changes_the_model():
    def generous(agents, rate, review_share, reviews):
        return agents * rate * (1 - review_share / 2)

    found = feedback.explore(generous)
    assert found.untraced == ""
    assert found.used == pytest.approx(found.made / 2)
