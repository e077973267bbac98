"""A page with widgets: its programs are compiled, its state is slimmed, and its picture stands there at once.

What the notebook left behind is the state of every widget, Vega specification and scripts included. The
specification becomes a program (see frontend/compile.mjs), the style a file, and in place of each model the
page gets its picture, its sentence and its starting values, which the runtime brings to life.
"""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from myst_nb.sphinx_ import NbMetadataCollector
from selectolax.lexbor import LexborHTMLParser
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util import logging

from ..inherit import InheritDescription
from ..live_chart import drawn_at, stylesheet
from ..schema import Description, SchemaError, read, to_json
from ..still import NARROW, STATE_TYPE, WIDE, enclosed, state_text, still, view_script
from . import built, kept, passes
from .built import run

FOLDER = "kernelless"
_LONG = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")
_VIEW = 'script[type="application/vnd.jupyter.widget-view+json"]'
#: What tells a reader in Jupyter that the model does not show; a page has other words for that.
_ABSENT = "div.output.text_html:has(> .kl-absent)"
#: Widgets that join two others in the browser.
_LINKS = ("LinkModel", "DirectionalLinkModel")
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Live:
    """What a page with models has for its own script: the widgets' state, its models by widget, and short names."""

    state: dict[str, Any]
    models: dict[str, dict[str, Any]]
    short: dict[str, str]

    def renamed(self, text: str) -> str:
        """Widgets by short names that do not change from build to build."""
        return _LONG.sub(lambda found: self.short.get(found[0], found[0]), text)


def setup(app: Sphinx) -> None:
    """Register the page handler after myst-nb's, and the runtime's build."""
    app.connect(passes.BODY, _page, priority=200)
    app.connect("builder-inited", _build_runtime)


def static(app: Sphinx) -> Path:
    """The folder of the pages' own scripts and styles, as long as the site is being written."""
    return Path(app.outdir) / "_static" / FOLDER


def _build_runtime(app: Sphinx) -> None:
    if app.builder.format == "html":
        kept.scripts(app, static(app))


def models_in(app: Sphinx, page: str) -> dict[str, dict[str, Any]]:
    """The state of each model that a page made, by its name."""
    scripts = NbMetadataCollector.get_js_files(app.env, page).values()
    bodies = (about["body"] for _, about in scripts if about.get("type") == STATE_TYPE)
    widgets = (widget["state"] for body in bodies for widget in json.loads(body)["state"].values())
    return {about(state).name: state for state in widgets if "_kernelless" in state}


def about(state: dict[str, Any]) -> Description:
    """What a model's state says of it."""
    try:
        return read(state["_kernelless"])
    except SchemaError as error:
        raise ExtensionError(str(error)) from error


def _page(app: Sphinx, name: str, body: LexborHTMLParser, context: dict[str, Any], _: Any) -> None:
    script = next((js for js in context["script_files"] if _is_state(js)), None)
    if script is None or not (app.config.kernelless_widgets or "_kernelless" in script.attributes["body"]):
        return
    try:
        state = json.loads(script.attributes["body"])
        _drop_missing_pages(state["state"], Path(name).parent.as_posix(), app.env.found_docs)
        models = _compile(app, state["state"])
        live = Live(state, models, {old: f"w{i}" for i, old in enumerate(state["state"])})
    except ExtensionError as error:
        raise ExtensionError(f"page {name}: {error}") from error
    views = body.css(_VIEW)
    others = not only_models(state["state"], [view.text() for view in views])
    _drop_stock(app, context["script_files"])
    for absent in body.css(_ABSENT):
        passes.remove(absent)
    for view in views:
        passes.replace(view, live.renamed(_place(view.text(), models)))
    script.attributes["body"] = live.renamed(state_text(state if others else models_alone(state)))
    context["kernelless"] = live
    app.add_css_file(f"{FOLDER}/page.css", priority=200)
    app.add_css_file(f"{FOLDER}/widget.css")
    for style in styles(app, models):  # last, so that all others are neighbours
        app.add_css_file(f"{FOLDER}/{style}", priority=900)
    if others:
        app.add_css_file(f"{FOLDER}/widgets.css", priority=200)
    app.add_js_file(f"{FOLDER}/{'widgets' if others else 'runtime'}.js", priority=100, **{"async": "async"})
    # The runtime asks for Vega once its controls stand; the browser may fetch it before.
    later = [
        *sorted({f"_static/{FOLDER}/{chart(model)}" for model in models.values()}),
        *(f"_static/{FOLDER}/programs/{model['_program']}.js" for model in models.values()),
    ]
    links = (f'<link rel="preload" as="script" href="{context["pathto"](file, resource=True)}">' for file in later)
    context["metatags"] = context.get("metatags", "") + "\n".join(links)


def chart(model: dict[str, Any]) -> str:
    """The script that draws a model."""
    script: str = model.get("_chart", built.COMPILED)
    return script


def tidy(app: Sphinx) -> None:
    """Take out the script of the rarer pictures, if no page has one."""
    script = static(app) / built.COMPILED_WHOLE
    pages = Path(app.outdir).rglob("*.html")
    if script.is_file() and not any(script.name in page.read_text(encoding="utf-8") for page in pages):
        built.withdraw(script.parent, script.name)


