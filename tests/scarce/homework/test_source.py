"""One source, two notebooks: alike but for the answers, and none of those in what students get."""

import json
import re

import nbformat
import pytest
import yaml
from homework import KNOWN, ROOT, made
from scarce.homework import PARTS, checks
from scarce.homework.__main__ import write
from scarce.homework.answers import numbers
from scarce.homework.source import ANSWER, SOLUTION, addresses, filled, handed_out, solved

SOURCES = {part: (ROOT / "chapters" / "homework" / f"{part}.md").read_text(encoding="utf-8") for part in PARTS}


def test_an_answer_is_replaced_where_it_stands():
    cell = "def f(x):\n    ### BEGIN SOLUTION: raise NotImplementedError\n    return x\n    ### END SOLUTION\n"
    assert handed_out(cell) == "def f(x):\n    raise NotImplementedError\n"
    assert solved(cell) == "def f(x):\n    return x\n"
    text = "Why?\n\n<!-- BEGIN SOLUTION: *Write here.* -->\nBecause.\n<!-- END SOLUTION -->"
    assert handed_out(text) == "Why?\n\n*Write here.*"
    assert solved(text) == "Why?\n\nBecause."


def test_numbers_are_written_in():
    assert (
        filled("{{ a }} and {{ a:.0% }} and {a} of {{ b:, }}", {"a": 0.2, "b": 2000}) == "0.2 and 20% and {a} of 2,000"
    )
    with pytest.raises(KeyError, match="unknown"):
        filled("{{ unknown }}", {})


@pytest.mark.parametrize("part", PARTS)
def test_the_two_are_valid_and_differ_in_the_answers_alone(part):
    student, instructor = made(part, solution=False), made(part)
    for book in (student, instructor):
        nbformat.validate(nbformat.from_dict(book))
        assert not re.search(r"\{\{|SOLUTION", json.dumps(book))
        assert all(cell["outputs"] == [] for cell in book["cells"] if cell["cell_type"] == "code")
    assert student["metadata"] == instructor["metadata"]
    pairs = list(zip(student["cells"], instructor["cells"], strict=True))
    differ = [a for a, b in pairs if a != b]
    assert differ == [a for a, _ in pairs if ANSWER in a["metadata"].get("tags", [])]
    assert len(differ) == len(re.findall(r"^## \d\.", SOURCES[part], re.MULTILINE)) > 5
    assert differ[-1]["cell_type"] == "markdown"


@pytest.mark.parametrize("part", PARTS)
def test_students_get_no_line_of_an_answer(part):
    answers = [found["answer"] for found in SOLUTION.finditer(SOURCES[part])]
    lines = [line.strip() for answer in answers for line in answer.splitlines() if len(line.strip()) > 12]
    assert len(lines) > 15
    student = json.dumps(made(part, solution=False), ensure_ascii=False)
    known = KNOWN | {"variant": 0} | numbers(checks(part).NUMBERS, 0)
    assert [line for line in lines if json.dumps(filled(line, known))[1:-1] in student] == []


def test_another_variant_asks_with_other_numbers_and_the_same_one_with_the_same():
    assert made("part1", variant=3) == made("part1", variant=3)
    assert made("part1", variant=3) != made("part1")
    assert made("part1", variant=3)["metadata"]["homework"] == {"part": "part1", "variant": 3}


def test_addresses_are_made_from_the_books_settings(tmp_path):
    settings = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    settings["repository"] |= {"url": "https://github.com/someone/else/", "branch": "other"}
    config = tmp_path / "_config.yml"
    config.write_text(yaml.safe_dump(settings), encoding="utf-8")
    assert addresses(config)["binder"] == "https://mybinder.org/v2/gh/someone/else/other?urlpath=lab"
    files = write(ROOT / "chapters" / "homework" / "part1.md", config, tmp_path / "class", solutions=False)
    assert [file.name for file in files] == ["conftest.py", "check_part1.py", "part1.ipynb"]
    text = files[2].read_text(encoding="utf-8")
    assert "gh/someone/else/other?urlpath=lab/tree/homework/part1.ipynb" in text
    assert "git+https://github.com/someone/else#subdirectory=lib" in text
    assert KNOWN["repository"] not in text
