"""The scarcity chapter in the browser: every control, the guess, the goals."""

import pytest
from conftest import PHONE, boxes
from scarce.explorers import value
from test_challenge import reaches
from test_controls import agrees_with_numpy, drawn


@pytest.fixture(scope="module")
def reference():
    return value.explore(ask=True)


@pytest.fixture
def seen(visit, chapters):
    def start(device=None, **options):
        page = visit(**(device or {}))
        page.name = "value"
        return page.open(f"{chapters}/scarcity.html", **options)

    return start


@pytest.mark.parametrize("device", [{}, PHONE], ids=["laptop", "phone"])
def test_keyboard(seen, reference, device):
    page = seen(device)
    start = page.state()["params"]
    agrees_with_numpy(page, reference)
    for parameter in value.parameters():
        handle = page.handle(parameter.name)
        handle.focus()
        for key in ("End", "Home", "ArrowRight"):
            before, picture = page.state()["params"][parameter.name], drawn(page)
            page.page.keyboard.press(key)
            page.wait_until(lambda state, p=parameter, b=before: state["params"][p.name] != b, parameter.name)
            agrees_with_numpy(page, reference)
            assert drawn(page) != picture, (parameter.name, key)
        page.model.get_by_role("button", name="Reset").click()
        page.wait_until(lambda state: state["params"] == start)
    assert page.complaints == []


@pytest.mark.parametrize("scenario", value.SCENARIOS)
def test_scenarios(seen, reference, scenario):
    page = seen()
    page.model.get_by_role("button", name=scenario, exact=True).click()
    wanted = reference._model.defaults | value.SCENARIOS[scenario]
    page.wait_until(lambda state: state["params"] == wanted)
    agrees_with_numpy(page, reference)


def test_the_guess_is_kept_beside_the_answer(seen):
    page = seen(guess=True)
    page.model.get_by_role("textbox", name="Judgment’s share").fill("30")
    page.model.get_by_role("button", name="Show the answer").click()
    words = page.model.locator(".kl-gap").inner_text()
    assert words == "You guessed 30% of spending; the model says 19% of spending: 11 points too high."
    assert page.model.locator(".kl-view svg").get_by_text("your guess").count() == 1
    assert page.complaints == []


def test_both_goals_can_be_reached(seen):
    page = seen()
    for number, keys in ((1, {"price": "End", "demand": "Home"}), (2, {"sigma": "ArrowRight", "demand": "End"})):
        card = page.model.get_by_role("group", name=f"Challenge {number}")
        card.get_by_role("button").click()
        reaches(page, card.locator(".kl-standing"), "not yet")
        for name, key in keys.items():
            page.handle(name).focus()
            for _ in range(4):
                page.page.keyboard.press(key)
        reaches(page, card.locator(".kl-standing"), "done")


def test_names_stay_on_the_picture(seen):
    """At both widths no text is cut off by the picture's edges, at the ends of each control."""
    for device in ({}, PHONE):
        page = seen(device)
        for parameter in value.parameters():
            page.handle(parameter.name).focus()
            for key in ("Home", "End"):
                page.page.keyboard.press(key)
                [frame], texts = boxes(page.model, ".kl-view svg", ".kl-view svg text")
                for name in (text for text in texts if text["width"]):
                    assert name["x"] >= frame["x"] - 1, name
                    assert name["x"] + name["width"] <= frame["x"] + frame["width"] + 1, name
            page.model.get_by_role("button", name="Reset").click()
