"""How to cite the book or a page of it: one line and BibTeX, from CITATION.cff and the page's address."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import yaml
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from . import addresses

FILE = "CITATION.cff"


@dataclass(frozen=True)
class Author:
    """A person by family and given name, or a group by its name alone."""

    name: str
    given: str = ""

    def __str__(self) -> str:
        return f"{self.given} {self.name}".strip()

    @property
    def bibtex(self) -> str:
        """The name as BibTeX sorts it; a group's is never taken apart."""
        return f"{self.name}, {self.given}" if self.given else f"{{{self.name}}}"


@dataclass(frozen=True)
class Work:
    """The book as CITATION.cff names it."""

    title: str
    authors: tuple[Author, ...]
    version: str
    date: datetime.date
    licenses: tuple[str, ...] = ()

    @property
    def by(self) -> str:
        """The authors in a line."""
        names = [str(author) for author in self.authors]
        return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _author(fields: dict[str, str]) -> Author:
    family = " ".join(filter(None, (fields.get("name-particle"), fields.get("family-names"))))
    return Author(fields.get("name") or family, fields.get("given-names", ""))


def read(file: Path) -> Work:
    """The work that a CITATION.cff describes."""
    fields: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    missing = [key for key in ("title", "authors", "version", "date-released") if not fields.get(key)]
    if missing:
        raise ValueError(f"{file.name} must have {', '.join(missing)}")
    licenses = fields.get("license", [])
    return Work(
        fields["title"],
        tuple(map(_author, fields["authors"])),
        str(fields["version"]),
        datetime.date.fromisoformat(str(fields["date-released"])),
        tuple([licenses] if isinstance(licenses, str) else licenses),
    )


def line(work: Work, address: str, page: str = "") -> str:
    """One line for a list of works; `page` is the page's title, nothing for the whole book."""
    within = f"“{page}.” In: " if page else ""
    by = work.by[:1].upper() + work.by[1:]
    return f"{by} ({work.date.year}). {within}{work.title}. Version {work.version}. {address}"


def bibtex(work: Work, key: str, address: str, page: str = "") -> str:
    """An entry for a bibliography in BibTeX."""
    title = {"title": page, "booktitle": work.title} if page else {"title": work.title}
    fields = {
        "author": " and ".join(author.bibtex for author in work.authors),
        **title,
        "year": str(work.date.year),
        "version": work.version,
        "url": address,
    }
    rows = "".join(f"  {name} = {{{_latex(value, name)}}},\n" for name, value in fields.items())
    return f"@{'incollection' if page else 'book'}{{{key},\n{rows}}}"


def _latex(value: str, field: str) -> str:
    """Text with the signs that LaTeX takes for its own escaped; an address stays as it is."""
    return value if field == "url" else "".join(f"\\{sign}" if sign in "&%$#_" else sign for sign in value)


def part(work: Work, address: str, key: str, page: str) -> str:
    """The part of a page that says how to cite it."""
    return (
        f'<details class="cite"><summary>Cite this page</summary><p>{escape(line(work, address, page))}</p>'
        f"<pre>{escape(bibtex(work, key, address, page))}</pre></details>\n"
    )


def _add(app: Sphinx, name: str, _: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """At the foot of each page; a page that is made without a source, such as the search, has nothing to cite."""
    file = Path(app.confdir, FILE)
    if doctree is None or app.builder.format != "html" or not file.is_file():
        return
    work, title = _work(file), app.env.titles[name].astext()
    address, opening = addresses.page(app.config.html_baseurl, name), name == app.config.root_doc
    key = f"scarce{work.date.year}" if opening else f"scarce{work.date.year}-{Path(name).name}"
    context["body"] += part(work, address, key, "" if opening else title)


def _work(file: Path) -> Work:
    try:
        return read(file)
    except ValueError as error:
        raise ExtensionError(str(error)) from error


def setup(app: Sphinx) -> None:
    """Register the part at each page's foot."""
    app.connect("html-page-context", _add, priority=860)
