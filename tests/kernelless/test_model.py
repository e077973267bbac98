"""A model's Vega side: what is shared is computed once, and what it gives is what numpy gives."""

import json

import numpy as np
import pytest
from kernelless import Model, Parameter, Rows, Table, TraceError
from vega import evaluate

A = Parameter("a", "A", 2, range=(0, 5), step=1)
B = Parameter("b", "B", 3, range=(0, 5), step=1)


def test_what_depends_on_parameters_alone_leaves_the_rows():
    costly = lambda p: np.exp(p["a"]) + np.log(p["b"])  # noqa: E731 - used twice below
    table = Table({"x": [1, 2, 3]}, lambda p, row: {"y": costly(p) * row["x"], "z": costly(p) + row["x"]})
    traced = Model([A, B], outputs=lambda p: {"c": costly(p)}, tables={"t": table}).trace()
    text = json.dumps([signal.get("update", "") for signal in traced.signals])
    assert text.count("exp(a)") == 1
    assert not any("exp" in formula["expr"] for formula in traced.formulas["t"])


def test_what_two_columns_share_is_one_field():
    def columns(_, row):
        shared = np.exp(row["x"]) - 1
        return {"y": shared * 2, "z": shared * 3}

    traced = Model([A], tables={"t": Table({"x": [1]}, columns)}).trace()
    assert sum("exp" in formula["expr"] for formula in traced.formulas["t"]) == 1
    found = evaluate(lambda x: columns(None, {"x": x}), x=[0.5, 1.0])
    np.testing.assert_allclose(found["z"], 3 * (np.exp([0.5, 1.0]) - 1), rtol=1e-12)


def test_lists_are_rows_in_order():
    table = Table({"name": ["x", "y", "z"], "v": [3.0, 1.0, 2.0]}, lambda p, row: {"in": row["v"] <= p["a"]})
    rows = {"chosen": Rows("t", "in", ("v", "name"), sort="v"), "names": Rows("t", "in", ("name",))}
    state = Model([A], tables={"t": table}, lists=rows).evaluate({})
    assert state.outputs == {"chosen": [[1.0, "y"], [2.0, "z"]], "names": ["y", "z"]}


def test_sentence_in_numbers_uses_the_typographic_minus():
    model = Model([A], outputs=lambda p: {"loss": -p["a"]}, sentence=lambda p, out: f"a well-known {out['loss']:.0f}")
    assert model.evaluate({}).sentence == "a well-known −2"


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Model([A, A]), ["a twice"]),
        (lambda: Model([A], lists={"l": Rows("t", "w", ("f",))}), ["'l'", "'t'", "none"]),
        (lambda: Table({"x": [1], "y": [1, 2]}, None), ["one length", "'y': 2"]),
        (lambda: Model([A, B]).evaluate({"c": 1}), ["unknown parameter 'c'", "a, b"]),
    ],
)
def test_errors(make, words):
    with pytest.raises(ValueError, match=r".") as error:
        make()
    for word in words:
        assert word in str(error.value)


def test_an_output_cannot_depend_on_a_row():
    kept = []
    table = Table({"x": [1]}, lambda _, row: kept.append(row["x"]) or {"y": row["x"]})
    model = Model([A], outputs=lambda _: {"o": kept[-1]} if kept else {"o": 0}, tables={"t": table})
    assert model.trace().formulas
    with pytest.raises(TraceError, match="two traces were mixed"):
        model.trace()
