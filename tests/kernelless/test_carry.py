"""A link to another model: which parameter becomes which, and only parameters that there are."""

import altair as alt
import pytest
from kernelless import Carry, LiveChart, Parameter

PARAMETERS = [Parameter(name, name, 2, range=(0, 5), step=1) for name in ("a", "b")]
CHART = alt.Chart(alt.InlineData(values=[{}])).mark_point()


def carried(*links):
    return LiveChart(CHART, PARAMETERS, extras=links).extras["carry"]


def test_everything_goes_to_the_model_of_the_pages_name():
    assert carried(Carry("other", "See it there")) == [
        {"page": "other", "label": "See it there", "model": "other", "parameters": {"a": "a", "b": "b"}}
    ]


def test_some_go_under_other_names_to_another_model():
    [link] = carried(Carry("other", "There", model="twin", parameters={"b": "beta"}))
    assert (link["model"], link["parameters"]) == ("twin", {"b": "beta"})


def test_unknown_parameters_are_refused():
    with pytest.raises(ValueError, match="unknown parameter 'c' to carry; the model has a, b"):
        carried(Carry("other", "There", parameters={"a": "a", "c": "c"}))
