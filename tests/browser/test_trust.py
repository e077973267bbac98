"""The moats chapter in the browser: every control, the scenarios, the guess, the goals."""

import pytest
from scarce.explorers import trust
from test_challenge import reaches
from test_controls import agrees_with_numpy, drawn


@pytest.fixture(scope="module")
def reference():
    return trust.explore(ask=True)


@pytest.fixture
def seen(visit, chapters):
    def start(**options):
        page = visit()
        page.name = "trust"
        return page.open(f"{chapters}/moats.html", **options)

    return start


def test_every_control(seen, reference):
    page = seen()
    button = page.model.get_by_role("button", name=trust.ONLY, exact=True)  # in which every control matters
    button.click()
    start = page.wait_until(lambda state: state["params"]["knowledge"] == 0.75)["params"]
    for parameter in trust.parameters():
        if parameter.control == "choice":
            continue
        handle = page.handle(parameter.name)
        handle.focus()
        # The last stop of what counts is reached by way of others, as the first is where it stands.
        for key in ("End", "Home", "ArrowRight"):
            before, picture = page.state()["params"][parameter.name], drawn(page)
            page.page.keyboard.press(key)
            page.wait_until(lambda state, p=parameter, b=before: state["params"][p.name] != b, parameter.name)
            agrees_with_numpy(page, reference)
            assert drawn(page) != picture, (parameter.name, key)
        button.click()
        page.wait_until(lambda state: state["params"] == start)
    picture = drawn(page)
    page.model.get_by_label("Who has it", exact=True).select_option("everyone")
    page.wait_until(lambda state: state["params"]["holders"] == 0)
    agrees_with_numpy(page, reference)
    assert drawn(page) != picture
    assert page.complaints == []


@pytest.mark.parametrize("scenario", trust.SCENARIOS)
def test_scenarios(seen, reference, scenario):
    page = seen()
    page.model.get_by_role("button", name=scenario, exact=True).click()
    wanted = reference._model.defaults | trust.SCENARIOS[scenario]
    page.wait_until(lambda state: state["params"] == wanted)
    agrees_with_numpy(page, reference)


def test_the_guess_is_kept_beside_the_answer(seen):
    page = seen(guess=True)
    page.model.get_by_label("The newcomer’s trials").fill("200")
    page.model.get_by_role("button", name="Show the answer").click()
    words = page.model.locator(".kl-gap").inner_text()
    assert words == "You guessed 200 trials; the model says 40 trials: 5.0 times too high."
    assert page.model.locator(".kl-view svg").get_by_text("your guess").count() >= 1
    assert page.complaints == []


def test_the_first_goal(seen):
    page = seen()
    card = page.model.get_by_role("group", name="Challenge 1")
    card.get_by_role("button").click()
    reaches(page, card.locator(".kl-standing"), "not yet")
    stops = list(trust.TRIALS.values())
    step(page, "trials", stops.index(50) - stops.index(10))
    reaches(page, card.locator(".kl-standing"), "getting closer")
    step(page, "counts", list(trust.COUNTED.values()).index(0.0005))
    reaches(page, card.locator(".kl-standing"), "done")
    step(page, "trials", 1)
    reaches(page, card.locator(".kl-standing"), "not yet")


def test_the_second_goal(seen):
    page = seen()
    card = page.model.get_by_role("group", name="Challenge 2")
    card.get_by_role("button").click()
    reaches(page, card.locator(".kl-standing"), "not yet")
    show = page.control("holders")
    show.get_by_label("Who has it", exact=True).select_option("everyone")
    reaches(page, card.locator(".kl-standing"), "getting closer")
    for name in ("trials", "rate"):
        page.handle(name).focus()
        page.page.keyboard.press("End")
    reaches(page, card.locator(".kl-standing"), "done")


def step(page, name, times):
    page.handle(name).focus()
    for _ in range(times):
        page.page.keyboard.press("ArrowRight")
