"""The compounding chapter in the browser: a line drawn by mouse and by finger, every control, the goals."""

import math
import re

import pytest
from conftest import PHONE, boxes, fingers
from scarce.explorers import compounding
from test_challenge import reaches
from test_controls import agrees_with_numpy, drawn

YEARS = range(1, 11)
TOP = compounding.HIGHEST


@pytest.fixture(scope="module")
def reference():
    return compounding.explore(ask=True)


@pytest.fixture
def seen(visit, chapters):
    def start(guess=False, **options):
        page = visit(**options)
        page.name = "compounding"
        return page.open(f"{chapters}/compounding.html", guess=guess)

    return start


def paper(page):
    """Left, top, right and bottom of the paper on the screen, by its lowest line and its highest."""
    page.model.locator(".kl-picture").scroll_into_view_if_needed()
    [lines] = boxes(page.model, ".kl-view .mark-rule line")
    across = [line for line in lines if line["width"] > 100]
    ups = [line["y"] + line["height"] / 2 for line in across]
    return across[0]["x"], min(ups), across[0]["x"] + across[0]["width"], max(ups)


def at(page, year, level):
    left, top, right, bottom = paper(page)
    return left + (right - left) * year / 10, bottom - (bottom - top) * math.log(level) / math.log(TOP)


def points(page):
    return [float(page.model.locator(".kl-points input").nth(i).input_value() or "nan") for i in range(10)]


def marks(page):
    """What is drawn of the curve and the forecasts: their paths, and the names at their ends."""
    paths = page.model.locator(".kl-view .mark-line path").evaluate_all(
        "all => all.map(p => p.getAttribute('d') ?? '')"
    )
    return len([path for path in paths if path]), page.model.locator(".kl-view svg").get_by_text("forecast").count()


def test_the_paper_is_empty_until_the_line_is_drawn_and_the_line_stays_beside_the_curve(seen):
    page = seen(guess=True, viewport={"width": 1280, "height": 900})
    assert marks(page) == (0, 0)
    start, end = at(page, 0.9, 1.5), at(page, 10, 500)
    page.page.mouse.move(*start)
    page.page.mouse.down()
    page.page.mouse.move(*end, steps=30)
    page.page.mouse.up()
    _, top, _, bottom = paper(page)
    pixel = TOP ** (1 / (bottom - top))
    for year, level in zip(YEARS, points(page), strict=True):
        wanted = 1.5 * (500 / 1.5) ** ((year - 0.9) / 9.1)
        assert abs(math.log(level / wanted)) < 1.6 * math.log(pixel)
    assert marks(page) == (1, 0)  # the line alone
    page.model.get_by_role("button", name="Compare").click()
    words = page.model.locator(".kl-gap").inner_text()
    guessed, ratio = (
        float(n.replace(",", ""))
        for n in re.search(r"guessed ([\d,]+) .* 144,715 times: ([\d,]+) times", words).groups()
    )
    assert guessed == pytest.approx(500, rel=0.1)
    assert ratio == pytest.approx(2 ** (120 / 7) / guessed, rel=0.01)
    page.model.locator(".kl-view svg").get_by_text("your line").first.wait_for()
    assert marks(page) == (12, 1)  # the curve, ten forecasts and the line
    assert page.complaints == []


def test_a_finger_draws_it_and_the_next_tap_compares(seen):
    page = seen(guess=True, **PHONE)
    start, end = at(page, 0.5, 1.2), at(page, 10, 2000)
    with fingers(page.page) as swipe:
        swipe(start, end)
    assert points(page)[-1] == pytest.approx(2000, rel=0.15)
    page.model.get_by_role("button", name="Compare").tap()
    page.model.locator(".kl-gap").wait_for()
    assert "times too low" in page.model.locator(".kl-gap").inner_text()


@pytest.mark.parametrize("scheme", ["on ruled paper", "on plain paper"])
def test_keyboard(seen, reference, scheme):
    page = seen()
    choose = page.model.get_by_label("Paper", exact=True)
    home = [parameter for parameter in compounding.parameters() if parameter.name != "paper"]
    for parameter in home:
        page.model.get_by_role("button", name="Reset").click()
        if scheme == "on plain paper":
            choose.select_option("plain")
            page.wait_until(lambda state: state["params"]["paper"] == 1)
        agrees_with_numpy(page, reference)
        handle = page.handle(parameter.name)
        handle.focus()
        for key in ("End", "Home", "ArrowRight", "End", "ArrowLeft"):
            before = page.state()["params"][parameter.name]
            picture = drawn(page)
            page.page.keyboard.press(key)
            if (parameter.name, key, before) == ("bias", "End", 1):
                continue  # there already
            page.wait_until(lambda state, p=parameter, b=before: state["params"][p.name] != b, parameter.name)
            agrees_with_numpy(page, reference)
            assert drawn(page) != picture, (parameter.name, key)
    assert page.complaints == []


def test_the_other_paper_holds_the_same_numbers(seen, reference):
    page = seen()
    before, picture = page.state()["outputs"], drawn(page)
    page.model.get_by_label("Paper", exact=True).select_option("plain")
    page.wait_until(lambda state: state["params"]["paper"] == 1)
    agrees_with_numpy(page, reference)
    assert page.state()["outputs"] == before
    assert drawn(page) != picture
    assert page.model.locator(".kl-view svg").get_by_text("145k×").count() == 1


def test_scenarios(seen, reference):
    page = seen()
    for name, values in compounding.SCENARIOS.items():
        page.model.get_by_role("button", name=name, exact=True).click()
        wanted = reference._model.defaults | values
        page.wait_until(lambda state, w=wanted: state["params"] == w, name)
        agrees_with_numpy(page, reference)
        infinite = page.state()["outputs"]["explosion"] not in ("Infinity",) and values.get("feedback", 0) > 0
        assert (page.model.locator(".kl-view svg").get_by_text("infinity").count() > 0) == infinite


def test_both_goals_can_be_reached(seen):
    page = seen()
    for number, values in ((1, {"feedback": "-1"}), (2, {"feedback": "-0.2", "doubling": "5.5"})):
        card = page.model.get_by_role("group", name=f"Challenge {number}")
        card.get_by_role("button").click()
        reaches(page, card.locator(".kl-standing"), "not yet")
        for name, value in values.items():
            field = page.field(name)
            field.fill(value)
            field.press("Enter")
        reaches(page, card.locator(".kl-standing"), "done")
