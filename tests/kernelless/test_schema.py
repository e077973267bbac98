"""What Python tells the page is described once: it travels whole, in one version, and as the scripts know it."""

import json
from dataclasses import dataclass, replace

import altair as alt
import numpy as np
import pytest
from kernelless import (
    Carry,
    Challenge,
    Data,
    Extra,
    Guess,
    Handle,
    Inherit,
    LiveChart,
    Parameter,
    Rows,
    Table,
    schema,
    typescript,
)
from kernelless.schema import read, to_json

ROWS = {
    "squares": Table({"of": [0.0, 1.0, 2.0]}, lambda p, row: {"square": row["of"] ** 2, "held": row["of"] < p["a"]})
}
EXTRAS = [
    Guess("How much?", "It", "twice", range=(0, 10)),
    Challenge("Grow.", lambda p, out: np.where(p["a"] > 0, p["a"], -np.inf), scenario="none"),
    Data("squares", {"of": ("Of", ".0f"), "square": ("Square", ".0f")}, "Squares"),
    Handle("a_out", "twice", lambda p, x, y: {"a": x}),
    Carry("there", "There"),
    Inherit("here", "Here", {"b": "a"}, where={"kind": 1.0}),
]


def live(*extras):
    many = Parameter(
        "many", "Many", np.inf, stops={"2": 2, "no end": np.inf}, control="choice", beside=("twice", ".0f", "is")
    )
    return LiveChart(
        alt.Chart(alt.NamedData("squares")).mark_point().encode(x="of:Q", y="square:Q"),
        [Parameter("a", "A", 2, range=(0, 5), step=1), many],
        lambda p: {"twice": 2 * p["a"], "a_out": p["a"] + 0.0},
        ROWS, {"found": Rows("squares", "held", ("of",))}, scenarios={"none": {"a": 0}}, extras=extras,
    )  # fmt: skip


def test_the_declaration_is_that_of_the_classes():
    written = typescript.FILE.read_text(encoding="utf-8")
    assert written == typescript.declaration(), "run `python -m kernelless.typescript`"


def test_a_description_comes_back_from_json_as_it_went():
    model = live(*EXTRAS)
    told = json.dumps(model._kernelless, allow_nan=False)
    back = read(json.loads(told))
    assert json.dumps(to_json(back)) == told
    assert back.parameters[1].stops == [("2", 2), ("no end", "Infinity")]
    for each, kind in (
        (back.extras["guess"], "GuessDescription"),
        (back.extras["challenges"][0], "ChallengeDescription"),
        (back.lists["found"], "ListDescription"),
    ):
        assert type(each).__name__ == kind
    assert back.extras["challenges"][0].start == "-Infinity"


def test_what_is_told_of_a_kind_of_ones_own_is_left_as_it_is():
    class Note(Extra):
        name = "note"

        def described(self, opening):
            return {"text": "Assumed."}

    assert read(live(Note())._kernelless).extras == {"note": {"text": "Assumed."}}


def test_another_version_is_refused_with_what_to_do():
    for told in ({**live()._kernelless, "version": 0}, {"name": "old"}):
        with pytest.raises(schema.SchemaError, match=r"version 1, got .*: another version of kernelless computed it"):
            read(told)


def test_only_extras_that_a_model_has_are_changed():
    about = live(Carry("there", "There")).description
    [link] = about.extras["carry"]
    changed = about.with_extras(carry=[replace(link, page="../there")], inherit=[])
    assert changed.extras["carry"][0].page == "../there"
    assert list(changed.extras) == ["carry"]


def test_the_traits_are_those_of_the_widget():
    """But for what Jupyter alone has, and what only a page adds."""
    synced = {name for name, trait in LiveChart.class_traits().items() if trait.metadata.get("sync")}
    own = {name for name in synced if name not in LiveChart.__base__.class_traits()}
    assert own - {"_engine", "_specification"} == set(schema.Traits.__annotations__) - {"_program", "_chart"}


def test_every_type_of_a_field_is_one_that_json_has():
    @dataclass
    class Odd:
        when: complex

    with pytest.raises(TypeError, match=r"JSON has; got <class 'complex'>"):
        typescript._interface(Odd, "Odd", {})
