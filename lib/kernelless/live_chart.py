"""The one widget: an Altair chart whose parameters and outputs are traits, alive with or without a kernel.

The chart is compiled to Vega once, here. On a static page the page's own runtime draws it and computes the
outputs; in Jupyter the same JavaScript does, and the outputs travel back to Python.
"""

from __future__ import annotations

import functools
import hashlib
import itertools
import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from html import escape, unescape
from pathlib import Path
from typing import Any

import altair
import anywidget
import ipywidgets
import numpy as np
import traitlets
import vl_convert
from IPython.display import display

from . import extra, messages
from .bundled import bundled
from .extra import Extra, Opening
from .formula import FormulaError
from .messages import say, say_html
from .model import Model, Overall, Rows, State, Table, Values, _nothing, _silence
from .one_path import OnePath
from .parameter import Parameter
from .schema import Description, ListDescription, ParameterDescription, from_json, to_json
from .shown import shown_by_cell
from .theme import themed
from .tracing import TraceError

FRONTEND = Path(__file__).parent / "frontend"
#: The widget's modules, each after those that it uses.
MODULES = (
    "messages.js", "json.js", "dom.js", "format.js", "numbers.js", "history.js", "address.js", "shelf.js", "guesses.js",
    "settings.js", "visit.js", "parameters.js", "extras.js", "kit.js", "stroke.js", "drawing.js", "guess.js",
    "inherit.js", "challenge.js", "carry.js", "data.js", "handle.js", "builtin.js", "play.js",
    "panel.js", "link.js", "outputs.js", "room.js", "widget.js", "typed.js", "hosted.js", "kernel.js",
)  # fmt: skip
#: The width, in pixels, of the picture in an exported notebook.
STILL_WIDTH = 560
#: A model that asks for a guess comes within this time where it can; the answer must not flash by before.
WAIT = "<style>@keyframes kl-wait{from{visibility:hidden}}.kl-absent{animation:kl-wait 1ms 5s backwards}</style>"
#: What to run where a Jupyter shows no model.
COMMAND = "pip install -U jupyterlab anywidget"


class CompileError(ValueError):
    """The chart could not be compiled to Vega."""


def engine_script() -> str:
    """The widget's script for Jupyter, with Vega inside, so that it needs no network; in the words used now."""
    return _engine_script(json.dumps(messages.table(), separators=(",", ":")))


@functools.cache
def _engine_script(texts: str) -> str:
    source = "\n".join((FRONTEND / "src" / module).read_text(encoding="utf-8") for module in MODULES)
    # One script: what the modules export to one another is simply there.
    joined = re.sub(r"^import [^;]*;$|^export (?=async|function|class|const)", "", source, flags=re.MULTILINE)
    return bundled(f"const TABLE = {texts};\n{joined}", altair_version())


#: A browser keeps each module for good, and anywidget makes one of each widget's script: this one is small, and takes
#: the engine from the first widget that comes with it.
_LOADER = """
const engine = (model) => (globalThis.KEY ??= import(
  URL.createObjectURL(new Blob([model.get("_engine")], { type: "text/javascript" }))
));
export default {
  async initialize(context) { return (await engine(context.model)).default.initialize(context); },
  async render(context) { return (await engine(context.model)).default.render(context); },
};
"""


def kernel_script() -> str:
    """What Jupyter runs for each widget: the engine, loaded once a page."""
    return _LOADER.replace("KEY", f"kernelless_{hashlib.sha256(engine_script().encode()).hexdigest()[:12]}")


@functools.cache
def stylesheet() -> str:
    """The widget's style, the same in Jupyter and on the page."""
    return (FRONTEND / "src" / "widget.css").read_text(encoding="utf-8")


def altair_version() -> str:
    """The Vega-Lite version that Altair writes, as the compiler names it."""
    return ".".join(altair.SCHEMA_VERSION.lstrip("v").split(".")[:2])


