"""The text of one built page, without what only a screen can use."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag

#: Controls, hidden code, notes for a wide margin, and the picture for a narrow screen.
_SCREEN = (
    "script, noscript, template, iframe, form, button, .headerlink, .copybtn, .margin-note, .book-dots, .kl-scenarios, "
    ".kl-guess, .kl-controls, .kl-inherit, .kl-carry, .kl-keepsake, .kl-tools, .kl-narrow, details.hide, details.cite"
)
#: Tables of worked numbers longer than this are cut short in print.
MOST_ROWS, SHOWN_ROWS = 40, 12
HEADINGS = ("h1", "h2", "h3", "h4", "h5")


def parsed(page: str) -> Tag | None:
    """The article of a built page, for print; None where nothing but headings would be left of it."""
    article = BeautifulSoup(page, "html.parser").select_one("article.bd-article")
    if article is None:
        return None
    for gone in article.select(_SCREEN):
        gone.decompose()
    for table in article.select(".kl-data table"):
        _shorten(table)
    for tooltip in article.select("[title]"):
        del tooltip["title"]
    return article if _says_something(article) else None


def _says_something(article: Tag) -> bool:
    headings = sum(len(heading.get_text(" ").split()) for heading in article.find_all(HEADINGS))
    return len(article.get_text(" ").split()) > headings


def _shorten(table: Tag) -> None:
    """The first rows of a long table, and how many there are."""
    rows = table.select("tbody > tr")
    caption = table.find("caption")
    if len(rows) <= MOST_ROWS or caption is None:
        return
    for row in rows[SHOWN_ROWS:]:
        row.decompose()
    caption.append(f" (the first {SHOWN_ROWS} of {len(rows)} rows; all are on the page)")


def lowered(article: Tag) -> None:
    """Headings one level down, since the book's title is the first."""
    for level in reversed(range(1, 6)):
        for heading in article.find_all(f"h{level}"):
            heading.name = f"h{level + 1}"
            heading["class"] = f"{' '.join(heading.get('class') or [])} print-h{level}".strip()
