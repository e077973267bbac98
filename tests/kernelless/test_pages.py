"""The Sphinx side on a small book of its own: nothing of this essay is in it."""

import json
import re

import pytest
from book import HEAD, MODELS, apart, build

LIVE = (
    HEAD
    + """
import altair as alt, numpy as np
from kernelless import Parameter, Table, explorer
a = Parameter("a", "Slope <of> it", 2, range=(0, 5), step=1)
line = Table({"x": [0.0, 1.0]}, lambda p, row: {"y": FUNCTION})
chart = alt.Chart(alt.NamedData("line")).mark_line().encode(x="x:Q", y=Y)
explorer(chart, [a], outputs=lambda p: {"twice": 2 * p["a"]}, tables={"line": line},
         sentence=lambda p, out: f"Twice that is {out['twice']:.0f}.", name="slope", title="A line & its slope")
```
"""
)


def page(function='p["a"] * row["x"]', y='"y:Q"'):
    return LIVE.replace("FUNCTION", function).replace("Y)", f"{y})")


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    done, html = build(
        tmp_path_factory.mktemp("books") / "good", live=page(), plain="# Plain\n\nNo model here: $a^2$.\n"
    )
    assert done.returncode == 0, done.stderr
    return html


def test_a_page_with_a_model_has_picture_sentence_and_state_at_once(book):
    text = (book / "live.html").read_text()
    assert text.count('<svg preserveAspectRatio="xMidYMid meet" class="kl-still') == 2
    assert '<p class="kl-sentence">Twice that is 4.</p>' in text
    assert 'aria-label="A line &amp; its slope. Twice that is 4."' in text
    assert "<span>Slope &lt;of&gt; it</span>" in text
    [state] = re.findall(r'data-state="([^"]*)"', text)
    assert json.loads(state.replace("&quot;", '"')) == {"v": 1, "params": {"a": 2.0}, "outputs": {"twice": 4.0}}


def test_what_jupyter_says_of_a_missing_model_stays_out_of_the_page(book):
    assert "kl-absent" not in (book / "live.html").read_text()


def test_the_widgets_state_leaves_scripts_and_specifications_out(book):
    [state] = re.findall(r'widget-state\+json">(.*?)</script>', (book / "live.html").read_text())
    [model] = [w["state"] for w in json.loads(state)["state"].values() if "_kernelless" in w["state"]]
    assert not {"_esm", "_engine", "_css", "_specification"} & set(model)
    program = (book / "static" / "kernelless" / "programs" / f"{model['_program']}.js").read_text()
    assert program.startswith("kernelless.define(")
    assert "eval(" not in program


def test_a_page_of_models_needs_no_widget_manager(book):
    text = (book / "live.html").read_text()
    [state] = re.findall(r'widget-state\+json">(.*?)</script>', text)
    assert [w["state"]["_kernelless"]["name"] for w in json.loads(state)["state"].values()] == ["slope"]
    assert "kernelless/runtime.js" in text
    assert "kernelless/widgets." not in text
    assert ".widget-slider" not in rules(book, text)


def rules(html, text):
    """The style sheets of a page."""
    return "".join((html / sheet).read_text() for sheet in re.findall(r'rel="stylesheet" href="([^"?:]+)', text))


def test_a_page_without_a_model_loads_none_of_it(book):
    text = (book / "plain.html").read_text()
    assert set(re.findall(r"kernelless/([\w.-]+)", text)) == {"menus.js"}  # which every page of the theme has
    assert '<math alttext="a^2"' in text


OTHERS = {
    "shown": "import ipywidgets\nipywidgets.IntSlider(description='of an author')",
    "linked": "import ipywidgets\nipywidgets.jslink((first, 'a'), (second, 'a'))",
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_a_page_with_any_other_widget_gets_the_whole_stack(tmp_path, other):
    models = MODELS + "first, second = model('one'), model('two')\ndisplay(first, second)\n```\n"
    done, html = build(tmp_path / "other", live=models + "\n```{code-cell} ipython3\n" + other + "\n```\n")
    assert done.returncode == 0, done.stderr
    text = (html / "live.html").read_text()
    [state] = re.findall(r'widget-state\+json">(.*?)</script>', text)
    assert len(json.loads(state)["state"]) > 2
    assert "kernelless/widgets.js" in text
    assert ".widget-slider" in rules(html, text)
    assert "kernelless/runtime.js" not in text


def test_the_same_book_builds_to_the_same_page(book, tmp_path):
    pages = {"live": page(), "plain": "# Plain\n\nNo model here: $a^2$.\n"}
    _, again = build(tmp_path / "again", run=apart, **pages)
    assert (again / "live.html").read_text() == (book / "live.html").read_text()


def test_a_chart_that_does_not_compile_stops_the_build_and_names_the_chapter(tmp_path):
    done, _ = build(tmp_path / "broken", live=page(y='alt.datum(alt.ExprRef("a"))'))
    assert done.returncode != 0
    assert "live" in done.stderr
    assert "does not compile to Vega" in done.stdout + done.stderr + "".join(
        log.read_text() for log in (tmp_path / "broken").rglob("*.err.log")
    ) + "".join(log.read_text() for log in (tmp_path / "broken").rglob("*.log"))


def test_a_model_that_needs_a_kernel_stops_the_build_and_is_named(tmp_path):
    done, _ = build(tmp_path / "kernel", live=page(function='float(p["a"]) * row["x"]'))
    assert done.returncode != 0
    assert "page live: model 'slope' cannot live on a page without a kernel" in done.stderr
