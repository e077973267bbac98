"""What an earlier build made and this one can take as it is: scripts, programs, style sheets, and runs of cells.

Each is kept beside what Sphinx itself keeps of the pages, under the digest of all that went into it. So a change of
what went in gives another digest, and nothing has to be told that it is out of date.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sys
from collections.abc import Callable, Iterable
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

from ..live_chart import FRONTEND
from . import built

PLACE = "kernelless"
_WORD = re.compile(rb"[A-Za-z0-9_-]+")
#: What the steps of `passes.SITE` put into a page; frontend/purge.mjs knows it too.
_LATER = re.compile(rb'<style data-first.*?</style>|<meta http-equiv="Content-Security-Policy"[^>]*>', re.DOTALL)


def digest(*parts: bytes | str) -> str:
    """A short name for what these are together."""
    whole = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        whole.update(len(data).to_bytes(8, "big") + data)
    return whole.hexdigest()[:20]


def of_files(files: Iterable[Path], root: Path) -> str:
    """A short name for what files are now, and for what they are called within a folder."""
    return digest(*(part for f in sorted(files) for part in (f.relative_to(root).as_posix(), f.read_bytes())))


def frontend() -> str:
    """A short name for the scripts' sources, the texts in them, and the packages that they are bundled with."""
    names = ("*.mjs", "package-lock.json", "src/*", "licences/*", "built/**/*")
    files = {FRONTEND.parent / "messages.json", *(file for name in names for file in FRONTEND.glob(name))}
    return of_files(filter(Path.is_file, files), FRONTEND.parent)


def scripts(app: Sphinx, folder: Path) -> None:
    """Put the scripts of pages into a folder of the site; they are bundled only when their sources have changed."""
    compiled = app.config.kernelless_compile
    own = [Path(app.confdir, file) for file in app.config.kernelless_scripts]
    there = Path(app.doctreedir, PLACE, "scripts")
    kept = there / f"{digest(frontend(), *map(_beside, own))}-{'compiled' if compiled else 'whole'}"
    if not kept.is_dir():
        shutil.rmtree(there, ignore_errors=True)
        begun = there / "begun"
        built.provide(begun, compiled)
        if own:
            built.add(begun, own)
        begun.rename(kept)
    shutil.copytree(kept, folder, dirs_exist_ok=True)


def _beside(file: Path) -> str:
    """A short name for a site's own script or style and what it may import from its folder."""
    kinds = (".js", ".css", ".json")
    found = [each for each in file.parent.rglob("*") if each.suffix in kinds and "node_modules" not in each.parts]
    return digest(file.name, of_files(found, file.parent))


def each(
    app: Sphinx, kind: str, wanted: dict[str, Any], make: Callable[[dict[str, Any]], dict[str, Any]]
) -> dict[str, Any]:
    """What the tools make of each thing, such as a program of a specification.

    `make` is called for those alone of which no earlier build has made one.
    """
    there, tools = Path(app.doctreedir, PLACE, kind), frontend()
    files = {name: there / f"{digest(tools, json.dumps(thing))}.json" for name, thing in wanted.items()}
    lacking = {name: thing for name, thing in wanted.items() if not files[name].is_file()}
    new = make(lacking) if lacking else {}
    there.mkdir(parents=True, exist_ok=True)
    for name, what in new.items():
        files[name].write_text(json.dumps(what), encoding="utf-8")
    return {name: new.get(name) or json.loads(file.read_text(encoding="utf-8")) for name, file in files.items()}


def sheets(app: Sphinx, make: Callable[[], None]) -> None:
    """Leave style sheets as `make` does; it is called when they, or the words of pages and scripts, have changed."""
    static = Path(app.outdir, "_static")
    there = Path(app.doctreedir, PLACE, "sheets", digest(frontend(), _switches(app), *_words(Path(app.outdir))))
    files = [file for name in ("style-*.css", f"{PLACE}/*.css") for file in static.glob(name)]
    kept = {file: there / digest(file.read_bytes()) for file in files}  # a build writes those of changed pages alone
    if not all(copy.is_file() for copy in kept.values()):
        make()
        for other in set(there.parent.glob("*")) - {there}:
            shutil.rmtree(other)
        there.mkdir(parents=True, exist_ok=True)
        for file, copy in kept.items():
            shutil.copyfile(file, copy)
    for file, copy in kept.items():
        shutil.copyfile(copy, file)


def _switches(app: Sphinx) -> str:
    return f"{app.config.kernelless_auto} {app.config.kernelless_purge}"


def _words(out: Path) -> list[bytes]:
    """All that a style sheet's rule can be for, as purgecss takes it from the pages and their scripts.

    What comes into a page after its style sheets are made is none of it, as the pages of an earlier build have that.
    """
    files = [*out.rglob("*.html"), *out.glob("_static/**/*.js")]
    return sorted({word for file in files for word in _WORD.findall(_LATER.sub(b"", file.read_bytes()))})


def runs(app: Sphinx) -> None:
    """Where myst-nb executes with a cache, a run stands for as long as nothing that code may rest on has changed.

    The cache itself knows a page by the text of its cells alone. Where it lies is no setting that has changed, or all
    pages would be read again.
    """
    if app.config.nb_execution_mode == "cache" and not app.config.nb_execution_cache_path:
        folders = [Path(app.srcdir, folder).resolve() for folder in app.config.kernelless_sources]
        sources = [of_files(_followed(folder), folder) for folder in folders]
        packages = sorted(f"{each.name} {each.version}" for each in distributions())
        there = Path(app.doctreedir, PLACE, "runs", digest(sys.version, *sources, *packages))
        env: Any = app.env
        env.mystnb_config = env.mystnb_config.copy(execution_cache_path=str(there))


def _no_pages(_: Sphinx, config: Config) -> None:
    """The notebooks of earlier runs are no pages, even where they lie among these."""
    config.exclude_patterns.append(f"**/{PLACE}/runs")


def _followed(folder: Path) -> list[Path]:
    """The files of a package that code may rest on."""
    apart = {"__pycache__", "node_modules", "built"}
    return [file for file in folder.rglob("*") if file.is_file() and not apart & set(file.relative_to(folder).parts)]


def setup(app: Sphinx) -> None:
    """Register with Sphinx, after myst-nb has read its settings."""
    app.connect("config-inited", _no_pages)
    app.connect("builder-inited", runs, priority=600)
