"""Undo, redo and reset, step by step as the reader took them; and what is read aloud."""

from conftest import until
from scarce.explorers import bottleneck
from test_controls import agrees_with_numpy, reference  # noqa: F401 - a fixture


def rested(seen, sentence=None):
    """Wait until the controls rest: then the spoken sentence is the one on the page."""

    def spoken():
        said = seen.model.locator(".kl-spoken").text_content()
        return said and said == seen.model.locator(".kl-sentence").inner_text()

    until(seen.page, spoken, lambda: "the sentence to be read aloud")


def test_undo_and_redo(visit, chapters, reference):  # noqa: F811 - the fixture
    seen = visit().open(f"{chapters}/bottleneck.html")
    undo, redo = (seen.model.get_by_role("button", name=name) for name in ("Undo", "Redo"))
    assert undo.is_disabled()
    assert redo.is_disabled()
    opening = seen.state()["params"]

    seen.handle("tasks").focus()
    seen.page.keyboard.press("End")
    rested(seen)
    moved = seen.state()["params"]
    seen.model.get_by_role("button", name="everything scales").click()
    rested(seen)
    assert redo.is_disabled()

    undo.click()
    seen.wait_until(lambda state: state["params"] == moved)
    agrees_with_numpy(seen, reference)
    undo.click()
    seen.wait_until(lambda state: state["params"] == opening)
    agrees_with_numpy(seen, reference)
    pressed = seen.model.locator("[aria-pressed=true]")
    assert pressed.inner_text() == bottleneck.OPENING
    assert undo.is_disabled()

    redo.click()
    redo.click()
    seen.wait_until(lambda state: state["params"]["energy"] == 0.4)
    agrees_with_numpy(seen, reference)
    assert pressed.inner_text() == "everything scales"
    assert redo.is_disabled()


def test_a_run_of_small_moves_is_one_step_and_is_spoken_once(visit, chapters):
    seen = visit().open(f"{chapters}/bottleneck.html")
    seen.handle("tasks").focus()
    for _ in range(8):
        seen.page.keyboard.press("ArrowRight")
    rested(seen)
    seen.model.get_by_role("button", name="Undo").click()
    seen.wait_until(lambda state: state["params"]["tasks"] == 0.05)


def test_reset_can_be_undone(visit, chapters):
    seen = visit().open(f"{chapters}/bottleneck.html")
    seen.handle("tasks").focus()
    seen.page.keyboard.press("End")
    seen.model.get_by_role("button", name="Reset").click()
    seen.wait_until(lambda state: state["params"]["tasks"] == 0.05)
    seen.model.get_by_role("button", name="Undo").click()
    seen.wait_until(lambda state: state["params"]["tasks"] == 1.5)


def test_what_a_link_opens_is_spoken_however_late_its_picture_comes(visit, chapters):
    """The controls were at rest before there was a picture: what was said then was not what the picture shows."""
    seen, held = visit(), []
    seen.page.route("**/kernelless/chart.js*", lambda route: held.append(route))
    seen.page.goto(f"{chapters}/bottleneck.html#bottleneck?v=1&tasks=0.4", wait_until="commit")
    until(seen.page, lambda: held and seen.model.locator(".kl-tools button").count(), lambda: "controls")
    seen.page.wait_for_timeout(1000)  # the controls rest after 0.4 s
    assert not seen.model.locator(".kl-spoken").text_content()
    held.pop().continue_()
    seen.model.and_(seen.page.locator("[data-live]")).wait_for()
    rested(seen)
    assert "Your setting:" in seen.model.locator(".kl-spoken").text_content()
