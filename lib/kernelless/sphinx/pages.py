"""A page with widgets: its programs are compiled, its state is slimmed, and its picture stands there at once.

What the notebook left behind is the state of every widget, Vega specification and scripts included. The
specification becomes a program (see frontend/compile.mjs), the style a file, and in place of each model the
page gets its picture, its sentence and its starting values, which the runtime brings to life.
"""

from __future__ import annotations

import copy
import hashlib
import json
import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path, PurePosixPath
from typing import Any

from myst_nb.sphinx_ import NbMetadataCollector
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util import logging

from ..live_chart import drawn_at
from ..words import formatted, written
from . import built, prose
from .built import node as node  # the tests of explorers ask for it here
from .built import run

STATE_TYPE = "application/vnd.jupyter.widget-state+json"
FOLDER = "kernelless"
#: Widths, in pixels, of the two still pictures; the page's style shows the one that fits.
NARROW, WIDE = 328, 640
#: A part of the page with a table that shows at once, or only when asked for; and a cell of words.
OPEN, CLOSED, WORDS = 'class="kl-data kl-told" open', 'class="kl-data"', ' class="kl-words"'
_LONG = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")
_VIEW = re.compile(r'<script type="application/vnd\.jupyter\.widget-view\+json">(.*?)</script>', re.DOTALL)
#: What a page says by itself when nothing has taken the place of its still pictures for a while.
LATE = (
    '<p class="kl-late">The controls have not come: a script did not load, or this browser is too old for it. '
    "What stands here is the opening setting.</p>"
)
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
    for style in styles(app, models):
        app.add_css_file(f"{FOLDER}/{style}")
    app.add_css_file(f"{FOLDER}/page.css", priority=200)
    if others:
        app.add_css_file(f"{FOLDER}/widgets.css", priority=200)
    app.add_js_file(f"{FOLDER}/{'widgets' if others else 'runtime'}.js", priority=100, **{"async": "async"})
    # The runtime asks for Vega once its controls stand; the browser may fetch it before.
    later = [
        f"_static/{FOLDER}/{chart(app)}",
        *(f"_static/{FOLDER}/programs/{model['_program']}.js" for model in models.values()),
    ]
    links = (f'<link rel="preload" as="script" href="{context["pathto"](file, resource=True)}">' for file in later)
    context["metatags"] = context.get("metatags", "") + "\n".join(links)


def chart(app: Sphinx) -> str:
    """The script that draws."""
    return built.COMPILED if app.config.kernelless_compile else built.WHOLE


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
    folder = static(app) / "programs"
    folder.mkdir(parents=True, exist_ok=True)
    shown = {}
    for key, program in programs.items():
        (folder / f"{program}.js").write_text(made[program]["script"], encoding="utf-8")
        charts[key]["_program"] = program
        if not app.config.kernelless_compile:
            charts[key]["_chart"] = built.WHOLE
        shown[key] = {"pictures": made[program]["pictures"], "style": charts[key]["_css"], **charts[key]}
    return shown


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
    """Write each model's style once and name the files."""
    texts = []
    for model in models.values():
        height = model["_kernelless"]["height"]
        texts.append(f"{model['style']}\n.kl-height-{height} {{ --kl-pixels: {height}; }}\n")
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


def state_text(state: dict[str, Any]) -> str:
    """The widgets' state as the text of a script."""
    return json.dumps(_slim(state), separators=(",", ":")).replace("</", "<\\/")


def _slim(state: dict[str, Any]) -> dict[str, Any]:
    """The state without what the page has elsewhere, and without the empty entries of layouts and styles."""
    state = copy.deepcopy(state)
    for widget in state["state"].values():
        inner = widget["state"]
        for name in ("_specification", "_esm", "_engine", "_css", "_anywidget_id"):
            inner.pop(name, None)
        inner.get("_kernelless", {}).pop("worked", None)
        if widget["model_name"].endswith(("LayoutModel", "StyleModel")):
            widget["state"] = {name: value for name, value in inner.items() if value is not None}
    return state


def _place(view: str, models: dict[str, dict[str, Any]]) -> str:
    """What stands in the page for a widget until the runtime replaces it, and for good without scripts."""
    key = json.loads(view)["model_id"]
    return still(models[key], view) if key in models else _script(view)


def _script(view: str) -> str:
    return f'<script type="application/vnd.jupyter.widget-view+json">{view}</script>'


