"""A page to keep: one sheet with the week and the reader's own sentence, and nothing else."""

import re
from io import BytesIO

import pytest
from conftest import PHONE
from engines import ENGINES
from pypdf import PdfReader

SENTENCE = "I shall read less and <b>ask</b> more."
#: Browsers print by a dialogue that a test cannot press; it counts instead.
PRINT = "window.printed = 0; window.print = () => { window.printed += 1; };"


@pytest.fixture
def sheet(visit, chapters):
    """A page on which a sentence was written and the button pressed."""

    def start(**options):
        page = visit(**options)
        page.name = "week"
        page.page.add_init_script(PRINT)
        page.open(f"{chapters}/architect.html#week?v=1&executing=3")
        page.model.get_by_label("In a sentence of your own").fill(SENTENCE)
        page.model.get_by_role("button", name="Print this page to keep").click()
        return page

    return start


def test_the_sheet_has_the_week_and_nothing_else(sheet):
    page = sheet(color_scheme="dark")
    assert page.page.evaluate("window.printed") == 1
    assert not page.model.get_by_text("My week", exact=True).is_visible()  # on screen all is as before
    page.page.emulate_media(media="print")
    for there in (".kl-sheet-title", ".kl-view svg", ".kl-sentence", ".kl-told table", ".kl-own", ".kl-link"):
        assert page.model.locator(there).is_visible(), there
    assert page.model.locator(".kl-own").inner_text() == SENTENCE
    assert page.model.locator(".kl-own *").count() == 0
    address = page.model.locator(".kl-link").inner_text()
    assert address.endswith("architect.html#week?v=1&executing=3")
    settings = dict(
        zip(*(page.model.locator(f".kl-sheet {tag}").all_inner_texts() for tag in ("dt", "dd")), strict=True)
    )
    assert settings["Executing"] == "3 hours a week"
    assert len(settings) == len(page.state()["params"])
    for gone in (
        "h1",
        "h2",
        "[data-model=budget]",
        ".kl-controls",
        ".kl-keepsake",
        ".kl-inherit",
        ".bd-sidebar-primary",
    ):
        assert page.page.locator(f"{gone}:visible").count() == 0, gone
    assert page.complaints == []


SHEET = re.compile(rb"/Type\s*/Page\b(?!s)")


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("device", [{}, PHONE], ids=["laptop", "phone"])
def test_it_is_one_sheet(sheet, device, paper):
    page = sheet(**device)
    assert len(SHEET.findall(page.page.pdf(format=paper))) == 1
    # The browser said that printing was over; now the whole page is printed, which takes more.
    assert len(SHEET.findall(page.page.pdf(format=paper))) > 3


def test_it_is_one_sheet_in_firefox(chapters):
    with ENGINES["firefox"]() as opened:
        page = opened()
        page.open(f"{chapters}/architect.html#week?v=1&executing=3")
        page.wait("() => document.querySelector('[data-model=week][data-live]') !== null", what="the model")
        page.run("() => { window.print = () => {}; }")
        page.run("(said) => { document.querySelector('.kl-keepsake textarea').value = said; }", SENTENCE)
        for paper in ((21.0, 29.7), (21.59, 27.94)):
            page.run("() => document.querySelector('.kl-keepsake button').click()")
            [sheet] = PdfReader(BytesIO(page.paper(*paper))).pages
            text = " ".join(sheet.extract_text().split())  # Firefox sets no plain spaces
            assert SENTENCE in text
            assert "#week?v=1&executing=3" in text
        page.close()


def test_after_printing_the_page_is_whole_again_and_prints_whole(sheet):
    page = sheet()
    page.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.page.locator("[data-kl-aside], [data-kl-around]").count() == 0
    page.page.emulate_media(media="print")
    assert page.page.get_by_role("heading", name="Your own week").is_visible()
    assert not page.model.locator(".kl-own").is_visible()


def test_the_sentence_is_kept_in_its_tab_alone(sheet):
    page = sheet()
    page.model.get_by_role("button", name="Copy link").click()
    everywhere = page.page.evaluate("JSON.stringify(localStorage) + JSON.stringify(sessionStorage) + location.href")
    assert "shall" not in everywhere
    page.page.reload()
    page.model.and_(page.page.locator("[data-live]")).wait_for()
    assert "shall" in page.model.get_by_label("In a sentence of your own").input_value()
    other = page.page.context.new_page()
    other.goto(page.page.url)
    other.locator("[data-model=week][data-live]").wait_for()
    assert other.get_by_label("In a sentence of your own").input_value() == ""
