"""The widget in Python: traits, errors, and models that only a kernel can compute."""

import json
import re

import altair as alt
import numpy as np
import pytest
import vl_convert
from kernelless import CompileError, Guess, LiveChart, Parameter, Table, explorer
from kernelless.live_chart import FRONTEND, MODULES, from_json, to_json

A = Parameter("a", "A", 2, range=(0, 5), step=1)
S = Parameter("s", "S", 0, stops={"none": 0, "one": 1, "all": np.inf})
CHART = alt.Chart(alt.NamedData("t")).mark_line().encode(x="x:Q", y="y:Q")


def table(function):
    return {"t": Table({"x": [1.0, 2.0, 4.0]}, lambda p, row: {"y": function(p["a"], row["x"])})}


def looped(a, x):
    return sum(x for _ in range(int(a)))


def test_a_chart_that_says_nothing_of_it_keeps_room_for_its_axes():
    chart = alt.Chart(alt.NamedData("line"), width=300, height=200).mark_line()
    a = Parameter("a", "A", 1, range=(0, 5), step=1)
    line = Table({"x": [0, 1]}, lambda p, row: {"y": 1000 * p["a"] * row["x"]})

    def around(chart):
        return LiveChart(chart, [a], tables={"line": line})._specification["padding"]

    bare = around(chart.encode(x=alt.X("x:Q", axis=None), y=alt.Y("y:Q", axis=None)))
    named = around(chart.encode(x="x:Q", y=alt.Y("y:Q", title="Thousands")))
    assert max(bare.values()) < 10
    assert named["left"] > 50
    assert named["bottom"] > 30
    assert around(chart.encode(x="x:Q", y="y:Q").properties(padding=12)) == 12


def test_parameters_and_outputs_are_synced_traits():
    live = LiveChart(CHART, [A, S], lambda p: {"double": 2 * p["a"]}, table(np.multiply))
    assert {"a", "s", "double"} <= set(live.keys)
    assert live.params == {"a": 2.0, "s": 0.0}
    assert live.outputs == {"double": 4.0}


def test_state_is_json_even_at_infinity():
    live = LiveChart(CHART, [A, S], lambda p: {"big": p["s"]}, table(np.multiply))
    live.s = live.big = np.inf
    state = json.loads(json.dumps(live.get_state(), allow_nan=False, default=str))
    assert state["s"] == state["big"] == "Infinity"
    live.set_state({"s": "Infinity"})
    assert live.s == np.inf


@pytest.mark.parametrize("value", [1.5, np.inf, -np.inf, [1, [np.inf]], "text", None])
def test_json_there_and_back(value):
    assert from_json(json.loads(json.dumps(to_json(value), allow_nan=False))) == value


def test_nan_there_and_back():
    assert np.isnan(from_json(to_json(np.nan)))


def test_a_function_that_cannot_be_traced_is_computed_by_the_kernel():
    live = LiveChart(
        CHART, [A], lambda p: {"total": looped(p["a"], 3)}, table(looped), sentence=lambda p, o: f"{o['total']:.0f}"
    )
    assert "int()" in live.untraced
    assert "follows a moment later" in live.slower
    live.a = 4
    assert (live.total, live.sentence) == (12, "12")
    assert [row["y"] for row in live._rows["t"]] == [4.0, 8.0, 16.0]


def test_an_error_in_such_a_function_keeps_the_last_good_state():
    def fragile(a, x):
        if a > 3:
            raise ZeroDivisionError("nothing to divide by")
        return x * a

    live = LiveChart(CHART, [A], lambda p: {"total": fragile(p["a"], 3)}, table(fragile))
    live.a = 3
    live.a = 5
    assert live.total == 9
    assert live.trouble == "ZeroDivisionError: nothing to divide by. The picture shows the last setting that worked."
    live.a = 1
    assert (live.total, live.trouble) == (3, "")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"scenarios": {"one": {"b": 1}}}, ["scenario 'one'", "'b'", "the model has a"]),
        ({"scenario": "two", "scenarios": {"one": {}}}, ["unknown scenario 'two'", "one"]),
        ({"scenario": "two"}, ["unknown scenario 'two'", "none"]),
        ({"outputs": lambda p: {"a": 1}}, ["a", "taken"]),
        ({"outputs": lambda p: {"layout": 1}}, ["layout", "taken"]),
    ],
)
def test_errors_list_what_is_known(options, words):
    with pytest.raises(ValueError, match=r".") as error:
        LiveChart(CHART, [A], **options)
    for word in words:
        assert word in str(error.value)


def test_unknown_scenario_later():
    live = LiveChart(CHART, [A], scenarios={"one": {"a": 1}})
    with pytest.raises(ValueError, match="unknown scenario 'two'; known scenarios: one"):
        live.apply("two")
    live.apply("one")
    assert (live.a, live.scenario) == (1, "one")


