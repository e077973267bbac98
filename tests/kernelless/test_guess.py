"""A guess's answer is the model's own, and a guess that cannot be answered is refused in words."""

import altair as alt
import numpy as np
import pytest
from kernelless import Guess, LiveChart, Parameter, Table

GROWTH = Parameter("growth", "Growth", 0.5, range=(0, 1), step=0.1)
YEARS = [2020, 2021, 2022, 2023]
PATH = {"path": Table({"year": YEARS}, lambda p, row: {"size": (1 + p["growth"]) ** (row["year"] - 2020)})}
CHART = alt.Chart(alt.NamedData("path")).mark_line().encode(x="year:Q", y="size:Q")
LINE = {"answer": "size", "range": (0, 100), "at": YEARS, "table": "path", "x": "year"}


def number(**changes):
    return Guess(**{"question": "How large?", "label": "Size", "answer": "final", "range": (0, 100)} | changes)


def live(guess, **options):
    outputs = lambda p: {"final": (1 + p["growth"]) ** 3}  # noqa: E731 - given by name
    return LiveChart(CHART, [GROWTH], outputs, PATH, extras=[guess], **options)


def asked(guess, **options):
    return live(guess, **options).extras["guess"]


def test_a_number_is_answered_by_the_output_at_the_opening():
    assert asked(number())["answer"] == pytest.approx(3.375)  # 1.5 cubed
    opening = {"scenarios": {"none": {"growth": 0}}, "scenario": "none"}
    assert asked(number(), **opening)["answer"] == 1


def test_a_line_is_answered_by_the_rows_at_its_places_in_their_order():
    assert asked(number(**LINE))["answer"] == pytest.approx([1, 1.5, 2.25, 3.375])
    assert asked(number(**LINE | {"at": [2023, 2020.0]}))["answer"] == pytest.approx([3.375, 1])


def test_an_infinite_answer_travels_as_text():
    guess = number(answer="endless")
    model = LiveChart(CHART, [GROWTH], lambda p: {"endless": p["growth"] * np.inf}, PATH, extras=[guess])
    assert model.extras["guess"]["answer"] == "Infinity"


def test_the_chart_gets_a_place_for_the_guess():
    signals = {signal["name"]: signal for signal in live(number())._specification["signals"]}
    assert signals["guess"]["value"] is None
    assert signals["revealed"]["value"] is True
    for chart in (CHART, CHART + alt.Chart(alt.NamedData("guess")).mark_line().encode(x="x:Q", y="y:Q")):
        model = LiveChart(chart, [GROWTH], tables=PATH, extras=[number(**LINE)])
        [data] = [data for data in model._specification["data"] if data["name"] == "guess"]
        assert data["values"] == []


def test_without_a_guess_the_chart_has_none_of_it():
    model = LiveChart(CHART, [GROWTH], tables=PATH)
    assert model.extras == {}
    assert not {"guess", "revealed"} & {signal["name"] for signal in model._specification["signals"]}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"range": (5, 5)}, ["range", "lower to a higher", "(5, 5)"]),
        ({"range": (0, np.inf)}, ["range", "finite", "inf"]),
        ({"range": (np.nan, 1)}, ["range", "finite", "nan"]),
        ({"compare": "factor"}, ["compare", "'ratio' or 'difference'", "'factor'"]),
        ({"at": YEARS}, ["`at` and `table`", "2020", "''"]),
        ({"table": "path"}, ["`at` and `table`", "'path'"]),
        ({"answer": "last"}, ["answer", "an output", "'last'", "known: final"]),
        (LINE | {"answer": "height"}, ["answer", "a column of table 'path'", "'height'", "year, size"]),
        (LINE | {"table": "road"}, ["answer", "a column of table 'road'", "known: none"]),
        (LINE | {"x": "years"}, ["x must be a column of table 'path'", "'years'", "year, size"]),
        (LINE | {"at": [2020, 2024, 2025]}, ["'path'", "each place", "2024"]),
        (LINE | {"scales": ("x", "height")}, ["scales", "'height'", "known: x, y"]),
    ],
)
def test_errors_name_the_field_the_rule_and_the_value(changes, words):
    with pytest.raises(ValueError, match=r".") as error:
        live(number(**changes))
    for word in words:
        assert word in str(error.value)
