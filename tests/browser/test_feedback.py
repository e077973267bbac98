"""The executors chapter in the browser: controls, guess, goals, and a link into another chapter's model."""

import pytest
from conftest import PHONE, boxes
from scarce.explorers import bottleneck, feedback
from test_challenge import reaches
from test_controls import agrees_with_numpy, drawn


@pytest.fixture(scope="module")
def reference():
    return feedback.explore(ask=True)


@pytest.fixture
def seen(visit, chapters):
    def start(device=None, **options):
        page = visit(**(device or {}))
        page.name = "feedback"
        return page.open(f"{chapters}/executors.html", **options)

    return start


@pytest.mark.parametrize("device", [{}, PHONE], ids=["laptop", "phone"])
def test_keyboard(seen, reference, device):
    page = seen(device)
    start = page.state()["params"]
    agrees_with_numpy(page, reference)
    for parameter in feedback.parameters():
        handle = page.handle(parameter.name)
        handle.focus()
        keys = ("Home", "ArrowRight", "End") if start[parameter.name] == reach(parameter) else ("End", "Home")
        for key in (*keys, "ArrowLeft" if keys[-1] == "End" else "ArrowRight"):
            before, picture = page.state()["params"][parameter.name], drawn(page)
            page.page.keyboard.press(key)
            page.wait_until(lambda state, p=parameter, b=before: state["params"][p.name] != b, parameter.name)
            agrees_with_numpy(page, reference)
            assert drawn(page) != picture, (parameter.name, key)
        page.model.get_by_role("button", name="Reset").click()
        page.wait_until(lambda state: state["params"] == start)
    assert page.complaints == []


def reach(parameter):
    """The value at a control's far end."""
    return parameter.range[1] if parameter.range else list(parameter.stops.values())[-1]


@pytest.mark.parametrize("scenario", feedback.SCENARIOS)
def test_scenarios(seen, reference, scenario):
    page = seen()
    page.model.get_by_role("button", name=scenario, exact=True).click()
    wanted = reference._model.defaults | feedback.SCENARIOS[scenario]
    page.wait_until(lambda state: state["params"] == wanted)
    agrees_with_numpy(page, reference)


def test_the_guess_is_kept_beside_the_answer(seen):
    page = seen(guess=True)
    page.model.get_by_role("textbox", name="Speed of the loop").fill("50")
    page.model.get_by_role("button", name="Show the answer").click()
    words = page.model.locator(".kl-gap").inner_text()
    assert words == "You guessed 50 times; the model says 4.8 times: 10 times too high."
    assert page.model.locator(".kl-view svg").get_by_text("your guess").count() == 1
    assert page.complaints == []


def test_both_goals_can_be_reached(seen):
    page = seen()
    for number, ends in ((1, {"speed": 7, "waiting": "5"}), (2, {"reviews": 11, "review_share": "40"})):
        card = page.model.get_by_role("group", name=f"Challenge {number}")
        card.get_by_role("button").click()
        reaches(page, card.locator(".kl-standing"), "not yet")
        for name, end in ends.items():
            if isinstance(end, str):
                field = page.field(name)
                field.fill(f"{end}%")
                field.press("Enter")
            else:
                page.handle(name).focus()
                page.page.keyboard.press("Home")
                for _ in range(end):
                    page.page.keyboard.press("ArrowRight")
        reaches(page, card.locator(".kl-standing"), "done")


def test_2015_is_also_the_last_chapters(seen):
    """The link goes to the bottleneck's page, in its scenario of that year."""
    page = seen()
    page.page.get_by_role("link", name="the model of the last chapter").click()
    page.name = "bottleneck"
    page.model.and_(page.page.locator("[data-live]")).wait_for()
    reference = bottleneck.explore()
    wanted = reference._model.defaults | bottleneck.SCENARIOS["people execute (2015)"]
    page.wait_until(lambda state: state["params"] == wanted)
    assert page.complaints == []


def test_words_stay_on_the_picture_and_apart(seen):
    """At both widths no text is cut off by the picture's edges or lies on another, at the ends of each control."""
    for device in ({}, PHONE):
        page = seen(device)
        for parameter in feedback.parameters():
            page.handle(parameter.name).focus()
            for key in ("Home", "End"):
                page.page.keyboard.press(key)
                [frame], texts = boxes(page.model, ".kl-view svg", ".kl-view svg text:not([opacity='0'])")
                words = [text for text in texts if text["text"] and text["width"]]
                for word in words:
                    assert word["x"] >= frame["x"] - 1, word
                    assert word["x"] + word["width"] <= frame["x"] + frame["width"] + 1, word
                for i, one in enumerate(words):
                    for other in words[:i]:
                        assert not overlap(one, other), (one, other, parameter.name, key)
            page.model.get_by_role("button", name="Reset").click()


def overlap(a, b):
    """Whether two boxes share more than a sliver; a line's box is taller than its letters."""
    across = min(a["x"] + a["width"], b["x"] + b["width"]) - max(a["x"], b["x"])
    down = min(a["y"] + a["height"], b["y"] + b["height"]) - max(a["y"], b["y"])
    return across > 1 and down > 4
