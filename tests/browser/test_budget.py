"""Where the essays disagree, in the browser: every control, the guess, the goals."""

import pytest
from scarce.explorers import budget
from test_challenge import reaches
from test_controls import agrees_with_numpy, drawn


@pytest.fixture(scope="module")
def reference():
    return budget.explore(ask=True)


@pytest.fixture
def seen(visit, chapters):
    def start(**options):
        page = visit()
        page.name = "budget"
        return page.open(f"{chapters}/architect.html", **options)

    return start


def test_keyboard(seen, reference):
    page = seen()
    agrees_with_numpy(page, reference)
    for parameter in budget.parameters():
        handle = page.handle(parameter.name)
        handle.focus()
        for key in ("End", "Home", "ArrowRight"):
            before, picture = page.state()["params"][parameter.name], drawn(page)
            page.page.keyboard.press(key)
            page.wait_until(lambda state, p=parameter, b=before: state["params"][p.name] != b, parameter.name)
            agrees_with_numpy(page, reference)
            assert drawn(page) != picture, (parameter.name, key)
        page.model.get_by_role("button", name="Reset").click()
        page.wait_until(lambda state: state["params"] == reference._model.defaults)
    assert page.complaints == []


@pytest.mark.parametrize("scenario", budget.SCENARIOS)
def test_scenarios(seen, reference, scenario):
    page = seen()
    page.model.get_by_role("button", name=scenario, exact=True).click()
    wanted = reference._model.defaults | budget.SCENARIOS[scenario]
    page.wait_until(lambda state: state["params"] == wanted)
    agrees_with_numpy(page, reference)


def test_the_guess(seen):
    page = seen(guess=True)
    page.model.get_by_label("The share for options").fill("50%")
    page.model.get_by_role("button", name="Show the answer").click()
    words = page.model.locator(".kl-gap").inner_text()
    assert words == "You guessed 50% of the hours; the model says 11% of the hours: 39 points too high."
    assert page.model.locator(".kl-view svg").get_by_text("your guess").count() == 1


def test_the_goals(seen):
    page = seen()
    for number, choices in ((1, {"budget": 1, "share": 5}), (2, {"budget": 2})):
        card = page.model.get_by_role("group", name=f"Challenge {number}")
        card.get_by_role("button").click()
        reaches(page, card.locator(".kl-standing"), "not yet")
        for name, steps in choices.items():
            page.handle(name).focus()
            for _ in range(steps):
                page.page.keyboard.press("ArrowLeft" if number == 1 else "ArrowRight")
        reaches(page, card.locator(".kl-standing"), "done")
