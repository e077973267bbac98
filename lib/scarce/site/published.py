"""What a host needs besides the pages: the site's root, a page for wrong addresses, a list of the pages, and the file
by which GitHub Pages leaves nothing out.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from urllib.parse import quote

from kernelless.sphinx import pages
from sphinx.application import Sphinx

from . import cards
from .addresses import page

#: Colours and type of the reader's own system, as no style sheet can be counted on at an address that is none.
_PLAIN = (
    ":root { color-scheme: light dark; } "
    "body { background: Canvas; color: CanvasText; } "
    "body { max-width: 36em; margin: 3em auto; padding: 0 1em; font: 1.1em/1.6 serif; }"
)


def document(language: str, title: str, head: str, body: str) -> str:
    """A page that stands without the theme."""
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n  <head>\n    <meta charset="utf-8" />\n'
        '    <meta name="viewport" content="width=device-width, initial-scale=1" />\n'
        f"    <title>{escape(title)}</title>\n{head}\n  </head>\n  <body>\n    <main>\n{body}\n    </main>\n  </body>\n"
        "</html>\n"
    )


def onward(address: str) -> str:
    """The lines in a head that lead on to an address of the site, with what the reader's own address ends in."""
    return (
        f'<script>location.replace("{address}" + location.search + location.hash);</script>\n'
        f'<noscript><meta http-equiv="refresh" content="0; url={address}" /></noscript>'
    )


def sitemap(addresses: list[str]) -> str:
    """The list of a site's pages that search engines ask for.

    >>> print(sitemap(["https://book.example/a.html"]).splitlines()[2])
      <url><loc>https://book.example/a.html</loc></url>
    """
    rows = "".join(f"  <url><loc>{escape(address)}</loc></url>\n" for address in addresses)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{space}">\n{rows}</urlset>\n'


def _order(app: Sphinx) -> list[str]:
    """The names of all pages, as they follow one another."""
    return [name for name in app.env.collect_relations() if name in app.env.found_docs]


def _address(name: str) -> str:
    return f"{quote(name)}.html"


def _icon(app: Sphinx) -> str:
    icon = app.config.html_favicon
    return f'<link rel="icon" href="_static/{quote(Path(icon).name)}" />' if icon else ""


def root(app: Sphinx) -> str:
    """The page at the site's root: what a shared link shows of it, and the way to the first page."""
    config, first = app.config, app.config.root_doc
    base, title = config.html_baseurl, config.html_title
    image = f"{base.rstrip('/')}/{cards.file_of(first).as_posix()}"
    head = cards.head(title, cards.summary(app.env.get_doctree(first)), title, image, base)
    canonical = f'<link rel="canonical" href="{escape(page(base, first))}" />'
    way = f'<h1>{escape(title)}</h1>\n<p><a href="{_address(first)}">Open the book</a></p>'
    return document(config.language, title, "\n".join([head, canonical, _icon(app), onward(_address(first))]), way)


def astray(app: Sphinx, script: str) -> str:
    """The page that a host shows for an address that leads nowhere; the script finds where the site is."""
    book, base = app.config.html_title, app.config.html_baseurl
    titles = {_address(name): escape(app.env.titles[name].astext()) for name in _order(app)}
    rows = "".join(f'<li><a href="{to}" data-page="{to}">{title}</a></li>\n' for to, title in titles.items())
    away = f' The book starts at <a href="{escape(base)}">{escape(base)}</a>.'
    head = f'<meta name="robots" content="noindex" />\n{_icon(app)}\n<style>{_PLAIN}</style>'
    body = (
        f'<h1>There is no such page</h1>\n<p id="meant" hidden></p>\n<p>{escape(book)} has no page at this address. '
        f"Perhaps a part of it was lost on the way. These are the pages.<noscript>{away}</noscript></p>\n"
        f"<ul>\n{rows}</ul>\n<script>{script.strip()}</script>"
    )
    return document(app.config.language, f"No such page · {book}", head, body)


def _write(app: Sphinx, error: Exception | None) -> None:
    if error or app.builder.format != "html":
        return
    out, base = Path(app.outdir), app.config.html_baseurl
    script = (pages.static(app) / "astray.js").read_text(encoding="utf-8")
    (out / "index.html").write_text(root(app), encoding="utf-8")
    (out / "404.html").write_text(astray(app, script), encoding="utf-8")
    (out / ".nojekyll").touch()
    (out / "sitemap.xml").write_text(sitemap([page(base, quote(name)) for name in _order(app)]), encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Register with Sphinx, after the root that the table of contents makes."""
    app.connect("build-finished", _write, priority=510)
