"""Addresses in a document of many pages: anchors are each page's own, and what the document lacks is on the web."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urldefrag, urljoin, urlsplit

from bs4 import Tag

from .contents import Entry

_PAINT = re.compile(r"url\(#([^)]+)\)")
#: Attributes that name anchors of their page.
_NAMING = ("aria-labelledby", "aria-describedby", "aria-controls", "for", "headers")
#: Where the site lies for the parser of addresses, which joins those of schemes it knows; nothing is read from there.
_ROOT = "file:///"


def anchors(article: Tag) -> set[str]:
    """Every anchor of a page."""
    return {str(tag["id"]) for tag in article.select("[id]")}


def anchor(entry: Entry, name: str = "") -> str:
    """An anchor of a page in the document, or the page itself."""
    return f"{entry.slug}--{name}" if name else entry.slug


def file(href: str, page: str) -> str:
    """The file of the site that a relative address on a page means."""
    return urldefrag(urljoin(f"{_ROOT}{page}.html", href))[0].removeprefix(_ROOT)


def address(href: str, here: Entry, known: Mapping[str, tuple[Entry, set[str]]], base: str) -> str:
    """Where a link of the page `here` leads in the document.

    Parameters
    ----------
    href : str
        The address as it stands on the page.
    here : Entry
        The page that it stands on.
    known : mapping of str to (Entry, set of str)
        The pages of the document by their files, each with its anchors.
    base : str
        The address of the site on the web.

    Returns
    -------
    str
        An anchor of the document, or a web address. A link that sets a model to a state leads to the web, since
        paper cannot; so does one to a file or to an anchor that the document does not have.
    """
    if urlsplit(href).scheme:
        return href
    _, fragment = urldefrag(href)
    path = file(href, here.name)
    entry, there = known.get(path, (None, set[str]()))
    if entry and (not fragment or fragment in there):
        return "#" + anchor(entry, fragment)
    if entry and f"model-{fragment}" in there:
        return "#" + anchor(entry, f"model-{fragment}")
    return urljoin(base, path) + (f"#{fragment}" if fragment else "")


def place(article: Tag, here: Entry, known: Mapping[str, tuple[Entry, set[str]]], base: str) -> None:
    """Give the article its own anchors, and every link and picture in it the address that holds in the document."""
    for tag in article.select("[href]"):
        tag["href"] = address(str(tag["href"]), here, known, base)
    for image in article.select("img[src], source[src], video[src]"):
        image["src"] = f"html/{file(str(image['src']), here.name)}"
    for number, svg in enumerate(article.select("svg")):
        _own(svg, f"{here.slug}--svg{number}-")
    for tag in article.select("[id]"):
        if tag.find_parent("svg") is None:
            tag["id"] = anchor(here, str(tag["id"]))
    for name in _NAMING:
        for tag in article.select(f"[{name}]"):
            tag[name] = " ".join(anchor(here, one) for one in str(tag[name]).split())
    article["id"] = anchor(here)


def _own(svg: Tag, prefix: str) -> None:
    """A picture whose inner names are its own; two pictures of one page may have used the same."""
    for tag in [svg, *svg.find_all(True)]:
        for key, value in list(tag.attrs.items()):
            if key == "id":
                tag[key] = f"{prefix}{value}"
            elif isinstance(value, str):
                tag[key] = _PAINT.sub(rf"url(#{prefix}\1)", value)
