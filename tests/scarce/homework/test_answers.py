"""What is said of an answer before anybody asks whether it is right."""

import numpy as np
import pytest
from scarce.homework.answers import Answers, KeepWorking, Missing, Namespace, expect, judge, numbers


def number(**names):
    return Answers(Namespace(names), {}).number("speed")


def called(function, *arguments):
    return Answers(Namespace({"f": function}), {}).call("f", *arguments)


def test_a_number_may_come_in_any_form():
    assert [number(speed=value) for value in (3, 3.0, np.float32(3), np.array(3), [3])] == [3.0] * 5


@pytest.mark.parametrize("names", [{}, {"speed": None}, {"speed": ...}])
def test_no_number_is_missing(names):
    with pytest.raises(Missing, match="`speed`"):
        number(**names)


def test_a_name_that_was_changed_is_guessed():
    with pytest.raises(Missing, match=r"There is no `speed` .* There is `speeds`: is that it\?"):
        number(speeds=3)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("fast", "it is 'fast'"), (True, "it is True"), ([1, 2], "of type list"), (print, "of type builtin"),
        (float("nan"), "is nan"), ({}, "of type dict"),
    ],
)  # fmt: skip
def test_what_is_no_number_is_named(value, said):
    with pytest.raises(KeepWorking, match=f"`speed`.*{said}"):
        number(speed=value)


def test_a_function_is_called_and_what_it_does_wrong_is_said():
    def unwritten():
        raise NotImplementedError

    assert called(lambda x: x + 1, 2) == 3
    with pytest.raises(Missing, match="`f` is still to be written"):
        called(unwritten)
    with pytest.raises(KeepWorking, match=r"`f\(0\)` stopped with ZeroDivisionError: division by zero"):
        called(lambda x: 1 / x, 0)
    with pytest.raises(KeepWorking, match=r"`f\(\)` gave back nothing: does it end with `return`\?"):
        called(lambda: None)
    with pytest.raises(KeepWorking, match="`f` should be a function"):
        called(3)
    with pytest.raises(KeepWorking, match="should give numbers; it gave 'x'"):
        called(lambda: "x")


def test_a_known_mistake_is_named_and_any_other_gets_the_hint():
    def said(found):
        verdict = judge(lambda _: expect("`x`", found, 2.0, hint="Try.", mistakes=((4, "Twice too much."),)), None)
        return verdict.word, verdict.message

    assert said(2.001) == ("correct", "")
    assert said(4) == ("keep working", "`x` is 4. Twice too much.")
    assert said(3) == ("keep working", "`x` is 3. Try.")
    assert said([2, 2]) == ("keep working", "`x` is [2, 2]. It should hold 1 numbers, and holds 2. Try.")


def test_variant_0_has_the_first_numbers_and_others_differ_but_stay():
    choices = {name: range(100) for name in "abc"}
    assert numbers(choices, 0) == {"a": 0, "b": 0, "c": 0}
    assert numbers(choices, 5) == numbers(choices, 5) != numbers(choices, 6)
