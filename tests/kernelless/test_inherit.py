"""Settings of other models: which of their parameters become which, and only own ones that there are."""

import altair as alt
import pytest
from book import HEAD, build
from kernelless import Inherit, LiveChart, Parameter

PARAMETERS = [Parameter(name, name, 2, range=(0, 5), step=1) for name in ("a", "b")]
CHART = alt.Chart(alt.InlineData(values=[{}])).mark_point()

LIVE = (
    HEAD
    + """
import altair as alt
from kernelless import Inherit, Parameter, explorer
a = Parameter("a", "A", 2, range=(0, 5), step=1)
chart = alt.Chart(alt.InlineData(values=[{}])).mark_point()
sources = [Inherit("there", "A <there>", {"x": "a"}), Inherit("nowhere", "Nowhere", {"x": "a"})]
explorer(chart, [a], outputs=lambda p: {"twice": 2 * p["a"]}, name="taker", inherit=sources)
```
"""
)


def described(*sources):
    return LiveChart(CHART, PARAMETERS, extras=sources).extras["inherit"]


def test_their_parameters_by_ours():
    source = Inherit("other", "Other", {"x": "a"}, model="twin", where={"kind": 1.0})
    assert described(source) == [
        {"page": "other", "label": "Other", "model": "twin", "parameters": [["x", "a"]], "where": [["kind", 1.0]]}
    ]


def test_the_model_has_the_pages_name_unless_said_otherwise():
    assert described(Inherit("other", "Other", {}))[0]["model"] == "other"


def test_unknown_parameters_are_refused():
    with pytest.raises(ValueError, match="unknown parameter 'c' to inherit; the model has a, b"):
        described(Inherit("other", "Other", {"x": "c"}))


def test_a_page_that_the_book_does_not_have_is_left_out(tmp_path):
    done, html = build(tmp_path / "book", live=LIVE, there="# There\n")
    assert done.returncode == 0, done.stderr
    text = (html / "live.html").read_text()
    assert '<a href="there.html">A &lt;there&gt;</a>' in text
    assert '<a href="nowhere.html">' not in text
    assert '"page":"there"' in text
    assert '"page":"nowhere"' not in text
