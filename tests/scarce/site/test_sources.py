"""Works, as they are named in passing."""

import pytest
from pybtex.database import parse_string
from scarce.site.sources import ESSAYS, named

ROWS = [
    ('van der Ploeg, R. R. and B{\\"o}hm, W.', "On growth", "van der Ploeg and Böhm", "On growth"),
    ("Ames, A. and Bell, B. and Cole, C.", "On {Liebig}", "Ames et al.", "On Liebig"),
]


@pytest.mark.parametrize(("author", "title", "authors", "short"), ROWS)
def test_names_titles_and_addresses(author, title, authors, short):
    text = f"@article{{key, author={{{author}}}, title={{{title}}}, year={{1999}}, doi={{10.1/x}}}}"
    work = named(parse_string(text, "bibtex").entries["key"])
    assert (work.authors, work.short_title, work.year, work.url) == (authors, short, "1999", "https://doi.org/10.1/x")


def test_a_work_without_author_has_its_title():
    work = named(parse_string("@misc{k, title={Abundant: and more}, url={https://a.b}}", "bibtex").entries["k"])
    assert (work.authors, work.title, work.short_title, work.url) == (
        "",
        "Abundant: and more",
        "Abundant",
        "https://a.b",
    )


def test_there_are_two_essays():
    assert sorted(ESSAYS) == ["a", "b"]
