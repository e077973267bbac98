"""The homework beside the pages."""

import re
import zipfile

import pytest
from homework import KNOWN, ROOT, made
from nbformat import read
from scarce.homework import PARTS
from scarce.site.homework import ARCHIVE

SITE = ROOT / "_build" / "html"
FOLDER = SITE / "static" / "homework"
FILES = [
    "check_part1.py", "check_part2.py", "conftest.py",
    "part1-instructor.ipynb", "part1.ipynb", "part2-instructor.ipynb", "part2.ipynb",
]  # fmt: skip


def test_everything_is_there_and_in_the_archive():
    assert sorted(file.name for file in FOLDER.iterdir()) == [*FILES, ARCHIVE]
    with zipfile.ZipFile(FOLDER / ARCHIVE) as archive:
        assert archive.namelist() == [f"homework/{name}" for name in FILES]
        assert all(archive.read(f"homework/{name}") == (FOLDER / name).read_bytes() for name in FILES)


@pytest.mark.parametrize("part", PARTS)
def test_the_notebooks_are_those_made_from_the_source(part):
    for name, solution in ((part, False), (f"{part}-instructor", True)):
        assert [cell.source for cell in read(FOLDER / f"{name}.ipynb", 4).cells] == [
            cell["source"] for cell in made(part, solution=solution)["cells"]
        ]


def test_the_page_links_to_every_file_and_to_binder():
    page = (SITE / "chapters" / "homework.html").read_text(encoding="utf-8")
    linked = re.findall(r'href="\.\./static/homework/([^"]+)"', page)
    assert sorted(linked) == sorted([*(name for name in FILES if name != "conftest.py"), ARCHIVE])
    for part in PARTS:
        assert f'href="{KNOWN["binder"]}/tree/homework/{part}.ipynb"' in page


def test_the_page_counts_the_questions_right():
    page = (ROOT / "chapters" / "homework.md").read_text(encoding="utf-8")
    words = {6: "six", 7: "seven"}
    for part, title in zip(PARTS, ("Part I", "Part II"), strict=True):
        cells = made(part)["cells"]
        asked = [cell for cell in cells if "answer" in cell["metadata"].get("tags", [])]
        graded = sum(cell["cell_type"] == "code" for cell in asked)
        assert f"**{title}**: {words[graded]} questions and a written one" in page
        assert len(asked) == graded + 1
