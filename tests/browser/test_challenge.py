"""Goals that the page checks: not yet, getting closer, done."""

import pytest
from conftest import until
from scarce.explorers import bottleneck


@pytest.fixture
def challenge(visit, chapters):
    def start(number):
        seen = visit().open(f"{chapters}/bottleneck.html")
        card = seen.model.get_by_role("group", name=f"Challenge {number}")
        card.get_by_role("button").click()
        return seen, card.locator(".kl-standing")

    return start


def reaches(seen, standing, words):
    until(seen.page, lambda: standing.inner_text() == words, lambda: f"{words!r}; it says {standing.inner_text()!r}")


def test_not_yet_getting_closer_done(challenge):
    seen, standing = challenge(1)
    reaches(seen, standing, "not yet")
    assert seen.model.locator("[aria-pressed=true]").inner_text() == "people execute (2015)"
    handle = seen.handle("execution")
    handle.focus()
    seen.page.keyboard.press("ArrowRight")
    reaches(seen, standing, "getting closer")
    assert not seen.model.get_by_text("Done: more hands").is_visible()
    seen.page.keyboard.press("End")
    reaches(seen, standing, "done")
    assert seen.model.get_by_text("Done: more hands").is_visible()
    # A second slider is one too many, and going back is allowed.
    seen.handle("tasks").focus()
    seen.page.keyboard.press("ArrowRight")
    reaches(seen, standing, "not yet")
    seen.page.keyboard.press("ArrowLeft")
    reaches(seen, standing, "done")


def test_more_years_are_not_an_answer(challenge):
    seen, standing = challenge(1)
    seen.handle("horizon").focus()
    seen.page.keyboard.press("End")
    seen.wait_until(lambda state: state["params"]["horizon"] == 30)
    assert seen.state()["outputs"]["output_at_horizon"] > 3
    reaches(seen, standing, "not yet")


def test_the_second_takes_what_is_scarce_next(challenge):
    seen, standing = challenge(2)
    for name in ("tasks", "feedback"):
        seen.handle(name).focus()
        seen.page.keyboard.press("End")
    reaches(seen, standing, "done")


def test_no_single_slider_meets_the_second():
    """As the chapter says: however fast one input grows, output stays below ten."""
    live = bottleneck.explore()
    for parameter in bottleneck.parameters():
        if parameter.name in ("horizon", "first_year", "sigma"):
            continue
        assert live.evaluate(**{parameter.name: parameter.range[1]}).outputs["output_at_horizon"] < 10
