"""The line under the title and the accent of each essay."""

import itertools
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.utils import new_document
from kernelless.sphinx import passes
from scarce.site.place import by_essay, essay_of, mark, minutes, part_of
from sphinx.errors import ExtensionError

CHAPTERS = Path(__file__).parents[3] / "chapters"
STYLE = (CHAPTERS / "_static" / "book.css").read_text(encoding="utf-8")


def site_map(*trees):
    subtrees = [SimpleNamespace(caption=caption, items=items) for caption, items in trees]
    return SimpleNamespace(root=SimpleNamespace(subtrees=subtrees))


def test_a_chapter_is_found_in_its_part():
    book = site_map(("I · One", ["a", "b"]), ("II · Two", ["c"]))
    assert part_of(book, "b").chapters == ["a", "b"]
    assert part_of(book, "c").numeral == "II"
    assert part_of(book, "d") is None


@pytest.mark.parametrize(("words", "expected"), [(0, 1), (220, 1), (221, 2), (440, 2), (441, 3)])
def test_minutes_are_rounded_up_and_cells_do_not_count(words, expected):
    page = new_document("page")
    page += nodes.paragraph(text="word " * words)
    cell = nodes.container()
    cell += nodes.paragraph(text="output " * 5000)
    page += cell
    assert minutes(page) == expected


def test_an_essay_that_is_not_there_is_named():
    env = SimpleNamespace(metadata={"chapters/x": {"essay": "c"}, "chapters/y": {"essay": "b"}})
    assert essay_of(env, "chapters/y") == "b"
    assert essay_of(env, "chapters/z") == ""
    with pytest.raises(ExtensionError, match=r"chapters/x: `essay` must be one of a, b; got 'c'"):
        essay_of(env, "chapters/x")


@pytest.mark.parametrize(
    ("essay", "steps", "expected"),
    [
        ("a", "A2, A2f", {"a": ["A2", "A2f"]}),
        ("b", "A10, B10", {"a": ["A10"], "b": ["B10"]}),
        ("b", "", {"b": []}),
    ],
)
def test_each_step_goes_with_the_essay_of_its_letter(essay, steps, expected):
    assert by_essay(essay, steps) == expected


def test_only_the_line_under_the_title_says_after_which_essay_a_chapter_goes():
    pages = {file.stem: file.read_text(encoding="utf-8") for file in CHAPTERS.glob("*.md")}
    assert [name for name, text in pages.items() if re.search(r"^\[?After (both )?essay", text, re.MULTILINE)] == []


def test_marks_are_put_once():
    tree = passes.parsed('<html lang="en">')
    for _ in range(2):
        mark(tree, essay="a", place="")
        assert tree.css_first("html").attributes == {"lang": "en", "data-essay": "a"}


def luminance(colour):
    """Relative luminance by WCAG 2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("theme", "essay"), [*itertools.product(("light", "dark"), ("", "a", "b"))])
def test_ink_and_accents_can_be_read(theme, essay):
    [base] = re.findall(rf'^html\[data-theme="{theme}"\] \{{(.*?)\}}', STYLE, re.DOTALL | re.MULTILINE)
    own = re.findall(rf'data-theme="{theme}"\]\[data-essay="{essay}"\] \{{(.*?)\}}', STYLE) if essay else []
    assert len(own) == bool(essay)
    colours = dict(re.findall(r"--book-(\w+): (#\w{6})", " ".join([base, *own])))
    for ground in ("paper", "aside", "raised"):
        for ink in ("ink", "muted", "accent"):
            assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
