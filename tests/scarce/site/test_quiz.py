"""A question opens on a reason for each answer without a script, and one that is not whole stops the build."""

import re

import pytest
from book import build

PAGE = """# A page

::::{admonition} What is *round*?
:class: quiz

:::{dropdown} A brick
No. It has corners.
:::
:::{dropdown} A wheel
Yes: each point of its rim is as far from the hub.
:::
::::

::::{admonition} What rolls?
:class: quiz

:::{dropdown} A ball
Yes. It is round.
:::
:::{dropdown} A box
No. It slides.
:::
::::

:::{admonition} No question
Only a note.
:::
"""


def test_it_is_a_group_of_details_of_which_one_is_right(tmp_path):
    done, site = build(tmp_path / "book", engine=False, extensions=["scarce.site.quiz"], page=PAGE)
    assert done.returncode == 0, done.stderr
    page = (site / "page.html").read_text(encoding="utf-8")
    assert re.findall(r'<div aria-labelledby="([\w-]+)" class="quiz" role="group">', page) == ["quiz-1", "quiz-2"]
    assert re.search(r'<p class="quiz-question" id="quiz-1">What is <em>round</em>\?</p>', page)
    options = re.findall(r'<details class="option (\w+)" name="(quiz-\d)">\s*<summary>(.*?)</summary>\s*<p>(\w+)', page)
    assert options == [
        ("wrong", "quiz-1", "A brick", "No"),
        ("right", "quiz-1", "A wheel", "Yes"),
        ("right", "quiz-2", "A ball", "Yes"),
        ("wrong", "quiz-2", "A box", "No"),
    ]
    assert "Only a note." in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("Yes: each", "No: each"), "the question 'What is round?' must have one right option; got 0"),
        (("No. It has", "Yes. It has"), "the question 'What is round?' must have one right option; got 2"),
        (("No. It has corners.", "No"), "reason of option 'A brick' must be 'Yes' or 'No' and then why; got 'No'"),
        (("No. It has corners.", ""), "reason of option 'A brick' must be 'Yes' or 'No' and then why; got ''"),
        (("No. It has corners.", "Nonsense."), "must be 'Yes' or 'No' and then why; got 'Nonsense.'"),
        ((":::\n::::\n\n::::", ":::\nA word.\n::::\n\n::::"), "2 to 4 options and nothing else; got 2 and 1 other"),
        ((":::{dropdown} A box\nNo. It slides.\n:::\n", ""), "2 to 4 options and nothing else; got 1 and 0 other"),
        (
            ("Only a note.", "Only a note.\n:::\n\n:::{dropdown} An ox\nNo. It walks."),
            "'An ox' must stand in a question",
        ),
    ],
)
def test_what_is_missing_is_named(tmp_path, wrong, said):
    done, _ = build(tmp_path / "book", engine=False, extensions=["scarce.site.quiz"], page=PAGE.replace(*wrong))
    assert done.returncode != 0
    assert said in re.sub(r"\s+", " ", done.stderr)
