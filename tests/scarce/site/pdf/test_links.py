"""Links inside the document, and out of it."""

import pytest
from bs4 import BeautifulSoup
from scarce.site.pdf.contents import Entry
from scarce.site.pdf.links import address, anchors, place

ONE, TWO = Entry("chapters/one", "I · Part", "1"), Entry("chapters/two", "I · Part", "2")
KNOWN = {"chapters/one.html": (ONE, {"here"}), "chapters/two.html": (TWO, {"there", "model-tank"})}
BASE = "https://x.github.io/book/"


@pytest.mark.parametrize(
    ("href", "leads"),
    [
        ("#here", "#chapters-one--here"),
        ("two.html", "#chapters-two"),
        ("two.html#there", "#chapters-two--there"),
        ("two.html#tank", "#chapters-two--model-tank"),
        ("two.html#tank?v=1&level=2", BASE + "chapters/two.html#tank?v=1&level=2"),
        ("../_static/all.zip", BASE + "_static/all.zip"),
        ("../search.html", BASE + "search.html"),
        ("https://example.org/a#b", "https://example.org/a#b"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_a_link_leads_into_the_document_or_to_the_web(href, leads):
    assert address(href, ONE, KNOWN, BASE) == leads


def test_every_anchor_becomes_the_page_s_own_and_what_names_it_follows():
    body = BeautifulSoup(
        '<article><p id="here"><a href="#here">up</a></p><div aria-labelledby="here other">x</div>'
        '<span id="other"></span>'
        '<img src="../_static/a.svg"><svg><clipPath id="clip0"></clipPath><g clip-path="url(#clip0)"></g></svg>'
        '<svg><clipPath id="clip0"></clipPath><g clip-path="url(#clip0)"></g></svg></article>',
        "html.parser",
    ).article
    place(body, ONE, {"chapters/one.html": (ONE, anchors(body))}, BASE)
    names = [tag["id"] for tag in body.select("[id]")]
    assert len(names) == len(set(names)) == 4
    assert all(name.startswith("chapters-one--") for name in names)
    assert body["id"] == "chapters-one"
    assert body.a["href"] == f"#{body.p['id']}"
    assert body.div["aria-labelledby"] == "chapters-one--here chapters-one--other"
    assert body.img["src"] == "html/_static/a.svg"
    for svg in body.select("svg"):
        assert svg.g["clip-path"] == f"url(#{svg.find(id=True)['id']})"
