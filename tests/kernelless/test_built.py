"""A site's own scripts are bundled beside those of the engine, whose modules they use."""

import json
import re

import book
import pytest
from kernelless import built

SCRIPT = """import { readNumber } from "kernelless/numbers.js";
document.title = String(readNumber("1 024", { format: ",.0f", range: [0, 5000] }).value);
"""
STYLE = '@import "kernelless/tools.css";\n.mine { color: red; }\n'


def write(folder, **files):
    made = [folder / name.replace("_", ".") for name in files]
    for path, text in zip(made, files.values(), strict=True):
        path.write_text(text, encoding="utf-8")
    return made


def test_a_script_takes_the_engine_s_modules_along_and_a_style_its_sheets(tmp_path):
    files = write(tmp_path, mine_js=SCRIPT, mine_css=STYLE)
    out = tmp_path / "out"
    built.add(out, files)
    assert {path.name for path in out.iterdir()} == {"mine.js", "mine.css", "licences-scripts.json"}
    script = (out / "mine.js").read_text(encoding="utf-8")
    assert "must be a number" in script
    assert not re.search(r"^import ", script, re.MULTILINE)
    style = (out / "mine.css").read_text(encoding="utf-8")
    assert ".kl-tooled" in style
    assert ".mine" in style
    assert json.loads((out / "licences-scripts.json").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('import "kernelless/nothing.js";', "mine.js:1: Could not resolve"),
        ("let let;", "mine.js:1: "),
    ],
)
def test_what_cannot_be_bundled_is_told_with_its_place(tmp_path, text, said):
    with pytest.raises(built.ScriptsError, match=re.escape(said)):
        built.add(tmp_path / "out", write(tmp_path, mine_js=text))


def test_a_file_that_is_missing_no_script_or_named_as_another_is_refused(tmp_path):
    with pytest.raises(built.ScriptsError, match=r"there is no .*none\.js"):
        built.add(tmp_path / "out", [tmp_path / "none.js"])
    with pytest.raises(
        built.ScriptsError, match=r"must name scripts \(\.js\) and style sheets \(\.css\); got .*mine\.ts"
    ):
        built.add(tmp_path / "out", write(tmp_path, mine_ts=""))
    (tmp_path / "out").mkdir()
    write(tmp_path / "out", mine_js="")
    with pytest.raises(built.ScriptsError, match=r"must name each bundle once; mine\.js is taken: rename .*/mine\.js"):
        built.add(tmp_path / "out", write(tmp_path, mine_js=SCRIPT))


def test_without_a_checkout_it_says_what_is_needed(tmp_path, monkeypatch):
    monkeypatch.setattr(built, "in_checkout", lambda: False)
    with pytest.raises(built.ScriptsError, match=r"needs a checkout of kernelless .* got mine\.js"):
        built.add(tmp_path, [built.Path("mine.js")])


CONF = """kernelless_scripts = ["mine.js"]


def setup(app):
    app.add_js_file("kernelless/mine.js", loading_method="defer")
"""


def test_a_site_names_its_scripts_as_seen_from_its_settings(tmp_path):
    script = tmp_path / "mine.js"
    script.write_text(SCRIPT, encoding="utf-8")
    done, pages = book.build(tmp_path / "site", conf=CONF, files=[script], page="# A page\n\nWords.\n")
    assert done.returncode == 0, done.stderr
    assert 'src="static/kernelless/mine.js' in (pages / "page.html").read_text(encoding="utf-8")
    assert "must be a number" in (pages / "static" / "kernelless" / "mine.js").read_text(encoding="utf-8")
