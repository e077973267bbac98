"""Each model on a page of its own, to stand in a frame of somebody else's site: `embed/NAME.html`.

The page has the site's model with its program, picture and fragment, and nothing of the theme. The directive
`embeds` lists all of them with the lines to copy.
"""

from __future__ import annotations

import copy
import json
import math
import os.path
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from html import escape
from pathlib import Path, PurePosixPath
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

from .. import messages, still
from ..guess import GuessDescription
from ..messages import say, say_html
from ..schema import Description, to_json
from . import pages
from .pages import FOLDER, Live
from .settings import when

PLACE = "embed"
_NAME = re.compile(r"[\w-]+")
#: For a frame as wide as a usual page's column, 640 pixels: the room for a line, the height of the letters there, and
#: how wide a letter is beside that. The heights below are those of the style sheets, in the same pixels.
LINE, LETTER, WIDE = 590, 20, 0.48
SCALE = LETTER / 16

RESIZE = """<script>
addEventListener("message", ({ data, source }) => {
  if (data?.type !== "kernelless:height" || typeof data.height !== "number") return;
  for (const frame of document.querySelectorAll("iframe"))
    if (frame.contentWindow === source && /\\/embed\\/[\\w-]+\\.html([?#]|$)/.test(frame.src))
      if (data.height > 0 && data.height < 20000) frame.height = Math.ceil(data.height);
});
</script>"""


@cache
def homes(app: Sphinx) -> dict[str, str]:
    """The page of each model: the first that has it, in reading order; the site's first page only shows samples."""
    found: dict[str, str] = {}
    root = app.config.root_doc
    order = [name for name in app.env.collect_relations() if name != root]
    for page in [*order, root]:
        for model in pages.models_in(app, page):
            found.setdefault(model, page)
    for model in found:
        if not _NAME.fullmatch(model):
            raise ExtensionError(
                f"a model's name must be letters, digits, - and _, as a page is named so; got {model!r}"
            )
    return found


def alone(state: dict[str, Any], key: str) -> dict[str, Any]:
    """Of a page's widgets, one model."""
    return {**state, "state": {key: state["state"][key]}}


def snippet(address: str, model: dict[str, Any]) -> str:
    """The lines that put a model into a page; without the script it keeps this height, and scrolls if need be."""
    return (
        f'<iframe src="{escape(address)}"\n  title="{escape(pages.about(model).title)}"\n'
        f'  width="100%" height="{height(pages.about(model))}" loading="lazy" allow="clipboard-write"></iframe>'
    )


def height(about: Description) -> int:
    """As much as the model takes in a frame of 640 pixels, whether it asks for a guess or has had one."""
    guess: GuessDescription | None = about.extras.get("guess")
    asked = guess and guess.at
    stage = SCALE * about.height + 5
    if guess and guess.at:
        stage += 125 + 31 * _breaks(guess.question, 1.05) + 27 * _breaks(guess.hint, 0.9)
    else:
        stage += 27 * _breaks(about.longest, 0.9)
    answered = 98 if guess and not asked else 0
    return int(
        math.ceil((155 + 30 * _breaks(about.title, 1.2) + stage + answered + _controls(about) + _below(about)) / 10)
        * 10
    )


def _breaks(text: str, size: float) -> int:
    """How many lines a text takes, in letters of `size` times the usual height."""
    return max(1, math.ceil(len(text) * size * LETTER * WIDE / LINE))


def _controls(about: Description) -> int:
    """What the controls that show at once take, and the buttons below them."""
    taken = 90 if len(about.parameters) > about.first else 43
    for parameter in about.at_once:
        taken += {"play": 103, "choice": 72, "search": 80}.get(parameter.control, 70)
        taken += 22 if parameter.beside else 0
    return taken


def _below(about: Description) -> int:
    """What stands below a model: sources of its settings, goals, ways on, its numbers, and what else says how much."""
    extras = about.extras
    parts = [95] if extras.get("inherit") else []
    goals = [f"{say('challenge.one')} 1. {goal.text}" for goal in extras.get("challenges", [])]
    parts += [38 + 29 * _breaks(goal, 0.95) for goal in goals]
    parts += [28 for _ in extras.get("carry", [])]
    if "data" in extras:
        rows = about.worked["data"] if extras["data"].open else []
        parts.append(115 + sum(12 + 25 * (1 + _breaks(str(row[-1]), 0.85)) for row in rows))
    parts += [each["room"] for each in extras.values() if isinstance(each, dict) and "room" in each]
    return sum(parts) + 15 * len(parts)


def _write(app: Sphinx, name: str, _: str, context: dict[str, Any], __: Any) -> None:
    live: Live | None = context.get("kernelless")
    models = live.models.items() if live else ()
    written: set[str] = set()
    for key, model in models:
        model_name = pages.about(model).name
        if live and homes(app).get(model_name) == name and model_name not in written:
            written.add(model_name)
            file = Path(app.outdir, PLACE, f"{model_name}.html")
            file.parent.mkdir(exist_ok=True)
            file.write_text(_page(app, name, live, key), encoding="utf-8")