def vega(chart: altair.TopLevelMixin) -> dict[str, Any]:
    """The chart as a Vega specification."""
    try:
        compiled: dict[str, Any] = vl_convert.vegalite_to_vega(themed(chart.to_dict()), vl_version=altair_version())
    except Exception as error:
        raise CompileError(f"the chart does not compile to Vega: {error}") from error
    return compiled


def compile_chart(
    chart: altair.TopLevelMixin, model: Model, paths: Sequence[OnePath] = ()
) -> tuple[dict[str, Any], str]:
    """The chart as a Vega specification, with the signals and rows of the model and its extras in it.

    Returns the specification and, where the model cannot be traced, the reason (then Python computes).
    """
    specification = vega(chart)
    # The engine sizes the view itself, so a step never changes the layout around the picture.
    specification["autosize"] = "none"
    try:
        traced = model.trace()
        signals, formulas, reason = traced.signals, traced.formulas, ""
    except TraceError as error:
        start = model.evaluate({})
        values = {**model.defaults, **start.outputs, "sentence": start.sentence}
        signals = [{"name": name, "value": to_json(value)} for name, value in values.items()]
        formulas, reason = {}, str(error)
    data = {source["name"]: source for source in specification.setdefault("data", [])}
    for each in model.extras:
        each.check(specification)
        signals = [*({"name": name, "value": value} for name, value in each.inputs.items()), *signals]
        for name in each.data:
            data |= {name: data.get(name) or _added(specification, name)}
            data[name]["values"] = []
    joined = [_path(path, i) for i, path in enumerate(paths)]
    specification["marks"] = [mark for _, mark in joined] + specification.get("marks", [])
    specification["signals"] = signals + specification.get("signals", []) + [signal for signal, _ in joined]
    for name, table in model.tables.items():
        source = data.get(name) or _added(specification, name)
        rows = {column: list(entries) for column, entries in table.index.items()}
        source["values"] = _records(rows)
        source["transform"] = formulas.get(name, []) + source.get("transform", [])
    if not _has_padding(chart):
        specification["padding"] = _room_around(specification)
    return specification, reason


def _has_padding(chart: altair.TopLevelMixin) -> bool:
    """Whether the author says how much room is around the plot."""
    given = chart.to_dict()
    return "padding" in given or "padding" in given.get("config", {})


def _room_around(specification: Mapping[str, Any]) -> Any:
    """The room that axes, titles and legends take at the opening, where the author leaves it to the chart."""
    width, height = specification.get("width"), specification.get("height")
    if not isinstance(width, (int, float)) or not isinstance(height, (int, float)):
        return specification.get("padding", 0)
    try:
        whole = vl_convert.vega_to_scenegraph({**specification, "autosize": "pad"})
    except ValueError:  # such as two things of one name, which is told in better words later
        return specification.get("padding", 0)
    left, top = whole["origin"]
    room = {"left": left, "top": top, "right": whole["width"] - width - left, "bottom": whole["height"] - height - top}
    return {side: math.ceil(pixels) for side, pixels in room.items()}


