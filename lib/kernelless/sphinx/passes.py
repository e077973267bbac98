"""What is done to the HTML of a page: at each of three moments it is parsed once, changed as a tree, and written once.

There are three moments, each an event of Sphinx's to which a step connects with its place in the order (`priority`):

====================  ========================================  =====================================================
event                 when, and what a step is given            the steps in order, each where its setting is on
====================  ========================================  =====================================================
``kernelless-body``   Sphinx has the words of a page:           models 200, prose 300
                      ``(app, name, body, context, doctree)``
``kernelless-page``   all pages are written:                    icons 200, menus 250, access 300, storage 400,
                      ``(app, page)``                           order 500, folders 800
``kernelless-site``   the site's other files are as they stay,  first 500, policy 900
                      as style sheets are made for what all
                      pages have: ``(app, page)``
====================  ========================================  =====================================================

An extension of a site's own may connect to each, in between or around these.

The parser is lexbor, through selectolax. It builds the tree that HTML's specification asks for, so what is written is
what a browser would have made of the page; SVG and MathML keep their names. Of the tests' site it reads and writes a
page forty times as fast as BeautifulSoup over `html.parser`, which does neither; lxml's parser is HTML 4's.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path, PurePosixPath
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode
from sphinx.application import Sphinx

BODY, PAGE, SITE = "kernelless-body", "kernelless-page", "kernelless-site"
#: In the folder of what was read: which pages have been through a moment, each by the digest of its text.
_RECORD = "kernelless-moments.json"
#: Elements of which the parser drops a line break at the start.
_DROPPING = "pre, textarea, listing"


@dataclass(frozen=True)
class Page:
    """A page that is written: its tree, its file, and its path within the site, such as ``folder/one.html``."""

    tree: LexborHTMLParser
    file: Path
    path: PurePosixPath

    @property
    def name(self) -> str:
        """The name that the page has in Sphinx, if it is one of Sphinx's pages."""
        return self.path.with_suffix("").as_posix()


def parsed(text: str) -> LexborHTMLParser:
    """A whole page as a tree."""
    return LexborHTMLParser(text)


def fragment(text: str) -> LexborHTMLParser:
    """What stands in a page's body as a tree, whose `body` holds it."""
    return LexborHTMLParser(f"<!DOCTYPE html><body>{text}")


def written(tree: LexborHTMLParser) -> str:
    """A whole page as text."""
    _keep_breaks(tree)
    text = (tree.html or "").replace("<!DOCTYPE html><html", "<!DOCTYPE html>\n<html", 1)
    return f"{text}\n"


def inner(tree: LexborHTMLParser) -> str:
    """What stands in the body as text."""
    _keep_breaks(tree)
    return (tree.body.inner_html if tree.body else "") or ""


def _keep_breaks(tree: LexborHTMLParser) -> None:
    """Put a line break before one that an element begins with, as the next parser drops it."""
    for node in tree.css(_DROPPING):
        first = node.first_child
        if first is not None and first.is_text_node and first.text().startswith("\n"):
            first.insert_before("\n")


def nodes(html: str) -> Iterator[LexborNode]:
    """The elements and texts of a piece of HTML, to be put into a tree."""
    node = LexborHTMLParser(html, is_fragment=True).root
    while node is not None:
        yield node
        node = node.next


def before(node: LexborNode, html: str) -> None:
    """Put HTML before a node."""
    for new in nodes(html):
        node.insert_before(new)


def after(node: LexborNode, html: str) -> None:
    """Put HTML after a node."""
    for new in reversed(list(nodes(html))):
        node.insert_after(new)


def append(node: LexborNode, html: str) -> None:
    """Put HTML at the end of what a node holds."""
    for new in nodes(html):
        node.insert_child(new)


def replace(node: LexborNode, html: str) -> None:
    """Put HTML in a node's place."""
    before(node, html)
    node.decompose()


def set_text(node: LexborNode, text: str) -> None:
    """Have a node hold a text and nothing else."""
    while (child := node.first_child) is not None:
        child.remove()
    node.insert_child(text)


def remove(node: LexborNode) -> None:
    """Take a node away, with the blanks before it."""
    blank = node.prev
    if blank is not None and blank.is_empty_text_node:
        blank.decompose()
    node.decompose()


def start_tag(node: LexborNode) -> str:
    """The tag that a node begins with."""
    attributes = "".join(
        f" {name}" if value is None else f' {name}="{escape(value)}"' for name, value in node.attributes.items()
    )
    return f"<{node.tag}{attributes}>"


def _body(app: Sphinx, name: str, _: str, context: dict[str, Any], doctree: Any) -> None:
    """Take the words of a page through the steps; where these change nothing, they stay as Sphinx wrote them."""
    if "body" not in context or app.builder.format != "html":
        return
    tree = fragment(context["body"])
    given = tree.html
    app.emit(BODY, name, tree, context, doctree)
    if tree.html != given:
        context["body"] = inner(tree)


def run(app: Sphinx, moment: str) -> None:
    """Take each page of the site through a moment's steps, if there are any, unless an earlier build has."""
    if not app.events.listeners.get(moment):
        return
    record, done = _record(app), set()
    try:
        for file in _files(app):
            done.add(_done(app, moment, file, record))
    except Exception:
        done |= record[moment]
        raise
    finally:
        kept = {name: sorted(texts) for name, texts in {**record, moment: done}.items()}
        Path(app.doctreedir, _RECORD).write_text(json.dumps(kept), encoding="utf-8")


def waiting(app: Sphinx, moment: str) -> Iterator[Page]:
    """The pages that are to go through a moment's steps."""
    record = _record(app)
    for file in _files(app):
        text = file.read_text(encoding="utf-8")
        if not _is_through(text, moment, record):
            yield _page(app, file, text)


def _done(app: Sphinx, moment: str, file: Path, record: dict[str, set[str]]) -> str:
    """The digest of a page's text once it has been through the steps."""
    text = file.read_text(encoding="utf-8")
    if not _is_through(text, moment, record):
        page = _page(app, file, text)
        app.emit(moment, page)
        text = written(page.tree)
        file.write_text(text, encoding="utf-8")
    return _digest(text)


def _is_through(text: str, moment: str, record: dict[str, set[str]]) -> bool:
    """Whether a page has been through a moment, or through the last one, which comes after it."""
    return _digest(text) in record[moment] | record[SITE]


def _page(app: Sphinx, file: Path, text: str) -> Page:
    return Page(parsed(text), file, PurePosixPath(file.relative_to(app.outdir).as_posix()))


def _files(app: Sphinx) -> list[Path]:
    out = Path(app.outdir)
    for leftover in out.glob("_static/*webpack-macros.html"):  # the themes' templates, not pages
        leftover.unlink()
    return sorted(out.rglob("*.html"))


def _record(app: Sphinx) -> dict[str, set[str]]:
    file = Path(app.doctreedir, _RECORD)
    kept = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return {moment: set(kept.get(moment, ())) for moment in (PAGE, SITE)}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def setup(app: Sphinx) -> None:
    """Register the moments."""
    for moment in (BODY, PAGE, SITE):
        app.add_event(moment)
    app.connect("html-page-context", _body, priority=800)
