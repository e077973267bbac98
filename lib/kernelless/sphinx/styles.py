"""Few style sheets in place of many: a page shows nothing until it has them all, and each costs a phone a journey.

Neighbours become one file, so which rule wins does not change. That of a page's models stays on its own, so that what
the pages share is fetched once. A file whose address ends in `#embed` becomes part of its sheet: a typeface that
browsers take from a folder too, where Firefox refuses fonts that are files. Such a sheet is heavy and stays on its own,
as `faces-*.css`.
"""

from __future__ import annotations

import base64
import hashlib
import json
import mimetypes
import os.path
import re
from itertools import groupby
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from . import passes

#: What leads from a page to one of its style sheets.
SHEET = 'link[rel="stylesheet"][href]'
_IMPORT = re.compile(r"""@import\s+(?:url\(\s*)?["']?([^"')\s;]+)["']?\s*\)?\s*;""")
_ADDRESS = re.compile(r"""url\(\s*(["']?)(?!data:|#|/|[a-z]+:)([^"')]+)\1\s*\)""")
#: See `pages.styles`.
_OF_MODELS = re.compile(r"/kernelless/[0-9a-f]{12}\.css")
_EMBED = re.compile(r"url\([^)]*#embed\b")
#: What a sheet is and begins with: rules, embedded typefaces, or neither to be touched.
STYLE, FACES, APART = "style", "faces", ""


def merged(tree: LexborHTMLParser, file: Path, static: Path) -> None:
    """Make the neighbouring style sheets of a page one; writes that into the folder `static`."""
    links = [(_kind(link.attrs.sget("href"), file), link) for link in tree.css(SHEET)]
    rest = [(kind, link) for kind, link in links if kind != FACES]  # which have no rules that could win or lose
    runs = [(FACES, [link]) for kind, link in links if kind == FACES]
    runs += [(kind, [link for _, link in run]) for kind, run in groupby(rest, key=lambda each: each[0])]
    for kind, together in runs:
        if kind == FACES or (kind == STYLE and len(together) > 1):
            sheets = [file.parent / link.attrs.sget("href").partition("?")[0] for link in together]
            address = Path(os.path.relpath(static / _written(kind, sheets, static), file.parent)).as_posix()
            passes.before(together[0], f'<link rel="stylesheet" href="{address}">')
            for link in together[1:]:
                passes.remove(link)
            together[0].decompose()


def _kind(address: str, page: Path) -> str:
    """What a style sheet is, for a page that links to it: some are of its models alone, or of another site."""
    sheet = page.parent / address.partition("?")[0]
    if _OF_MODELS.search(address) or ":" in address or not sheet.is_file():
        return APART
    return FACES if _EMBED.search(sheet.read_text(encoding="utf-8")) else STYLE


def _written(kind: str, sheets: list[Path], static: Path) -> str:
    text = "\n".join(_read(sheet.resolve(), static.resolve()) for sheet in sheets)
    name = f"{kind}-{hashlib.sha256(text.encode()).hexdigest()[:12]}.css"
    (static / name).write_text(text, encoding="utf-8")
    return name


#: Text that changes its typeface while it is read jumps, once. Where this tab has had the typefaces already, a page
#: waits for them.
_AT_HAND = """{
      const faces = LISTED;
      const name = "kernelless typefaces";
      const known = faces.map((face) => face.replace(/.*[/]/, "")).join(" ");
      try {
        const had = sessionStorage.getItem(name);
        if (had === known) document.write(...faces.map((face) => `<link rel="stylesheet" href="${face}">`));
        else addEventListener("load", () => sessionStorage.setItem(name, known));
      } catch {}
    }"""


def faces_last(tree: LexborHTMLParser) -> None:
    """Put the style sheets of embedded typefaces at the very end of a page, whose text shows without them."""
    assert tree.body is not None
    faces = [link for link in tree.css(SHEET) if f"/{FACES}-" in link.attrs.sget("href")]
    for link in faces:
        tree.body.insert_child(link)
        passes.remove(link)
    title = tree.css_first("head > title")
    if faces and title is not None:
        listed = json.dumps([link.attrs.sget("href") for link in faces])
        passes.before(title, f"<script>{_AT_HAND.replace('LISTED', listed)}</script>\n    ")


def _read(sheet: Path, static: Path) -> str:
    """A style sheet with what it imports in place, and its addresses as seen from `static`."""
    text = sheet.read_text(encoding="utf-8").replace('@charset "UTF-8";', "").lstrip("\ufeff")

    def address(found: re.Match[str]) -> str:
        path, _, how = found[2].partition("#")
        if how == "embed":
            return f'url("{_embedded(sheet.parent / path)}")'
        return f'url("{Path(os.path.relpath(sheet.parent / found[2], static)).as_posix()}")'

    text, imports = _IMPORT.sub("", text), _IMPORT.findall(text)
    there = [_read((sheet.parent / name.partition("?")[0]).resolve(), static) for name in imports]
    return "\n".join([*there, _ADDRESS.sub(address, text)])


def _embedded(file: Path) -> str:
    """The file itself as an address."""
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(file.read_bytes()).decode()}"
