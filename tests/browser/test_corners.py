"""At the corners of every model's settings no word leaves the picture or stands on another, at any of three widths.

The pictures are drawn by Vega alone, as wide as the book's pages draw them, and with a reader's guess in them: so one
page takes many settings. What the sentences say at the corners is `tests/scarce/explorers/test_corners.py`'s.
"""

from types import SimpleNamespace

import pytest
from corners import NAMES, between, corners, module, once
from labels import WIDTHS, drawn, guessed, odd

#: Corners and settings between, seeded: at each width the pictures are drawn anew.
CORNERS, BETWEEN = 64, 32


@pytest.mark.parametrize("name", NAMES)
def test_words_keep_apart_and_inside(browser, name):
    explorer = module(name)
    live = explorer.explore(**({} if name == "week" else {"ask": True}))
    settings = once([*corners(explorer.parameters(), CORNERS), *between(explorer.parameters(), BETWEEN)])
    settings = guessed(live, settings)
    page = browser.new_page()
    drawn(page, live)
    for screen, width in WIDTHS.items():
        for setting, wrong in zip(settings, odd(page, settings, width), strict=True):
            assert not wrong, (screen, wrong, setting)
    page.close()


@pytest.mark.parametrize(
    ("marks", "wrong"),
    [
        ([("one", 20, 20), ("two", 120, 20)], []),
        ([("one", 20, 20), ("two", 25, 22)], ["on one another: one | two"]),
        ([("far", 290, 20), ("two", 20, 40)], ["outside: far"]),
    ],
)
def test_what_stands_on_one_another_or_outside_is_seen(browser, marks, wrong):
    texts = [
        {
            "type": "text",
            "encode": {
                "enter": {"text": {"value": text}, "x": {"value": x}, "y": {"value": y}, "fill": {"value": "black"}}
            },
        }
        for text, x, y in marks
    ]
    live = SimpleNamespace(
        _specification={"width": 300, "height": 60, "padding": 0, "autosize": "none", "marks": texts}
    )
    page = browser.new_page()
    drawn(page, live)
    [found] = odd(page, [{}], 300)
    assert [each.split(" (")[0] for each in found] == wrong
    page.close()


def test_the_name_of_every_occupation_that_can_be_searched_fits(browser):
    explorer = module("hierarchy")
    page = browser.new_page()
    drawn(page, explorer.explore())
    settings = [{"job": number} for number in explorer.jobs().values()]
    for setting, wrong in zip(settings, odd(page, settings, WIDTHS[360]), strict=True):
        assert not [each for each in wrong if each.startswith("outside")], (setting, wrong)
    page.close()
