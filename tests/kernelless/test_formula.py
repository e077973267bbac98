"""A reader's formula: traced where it can be, called with plain numbers where not, and told what is wrong with it."""

import math
import random

import numpy as np
import pytest
from kernelless import Formula, FormulaError, TraceError, takes_formula, trace
from kernelless.tracing import Graph

FORM = "pace(speed, levels)"


def traced(formula):
    """Trace it, as a model does first."""
    graph = Graph()
    return formula(graph.name("speed"), [graph.name("a"), graph.name("b")])


def refused(function, *args, form=FORM, entries=1):
    with pytest.raises(FormulaError) as error:
        Formula(function, form, entries)(*args or (2.0, [1.0, 3.0]))
    said = str(error.value)
    assert "\n" not in said
    return said


def test_what_can_be_traced_is_the_same_expression_and_is_called_with_arrays():
    def function(speed, levels):
        return np.minimum(speed, levels[0]) + levels[1]

    formula = Formula(function, FORM)
    assert str(traced(formula)) == str(trace(function, speed="speed", levels=["a", "b"]))
    assert formula(np.array([1.0, 5.0]), [2.0, 3.0]).tolist() == [4.0, 5.0]
    assert formula.note == ""


@pytest.mark.parametrize(
    "function",
    [
        lambda speed, levels: math.sqrt(speed),
        lambda speed, levels: sum(1 for _ in range(int(speed))),
        lambda speed, levels: round(speed),
        lambda speed, levels: max(levels),
        lambda speed, levels: sorted(levels)[0],
        lambda speed, levels: speed if speed > 1 else 0,
        lambda speed, levels: np.median(levels),
        lambda speed, levels: np.max(levels[0]),  # traced, this would be the largest of a whole table
        lambda speed, levels: np.mean([speed, *levels]),
    ],
)
def test_anything_else_is_called_number_by_number(function):
    seen = []

    def watched(speed, levels):
        seen.append((speed, levels))
        return function(speed, levels)

    formula = Formula(watched, FORM)
    with pytest.raises(TraceError):
        traced(formula)
    seen.clear()
    speeds, level = np.array([[1.0, 2.5], [4.0, 9.0]]), np.array([1.0, 7.0])
    answers = formula(speeds, [level, 3.0])
    wanted = [[function(s, [float(one), 3.0]) for s, one in zip(row, level, strict=True)] for row in speeds.tolist()]
    assert answers.tolist() == wanted
    assert {type(leaf) for speed, levels in seen for leaf in (speed, *levels)} == {float}
    assert "number by number" in formula.note
    assert "symbol" not in formula.note


def test_several_numbers_come_back_as_a_list_of_columns():
    formula = Formula(lambda speed, levels: [round(speed), max(levels)], FORM, entries=2)
    first, second = formula(np.array([1.2, 3.9]), [2.0, np.array([5.0, 1.0])])
    assert first.tolist() == [1, 4]
    assert second.tolist() == [5, 2]


def test_a_list_that_it_changes_is_its_own():
    def halved(speed, levels):
        levels[0] = levels[0] / 2
        levels.sort(key=id)
        return speed + levels.pop() + levels.pop()

    formula = Formula(halved, FORM)
    traced(formula)
    levels = [4.0, 1.0]
    assert [formula(1.0, levels), formula(1.0, levels)] == [4.0, 4.0]
    assert levels == [4.0, 1.0]
    assert formula.note == ""


@pytest.mark.parametrize("draw", [random.random, np.random.default_rng(1).random])
def test_what_is_drawn_is_kept_for_each_setting_and_said(draw):
    formula = Formula(lambda speed, levels: speed + draw(), FORM)
    with pytest.raises(TraceError, match="another answer each time"):
        traced(formula)
    speeds = np.array([1.0, 2.0, 1.0])
    first = formula(speeds, [0.0, 0.0])
    assert first[0] == first[2] != first[1] - 1
    assert formula(speeds, [0.0, 0.0]).tolist() == first.tolist()
    assert "drawn once and kept until this cell runs again" in formula.note


