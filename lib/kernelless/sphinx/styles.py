"""Few style sheets in place of many: a page shows nothing until it has them all, and each costs a phone a journey.

Neighbours become one file, so which rule wins does not change. Those of `kernelless/`, which differ from page to
page, stay on their own, so that what the pages share is fetched once. A file whose address ends in `#embed` becomes
part of the sheet: a typeface that is there with the first line, which then need not break anew when it comes.
"""

from __future__ import annotations

import base64
import hashlib
import mimetypes
import os.path
import re
from itertools import groupby
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from . import passes

_SHEET = 'link[rel="stylesheet"][href]'
_IMPORT = re.compile(r"""@import\s+(?:url\(\s*)?["']?([^"')\s;]+)["']?\s*\)?\s*;""")
_ADDRESS = re.compile(r"""url\(\s*(["']?)(?!data:|#|/|[a-z]+:)([^"')]+)\1\s*\)""")


def merged(tree: LexborHTMLParser, file: Path, static: Path) -> None:
    """Make the neighbouring style sheets of a page one; writes that into the folder `static`."""
    for apart, group in groupby(tree.css(_SHEET), key=lambda link: _apart(link.attrs.sget("href"))):
        run = list(group)
        if len(run) > 1 and not apart:
            name = _written([file.parent / link.attrs.sget("href").partition("?")[0] for link in run], static)
            address = Path(os.path.relpath(static / name, file.parent)).as_posix()
            passes.before(run[0], f'<link rel="stylesheet" href="{address}">')
            for link in run[1:]:
                passes.remove(link)
            run[0].decompose()


def _apart(address: str) -> bool:
    """Of this page alone, or of another site."""
    return "/kernelless/" in address or ":" in address


def _written(sheets: list[Path], static: Path) -> str:
    text = "\n".join(_read(sheet.resolve(), static.resolve()) for sheet in sheets)
    name = f"style-{hashlib.sha256(text.encode()).hexdigest()[:12]}.css"
    (static / name).write_text(text, encoding="utf-8")
    return name


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