def still(model: dict[str, Any], view: str) -> str:
    """A model as it stands until its view, described in JSON, takes its place."""
    about = model["_kernelless"]
    names = [parameter["name"] for parameter in about["parameters"]]
    reading = {"v": 1, "params": {n: model[n] for n in names}, "outputs": {n: model[n] for n in about["outputs"]}}
    pictures = "".join(
        _picture(model["pictures"][str(width)], kind) for width, kind in ((NARROW, "narrow"), (WIDE, "wide"))
    )
    by_name = {parameter["name"]: parameter for parameter in about["parameters"]}
    controls = [by_name[name] for name in about.get("controls", [])[: about.get("first", 0)]]
    rows = "".join(
        f'<div class="kl-placeholder"><span>{escape(c["label"])}</span>'
        f"<span>{escape(written(c, model[c['name']]))}</span></div>"
        for c in controls
    )
    buttons = "".join(f'<button type="button" disabled>{escape(name)}</button>' for name, _ in about["scenarios"])
    asking = " kl-asking" if about["guess"] else ""
    if about["guess"] and about["guess"]["at"]:
        asking += " kl-drawing"
    name = f'<span class="kl-name">“{escape(model["scenario"])}”: </span>' if model["scenario"] else ""
    return (
        f'<div class="kl-static"><section class="kl{asking}" data-model="{escape(about["name"])}" '
        f'data-state="{escape(json.dumps(reading, separators=(",", ":")))}" aria-label="{escape(about["title"])}">'
        f'<div class="kl-body"><div class="kl-scenarios">{buttons}</div>'
        f'<div class="kl-stage" data-longest="{escape(about["longest"])}"><figure class="kl-figure">'
        f'<div class="kl-picture kl-height-{about["height"]}" role="img" '
        f'aria-label="{escape(about["title"])}. {escape(model["sentence"])}">{pictures}</div></figure>'
        f'{_question(about["guess"])}<p class="kl-sentence">{name}{escape(model["sentence"])}</p></div>'
        f'<div class="kl-controls">{rows}<noscript><p>Scripts are off, so the picture stands still at its opening '
        f"setting.</p></noscript>{LATE}</div></div>{_extra(about)}</section>{_script(view)}</div>"
    )


def _question(guess: dict[str, Any] | None) -> str:
    """The question as it will stand there, until the runtime can take an answer."""
    if not guess:
        return ""
    buttons = "".join(
        f"<button disabled>{label}</button>"
        for label in ("Compare" if guess["at"] else "Show the answer", "Just show me")
    )
    entry = f'<span class="kl-entry"><input disabled aria-label="{escape(guess["label"])}">'
    beside = f"{'% ' if guess['format'].endswith('%') else ''}{guess['unit']}".strip()
    unit = f"<span>{escape(beside)}</span></span>"
    if guess["at"]:
        entry = f'<p class="kl-hint">{escape(guess["hint"])}</p>'
        unit = '<details class="kl-points"><summary>Type it instead</summary></details>'
    return (
        f'<div class="kl-guess"><p class="kl-question">{escape(guess["question"])}</p>{entry}{unit}'
        f'<span class="kl-tools">{buttons}</span></div>'
    )


def _inherit(sources: list[dict[str, Any]]) -> str:
    """Where settings could come from, as it stands while none are remembered."""
    if not sources:
        return ""
    links = [f'<a href="{escape(source["page"])}.html">{escape(source["label"])}</a>' for source in sources]
    listed = " and ".join([part for part in (", ".join(links[:-1]), links[-1]) if part])
    return (
        f'<div class="kl-inherit"><p>Nothing is remembered from earlier chapters yet. Move a control in {listed}, '
        f"and it can be used here.</p></div>"
    )


def _extra(about: dict[str, Any]) -> str:
    """Goals and worked numbers; the numbers open without scripts too, and stand open in print."""
    many = len(about["challenges"]) > 1
    goals = "".join(
        f'<div class="kl-challenge"><p class="kl-goal"><strong>Challenge{f" {i}" if many else ""}. </strong>'
        f"{escape(goal['text'])}</p></div>"
        for i, goal in enumerate(about["challenges"], 1)
    )
    return f'<div class="kl-extra">{_inherit(about["inherit"])}{goals}{_worked(about)}</div>'


def _worked(about: dict[str, Any]) -> str:
    data = about["data"]
    if not data:
        return ""
    heads = "".join(f'<th scope="col" role="columnheader">{escape(label)}</th>' for _, label, _ in data["columns"])
    forms = [form for _, _, form in data["columns"]]
    rows = "".join(
        '<tr role="row">'
        + "".join(
            f'<th scope="row" role="rowheader">{escape(formatted(value, form))}</th>'
            if i == 0
            else f'<td role="cell"{"" if form else WORDS}>{escape(formatted(value, form))}</td>'
            for i, (value, form) in enumerate(zip(row, forms, strict=True))
        )
        + "</tr>"
        for row in about["worked"]
    )
    return (
        f"<details {OPEN if data['open'] else CLOSED}><summary>{escape(data['summary'])}</summary>"
        f'<div class="kl-table" tabindex="0" role="group" '
        f'aria-label="{escape(data["caption"])}"><table role="table"><caption>{escape(data["caption"])}</caption>'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead><tbody role="rowgroup">{rows}</tbody></table></div>'
        f"</details>"
    )


def _picture(svg: str, kind: str) -> str:
    return svg.replace(
        "<svg ", f'<svg preserveAspectRatio="xMidYMid meet" class="kl-still kl-{kind}" aria-hidden="true" ', 1
    ).replace(' class="marks"', "", 1)