def _drop_stock(app: Sphinx, scripts: list[Any]) -> None:
    """Take away myst-nb's widget scripts, a second manager of the same widgets."""
    for script in [js for js in scripts if getattr(js, "filename", js) in app.config.nb_ipywidgets_js]:
        scripts.remove(script)


def _is_state(script: Any) -> bool:
    return getattr(script, "attributes", {}).get("type") == STATE_TYPE


def _compile(app: Sphinx, state: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Compile each live chart's specification; returns what the page shows of it, by widget."""
    charts = {key: widget["state"] for key, widget in state.items() if "_specification" in widget["state"]}
    for chart in charts.values():
        told = about(chart)
        if told.computed == "kernel":
            raise ExtensionError(
                f"model {told.name!r} cannot live on a page without a kernel: its function cannot be traced "
                f"({told.because})"
            )
    programs = {key: _digest(json.dumps(chart["_specification"])) for key, chart in charts.items()}
    wanted = {program: charts[key]["_specification"] for key, program in programs.items()}
    made = kept.each(app, "programs", wanted, _compiled) if app.config.kernelless_compile else _whole(wanted)
    script = _script(app, made)
    folder = static(app) / "programs"
    folder.mkdir(parents=True, exist_ok=True)
    shown = {}
    for key, program in programs.items():
        (folder / f"{program}.js").write_text(made[program]["script"], encoding="utf-8")
        charts[key]["_program"] = program
        charts[key]["_scripts"] = [own_script(app, text) for text in charts[key]["_scripts"]]
        if script != built.COMPILED:
            charts[key]["_chart"] = script
        shown[key] = {"pictures": made[program]["pictures"], "style": charts[key]["_css"], **charts[key]}
    return shown


def _script(app: Sphinx, made: dict[str, Any]) -> str:
    """The script that draws all models of a page, as a page has one."""
    if not app.config.kernelless_compile:
        return built.WHOLE
    return built.COMPILED_WHOLE if any(program["whole"] for program in made.values()) else built.COMPILED


def _compiled(wanted: dict[str, Any]) -> dict[str, Any]:
    """Each specification as a program of plain functions, and its pictures by width."""
    made: dict[str, Any] = json.loads(run("compile.mjs", str(NARROW), str(WIDE), text=json.dumps(wanted)))
    return made


def _whole(wanted: dict[str, Any]) -> dict[str, Any]:
    """Each specification as it is, for the page to parse, and its pictures by width."""
    return {
        program: {
            "script": f"kernelless.define({json.dumps(program)},{json.dumps(specification, separators=(',', ':'))});",
            "pictures": {str(width): drawn_at(specification, width) for width in (NARROW, WIDE)},
        }
        for program, specification in wanted.items()
    }


def _drop_missing_pages(widgets: dict[str, Any], folder: str, known: set[str]) -> None:
    """A model may name pages that this site does not have (yet): nothing can be remembered from there."""
    for model in (widget["state"] for widget in widgets.values() if "_kernelless" in widget["state"]):
        told = about(model)
        sources: Sequence[InheritDescription] = told.extras.get("inherit", [])
        there = [each for each in sources if posixpath.normpath(posixpath.join(folder, each.page)) in known]
        model["_kernelless"] = to_json(told.with_extras(inherit=there))


def own_script(app: Sphinx, text: str) -> str:
    """Write the script of an extra once; returns its file, as the runtime asks for it."""
    name = f"extras/{_digest(text)}.js"
    file = static(app) / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(enclosed(text), encoding="utf-8")
    return name


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def styles(app: Sphinx, models: dict[str, dict[str, Any]]) -> list[str]:
    """Write what each model's style has beyond that of all models, and name the files."""
    texts = []
    for model in models.values():
        height = about(model).height
        texts.append(f"{model['style'].removeprefix(stylesheet())}\n.kl-height-{height} {{ --kl-pixels: {height}; }}\n")
    files = {f"{_digest(style)}.css": style for style in texts}
    for file, style in files.items():
        (static(app) / file).write_text(style, encoding="utf-8")
    return sorted(files)


def only_models(widgets: dict[str, Any], views: list[str]) -> bool:
    """Whether the page shows models alone, which need no widget manager; their own controls are part of them."""
    models = {key for key, widget in widgets.items() if "_kernelless" in widget["state"]}
    if any(json.loads(view)["model_id"] not in models for view in views):
        return False
    own = {reference for key in models for reference in widgets[key]["state"]["_controls"]}
    links = (widget["state"] for widget in widgets.values() if widget["model_name"] in _LINKS)
    return all({link["source"][0], link["target"][0]} & own for link in links)


def models_alone(state: dict[str, Any]) -> dict[str, Any]:
    """Of a page's widgets, the models."""
    models = {key: widget for key, widget in state["state"].items() if "_kernelless" in widget["state"]}
    return {**state, "state": models}


def _place(view: str, models: dict[str, dict[str, Any]]) -> str:
    """What stands in the page for a widget until the runtime replaces it, and for good without scripts."""
    key = json.loads(view)["model_id"]
    return still(models[key], view) if key in models else view_script(view)
