"""Pages in the order of the table of contents, with the numbers of a printed book."""

from pathlib import Path

import yaml
from scarce.site.pdf.contents import entries, read

ROOT = Path(__file__).parents[4]
TOC = """
root: start
parts:
  - caption: I · One
    chapters: [{file: a/b}, {file: c}]
  - caption: Teach
    chapters: [{file: d}]
  - caption: II · Two
    chapters: [{file: e}]
  - caption: Back matter
    chapters: [{file: f}]
"""


def test_chapters_count_through_the_book_and_other_pages_are_lettered():
    made = list(entries(yaml.safe_load(TOC)))
    assert [(entry.name, entry.number) for entry in made] == [
        ("start", "0"), ("a/b", "1"), ("c", "2"), ("d", "A"), ("e", "3"), ("f", "B")
    ]  # fmt: skip
    assert [entry.part for entry in made][:4] == ["", "I · One", "I · One", "Teach"]
    assert made[1].slug == "a-b"


def test_the_book_has_each_of_its_pages_once():
    pages = [entry.name for entry in read(ROOT / "_toc.yml")]
    assert pages[0] == "chapters/intro"
    assert len(pages) == len(set(pages))
    assert all((ROOT / f"{page}.md").is_file() for page in pages)
