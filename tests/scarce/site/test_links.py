"""A link that leads nowhere within the site is found out."""

from pathlib import Path

import pytest
from scarce.site.links import dangling

ROOT = Path(__file__).parents[3]
ONE = """<link rel="canonical" href="https://book.example/one.html"><h1 id="top-of-one">One</h1>
<a href="two.html">two</a><a href="two.html#there">there</a><a href="two.html#wheel?v=1&amp;speed=2">in a state</a>
<a href="#top-of-one">up</a><a href="https://elsewhere.example/">away</a><a href="mailto:a@b.example">write</a>
<img src="_static/a%20b.png">"""
TWO = '<p id="there"></p><section data-model="wheel"></section>'


def site(folder, one=ONE):
    (folder / "_static").mkdir()
    (folder / "_static" / "a b.png").write_bytes(b"")
    (folder / "one.html").write_text(one)
    (folder / "two.html").write_text(TWO)
    return dangling(folder)


def test_what_leads_somewhere_is_fine(tmp_path):
    assert site(tmp_path) == []


def test_a_page_a_place_and_a_picture_that_are_not_there(tmp_path):
    text = '<a href="three.html">a</a><a href="two.html#here">b</a><img src="c.png"><a href="#d">d</a>'
    assert site(tmp_path, text) == [
        "one.html: #d: the page has no 'd'",
        "one.html: c.png is not there",
        "one.html: three.html is not there",
        "one.html: two.html#here: the page has no 'here'",
    ]


def test_a_folder_without_pages_is_refused(tmp_path):
    with pytest.raises(ValueError, match="a folder with pages; got"):
        dangling(tmp_path)


def test_every_link_of_the_built_book_leads_somewhere():
    assert dangling(ROOT / "_build" / "html") == []
