"""The purpose chapter in the browser: every control, the handle on the picture, the guess, the goals."""

import pytest
from conftest import PHONE, fingers, middle
from scarce.explorers import purpose
from test_challenge import reaches
from test_controls import agrees_with_numpy, drawn
from test_history import rested


@pytest.fixture(scope="module")
def reference():
    return purpose.explore(ask=True)


@pytest.fixture
def seen(visit, chapters):
    def start(device=None, **options):
        page = visit(**(device or {}))
        page.name = "purpose"
        return page.open(f"{chapters}/purpose.html", **options)

    return start


def in_view(page):
    """The handle, in the middle of the screen, where nothing lies over it."""
    grip = page.model.locator(".kl-handle")
    grip.evaluate("element => { element.scrollIntoView({ block: 'center', behavior: 'instant' }); }")
    return grip


def test_keyboard(seen, reference):
    page = seen()
    for parameter in purpose.parameters():
        handle = page.handle(parameter.name)
        handle.focus()
        for key in ("Home", "End", "ArrowLeft"):
            before, picture = page.state()["params"][parameter.name], drawn(page)
            page.page.keyboard.press(key)
            if parameter.name in ("year", "most") and key == "End" and before == parameter.default:
                continue
            page.wait_until(lambda state, p=parameter, b=before: state["params"][p.name] != b, parameter.name)
            agrees_with_numpy(page, reference)
            assert drawn(page) != picture, (parameter.name, key)
        page.model.get_by_role("button", name="Reset").click()
        page.wait_until(lambda state: state["params"]["most"] == "Infinity")
    assert page.complaints == []


@pytest.mark.parametrize("scenario", purpose.SCENARIOS)
def test_scenarios(seen, reference, scenario):
    page = seen()
    page.model.get_by_role("button", name=scenario, exact=True).click()
    wanted = reference._model.defaults | purpose.SCENARIOS[scenario]
    page.wait_until(lambda state: all(state["params"][n] == v for n, v in wanted.items() if n != "most"))
    agrees_with_numpy(page, reference)


@pytest.mark.parametrize("device", [{}, {"viewport": {"width": 360, "height": 640}}], ids=["wide", "narrow"])
def test_the_end_of_the_path_follows_the_mouse(seen, reference, device):
    page = seen(device)
    grip = in_view(page)
    x, y = middle(grip)
    page.page.mouse.move(x, y)
    page.page.mouse.down()
    page.page.mouse.move(x - 30, y - 30)
    page.page.mouse.move(x - 60, y - 50)
    page.page.mouse.up()
    start = reference._model.defaults
    moved = page.wait_until(lambda state: state["params"]["purposes"] > 0.05)["params"]
    assert moved["tasks"] < start["tasks"]
    assert {n: moved[n] for n in moved if n not in ("tasks", "purposes", "most")} == {
        n: start[n] for n in start if n not in ("tasks", "purposes", "most")
    }
    agrees_with_numpy(page, reference)
    # It stands under the hand, but for the sliders' steps.
    rested(page)
    there = middle(grip)
    assert there == pytest.approx((x - 60, y - 50), abs=5)
    assert page.handle("purposes").get_attribute("aria-valuetext") == f"+{moved['purposes']:.1%} a year"
    # Far beyond the picture the sliders' ends hold.
    page.page.mouse.move(*there)
    page.page.mouse.down()
    page.page.mouse.move(there[0] + 900, there[1] - 600)
    page.page.mouse.up()
    page.wait_until(lambda state: state["params"]["tasks"] == state["params"]["purposes"] == 0.25)
    rested(page)
    page.model.get_by_role("button", name="Undo").click()
    page.wait_until(lambda state: state["params"]["tasks"] == moved["tasks"])
    assert page.complaints == []


def test_the_end_of_the_path_follows_a_finger(seen, reference):
    page = seen(PHONE)
    grip = in_view(page)
    top = page.page.evaluate("scrollY")
    x, y = middle(grip)
    with fingers(page.page) as swipe:
        swipe((x, y), (x - 20, y - 60))
    page.wait_until(lambda state: state["params"]["purposes"] > 0.1)
    assert page.page.evaluate("scrollY") == top
    agrees_with_numpy(page, reference)
    # The finger was lifted in full motion, and the tap after it is not lost for that.
    page.model.get_by_role("button", name="Undo").tap()
    page.wait_until(lambda state: state["params"] == reference._model.defaults | {"most": "Infinity"}, "the undo")


def test_the_guess_is_kept_beside_the_answer(seen):
    page = seen(guess=True)
    page.model.get_by_label("Share displaced in ten years").fill("10%")
    page.model.get_by_role("button", name="Show the answer").click()
    words = page.model.locator(".kl-gap").inner_text()
    assert words == "You guessed 10%; the model says 56%: 46 points too low."
    assert page.model.locator(".kl-view svg").get_by_text("your guess").count() == 1
    assert page.complaints == []


def test_both_goals_can_be_reached(seen):
    page = seen()
    for number, ends in ((1, {"tasks": "12.5%", "purposes": "12.5%"}), (2, {"purposes": "5%", "automation": "5%"})):
        card = page.model.get_by_role("group", name=f"Challenge {number}")
        card.get_by_role("button").click()
        reaches(page, card.locator(".kl-standing"), "not yet")
        for name, value in ends.items():
            field = page.field(name)
            field.fill(value)
            field.press("Enter")
        reaches(page, card.locator(".kl-standing"), "done")
