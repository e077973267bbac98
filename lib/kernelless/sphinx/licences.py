"""Whose work the site holds besides its author's, and on what terms: `licences.txt`, beside the first page.

The JavaScript packages are those that went into the bundles (frontend/licences.mjs); the Python ones, those whose files
Sphinx copied to the site. A licence that came along as a file, as with a typeface, is taken in too.
"""

from __future__ import annotations

import re
from importlib.metadata import Distribution, packages_distributions
from importlib.metadata import distribution as installed
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from ..licences import bundled, notices
from . import folders, icons
from .pages import FOLDER

FILE = "licences.txt"
_TEXT = re.compile(r"licen[cs]e|copying", re.IGNORECASE)
#: What Sphinx adds to a name so that browsers fetch a changed file anew.
_DIGEST = re.compile(r"\.[0-9a-f]{32,}(?=\.)")


def copied(modules: set[str], static: Path) -> list[tuple[str, str]]:
    """Of the distributions that have these modules, those whose files are among the site's."""
    there = {_DIGEST.sub("", path.name) for path in static.rglob("*")}
    known = packages_distributions()
    names = {name for module in modules for name in known.get(module, ())}
    return [
        (f"{given.name} {given.version}", _licence(given)) for given in map(installed, names) if _gave(given, there)
    ]


def _gave(given: Distribution, there: set[str]) -> bool:
    """Whether a distribution's own static files are on the site."""
    return any(
        path.name in there and path.suffix in {".js", ".css"} and path.parts[0][:1] not in {".", "_"}
        for path in given.files or ()
    )


def _licence(given: Distribution) -> str:
    texts = [path for path in given.files or () if ".dist-info" in path.parts[0] and _TEXT.search(path.name)]
    if not texts:
        raise ExtensionError(f"{given.name} {given.version} brings no text of its licence: the site cannot pass it on")
    return "\n\n".join(path.read_text(encoding="utf-8").strip() for path in sorted(texts))


def _beside(out: Path) -> list[tuple[str, str]]:
    """The licences that came to the site as files, by the folder or the file that they are of."""
    found = [path for path in out.rglob("*.txt") if _TEXT.search(path.name) and path != out / FILE]
    return [
        (path.relative_to(out).as_posix() if path.stem.count(".") else path.parent.relative_to(out).as_posix(),
         path.read_text(encoding="utf-8", errors="replace"))
        for path in found
    ]  # fmt: skip


def write(app: Sphinx) -> None:
    """Write the file, once the site's folders have their names."""
    out = Path(app.outdir)
    static = out / (folders.plain("_static") if app.config.kernelless_folders else "_static")
    modules = {name.partition(".")[0] for name in app.extensions}
    parts = [*taken(static / FOLDER), *copied(modules, static), *_beside(out)]
    if app.config.kernelless_icons:
        parts.append(("The icons", icons.licence()))
    (out / FILE).write_text(notices(parts), encoding="utf-8")


def write_bundled(app: Sphinx) -> None:
    """Write only what went into the bundles, beside them: their licences ask for it."""
    folder = Path(app.outdir, "_static", FOLDER)
    (folder / FILE).write_text(notices(taken(folder)), encoding="utf-8")


def taken(folder: Path) -> list[tuple[str, str]]:
    """What the lists beside the bundles say; the lists themselves go."""
    lists = sorted(folder.glob("licences*.json"))
    parts = [each for listed in lists for each in bundled(listed)]
    for listed in lists:
        listed.unlink()
    return parts