def test_a_chart_that_does_not_compile_says_so():
    broken = alt.Chart(alt.NamedData("t")).mark_line().encode(x=alt.datum(alt.ExprRef("a")))
    with pytest.raises(CompileError, match="does not compile to Vega"):
        LiveChart(broken, [A])


def test_an_explorer_refuses_unknown_controls():
    with pytest.raises(ValueError, match="unknown parameter 'b'; the model has a"):
        explorer(CHART, [A], first=["b"])


def test_a_control_for_each_parameter_in_the_order_asked():
    live = explorer(CHART, [A, S], first=["s"])
    assert list(live.controls) == ["s", "a"]
    assert live._kernelless["first"] == 1
    assert live.controls["s"].options == ("none", "one", "all")


def test_a_sweep_is_a_table_of_every_combination():
    live = LiveChart(CHART, [A, S], lambda p: {"power": p["a"] ** 2}, table(np.multiply))
    swept = live.sweep(a=[1, 3], s=[0, np.inf])
    assert swept == {"a": [1, 1, 3, 3], "s": [0, np.inf, 0, np.inf], "power": [1, 1, 9, 9]}
    assert live.params == {"a": 2.0, "s": 0.0}
    with pytest.raises(ValueError, match="a must be given at least one value"):
        live.sweep(a=[])
    with pytest.raises(ValueError, match=r"unknown .*'b'.*a, s"):
        live.sweep(b=[1])


def test_a_cell_shows_the_model_and_under_a_class_that_its_style_hides_what_to_do_without_it(monkeypatch):
    shown = []
    monkeypatch.setattr("kernelless.live_chart.display", lambda data, **_: shown.append(data))
    live = LiveChart(CHART, [A], tables=table(np.multiply))
    live._ipython_display_()
    picture, note, model = shown
    assert picture["text/html"].startswith('<figure class="kl-absent"><svg ')
    assert "var(" not in picture["text/html"]
    assert picture["text/plain"] == live.sentence
    assert "pip install" in note["text/plain"]
    assert "<" not in note["text/plain"]
    assert note["text/html"].startswith('<p class="kl-absent">')
    assert re.search(r"\.kl-absent \{\s*display: none;", live._css)
    assert model["application/vnd.jupyter.widget-view+json"]["model_id"] == live.model_id


def line_of(svg):
    """The points of the one line of a picture, bottom up from its lower left corner."""
    [path] = re.findall(r'<path[^>]*? d="(M[^"]*)"[^>]*stroke="#', svg)
    return [tuple(map(float, point.split(","))) for point in re.findall(r"[-\d.]+,[-\d.]+", path)]


@pytest.mark.parametrize("times", [np.multiply, lambda a, x: float(a) * x], ids=["traced", "by the kernel"])
def test_a_still_picture_is_of_the_setting_that_the_model_is_at(times):
    chart = (
        alt.Chart(alt.NamedData("t"))
        .mark_line()
        .encode(x="x:Q", y=alt.Y("y:Q", scale=alt.Scale(domain=[0, 40], nice=False)))
    )
    live = LiveChart(chart.properties(height=200), [A], tables=table(times))
    opening = line_of(live.still())
    live.a = 2 * live.a
    for (_, low), (_, high) in zip(opening, line_of(live.still()), strict=True):
        assert 200 - high == pytest.approx(2 * (200 - low), abs=0.01)


def test_the_chart_alone_holds_rows_and_plain_colours():
    chart = alt.Chart(alt.NamedData("t")).mark_line(stroke="var(--hue)").encode(x="x:Q", y="y:Q")
    style = ".kl { --hue: var(--deep); --deep: #123456; } .dark { --deep: #fedcba; }"
    live = LiveChart(
        chart,
        [A],
        lambda p: {"twice": 2 * p["a"]},
        table(np.multiply),
        style=style,
        extras=[Guess("What?", "A", "twice", range=(0, 5))],
    )
    live.a = 3
    alone = live.to_altair().to_dict()
    assert alone["datasets"] == {"t": [{"x": 1.0, "y": 3.0}, {"x": 2.0, "y": 6.0}, {"x": 4.0, "y": 12.0}]}
    assert {"name": "a", "value": 3.0} in alone["params"]
    text = json.dumps(alone)
    assert "#123456" in text
    assert "var(" not in text
    drawn = vl_convert.vegalite_to_svg(alone)
    assert "#123456" in drawn


def test_the_modules_of_jupyters_one_script_share_no_name_and_import_only_what_comes_before():
    homes, before = {}, []
    for module in MODULES:
        source = (FRONTEND / "src" / module).read_text(encoding="utf-8")
        for name in re.findall(r"^(?:export )?(?:async )?(?:function|class|const|let) (\w+)", source, re.MULTILINE):
            assert homes.setdefault(name, module) == module, name
        assert set(re.findall(r'^import [^;]*"\./([^"]+)";', source, re.MULTILINE)) <= set(before), module
        before.append(module)
