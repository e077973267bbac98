"""A handle's formulas are traced like the model's, and one that the model cannot follow is refused in words."""

import altair as alt
import numpy as np
import pytest
from kernelless import Handle, LiveChart, Model, Parameter, TraceError
from vega import signals

WIDTH = Parameter("width", "Width", 2, range=(0, 10), step=0.5)
SLOPE = Parameter("slope", "Slope", 1, range=(0, 5), step=0.1)
CHART = alt.Chart(alt.InlineData(values=[{"x": 1, "y": 2}])).mark_point().encode(x="x:Q", y="y:Q")


def ends(p):
    return {"height": p["slope"] * p["width"], "end": p["width"] + 0.0}


def drag(p, x, y):
    return {"width": x, "slope": np.where(x > 0, y / np.where(x > 0, x, 1.0), p["slope"])}


def live(handle):
    return LiveChart(CHART, [WIDTH, SLOPE], ends, extras=[handle])


def test_the_page_is_told_where_it_stands_and_what_it_moves():
    described = live(Handle("end", "height", drag)).extras["handle"]
    assert described == {"x": "end", "y": "height", "scales": ["x", "y"], "moves": ["width", "slope"]}


@pytest.mark.parametrize(("x", "y"), [(1, 3), (4, 2), (0, 1)])
def test_its_formulas_follow_the_hand_in_vega(x, y):
    model = Model([WIDTH, SLOPE], ends, extras=[Handle("end", "height", drag)])
    at = [{"name": "_at_x", "value": x}, {"name": "_at_y", "value": y}]
    found = signals(model, given=at, width=2, slope=1.5)
    assert (found["_to_width"], found["_to_slope"]) == (x, y / x if x else 1.5)


def test_where_python_computes_there_is_no_handle():
    def untraceable(p):
        return {"height": float(p["width"]), "end": 1.0}

    slow = LiveChart(CHART, [WIDTH, SLOPE], untraceable, extras=[Handle("end", "height", drag)])
    assert slow.untraced
    assert "handle" not in slow.extras


def test_what_the_model_or_the_chart_lacks_is_refused():
    with pytest.raises(ValueError, match=r"outputs.*'depth'.*height, end"):
        live(Handle("end", "depth", drag))
    with pytest.raises(ValueError, match=r"handle.*scales.*'z'.*known: x, y"):
        live(Handle("end", "height", drag, scales=("x", "z")))
    with pytest.raises((ValueError, TraceError), match=r"moved by a handle: 'depth'.*width, slope"):
        live(Handle("end", "height", lambda _, x, __: {"depth": x}))
