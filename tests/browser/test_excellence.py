"""The chapter on excellence in the browser: every control, the guess, the goals."""

import pytest
from scarce.explorers import excellence
from test_challenge import reaches
from test_controls import agrees_with_numpy, drawn


@pytest.fixture(scope="module")
def reference():
    return excellence.explore(ask=True)


@pytest.fixture
def seen(visit, chapters):
    def start(**options):
        page = visit()
        page.name = "excellence"
        return page.open(f"{chapters}/excellence.html", **options)

    return start


def test_every_control(seen, reference):
    page = seen()
    for name in reversed(excellence.READINGS):
        page.model.get_by_label("What follows", exact=True).select_option(name)
        wanted = excellence.READINGS[name]
        page.wait_until(lambda state, w=wanted: state["params"]["reading"] == w, name)
        agrees_with_numpy(page, reference)
    for parameter in ("b", "you", "top"):
        page.handle(parameter).focus()
        for key in ("End", "ArrowLeft", "Home"):
            before, picture = page.state()["params"][parameter], drawn(page)
            page.page.keyboard.press(key)
            page.wait_until(lambda state, p=parameter, b=before: state["params"][p] != b, key)
            agrees_with_numpy(page, reference)
            assert drawn(page) != picture
    assert page.complaints == []


def test_scenarios(seen, reference):
    page = seen()
    for name, values in excellence.SCENARIOS.items():
        page.model.get_by_role("button", name=name, exact=True).click()
        wanted = reference._model.defaults | values
        page.wait_until(lambda state, w=wanted: state["params"] == w, name)
        agrees_with_numpy(page, reference)


def test_the_guess(seen):
    page = seen(guess=True)
    page.model.get_by_label("Share of the best hundredth").fill("20")
    page.model.get_by_role("button", name="Show the answer").click()
    assert page.model.locator(".kl-gap").inner_text() == "You guessed 20%; the model says 78%: 58 points too low."
    assert page.model.locator(".kl-view svg").get_by_text("your guess").count() >= 1


def test_the_goals(seen):
    page = seen()
    second = page.model.get_by_role("group", name="Challenge 2")
    second.get_by_role("button").click()
    reaches(page, second.locator(".kl-standing"), "not yet")
    page.model.get_by_label("What follows", exact=True).select_option("the tool lifts everyone")
    page.page.goto(f"{page.page.url.partition('#')[0]}#excellence?v=1&b=0&reading=1")
    reaches(page, second.locator(".kl-standing"), "done")
