"""The explorer's outputs against the models, its samples against what is expected, its words, goals and sources."""

import itertools
import re
from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scarce.explorers import judgment
from scarce.models.judgment import expected_best, overlap_bounds, selection_gain, team_accuracy
from vega import evaluate

BIBLIOGRAPHY = (Path(__file__).parents[3] / "chapters" / "references.bib").read_text(encoding="utf-8")
MACHINE = {"accuracy": 0.42, "machine": 0.6}


@pytest.fixture(scope="module")
def live():
    return judgment.explore(ask=True)


def said(live, **changes):
    return live.evaluate(**{**live._model.defaults, **changes})


def test_it_is_traced(live):
    assert live.untraced == ""


@pytest.mark.parametrize("scenario", judgment.SCENARIOS)
def test_outputs_are_the_models(live, scenario):
    live.apply(scenario)
    p, found = live.params, live.evaluate().outputs
    team = team_accuracy(p["accuracy"], p["machine"], p["overlap"]) if p["accuracy"] < 1 else 1
    gain = lambda accuracy: selection_gain(p["options"], accuracy, p["spread"])  # noqa: E731 - a shorthand
    expected = {"team": team, "gain": gain(team), "perfect_gain": gain(1), "machine_gain": gain(p["machine"])}
    assert_allclose([found[name] for name in expected], list(expected.values()), rtol=1e-9)
    assert_allclose(found["added"], gain(team) - gain(p["machine"]), atol=1e-9)


def test_what_the_reader_finds(live):
    for million in (1, 10**6):
        assert said(live, options=million, accuracy=0).outputs["gain"] == 0
    assert said(live, options=1, accuracy=1).outputs["gain"] == 0
    few, many = (said(live, options=n).outputs["gain"] for n in (10, 100))
    assert_allclose((many - few) / 0.5, 0.97, atol=0.005)  # Harter 1961: 2.50759 - 1.53875
    assert_allclose(said(live, accuracy=1).outputs["gain"], 2 * said(live, accuracy=0.5).outputs["gain"])


def test_knowledge_lifts_all_and_no_lead(live):
    plain, wise = said(live), said(live, knowledge=1.5)
    assert wise.outputs == plain.outputs
    for table in ("dots", "records"):
        assert_allclose(wise.tables[table]["worth"], plain.tables[table]["worth"] + 1.5)


def test_a_thousand_is_worth_about_twice_ten(live):
    """The guess's answer, against Harter's 1.53875 for ten and the definition for a thousand."""
    answer = live.extras["guess"]["answer"]
    x = np.linspace(-9, 9, 100_001)
    below = np.concatenate([[0], np.cumsum((np.exp(-(x[1:] ** 2) / 2) + np.exp(-(x[:-1] ** 2) / 2)) / 2)])
    thousand = np.diff((below / below[-1]) ** 1000) @ ((x[1:] + x[:-1]) / 2)
    assert_allclose(answer, thousand / 1.53875, rtol=1e-4)


def test_a_structured_interview_of_ten_is_an_unstructured_one_of_1800():
    """As the chapter says."""
    good, poor = (judgment.VALIDITY[f"{kind} interview"][0] for kind in ("structured", "unstructured"))
    assert_allclose(poor * expected_best(1800), good * expected_best(10), rtol=0.003)


def test_hit_rates_in_the_table():
    table = judgment.hit_rates_table()
    assert "| drawing lots | 0.00 | 50% | 10% |" in table
    random = np.random.default_rng(3)
    score, rest = random.standard_normal((2, 2_000_000))
    worth = 0.42 * score + np.sqrt(1 - 0.42**2) * rest
    taken = score > np.quantile(score, 0.8)
    assert round(100 * (worth[taken] > 0).mean()) == 74
    assert "| structured interview | 0.42 {cite}`sackett2022` | 74% | 28% |" in table


# --- samples


def test_samples_are_seeded_and_standard_normal():
    drawn = judgment.samples()
    scores, rests = (np.concatenate([first[i] for first, _ in drawn]) for i in (0, 1))
    for values in (scores, rests):
        assert abs(values.mean()) < 3 / np.sqrt(len(values))
        assert abs(values.std() - 1) < 3 / np.sqrt(2 * len(values))
    assert abs(np.corrcoef(scores, rests)[0, 1]) < 3 / np.sqrt(len(scores))
    judgment.samples.cache_clear()
    assert all(
        (a == b).all() for x, y in zip(drawn, judgment.samples(), strict=True) for a, b in zip(x, y, strict=True)
    )


