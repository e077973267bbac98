"""A sense of place: which essay a chapter goes after, how far along its part it stands, how long it takes.

The front matter says ``essay: a`` and ``steps: A2, A3``. The line under the title is made of these and the table of
contents, each step with the essay of its letter; the attribute ``data-essay`` on ``<html>`` gives the page its accent
(book.css).
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from docutils import nodes
from kernelless.sphinx import embed, passes
from selectolax.lexbor import LexborHTMLParser
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError

from .sources import ESSAYS, source

#: Words of prose a minute.
WORDS_A_MINUTE = 220


@dataclass(frozen=True)
class Part:
    """A part of the book: its numeral and its chapters, in order."""

    numeral: str
    chapters: list[str]


def part_of(site_map: Any, chapter: str) -> Part | None:
    """The part that a chapter belongs to, or None for one outside all parts."""
    for tree in site_map.root.subtrees:
        chapters = [str(item) for item in tree.items]
        if chapter in chapters:
            return Part(str(tree.caption or "").partition(" · ")[0], chapters)
    return None


def essay_of(env: BuildEnvironment, chapter: str) -> str:
    """The letter of the essay that a chapter goes after, or nothing."""
    essay = str(env.metadata.get(chapter, {}).get("essay", ""))
    if essay and essay not in ESSAYS:
        raise ExtensionError(f"{chapter}: `essay` must be one of {', '.join(ESSAYS)}; got {essay!r}")
    return essay


def minutes(doctree: nodes.document) -> int:
    """Minutes that the prose takes to read, rounded up; cells, their output and tables do not count."""
    aside = (nodes.container, nodes.table)
    prose = [
        paragraph.astext()
        for paragraph in doctree.findall(nodes.paragraph)
        if not any(isinstance(over, aside) for over in _ancestors(paragraph))
    ]
    return max(1, -(-len(" ".join(prose).split()) // WORDS_A_MINUTE))


def _ancestors(node: nodes.Node) -> list[nodes.Node]:
    return [node.parent, *_ancestors(node.parent)] if node.parent else []


def by_essay(essay: str, steps: str) -> dict[str, list[str]]:
    """The steps by the letter that each begins with; a chapter that names none still goes after its essay."""
    found: dict[str, list[str]] = {}
    for step in filter(None, map(str.strip, steps.split(","))):
        found.setdefault(step[0].lower(), []).append(step)
    return found or {essay: []}


def _after(env: BuildEnvironment, essay: str, steps: list[str]) -> str:
    work = source(env, ESSAYS[essay])
    link = f'<a href="{escape(work.url)}" title="{escape(work.title)}">essay {essay.upper()}</a>'
    return link + (f", step{'s' if len(steps) > 1 else ''} {escape(', '.join(steps))}" if steps else "")


def line(app: Sphinx, chapter: str, doctree: nodes.document) -> str:
    """The line under a chapter's title, as HTML."""
    env = app.env
    essay, part = essay_of(env, chapter), part_of(env.external_site_map, chapter)  # type: ignore[attr-defined] # toc's
    if not essay or not part:
        return ""
    steps = by_essay(essay, str(env.metadata[chapter].get("steps", "")))
    if essay not in steps or not set(steps) <= set(ESSAYS):
        raise ExtensionError(f"{chapter}: steps must be of essay {essay.upper()}, or of both essays; got {steps}")
    after = ", and ".join(_after(env, letter, own) for letter, own in steps.items())
    where = f"{part.chapters.index(chapter) + 1} of {len(part.chapters)} in part {escape(part.numeral)}"
    return (
        f'<div class="book-place"><span>After {after}</span><span>Chapter {where}'
        f'<span class="book-dots" role="group" aria-label="Chapters of part {escape(part.numeral)}">'
        f"{''.join(_dot(app, other, chapter) for other in part.chapters)}</span></span>"
        f"<span>{minutes(doctree)} min read</span></div>"
    )


def _dot(app: Sphinx, other: str, here: str) -> str:
    title = escape(app.env.titles[other].astext())
    current = ' aria-current="page"' if other == here else ""
    address = app.builder.get_relative_uri(here, other) or "#"
    return f'<a href="{address}" aria-label="{title}" title="{title}"{current}></a>'


def _put(app: Sphinx, name: str, body: LexborHTMLParser, _: Any, doctree: nodes.document | None) -> None:
    """The line goes right after the page's title."""
    title = body.css_first("h1")
    if doctree is not None and title is not None:
        passes.after(title, f"\n{line(app, name, doctree)}")


def mark(tree: LexborHTMLParser, **marks: str) -> None:
    """Put ``data-`` attributes on a page's root, where they have a value."""
    [root] = tree.css("html")
    for key in filter(marks.get, marks):
        root.attrs[f"data-{key}"] = marks[key]


def _mark(app: Sphinx, page: passes.Page) -> None:
    """A page is marked by its own essay, that of a model alone by its chapter's."""
    alone = {f"{embed.PLACE}/{model}": chapter for model, chapter in embed.homes(app).items()}
    chapter = alone.get(page.name, page.name)
    if chapter in app.env.found_docs:
        mark(page.tree, essay=essay_of(app.env, chapter), place="opening" * (page.name == app.config.root_doc))


def _name(_: Sphinx, config: Config) -> None:
    """Beside the mark, at the head of every page, stands the book's title."""
    logo = config.html_theme_options.setdefault("logo", {})
    logo["text"] = logo.get("text") or config.html_title


def setup(app: Sphinx) -> None:
    """Register the name, the line and the marks."""
    app.connect("config-inited", _name)
    app.connect(passes.BODY, _put, priority=100)
    app.connect(passes.PAGE, _mark, priority=100)
