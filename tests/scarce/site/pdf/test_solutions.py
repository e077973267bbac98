"""Answers move to the end, and links lead both ways."""

from bs4 import BeautifulSoup
from scarce.site.pdf import solutions
from scarce.site.pdf.contents import Entry

ONE = Entry("one", "I · Part", "1")
PAGE = """<article><p>Prose.</p>
<div class="quiz" role="group"><p class="quiz-question" id="one--quiz-1">What rolls?</p>
<details class="option right"><summary>A ball</summary><p>Yes. It is round.</p></details>
<details class="option wrong"><summary>A box</summary><p>No. It slides.</p></details></div>
<div class="exercise" id="one--a"><p class="rubric">Exercise 1.1</p><p>Do it.</p></div>
<details class="solution"><summary>Solution 1.1</summary><p>Done.</p></details>
<div class="exercise" id="one--b"><p class="rubric">Exercise 1.2</p><p>Again.</p></div>
<details class="solution"><summary>Solution 1.2</summary><p>Done again.</p></details></article>"""


def taken(text=PAGE):
    body = BeautifulSoup(text, "html.parser").article
    return body, solutions.taken(body, ONE, "1 One")


def test_the_chapter_keeps_what_is_asked_and_the_end_has_what_is_answered():
    body, answers = taken()
    assert body.get_text(" ", strip=True) == (
        "Prose. Question 1.1 What rolls? A ball A box Answer 1.1 "
        "Exercise 1.1 Do it. Solution 1.1 Exercise 1.2 Again. Solution 1.2"
    )
    assert answers.get_text(" ", strip=True) == (
        "1 One Question 1.1 a) Yes. It is round. b) No. It slides. Solution 1.1 Done. Solution 1.2 Done again."
    )
    assert not body.select("details")


def test_links_lead_from_each_question_and_exercise_to_its_answer_and_back():
    body, answers = taken()
    there = [link["href"].removeprefix("#") for link in body.select(".print-see a")]
    back = [link["href"].removeprefix("#") for link in answers.select(".print-answer a")]
    assert there == [answer["id"] for answer in answers.select(".print-solution")]
    assert back == ["one--quiz-1", "one--a", "one--b"]
    assert all(body.find(id=name) for name in back)


def test_a_page_without_any_stays_as_it_is():
    plain = "<article><p>Prose.</p><details><summary>More</summary>And more.</details></article>"
    body, answers = taken(plain)
    assert answers is None
    assert str(body) == plain


def test_a_solution_without_an_exercise_is_not_lost():
    _, answers = taken('<article><details class="solution"><summary>Solution</summary><p>Done.</p></details></article>')
    assert answers.get_text(" ", strip=True) == "1 One Solution Done."
    assert not answers.select("a")
