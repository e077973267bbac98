"""Numbers in the prose that can be dragged, typed and stepped, words that follow, links that set a state."""

import re

import pytest
from conftest import PHONE, fingers, middle, until
from scarce.explorers import bottleneck
from test_controls import agrees_with_numpy, reference  # noqa: F401 - a fixture


@pytest.fixture
def prose(visit, chapters):
    def start(**options):
        seen = visit(**options).open(f"{chapters}/bottleneck.html")
        seen.number = seen.page.get_by_role("spinbutton", name="Tasks grow")
        seen.says = lambda: seen.page.locator("[data-shows=output_at_horizon]").inner_text()
        seen.number.scroll_into_view_if_needed()
        return seen

    return start


def follows(seen, reference, tasks):  # noqa: F811
    """Slider, prose number, words in the prose and model are at this value."""
    seen.wait_until(lambda state: state["params"]["tasks"] == pytest.approx(tasks), f"tasks at {tasks}")
    agrees_with_numpy(seen, reference)
    text = f"{tasks:+.0%}".replace("-", "−")
    assert seen.number.input_value() == text
    assert seen.number.get_attribute("aria-valuetext") == f"{text} a year"
    assert seen.field("tasks").input_value() == text
    assert seen.says() == f"{seen.state()['outputs']['output_at_horizon']:,.1f}"


def test_arrows_typing_and_escape(prose, reference):  # noqa: F811
    seen = prose()
    follows(seen, reference, 0.05)
    seen.number.press("ArrowUp")
    follows(seen, reference, 0.06)
    seen.number.press("PageDown")
    follows(seen, reference, -0.04)
    for typed, value in (("12%", 0.12), ("7", 0.07), ("+900 %", 1.5), ("−99", -0.1)):
        seen.number.fill(typed)
        seen.number.press("Enter")
        follows(seen, reference, value)
    seen.number.fill("a lot")
    seen.number.press("Enter")
    follows(seen, reference, -0.1)
    seen.number.fill("44")
    seen.number.press("Escape")
    follows(seen, reference, -0.1)
    seen.number.dblclick()
    follows(seen, reference, 0.05)
    assert seen.complaints == []


def test_a_slider_moves_the_prose(prose, reference):  # noqa: F811
    seen = prose()
    seen.handle("tasks").focus()
    seen.page.keyboard.press("ArrowRight")
    follows(seen, reference, 0.06)


def test_dragging_with_the_mouse(prose, reference):  # noqa: F811
    seen = prose()
    x, y = middle(seen.number)
    seen.page.mouse.move(x, y)
    seen.page.mouse.down()
    seen.page.mouse.move(x + 20, y)
    seen.page.mouse.move(x + 40, y)
    seen.page.mouse.up()
    follows(seen, reference, 0.15)
    seen.model.get_by_role("button", name="Undo").click()
    follows(seen, reference, 0.05)


def test_dragging_with_a_finger(prose, reference):  # noqa: F811
    seen = prose(**PHONE)
    x, y = middle(seen.number)
    with fingers(seen.page) as swipe:
        swipe((x, y), (x + 48, y))
    seen.wait_until(lambda state: state["params"]["tasks"] > 0.05)
    agrees_with_numpy(seen, reference)


def test_a_number_with_named_stops(prose):
    seen = prose()
    sigma = seen.page.get_by_role("spinbutton", name="Substitution")
    sigma.press("ArrowUp")
    seen.wait_until(lambda state: state["params"]["sigma"] == 0.1)
    sigma.fill("0.6")
    sigma.press("Enter")
    seen.wait_until(lambda state: state["params"]["sigma"] == 0.5)
    assert sigma.input_value() == "0.5"


def test_a_link_in_the_prose_sets_the_scenario(prose, reference):  # noqa: F811
    seen = prose()
    seen.page.get_by_role("link", name="Start in 2015").click()
    wanted = reference._model.defaults | bottleneck.SCENARIOS["people execute (2015)"]
    seen.wait_until(lambda state: state["params"] == wanted)
    agrees_with_numpy(seen, reference)
    assert seen.model.locator("[aria-pressed=true]").inner_text() == "people execute (2015)"
    assert seen.complaints == []


def test_without_scripts_the_prose_is_plain_text(visit, chapters):
    seen = visit(java_script_enabled=False).open(f"{chapters}/bottleneck.html", live=False)
    paragraph = seen.page.locator("p", has=seen.page.locator("[data-shows=tasks]")).inner_text()
    assert "execution growing by +100% a year, tasks by +5%" in paragraph
    assert (
        "comes to 4.9 times today’s in\n10 years" in paragraph or "comes to 4.9 times today’s in 10 years" in paragraph
    )


def test_a_state_is_carried_to_another_chapter(visit, site):
    seen = visit().open(f"{site}/intro.html")
    seen.handle("tasks").focus()
    seen.page.keyboard.press("End")
    seen.wait_until(lambda state: state["params"]["tasks"] == 1.5)
    state = seen.state()
    link = seen.model.get_by_role("link", name="Take this setting to the chapter")
    until(seen.page, lambda: "tasks=1.5" in link.get_attribute("href"), lambda: "the setting to be in the link")
    link.click()
    seen.page.wait_for_url("**/bottleneck.html#bottleneck?v=1*")
    seen.model.and_(seen.page.locator("[data-live]")).wait_for()
    assert seen.state() == state
    assert seen.model.locator(".kl-note").inner_text() == ""


SELECTED = """(number) => {
  const range = document.createRange();
  range.selectNodeContents(number.closest("p"));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  return getSelection().toString();
}"""


def test_numbers_are_copied_come_back_with_a_reload_and_stand_in_a_saved_copy(visit, chapters, tmp_path):
    seen = visit().open(f"{chapters}/bottleneck.html")
    number = seen.page.get_by_role("spinbutton", name="Tasks grow")
    number.fill("0,12")
    number.press("Tab")
    seen.wait_until(lambda state: state["params"]["tasks"] == 0.12)
    assert "tasks by +12% and" in number.evaluate(SELECTED)
    assert not seen.model.locator(".kl-saved").is_visible()
    seen.page.wait_for_function("() => JSON.stringify(history.state ?? {}).includes('tasks=0.12')")
    seen.page.reload()
    seen.wait_until(lambda state: state["params"]["tasks"] == 0.12, "the state that was left")
    saved = tmp_path / "saved.html"
    saved.write_text(re.sub(r"<script\b.*?</script>", "", seen.page.content(), flags=re.DOTALL), encoding="utf-8")
    seen.page.goto(saved.as_uri())
    assert seen.model.locator(".kl-saved").is_visible()
    assert "tasks by +12% and" in seen.page.locator("p", has=seen.page.locator(".kl-written")).first.inner_text()
