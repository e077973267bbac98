"""Each setting is tried alone: it does what it says, and a site without it is as Sphinx, theme and myst-nb make it."""

import re
import subprocess
import sys
from pathlib import Path

import plain
import pytest
from kernelless.sphinx.settings import SWITCHES, setup

THEME = "pydata_sphinx_theme"
#: Formula, link to another page, and what a theme puts around them; no cell runs.
WORDS = "# A page\n\nA formula, $a^2$, and a link to {doc}`another`.\n\n```{toctree}\nanother\n```\n"
ANOTHER = "# Another\n\nWords.\n"
CONF = 'myst_enable_extensions = ["dollarmath"]\nsuppress_warnings = ["myst-nb.mime_type"]\n'
HEAD = plain.PAGE.partition("# A line")[0]
SLIDER = f"{HEAD}# A slider\n\n```{{code-cell}} ipython3\nimport ipywidgets\n\nipywidgets.IntSlider()\n```\n"
FAILS = f"{HEAD}# A fault\n\n```{{code-cell}} ipython3\n1 / 0\n```\n"


def built(folder, page=WORDS, switched=(), strict=True):
    """A site with some settings on: the process that built it, and its pages."""
    conf = CONF + "".join(f"{name} = True\n" for name in switched)
    site = plain.write(folder, THEME, page, conf)
    if "another" in page:
        (site / "another.md").write_text(ANOTHER)
    command = [sys.executable, "-m", "sphinx", *(["-W"] if strict else []), "-q", "-b", "html", site, site / "html"]
    return subprocess.run(command, capture_output=True, text=True), site / "html"


@pytest.fixture(scope="module")
def without(tmp_path_factory):
    """The pages of words with nothing on."""
    done, html = built(tmp_path_factory.mktemp("sites") / "without")
    assert done.returncode == 0, done.stderr
    return html


def text(html, name="index.html"):
    return (html / name).read_text(encoding="utf-8")


def head(html):
    return text(html).partition("</head>")[0]


def sheets(html):
    return "".join(path.read_text(encoding="utf-8") for path in sorted(html.rglob("*.css")))


#: What tells on the pages of words that a setting is on.
SIGNS = {
    "kernelless_math": lambda html: "<math " in text(html),
    "kernelless_icons": lambda html: "fontawesome" not in text(html) and "<svg" in text(html),
    "kernelless_menus": lambda html: (
        "bootstrap.js" not in text(html)
        and "kernelless/menus.js" in text(html)
        and not list(html.rglob("*/scripts/bootstrap.js"))
    ),
    "kernelless_access": lambda html: 'name="darkreader-lock"' in text(html),
    "kernelless_storage": lambda html: "kernelless probe" in head(html) and "/search.js" in text(html, "search.html"),
    "kernelless_order": lambda html: "doctools.js" not in head(html) and "doctools.js" in text(html),
    "kernelless_folders": lambda html: (html / "static").is_dir() and not (html / "_static").exists(),
    "kernelless_licences": lambda html: (
        "Redistribution" in (html / "licences.txt").read_text() if (html / "licences.txt").exists() else False
    ),
    "kernelless_policy": lambda html: 'http-equiv="Content-Security-Policy"' in head(html),
}
#: What must be on beside a setting, as the theme and Sphinx themselves break its rule.
BESIDE = {"kernelless_policy": ["kernelless_icons", "kernelless_math"]}


@pytest.mark.parametrize("name", SIGNS)
def test_on_alone_it_does_what_it_says_and_off_it_does_nothing(without, tmp_path, name):
    done, html = built(tmp_path / "site", switched=[name, *BESIDE.get(name, [])])
    assert done.returncode == 0, done.stderr
    assert [(sign, SIGNS[sign](html)) for sign in [name]] == [(name, True)]
    assert not SIGNS[name](without)
    others = set(SIGNS) - {name, *BESIDE.get(name, [])}
    assert [other for other in sorted(others) if SIGNS[other](html)] == []


def test_purge_takes_rules_from_the_style_sheets_that_order_joins(tmp_path):
    sizes = []
    for switched in (["kernelless_order"], ["kernelless_order", "kernelless_purge"]):
        done, html = built(tmp_path / str(len(switched)), switched=switched)
        assert done.returncode == 0, done.stderr
        sizes.append(len(sheets(html)))
    assert sizes[1] < 0.7 * sizes[0]


def test_first_puts_into_a_page_that_order_has_rearranged_the_rules_for_what_it_shows(without, tmp_path):
    done, html = built(tmp_path / "site", switched=["kernelless_order", "kernelless_first"])
    assert done.returncode == 0, done.stderr
    page = text(html)
    style = re.search(r"<style data-first[^>]*>(.*?)</style>", head(html), re.DOTALL)[1]
    assert ".bd-article" in style
    assert len(style) < len(sheets(html)) / 4
    assert 'rel="stylesheet"' not in head(html)
    assert page.index("A formula") < page.index('rel="stylesheet"')
    assert "<style data-first" not in text(without)


def test_compile_embed_and_auto_change_what_a_model_needs(tmp_path):
    found = []
    for switched in ([], ["kernelless_compile"], ["kernelless_embed"], ["kernelless_auto"]):
        done, html = built(tmp_path / f"site{len(found)}", plain.PAGE, switched)
        assert done.returncode == 0, done.stderr
        scripts = html / "_static" / "kernelless"
        own = [path.read_text(encoding="utf-8") for path in scripts.glob("*.css") if path.stem != "page"]
        automatic = any('html[data-theme="auto"]' in sheet for sheet in own)
        signs = ((scripts / "chart.js").exists(), (scripts / "vega.js").exists(), (html / "embed").exists(), automatic)
        found.append([name for name, sign in zip(("chart", "vega", "embed", "auto"), signs, strict=True) if sign])
    assert found == [["vega"], ["chart"], ["vega", "embed"], ["vega", "auto"]]


def test_widgets_brings_those_of_ipywidgets_from_the_site(tmp_path):
    found = []
    for switched in ([], ["kernelless_widgets"]):
        done, html = built(tmp_path / f"site{len(found)}", SLIDER, switched)
        assert done.returncode == 0, done.stderr
        found.append(("html-manager" in text(html), "kernelless/widgets.js" in text(html)))
    assert found == [(True, False), (False, True)]


def test_stop_stops_at_a_cell_that_fails_and_without_it_the_build_goes_on(tmp_path):
    done, _ = built(tmp_path / "on", FAILS, ["kernelless_stop"], strict=False)
    assert done.returncode != 0
    assert "ZeroDivisionError" in done.stderr
    done, html = built(tmp_path / "off", FAILS, strict=False)
    assert done.returncode == 0
    assert (html / "index.html").exists()


def test_every_setting_is_tried_here():
    source = Path(__file__).read_text(encoding="utf-8")
    assert [name for name in SWITCHES if f'"{name}"' not in source] == []


def test_each_is_off_unless_the_author_says_otherwise_and_the_book_says_what_it_does():
    given = {}

    class App:
        def add_config_value(self, name, default, rebuild, types=()):
            given[name] = default

        def connect(self, *_, **__):
            pass

    setup(App())
    assert {name: given[name] for name in SWITCHES} == dict.fromkeys(SWITCHES, False)
    told = dict(
        re.findall(r"^\| `(\w+)` \| (.*) \|$", (plain.PACKAGE / "docs" / "settings.md").read_text(), re.MULTILINE)
    )
    assert told == SWITCHES
