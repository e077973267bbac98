"""A Content-Security-Policy in every page: nothing from another host, nothing evaluated, nothing inline
that was not there when the site was built.

What the policy would forbid, and a reader would only see as something missing, stops the build.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from . import passes

#: A script whose kind is one of these is run; another kind is data.
_RUN = {"", "module", "text/javascript", "application/javascript"}
#: Attributes that make a browser fetch something, by tag, and whether that may also stand in the address itself.
_FETCHED = {
    ("script", "src"): False,
    ("img", "src"): True,
    ("img", "srcset"): True,
    ("source", "srcset"): True,
    ("image", "href"): True,
    ("image", "xlink:href"): True,
    ("use", "href"): False,
    ("use", "xlink:href"): False,
    ("input", "src"): True,
    ("form", "action"): False,
    ("a", "ping"): False,
    ("button", "formaction"): False,
    ("input", "formaction"): False,
}
#: Links that are fetched, or their hosts asked for, by their relation, and whether that may also stand in the address.
_LINKED = {
    "stylesheet": False, "icon": True, "preload": False, "modulepreload": False, "prefetch": False, "manifest": False,
    "preconnect": False, "dns-prefetch": False,
}  # fmt: skip
#: What the policy allows from nowhere.
_NEVER = {"iframe", "frame", "object", "embed", "audio", "video", "track", "portal", "applet"}
_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|[\\/]{2})", re.IGNORECASE)
_IN_STYLE = re.compile(
    r"""(?:\burl\(\s*|@import\s+)["']?\s*((?!data:)(?:[a-z][a-z0-9+.-]*:|//)[^"')\s]*)""", re.IGNORECASE
)


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


@dataclass(frozen=True)
class _Content:
    """What a page has that a policy must name, and what none of ours allows; of each thing, the element it is of."""

    scripts: list[str]
    styles: list[str]
    forbidden: list[tuple[str, LexborNode]]


def _forbidden(tag: str, given: dict[str, str]) -> list[str]:
    """What of a tag the policy forbids, in words."""
    found = []
    if any(name.startswith("on") and len(name) > 2 for name in given):
        found.append("an inline event handler")
    if "style" in given:
        found.append("an inline style attribute")
    if tag in _NEVER and (tag != "track" or "src" in given):
        found.append(f"an element <{tag}>")
    if tag == "base" and "href" in given:
        found.append("a base for its addresses")
    if given.get("href", "").strip().lower().startswith("javascript:"):
        found.append("a script in an address")
    if tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
        _, _, address = given.get("content", "").partition("=")
        found += [f"an address of another host, {address}"] if _elsewhere(address, False) else []
    fetched = [(given[name], data) for (where, name), data in _FETCHED.items() if where == tag and name in given]
    if tag == "link":
        kinds = given.get("rel", "").lower().split()
        fetched += [(given.get("href", ""), data) for kind, data in _LINKED.items() if kind in kinds]
    for value, data in fetched:
        found += [f"an address of another host, {address}" for address in _each(value) if _elsewhere(address, data)]
    return found


def _each(value: str) -> list[str]:
    """The addresses in an attribute; a `srcset` has several, each with a width."""
    return (
        [value] if value.strip().startswith("data:") else [part.split()[0] for part in value.split(",") if part.strip()]
    )


def _elsewhere(address: str, data: bool) -> bool:
    address = address.strip().strip("\"'")
    return bool(_ELSEWHERE.match(address)) and not (data and address.lower().startswith("data:"))


def _read(tree: LexborHTMLParser) -> _Content:
    scripts = (node for node in tree.css("script:not([src])") if node.attrs.sget("type").lower() in _RUN)
    given = ((node, {name: value or "" for name, value in node.attributes.items()}) for node in tree.css("*"))
    return _Content(
        [node.text() for node in scripts],
        [node.text() for node in tree.css("style")],
        [(what, node) for node, attributes in given for what in _forbidden(node.tag or "", attributes)],
    )


def _policy(read: _Content) -> str:
    return "; ".join(
        [
            "default-src 'none'",
            " ".join(["script-src 'self'", *sorted({_hash(body) for body in read.scripts})]),
            " ".join(["style-src 'self'", *sorted({_hash(body) for body in read.styles})]),
            "img-src 'self' data:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "base-uri 'none'",
            # In Firefox a page in a folder is not itself; a page on the web can lead to no file anyway.
            "form-action 'self' file:",
        ]
    )


def policy(tree: LexborHTMLParser) -> str:
    """The policy for a page: its own files, and the inline scripts and styles it has now."""
    return _policy(_read(tree))


def guarded(tree: LexborHTMLParser, name: str, source: str = "") -> None:
    """Put its policy first into a page's head; what the policy forbids stops the build.

    The message says where: on the page `name`, and on which line of its `source` if that has the same words.
    """
    read = _read(tree)
    wrong = [_complaint(name, source, what, node) for what, node in read.forbidden]
    wrong += [_in_style(name, source, what, rule) for style in read.styles for what, rule in foreign(style)]
    if wrong:
        raise ExtensionError("\n".join(wrong))
    meta = f'\n    <meta http-equiv="Content-Security-Policy" content="{_policy(read)}">'
    head = tree.head
    assert head is not None
    if head.first_child is None:
        passes.append(head, meta)
    else:
        passes.before(head.first_child, meta)


def foreign(style: str) -> list[tuple[str, str]]:
    """What a style sheet would fetch from elsewhere: in words, and the rule's own."""
    return [(f"an address of another host, {found[1]}", found[0]) for found in _IN_STYLE.finditer(style)]


def _complaint(name: str, source: str, what: str, node: LexborNode) -> str:
    """What is wrong with an element, and where an author has written it: as a tag, or as an address in Markdown."""
    given = [value for value in node.attributes.values() if value]
    asked = [node.attributes.get(name) for name in ("src", "href", "action")]
    tagged = [n for n, line in _lines(source) if f"<{node.tag}" in line.lower() and all(each in line for each in given)]
    named = [n for n, line in _lines(source) if any(address and address in line for address in asked)]
    return _said(name, [*tagged, *named], what, passes.start_tag(node))


def _in_style(name: str, source: str, what: str, rule: str) -> str:
    """What is wrong with a rule of a style sheet."""
    return _said(name, [number for number, line in _lines(source) if rule in line], what, rule)


def _lines(source: str) -> list[tuple[int, str]]:
    return list(enumerate(source.splitlines(), 1))


def _said(name: str, places: list[int], what: str, text: str) -> str:
    where = f" (line {places[0]} of its source)" if places else ""
    return f"{name}{where} has {what}, which the page's policy forbids: {text[:200]}"


def step(app: Sphinx, page: passes.Page) -> None:
    """Put its policy into a page."""
    guarded(page.tree, page.path.as_posix(), _source(app, page.name))


def check_sheets(app: Sphinx) -> None:
    """The site's style sheets may fetch nothing from elsewhere either."""
    out = Path(app.outdir)
    for sheet in sorted(out.rglob("*.css")):
        for what, rule in foreign(sheet.read_text(encoding="utf-8")):
            raise ExtensionError(_in_style(sheet.relative_to(out).as_posix(), "", what, rule))


def _source(app: Sphinx, name: str) -> str:
    """What an author wrote for a page, or nothing for a page that has no source."""
    return Path(app.env.doc2path(name)).read_text(encoding="utf-8") if name in app.env.found_docs else ""
