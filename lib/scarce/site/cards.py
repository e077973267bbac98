"""What a page looks like when it is shared: its title on a card, and the lines in its head that say so.

Drawn at build time from the book's own type, without a network; the same title gives the same picture.
"""

from __future__ import annotations

import textwrap
from html import escape
from pathlib import Path
from typing import Any

import vl_convert
from docutils import nodes
from sphinx.application import Sphinx

from .addresses import page
from .place import essay_of, part_of

#: Paper, ink and, for each essay, the accent: as in book.css, light.
PAPER, INK, MUTED = "#fdfcf9", "#1d212b", "#595f6b"
ACCENTS = {"": "#494f5c", "a": "#0b5fa5", "b": "#4a6a14"}
FAMILY = "'Scarce Serif 4 SemiBold'"  # a name with a number in it needs quotes


def svg(title: str, above: str, accent: str) -> str:
    """A card of 1200 by 630: a line that is held down, the title in up to three lines, and what stands above it."""
    rows = textwrap.wrap(title, 22)[:3]
    lines = "".join(
        f'<text x="90" y="{300 + 98 * i}" font-size="88" fill="{INK}">{escape(row)}</text>'
        for i, row in enumerate(rows)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630" font-family="{FAMILY}">'
        f'<rect width="1200" height="630" fill="{PAPER}"/><rect width="24" height="630" fill="{accent}"/>'
        f'<g fill="none" stroke-linecap="round" stroke-linejoin="round" transform="translate(960 52) scale(5)">'
        f'<path stroke="{MUTED}" stroke-opacity=".35" stroke-width="1.2" d="M3 20 12 3M10 20 22 3"/>'
        f'<path stroke="{accent}" stroke-width="2.4" d="M4 28.5 13 18.5 29 15"/></g>'
        f'<text x="90" y="150" font-size="40" fill="{MUTED}">{escape(above)}</text>{lines}</svg>'
    )


def summary(doctree: nodes.document) -> str:
    """The first paragraph of prose, up to 200 characters, whole words."""
    first = next((node for node in doctree.findall(nodes.paragraph)), None)
    return textwrap.shorten(first.astext(), 200, placeholder=" …") if first is not None else ""


def head(title: str, description: str, book: str, image: str, address: str) -> str:
    """The lines in a page's head that other sites read."""
    rows = {
        "og:title": title,
        "og:type": "article",
        "og:site_name": book,
        "og:description": description,
        "og:url": address,
        "og:image": image,
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": title,
    }
    lines = [f'<meta property="{key}" content="{escape(value)}" />' for key, value in rows.items() if value]
    named = {"description": description, "twitter:card": "summary_large_image"}
    return "\n".join([*lines, *(f'<meta name="{key}" content="{escape(value)}" />' for key, value in named.items())])


def file_of(name: str) -> Path:
    """The file of a page's card, within the site."""
    return Path("_static", "cards", f"{name.replace('/', '-')}.png")


def _add(app: Sphinx, name: str, _: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    if doctree is None or app.builder.format != "html":
        return
    book, title = app.config.html_title, app.env.titles[name].astext()
    part = part_of(app.env.external_site_map, name)  # type: ignore[attr-defined] # the table of contents' own
    numeral = part.numeral if part else ""
    above = "An interactive essay" if title == book else f"{book} · {numeral}" if essay_of(app.env, name) else book
    file = file_of(name)
    picture = vl_convert.svg_to_png(svg(title, above, ACCENTS[essay_of(app.env, name)]))
    Path(app.outdir, file).parent.mkdir(parents=True, exist_ok=True)
    Path(app.outdir, file).write_bytes(picture)
    base = app.config.html_baseurl
    image = f"{base.rstrip('/')}/{file.as_posix()}"
    context["metatags"] += head(title, summary(doctree), book, image, page(base, name))


def _fonts(app: Sphinx) -> None:
    for folder in app.config.html_static_path:
        fonts = Path(app.confdir, folder, "fonts")
        if fonts.is_dir():
            vl_convert.register_font_directory(str(fonts))


def setup(app: Sphinx) -> None:
    """Register the cards."""
    app.connect("builder-inited", _fonts)
    app.connect("html-page-context", _add)
