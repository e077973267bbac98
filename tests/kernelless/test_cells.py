"""A cell that fails stops the build, whose last words are which, and why."""

import pytest
from book import HEAD, MODELS, build
from kernelless.sphinx.cells import reason, where

FOLLOWS = "\nThe model says {follow}`slope.twice .0f`.\n"


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("raise ValueError('first\\nsecond: more')", "ValueError: first\nsecond: more"),
        ("import nothing_of_that_name", "ModuleNotFoundError: No module named 'nothing_of_that_name'"),
        ("assert False", "AssertionError"),
        ("def f(:\n    pass", "SyntaxError: invalid syntax"),
    ],
)
def test_the_last_words_name_chapter_cell_and_error(tmp_path, cell, said):
    page = HEAD + f"fine = 1\n```\n\nText.\n\n```{{code-cell}} ipython3\n{cell}\n```\n" + FOLLOWS
    done, html = build(tmp_path / "book", flags=["--keep-going"], page=page, plain="# Plain\n")
    assert done.returncode != 0
    line = page[: page.index(cell)].count("\n") + 1
    assert done.stderr.rstrip().endswith(f"page.md, cell 2, line {line}: {said}")
    assert not (html / "page.html").exists()


def test_every_failed_chapter_is_named(tmp_path):
    done, _ = build(tmp_path / "book", flags=["--keep-going"], one=HEAD + "1 / 0\n```\n", two=HEAD + "{}['a']\n```\n")
    assert done.stderr.rstrip().split("\n")[-2:] == [
        "one.md, cell 1, line 9: ZeroDivisionError: division by zero",
        "two.md, cell 1, line 9: KeyError: 'a'",
    ]


def test_a_build_without_failures_goes_on(tmp_path):
    done, html = build(tmp_path / "book", page=MODELS + 'model("slope")\n```\n' + FOLLOWS)
    assert done.returncode == 0, done.stderr
    assert (html / "page.html").exists()


def test_an_error_whose_words_look_like_another_is_told_whole():
    told = "ValueError                  Traceback (most recent call last)\n  f()\nValueError: first\nsecond: more\n"
    assert reason("", told) == "ValueError: first\nsecond: more"


def test_a_run_that_ends_without_an_error_of_its_own():
    assert reason("DeadKernelError", "") == "DeadKernelError"
    assert where([(1, "a")], "") == "a cell"
