"""A page has in itself the style of what it shows first, so that its text waits for no style sheet.

Of the rules of its style sheets it gets those that it needs as it stands, before a script has changed it
(frontend/first.mjs); it looks the same when the sheets come, which stand behind its content (see `order`).
"""

from __future__ import annotations

import json
import os.path
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode
from sphinx.application import Sphinx

from . import built, kept, passes, styles

_VARIABLE = re.compile(r"var\((--[\w-]+)\)")
#: What has classes and names that a rule may be for. The parts of a picture say themselves how they look, in colours
#: that may be `_VARIABLE`; of these a rule knows no more than their tags, such as that of all texts.
_STYLED = ":not(svg *)"


def asked(tree: LexborHTMLParser, file: Path) -> dict[str, Any]:
    """What a page has that a rule can be for, and the style sheets of its own site."""
    elements = tree.css(_STYLED)
    attributes = [(name, value or "") for node in elements for name, value in node.attributes.items()]
    classes = {each for name, value in attributes if name == "class" for each in value.split()}
    return {
        "tags": sorted({node.tag or "" for node in tree.css("*")}),
        "classes": sorted(classes),
        "ids": sorted({value for name, value in attributes if name == "id"}),
        "names": sorted({name for name, _ in attributes}),
        "values": sorted({value for name, value in attributes if name != "content"}),
        "variables": sorted(set(_VARIABLE.findall(tree.html or ""))),
        "sheets": [_sheet(sheet, file) for link in tree.css(styles.SHEET) if (sheet := _own(link, file))],
    }


def _own(link: LexborNode, file: Path) -> Path | None:
    """The file of a style sheet that a page links to, unless it is of another site."""
    sheet = file.parent / link.attrs.sget("href").partition("?")[0]
    return sheet if ":" not in link.attrs.sget("href") and sheet.is_file() else None


def _sheet(sheet: Path, page: Path) -> dict[str, str]:
    """A style sheet's file, its folder as seen from the page, and what is in it."""
    seen = Path(os.path.relpath(sheet.parent, page.parent)).as_posix()
    return {"file": str(sheet.resolve()), "seen": seen, "digest": kept.digest(sheet.read_bytes())}


def made(pages: Mapping[str, dict[str, Any]]) -> dict[str, str]:
    """The rules that each page needs, of those that it asks for."""
    rules: dict[str, str] = json.loads(built.run("first.mjs", text=json.dumps(pages)))
    return rules


@cache
def _rules(app: Sphinx) -> dict[str, str]:
    """The rules for each page that has none yet; all at once, as Node takes a while to start."""
    pages = {page.path.as_posix(): asked(page.tree, page.file) for page in passes.waiting(app, passes.SITE)}
    return kept.each(app, "first", {path: page for path, page in pages.items() if page["sheets"]}, made)


def put(tree: LexborHTMLParser, rules: str) -> None:
    """Put the rules into a page's head, before all that it shows."""
    head = tree.head
    if head is not None and rules:
        escaped = rules.replace("</", "<\\/")  # where CSS has this, it is in a string
        passes.append(head, f"<style data-first>{escaped}</style>\n")


def step(app: Sphinx, page: passes.Page) -> None:
    """Put its rules into a page."""
    put(page.tree, _rules(app).get(page.path.as_posix(), ""))
