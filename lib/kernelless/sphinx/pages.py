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
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from myst_nb.sphinx_ import NbMetadataCollector
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util import logging

from ..live_chart import drawn_at, stylesheet
from ..still import NARROW, STATE_TYPE, WIDE, state_text, still, view_script
from . import built, prose
from .built import node as node  # the tests of explorers ask for it here
from .built import run

FOLDER = "kernelless"
_LONG = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")
_VIEW = re.compile(r'<script type="application/vnd\.jupyter\.widget-view\+json">(.*?)</script>', re.DOTALL)
#: What tells a reader in Jupyter that the model does not show; a page has other words for that.
_ABSENT = re.compile(r'<div class="output text_html">\s*<(p|figure) class="kl-absent">.*?</\1>\s*</div>', re.DOTALL)
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
    app.connect("html-page-context", _page, priority=800)
    app.connect("builder-inited", _build_runtime)


def static(app: Sphinx) -> Path:
    """The folder of the pages' own scripts and styles, as long as the site is being written."""
    return Path(app.outdir) / "_static" / FOLDER


def _build_runtime(app: Sphinx) -> None:
    if app.builder.format == "html":
        built.provide(static(app), app.config.kernelless_compile)


def models_in(app: Sphinx, chapter: str) -> dict[str, dict[str, Any]]:
    """The state of each model that a chapter made, by its name."""
    scripts = NbMetadataCollector.get_js_files(app.env, chapter).values()
    bodies = (about["body"] for _, about in scripts if about.get("type") == STATE_TYPE)
    widgets = (widget["state"] for body in bodies for widget in json.loads(body)["state"].values())
    return {state["_kernelless"]["name"]: state for state in widgets if "_kernelless" in state}


def _elsewhere(app: Sphinx, name: str) -> Callable[[str], tuple[str, dict[str, Any]]]:
    """For a page, the address and the models of another chapter in its folder."""

    def elsewhere(other: str) -> tuple[str, dict[str, Any]]:
        there = (PurePosixPath(name).parent / other).as_posix()
        if there not in app.env.all_docs:
            raise ExtensionError(f"page {name} links to a model in {there!r}, which is no page of this site")
        return app.builder.get_relative_uri(name, there), models_in(app, there)

    return elsewhere


def _page(app: Sphinx, name: str, _: str, context: dict[str, Any], __: Any) -> None:
    script = next((js for js in context["script_files"] if _is_state(js)), None)
    if script is None or not (app.config.kernelless_widgets or "_kernelless" in script.attributes["body"]):
        if "body" in context:  # no model, so no prose may follow one
            context["body"] = prose.filled(context["body"], {}, name, _elsewhere(app, name))
        return
    try:
        state = json.loads(script.attributes["body"])
        models = _compile(app, state["state"])
        live = Live(state, models, {old: f"w{i}" for i, old in enumerate(state["state"])})
        _drop_missing_pages(models, Path(name).parent.as_posix(), app.env.found_docs)
    except ExtensionError as error:
        raise ExtensionError(f"page {name}: {error}") from error
    others = not only_models(state["state"], _VIEW.findall(context["body"]))
    _drop_stock(app, context["script_files"])
    body = _VIEW.sub(lambda view: _place(view[1], models), _ABSENT.sub("", context["body"]))
    body = prose.filled(
        body, {model["_kernelless"]["name"]: model for model in models.values()}, name, _elsewhere(app, name)
    )
    context["body"] = live.renamed(body)
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
        if chart["_kernelless"]["computed"] == "kernel":
            raise ExtensionError(
                f"model {chart['_kernelless']['name']!r} cannot live on a page without a kernel: its function cannot "
                f"be traced ({chart['_kernelless']['because']})"
            )
    programs = {key: _digest(json.dumps(chart["_specification"])) for key, chart in charts.items()}
    wanted = {program: charts[key]["_specification"] for key, program in programs.items()}
    made = _compiled(wanted) if app.config.kernelless_compile and wanted else _whole(wanted)
    script = _script(app, made)
    folder = static(app) / "programs"
    folder.mkdir(parents=True, exist_ok=True)
    shown = {}
    for key, program in programs.items():
        (folder / f"{program}.js").write_text(made[program]["script"], encoding="utf-8")
        charts[key]["_program"] = program
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


def _drop_missing_pages(models: dict[str, dict[str, Any]], folder: str, known: set[str]) -> None:
    """A model may name chapters that this book does not have (yet): nothing can be remembered from there."""
    for model in models.values():
        about = model["_kernelless"]
        there = [s for s in about["inherit"] if posixpath.normpath(posixpath.join(folder, s["page"])) in known]
        about["inherit"] = there


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def styles(app: Sphinx, models: dict[str, dict[str, Any]]) -> list[str]:
    """Write what each model's style has beyond that of all models, and name the files."""
    texts = []
    for model in models.values():
        height = model["_kernelless"]["height"]
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