def _page(app: Sphinx, home: str, live: Live, key: str) -> str:
    state = alone(copy.deepcopy(live.state), key)
    model = state["state"][key]["state"]
    about = pages.about(model)
    folder = PurePosixPath(os.path.relpath(PurePosixPath(home).parent, PLACE))
    moved = {
        kind: [replace(link, page=(folder / link.page).as_posix()) for link in about.extras.get(kind, [])]
        for kind in ("carry", "inherit")
    }
    model["_kernelless"] = to_json(about.with_extras(**moved))
    view = json.dumps({"version_major": 2, "version_minor": 0, "model_id": key})
    body = still.still({**live.models[key], "_kernelless": model["_kernelless"]}, view)
    title, site = escape(about.title or about.name), escape(app.config.html_title)
    address = escape(f"{folder / PurePosixPath(home).name}.html")
    link = f'<a href="{address}">{escape(app.env.titles[home].astext())}</a>'
    return live.renamed(
        f'<!DOCTYPE html>\n<html lang="{app.config.language}" data-theme="auto" data-embed="{about.name}">\n'
        "  <head>\n"
        f'    <meta charset="utf-8" />\n    <meta name="viewport" content="width=device-width, initial-scale=1" />\n'
        f'    <title>{title} · {site}</title>\n    <base target="_blank" />\n{_head(app, live.models[key])}  </head>\n'
        f'  <body class="kl-embed kl-follows">\n    <main>\n      <h1>{title}</h1>\n{body}\n    </main>\n    <footer>'
        f"<p>{say_html('embed.footer', site=site, page=link)}</p></footer>\n"
        f"{messages.script()}"
        f'    <script type="{still.STATE_TYPE}">{still.state_text(state)}</script>\n  </body>\n</html>\n'
    )


def _head(app: Sphinx, model: dict[str, Any]) -> str:
    """The styles and scripts that the model's own page has too, without the theme's."""
    static = Path(app.outdir, "_static")
    own = [entry if isinstance(entry, str) else entry[0] for entry in app.config.html_css_files]
    styles = [
        f"{FOLDER}/page.css",
        f"{FOLDER}/widget.css",
        *own,
        f"{FOLDER}/embed.css",
        *(f"{FOLDER}/{file}" for file in pages.styles(app, {"": model})),
    ]
    script = (static / FOLDER / "embed.js").read_text(encoding="utf-8").strip()
    later = [f"{FOLDER}/{pages.chart(model)}", f"{FOLDER}/programs/{model['_program']}.js"]
    lines = [
        *(f'<link rel="stylesheet" href="../_static/{file}" />' for file in styles),
        f'<script data-cfasync="false">{script}</script>',  # in the head, so that a dark page is never light first
        f'<script async="async" src="../_static/{FOLDER}/runtime.js"></script>',
        *(f'<link rel="preload" as="script" href="../_static/{file}">' for file in later),
    ]
    icon = app.config.html_favicon
    lines += [f'<link rel="icon" href="../_static/{Path(icon).name}" />'] if icon else []
    return "".join(f"    {line}\n" for line in lines)


class Embeds(SphinxDirective):
    """Where the list of models to embed goes."""

    def run(self) -> list[nodes.Node]:
        """A place to be filled once all pages have been read."""
        if not self.config.kernelless_embed:
            raise self.error("the directive embeds needs kernelless_embed = True in the settings; got False")
        self.env.metadata[self.env.docname]["embeds"] = True
        return [nodes.container(embeds=True)]


def listed(app: Sphinx, here: str) -> Iterator[nodes.Node]:
    """A section for each model, and before them the script that all of them share."""
    base = app.config.html_baseurl.rstrip("/") + "/"
    script = nodes.title("", say("embed.script"))
    yield nodes.section("", script, _lines(RESIZE), ids=["embed-script"])
    for name, home in homes(app).items():
        model = pages.models_in(app, home)[name]
        title = pages.about(model).title or name
        own = app.builder.get_relative_uri(here, home)
        to_page = os.path.relpath(f"{PLACE}/{name}.html", PurePosixPath(here).parent)
        own_page = nodes.reference("", say("embed.alone"), refuri=Path(to_page).as_posix(), internal=True)
        its = nodes.reference("", app.env.titles[home].astext(), refuri=own, internal=True)
        yield nodes.section(
            "",
            nodes.title("", title),
            nodes.paragraph("", "", *_said("embed.from", model=own_page, page=its)),
            _lines(snippet(f"{base}{PLACE}/{name}.html", model)),
            ids=[f"embed-{name}"],
        )


def _said(name: str, **parts: nodes.Node) -> list[nodes.Node]:
    """A message with parts of a page in its places."""
    marks = {part: f"\0{part}\0" for part in parts}
    return [parts.get(piece, nodes.Text(piece)) for piece in say(name, **marks).split("\0") if piece]


def _lines(text: str) -> nodes.Node:
    block = nodes.literal_block(text, text, language="html")
    return nodes.container("", block, classes=["kl-snippet", "kl-follows"])


def _fill(app: Sphinx, doctree: nodes.document, name: str) -> None:
    for place in list(doctree.findall(lambda node: isinstance(node, nodes.container) and "embeds" in node)):
        place.replace_self(list(listed(app, name)))


def _button(app: Sphinx, name: str, _: str, __: dict[str, Any], doctree: Any) -> None:
    if doctree is not None and app.env.metadata.get(name, {}).get("embeds"):
        app.add_js_file(f"{FOLDER}/copying.js", loading_method="defer")
        app.add_css_file(f"{FOLDER}/tools.css")


def _again(_: Sphinx, env: BuildEnvironment) -> list[str]:
    """The list says what the pages have now."""
    return [name for name, about in env.metadata.items() if about.get("embeds")]


def setup(app: Sphinx) -> None:
    """Register the pages, after the site's own, and the directive."""
    app.add_directive("embeds", Embeds)
    app.connect("env-updated", when("kernelless_embed", _again))
    app.connect("doctree-resolved", when("kernelless_embed", _fill))
    app.connect("html-page-context", when("kernelless_embed", _write), priority=810)
    app.connect("html-page-context", when("kernelless_embed", _button))
