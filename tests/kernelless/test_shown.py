"""A cell that runs again lets go of what it showed before, and only of that."""

import altair as alt
import ipywidgets
import pytest
from kernelless import Parameter, explorer, shown
from kernelless.shown import shown_by_cell


class Shell:
    """What Jupyter's shell says of the cell that runs."""

    cell, execution_count = "a", 1

    def get_parent(self):
        return {"metadata": {"cellId": self.cell} if self.cell else {}}

    def run(self, cell, *models):
        self.cell, self.execution_count = cell, self.execution_count + 1
        for model in models:
            shown_by_cell(model)


class Model:
    """Something that is shown."""

    closed = 0

    def close(self):
        self.closed += 1


@pytest.fixture
def shell(monkeypatch):
    monkeypatch.setattr(shown, "_shown", {})
    running = Shell()
    monkeypatch.setattr(shown, "get_ipython", lambda: running)
    return running


def test_what_a_cell_showed_before_is_closed_once(shell):
    first, second, third, elsewhere = (Model() for _ in range(4))
    shell.run("a", first, second)
    shell.run("b", elsewhere)
    shell.run("a", third)
    shell.run("a", third)  # the same model, shown again
    assert [model.closed for model in (first, second, third, elsewhere)] == [1, 1, 0, 0]


def test_what_another_cell_shows_too_stays(shell):
    model, other = Model(), Model()
    shell.run("a", model)
    shell.run("b", model)
    shell.run("a", other)
    assert model.closed == 0
    shell.run("b", other)
    assert (model.closed, other.closed) == (1, 0)


def test_where_nobody_names_the_cell_nothing_is_closed(shell, monkeypatch):
    first = Model()
    shell.run("", first)
    shell.run("", Model())
    monkeypatch.setattr(shown, "get_ipython", lambda: None)
    shown_by_cell(Model())
    assert first.closed == 0


def test_a_closed_model_leaves_no_widget_behind():
    def open_widgets():
        return set(ipywidgets.widgets.widget._instances)

    before = open_widgets()
    parameters = [
        Parameter("a", "A", 2, range=(0, 5), step=1),
        Parameter("s", "S", 0, stops={"none": 0, "one": 1}),
        Parameter("c", "C", 0, stops={"none": 0, "one": 1}, control="choice"),
        Parameter("f", "F", 0, stops={"none": 0, "one": 1}, control="search"),
    ]
    live = explorer(alt.Chart(alt.NamedData("none")).mark_point(), parameters)
    assert len(open_widgets() - before) > 4 * len(parameters)
    live.close()
    assert open_widgets() == before
    assert live.evaluate(a=3).outputs == {}  # Python still knows it
