"""The teaching pages, as a teacher meets them the evening before."""

import re

import pytest
from conftest import SITE


def test_from_the_first_page_to_a_running_class_in_five_clicks(visit, chapters):
    seen = visit()
    seen.page.goto(f"{chapters}/intro.html")
    seen.page.get_by_role("article").get_by_role("link", name="Teach with this book").click()
    box = seen.page.locator(".admonition.box")
    assert box.get_by_role("listitem").count() == 5
    box.get_by_role("link", name="Open the model with its question").click()
    seen.model.get_by_label("Output in ten years").fill("1000")
    seen.model.get_by_role("button", name="Show the answer").click()
    assert "You guessed 1,000 times; the model says 4.9 times" in seen.model.inner_text()
    seen.model.get_by_role("button", name="tasks outrun execution (reversed)").click()
    seen.wait_until(lambda state: state["params"]["tasks"] == 1)
    seen.model.get_by_role("button", name="Start challenge 1").click()
    assert seen.wait_until(lambda state: state["params"]["first_year"] == 2015)["params"]["tasks"] == 0.05


def questions():
    """Where the plans say that a link still asks for the guess."""
    pages = [(SITE / "chapters" / f"{name}.html").read_text(encoding="utf-8") for name in ("lessons", "lessons2")]
    return re.findall(r'<a class="kl-to" href="(\w+\.html)#(\w+)([^"]*)">[^<]+question</a>', "".join(pages))


def test_every_plan_has_such_a_link():
    assert len(questions()) == 12


@pytest.mark.parametrize(("page", "model", "state"), questions(), ids=lambda part: part.partition(".")[0])
def test_a_link_to_a_question_asks_it(visit, chapters, page, model, state):
    seen = visit()
    seen.name = model
    seen.open(f"{chapters}/{page}#{model}{state}", guess=True)
    assert seen.skip.is_visible()
