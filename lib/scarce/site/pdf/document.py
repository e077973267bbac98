"""One HTML document of the whole book: title page, contents, parts with their chapters, solutions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from itertools import groupby
from pathlib import Path

from bs4 import Tag

from .. import addresses, cite
from . import article, links, numbers, solutions
from .contents import Entry

STYLE = Path(__file__).with_name("print.css")
#: One weight a file, since a PDF would hold a variable font only as drawings.
FONTS = STYLE.parent / "fonts"
SANS, MATH = "Scarce Sans in print", "Scarce Math in print"
WEIGHTS = {"400": "1 500", "600": "501 1000"}
_SHEET = re.compile(r'<link\b(?=[^>]*\brel="stylesheet")[^>]*\bhref="([^":]*)"')


@dataclass(frozen=True)
class Chapter:
    """A page of the book as it is printed."""

    entry: Entry
    title: str
    body: Tag
    answers: Tag | None
    figures: list[str]


@dataclass(frozen=True)
class Book:
    """What the printed book says, and of which work."""

    work: cite.Work
    base: str
    chapters: list[Chapter]
    sheets: list[str]

    @cached_property
    def answers(self) -> list[Chapter]:
        """The chapters that have something to answer."""
        return [chapter for chapter in self.chapters if chapter.answers is not None]


def read(site: Path, entries: Iterable[Entry], work: cite.Work, base: str) -> Book:
    """The book from its built pages in the folder `site`; pages that hold nothing to print are left out."""
    texts = {entry: (site / f"{entry.name}.html").read_text(encoding="utf-8") for entry in entries}
    return made(texts, work, base)


def made(texts: Mapping[Entry, str], work: cite.Work, base: str) -> Book:
    """The book from the text of each of its built pages."""
    articles = {entry: body for entry, text in texts.items() if (body := article.parsed(text)) is not None}
    drawn, known = {}, {}
    for entry, body in articles.items():
        drawn[entry] = numbers.figures(body, entry, addresses.page(base, entry.name))
        known[f"{entry.name}.html"] = (entry, links.anchors(body))
    chapters = [_chapter(entry, body, known, base, drawn[entry]) for entry, body in articles.items()]
    return Book(work, base, chapters, sheets({entry.name: texts[entry] for entry in articles}))


def _chapter(
    entry: Entry, body: Tag, known: Mapping[str, tuple[Entry, set[str]]], base: str, drawn: list[str]
) -> Chapter:
    numbers.formulas(body, entry)
    numbers.exercises(body, entry)
    links.place(body, entry, known, base)
    title = numbers.title(body, entry)
    _say_where(body, addresses.page(base, entry.name))
    answers = solutions.taken(body, entry, title)
    article.lowered(body)
    return Chapter(entry, title, body, answers, drawn)


def _say_where(body: Tag, address: str) -> None:
    """Under the title, beside the chapter's place if it says one, where the page is on the web."""
    heading, place = body.find("h1"), body.select_one(".book-place")
    if heading is None:
        return
    if place is None:
        place = numbers.made("div", class_="book-place")
        heading.insert_after(place)
    where = numbers.made("span")
    where.append(numbers.made("a", address.removeprefix("https://"), href=address))
    place.append(where)


def sheets(pages: Mapping[str, str]) -> list[str]:
    """The style sheets of all pages, by the site's folders: those of the page with most, and the models' of others."""
    lists = [
        [links.file(href, name).partition("?")[0] for href in _SHEET.findall(text)] for name, text in pages.items()
    ]
    longest = max(lists, key=len, default=[])
    models = [sheet for one in lists for sheet in one if "/kernelless/" in sheet and sheet not in longest]
    places = [place for place, sheet in enumerate(longest, 1) if "/kernelless/" in sheet]
    cut = places[-1] if places else 0
    return [*longest[:cut], *dict.fromkeys(models), *longest[cut:]]