def _path(path: OnePath, index: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """The signal that joins the rows' pieces, and the mark that draws them as one shape, behind all others."""
    name = f"_path{index}"
    pieces = f"join(pluck(data('{path.table}'), '{path.column}'), '')"
    signal = {"name": name, "update": f"replace({pieces}, regexp('R', 'g'), width - {path.inset})"}
    look = {"stroke": {"value": path.color}, "strokeWidth": {"value": path.width}, "opacity": {"value": path.opacity}}
    mark = {
        "type": "path",
        "interactive": False,
        "aria": False,
        "encode": {"enter": look, "update": {"path": {"signal": name}}},
    }
    return signal, mark


def _added(specification: dict[str, Any], name: str) -> dict[str, Any]:
    """Data that the chart does not draw, but the page holds."""
    source: dict[str, Any] = {"name": name}
    specification["data"].insert(0, source)
    return source


def resolved(text: str, style: str) -> str:
    """`text` with the values that a style sheet gives its variables first, which is on a white page."""
    values: dict[str, str] = {}
    for name, value in re.findall(r"(--[\w-]+):\s*([^;]+);", style):
        values.setdefault(name, value)
    while (changed := re.sub(r"var\((--[\w-]+)\)", lambda found: values[found[1]], text)) != text:
        text = changed
    return text


def drawn_at(specification: Mapping[str, Any], width: float) -> str:
    """The picture of a specification, as wide as this with all that is around it, as SVG."""
    padding = specification.get("padding", 0)
    around = padding["left"] + padding["right"] if isinstance(padding, Mapping) else 2 * padding
    svg: str = vl_convert.vega_to_svg({**specification, "width": width - around})
    return svg


def _records(columns: Mapping[str, Sequence[Any]]) -> list[dict[str, Any]]:
    plain = {
        name: [getattr(entry, "item", lambda e=entry: e)() for entry in entries] for name, entries in columns.items()
    }
    return [dict(zip(plain, map(to_json, row), strict=True)) for row in zip(*plain.values(), strict=True)]


class LiveChart(anywidget.AnyWidget):
    """An Altair chart that follows named parameters, with one synced trait a parameter and an output.

    Parameters
    ----------
    chart : altair.Chart
        Any Altair chart. Its data may be `altair.NamedData` of the names in `tables`; its expressions may
        use the names of parameters and outputs.
    parameters : sequence of Parameter
        What can be moved.
    outputs : callable, optional
        ``outputs(p)`` returns a dict of outputs by name, from the dict `p` of parameters.
    tables : dict of str to Table, optional
        Rows behind the chart.
    lists : dict of str to Rows or Overall, optional
        Further outputs, that are lists of rows or one value of a whole table.
    sentence : callable, optional
        ``sentence(p, outputs)`` returns the text under the picture; numbers in it carry a format.
    name : str, optional
        The name in ``data-model``.
    title : str, optional
        What the picture shows, in a few words, for those who do not see it.
    scenarios : dict of str to dict, optional
        Named settings of the parameters; what a scenario leaves out is at its default.
    scenario : str, optional
        The scenario to open with; without one, the defaults.
    style : str, optional
        CSS for this chart, such as the values of the variables that its colours name.
    paths : sequence of OnePath, optional
        Many rows drawn as one shape each, behind the chart.
    extras : sequence of Extra, optional
        What else the model has: a `Guess`, some `Challenge`, the `Data` behind the picture and the like.

    Raises
    ------
    ValueError
        For an unknown parameter or scenario (the known ones are listed), or two things of one name.
    CompileError
        If the chart does not compile.

    Examples
    --------
    >>> import altair as alt
    >>> from kernelless import LiveChart, Parameter, Table
    >>> half = Parameter("a", "A", 2, range=(0, 5), step=1)
    >>> line = Table({"x": [0, 1, 2]}, lambda p, row: {"y": p["a"] * row["x"]})
    >>> picture = alt.Chart(alt.NamedData("line")).mark_line().encode(x="x:Q", y="y:Q")
    >>> live = LiveChart(picture, [half], lambda p: {"half": p["a"] / 2}, {"line": line})
    >>> live.a = 4
    >>> live.params, live.evaluate(a=4).outputs
    ({'a': 4.0}, {'half': 2.0})
    """

    #: The controls by parameter, and what links them to the model in the browser.
    controls: Mapping[str, ipywidgets.Widget] = {}
    links: Sequence[ipywidgets.Widget] = ()
    _kernelless = traitlets.Dict().tag(sync=True)
    _specification = traitlets.Dict().tag(sync=True)
    _rows = traitlets.Dict().tag(sync=True)
    _engine = traitlets.Unicode().tag(sync=True)
    _controls: Any = traitlets.List().tag(sync=True, **ipywidgets.widget_serialization)
    _progress: Any = traitlets.List().tag(sync=True, to_json=to_json, from_json=from_json)
    _scripts: Any = traitlets.List().tag(sync=True)
    sentence = traitlets.Unicode().tag(sync=True)
    scenario = traitlets.Unicode().tag(sync=True)
    trouble = traitlets.Unicode(help="What went wrong in Python, in words; empty if nothing did.").tag(sync=True)

    def __init__(
        self,
        chart: altair.TopLevelMixin,
        parameters: Sequence[Parameter],
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
        extras: Sequence[Extra] = (),
    ) -> None:
        extra.by_kind(extras)
        goals = [goal for each in extras for goal in each.goals]
        self._model = Model(parameters, outputs, tables or {}, lists or {}, sentence, goals, extras)
        self._scenarios = {label: dict(values) for label, values in (scenarios or {}).items()}
        for label, values in self._scenarios.items():
            self._model.check_names(values, f"parameter of scenario {label!r}:")
        start = self._whole(scenario)
        # Tracing first: a reader's formula knows from it whether it must be called number by number.
        specification, self.untraced = compile_chart(chart, self._model, paths)
        #: What the reader is told where Python computes; `takes_formula` knows more of it.
        self.slower = say("jupyter.slower") if self.untraced else ""
        first = self._model.evaluate(start)
        self._add_traits(start, first)
        self._chart, self._style = chart, stylesheet() + style + "".join(_own(extras, "style"))
        opening = Opening(self._model, start, first, self._whole, not self.untraced)
        scripts = _own(extras, "script")
        #: What the page is told of the model.
        self.description = replace(
            self._described(name, title, start, first, specification),
            extras=extra.described(extras, opening),
            worked=extra.worked(extras, first),
        )
        self.controls, self.links = {}, []
        super().__init__(
            **start,
            **first.outputs,
            sentence=first.sentence,
            scenario=scenario,
            _specification=specification,
            _progress=first.progress,
            _kernelless=to_json(self.description),
            _scripts=scripts,
            _esm=kernel_script(),
            _engine=engine_script(),
            _css=self._style,
        )
        if self.untraced:
            self.observe(self._recompute, names=list(start))
            self._recompute()

    def _setting(self, scenario: str) -> dict[str, float]:
        if scenario and scenario not in self._scenarios:
            raise ValueError(f"unknown scenario {scenario!r}; known scenarios: {', '.join(self._scenarios) or 'none'}")
        return self._scenarios.get(scenario, {})

    def _whole(self, scenario: str) -> dict[str, float]:
        """The value of each parameter in a scenario; without a name, the defaults."""
        return self._model.defaults | self._setting(scenario)

    def _add_traits(self, start: Mapping[str, float], first: State) -> None:
        """One synced trait a parameter and an output; the class is made anew for this chart."""
        kinds: dict[str, Any] = {name: traitlets.Float() for name in start}
        for name, value in first.outputs.items():
            kinds[name] = traitlets.Unicode() if isinstance(value, str) else traitlets.Any()
        kinds |= {
            f"_stop_{p.name}": traitlets.Int(_nearest(p, start[p.name])) for p in self._model.parameters if p.stops
        }
        kinds |= {
            f"_name_{p.name}": traitlets.Unicode(list(p.stops)[_nearest(p, start[p.name])])
            for p in self._model.parameters
            if p.control == "search"
        }
        taken = sorted(name for name in kinds if hasattr(type(self), name))
        if taken or len(kinds) < len(start) + len(first.outputs):
            clash = ", ".join(taken or sorted(set(start) & set(first.outputs)))
            raise ValueError(f"no parameter or output can be called {clash}: that name is taken already")
        kinds |= {"_esm": traitlets.Unicode(), "_css": traitlets.Unicode()}
        self.add_traits(
            **{name: kind.tag(sync=True, to_json=to_json, from_json=from_json) for name, kind in kinds.items()}
        )

    def _described(
        self, name: str, title: str, start: Mapping[str, float], first: State, specification: Mapping[str, Any]
    ) -> Description:
        """What the page needs to know besides the specification and the extras."""
        parameters = [
            ParameterDescription(
                p.name, p.label, p.unit, float(p.default), float(start[p.name]), p.format, p.range, p.step,
                p.control, p.help, p.beside, [(label, float(value)) for label, value in p.stops.items()],
            )
            for p in self._model.parameters
        ]  # fmt: skip
        lists = {
            key: ListDescription(rows.table, rows.where, rows.fields, rows.sort)
            for key, rows in self._model.lists.items()
            if isinstance(rows, Rows)
        }
        padding = specification.get("padding", 0)
        around = padding["top"] + padding["bottom"] if isinstance(padding, Mapping) else 2 * padding
        return Description(
            name, title, self._longest(start), math.ceil(specification["height"] + around), parameters,
            list(first.outputs), lists, "kernel" if self.untraced else "page", self.untraced,
            list(self._scenarios.items()),
        )  # fmt: skip

    def describe(self, description: Description) -> None:
        """Tell the page this of the model from now on."""
        self.description = description
        self._kernelless = to_json(description)

    def _longest(self, start: Mapping[str, float]) -> str:
        """The longest of the sentences at every scenario and at both ends of every control, for the room to keep."""
        if self.untraced:
            return ""  # Python computes each, perhaps slowly
        settings: list[tuple[str, Mapping[str, float]]] = [
            (f"{say('words.quoted', text=label)}: ", self._model.defaults | values)
            for label, values in self._scenarios.items()
        ]
        own = f"{say('widget.own')}: " if settings else ""
        for parameter in self._model.parameters:
            ends = parameter.range or (min(parameter.stops.values()), max(parameter.stops.values()))
            settings += [(own, {**start, parameter.name: end}) for end in ends]
        return max((name + self._said(values) for name, values in settings), key=len, default="")

    def _said(self, values: Mapping[str, float]) -> str:
        """The sentence at a setting; none where a reader's own formula fails at it."""
        try:
            return self._model.evaluate(values).sentence
        except ArithmeticError:
            return ""

    @property
    def params(self) -> dict[str, float]:
        """Each parameter's value now."""
        return {name: getattr(self, name) for name in self._model.defaults}

    @property
    def outputs(self) -> dict[str, Any]:
        """Each output now, as the page last computed it."""
        return {name: getattr(self, name) for name in self.description.outputs}

    @property
    def extras(self) -> dict[str, Any]:
        """What the page is told of each kind of extra, by its name, as JSON."""
        return dict(self._kernelless["extras"])

    def evaluate(self, **values: float) -> State:
        """Outputs, tables and sentence in Python, at the present parameters but for `values`."""
        return self._model.evaluate({**self.params, **values})

    def sweep(self, **values: Sequence[float]) -> dict[str, list[Any]]:
        """Every output over a grid of parameters; the others stay as they are.

        Parameters
        ----------
        **values : sequence of float
            What each of these parameters is set to; every combination is computed, the last changing fastest.

        Returns
        -------
        dict of str to list
            A table by column: the parameters that vary, then the outputs. `pandas.DataFrame` takes it as it is.

        Raises
        ------
        ValueError
            For an unknown parameter (the known ones are listed), or one without values.

        Examples
        --------
        >>> import altair as alt
        >>> from kernelless import LiveChart, Parameter
        >>> a, b = (Parameter(name, name, 1, range=(0, 5), step=1) for name in "ab")
        >>> live = LiveChart(alt.Chart(alt.NamedData("t")).mark_point(), [a, b], lambda p: {"sum": p["a"] + p["b"]})
        >>> live.sweep(a=[1, 2], b=[0, 3])
        {'a': [1, 1, 2, 2], 'b': [0, 3, 0, 3], 'sum': [1, 4, 2, 5]}
        """
        self._model.check_names(values)
        empty = [name for name, several in values.items() if len(several) == 0]
        if empty:
            raise ValueError(f"{empty[0]} must be given at least one value to sweep over; got none")
        grid = [dict(zip(values, row, strict=True)) for row in itertools.product(*values.values())]
        rows = [{**point, **self.evaluate(**point).outputs} for point in grid]
        return {name: [row[name] for row in rows] for name in rows[0]}

    def to_altair(self) -> altair.TopLevelMixin:
        """The chart alone, as it is now: an Altair chart with its rows in it, to save, print or change.

        Returns
        -------
        altair.Chart
            Without the controls. Parameters and outputs are Vega-Lite parameters of the same name; colours are
            those for a white page. What is drawn as `OnePath` is not part of it.

        Examples
        --------
        >>> import altair as alt
        >>> from kernelless import LiveChart, Parameter, Table
        >>> a = Parameter("a", "A", 2, range=(0, 5), step=1)
        >>> line = Table({"x": [0, 1]}, lambda p, row: {"y": p["a"] * row["x"]})
        >>> live = LiveChart(alt.Chart(alt.NamedData("line")).mark_line().encode(y="y:Q"), [a], tables={"line": line})
        >>> live.to_altair().to_dict()["datasets"]
        {'line': [{'x': 0, 'y': 0.0}, {'x': 1, 'y': 2.0}]}
        """
        state = self.evaluate()
        inputs = {n: v for each in self._model.extras for n, v in each.inputs.items() if not n.startswith("_")}
        values = {**self.params, **state.outputs, "sentence": state.sentence, **inputs}
        drawn = json.loads(resolved(json.dumps(themed(self._chart.to_dict())), self._style))
        del drawn["config"]["background"]
        drawn["params"] = [{"name": name, "value": to_json(value)} for name, value in values.items()] + drawn.get(
            "params", []
        )
        drawn["datasets"] = drawn.get("datasets", {}) | {
            name: _records(columns) for name, columns in state.tables.items()
        }
        return altair.Chart.from_dict(drawn)

    def apply(self, scenario: str) -> None:
        """Set every parameter to a scenario's value, or to its default where the scenario names none."""
        for name, value in self._whole(scenario).items():
            setattr(self, name, value)
        self.scenario = scenario

    def still(self) -> str:
        """The picture as it is now with its sentence, as HTML: for a notebook that is exported, where nothing moves.

        Returns
        -------
        str
            A figure with the picture as SVG, in the colours of a white page.

        Examples
        --------
        >>> import altair as alt
        >>> from kernelless import LiveChart, Parameter, Table
        >>> a = Parameter("a", "A", 2, range=(0, 5), step=1)
        >>> line = Table({"x": [0, 1]}, lambda p, row: {"y": p["a"] * row["x"]})
        >>> live = LiveChart(alt.Chart(alt.NamedData("line")).mark_line().encode(y="y:Q"), [a], tables={"line": line})
        >>> live.still().count("<svg")
        1
        """
        drawn = {**self._at_its_setting(), "width": STILL_WIDTH}
        svg = vl_convert.vega_to_svg(json.loads(resolved(json.dumps(drawn), self._style)))
        about = escape(f"{self.description.title}. {self.sentence}")
        picture = svg.replace("<svg ", f'<svg role="img" aria-label="{about}" ', 1)
        wait = WAIT if "guess" in self.extras else ""
        return f'<figure class="kl-absent">{wait}{picture}<figcaption>{escape(self.sentence)}</figcaption></figure>'

    def _at_its_setting(self) -> dict[str, Any]:
        """The specification of the picture as it is now."""
        now = {**self.params, **(self.outputs if self.untraced else {})}
        signals = [
            {"name": signal["name"], "value": to_json(now[signal["name"]])} if signal["name"] in now else signal
            for signal in self._specification["signals"]
        ]
        data = [
            {**source, "values": self._rows[source["name"]]} if source["name"] in self._rows else source
            for source in self._specification["data"]
        ]
        return {**self._specification, "signals": signals, "data": data}

    def _described_alone(self) -> Description:
        """What a page that is nobody's neighbour needs to know: no other pages, and the numbers of this setting."""
        extras = self._model.extras
        return replace(
            self.description,
            extras=extra.alone(extras, self.description.extras),
            worked=extra.worked(extras, self.evaluate()),
        )

    def _ipython_display_(self) -> None:
        """Show the model, and with it a still picture and what to do where it does not show."""
        shown_by_cell(self)
        # The first stands there until the model's own style hides it; a Jupyter without anywidget's extension has none.
        said = [
            f'<p class="kl-absent">{say_html("jupyter.absent", command=f"<code>{COMMAND}</code>")}</p>',
            *([f'<p class="kl-slower">{escape(self.slower)}</p>'] if self.slower else []),
        ]
        plain = [self.sentence, *(unescape(re.sub("<.*?>", "", text)) for text in said)]
        notes: list[Any] = [
            ({"text/html": html, "text/plain": text}, {})
            for html, text in zip([self.still(), *said], plain, strict=True)
        ]
        for bundle, metadata in (*notes, self._repr_mimebundle_()):
            display(bundle, metadata=metadata, raw=True)  # type: ignore[no-untyped-call]

    def save(self, path: str | Path) -> None:
        """Save the model, at its present setting, as one HTML file that lives without server, network or kernel.

        Parameters
        ----------
        path : str or Path
            Where; what is there is written over.

        Raises
        ------
        ValueError
            If the model needs a kernel, or the path does not end with ``.html``.
        ScriptsError
            If the package was installed without the scripts of pages.
        """
        from .saved import page  # which needs this module

        if Path(path).suffix != ".html":
            raise ValueError(f"a model is saved as a page: the path must end with .html; got {str(path)!r}")
        Path(path).write_text(page(self), encoding="utf-8")

    def export(self, path: str | Path) -> None:
        """Save the model, at its present setting, as one ES module by anywidget's contract.

        Pages of MyST (its directive ``anywidget``), marimo, Observable or plain HTML can show it:
        ``(await import("./x.mjs")).default.render({ el })``.

        Parameters
        ----------
        path : str or Path
            Where; what is there is written over.

        Raises
        ------
        ValueError
            If the model needs a kernel, or the path does not end with ``.mjs`` or ``.js``.
        ScriptsError
            If the package was installed without the scripts of pages.
        """
        from .exported import module  # which needs this module

        if Path(path).suffix not in (".mjs", ".js"):
            raise ValueError(f"a model is exported as a module: the path must end with .mjs or .js; got {str(path)!r}")
        Path(path).write_text(module(self), encoding="utf-8")

    def close(self) -> None:
        """End the model, its controls and the links between them; what Jupyter holds of them is let go."""
        controls = list(self.controls.values())
        parts = [part for control in controls for part in (control.layout, control.style, control)]
        for widget in [*parts, *self.links, self._trait_values.get("layout")]:
            if widget is not None:
                widget.close()
        super().close()

    def _recompute(self, _: Any = None) -> None:
        """Compute in Python what the page could not; on an error the last good state stays."""
        try:
            with np.errstate(all="ignore"):  # what a reader's formula cannot say shows as a gap
                state = self.evaluate()
        except Exception as error:
            told = str(error) if isinstance(error, FormulaError) else f"{type(error).__name__}: {error}"
            self.trouble = say("jupyter.trouble", problem=told.removesuffix("."))
            return
        with self.hold_sync():
            self.trouble = ""
            self._rows = {name: _records(columns) for name, columns in state.tables.items()}
            self._progress = state.progress
            self.sentence = state.sentence
            for name, value in state.outputs.items():
                setattr(self, name, value)


def _own(extras: Sequence[Extra], what: str) -> list[str]:
    """The scripts, or the styles, that extras bring, each once."""
    return list(dict.fromkeys(text for each in extras if (text := getattr(type(each), what))))


def _nearest(parameter: Parameter, value: float) -> int:
    """The index of the stop closest to `value`; infinity is a place of its own."""
    distances = [0.0 if stop == value else abs(stop - value) for stop in parameter.stops.values()]
    return distances.index(min(distances))
