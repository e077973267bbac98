"""What an earlier build made is taken as it is, and made anew once something that went into it has changed."""

from types import SimpleNamespace

import pytest
from book import HEAD, again, build
from kernelless.sphinx import kept


@pytest.fixture
def app(tmp_path):
    config = SimpleNamespace(kernelless_compile=True, kernelless_scripts=[])
    return SimpleNamespace(doctreedir=tmp_path, confdir=tmp_path, config=config)


def test_parts_are_told_apart():
    assert kept.digest("ab", "c") != kept.digest("a", "bc")
    assert kept.digest("ab") == kept.digest(b"ab")


def test_files_have_another_name_when_one_is_changed_renamed_or_added(tmp_path):
    def name():
        return kept.of_files(tmp_path.iterdir(), tmp_path)

    (tmp_path / "a").write_text("1")
    names = [name()]
    (tmp_path / "a").write_text("2")
    names.append(name())
    (tmp_path / "a").rename(tmp_path / "b")
    names.append(name())
    (tmp_path / "a").write_text("")
    names.append(name())
    assert len(set(names)) == 4
    (tmp_path / "a").unlink()
    assert name() == names[2]


def test_only_what_is_new_is_made(app, monkeypatch):
    asked = []

    def make(wanted):
        asked.append(set(wanted))
        return {name: {"script": f"made of {thing}"} for name, thing in wanted.items()}

    assert kept.each(app, "programs", {"a": {"x": 1}, "b": {"x": 2}}, make)["b"] == {"script": "made of {'x': 2}"}
    found = kept.each(app, "programs", {"b": {"x": 2}, "c": {"x": 3}}, make)
    assert found == {"b": {"script": "made of {'x': 2}"}, "c": {"script": "made of {'x': 3}"}}
    kept.each(app, "programs", {"c": {"x": 3}}, make)
    assert asked == [{"a", "b"}, {"c"}]
    monkeypatch.setattr(kept, "frontend", lambda: "other tools")
    kept.each(app, "programs", {"c": {"x": 3}}, make)
    assert asked[-1] == {"c"}


def test_scripts_are_bundled_when_their_sources_have_changed(app, tmp_path, monkeypatch):
    bundled = []

    def provide(folder, compiled):
        folder.mkdir(parents=True)
        (folder / "runtime.js").write_text(f"bundle {len(bundled)}")
        bundled.append(compiled)

    monkeypatch.setattr(kept.built, "provide", provide)
    for sources, expected in (("one", 0), ("one", 0), ("two", 1)):
        monkeypatch.setattr(kept, "frontend", lambda sources=sources: sources)
        kept.scripts(app, tmp_path / "site")
        assert (tmp_path / "site" / "runtime.js").read_text() == f"bundle {expected}"
    assert len(list((tmp_path / kept.PLACE / "scripts").iterdir())) == 1


def test_a_sites_own_scripts_are_bundled_when_they_or_what_is_beside_them_has_changed(app, tmp_path, monkeypatch):
    own, beside, added = tmp_path / "own" / "mine.js", tmp_path / "own" / "part.js", []
    own.parent.mkdir()
    app.config.kernelless_scripts = ["own/mine.js"]
    monkeypatch.setattr(kept, "frontend", lambda: "the same")
    monkeypatch.setattr(kept.built, "provide", lambda folder, _: folder.mkdir(parents=True))
    monkeypatch.setattr(kept.built, "add", lambda folder, files: added.append((folder.name, files)))
    for script, part, times in (("1", "1", 1), ("1", "1", 1), ("2", "1", 2), ("2", "2", 3)):
        own.write_text(script)
        beside.write_text(part)
        kept.scripts(app, tmp_path / "site")
        assert added == [("begun", [own])] * times


def test_style_sheets_are_made_anew_when_they_or_a_word_on_a_page_has_changed(app, tmp_path):
    site, made = tmp_path / "site", []
    sheet = site / "_static" / "style-1.css"
    sheet.parent.mkdir(parents=True)
    app.outdir, app.config.kernelless_auto, app.config.kernelless_purge = site, True, True

    def built(rules, page):
        def make():
            made.append(rules)
            sheet.write_text(sheet.read_text() + " made")

        sheet.write_text(rules)
        (site / "page.html").write_text(page)
        kept.sheets(app, make)
        return sheet.read_text()

    assert built(".a{} .b{}", '<p class="a">one two</p>') == ".a{} .b{} made"
    assert built(".a{} .b{}", '<p class="a">two one two</p>') == ".a{} .b{} made"
    # A page of an earlier build has in itself what comes into it after its style sheets are made.
    later = '<meta http-equiv="Content-Security-Policy" content="a"><style data-first="">.new {}\n.b {}</style>'
    assert built(".a{} .b{}", f'{later}<p class="a">one two</p>') == ".a{} .b{} made"
    assert len(made) == 1
    sheet.with_name("style-2.css").write_text(".c{}")
    built(".a{} .b{}", '<p class="a">one two</p>')
    sheet.with_name("style-2.css").unlink()
    built(".a{} .b{}", '<p class="a">one two</p>')
    assert len(made) == 2
    built(".a{} .b{}", '<p class="b">one two</p>')
    built(".a{}", '<p class="b">one two</p>')
    assert len(made) == 4
    app.config.kernelless_purge = False
    built(".a{}", '<p class="b">one two</p>')
    assert len(made) == 5


PAGE = HEAD + "import counted\ncounted.once()\n```\n\nWords.\n"
COUNTED = """
from pathlib import Path

def once():
    with Path(__file__).parents[1].joinpath("runs").open("a") as file:
        file.write("x")
"""
CONF = """
import os, sys
os.environ["PYTHONPATH"] = os.path.dirname(__file__) + os.pathsep + os.environ.get("PYTHONPATH", "")
nb_execution_mode, nb_execution_cache_path, kernelless_sources = "cache", "", ["counted"]
exclude_patterns = ["jupyter_execute"]
"""


def test_cells_run_again_for_a_change_of_code_and_not_for_one_of_words(tmp_path):
    package = tmp_path / "counted"
    package.mkdir()
    (package / "__init__.py").write_text(COUNTED)
    conf = CONF.replace("os.path.dirname(__file__)", repr(str(tmp_path))).replace('["counted"]', '["../counted"]')
    done, html = build(tmp_path / "book", conf=conf, page=PAGE)
    assert done.returncode == 0, done.stderr
    page = tmp_path / "book" / "page.md"

    def change(file, old, new):
        file.write_text(file.read_text().replace(old, new))
        done, _ = again(tmp_path / "book")
        assert done.returncode == 0, done.stderr
        return (tmp_path / "runs").read_text()

    assert (tmp_path / "runs").read_text() == "x"
    assert change(page, "Words.", "Other words.") == "x"
    assert "Other words." in (html / "page.html").read_text()
    assert change(page, "counted.once()", "counted.once()\n1 + 1") == "xx"
    assert change(package / "__init__.py", "def once", "# why\ndef once") == "xxx"
    assert change(page, "Other words.", "Words.") == "xxx"
