"""The real Vega, for tests: evaluates traced functions on rows of inputs."""

import json
import subprocess
from pathlib import Path

import numpy as np
from kernelless.live_chart import from_json, to_json
from kernelless.model import Model, Table
from kernelless.parameter import Parameter
from kernelless.sphinx.built import node

UNUSED = Parameter("unused", "Unused", 0, range=(0, 1), step=1)


def evaluate(function, **columns):
    """`function(**columns)` traced and evaluated in Vega, row by row; returns its columns as arrays."""
    table = Table({name: list(values) for name, values in columns.items()}, lambda _, row: function(**row))
    formulas = Model([UNUSED], tables={"rows": table}).trace().formulas["rows"]
    names = list(columns)
    rows = [dict(zip(names, map(to_json, map(float, row)), strict=True)) for row in zip(*columns.values(), strict=True)]
    answer = _run({"rows": rows, "formulas": formulas})
    made = [f["as"] for f in formulas if f["type"] == "formula" and not f["as"].startswith("_")]
    return {name: np.array([from_json(row[name]) for row in answer], dtype=float) for name in made}


def signals(model, given=(), **values):
    """The signals of a traced model, evaluated in Vega at these parameters and further signals `given`, by name."""
    made = [
        {"name": s["name"], "value": to_json(float(values[s["name"]]))} if s["name"] in values else s
        for s in model.trace().signals
    ]
    return _run({"signals": [*given, *made]})


def walk(model, settings):
    """For each setting (values of all parameters by name) what a traced model says: its signals by name.

    Under `_odd` stands what is NaN or missing in the model's tables, as "table.column".
    """
    traced = model.trace()
    data = [
        {"name": name, "values": _records(table.index), "transform": traced.formulas[name]}
        for name, table in model.tables.items()
    ]
    outputs = [signal["name"] for signal in traced.signals if not signal["name"].startswith("_")]
    inputs = [{"name": name, "value": value} for extra in model.extras for name, value in extra.inputs.items()]
    asked = {"signals": [*inputs, *traced.signals], "data": data, "outputs": outputs}
    answer = _run(asked | {"settings": [{name: to_json(float(v)) for name, v in each.items()} for each in settings]})
    return [{name: from_json(value) if name != "_odd" else value for name, value in row.items()} for row in answer]


def _records(index):
    """A table's index columns as rows."""
    columns = [[to_json(entry) for entry in entries] for entries in index.values()]
    return [dict(zip(index, row, strict=True)) for row in zip(*columns, strict=True)]


def _run(asked):
    script = Path(__file__).with_suffix(".mjs")
    done = subprocess.run([*node(), str(script)], input=json.dumps(asked), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