@pytest.mark.parametrize(
    "function",
    [
        lambda x: 1 / (x - 1), lambda x: math.log(x - 1), lambda x: math.sqrt(-x), lambda x: math.exp(1e4 * x),
        lambda x: int(x * math.inf), lambda x: (-x) ** 0.5, lambda x: math.nan,
    ],
)  # fmt: skip
def test_where_arithmetic_has_no_value_there_is_a_gap(function):
    assert math.isnan(Formula(function, "f(x)")(1.0))


def test_an_error_that_a_line_raises_on_purpose_is_told():
    def guarded(speed, levels):
        if speed > 1:
            raise OverflowError("too fast")
        return speed

    assert "OverflowError: too fast" in refused(guarded)
    assert "speed = 2, levels = [1, 3]" in refused(guarded)


def unfinished(speed, levels):
    slowest = min(levels)  # noqa: F841 - what is not returned is the point


def unreturned(speed, levels):
    min(levels)


def one_way(speed, levels):  # noqa: RET503 - that it lacks another way is the point
    if speed > 3:
        return speed


def empty(speed, levels):
    """Nothing yet."""


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (unfinished, "unfinished() returns nothing: add the line `return slowest` at its end."),
        (unreturned, "unreturned() returns nothing: write `return min(levels)` in its last line."),
        (one_way, "one_way() returns nothing: every way through it must end in a `return …`"),
        (empty, "empty() returns nothing: end it with a line `return …`"),
        (lambda speed, levels: levels, "must return one number, and returned a list of 2: make one of them"),
        (lambda speed, levels: np.array(levels), "returned an array of 2: make one of them"),
        (lambda speed, levels: "fast", "must return one number, and returned the text 'fast'"),
        (lambda speed, levels: {"a": 1}, "must return one number, and returned a dict of 1"),
        (lambda speed, levels: print, "must return one number, and returned a builtin_function_or_method"),
        (lambda speed, levels: sped, "name 'sped' is not defined. Did you mean speed?"),  # noqa: F821
        (lambda speed, levels: nump.min(levels), "or use what the function is given: speed, levels"),  # noqa: F821
        (lambda speed, levels: statistics.mean(levels), "Add the line `import statistics`"),  # noqa: F821
        (lambda speed, levels: np.cbert(speed), "module 'numpy' has no attribute 'cbert'. Did you mean cbrt?"),
        (lambda speed, levels: len(range(speed)), "Write int(…) around the number"),
        (lambda speed, levels: levels[2], "IndexError: list index out of range. It was called with speed = 2"),
        (lambda speed: 1, "takes (speed), and the model gives it 2 values: begin it with `def pace(speed, levels):`"),
        ("min(levels)", "pace must be a function, pace(speed, levels); got 'min(levels)'"),
        (None, "pace must be a function"),
    ],
)
def test_what_is_wrong_is_said_in_a_line_with_what_to_do(function, words):
    assert words in refused(function)


def test_a_list_of_the_wrong_length_is_told():
    assert "must return a list of 2 numbers, and returned a list of 3" in refused(lambda *_: [1, 2, 3], entries=2)
    assert "must return a list of 2 numbers, and returned a float" in refused(lambda speed, levels: speed, entries=2)


def test_jupyter_shows_the_sentence_alone():
    assert FormulaError("it stops")._render_traceback_() == ["FormulaError: it stops"]


def test_only_a_formula_that_is_given_is_wrapped():
    @takes_formula("f(x)")
    def make(f=abs, *, other=1):
        return f, other

    assert make() == (abs, 1)
    assert make(other=2) == (abs, 2)
    for formula, other in (make(abs, other=3), make(f=abs, other=3)):
        assert isinstance(formula, Formula)
        assert (formula.function, other) == (abs, 3)
