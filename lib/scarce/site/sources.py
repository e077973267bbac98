"""What the bibliography says of a work: one source for every address and name that the furniture shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pybtex.richtext import Text
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError

#: The two essays, by the letter that a chapter's front matter gives and the key they have in the bibliography.
ESSAYS = {"a": "essayA2026", "b": "essayB"}


@dataclass(frozen=True)
class Source:
    """A work as it is named in passing: who, what, when, where."""

    authors: str
    title: str
    year: str
    url: str

    @property
    def short_title(self) -> str:
        """The title up to its colon."""
        return self.title.partition(":")[0]


def _plain(latex: str) -> str:
    return str(Text.from_latex(latex).render_as("text"))


def named(entry: Any) -> Source:
    """A bibliography's entry as a source: up to two family names, title, year, address."""
    people = [" ".join(map(_plain, [*who.prelast_names, *who.last_names])) for who in entry.persons.get("author", [])]
    authors = f"{people[0]} et al." if len(people) > 2 else " and ".join(people)
    fields = entry.fields
    url = fields.get("url") or (f"https://doi.org/{fields['doi']}" if "doi" in fields else "")
    return Source(authors, _plain(fields["title"]), fields.get("year", ""), url)


def source(env: BuildEnvironment, key: str) -> Source:
    """The source with this key in the book's bibliography."""
    entries: Any = env.get_domain("cite").bibdata.data.entries  # type: ignore[attr-defined] # bibtex's own domain
    if key not in entries:
        raise ExtensionError(f"the bibliography has no entry {key!r}")
    return named(entries[key])
