"""The middle chapter in the browser: every control, the guess, the goals."""

import pytest
from scarce.explorers import middle
from test_challenge import reaches
from test_controls import agrees_with_numpy, drawn


@pytest.fixture(scope="module")
def reference():
    return middle.explore(ask=True)


@pytest.fixture
def seen(visit, chapters):
    def start(**options):
        page = visit()
        page.name = "middle"
        return page.open(f"{chapters}/middle.html", **options)

    return start


def choose(page, label, names):
    """Each choice in turn, the last first, so that every step changes something; yields before each check."""
    for name in reversed(names):
        picture = drawn(page)
        page.model.get_by_label(label, exact=True).select_option(name)
        yield name, picture


def test_every_control(seen, reference):
    page = seen()
    lists = {"Cut": ("reading", middle.READINGS), "What is exposed": ("measure", middle.MEASURES)}
    lists["The middle is"] = ("span", middle.SPANS)
    for label, (parameter, names) in lists.items():
        for name, picture in choose(page, label, list(names)):
            wanted = list(names).index(name)
            page.wait_until(lambda state, p=parameter, w=wanted: state["params"][p] == w, name)
            agrees_with_numpy(page, reference)
            assert drawn(page) != picture
    page.handle("adoption").focus()
    for key in ("Home", "End", "ArrowLeft"):
        before, picture = page.state()["params"]["adoption"], drawn(page)
        page.page.keyboard.press(key)
        page.wait_until(lambda state, b=before: state["params"]["adoption"] != b, key)
        agrees_with_numpy(page, reference)
        assert drawn(page) != picture
    assert page.complaints == []


def test_scenarios(seen, reference):
    page = seen()
    for name, values in middle.SCENARIOS.items():
        page.model.get_by_role("button", name=name, exact=True).click()
        wanted = reference._model.defaults | values
        page.wait_until(lambda state, w=wanted: state["params"] == w, name)
        agrees_with_numpy(page, reference)


def test_the_guess(seen):
    page = seen(guess=True)
    page.model.get_by_label("The most exposed tenth").fill("5")
    page.model.get_by_role("button", name="Show the answer").click()
    assert page.model.locator(".kl-gap").inner_text() == "You guessed 5; the model says 10: 5 too low."
    assert page.model.locator(".kl-view svg").get_by_text("your guess").count() >= 1


def test_the_goals(seen):
    page = seen()
    first = page.model.get_by_role("group", name="Challenge 1")
    first.get_by_role("button").click()
    reaches(page, first.locator(".kl-standing"), "not yet")
    page.model.get_by_label("Cut", exact=True).select_option("by layer")
    reaches(page, first.locator(".kl-standing"), "getting closer")
    page.model.get_by_label("What is exposed", exact=True).select_option("use of Copilot (Microsoft)")
    reaches(page, first.locator(".kl-standing"), "done")
