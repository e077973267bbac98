"""The page for a class holds every question with its answer, from the guesses that the models ask."""

import html
import json
import re

import pytest
from book import MODELS, build
from scarce.site.classroom import place

TEACH = "# Class\n\n```{class-guesses}\n```\n"
QUESTION = 'Guess("How much is it twice?", "Twice", answer="twice", range=(0, 100))'
ASKS = MODELS + f'model("slope", guess={QUESTION})\n```\n'
SHOWS = MODELS + 'model("other")\n```\n'


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    done, pages = build(
        tmp_path_factory.mktemp("books") / "class",
        extensions=["scarce.site.scripts", "scarce.site.classroom"],
        chapter=ASKS,
        other=SHOWS,
        teach=TEACH,
    )
    assert done.returncode == 0, done.stderr
    return pages


def questions(page):
    [data] = re.findall(r'questions\+json">(.*?)</script>', page)
    return json.loads(data)


def test_the_questions_are_those_of_the_chapters_with_their_answers(book):
    [asked] = questions((book / "teach.html").read_text())
    assert (asked["name"], asked["page"], asked["chapter"]) == ("slope", "chapter.html", "A page")
    assert (asked["question"], asked["answer"], asked["range"]) == ("How much is it twice?", 4, [0, 100])


def test_only_this_page_has_the_script(book):
    assert "kernelless/classroom.js" in (book / "teach.html").read_text()
    assert "kernelless/classroom.js" not in (book / "chapter.html").read_text()


def test_texts_reach_the_page_as_texts():
    evil = '</script><b>&"'
    one = {"name": "a", "chapter": evil, "page": "a.html", "question": evil}
    made = place([one])
    assert made.count("</script>") == 1
    assert "<b>" not in made.partition("</script>")[2]
    assert questions(made)[0]["question"] == evil
    assert html.escape(evil) in made
