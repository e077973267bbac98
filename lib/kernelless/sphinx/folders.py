"""No folder of the site begins with `_`: some hosts drop those, and with them everything that makes a page alive.

Sphinx names its folders so; once all is written they get plain names, and what leads into them is changed with them.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser
from sphinx.application import Sphinx

from . import passes

#: Where addresses stand, besides scripts.
_ATTRIBUTES = ("href", "xlink:href", "src", "srcset", "content", "data", "action", "poster", "formaction")
_ADDRESSED = ", ".join(f"[{name}]" for name in _ATTRIBUTES if ":" not in name) + ", use, image"


def plain(name: str) -> str:
    """What a folder of the site is called in the end."""
    return name.removeprefix("_")


def renamed(tree: LexborHTMLParser, folders: set[str], base: str = "") -> None:
    """Take the underscore from the addresses of a page that lead into `folders` of its own site.

    Text that names such a folder stays as it is. `base` is where the site will be, for addresses in full.

    >>> tree = LexborHTMLParser('<img src="../_images/a.svg" alt="_images/"> _images/')
    >>> renamed(tree, {"_images"})
    >>> tree.body.inner_html
    '<img src="../images/a.svg" alt="_images/"> _images/'
    """
    if not folders:
        return
    start = rf"(?:{re.escape(base.rstrip('/') + '/')}|(?:\.{{1,2}}/)*)" if base else r"(?:\.{1,2}/)*"
    names = "|".join(sorted(re.escape(plain(folder)) for folder in folders))
    address = re.compile(rf"""(?:(?<=["'(,\s=])|^)({start})_((?:{names})/[^\s"'])""")
    for node in tree.css(_ADDRESSED):
        for name, value in node.attributes.items():
            if name in _ATTRIBUTES and value and "_" in value:
                node.attrs[name] = address.sub(r"\1\2", value)
    for script in tree.css("script:not([src])"):
        text = script.text()
        if (changed := address.sub(r"\1\2", text)) != text:
            passes.set_text(script, changed)


def underscored(app: Sphinx) -> set[str]:
    """The folders of the site that are to be renamed."""
    return {path.name for path in Path(app.outdir).iterdir() if path.is_dir() and path.name.startswith("_")}


def step(app: Sphinx, page: passes.Page) -> None:
    """Have a page lead to the folders by the names that they will have."""
    renamed(page.tree, underscored(app), app.config.html_baseurl)


def rename(app: Sphinx) -> None:
    """Give the folders plain names."""
    out = Path(app.outdir)
    if not app.config.html_copy_source:  # the theme, or an earlier build, may have put some there
        shutil.rmtree(out / "_sources", ignore_errors=True)
    for name in sorted(underscored(app)):
        # Into the folder of an earlier build, whose other pages still need what is there.
        shutil.copytree(out / name, out / plain(name), dirs_exist_ok=True)
        shutil.rmtree(out / name)
