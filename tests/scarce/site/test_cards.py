"""Cards: of the right size, the same each time, with the title in the book's type."""

import struct
from pathlib import Path

import vl_convert
from docutils import nodes
from docutils.utils import new_document
from scarce.site import cards

FONTS = Path(__file__).parents[3] / "chapters" / "_static" / "fonts"
STYLE = (FONTS.parent / "book.css").read_text(encoding="utf-8")


def drawn(title):
    vl_convert.register_font_directory(str(FONTS))
    return vl_convert.svg_to_png(cards.svg(title, "Above", "#0b5fa5"))


def test_a_card_is_a_png_of_the_size_that_sites_expect():
    png = drawn("The bottleneck moves")
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", png[16:24]) == (1200, 630)


def test_the_same_title_gives_the_same_card_and_another_another():
    assert drawn("One title") == drawn("One title") != drawn("Two titles")


def test_a_long_title_is_broken_and_its_signs_are_escaped():
    long = cards.svg("Profits & losses of the very long and winding road", "x", "#000000")
    assert long.count("<text") == 4
    assert "Profits &amp; losses" in long


def test_the_colours_are_the_page_s():
    for colour in (cards.PAPER, cards.INK, cards.MUTED, *cards.ACCENTS.values()):
        assert colour in STYLE


def test_a_summary_is_the_first_paragraph_in_whole_words():
    page = new_document("page")
    page += nodes.paragraph(text="word " * 100)
    assert cards.summary(page).endswith("word …")
    assert len(cards.summary(page)) <= 200


def test_the_head_names_title_picture_and_address():
    head = cards.head('A "title"', "What", "Book", "https://x.y/c.png", "https://x.y/p.html")
    assert '<meta property="og:title" content="A &quot;title&quot;" />' in head
    assert '<meta property="og:image" content="https://x.y/c.png" />' in head
    assert '<meta name="twitter:card" content="summary_large_image" />' in head
