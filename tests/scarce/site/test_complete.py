"""A site that lacks a chapter, or a chapter's model, is found out."""

from pathlib import Path

from scarce.site.complete import chapters, missing

ROOT = Path(__file__).parents[3]
CONTENTS = """
root: chapters/intro
parts:
  - chapters:
      - file: chapters/one
"""
MODEL = "# One\n\n```{code-cell}\nmodel = tasks.explore()\n```\n\n```\nexplore()\n```\n"


def made(folder, page):
    (folder / "chapters").mkdir()
    (folder / "site" / "chapters").mkdir(parents=True)
    (folder / "_toc.yml").write_text(CONTENTS)
    (folder / "chapters" / "intro.md").write_text("# Intro")
    (folder / "chapters" / "one.md").write_text(MODEL)
    for name in ("index", "chapters/intro"):
        (folder / "site" / f"{name}.html").write_text("")
    if page is not None:
        (folder / "site" / "chapters" / "one.html").write_text(page)
    return missing(folder / "site", folder)


def test_nothing_is_missing(tmp_path):
    assert made(tmp_path, '<section data-model="tasks">') == []


def test_a_chapter_is_missing(tmp_path):
    assert made(tmp_path, None) == ["chapters/one: the page is missing"]


def test_a_model_is_missing(tmp_path):
    assert made(tmp_path, "<p>") == ["chapters/one: the source makes 1 models, the page has 0"]


def test_the_built_book_has_every_chapter_with_its_models():
    assert len(chapters(ROOT / "_toc.yml")) > 15
    assert missing(ROOT / "_build" / "html", ROOT) == []
