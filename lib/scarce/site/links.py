"""Whether every link of a built site leads to a page, a place or a model that is there.

usage: python -m scarce.site.links SITE
"""

from __future__ import annotations

import argparse
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

_ADDRESSES = {"href", "src"}


class _Page(HTMLParser):
    """The addresses that a page names, and the places in it that can be named."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: set[str] = set()
        self.places: set[str] = {"", "top"}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value for name, value in attrs if value}
        self.places |= {given[name] for name in ("id", "name", "data-model") if name in given}
        if tag != "link" or given.get("rel") != "canonical":
            self.addresses |= {given[name] for name in _ADDRESSES & set(given)}


def dangling(site: Path) -> list[str]:
    """What leads nowhere within the site, a line each; other hosts are not asked."""
    pages = {file.resolve(): _Page(file.read_text(encoding="utf-8")) for file in site.rglob("*.html")}
    if not pages:
        raise ValueError(f"site must be a folder with pages; got {site}")
    found = []
    for file, page in sorted(pages.items()):
        for address in sorted(page.addresses):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            place = unquote(parts.fragment).partition("?")[0]
            if not target.is_file():
                found.append(f"{file.relative_to(site.resolve())}: {address} is not there")
            elif target in pages and place not in pages[target].places:
                found.append(f"{file.relative_to(site.resolve())}: {address}: the page has no {place!r}")
    return found


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Find the links of a built site that lead nowhere in it.")
    parser.add_argument("site", type=Path)
    lines = dangling(parser.parse_args().site)
    print("\n".join(lines) or "Every link leads somewhere.")
    sys.exit(bool(lines))
