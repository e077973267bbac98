"""Chapters to take away: valid notebooks, readable anywhere, that run."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import jupytext
import nbformat
import pytest
import yaml
from jupyter_server.services.contents.filemanager import FileContentsManager
from jupytext.sync_contentsmanager import build_sync_jupytext_contents_manager_class
from nbclient import NotebookClient
from pybtex.database import parse_string
from scarce.notebooks import authors, plain, write
from scarce.site.notebooks import ARCHIVE

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "_build" / "html" / "static" / "notebooks"
CHAPTERS = sorted(
    file.stem for file in (ROOT / "chapters").glob("*.md") if "\n```{code-cell}" in file.read_text(encoding="utf-8")
)
WORKS = parse_string(
    """@book{one, author = {Ada Lovelace}, title = {A}, year = {1843}}
    @book{two, author = {Ada Lovelace and Charles Babbage}, title = {B}, year = {1843}}
    @book{three, author = {van der Waerden, Bartel and Emmy Noether and {The Group}}, title = {C}, year = {1930}}
    @misc{none, title = {An {E}ssay}, url = {https://example.org/essay}}
    @misc{doi, author = {Emmy Noether}, title = {D}, year = {1918}, doi = {10.1/2}}""",
    "bibtex",
)


LINKS = {
    "models": ("The models", "https://example.org/models.html"),
    "references": ("References", "https://example.org/references.html"),
}


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
now <x: y>` or {term}`spread`. [After B]{.step} {address}`Report it <issues>` or at {address}`issues`, {cite}`doi`.
:::{note}
Mind the gap.
:::
:::{admonition} In a box
:class: box

Inside.
:::"""
    assert plain(source, WORKS, {}, LINKS, {"issues": "https://example.org/issues"}) == (
        "So ([Lovelace, 1843](https://example.org/references.html); [An Essay, undated](https://example.org/essay)) "
        "says of (2), see [The models](https://example.org/models.html) and [there](https://example.org/models.html):\n"
        "$$\na = 1 \\tag{1}\n$$\n$$\nb = 2 \\tag{2}\n$$\nPress *the button\nnow* or spread. *After B* "
        "[Report it](https://example.org/issues) or at <https://example.org/issues>, "
        "([Noether, 1918](https://doi.org/10.1/2)).\n"
        "**Note**\n\nMind the gap.\n**In a box**\n\nInside."
    )


@pytest.mark.parametrize("raw", ["{unheard}`of`", "```{figure} a.png\n```", ":::{grid}\n:::", "[here]{#there}"])
def test_what_a_notebook_has_no_words_for_is_refused(raw):
    with pytest.raises(ValueError, match="a notebook has no words for"):
        plain(f"Text.\n\n{raw}\n", WORKS, {}, LINKS, {})


def test_the_launch_opens_the_same_notebooks_made_without_a_builder_of_books(tmp_path):
    files = write(ROOT / "chapters", ROOT / "_config.yml", tmp_path)
    assert [file.stem for file in files] == CHAPTERS
    for file in files:
        assert file.read_bytes() == (FOLDER / file.name).read_bytes(), file.name


def test_what_makes_them_there_asks_for_no_builder_of_books():
    asked = "import sys, scarce.notebooks, scarce.viewer; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout.split()
    assert {"jupytext", "pybtex"} <= set(loaded)
    assert not {"sphinx", "docutils", "myst_nb", "jupyter_book"} & set(loaded)


@pytest.mark.parametrize("name", CHAPTERS)
def test_its_formula_is_the_chapters_own_and_its_tables_have_their_sources(name):
    chapter = jupytext.read(ROOT / "chapters" / f"{name}.md", fmt="md:myst")
    codes = [cell.source for cell in chapter.cells if cell.cell_type == "code"]
    made = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)
    kept = [cell.source for cell in made.cells if cell.cell_type == "code"][1:]
    assert kept == [code for code in codes if "Markdown(" not in code]
    tables = [cell.source for cell in made.cells if cell.cell_type == "markdown" and cell.source.startswith("|")]
    assert len(tables) == len(codes) - len(kept)
    assert all(re.search(r"\(\[[^\]]+, \d{4}\]\(https://", table) for table in tables)


def test_front_matter_survives_jupyter(tmp_path):
    """As a Jupyter whose contents go through jupytext saves it, with the repository's settings."""
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    contents = build_sync_jupytext_contents_manager_class(FileContentsManager)(root_dir=str(tmp_path))
    for name in CHAPTERS:
        text = (ROOT / "chapters" / f"{name}.md").read_text(encoding="utf-8")
        text = text.replace("\n---\n", "\nmine: [1, {a: b}]\n---\n", 1)
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
        opened = contents.get(f"{name}.md", type="notebook", content=True)
        opened["content"]["metadata"]["language_info"] = {"name": "python", "version": "3.11"}  # as a kernel adds
        contents.save(opened, f"{name}.md")
        (_, before, body), (_, after, saved) = (
            written.split("---\n", 2) for written in (text, (tmp_path / f"{name}.md").read_text(encoding="utf-8"))
        )
        before, after = yaml.safe_load(before), yaml.safe_load(after)
        before["jupytext"]["text_representation"] |= after["jupytext"]["text_representation"]  # it adds versions
        assert after == before
        assert saved == body


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
        plain(source, WORKS, {}, LINKS, {})
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
