"""Which of Vega's two compiled scripts a picture needs is known when it is compiled."""

import json

import pytest
from kernelless import built
from kernelless.sphinx.built import run

ROWS = {"name": "rows", "values": [{"a": 1, "scheme": "accent"}, {"a": 2, "scheme": "set1"}]}


def coloured(scheme):
    return {"scales": [{"name": "colour", "type": "ordinal", "domain": [1, 2], "range": scheme}]}


def shown(expression):
    return {"signals": [{"name": "shown", "update": expression}]}


USUAL = {
    "rows and a scale of plain colours": coloured(["red", "blue"]),
    "a scheme that Vega itself brings": coloured({"scheme": "tableau10"}),
    "what a chart takes by default": coloured("category"),
    "colours as they are": coloured({"scheme": ["red", "blue"]}),
    "an aggregate": {"data": [ROWS, {"name": "sum", "source": "rows", "transform": [{"type": "aggregate"}]}]},
    "rows as JSON": {"data": [{"name": "rows", "values": '[{"a": 1}]', "format": {"type": "json"}}]},
    "rows from a file": {"data": [{"name": "rows", "url": "data:application/json,[]"}]},
}
RARE = {
    "a scheme of d3-scale-chromatic": coloured({"scheme": "category10"}),
    "the same in other letters": coloured({"scheme": "Set1"}),
    "a scheme that the reader chooses": {
        "signals": [{"name": "chosen", "value": "viridis"}],
        **coloured({"scheme": {"signal": "chosen"}}),
    },
    "a projection": {"projections": [{"name": "earth", "type": "mercator"}]},
    "the area of a shape": shown("geoArea(null, {type: 'Point', coordinates: [0, 0]})"),
    "a regression": {
        "data": [
            {**ROWS, "transform": [{"type": "formula", "as": "b", "expr": "datum.a"}]},
            {"name": "fit", "source": "rows", "transform": [{"type": "regression", "x": "a", "y": "b"}]},
        ]
    },
    "rows as text": {"data": [{"name": "rows", "values": "a\n1\n", "format": {"type": "csv"}}]},
    "text from a file": {"data": [{"name": "rows", "url": "data:text/csv,a", "format": {"type": "csv"}}]},
}


@pytest.fixture(scope="module")
def compiled():
    """For each picture, whether it needs the whole."""
    empty = {"width": 9, "height": 9, "signals": [], "data": [ROWS]}
    asked = {name: {**empty, **given} for name, given in {**USUAL, **RARE}.items()}
    return {name: made["whole"] for name, made in json.loads(run("compile.mjs", text=json.dumps(asked))).items()}


@pytest.mark.parametrize("picture", [*USUAL, *RARE])
def test_only_what_few_pictures_have_needs_the_whole(compiled, picture):
    assert compiled[picture] == (picture in RARE)


def test_the_usual_script_is_far_smaller_and_holds_none_of_it(tmp_path):
    built.provide(tmp_path, compiled=True)
    small, whole = ((tmp_path / name).stat().st_size for name in (built.COMPILED, built.COMPILED_WHOLE))
    assert small < 310_000 < 400_000 < whole
    listed = json.loads((tmp_path / "licences-chart.json").read_text())
    assert not {"d3-geo", "d3-dsv", "topojson-client", "vega-expression"} & {part["name"] for part in listed}
    assert not (tmp_path / built.WHOLE).exists()
