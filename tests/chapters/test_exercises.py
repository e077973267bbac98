"""Each chapter asks, and what its solutions say is so."""

import doctest
import re

import numpy as np
import pytest
from corners import opened
from pages import TABLE, exposure, job, looks_at_the_top, tenths, text, top_mean, tower
from scarce.explorers import (
    bottleneck,
    budget,
    compounding,
    excellence,
    feedback,
    judgment,
    middle,
    purpose,
    tasks,
    trust,
    value,
    week,
)
from scarce.models.excellence import lifted_quality, mean_premium, premium, priced_out
from scarce.models.feedback import loop_speedup
from scarce.models.hierarchy import pay_ratio, rank_correlation, remaining_value
from scarce.models.middle import hump, layer
from scarce.models.tasks import novelty
from scarce.models.trust import trials_to_vouch
from scarce.models.value import cost_shares
from scarce.site.exercises import KINDS

#: The chapters that ask, in the order of the book.
CHAPTERS = ["bottleneck", "executors", "tasks", "purpose", "scarcity", "excellence", "hierarchy", "middle"]
CHAPTERS += ["judgment", "moats", "compounding", "architect"]
_EXERCISE = re.compile(r"^:::\{exercise\} (\w+)\n:label: (\S+)\n(.*?)^:::$", re.DOTALL | re.MULTILINE)
_SOLUTION = re.compile(r"^:::\{solution\} (\S+)\n:class: dropdown\n(.*?)^:::$", re.DOTALL | re.MULTILINE)
_QUESTION = re.compile(r"^::::\{admonition\}[^\n]+\?\n:class: quiz\n(.*?)^::::$", re.DOTALL | re.MULTILINE)
_REASON = re.compile(r"^:::\{dropdown\}[^\n]+\n(Yes|No)\b(.*?)^:::$", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"^```pycon\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_it_has_exercises_of_every_kind_each_with_its_solution(chapter):
    exercises = [(kind, label) for kind, label, _ in _EXERCISE.findall(text(chapter))]
    assert {kind for kind, _ in exercises} == set(KINDS)
    assert [label for label, _ in _SOLUTION.findall(text(chapter))] == [label for _, label in exercises]
    assert all(label.startswith(f"{chapter}-{kind}") for kind, label in exercises)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_it_has_questions_with_a_reason_to_each_answer(chapter):
    questions = [_REASON.findall(question) for question in _QUESTION.findall(text(chapter))]
    assert len(questions) >= 2
    for reasons in questions:
        assert sorted(verdict for verdict, _ in reasons) == ["No"] * (len(reasons) - 1) + ["Yes"]
        assert all(len(reason.split()) >= 5 for _, reason in reasons)
    # The right one is not always in the same place.
    assert len({[verdict for verdict, _ in reasons].index("Yes") for reasons in questions}) > 1


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_the_code_in_solutions_runs_and_prints_what_they_say(chapter):
    solutions = dict(_SOLUTION.findall(text(chapter)))
    programs = [label for kind, label, _ in _EXERCISE.findall(text(chapter)) if kind == "code"]
    assert all("from scarce.models" in solutions[label] and _CODE.search(solutions[label]) for label in programs)
    for label, solution in solutions.items():
        told = []
        for code in _CODE.findall(solution):
            examples = doctest.DocTestParser().get_doctest(code, {}, label, chapter, 0)
            assert any(example.want for example in examples.examples), "it prints nothing that could be compared"
            doctest.DocTestRunner().run(examples, out=told.append)
        assert not told, "".join(told)


def handover(number, **changed):
    return opened(bottleneck).evaluate(**changed).outputs["handovers"][number][0]


def loop(name, **changed):
    return opened(feedback).evaluate(**changed).outputs[name]


def walk(name, **changed):
    return opened(tasks).evaluate(**changed).outputs[name]


def people(name, **changed):
    return opened(purpose).evaluate(**changed).outputs[name]


def judging(name, **changed):
    return opened(value).evaluate(**changed).outputs[f"judgment_{name}"]


#: Judgment gets cheap instead of execution.
REVERSED = {"cheaper": 0.0}


def skill(name, **changed):
    return opened(excellence).evaluate(**changed).outputs[name]


def cut(name, **changed):
    return opened(middle).evaluate(**changed).outputs[name]


PLUMBERS = "Plumbers, Pipefitters, and Steamfitters"
#: Half the adoption, and the drag that brings the rank correlation back.
HALF = {"adoption": 0.5, "kappa": 2.7}


def wage(title):
    return TABLE["median_wage"][TABLE["title"] == title][0]


def tower_ratio(kappa):
    return pay_ratio(TABLE["median_wage"] * (1 - TABLE["exposure_gpt4"]) ** kappa)


def layer_jobs(name, below=False):
    """Occupations of a layer; only those of the lower half by pay, if asked."""
    counted = layer(TABLE["soc"], TABLE["physical_share"]) == name
    return np.sum(counted & (TABLE["median_wage"] < np.median(TABLE["median_wage"])) if below else counted)


def level(adoption):
    """The drag at which lawyers and plumbers are paid the same."""
    remaining = (1 - adoption * exposure(PLUMBERS)) / (1 - adoption * exposure("Lawyers"))
    return np.log(wage("Lawyers") / wage(PLUMBERS)) / np.log(remaining)


def pick(name, scenario=judgment.OPENING, **changed):
    return opened(judgment, scenario=scenario).evaluate(**changed).outputs[name]


def record(name, scenario=trust.OPENING, **changed):
    return opened(trust, scenario=scenario).evaluate(**changed).outputs[name]


def growth(name, **changed):
    return opened(compounding, scenario="harder, as for chips").evaluate(**changed).outputs[name]


def hours(name, **changed):
    return opened(week).evaluate(**changed).outputs[name]


def split(name, **changed):
    return opened(budget).evaluate(**changed).outputs[name]


def level_after(trials, rival_rate):
    """When such a rival draws level with a record of so many trials at 95 %."""
    return record("level_after", trials=trials, rate=0.95, rival_trials=10, rival_rate=rival_rate)


def ruler_falls_short(months):
    """Against doubling every seven months: by how much the tangent is too low so many months ahead."""
    x = np.log(2) * months / 7
    return 1 - (1 + x) / np.exp(x)


SECRET = "only you know"
CHAT, INTERVIEW = "unstructured interview", "structured interview"
REPLACED = "the machine judges better (reversed)"
STORES = {"headroom_hardware": 2, "headroom_energy": 3, "headroom_tasks": 4}
#: Numbers in questions and solutions: the chapter, its words, and what the number is.
CLAIMS = [
    ("bottleneck", "The handover comes after {:.1f} years instead of", lambda: handover(0, execution=1.5)),
    ("bottleneck", "years instead of {:.1f}. All that", lambda: handover(0)),
    ("bottleneck", "Execution hands over to hardware after {:.1f} years", lambda: handover(0, **STORES)),
    ("bottleneck", "hardware to energy after {:.1f}, energy", lambda: handover(1, **STORES)),
    ("bottleneck", "energy to tasks after {:.1f}. Each", lambda: handover(2, **STORES)),
    ("bottleneck", "or {:.2f} years. As", lambda: np.log(3) / np.log(2 / 1.05)),
    ("bottleneck", "or {:.1f}, for every", lambda: 3 * 1.05**10),
    ("executors", "loop turns {:.1f} times as fast instead of", lambda: 1 / (0.8 / 100 + 0.2 / 2)),
    ("executors", "times as fast instead of {:.1f}. The ceiling", lambda: loop("turns")),
    ("executors", "That turns 4.8 into {:.1f}. Doing", lambda: loop_speedup(0.2, 1000)),
    ("executors", "which came to {:.1f} times what it was.", lambda: 2.09 * 0.68 / 0.89),
    ("executors", "At 25 people can let {:.2f} through", lambda: loop("reviewable", review_share=0.25)),
    ("executors", "through and {:.2f} are made", lambda: loop("made")),
    ("executors", "the agents make {:.2f}. The", lambda: loop("made", speed=50)),
    ("executors", "the turns fall only from {:.2f} to", lambda: loop("turns")),
    ("executors", "to {:.2f}, since most", lambda: loop("turns", speed=50)),
    ("executors", "{:.0f} for a fifth", lambda: 9 * 0.8 / 0.2),
    ("executors", "and {:.0f} for a twentieth", lambda: 9 * 0.95 / 0.05),
    ("tasks", "After 100 trials the goal-chaser is at {:.1f} cells", lambda: walk("nearest_objective", trials=100)),
    ("tasks", "and the other at {:.1f}; you cut", lambda: walk("nearest_novelty", trials=100)),
    ("tasks", "After 400 both are at {:.1f}: no", lambda: walk("nearest_objective", trials=400)),
    ("tasks", "After 400 both are at {:.1f}: no", lambda: walk("nearest_novelty", trials=400)),
    ("tasks", "Novelty arrives in trial {:.0f}, and the other never", lambda: walk("arrived_novelty")),
    ("tasks", "count of places, {:.0f} against", lambda: walk("tried_objective", trials=100)),
    ("tasks", "against {:.0f} and then", lambda: walk("tried_novelty", trials=100)),
    ("tasks", "and then {:.0f} against", lambda: walk("tried_objective", trials=400)),
    ("tasks", "against {:.0f}: one project", lambda: walk("tried_novelty", trials=400)),
    ("purpose", "Where both rise together {:.0%} of", lambda: people("people_leading", tasks=0.14, purposes=0.14)),
    ("purpose", "Output is {:.1f} times as large", lambda: people("output", tasks=0.14, purposes=0.14)),
    ("purpose", "{:.1%} in the first year, 7.8", lambda: people("pace_always")),
    ("purpose", "{:.1%} in the tenth. The same", lambda: growth_asked(9)),
    ("purpose", "and {:.1%} in the tenth. With", lambda: growth_asked(9)),
    ("purpose", "By then they do {:.0%} of", lambda: people("automated")),
    ("purpose", "they do {:.0%} of the executing; or", lambda: people("automated", automation=0.025)),
    ("purpose", "then {:.0%} are idle", lambda: people("worst", leading=0.8)),
    ("purpose", "idle in year {:.0f}. Both", lambda: people("worst_year", leading=0.8)),
    ("purpose", "it ends at {:.1f} times today's", lambda: people("output", automation=0.025)),
    ("purpose", "it ends at {:.1f} times today's", lambda: people("output", leading=0.8)),
    ("purpose", "at the opening takes {:.1f}.", lambda: people("enough")),
    ("scarcity", "grows, from {:.0f} to 27", lambda: 100 * judging("share", demand=0.5)),
    ("scarcity", "grows, from 19 to {:.0f}", lambda: 100 * judging("share", demand=0.5, price=0.01)),
    ("scarcity", "It stays at {:.0f} Yes", lambda: 100 * judging("money", demand=0.5, price=0.01)),
    ("scarcity", "tenth of the price the share is still {:.0%}", lambda: judging("share", weight=0.9)),
    ("scarcity", "Judgment's money opens at {:.1f}.", lambda: 100 * judging("money", **REVERSED)),
    ("scarcity", "At σ = 1.5 it is {:.1f}:", lambda: 100 * judging("money", sigma=1.5, **REVERSED)),
    ("scarcity", "At ε = 3 it is {:.1f}.", lambda: 100 * judging("money", demand=3, **REVERSED)),
    ("scarcity", "output costs {:.0%} of what", lambda: opened(value).evaluate(**REVERSED).outputs["output_price"]),
    ("scarcity", "it is {:.0%} for σ = 0", lambda: 1 - 1 / 1.4),
    ("scarcity", "{:.1%} for ½", lambda: (1 - 1 / 1.4) ** 2),
    ("scarcity", "and {:.2%} for ¾", lambda: (1 - 1 / 1.4) ** 4),
    ("excellence", "too, from {:.2f} to 1.67", lambda: top_mean(0)),
    ("excellence", "from 2.67 to {:.2f} to .67", lambda: top_mean(1)),
    ("excellence", "would have {:.0%} of the old total", lambda: skill("top_share")),
    ("excellence", "of the old total in place of {:.0f}, which", lambda: 100 * skill("top_share", b=0)),
    ("excellence", "which is {:.1f} times as much", lambda: skill("top_share") / skill("top_share", b=0)),
    ("excellence", "come down to {:.0%} of what", lambda: skill("kept", b=1.3)),
    ("excellence", "it takes all of {:.1%}.", lambda: skill("kept", b=3)),
    ("excellence", "worst tenth shrinks to {:.0%} at", lambda: skill("gap", b=1)),
    ("excellence", "or {:.2f}. Taking", lambda: skill("delivered", b=1)),
    ("hierarchy", "By {:.0%}, their exposure", lambda: exposure("Lawyers")),
    ("hierarchy", "pay near the top is {:.0f} times pay", lambda: tower_ratio(3)),
    ("hierarchy", "near the bottom, up from {:.0f}.", lambda: tower_ratio(0)),
    ("hierarchy", "{:.0f} of its 101 occupations", lambda: layer_jobs("hands-on", below=True)),
    ("hierarchy", "of its {:.0f} occupations", lambda: layer_jobs("hands-on")),
    ("hierarchy", "gives .{:.0f} in place of", lambda: 100 * tower("rank_correlation", **HALF)),
    ("hierarchy", "in place of .{:.0f}. Twice", lambda: 100 * tower("rank_correlation")),
    ("hierarchy", "Developers keep {:.0%} of their pay", lambda: 1 - exposure("Software Developers")),
    ("hierarchy", "come to place {:.0f}; now", lambda: tower("job_then", job=job("Software Developers"))),
    ("hierarchy", "now they keep {:.0%} and", lambda: (1 - exposure("Software Developers") / 2) ** 2.7),
    ("hierarchy", "come to place {:.0f}. One", lambda: tower("job_then", job=job("Software Developers"), **HALF)),
    ("hierarchy", "Lawyers are paid {:,.0f} dollars", lambda: wage("Lawyers")),
    ("hierarchy", "for plumbers it is {:,.0f} and .08", lambda: wage(PLUMBERS)),
    ("hierarchy", "rates .{:.0f} of their work", lambda: 100 * exposure("Lawyers")),
    ("hierarchy", "and .{:02.0f}. From", lambda: 100 * exposure(PLUMBERS)),
    ("hierarchy", "{:.1f} at full adoption", lambda: level(1)),
    ("hierarchy", "and {:.1f} at a quarter", lambda: level(0.25)),
    ("middle", "The mean of {:.1f} points", lambda: 100 * cut("hump", reading=2)),
    ("middle", "and −{:.1f} is above", lambda: -100 * cut("hump", reading=2, measure=1)),
    ("middle", "the hump, {:.1f} points", lambda: 100 * cut("hump", reading=2, measure=2)),
    ("middle", "points and {:.1f}. ", lambda: 100 * cut("hump", reading=2, measure=3)),
    ("middle", "it lost {:.1%} against", lambda: cut("middle", measure=2)),
    ("middle", "against {:.1f} at the top", lambda: 100 * cut("top", measure=2)),
    ("middle", "now loses {:.1%} against", lambda: cut("top", measure=2, span=1)),
    ("middle", "against {:.1f}. Where", lambda: 100 * cut("middle", measure=2, span=1)),
    ("middle", "second to fourth lose {:.0f} to 16", lambda: 100 * min(tenths("applicability_microsoft")[1:4])),
    ("middle", "lose 15 to {:.0%}, the seventh", lambda: max(tenths("applicability_microsoft")[1:4])),
    ("middle", "to ninth {:.0f} to 21", lambda: 100 * min(tenths("applicability_microsoft")[6:9])),
    ("middle", "18 to {:.0%}. While", lambda: max(tenths("applicability_microsoft")[6:9])),
    ("middle", "zone 4 loses {:.1%} and", lambda: cut("most_lost", reading=1)),
    ("middle", "zone 5 loses {:.1f}, yet", lambda: 100 * cut("top", reading=1)),
    ("middle", "wide middle down to {:.1f}.", lambda: 100 * cut("middle", reading=1)),
    ("judgment", "to the spread: {:.2f} instead", lambda: pick("gain", spread=0.5, knowledge=1.5)),
    ("judgment", "instead of {:.2f}. The", lambda: pick("gain")),
    ("judgment", "the same person adds {:.2f}, without", lambda: pick("added", REPLACED, overlap=0.3)),
    ("judgment", "structured interview gains {:.2f}.", lambda: pick("gain", INTERVIEW)),
    ("judgment", "2,500 options, for {:.2f}, since", lambda: pick("gain", CHAT, options=2500)),
    ("judgment", "1,000 bring only {:.2f};", lambda: pick("gain", CHAT, options=1000)),
    ("moats", "That takes {:.0f} trials instead", lambda: level_after(2000, 1)),
    ("moats", "trials instead of {:.0f}. Your", lambda: level_after(1000, 1)),
    ("moats", "takes {:.0f} trials, where 139", lambda: trials_to_vouch(0.975, 0.95)),
    ("moats", "you lead by {:.1f} points", lambda: 100 * record("lead", SECRET, knowledge=0.6)),
    ("moats", "you are behind by {:.1f}.", lambda: -100 * record("lead", SECRET, knowledge=0.55)),
    ("moats", "out you need {:,.0f}, as", lambda: shared(0.7)),
    ("moats", "point more it takes {:.0f}, with", lambda: shared(0.71)),
    ("moats", "with ten {:.0f}. In", lambda: shared(0.8)),
    ("moats", "failures it is {:.2f};", lambda: (1 - 0.05) / (0.5 * (1 - 0.1))),
    ("moats", "{:.1f} trials become 292", lambda: trials_to_vouch(0.95, 0.9)),
    ("compounding", "falls short by {:.0%}, with", lambda: ruler_falls_short(12)),
    ("compounding", "month to go by {:.1%}.", lambda: ruler_falls_short(1)),
    ("compounding", "stands at {:.0%} of its end", lambda: 2 ** (-36 / 7)),
    ("compounding", "What comes is {:.0f}. At", lambda: growth("end")),
    ("compounding", "he first says {:.0f}, at", lambda: growth("first_forecast", bias=0.5)),
    ("compounding", "at 0.45 he says {:.0f}. But", lambda: growth("first_forecast", bias=0.45)),
    # At 0.50 the first, 386 of 439, is itself one of those that are too low.
    ("compounding", "at 0.50, {:.0f} of the other nine are too low", lambda: growth("low", bias=0.5) - 1),
    ("compounding", "at 0.45 still {:.0f}. The first", lambda: growth("low", bias=0.45)),
    ("compounding", "as the last: {:.0%} longer", lambda: 2**0.2 - 1),
    ("compounding", "at −1, {:.0%} shorter", lambda: 1 - 2**-0.1),
    ("architect", "the best split is {:.0%} for options", lambda: split("best_share", accuracy=0.95)),
    ("architect", "with 0.30 it is {:.0%}.", lambda: split("best_share")),
    ("architect", "pick then gains {:.2f} instead", lambda: split("gain", price=0.1)),
    ("architect", "instead of {:.2f}. Most", lambda: split("best_gain", price=0.1)),
    ("architect", "these are {:.1f} at the opening", lambda: looks_at_the_top()),
    ("architect", "opening and {:.1f} where", lambda: looks_at_the_top(price=20)),
    ("architect", "sharp eye needs {:.1f}, so", lambda: looks_at_the_top(accuracy=0.95)),
]


def growth_asked(year, machines=0.15, leading=0.2):
    """By how much output must grow in the year after this one, from the work that a unit takes."""
    before, after = (1 - (1 - (1 - machines) ** t) * (1 - leading) for t in (year, year + 1))
    return before / after - 1


def shared(rate):
    """When you draw level at that rate, once the secret is out."""
    return record("level_after", SECRET, knowledge=0.6, holders=trust.HOLDERS["everyone"], rate=rate)


def said(words, number):
    """The words with the number as the book writes it: a space stands before the per cent."""
    return re.sub(r"(?<=\d)%", " %", words.format(number))


@pytest.mark.parametrize(("chapter", "words", "number"), CLAIMS, ids=[words for _, words, _ in CLAIMS])
def test_a_number_is_what_the_model_says(chapter, words, number):
    assert said(words, number()) in " ".join(text(chapter).split())


def test_answers_of_the_bottleneck_hold():
    outputs = opened(bottleneck).evaluate(execution=1.5).outputs
    assert outputs["output_at_horizon"] == pytest.approx(3 * 1.05**10)
    taken = [after for _, _, after in opened(bottleneck).evaluate(**STORES).outputs["handovers"]]
    assert taken == ["hardware", "energy", "tasks"]


@pytest.mark.parametrize(("speed", "share"), [(100, 0.24), (50, 0.25)])
def test_the_largest_share_of_executors_is_the_largest(speed, share):
    assert loop("unread", speed=speed, review_share=share) == 0
    assert loop("unread", speed=speed, review_share=share + 0.01) > 0


def test_answers_of_tasks_hold():
    """Ten walks that ended where you stand leave nothing new; outside a pocket that holds them all you are new."""
    pocket = [[0, 0]] * 10
    assert float(novelty([[0, 0]], [*pocket, [0, 0], [9, 9]])[0]) == 0
    assert float(novelty([[0, 3]], [*pocket, [0, -1], [0, 3]])[0]) >= 3
    assert walk("arrived_objective") == 0


@pytest.mark.parametrize("changed", [{"automation": 0.025}, {"leading": 0.8}])
def test_either_slider_of_purpose_is_enough_and_one_step_less_is_not(changed):
    assert people("displaced", **changed) < 0.01
    [(name, value)] = changed.items()
    assert people("displaced", **{name: value + (0.005 if name == "automation" else -0.05)}) > 0.01


@pytest.mark.parametrize(("sigma", "price"), [(0, 1 - 1 / 1.4), (0.5, (1 - 1 / 1.4) ** 2), (0.75, (1 - 1 / 1.4) ** 4)])
def test_judgment_doubles_its_share_at_the_price_derived(sigma, price):
    assert cost_shares([price, 1, 1, 1], [0.7, 0.1, 0.1, 0.1], sigma)[1] == pytest.approx(0.2)


def test_answers_of_scarcity_hold():
    """With half on execution no share more than doubles; a free one leaves a third; ε alone does not save judgment."""
    assert judging("limit", weight=0.5) / judging("today", weight=0.5) == pytest.approx(2)
    assert judging("limit", weight=0.9) == pytest.approx(1 / 3)
    assert judging("money", sigma=1.0, **REVERSED) == pytest.approx(0.1)
    assert max(judging("money", demand=demand, **REVERSED) for demand in np.linspace(0, 3, 61)) < 0.1


def test_answers_of_excellence_hold():
    """The tenth takes all from +1.3 on, and one of it earns nothing at +1.5; both readings keep the same distances."""
    assert skill("top_share", b=1.2, top=0.1) < 1 == skill("top_share", b=1.3, top=0.1)
    assert skill("your_premium", b=1.3, you=1.5) == pytest.approx(0.2)
    assert skill("your_premium", b=1.5, you=1.5) == 0
    people = np.linspace(-3, 3, 61)
    assert lifted_quality(people, 1.0) == pytest.approx(1 + premium(people, 1.0))
    lost = premium(people, 0.0) - premium(people, 1.0)
    assert lost[people >= 1] == pytest.approx(1)
    assert max(lost[people < 0.99]) < 1


def test_the_bell_leaves_those_who_still_earn_what_the_exercise_says():
    left = [f"{mean_premium(b) / (1 - priced_out(b)):.2f}"[1:] for b in range(4)]
    assert f"under the bell this mean is {', '.join(left)}." in text("excellence")


def test_answers_of_hierarchy_hold():
    """The same loss everywhere moves nobody; at half the adoption no drag comes nearer; level is what is paid alike."""
    assert rank_correlation(TABLE["median_wage"], remaining_value(TABLE["median_wage"], 0.9, 1, 3)) == pytest.approx(1)
    assert tower("job_today", job=job("Lawyers")) - tower("job_then", job=job("Lawyers")) == 2
    assert all(
        abs(tower("rank_correlation", adoption=0.5, kappa=kappa) - tower("rank_correlation")) > 0.01
        for kappa in (2, 2.6, 2.8)
    )
    lawyer, plumber = (remaining_value(wage(who), exposure(who), 0.25, level(0.25)) for who in ("Lawyers", PLUMBERS))
    assert lawyer == pytest.approx(plumber)


def test_answers_of_middle_hold():
    """A staircase has no hump; half the adoption halves one; raters differ more than the layers that they rate."""
    assert hump(0.1, 0.4, 0.5) == pytest.approx(-0.1)
    whole, half = (cut("hump", reading=2, measure=2, adoption=adoption) for adoption in (1, 0.5))
    assert half == pytest.approx(whole / 2)
    layers = {name: layer(TABLE["soc"], TABLE["physical_share"]) == name for name in ("managers", "desk", "hands-on")}
    assert all(TABLE["exposure_gpt4"][each].mean() > TABLE["exposure_human"][each].mean() for each in layers.values())


@pytest.mark.parametrize(("overlap", "machine"), [(0, 0.38), (0.5, 0.42)])
def test_a_machine_beside_a_chat_gains_what_the_interview_does_and_a_lesser_one_less(overlap, machine):
    gains = [pick("gain", CHAT, machine=m, overlap=overlap) for m in (machine, machine - 0.01)]
    assert gains[0] > pick("gain", INTERVIEW) - 1e-9 > gains[1]
    assert (pick("added", CHAT, machine=machine, overlap=overlap) < 1e-9) == (overlap == 0.5)


@pytest.mark.parametrize("changed", [{"options": 1e6}, {"spread": 1.5}])
def test_neither_pile_nor_stakes_bring_a_replaced_judge_back(changed):
    assert pick("added", REPLACED, **changed) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("trials", [1000, 2000])
def test_a_record_keeps_off_equals_for_as_long_as_it_is_and_the_worse_for_ever(trials):
    assert level_after(trials, 0.95) == trials
    assert level_after(trials, 0.9) == np.inf


def test_between_a_drag_of_one_and_none_the_ruler_is_too_low_and_the_compounder_too_high():
    """The one is right at a feedback of -1 and the other at 0; outside they err alike."""
    other = {"low": "high", "high": "low"}
    for phi, ruler, compounder in [(0.05, "low", "low"), (-0.5, "low", "high"), (-1.5, "high", "high")]:
        for bias, way in ((1, ruler), (0, compounder)):
            assert growth(way, feedback=phi, bias=bias) > 0 == growth(other[way], feedback=phi, bias=bias)
    for phi, bias in ((-1, 1), (0, 0)):
        assert growth("low", feedback=phi, bias=bias) == growth("high", feedback=phi, bias=bias) == 0


def test_a_forecast_that_is_right_at_first_is_not_so_later():
    """Between the two steps the first one passes what comes; of the others one is too high at the lower step."""
    first = [growth("first_forecast", bias=bias) for bias in (0.45, 0.5)]
    assert first[0] > growth("end") > first[1]
    assert growth("high", bias=0.45) == 1


@pytest.mark.parametrize(("options", "grows", "shrinks"), [(1000, 0.37, 0.45), (1e6, 0.66, 0.76)])
def test_choosing_turns_where_the_solution_says(options, grows, shrinks):
    goes = [hours("choosing_goes", machine=m, options=options) for m in (grows, grows + 0.01, shrinks - 0.01, shrinks)]
    assert goes == ["grows", "holds", "holds", "shrinks"]


def test_arrows_of_the_architect_stand_as_the_solution_says():
    goes = {kind: hours(f"{kind}_goes") for kind in ("executing", "choosing", "present", "trusted")}
    assert goes == {"executing": "shrinks", "choosing": "grows", "present": "shrinks", "trusted": "grows"}
    assert round(split("best_share", price=0.1) * 100 / 0.1) == 13
    assert (split("options", price=0.1), split("looks", price=0.1)) == (500, pytest.approx(0.1))
    looks = [looks_at_the_top(budget=budget) for budget in (50, 100, 1000)]
    assert looks == sorted(looks)
