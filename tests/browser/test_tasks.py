"""The chapter on tasks in the browser: the tape plays, pauses and stops; every control, the guess, the goals."""

import pytest
from scarce.explorers import tasks
from test_challenge import reaches
from test_controls import agrees_with_numpy, drawn


@pytest.fixture(scope="module")
def reference():
    return tasks.explore(ask=True)


@pytest.fixture
def seen(visit, chapters):
    def start(guess=False, **options):
        page = visit(**options)
        page.name = "tasks"
        return page.open(f"{chapters}/tasks.html", guess=guess)

    return start


def test_every_control(seen, reference):
    page = seen()
    for name in reversed(list(tasks.mazes())):
        page.model.get_by_label("Maze", exact=True).select_option(name)
        wanted = list(tasks.mazes()).index(name)
        page.wait_until(lambda state, w=wanted: state["params"]["maze"] == w, name)
        agrees_with_numpy(page, reference)
    for parameter, keys in (("trials", ("Home", "ArrowRight", "End", "ArrowLeft")), ("run", ("End", "ArrowLeft"))):
        page.handle(parameter).focus()
        for key in keys:
            before, picture = page.state()["params"][parameter], drawn(page)
            page.page.keyboard.press(key)
            page.wait_until(lambda state, p=parameter, b=before: state["params"][p] != b, key)
            agrees_with_numpy(page, reference)
            if key != "ArrowLeft":  # one step back may show no other place
                assert drawn(page) != picture
    assert page.complaints == []


def test_scenarios(seen, reference):
    page = seen()
    for name, values in tasks.SCENARIOS.items():
        page.model.get_by_role("button", name=name, exact=True).click()
        wanted = reference._model.defaults | values
        page.wait_until(lambda state, w=wanted: state["params"] == w, name)
        agrees_with_numpy(page, reference)


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_the_tape_plays_from_the_start_and_pauses(seen, reference, motion):
    page = seen(reduced_motion=motion)
    play = page.model.get_by_role("button", name="Play Trials so far")
    play.press("Enter")
    page.wait_until(lambda state: 10 < state["params"]["trials"] < 2520, "the tape to run")
    page.model.get_by_role("button", name="Pause Trials so far").press("Enter")
    play.wait_for()
    stopped = page.state()["params"]["trials"]
    agrees_with_numpy(page, reference)
    assert page.state()["params"]["trials"] == stopped
    page.model.get_by_role("button", name="Undo").click()  # all of the tape is one step
    page.wait_until(lambda state: state["params"]["trials"] == 2520, "the tape to be undone")


def test_the_tape_stops_at_its_end(seen):
    page = seen()
    page.handle("trials").focus()
    page.page.keyboard.press("ArrowLeft")
    page.model.get_by_role("button", name="Play Trials so far").click()
    page.wait_until(lambda state: state["params"]["trials"] == 2520, "the end")
    page.model.get_by_role("button", name="Play Trials so far").wait_for()


def test_who_takes_the_slider_takes_it_over(seen):
    page = seen()
    page.model.get_by_role("button", name="Play Trials so far").click()
    page.wait_until(lambda state: state["params"]["trials"] < 2520, "the tape to run")
    page.handle("trials").focus()
    page.page.keyboard.press("Home")
    page.model.get_by_role("button", name="Play Trials so far").wait_for()
    assert page.state()["params"]["trials"] == 10


def test_who_takes_the_slider_at_its_end_takes_it_over_too(seen):
    page = seen(reduced_motion="reduce")  # the tape stands at its start for a second
    page.handle("trials").focus()
    page.page.keyboard.press("Home")
    page.model.get_by_role("button", name="Play Trials so far").click()
    page.handle("trials").focus()
    page.page.keyboard.press("Home")  # which does not move it
    page.model.get_by_role("button", name="Play Trials so far").wait_for()
    assert page.state()["params"]["trials"] == 10


def test_the_guess(seen):
    page = seen(guess=True)
    page.model.get_by_label("Searches that arrive").fill("50")
    page.model.get_by_role("button", name="Show the answer").click()
    words = "You guessed 50 of 100; the model says 20 of 100: 30 too high."
    assert page.model.locator(".kl-gap").inner_text() == words
    assert page.model.locator(".kl-view svg").get_by_text("your guess").count() >= 1


def test_the_goals(seen):
    page = seen()
    second = page.model.get_by_role("group", name="Challenge 2")
    second.get_by_role("button").click()
    reaches(page, second.locator(".kl-standing"), "not yet")
    page.model.get_by_label("Maze", exact=True).select_option("plain")
    page.page.goto(f"{page.page.url.partition('#')[0]}#tasks?v=1&maze=2&trials=450")
    reaches(page, second.locator(".kl-standing"), "done")
