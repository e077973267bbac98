"""Questions and exercises on the page: by keyboard, without scripts, on a phone and on paper."""

import re

import pytest
from conftest import PHONE, ROOT, box, boxes

CHAPTERS = sorted(
    file.stem for file in (ROOT / "chapters").glob("*.md") if "{exercise}" in file.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_an_answer_opens_with_the_keyboard_and_closes_the_one_before(visit, chapters, scripts):
    page = visit(java_script_enabled=scripts).open(f"{chapters}/bottleneck.html", live=False).page
    question = page.get_by_role("group", name=re.compile("Tasks grow slowest"))
    first, second = question.locator(".option").nth(0), question.locator(".option").nth(1)
    reasons = [option.locator("p") for option in (first, second)]
    assert not reasons[0].is_visible()
    first.locator("summary").focus()
    page.keyboard.press("Enter")
    assert reasons[0].inner_text().startswith("No. ")
    assert reasons[0].is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert reasons[1].is_visible()
    assert not reasons[0].is_visible()


@pytest.mark.parametrize("name", CHAPTERS)
def test_what_is_open_fits_a_phone_and_a_finger(visit, chapters, name):
    page = visit(**PHONE).open(f"{chapters}/{name}.html", live=False).page
    folded = page.locator(".option > summary, .solution > summary")
    assert folded.count() >= 5 + 2 * 2
    for summary in folded.all():
        assert box(summary)["height"] >= 44
        summary.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("name", CHAPTERS)
def test_paper_has_the_solutions_and_no_answer_given_away(visit, chapters, name):
    page = visit().open(f"{chapters}/{name}.html", live=False).page
    page.emulate_media(media="print")
    solutions, options = boxes(page.locator("body"), ".solution", ".option")
    assert (len(solutions), len(options)) == (page.locator(".solution").count(), page.locator(".option").count())
    assert len(solutions) >= 5
    assert min(solution["height"] for solution in solutions) > 80  # a line of summary is 40 at most
    assert max(option["height"] for option in options) < 80


def test_a_link_in_an_exercise_sets_the_model(visit, site):
    seen = visit()
    seen.name = "purpose"
    seen.open(f"{site}/purpose.html")
    seen.page.locator(".exercise a.kl-to", has_text="machines in a hurry").click()
    assert seen.wait_until(lambda state: state["params"]["automation"] == 0.3)["params"]["tasks"] == 0.17