def html(book: Book, pages: Mapping[str, int] | None = None) -> str:
    """The document; `pages` gives the number of the page on which each chapter begins, once that is known."""
    styles = "".join(f'<link rel="stylesheet" href="html/{escape(sheet)}">\n' for sheet in book.sheets)
    parts = "".join(_part(caption, list(group)) for caption, group in groupby(book.chapters, lambda c: c.entry.part))
    own = _faces() + STYLE.read_text(encoding="utf-8") + _running_titles(book)
    return (
        '<!DOCTYPE html>\n<html lang="en" data-theme="light" data-mode="light">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(book.work.title)}</title>\n{styles}<style>\n{own}</style>\n</head>\n<body>\n"
        f"{_title_page(book)}{_contents(book, pages or {})}"
        '<main class="bd-main"><div class="bd-content"><div class="bd-article-container">\n'
        f"{parts}{_solutions(book.answers)}</div></div></main>\n</body>\n</html>\n"
    )


def _title_page(book: Book) -> str:
    work, (name, _, subtitle) = book.work, book.work.title.partition(": ")
    below = f"<p class='print-subtitle'>{escape(subtitle[:1].upper() + subtitle[1:])}</p>" if subtitle else ""
    day = f"{work.date.day} {work.date:%B %Y}"
    return (
        f'<section class="print-title"><h1>{escape(name)}</h1>{below}<p>By {escape(work.by)}</p>'
        f"<p>Version {escape(work.version)}, {day}</p>"
        '<div class="print-imprint"><p>Each figure is a model at its opening setting. Where it says <em>move it</em>, '
        f'it leads to the same model alive: <a href="{escape(book.base)}">{escape(book.base)}</a></p>'
        f"<p>{escape(cite.line(work, book.base))}</p>"
        f"<p>Licences: {escape(', '.join(work.licenses))}.</p></div></section>\n"
    )


def _contents(book: Book, pages: Mapping[str, int]) -> str:
    rows = []
    for caption, group in groupby(book.chapters, lambda chapter: chapter.entry.part):
        if caption:
            rows.append(f'<li class="print-part-name">{escape(caption)}</li>')
        rows += [_row(chapter.entry.slug, chapter.title, pages) for chapter in group]
    if book.answers:
        rows += [_row("solutions", "Solutions", pages)]
    return f'<nav class="print-contents"><h2>Contents</h2><ol>{"".join(rows)}</ol></nav>\n'


def _row(anchor: str, title: str, pages: Mapping[str, int]) -> str:
    return f'<li><a href="#{escape(anchor)}"><span>{escape(title)}</span><span>{pages.get(anchor, "")}</span></a></li>'


def _part(caption: str, chapters: Sequence[Chapter]) -> str:
    """A part's name stands above its first chapter."""
    bodies = [str(chapter.body) for chapter in chapters]
    name = f'<h1 class="print-part">{escape(caption)}</h1>\n' if caption else ""
    return f'<div class="print-opens">{name}{bodies[0]}</div>\n' + "\n".join(bodies[1:])


def _solutions(chapters: Sequence[Chapter]) -> str:
    if not chapters:
        return ""
    answers = "\n".join(str(chapter.answers) for chapter in chapters)
    return f'<article class="bd-article" id="solutions"><h1 class="print-part">Solutions</h1>\n{answers}</article>\n'


def _faces() -> str:
    """The sans serif and the font of formulas in print, in place of those that a PDF would hold as drawings."""
    files = [
        (MATH if file.stem.startswith("math") else SANS, file, weights)
        for weight, weights in WEIGHTS.items()
        for file in sorted(FONTS.glob(f"*-{weight}.woff2"))
    ]
    return "".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weights}; src: url("{file.as_uri()}"); }}\n'
        for family, file, weights in files
    )


def _running_titles(book: Book) -> str:
    """A named page for each chapter, whose title runs at the top; the first page of a chapter has none."""
    named = [(chapter.entry.slug, chapter.title) for chapter in book.chapters]
    named += [("solutions", "Solutions")] if book.answers else []
    return "".join(
        f'@page p-{slug} {{ @top-left {{ content: "{_css(title)}"; }} }}\n'
        f":is(#{slug}, .print-opens:has(> #{slug})) {{ page: p-{slug}; }}\n"
        for slug, title in named
    )


def _css(text: str) -> str:
    return re.sub(r'["\\\n<]', lambda found: f"\\{ord(found[0]):x} ", text)
