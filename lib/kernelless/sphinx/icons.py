"""The theme's icons as inline SVG, in place of Font Awesome's script and fonts (700 kB for a dozen shapes)."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pydata_sphinx_theme
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

_ICON = re.compile(r'<(?:i|span) class="([^"]*\bfa-[^"]*)"([^>]*)></(?:i|span)>')
_FONT_CLASS = re.compile(r"\bfa[srb]?(?:-[\w-]+)?\s*")
_SCRIPT = re.compile(r"\s*<(?:script|link)[^>]*fontawesome[^>]*>(?:</script>)?")
_STYLES = re.compile(
    r'@font-face\{[^}]*Font ?Awesome[^}]*\}|\.fa-[\w-]+:{1,2}before(?:,\.fa-[\w-]+:{1,2}before)*\{content:"[^"]*"\}'
)
_KINDS = {"solid": "fas", "regular": "far", "brands": "fab"}
_MODIFIERS = {"fa-solid", "fa-regular", "fa-brands", "fas", "far", "fab", "fa-fw", "fa-lg", "fa-xs", "fa-sm"}


_SCRIPTS = Path(pydata_sphinx_theme.__file__).parent / "theme" / "pydata_sphinx_theme" / "static" / "scripts"


@cache
def _shapes() -> str:
    return (_SCRIPTS / "fontawesome.js").read_text(encoding="utf-8")


def licence() -> str:
    """Whose the shapes are, and their licence."""
    return (_SCRIPTS / "fontawesome.js.LICENSE.txt").read_text(encoding="utf-8")


@cache
def svg(classes: str, attributes: str = "") -> str:
    """The SVG for an icon's classes, such as ``fa-solid fa-bars``; the shape comes from the theme itself.

    Classes and attributes that are not the font's, such as the theme switch's, are kept.
    """
    names = [name.removeprefix("fa-") for name in classes.split() if name.startswith("fa-") and name not in _MODIFIERS]
    found = [match for name in names for match in [_find(name)] if match]
    if not found:
        raise ExtensionError(f"the theme has no icon {classes!r}: name one that Font Awesome 6 has")
    width, height, path = found[0]
    return (
        f'<svg class="kl-icon {_FONT_CLASS.sub("", classes).strip()}"{attributes} viewBox="0 0 {width} {height}" '
        f'width="1em" height="1em" aria-hidden="true" focusable="false"><path fill="currentColor" d="{path}"/></svg>'
    )


def _find(name: str) -> tuple[str, str, str] | None:
    """Width, height and path of a shape, by its name or one of its older names."""
    shape = r':\[(\d+),(\d+),\[{}\],"\w+","([^"]+)"\]'
    called = rf'(?:"{re.escape(name)}"|(?<![\w-]){re.escape(name)})' + shape.format(r"[^\]]*")
    once_called = r"[\w-]+\"?" + shape.format(rf'[^\]]*"{re.escape(name)}"[^\]]*')
    match = re.search(called, _shapes()) or re.search(once_called, _shapes())
    return (match[1], match[2], match[3]) if match else None


def replace(app: Sphinx) -> None:
    """Replace icons in every page, and take their script, fonts and style rules away."""
    out = Path(app.outdir)
    for page in out.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        slim = _SCRIPT.sub("", _ICON.sub(lambda icon: svg(icon[1], icon[2]), text))
        if slim != text:
            page.write_text(slim, encoding="utf-8")
    static = out / "_static"
    for style in static.glob("styles/pydata-sphinx-theme.css"):
        style.write_text(_STYLES.sub("", style.read_text(encoding="utf-8")), encoding="utf-8")
    unused = {
        *static.glob("vendor/fontawesome/webfonts/*"),
        *static.glob("scripts/fontawesome*"),
        *static.rglob("*.map"),
    }
    for file in unused:
        file.unlink()
