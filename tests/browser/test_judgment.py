"""The judgment chapter in the browser: every control, the guess, the goals."""

import pytest
from scarce.explorers import judgment
from test_challenge import reaches
from test_controls import agrees_with_numpy, drawn


@pytest.fixture(scope="module")
def reference():
    return judgment.explore(ask=True)


@pytest.fixture
def seen(visit, chapters):
    def start(**options):
        page = visit()
        page.name = "judgment"
        return page.open(f"{chapters}/judgment.html", **options)

    return start


def test_keyboard(seen, reference):
    page = seen()
    page.model.get_by_role("button", name="the machine judges better").click()  # so that every control matters
    start = page.wait_until(lambda state: state["params"]["machine"] == 0.6)["params"]
    agrees_with_numpy(page, reference)
    for parameter in judgment.parameters():
        handle = page.handle(parameter.name)
        handle.focus()
        for key in ("End", "Home", "ArrowRight"):
            before, picture = page.state()["params"][parameter.name], drawn(page)
            page.page.keyboard.press(key)
            page.wait_until(lambda state, p=parameter, b=before: state["params"][p.name] != b, parameter.name)
            agrees_with_numpy(page, reference)
            held = (parameter.name, key) == ("overlap", "End")  # beyond 0.70 there is nothing left to lose
            assert (drawn(page) == picture) == held, (parameter.name, key)
        page.model.get_by_role("button", name="the machine judges better").click()
        page.wait_until(lambda state: state["params"] == start)
    assert page.complaints == []


@pytest.mark.parametrize("scenario", judgment.SCENARIOS)
def test_scenarios(seen, reference, scenario):
    page = seen()
    page.model.get_by_role("button", name=scenario, exact=True).click()
    wanted = reference._model.defaults | judgment.SCENARIOS[scenario]
    page.wait_until(lambda state: state["params"] == wanted)
    agrees_with_numpy(page, reference)


def test_the_guess_is_kept_beside_the_answer(seen):
    page = seen(guess=True)
    page.model.get_by_label("Worth of picking").fill("50")
    page.model.get_by_role("button", name="Show the answer").click()
    words = page.model.locator(".kl-gap").inner_text()
    assert words == "You guessed 50 times; the model says 2.1 times: 24 times too high."
    assert page.model.locator(".kl-view svg").get_by_text("your guess ↑").count() == 1
    assert page.complaints == []


def test_both_goals_can_be_reached(seen):
    page = seen()
    for number, ends in ((1, {"accuracy": 0.3, "machine": 0.3}), (2, {"machine": 0.6, "overlap": 0.9})):
        card = page.model.get_by_role("group", name=f"Challenge {number}")
        card.get_by_role("button").click()
        reaches(page, card.locator(".kl-standing"), "not yet")
        for name, value in ends.items():
            field = page.field(name)
            field.fill(str(value))
            field.press("Enter")
        reaches(page, card.locator(".kl-standing"), "done")
