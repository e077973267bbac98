"""One document of several pages: whole, in order, and with no link into the void."""

import datetime
import re

import pytest
from bs4 import BeautifulSoup
from scarce.site.cite import Author, Work
from scarce.site.pdf import document
from scarce.site.pdf.contents import Entry

WORK = Work("A book: on <things>", (Author("Lovelace", "Ada"),), "1.2", datetime.date(2026, 3, 4), ("CC-BY-4.0",))
BASE = "https://x.github.io/book/"
HEAD = '<link rel="stylesheet" href="../_static/a.css"><link rel="stylesheet" href="../_static/kernelless/{}.css?v=1">'
PAGES = {
    Entry("c/start", "", "0"): '<h1 id="top">A book</h1><p>See <a href="one.html#x">one</a>.</p>',
    Entry("c/one", "I · First", "1"): '<h1>One "is" one</h1><p id="x">Text, <a href="two.html">two</a>, '
    '<a href="gone.html">gone</a>.</p>',
    Entry("c/form", "I · First", "2"): "<h1>A form</h1><form>…</form>",
    Entry("c/two", "I · First", "3"): '<h1>Two</h1><div class="exercise" id="e"><p class="rubric">Exercise 1</p></div>'
    '<details class="solution"><summary>Solution 1</summary>Two.</details>',
}  # fmt: skip


def page(name, text):
    style = HEAD.format(name.removeprefix("c/"))
    return (
        f'<html><head>{style}</head><body><article class="bd-article"><section>{text}</section></article></body></html>'
    )


def book(pages=PAGES):
    return document.made({entry: page(entry.name, text) for entry, text in pages.items()}, WORK, BASE)


@pytest.fixture(scope="module")
def made():
    return BeautifulSoup(document.html(book(), {"c-one": 7}), "html.parser")


def test_the_chapters_are_there_in_order_with_contents_before_and_solutions_after(made):
    headings = [heading.get_text() for heading in made.find_all(re.compile("^h[12]$"))]
    assert headings == [
        "A book", "Contents", "A book", "I · First", '1 One "is" one', "3 Two", "Solutions", "3 Two"
    ]  # fmt: skip
    rows = [row.get_text("|") for row in made.select(".print-contents li")]
    assert rows == ["A book", "I · First", '1 One "is" one|7', "3 Two", "Solutions"]


def test_every_link_within_leads_somewhere_and_others_to_the_web(made):
    names = [tag["id"] for tag in made.select("[id]")]
    assert len(names) == len(set(names))
    links = [tag["href"] for tag in made.select("a[href]")]
    assert {link[1:] for link in links if link.startswith("#")} <= set(names)
    assert all(link.startswith(("#", "https://")) for link in links)
    assert BASE + "c/gone.html" in links


def test_the_title_page_says_who_what_and_when(made):
    text = made.select_one(".print-title").get_text(" ", strip=True)
    assert text.startswith("A book On <things> By Ada Lovelace Version 1.2, 4 March 2026")
    assert "Licences: CC-BY-4.0." in text


def test_a_title_runs_along_its_own_pages_only():
    text = document.html(book())
    assert r'@page p-c-one { @top-left { content: "1 One \22 is\22  one"; } }' in text
    assert text.count("@page p-") == 4


def test_a_book_without_answers_has_no_page_for_them():
    first = dict(list(PAGES.items())[:2])
    assert "Solutions" not in document.html(book(first))


def test_the_sheets_of_all_models_stand_where_one_page_has_its_own():
    general = '<link rel="stylesheet" href="{}.css" />'
    one = "".join(general.format(name) for name in ("_static/a", "_static/kernelless/m", "_static/z"))
    two = "".join(general.format(name) for name in ("_static/a", "_static/kernelless/n", "_static/z"))
    assert document.sheets({"one": one, "two": two, "none": general.format("_static/all")}) == [
        "_static/a.css", "_static/kernelless/m.css", "_static/kernelless/n.css", "_static/z.css"
    ]  # fmt: skip
