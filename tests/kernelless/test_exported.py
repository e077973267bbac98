"""A model as an ES module: what it holds, what it needs from elsewhere (nothing), and what is refused."""

import json
import re

import pytest
from kernelless import built, exported
from line import model


@pytest.fixture(scope="module")
def text(tmp_path_factory):
    live = model()
    live.a = 4
    file = tmp_path_factory.mktemp("exported") / "line.mjs"
    live.export(file)
    return file.read_text(encoding="utf-8")


def test_it_has_the_setting_that_it_was_exported_at(text):
    state = json.loads(re.search(r'"state":(\{.*\}),"specification":', text)[1])
    assert (state["a"], state["twice"], state["sentence"]) == (4.0, 8.0, "Twice that is 8.")
    assert not {"_esm", "_engine", "_specification"} & set(state)


def test_the_licences_of_what_it_holds_come_along(text):
    assert "vega 6.2.0 (BSD-3-Clause)" in text
    assert "Redistributions in binary form must reproduce" in text


def test_its_style_is_dark_where_the_element_that_holds_it_says_so(text):
    style = json.loads(re.search(r'"style":("/\* The widget(?:[^"\\]|\\.)*")', text)[1])
    [dark] = re.findall(r"([^{}]*)\{\s*color-scheme: dark;", style)
    assert ':host([data-theme="dark"]) :is(.kl, .kl-follows)' in [each.strip() for each in dark.split(",\n")]
    assert "html[" not in style


def test_two_modules_of_one_setting_are_alike():
    assert exported.module(model()) == exported.module(model())


def test_a_model_that_needs_a_kernel_is_refused_with_the_reason(tmp_path):
    with pytest.raises(ValueError, match="'line' cannot live on a page without a kernel: its function cannot be"):
        model(lambda a, x: float(a) * x).export(tmp_path / "line.mjs")
    with pytest.raises(ValueError, match=r"must end with \.mjs or \.js; got 'line\.html'"):
        model().export("line.html")


def test_no_site_has_it(tmp_path):
    for compiled in (True, False):
        built.provide(tmp_path / str(compiled), compiled)
        assert not list((tmp_path / str(compiled)).glob("*module*"))
