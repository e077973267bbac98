"""Which files a page rests on: its code imports modules, these import others, and some read files of their own.

A page is read again, and its cells run, only when one of these has changed. What is followed is what the text of
the modules says, and nothing is run: `import` statements, and the names of files and folders in strings.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

#: Code in a page that imports something: to the end of its line, on from a backslash, or what stands in brackets.
_IMPORT = re.compile(
    r"^[ \t]*((?:from\s+[\w.]+\s+import\s+(?:\([^()]*\)|(?:[\w ,*]|\\\n)+))|import\s+(?:[\w ,.]|\\\n)+)", re.MULTILINE
)


def setup(app: Sphinx) -> None:
    """Note a page's sources when it has been read."""
    app.add_config_value("kernelless_sources", [], "env", [list])
    app.connect("doctree-read", _note)


def _note(app: Sphinx, _: Any) -> None:
    """A page that runs code, and may have failed at it, is read again when the code behind it has changed."""
    if not getattr(app.env, "nb_metadata", {}).get(app.env.docname):
        return
    page = Path(app.env.doc2path(app.env.docname))
    folders = [Path(app.srcdir, folder).resolve() for folder in app.config.kernelless_sources]
    for file in sorted(reached(page.read_text(encoding="utf-8"), folders)):
        app.env.note_dependency(str(file))


def reached(text: str, packages: Sequence[Path]) -> set[Path]:
    """The files of some packages that code rests on.

    Parameters
    ----------
    text : str
        A page or a notebook as it is written; imports outside its cells count too, which does no harm.
    packages : sequence of Path
        The folders of the packages to follow, such as ``lib/models``; all others are taken to stay as they are.

    Returns
    -------
    set of Path
        Modules, with the packages they are in, and the files that their strings name.
    """
    known = {folder.name: folder for folder in packages}
    waiting = [name for line in _IMPORT.findall(_code(text)) for name in _imported(line, ())]
    found: set[Path] = set()
    while waiting:
        module = waiting.pop()
        waiting += _homes(module, known) if module[-1:] != ("",) else []
        for file in _files(module, known):
            if file not in found:
                found.add(file)
                code = file.read_text(encoding="utf-8")
                waiting += [] if _handed_on(file, code) else _imported(code, _package(file, known))
                found |= set(_named(code, file, known))
    return found


def _handed_on(file: Path, code: str) -> dict[str, str]:
    """The module behind each name of a package that has nothing of its own; of any other file none.

    Such a package has imports from its modules and an ``__all__`` of all these names, so that nobody rests on more of
    it than on the names that are asked for.
    """
    body = ast.parse(code).body if file.name == "__init__.py" else []
    imports = [node for node in body if isinstance(node, ast.ImportFrom) and node.level == 1 and node.module]
    names = {alias.asname or alias.name: node.module or "" for node in imports for alias in node.names}
    rest = [node for node in body if node not in imports and not isinstance(node, ast.Expr)]
    listed = [
        set(ast.literal_eval(node.value))
        for node in rest
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    ]
    return names if len(rest) == 1 and listed == [set(names)] else {}


def _homes(module: tuple[str, ...], known: dict[str, Path]) -> Iterator[tuple[str, ...]]:
    """The modules that a name is from, if a package hands it on; of a package by itself, or a star, all of them."""
    for package, name in ((module[:-1], module[-1]), (module, "*")):
        if package and package[0] in known:
            file = known[package[0]].joinpath(*package[1:], "__init__.py")
            handed = _handed_on(file, file.read_text(encoding="utf-8")) if file.is_file() else {}
            homes = handed.values() if name == "*" else filter(None, [handed.get(name)])
            yield from ((*package, *home.split("."), "") for home in homes)


def _code(text: str) -> str:
    """Of a notebook its cells of code, one after the other; any other page as it is."""
    try:
        cells = json.loads(text)["cells"]
    except (ValueError, KeyError, TypeError):  # no notebook
        return text
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


def _imported(code: str, package: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The modules that code may import, as the parts of their names; a name of a module's own is harmless.

    One that is only run on the way to a name ends in an empty part.
    """
    try:
        tree = ast.parse(code)
    except SyntaxError:  # a line that was no code
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (tuple(alias.name.split(".")) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            base = above + tuple(node.module.split(".") if node.module else ())
            yield (*base, "")  # which is run, and of which no more is asked for
            yield from ((*base, alias.name) for alias in node.names)


def _package(file: Path, known: dict[str, Path]) -> tuple[str, ...]:
    """The package that a module is in, as the parts of its name."""
    top = next(folder for folder in known.values() if file.is_relative_to(folder))
    return (top.name, *file.relative_to(top).parts[:-1])


def _files(module: tuple[str, ...], known: dict[str, Path]) -> Iterator[Path]:
    """A module's file, and those of the packages around it."""
    if not module or module[0] not in known:
        return
    folder = known[module[0]]
    for part in (*module[1:], ""):
        if (folder / "__init__.py").is_file():
            yield folder / "__init__.py"
        if part and (folder / f"{part}.py").is_file():
            yield folder / f"{part}.py"
        folder /= part


def _named(code: str, module: Path, known: dict[str, Path]) -> Iterator[Path]:
    """The files, and the files in the folders, that strings of a module name, in its own package."""
    top = next(folder for folder in known.values() if module.is_relative_to(folder))
    constants = (node.value for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Constant))
    names = {string.rpartition("/")[2] for string in constants if isinstance(string, str) and "\n" not in string}
    for path in top.rglob("*"):
        if path.name in names:
            yield from (file for file in ([path] if path.is_file() else path.rglob("*")) if _is_data(file))


def _is_data(file: Path) -> bool:
    """Whether a file is no code, or an extra's script; those in a `frontend` are built anew for every build."""
    folders = set(file.parts)
    if file.suffix == ".py" or {"__pycache__", "node_modules"} & folders:
        return False
    return file.is_file() and not (file.suffix in {".js", ".mjs", ".ts"} and "frontend" in folders)
