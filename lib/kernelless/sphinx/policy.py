"""A Content-Security-Policy in every page: nothing from another host, nothing evaluated, nothing inline
that was not there when the site was built.

What the policy would forbid, and a reader would only see as something missing, stops the build.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

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


#: What a page without a policy ends with, once all that is done to it is done.
MARK = "<!-- done -->\n"


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


@dataclass
class _Page(HTMLParser):
    """What a page has that a policy must name, and what none of ours allows; of each thing, the tag it stands in."""

    scripts: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    forbidden: list[tuple[str, str]] = field(default_factory=list)
    #: The policy that stands first in the head.
    first: str | None = None
    _inside: list[str] | None = None
    _tags: int = 0
    _head: int = -1

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in reversed(attrs)}  # of two alike the first counts
        self._tags += 1
        if tag == "head" and self._head < 0:
            self._head = self._tags
        if tag == "meta" and self._tags == self._head + 1 and given.get("http-equiv") == "Content-Security-Policy":
            self.first = given.get("content")
        if tag == "script" and "src" not in given and given.get("type", "").lower() in _RUN:
            self._inside = self.scripts
            self.scripts.append("")
        elif tag == "style":
            self._inside = self.styles
            self.styles.append("")
        self.forbidden += [(what, self.get_starttag_text() or tag) for what in _forbidden(tag, given)]

    def handle_data(self, data: str) -> None:
        if self._inside is not None:
            self._inside[-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._inside = None


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


def _read(page: str) -> _Page:
    read = _Page()
    read.feed(page)
    read.close()
    return read


def _policy(read: _Page) -> str:
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


def policy(page: str) -> str:
    """The policy for a page: its own files, and the inline scripts and styles it has now."""
    return _policy(_read(page))


def finished(page: str) -> bool:
    """Whether a page has its policy, or the mark in its place, and is one that an earlier build has done with."""
    read = _read(page)
    return page.endswith(MARK) or (read.first is not None and read.first == _policy(read))


def guarded(page: str, name: str, source: str = "") -> str:
    """The page with its policy first in the head; what the policy forbids stops the build.

    The message says where: on the page `name`, and on which line of its `source` if that has the same words.
    """
    read = _read(page)
    wrong = [*read.forbidden, *(rule for style in read.styles for rule in foreign(style))]
    if wrong:
        raise ExtensionError("\n".join(_complaint(name, source, what, where) for what, where in wrong))
    meta = f'<meta http-equiv="Content-Security-Policy" content="{_policy(read)}">'
    if re.search(r"<head\b[^>]*>", page):
        return re.sub(r"<head\b[^>]*>", lambda tag: f"{tag[0]}\n    {meta}", page, count=1)
    return re.sub(r"(<html[^>]*>)?", lambda tag: f"{tag[0]}<head>{meta}</head>", page, count=1)


def foreign(style: str) -> list[tuple[str, str]]:
    """What a style sheet would fetch from elsewhere: in words, and the rule's own."""
    return [(f"an address of another host, {found[1]}", found[0]) for found in _IN_STYLE.finditer(style)]


def _complaint(name: str, source: str, what: str, tag: str) -> str:
    words = [tag, *re.findall(r"""(?:src|href|action)\s*=\s*["']?([^"'\s>]+)""", tag)]
    lines = source.splitlines()
    places = [number for word in words for number, line in enumerate(lines, 1) if word in line]
    where = f" (line {places[0]} of its source)" if places else ""
    return f"{name}{where} has {what}, which the page's policy forbids: {tag[:200]}"


def write(app: Sphinx) -> None:
    """Put the policy into every page of the site; its style sheets may fetch nothing from elsewhere either."""
    out = Path(app.outdir)
    for sheet in sorted(out.rglob("*.css")):
        for what, rule in foreign(sheet.read_text(encoding="utf-8")):
            raise ExtensionError(_complaint(sheet.relative_to(out).as_posix(), "", what, rule))
    for file in sorted(out.rglob("*.html")):
        text = file.read_text(encoding="utf-8")
        if not finished(text):
            name = file.relative_to(out)
            file.write_text(guarded(text, name.as_posix(), _source(app, name)), encoding="utf-8")


def mark(app: Sphinx) -> None:
    """Mark every page of a site that has no policies as done with."""
    for file in Path(app.outdir).rglob("*.html"):
        page = file.read_text(encoding="utf-8")
        if not finished(page):
            file.write_text(f"{page.rstrip()}\n{MARK}", encoding="utf-8")


def _source(app: Sphinx, page: Path) -> str:
    """What an author wrote for a page, or nothing for a page that has no source."""
    name = page.with_suffix("").as_posix()
    return Path(app.env.doc2path(name)).read_text(encoding="utf-8") if name in app.env.found_docs else ""
