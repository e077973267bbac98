"""The menus of a page open and close by pointer and keyboard, and stay on the screen."""

import pytest
from conftest import PHONE


@pytest.fixture(params=[{"viewport": {"width": 1280, "height": 800}}, PHONE], ids=["laptop", "phone"])
def page(request, visit, chapters):
    return visit(**request.param).open(f"{chapters}/bottleneck.html").page


def parts(page):
    button = page.get_by_role("button", name="Source repositories")
    return button, page.locator(".dropdown-source-buttons .dropdown-menu")


def test_a_press_opens_and_another_one_anywhere_closes(page):
    button, menu = parts(page)
    assert not menu.is_visible()
    button.click()
    assert menu.is_visible()
    assert button.get_attribute("aria-expanded") == "true"
    box, width = menu.bounding_box(), page.viewport_size["width"]
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    page.mouse.click(3, page.viewport_size["height"] - 3)  # in the margin
    assert not menu.is_visible()
    assert button.get_attribute("aria-expanded") == "false"


def test_keys_open_walk_and_close(page):
    button, menu = parts(page)
    button.focus()
    page.keyboard.press("ArrowDown")
    assert menu.is_visible()
    focused = page.locator(":focus")
    assert "Repository" in focused.inner_text()
    page.keyboard.press("ArrowDown")
    assert "issue" in page.locator(":focus").inner_text().lower()
    page.keyboard.press("ArrowUp")
    assert "Repository" in page.locator(":focus").inner_text()
    page.keyboard.press("Escape")
    assert not menu.is_visible()
    assert button.evaluate("button => button === document.activeElement")


def test_one_menu_is_open_at_a_time(page):
    _, menu = parts(page)
    page.get_by_role("button", name="Source repositories").click()
    page.get_by_role("button", name="Launch interactive content").click()
    assert not menu.is_visible()
    assert page.locator(".dropdown-launch-buttons .dropdown-menu").is_visible()
