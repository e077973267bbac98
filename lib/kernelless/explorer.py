"""An explorer: a live chart with its controls, linked in the browser so that no kernel is needed."""

from __future__ import annotations

import functools
import inspect
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, ParamSpec, TypeVar

import altair
import ipywidgets
import numpy as np

from .carry import Carry
from .challenge import Challenge
from .data import Data
from .extra import Extra
from .formula import Formula, FormulaError
from .guess import Guess
from .handle import Handle
from .inherit import Inherit
from .live_chart import LiveChart
from .messages import say
from .model import Overall, Rows, Table, Values, _nothing, _silence
from .one_path import OnePath
from .parameter import Parameter

_P = ParamSpec("_P")
_R = TypeVar("_R")


def _link(chart: LiveChart, control: tuple[ipywidgets.Widget, str], trait: tuple[LiveChart, str]) -> None:
    chart.links = [*chart.links, ipywidgets.jslink(control, trait)]


def _control(chart: LiveChart, parameter: Parameter) -> ipywidgets.Widget:
    """The slider for a parameter, linked to the chart's trait by `jslink`."""
    shown = {"description": parameter.label, "description_allow_html": False}
    if parameter.help:
        shown["tooltip"] = parameter.help
    if parameter.control == "search":
        name = f"_name_{parameter.name}"
        field = ipywidgets.Combobox(
            options=list(parameter.stops), value=getattr(chart, name), ensure_option=True,
            placeholder=say("controls.search"), **shown
        )  # fmt: skip
        _link(chart, (field, "value"), (chart, name))
        return field
    if parameter.control == "choice":
        index = getattr(chart, f"_stop_{parameter.name}")
        choice = ipywidgets.Dropdown(options=list(parameter.stops), index=index, **shown)
        _link(chart, (choice, "index"), (chart, f"_stop_{parameter.name}"))
        return choice
    if parameter.stops:
        index = getattr(chart, f"_stop_{parameter.name}")
        slider = ipywidgets.SelectionSlider(options=list(parameter.stops), index=index, **shown)
        _link(chart, (slider, "index"), (chart, f"_stop_{parameter.name}"))
        return slider
    assert parameter.range is not None
    low, high = parameter.range
    slider = ipywidgets.FloatSlider(
        value=getattr(chart, parameter.name), min=low, max=high, step=parameter.step,
        readout_format=parameter.format, **shown,
    )  # fmt: skip
    _link(chart, (slider, "value"), (chart, parameter.name))
    return slider


def explorer(
    chart: altair.TopLevelMixin,
    parameters: Sequence[Parameter],
    *,
    first: Sequence[str] | None = None,
    outputs: Callable[[Values], dict[str, Any]] = _nothing,
    tables: Mapping[str, Table] | None = None,
    lists: Mapping[str, Rows | Overall] | None = None,
    sentence: Callable[[Values, Values], Any] = _silence,
    name: str = "model",
    title: str = "",
    scenarios: Mapping[str, Mapping[str, float]] | None = None,
    scenario: str = "",
    style: str = "",
    paths: Sequence[OnePath] = (),
    guess: Guess | None = None,
    challenges: Sequence[Challenge] = (),
    data: Data | None = None,
    carry: Sequence[Carry] = (),
    handle: Handle | None = None,
    inherit: Sequence[Inherit] = (),
    extras: Sequence[Extra] = (),
) -> LiveChart:
    """A live chart with a control for each parameter.

    Parameters
    ----------
    chart, parameters, outputs, tables, lists, sentence, name, title, scenarios, style, paths
        As for `LiveChart`.
    first : sequence of str, optional
        The parameters whose controls show at once, in this order; the rest stand behind *more*. By default all.
    scenario : str, optional
        The scenario to open with.
    guess : Guess, optional
        What the reader is asked before the model shows its answer.
    challenges : sequence of Challenge, optional
        Goals that the page checks.
    data : Data, optional
        The numbers behind the picture, to read and to take along.
    carry : sequence of Carry, optional
        Pages that the state can be taken to.
    handle : Handle, optional
        A point of the picture that the reader can drag.
    inherit : sequence of Inherit, optional
        Settings of other models that the reader can take over.
    extras : sequence of Extra, optional
        Whatever else the model has.

    Returns
    -------
    LiveChart
        Its `controls` hold the sliders by parameter.

    Raises
    ------
    ValueError
        For an unknown parameter or scenario; the known ones are listed.

    Examples
    --------
    >>> import altair as alt
    >>> from kernelless import Parameter, explorer
    >>> a = Parameter("a", "A", 2, range=(0, 5), step=1)
    >>> live = explorer(alt.Chart(alt.NamedData("none")).mark_point(), [a], outputs=lambda p: {"twice": 2 * p["a"]})
    >>> live.outputs, list(live.controls)
    ({'twice': 4.0}, ['a'])
    """
    single = [each for each in (guess, data, handle) if each]
    live = LiveChart(
        chart, parameters, outputs, tables, lists, sentence, name, title, scenarios, scenario, style, paths,
        extras=[*single, *challenges, *carry, *inherit, *extras],
    )  # fmt: skip
    by_name = {parameter.name: parameter for parameter in parameters}
    order = list(by_name) if first is None else list(first)
    live._model.check_names(dict.fromkeys(order))
    rest = [name for name in by_name if name not in order]
    live.controls = {name: _control(live, by_name[name]) for name in [*order, *rest]}
    live.describe(replace(live.description, controls=list(live.controls), first=len(order)))
    live._controls = list(live.controls.values())
    return live


def _made(make: Callable[..., _R], given: inspect.BoundArguments, formula: Formula) -> _R:
    """What is made with a formula; where the model refuses what that returns, the formula's maker is told so."""
    try:
        return make(*given.args, **given.kwargs)
    except FormulaError:
        raise
    except (ArithmeticError, ValueError) as error:
        if not (formula.traced or formula.numbers_only):  # it was not called yet
            raise
        raise FormulaError(f"the model can make nothing of what {formula.form} returns: {error}") from None


def takes_formula(
    form: str, entries: int = 1, limits: tuple[float, float] = (-math.inf, math.inf)
) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """Let the first argument of a function that makes a model be a reader's `Formula`.

    Parameters
    ----------
    form : str
        Name and arguments of the formula.
    entries : int, optional
        How many numbers it returns.
    limits : pair of float, optional
        What each may be at least and at most.

    Returns
    -------
    callable
        The decorator.

    Examples
    --------
    >>> @takes_formula("twice(x)")
    ... def make(twice=None):
    ...     return twice.form if twice else "none"
    >>> make(lambda x: 2 * x), make()
    ('twice(x)', 'none')
    """

    def decorate(make: Callable[_P, _R]) -> Callable[_P, _R]:
        taken = inspect.signature(make)
        first = next(iter(taken.parameters))

        @functools.wraps(make)
        def made(*args: _P.args, **options: _P.kwargs) -> _R:
            given = taken.bind(*args, **options)
            if first not in given.arguments:
                return make(*args, **options)
            formula = given.arguments[first] = Formula(given.arguments[first], form, entries, limits)
            with np.errstate(all="ignore"):  # what the formula cannot say shows as a gap
                result = _made(make, given, formula)
            if isinstance(result, LiveChart):
                result.slower = formula.note
            return result

        return made

    return decorate
