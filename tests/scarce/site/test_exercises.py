"""Exercises are numbered page by page, their solutions fold without a script, and a mistake stops the build."""

import re

import pytest
from book import build
from docutils import nodes
from docutils.utils import new_document
from scarce.site.exercises import Exercise
from scarce.site.place import minutes

PAGE = """# A page

:::{exercise} play
:label: a-play

Turn the *wheel*.
:::

:::{solution} a-play
:class: dropdown

It turns.
:::

:::{exercise} code
:label: a-code

Count to two.
:::
"""


def words(text):
    return re.sub(r"\s+", " ", text)


def test_each_page_counts_from_one_and_a_solution_is_a_details_element(tmp_path):
    other = PAGE.replace("a-", "b-")
    done, site = build(tmp_path / "book", engine=False, extensions=["scarce.site.exercises"], a=PAGE, b=other)
    assert done.returncode == 0, done.stderr
    for name in "ab":
        page = words((site / f"{name}.html").read_text(encoding="utf-8"))
        assert re.findall(r'Exercise (\d) <span class="exercise-kind">(\w+)</span>', page) == [
            ("1", "play"),
            ("2", "code"),
        ]
        assert f'<div class="exercise" id="{name}-play">' in page
        assert '<details class="solution"> <summary>Solution 1</summary> <p>It turns.</p> </details>' in page
        assert len(set(re.findall(r'\bid="([^"]*)"', page))) == len(re.findall(r'\bid="', page))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("} play", "} ponder"), "kind must be one of recall, play, derive, criticise, code; got 'ponder'"),
        ((":label: a-code", ""), "label must be small letters, digits and hyphens; got ''"),
        ((":label: a-code", ":label: A code"), "label must be small letters, digits and hyphens; got 'A code'"),
        ((":label: a-code", ":label: a-play"), "label must be its own; 'a-play' is that of exercise 1 too"),
        (("} a-play", "} a-code"), "exercise must stand above it: a-play; got 'a-code'"),
        (("Count to two.", ""), "Content block expected"),
    ],
)
def test_a_mistake_is_named(tmp_path, wrong, said):
    page = PAGE.replace(*wrong)
    done, _ = build(tmp_path / "book", engine=False, extensions=["scarce.site.exercises"], a=page)
    assert done.returncode != 0
    assert said in words(done.stderr)


def test_exercises_do_not_count_as_reading():
    page = new_document("page")
    page += Exercise("", nodes.paragraph(text="word " * 5000))
    assert minutes(page) == 1
