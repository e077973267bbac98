"""An extra of somebody's own: what the page is told of it, what of it goes to the chart, and what is refused."""

from pathlib import Path
from typing import ClassVar

import altair as alt
import pytest
from kernelless import Extra, LiveChart, Parameter, exported, saved
from vega import signals

A = Parameter("a", "A", 2, range=(0, 5), step=1)
CHART = alt.Chart(alt.InlineData(values=[{}])).mark_point()


class Step(Extra):
    """A step of a guided tour: words, and a goal that ends it."""

    name = "steps"
    several = True
    script = 'kernelless.register("steps", (about, host) => ({ places: { below: [] } }));'
    style = ".steps { margin: 0 }"

    def __init__(self, words, until):
        self.words, self.until = words, until

    goals = property(lambda self: (self.until,))
    inputs: ClassVar[dict[str, float]] = {"_step": 0}
    data = ("passed",)

    def signals(self, symbols):
        return {"_ahead": symbols.parameters["a"] - symbols.named("_step")}

    def described(self, opening):
        goal = opening.model.goals.index(self.until)
        return {"words": self.words, "goal": goal, "start": opening.state.progress[goal]}

    def alone(self, description):
        return None


def halfway(p, out):
    return p["a"] / 4


def whole(p, out):
    return out["twice"] / 10


def live(*extras):
    return LiveChart(CHART, [A], lambda p: {"twice": 2 * p["a"]}, extras=extras)


def test_the_page_is_told_what_it_describes():
    model = live(Step("Half.", halfway), Step("All.", whole))
    assert model.extras == {
        "steps": [{"words": "Half.", "goal": 0, "start": 0.5}, {"words": "All.", "goal": 1, "start": 0.4}]
    }


def test_its_signals_and_rows_are_part_of_the_picture():
    specification = live(Step("Half.", halfway))._specification
    assert {"name": "_step", "value": 0} in specification["signals"]
    assert {"name": "passed", "values": []} in specification["data"]
    found = signals(live(Step("Half.", halfway))._model, given=[{"name": "_step", "value": 3}], a=5)
    assert (found["_ahead"], found["_goal0"]) == (2, 1.25)


def test_script_and_style_come_along_once():
    model = live(Step("Half.", halfway), Step("All.", whole))
    assert model._scripts == [Step.script]
    assert model._css.count(Step.style) == 1


def test_a_saved_page_has_its_script_and_not_what_it_is_not_alone_for():
    text = saved.page(live(Step("Half.", halfway)))
    assert text.count(Step.script) == 1
    assert '"_scripts":["extras/0.js"]' in text
    assert '<script data-file="extras/0.js">' in text
    assert '"words":"Half."' not in text


def test_an_exported_module_has_its_script():
    module = exported.module(live(Step("Half.", halfway)))
    assert module.count(Step.script) == 1
    assert f"(kernelless) => {{\n{Step.script}\n}}" in module


def test_two_of_a_kind_of_which_a_model_has_one_are_refused():
    class Single(Step):
        several = False

    with pytest.raises(ValueError, match="at most one steps; got 2"):
        live(Single("Half.", halfway), Single("All.", whole))


def test_a_kind_must_say_what_its_script_needs():
    class Silent(Extra):
        name = "silent"

    with pytest.raises(NotImplementedError, match="Silent must say what its script needs to know in `described`"):
        live(Silent())


def test_the_widget_knows_no_extra_by_name():
    """A kind is added by one class and one script; the widget and what it rests on have no word of any."""
    folder = Path(saved.__file__).parent / "frontend" / "src"
    kinds = [kind.name for kind in Extra.__subclasses__() if kind.__module__.startswith("kernelless.")]
    assert len(kinds) >= 6
    for module in ("widget", "extras", "panel", "link", "parameters", "outputs", "room"):
        text = (folder / f"{module}.js").read_text(encoding="utf-8")
        for kind in kinds:
            assert f'"{kind}"' not in text
            assert f"extras.{kind}" not in text
            assert f"./{kind}.js" not in text
