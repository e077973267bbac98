"""Each chapter asks, and what its solutions say is so."""

import doctest
import re
from pathlib import Path

import numpy as np
import pytest
from scarce.explorers import bottleneck
from scarce.site.exercises import KINDS

FOLDER = Path(__file__).parents[2] / "chapters"
#: The chapters that ask, in the order of the book.
CHAPTERS = ["bottleneck"]
_EXERCISE = re.compile(r"^:::\{exercise\} (\w+)\n:label: (\S+)\n(.*?)^:::$", re.DOTALL | re.MULTILINE)
_SOLUTION = re.compile(r"^:::\{solution\} (\S+)\n:class: dropdown\n(.*?)^:::$", re.DOTALL | re.MULTILINE)
_QUESTION = re.compile(r"^::::\{admonition\}[^\n]+\?\n:class: quiz\n(.*?)^::::$", re.DOTALL | re.MULTILINE)
_REASON = re.compile(r"^:::\{dropdown\}[^\n]+\n(Yes|No)\b(.*?)^:::$", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"^```pycon\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def text(chapter):
    return (FOLDER / f"{chapter}.md").read_text(encoding="utf-8")


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


def opening(**changed):
    """What the bottleneck says of ten years on, from its opening."""
    return bottleneck.explore().evaluate(**changed).outputs


def handover(number, **changed):
    return opening(**changed)["handovers"][number][0]


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
]


@pytest.mark.parametrize(("chapter", "words", "number"), CLAIMS, ids=[words for _, words, _ in CLAIMS])
def test_a_number_is_what_the_model_says(chapter, words, number):
    assert words.format(number()) in " ".join(text(chapter).split())


def test_answers_of_the_bottleneck_that_are_no_numbers():
    assert opening(execution=1.5)["output_at_horizon"] == pytest.approx(opening()["output_at_horizon"])
    taken = [after for _, _, after in opening(**STORES)["handovers"]]
    assert taken == ["hardware", "energy", "tasks"]
