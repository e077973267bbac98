"""The check inside a notebook, in a kernel."""

import nbformat
import pytest
from homework import made, with_answer
from nbclient import NotebookClient
from scarce.homework import checks


def printed(book):
    notebook = nbformat.from_dict(book)
    NotebookClient(notebook, timeout=None).execute()
    return "".join(output.text for output in notebook.cells[-1].outputs).splitlines()


def test_the_last_cell_says_it():
    book = with_answer(made("part2", variant=2), "years", "years = None")
    said = printed(with_answer(book, "trials", "trials = 1"))
    assert [line.split("  ")[:2] for line in said[:4]] == [[str(n), "correct"] for n in range(1, 5)]
    assert said[4].startswith("5  keep working  `trials` is 1: without a failure that vouches for 0.20")
    assert said[5] == "6  missing       `years` has no value yet."
    assert said[7] == "Written questions are for a person to read."


def test_an_unknown_part_is_named():
    with pytest.raises(ValueError, match="part must be one of part1, part2; got 'part3'"):
        checks("part3")
