"""The numbers behind a picture are the table's own, chosen and in order; what is not there is refused."""

import altair as alt
import pytest
from kernelless import Data, LiveChart, Parameter, Table

LAST = Parameter("last", "Last", 2, range=(0, 3), step=1)
SQUARES = {
    "squares": Table(
        {"of": [0, 1, 2, 3], "name": ["none", "one", "two", "three"]},
        lambda p, row: {"square": row["of"] ** 2, "shown": row["of"] <= p["last"]},
    )
}
COLUMNS = {"name": ("Of", ""), "square": ("Square", ",.1f")}
CHART = alt.Chart(alt.NamedData("squares")).mark_point().encode(x="of:Q")


def live(data):
    return LiveChart(CHART, [LAST], tables=SQUARES, extras=[data])._kernelless


def test_rows_and_columns_are_the_tables():
    about = live(Data("squares", COLUMNS, "Squares"))
    assert about["worked"]["data"] == [["none", 0], ["one", 1], ["two", 4], ["three", 9]]
    assert about["extras"]["data"] == {
        "table": "squares", "where": None, "caption": "Squares",
        "columns": [["name", "Of", ""], ["square", "Square", ",.1f"]], "summary": "Data", "open": False,
    }  # fmt: skip


def test_a_table_may_stand_open_under_a_name_of_its_own():
    about = live(Data("squares", COLUMNS, "Squares", summary="What they are", open=True))["extras"]["data"]
    assert (about["summary"], about["open"]) == ("What they are", True)


def test_only_rows_in_which_a_column_is_true():
    assert live(Data("squares", COLUMNS, "Squares", where="shown"))["worked"]["data"] == [
        ["none", 0],
        ["one", 1],
        ["two", 4],
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (Data("cubes", COLUMNS, ""), ["'cubes'", "known: squares"]),
        (Data("squares", {"cube": ("Cube", "d")}, ""), ["'squares'", "'cube'", "of, name, square, shown"]),
        (Data("squares", COLUMNS, "", where="hidden"), ["'squares'", "'hidden'", "of, name, square, shown"]),
    ],
)
def test_errors_list_what_is_known(data, words):
    with pytest.raises(ValueError, match=r".") as error:
        live(data)
    for word in words:
        assert word in str(error.value)
