"""Chapters to take away: valid notebooks, readable anywhere, that run."""

import re
import zipfile
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from pybtex.database import parse_string
from scarce.site.notebooks import ARCHIVE, authors, plain

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "_build" / "html" / "static" / "notebooks"
CHAPTERS = sorted(
    file.stem for file in (ROOT / "chapters").glob("*.md") if "\n```{code-cell}" in file.read_text(encoding="utf-8")
)
WORKS = parse_string(
    """@book{one, author = {Ada Lovelace}, title = {A}, year = {1843}}
    @book{two, author = {Ada Lovelace and Charles Babbage}, title = {B}, year = {1843}}
    @book{three, author = {van der Waerden, Bartel and Emmy Noether and {The Group}}, title = {C}, year = {1930}}
    @misc{none, title = {An {E}ssay}}""",
    "bibtex",
)


def test_every_chapter_with_code_is_there_and_in_the_archive():
    assert len(CHAPTERS) > 5
    assert sorted(file.stem for file in FOLDER.glob("*.ipynb")) == CHAPTERS
    with zipfile.ZipFile(FOLDER / ARCHIVE) as archive:
        assert archive.namelist() == [f"what-stays-scarce/{name}.ipynb" for name in CHAPTERS]
        for name in CHAPTERS:
            assert archive.read(f"what-stays-scarce/{name}.ipynb") == (FOLDER / f"{name}.ipynb").read_bytes()


@pytest.mark.parametrize("name", CHAPTERS)
def test_it_is_valid_says_where_its_package_is_from_and_has_no_role_of_the_book(name):
    notebook = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)
    nbformat.validate(notebook)
    assert "git+https://github.com/" in notebook.cells[1].source
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            assert not re.search(r"\{[a-z:-]+\}`|(```|:::)\{|^:::|\]\(\w+\.md", cell.source, re.MULTILINE), cell.source


@pytest.mark.parametrize("name", CHAPTERS)
def test_it_runs_from_top_to_bottom(name):
    notebook = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)
    NotebookClient(notebook, timeout=None).execute()
    views = [output for cell in notebook.cells for output in cell.get("outputs", []) if "data" in output]
    assert any("application/vnd.jupyter.widget-view+json" in output.data for output in views)


@pytest.mark.parametrize(
    ("key", "names"),
    [
        ("one", "Lovelace"), ("two", "Lovelace and Babbage"), ("three", "van der Waerden et al."), ("none", "An Essay")
    ],
)  # fmt: skip
def test_authors_are_named_as_in_a_text(key, names):
    assert authors(WORKS.entries[key]) == names


def test_what_only_the_book_understands_becomes_text():
    source = """So {cite}`one,none` says of {eq}`eq-b`, see [](models.md) and [there](models.md):
```{math}
:label: eq-a
a = 1
```
```{math}
:label: eq-b

b = 2
```
Press {to}`the button
now <x: y>` or {term}`spread`. [After B]{.step}"""
    links = {"models": ("The models", "https://example.org/models.html")}
    assert plain(source, WORKS, {}, links) == (
        "So (Lovelace, 1843; An Essay, undated) says of (2), see [The models](https://example.org/models.html) "
        "and [there](https://example.org/models.html):\n"
        "$$\na = 1 \\tag{1}\n$$\n$$\nb = 2 \\tag{2}\n$$\nPress *the button\nnow* or spread. *After B*"
    )


def test_exercises_and_questions_become_text_that_folds():
    source = """::::{admonition} What rolls?
:class: quiz

:::{dropdown} A wheel
Yes. It is round.
:::
:::{dropdown} A box
No. It slides.
:::
::::

:::{exercise} play
:label: x-play

Turn it.
:::

:::{solution} x-play
:class: dropdown

It turns.
:::

:::{exercise} code
:label: x-code

Count.
:::
"""
    assert (
        plain(source, WORKS, {}, {})
        == """**What rolls?**

<details>
<summary>A wheel</summary>

Yes. It is round.

</details>

<details>
<summary>A box</summary>

No. It slides.

</details>

**Exercise 1** (play). Turn it.

<details>
<summary>Solution</summary>

It turns.

</details>

**Exercise 2** (code). Count.
"""
    )
