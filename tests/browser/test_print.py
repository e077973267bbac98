"""A printed chapter: what is folded on the screen lies open on paper, and is folded again afterwards."""

import pytest


@pytest.fixture
def page(visit, chapters):
    return visit().open(f"{chapters}/bottleneck.html").page


def unfolded(page, kind):
    return [details.evaluate("details => details.open") for details in page.locator(f"details{kind}").all()]


def test_solutions_and_tables_are_open_while_it_is_printed(page):
    page.locator("details.solution > summary").nth(1).click()
    before = {kind: unfolded(page, kind) for kind in (".solution", ".kl-data", ".option", ".hide")}
    assert before[".solution"].count(True) == 1
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert all(unfolded(page, ".solution") + unfolded(page, ".kl-data"))
    assert unfolded(page, ".option") == before[".option"]
    assert unfolded(page, ".hide") == before[".hide"]
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert {kind: unfolded(page, kind) for kind in before} == before
