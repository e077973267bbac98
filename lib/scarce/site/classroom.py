"""The page on which a teacher puts a class's guesses together: every question of the book with its answer.

The directive `class-guesses` leaves a place with the questions as data, from the very guesses that the chapters' models
ask; the page's script (frontend/classroom.js) reads the lines and draws. Nothing leaves the browser.
"""

from __future__ import annotations

import json
from html import escape
from typing import Any

from docutils import nodes
from kernelless.schema import to_json
from kernelless.sphinx.embed import homes
from kernelless.sphinx.pages import FOLDER, about, models_in
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

TYPE = "application/vnd.kernelless.questions+json"
#: What the page needs of a guess; how it is drawn on the chart stays there.
_KEPT = ("question", "label", "unit", "format", "range", "compare", "answer", "at", "axis")


class ClassGuesses(SphinxDirective):
    """Where the class's guesses are put together."""

    def run(self) -> list[nodes.Node]:
        """A place to be filled once all chapters have been read."""
        self.env.metadata[self.env.docname]["class-guesses"] = True
        return [nodes.container(class_guesses=True)]


def questions(app: Sphinx, here: str) -> list[dict[str, Any]]:
    """What each model asks, where, and the answer at its opening setting."""
    found = []
    for name, chapter in homes(app).items():
        guess = to_json(about(models_in(app, chapter)[name]).extras.get("guess"))
        if guess:
            title, page = app.env.titles[chapter].astext(), app.builder.get_relative_uri(here, chapter)
            found.append({"name": name, "chapter": title, "page": page, **{key: guess[key] for key in _KEPT}})
    return found


def place(asked: list[dict[str, Any]]) -> str:
    """The page's part as it is delivered: the questions in words, and as data for the script."""
    data = json.dumps(asked, separators=(",", ":")).replace("</", "<\\/")
    rows = "".join(
        f'<dt><a href="{escape(each["page"])}">{escape(each["chapter"])}</a></dt><dd>{escape(each["question"])}</dd>'
        for each in asked
    )
    return (
        f'<div class="kl-class kl-tooled kl-follows"><script type="{TYPE}">{data}</script>'
        f"<p>Where scripts run, lines can be pasted here. These are the questions.</p>"
        f'<dl class="kl-questions">{rows}</dl></div>'
    )


def _fill(app: Sphinx, doctree: nodes.document, name: str) -> None:
    for found in list(doctree.findall(lambda node: isinstance(node, nodes.container) and "class_guesses" in node)):
        found.replace_self(nodes.raw("", place(questions(app, name)), format="html"))


def _page(app: Sphinx, name: str, _: str, __: dict[str, Any], doctree: Any) -> None:
    if doctree is not None and app.env.metadata.get(name, {}).get("class-guesses"):
        app.add_js_file(f"{FOLDER}/classroom.js", loading_method="defer")
        app.add_css_file(f"{FOLDER}/classroom.css")


def _again(_: Sphinx, env: BuildEnvironment) -> list[str]:
    """The page asks what the chapters ask now."""
    return [name for name, about in env.metadata.items() if about.get("class-guesses")]


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("class-guesses", ClassGuesses)
    app.connect("env-updated", _again)
    app.connect("doctree-resolved", _fill)
    app.connect("html-page-context", _page)