@pytest.mark.parametrize("options", [1, 2, 7, 50, 100])
def test_the_pick_is_the_dot_with_the_highest_score(live, options):
    for sample in (1, 2, judgment.SAMPLES):
        state = said(live, options=options, sample=sample)
        dots = state.tables["dots"]
        there = dots["there"]
        assert there.sum() == options
        best = np.argmax(dots["score"][there])
        assert_allclose(state.outputs["pick"], dots["worth"][there][best], atol=1e-12)
        records = state.tables["records"]
        [mark] = np.flatnonzero(records["shown"] & records["picked"])
        assert_allclose(records["worth"][mark], state.outputs["pick"], atol=1e-12)
        assert_allclose(records["at"], np.clip(records["worth"], judgment.LOWEST, judgment.HIGHEST))


@pytest.mark.parametrize("options", [1, 10, 1000, 10**6])
@pytest.mark.parametrize("accuracy", [0, 0.5, 1])
def test_samples_average_what_is_expected(live, options, accuracy):
    """Within three standard errors; a single draw varies by no more than the spread."""
    state = said(live, options=options, accuracy=accuracy)
    assert abs(state.outputs["average_pick"] - state.outputs["gain"]) < 3 / np.sqrt(judgment.SAMPLES)
    records = state.tables["records"]
    assert_allclose(records["worth"][records["picked"]].mean(), state.outputs["average_pick"], atol=1e-12)


# --- two judges


@pytest.mark.parametrize("person", [0, 0.3, 0.9, 1])
@pytest.mark.parametrize("machine", [0, 0.3, 0.6, 1])
def test_two_judges_are_never_worse_than_the_better_one(person, machine):
    teams = []
    for overlap in np.linspace(0, 0.95, 20):
        p = {"accuracy": float(person), "machine": float(machine), "overlap": overlap}
        used, team = judgment._together(p)
        low, high = overlap_bounds(person, machine)
        assert low - 1e-4 <= used <= high + 1e-4
        assert max(person, machine) - 1e-9 <= team <= 1
        teams.append(team)
    assert (np.diff(teams) <= 1e-9).all()


def test_the_person_adds_nothing_where_the_machine_sees_the_same(live):
    live.apply("the machine judges better (reversed)")
    assert_allclose(live.evaluate().outputs["added"], 0, atol=1e-9)
    assert live.evaluate(overlap=0.4).outputs["added"] > 0.05
    assert_allclose(live.evaluate(overlap=0.95).outputs["added"], 0, atol=1e-9)


# --- words


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Out of 1,000 options the judge can expect to pick one worth 1.62 more than the average; perfect"),
        ({"options": 1}, "With one option there is nothing to pick"),
        ({"accuracy": 0}, "picking one of 1,000 is drawing lots"),
        ({"knowledge": 1.5}, "lifts all options by 1.5, and nobody’s lead."),
        ({**MACHINE, "overlap": 0.7}, "the person adds 0.00, for it sees all that the person sees."),
        ({**MACHINE, "overlap": 0.2}, "person and machine together can expect"),
        ({"accuracy": 0.6, "machine": 0.3, "overlap": 0.5}, "and the machine nothing, for the person sees all"),
        ({"accuracy": 0.9, "machine": 0.9}, "Two judges so good overlap by 0.62 at least."),
        ({**MACHINE, "overlap": 0.9}, "Beyond an overlap of 0.70 the weaker of the two has nothing left to lose."),
        ({"sample": 2}, "In sample 2 the pick comes to"),
    ],
)
def test_the_sentence_says_what_the_picture_shows(live, changes, words):
    assert words in said(live, **changes).sentence


def test_names_at_the_right_keep_their_distance(live):
    for accuracy, machine in itertools.product((0, 0.5, 0.55, 1), (0, 0.5, 1)):
        rows = said(live, accuracy=accuracy, machine=machine).tables["labels"]
        heights = np.sort(rows["at"][rows["visible"]])
        gap = (judgment.HIGHEST - judgment.LOWEST) * judgment.LINE / judgment.HEIGHT
        assert len(heights) == (5 if machine else 3)
        assert (np.diff(heights) >= gap - 1e-9).all()
    assert "perfect ↑" in said(live, spread=1.5).tables["labels"]["text"]


