"""The page of evidence: a table of all steps, and links that set the models of other chapters."""

import re
from urllib.parse import urljoin

from scarce.data.findings import STEPS, of_step, verdict
from test_pages import MODELS


def test_the_table_leads_to_each_step(visit, chapters):
    seen = visit().open(f"{chapters}/evidence.html", live=False)
    links = seen.page.locator("table.evidence a").all()
    steps = [link.inner_text() for link in links]
    assert (len(steps), steps[0], steps[-1]) == (22, "A1", "B10")
    for link in links:
        place = seen.page.locator(link.get_attribute("href"))
        assert place.locator("h3").inner_text().startswith(f"{link.inner_text()} ·")


def test_every_link_finds_its_model_in_that_state(visit, site, host):
    """Where nothing is clamped, unknown or of another version, the model has nothing to say about its address."""
    page = visit().open(f"{site}/evidence.html", live=False).page
    targets = {link.get_attribute("href") for link in page.locator(".facts a.kl-to").all()}
    assert len(targets) >= 15
    # What an address says does not depend on where the book stands: one link shows that it is reached there too.
    for target in sorted(targets) if site == f"{host}/chapters" else [min(targets)]:
        chapter, model = re.fullmatch(r"(\w+\.html)#(\w+)\?v=1.*", target).groups()
        assert f"chapters/{chapter}" in MODELS
        seen = visit()
        seen.name = model
        seen.open(urljoin(f"{site}/", target))
        assert seen.model.locator(".kl-controls .kl-note").inner_text() == "", target
        assert seen.complaints == []


def test_each_step_says_its_verdict_and_lists_its_findings_with_their_sources(visit, chapters):
    page = visit().open(f"{chapters}/evidence.html", live=False).page
    for step in STEPS:
        section = page.locator(f"#step-{step.lower()}")
        assert section.locator("h3 .verdict").inner_text() == str(verdict(step))
        assert section.locator("details.findings li").count() == len(of_step(step))
        assert section.locator("details.findings li:not(:has(a.reference))").count() == 0


def test_a_figures_row_shows_on_hover_on_focus_and_when_pressed_and_goes_again(visit, chapters):
    """Without a script of the page: what a browser does with a popover, and what the style sheet says."""
    page = visit().open(f"{chapters}/evidence.html", live=False).page
    figure = page.locator(".finding").first
    mark, row = figure.locator(".finding-mark"), figure.locator(".finding-row")
    figure.scroll_into_view_if_needed()
    assert row.is_hidden()
    figure.hover()
    assert row.is_visible()
    page.mouse.move(0, 0)
    assert row.is_hidden()
    mark.focus()
    page.keyboard.press("Enter")
    assert row.is_visible()
    box, width = row.bounding_box(), page.viewport_size["width"]
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    page.keyboard.press("Escape")
    mark.blur()
    assert row.is_hidden()
    mark.click()
    page.mouse.move(0, 0)
    assert row.is_visible()
