"""The theme's icons as inline SVG, in place of Font Awesome's script and fonts (700 kB for a dozen shapes).

The shapes are files of Font Awesome Free 6.5.2 in the folder `shapes`, each with its notice (icons: CC BY 4.0);
the outline, where it has a solid one too. A site may have more, in a folder `icons` of one of its `html_static_path`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from . import passes

SHAPES = Path(__file__).parent / "shapes"
#: The folder for a site's own, in each folder of its static files.
OWN = "icons"
#: Names that an icon had in earlier versions.
OLDER = {
    "home": "house",
    "pencil-alt": "pencil",
    "search": "magnifying-glass",
    "times": "xmark",
    "adjust": "circle-half-stroke",
}
_FONT = re.compile(r"fa[srb]?(?:-[\w-]+)?")
_STYLES = re.compile(
    r'@font-face\{[^}]*Font ?Awesome[^}]*\}|\.fa-[\w-]+:{1,2}before(?:,\.fa-[\w-]+:{1,2}before)*\{content:"[^"]*"\}'
)
#: Of the font's classes those that name no shape.
_MODIFIERS = {"fa-solid", "fa-regular", "fa-brands", "fa-fw", "fa-lg", "fa-xs", "fa-sm"}


def licence() -> str:
    """Whose the shapes are, and their licence."""
    return (
        "Font Awesome Free 6.5.2 by @fontawesome - https://fontawesome.com\n"
        "License - https://fontawesome.com/license/free (Icons: CC BY 4.0, Fonts: SIL OFL 1.1, Code: MIT License)\n"
        "Copyright 2024 Fonticons, Inc.\n"
    )


@cache
def svg(name: str, folders: Sequence[Path] = ()) -> str:
    """The SVG of an icon by its name, such as ``bars``, from the folders of a site's own or from the engine's."""
    known = {file.stem: file for folder in (SHAPES, *folders) for file in sorted(folder.glob("*.svg"))}
    file = known.get(name) or known.get(OLDER.get(name, ""))
    if file is None:
        near = difflib.get_close_matches(name, [*known, *OLDER], n=1, cutoff=0) or [""]
        raise ExtensionError(
            f"there is no icon {name!r}; the nearest name is {near[0]!r}. To have another, put its SVG, such as one of "
            f"Font Awesome's, as {OWN}/{name}.svg into a folder of html_static_path"
        )
    drawn = LexborHTMLParser(file.read_text(encoding="utf-8"), is_fragment=True).css_first("svg[viewBox]")
    paths = [path.attributes.get("d") for path in drawn.css("path")] if drawn is not None else []
    if drawn is None or not paths:
        raise ExtensionError(f"{file} must hold an SVG with a viewBox and a path, as Font Awesome's do")
    _, _, width, height = (drawn.attributes["viewBox"] or "").split()
    shapes = "".join(f'<path fill="currentColor" d="{path}"></path>' for path in paths)
    return (
        f'<svg viewBox="0 0 {width} {height}" width="1em" height="1em" aria-hidden="true" focusable="false">'
        f"{shapes}</svg>"
    )


def named(classes: Sequence[str]) -> str:
    """The icon that an element's classes name, or nothing.

    >>> named(["fa-solid", "fa-sun", "fa-lg"])
    'sun'
    """
    found = [name for name in classes if name.startswith("fa-") and name not in _MODIFIERS]
    return found[0].removeprefix("fa-") if found else ""


def drawn(tree: LexborHTMLParser, folders: Sequence[Path] = ()) -> None:
    """Put a shape in place of each icon of a page; classes and attributes that are not the font's are kept."""
    for node in tree.css('i[class*="fa-"], span[class*="fa-"]'):
        classes = (node.attributes.get("class") or "").split()
        name = named(classes)
        if name and node.first_child is None:
            _draw(node, svg(name, tuple(folders)), [each for each in classes if not _FONT.fullmatch(each)])
    for node in tree.css('script[src*="fontawesome"], link[href*="fontawesome"]'):
        passes.remove(node)


def _draw(node: LexborNode, shape: str, classes: Sequence[str]) -> None:
    others = {name: value for name, value in node.attributes.items() if name != "class"}
    passes.before(node, shape)
    new = node.prev
    assert new is not None
    for name, value in {"class": " ".join(["kl-icon", *classes]), **others}.items():
        new.attrs[name] = value
    node.decompose()


def folders(app: Sphinx) -> list[Path]:
    """Where a site may have icons of its own."""
    return [Path(app.confdir, folder, OWN) for folder in app.config.html_static_path]


def step(app: Sphinx, page: passes.Page) -> None:
    """Draw the icons of a page."""
    try:
        drawn(page.tree, folders(app))
    except ExtensionError as error:
        raise ExtensionError(f"{page.path}: {error}") from error


def leave_out(app: Sphinx) -> None:
    """Take the script, the fonts and the style rules for icons out of the site."""
    static = Path(app.outdir, "_static")
    for style in static.glob("styles/pydata-sphinx-theme.css"):
        style.write_text(_STYLES.sub("", style.read_text(encoding="utf-8")), encoding="utf-8")
    unused = {
        *static.glob("vendor/fontawesome/webfonts/*"),
        *static.glob("scripts/fontawesome*"),
        *static.rglob("*.map"),
    }
    for file in unused:
        file.unlink()
