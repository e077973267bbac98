"""No folder of the site begins with `_`: some hosts drop those, and with them everything that makes a page alive.

Sphinx names its folders so; once all is written they get plain names, and what leads into them is changed with them.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from sphinx.application import Sphinx

#: A tag, or a script or style with what is in it: where addresses stand. Text that names such a folder stays as it is.
_TAG = re.compile(r"<(script|style)\b.*?</\1>|<[a-z][^>]*>", re.DOTALL | re.IGNORECASE)


def plain(name: str) -> str:
    """What a folder of the site is called in the end."""
    return name.removeprefix("_")


def renamed(page: str, folders: set[str], base: str = "") -> str:
    """The page with the addresses that lead into `folders` of its own site, without the underscore.

    `base` is where the site will be, for addresses that are written in full.

    >>> renamed('<img src="../_images/a.svg" alt="_images/"> _images/', {"_images"})
    '<img src="../images/a.svg" alt="_images/"> _images/'
    """
    if not folders:
        return page
    start = rf"(?:{re.escape(base.rstrip('/') + '/')}|(?:\.{{1,2}}/)*)" if base else r"(?:\.{1,2}/)*"
    names = "|".join(sorted(re.escape(plain(folder)) for folder in folders))
    address = re.compile(rf"""(?<=["'(,\s=])({start})_((?:{names})/[^\s"'])""")
    return _TAG.sub(lambda tag: address.sub(r"\1\2", tag[0]), page)


def rename(app: Sphinx) -> None:
    """Give the folders plain names, in the site and in its pages."""
    out = Path(app.outdir)
    if not app.config.html_copy_source:  # the theme, or an earlier build, may have put some there
        shutil.rmtree(out / "_sources", ignore_errors=True)
    folders = {path.name for path in out.iterdir() if path.is_dir() and path.name.startswith("_")}
    for file in out.rglob("*.html"):
        page = file.read_text(encoding="utf-8")
        changed = renamed(page, folders, app.config.html_baseurl)
        if changed != page:
            file.write_text(changed, encoding="utf-8")
    for name in sorted(folders):
        # Into the folder of an earlier build, whose other pages still need what is there.
        shutil.copytree(out / name, out / plain(name), dirs_exist_ok=True)
        shutil.rmtree(out / name)
