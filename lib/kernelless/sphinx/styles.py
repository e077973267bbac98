"""Few style sheets in place of many: a page shows nothing until it has them all, and each costs a phone a journey.

Neighbours become one file, so which rule wins does not change. That of a page's models stays on its own, so that what
the pages share is fetched once. A file whose address ends in `#embed` becomes part of its sheet: a typeface that
browsers take from a folder too, where Firefox refuses fonts that are files. Such a sheet is heavy and stays on its own,
as `faces-*.css`.
"""

from __future__ import annotations

import base64
import hashlib
import mimetypes
import os.path
import re
from itertools import groupby
from pathlib import Path

_SHEET = re.compile(r'\s*<link\b(?=[^>]*\brel="stylesheet")[^>]*\bhref="([^"]*)"[^>]*>')
_IMPORT = re.compile(r"""@import\s+(?:url\(\s*)?["']?([^"')\s;]+)["']?\s*\)?\s*;""")
_ADDRESS = re.compile(r"""url\(\s*(["']?)(?!data:|#|/|[a-z]+:)([^"')]+)\1\s*\)""")
#: See `pages.styles`.
_OF_MODELS = re.compile(r"/kernelless/[0-9a-f]{12}\.css")
_EMBED = re.compile(r"url\([^)]*#embed\b")
#: What a sheet is and begins with: rules, embedded typefaces, or neither to be touched.
STYLE, FACES, APART = "style", "faces", ""


def merged(page: str, file: Path, static: Path) -> str:
    """The page with its neighbouring style sheets as one; writes that into the folder `static`."""
    links = list(_SHEET.finditer(page))
    kinds = {link: _kind(link[1], file) for link in links}
    rest = [link for link in links if kinds[link] != FACES]  # which have no rules that could win or lose
    runs = [(FACES, [link]) for link in links if kinds[link] == FACES]
    runs += [(kind, list(run)) for kind, run in groupby(rest, key=lambda link: kinds[link])]
    for kind, together in runs:
        if kind == FACES or (kind == STYLE and len(together) > 1):
            sheets = [file.parent / link[1].partition("?")[0] for link in together]
            address = Path(os.path.relpath(static / _written(kind, sheets, static), file.parent)).as_posix()
            page = page.replace(together[0][0], f'\n    <link rel="stylesheet" href="{address}" />', 1)
            for link in together[1:]:
                page = page.replace(link[0], "", 1)
    return page


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


def placed(page: str, place: str) -> str:
    """The page with the style sheets of its head at a place behind its content, and typefaces at its very end."""
    head, closing, rest = page.partition("</head>")
    links = {link[0]: f"/{FACES}-" in link[1] for link in _SHEET.finditer(head)}
    for link in links:
        head = head.replace(link, "", 1)
    sheets, faces = ("".join(link for link, late in links.items() if late == wanted) for wanted in (False, True))
    content, end, tail = rest.replace(place, sheets, 1).rpartition("</body>")
    return f"{head}{closing}{content}{faces}\n{end}{tail}"


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