def test_what_is_said_at_this_number_of_options(live):
    def marks(**changes):
        state = said(live, **changes)
        return {name: column[0] for name, column in state.tables["here"].items()}, state.outputs

    found, out = marks()
    assert (found["drawn"], found["says"]) == ("100 of 1,000 options", "+1.62")
    assert_allclose([found[name] for name in ("alone", "pick", "between")], [0, out["gain"], out["gain"] / 2])
    assert_allclose(found["average"], out["average_pick"])
    assert found["room"]
    assert [marks(options=n)[0]["drawn"] for n in (1, 2, 100)] == ["one option", "2 options", "100 options"]
    assert marks(spread=1.5, accuracy=1, options=10**6)[0]["pick"] == judgment.HIGHEST
    found, out = marks(machine=0.3, options=10**5, knowledge=1)
    assert_allclose([found["alone"], found["pick"]], [1 + out["machine_gain"], 1 + out["gain"]])
    assert out["added"] > 0.45
    assert not found["room"]


# --- goals


def progress(live, scenario, **changes):
    start = live._model.defaults | judgment.SCENARIOS[scenario]
    return live.evaluate(**{**start, **changes}).progress


def test_two_weak_judges_double_the_gain_and_one_cannot(live):
    start = "unstructured interview"
    assert progress(live, start)[0] == pytest.approx(0.5)
    assert progress(live, start, accuracy=0.3, machine=0.3)[0] >= 1
    assert progress(live, start, accuracy=0.3, machine=0.3, overlap=0.5)[0] < 1
    assert progress(live, start, accuracy=0.3)[0] < 1
    for unfair in ({"accuracy": 0.5}, {"options": 10**6}, {"spread": 1.5}):
        assert progress(live, start, **unfair)[0] < 1


def test_a_person_can_be_made_worthless_and_not_by_hiding(live):
    start = judgment.OPENING
    assert progress(live, start)[1] == pytest.approx(0)
    assert progress(live, start, machine=0.6)[1] < 1
    assert progress(live, start, machine=0.6, overlap=0.84)[1] == 1
    assert progress(live, start, machine=0.51, overlap=0.95)[1] < 1.0 + 1e-12
    for unfair in ({"accuracy": 0}, {"options": 1}, {"machine": 1}):
        assert progress(live, start, **unfair)[1] < 1


# --- sources


def test_every_value_has_a_source_or_is_assumed():
    for sources in judgment.SCENARIOS.sources.values():
        for source in sources.values():
            assert source == "assumed" or re.search(rf"@\w+\{{{source},", BIBLIOGRAPHY), source


# --- the page computes what numpy computes


def test_traced_is_numpy(live):
    """Over the corners of the parameters and a seeded thousand of settings between."""
    names = [parameter.name for parameter in judgment.parameters()]
    ends = [list(q.stops.values())[:: len(q.stops) - 1] if q.stops else q.range for q in judgment.parameters()]
    random = np.random.default_rng(5)
    between = [random.choice(list(judgment.OPTIONS.values()), 1000)]
    between += [random.uniform(low, high, 1000) for low, high in ends[1:]]
    sample = names.index("sample")
    between[sample] = np.round(between[sample])
    rows = np.concatenate([np.array([*itertools.product(*ends)]), np.array(between).T])
    settings = dict(zip(names, rows.T, strict=True))

    def function(**p):
        marks = judgment.here(p, {}, selection_gain)
        heights = {f"height of {name}": marks[name] for name in ("alone", "pick", "between", "average")}
        return {**judgment.outputs(p), **heights, "room": np.where(marks["room"], 1.0, 0.0)}

    found = evaluate(function, **settings)
    expected = function(**settings)
    assert set(found) == set(expected)
    for name, values in expected.items():
        assert_allclose(found[name], values, rtol=1e-9, atol=1e-9, err_msg=name)


def test_a_changed_formula_changes_the_model():
    blind = judgment.explore(lambda options, accuracy, spread: accuracy * spread * expected_best(options) / 2)
    assert blind.untraced == ""
    assert_allclose(blind.gain, judgment.explore().gain / 2)
