"""Each chapter as a notebook to take away: plain Markdown and code that runs wherever the package can be had.

What only this book's pages understand (numbers that can be dragged, links that set a model, citations) becomes text.
"""

from __future__ import annotations

import json
import re
import zipfile
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from kernelless.sphinx.pages import models_in
from kernelless.sphinx.prose import opening
from myst_nb.core.read import read_myst_markdown_notebook
from pybtex.database import BibliographyData, Entry, parse_file
from sphinx.application import Sphinx

from .. import _install

FOLDER = "_static/notebooks"
ARCHIVE = "what-stays-scarce-notebooks.zip"
_CELL = re.compile(r"^```\{code-cell\}", re.MULTILINE)
_FORMULA = re.compile(r"```\{math\}\n(?::label: (\S+)\n)?\n?(.*?)```", re.DOTALL)
_EXERCISE = re.compile(r"^:::\{exercise\} (\w+)\n:label: \S+\n+(.*?)^:::$", re.DOTALL | re.MULTILINE)
_SOLUTION = re.compile(r"^:::\{solution\} \S+\n(?::class: dropdown\n)?\n*(.*?)^:::$", re.DOTALL | re.MULTILINE)
_QUESTION = re.compile(r"^::::\{admonition\} ([^\n]+)\n:class: quiz\n+(.*?)^::::$", re.DOTALL | re.MULTILINE)
_OPTION = re.compile(r"^:::\{dropdown\} ([^\n]+)\n(.*?)^:::$", re.DOTALL | re.MULTILINE)


@cache
def _works(path: str) -> BibliographyData:
    return parse_file(path)


def authors(entry: Entry) -> str:
    """The authors of a work as a text names them, or the work's title where it has none."""
    people = entry.persons.get("author", [])
    names = [" ".join(map(str, [*person.prelast_names, *person.last_names])).strip("{}") for person in people]
    if not names:
        return str(entry.fields["title"]).replace("{", "").replace("}", "")
    return names[0] if len(names) == 1 else " and ".join(names) if len(names) == 2 else f"{names[0]} et al."


def folded(words: str, text: str) -> str:
    """Text under words that open it, in Markdown."""
    return f"<details>\n<summary>{words}</summary>\n\n{text.strip()}\n\n</details>"


def unquizzed(text: str) -> str:
    """Markdown with exercises, solutions and questions as text; exercises are numbered."""
    text = _QUESTION.sub(
        lambda found: "\n\n".join([f"**{found[1]}**", *(folded(*option) for option in _OPTION.findall(found[2]))]), text
    )
    numbers = count(1)
    text = _EXERCISE.sub(lambda found: f"**Exercise {next(numbers)}** ({found[1]}). {found[2].strip()}", text)
    return _SOLUTION.sub(lambda found: folded("Solution", found[1]), text)


def plain(text: str, works: BibliographyData, models: dict[str, Any], links: dict[str, tuple[str, str]]) -> str:
    """Markdown that any notebook shows: `links` gives the title and address of each of the book's pages."""
    text = unquizzed(text)
    labels = {label: i for i, (label, _) in enumerate(_FORMULA.findall(text), 1)}

    def formula(found: re.Match[str]) -> str:
        tag = f" \\tag{{{labels[found[1]]}}}" if found[1] else ""
        return f"$$\n{found[2].strip()}{tag}\n$$"

    def cited(found: re.Match[str]) -> str:
        entries = [works.entries[key.strip()] for key in found[1].split(",")]
        years = [entry.fields.get("year", "undated") for entry in entries]
        return "(" + "; ".join(f"{authors(entry)}, {year}" for entry, year in zip(entries, years, strict=True)) + ")"

    def said(found: re.Match[str]) -> str:
        model, _, rest = found[1].partition(".")
        name, _, form = rest.partition(" ")
        return opening(models[model], model, name, form, "a notebook")

    def linked(found: re.Match[str]) -> str:
        title, address = links[found[2]]
        return f"[{found[1] or title}]({address}{found[3] or ''})"

    for pattern, replacement in (
        (_FORMULA, formula),
        (re.compile(r"\{eq\}`([^`]+)`"), lambda found: f"({labels[found[1]]})"),
        (re.compile(r"\{cite\}`([^`]+)`"), cited),
        (re.compile(r"\{(?:number|follow)\}`([^`]+)`"), said),
        (re.compile(r"\{to\}`([^`]+?)\s*<[^`]*>`"), r"*\1*"),
        (re.compile(r"\{(?:term|doc)\}`([^`<]+?)(?:\s*<[^`]*>)?`"), r"\1"),
        (re.compile(r"\[([^\]]*)\]\((\w+)\.md(#[^)\s]*)?\)"), linked),
        (re.compile(r"\[([^\]]*)\]\{\.\w+\}"), r"*\1*"),
    ):
        text = pattern.sub(replacement, text)
    return text


def notebook(source: str, repository: str, **known: Any) -> dict[str, Any]:
    """A chapter's source as a notebook."""
    body = read_myst_markdown_notebook(plain(source, **known))
    install = {"cell_type": "code", "metadata": {}, "source": _install.CELL.format(repository=repository)}
    cells = [dict(cell) for cell in (body.cells[0], install, *body.cells[1:])]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"  # those given are random, and two builds would differ
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
    kernel = {"kernelspec": body.metadata["kernelspec"], "language_info": {"name": "python"}}
    return {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}


def chapters(app: Sphinx) -> list[str]:
    """The chapters that hold code."""
    sources = {name: Path(app.env.doc2path(name)) for name in app.env.found_docs}
    return sorted(name for name, path in sources.items() if _CELL.search(path.read_text(encoding="utf-8")))


def _button(app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    if pagename not in chapters(app):
        return
    address = context["pathto"](f"{FOLDER}/{Path(pagename).name}.ipynb", 1)
    button = {
        "type": "link", "url": address, "icon": "fa-solid fa-download", "tooltip": "This chapter as a notebook",
        "label": "notebook-button",
    }  # fmt: skip
    context["header_buttons"].insert(1, button)


def _write(app: Sphinx, error: Exception | None) -> None:
    """The notebooks beside the pages, and all of them in one archive."""
    if error or app.builder.format != "html":
        return
    folder = Path(app.outdir) / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    works = _works(str(Path(app.confdir) / app.config.bibtex_bibfiles[0]))
    site, repository = app.config.html_baseurl, app.config.html_theme_options["repository_url"]
    links = {
        Path(name).name: (title.astext(), f"{site.rstrip('/')}/{name}.html") for name, title in app.env.titles.items()
    }
    with zipfile.ZipFile(folder / ARCHIVE, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in chapters(app):
            source = Path(app.env.doc2path(name)).read_text(encoding="utf-8")
            made = notebook(source, repository, works=works, models=models_in(app, name), links=links)
            file = folder / f"{Path(name).name}.ipynb"
            file.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
            entry = zipfile.ZipInfo(f"what-stays-scarce/{file.name}")  # dated 1980, so that two builds agree
            archive.writestr(entry, file.read_bytes(), zipfile.ZIP_DEFLATED)


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.connect("html-page-context", _button, priority=550)
    app.connect("build-finished", _write)
