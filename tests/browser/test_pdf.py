"""The printed book: all of it, in order, every link and figure in its place."""

import re
import subprocess
import sys

import pdf
import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader
from scarce.site.pdf import document


def plain(text):
    """Text without the spaces, which a PDF does not keep, and with ligatures taken apart."""
    return re.sub(r"\s+|­", "", text.replace("ﬁ", "fi").replace("ﬂ", "fl").replace("ﬀ", "ff"))


def running(pages):
    """The text of pages as it runs on, without the title and the number that each begins with."""
    return plain("".join(re.sub(r"\A.*\n\d+$", "", text, flags=re.MULTILINE) for text in pages))


def flat(outline):
    """Every heading of an outline, however deep."""
    for item in outline:
        if isinstance(item, list):
            yield from flat(item)
        else:
            yield item


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    # The document names its styles from where the site lies.
    folder = tmp_path_factory.mktemp("print")
    (folder / "html").symlink_to(pdf.ROOT / "_build" / "html")
    # In a process of its own, as `make pdf` does: another browser may be open in this one.
    subprocess.run([sys.executable, pdf.__file__, folder / "book.pdf"], check=True)
    return folder / "book.pdf"


@pytest.fixture(scope="module")
def reader(file):
    return PdfReader(file)


@pytest.fixture(scope="module")
def book():
    return pdf.book()


@pytest.fixture(scope="module")
def texts(reader):
    return [page.extract_text() for page in reader.pages]


def test_it_is_a4_tagged_and_says_no_clock(reader):
    assert all((round(page.mediabox.width), round(page.mediabox.height)) == (595, 842) for page in reader.pages)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert reader.metadata.creation_date.isoformat().startswith(pdf.book().work.date.isoformat())


def test_it_names_its_authors(reader, book):
    assert reader.metadata.author == book.work.by


def parts(node):
    """Every part of a tagged document, from the root of its structure."""
    node = node.get_object()
    if isinstance(node, list):
        for each in node:
            yield from parts(each)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node
        yield from parts(node["/K"]) if "/K" in node else ()


def test_every_figure_says_what_it_shows(reader, book):
    found = [part for part in parts(reader.trailer["/Root"]["/StructTreeRoot"]) if part["/S"] == "/Figure"]
    drawn = [svg["aria-label"] for chapter in book.chapters for svg in chapter.body.select(".print-figure svg")]
    assert len(drawn) >= 14
    assert [figure.get("/Alt") for figure in found if figure.get("/Alt") in drawn] == drawn
    assert all(figure.get("/Alt") for figure in found)


def test_letters_are_letters_and_not_drawings(reader):
    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"].get("/Font", {}).values()]
    assert {font["/Subtype"] for font in fonts} == {"/Type0"}
    own = {font["/BaseFont"].partition("+Scarce")[2] for font in fonts}
    assert all(any(name.startswith(family) for name in own) for family in ("Serif", "Sans", "Math"))


def test_a_word_in_a_picture_is_there_once(texts):
    drawn = [text for text in texts if "Figure 4.1. A map of tasks and purposes" in " ".join(text.split())]
    assert [text.count("q* ") for text in drawn] == [1]


def test_every_chapter_is_in_the_outline_in_order_and_the_solutions_are_last(reader, book):
    found = [item for item in flat(reader.outline) if item.title.strip() != "Contents"][1:]  # after the title page
    headings = [re.sub(r"\s+", " ", item.title).strip() for item in found]
    titles = [chapter.title for chapter in book.chapters] + (["Solutions"] if book.answers else [])
    places = [headings.index(title) for title in titles]
    assert places == sorted(places)
    pages = [reader.get_destination_page_number(found[place]) for place in places]
    assert pages == sorted(set(pages))
    assert [heading for heading in headings if re.fullmatch(r"(.+) ?\1", heading)] == []  # drawn on two pages


def test_the_contents_name_the_page_on_which_each_chapter_begins(reader, book, texts):
    starts = pdf.starts(reader.stream)
    rows = re.findall(r"(.+?)\s+(\d+)(?:\n|$)", texts[1] + texts[2])
    named = {plain(title): int(number) for title, number in rows}
    for chapter in book.chapters:
        assert named[plain(chapter.title)] == starts[chapter.entry.slug]
        assert plain(chapter.title) in plain(texts[starts[chapter.entry.slug] - 1])


def test_every_link_within_has_a_place_and_all_others_lead_to_the_web(reader):
    places = {name.removeprefix("/") for name in reader.named_destinations}
    inner, outer = 0, 0
    for page in reader.pages:
        for link in page.get("/Annots", []):
            link = link.get_object()
            if "/Dest" in link:
                inner += 1
                assert link["/Dest"].removeprefix("/") in places
            elif "/A" in link:
                outer += 1
                assert link["/A"]["/URI"].startswith(("https://", "http://", "mailto:"))
                assert "127.0.0.1" not in link["/A"]["/URI"]
    assert inner > 300
    assert outer > 100


def test_no_page_is_blank(texts):
    # A running title and a number are not enough; the title page has its imprint.
    assert [number for number, text in enumerate(texts, 1) if len(text.split()) < 12] == []


def test_figures_count_without_gaps_and_say_what_their_models_say(book, texts):
    whole = running(texts)
    for chapter in book.chapters:
        assert chapter.figures == [f"{chapter.entry.number}.{i}" for i in range(1, len(chapter.figures) + 1)]
        captions = [caption.get_text() for caption in chapter.body.select("figcaption.print-caption")]
        assert len(captions) == len(chapter.figures)
        for number, caption in zip(chapter.figures, captions, strict=True):
            assert caption.startswith(f"Figure {number}. ")
            assert plain(caption) in whole
    assert sum(len(chapter.figures) for chapter in book.chapters) >= 14


def test_a_figure_is_drawn_not_left_out(book):
    for chapter in book.chapters:
        assert len(chapter.body.select(".print-figure svg.kl-still")) == len(chapter.figures)


def test_solutions_stand_at_the_end_and_nowhere_else(book, texts, reader):
    if not book.answers:
        pytest.skip("no page has an exercise")
    start = pdf.starts(reader.stream)["solutions"]
    before, after = running(texts[: start - 1]), running(texts[start - 1 :])
    for chapter in book.answers:
        for answer in chapter.answers.select(".print-solution p:not(.print-answer)"):
            words = plain(answer.get_text())
            if len(words) > 60 and not answer.select("math"):
                assert words in after
                assert words not in before


def test_a_document_of_anchors_has_each_once(book):
    made = BeautifulSoup(document.html(book), "html.parser")
    names = [tag["id"] for tag in made.select("[id]")]
    assert len(names) == len(set(names))
    assert {tag["href"][1:] for tag in made.select('a[href^="#"]')} <= set(names)
    assert not made.select("script, [style]")
