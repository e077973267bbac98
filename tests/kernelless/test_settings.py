"""By itself the extension makes models live; all else is switched on, and a wrong setting is named."""

import re
import subprocess
import sys

import plain
import pytest
from kernelless.sphinx import settings
from sphinx.config import Config
from sphinx.errors import ExtensionError


def checked(**given):
    config = Config(given)
    for name in settings.SWITCHES:
        config.add(name, False, "env", [bool])
    settings.check(None, config)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"kernelless_polcy": True}, "kernelless_polcy is no setting of kernelless; known: kernelless_compile, "),
        ({"kernelless_policy": "yes"}, "kernelless_policy must be True or False; got 'yes'"),
        ({"kernelless_policy": 1}, "kernelless_policy must be True or False; got 1"),
        ({"kernelless_purge": True}, "kernelless_purge must go with kernelless_order, "),
        ({"kernelless_first": True}, "got kernelless_order = False: set both to True"),
    ],
)
def test_a_wrong_setting_is_named_with_its_value_and_what_would_be_right(given, said):
    with pytest.raises(ExtensionError, match=re.escape(said)):
        checked(**given)


def test_right_settings_pass():
    checked(
        kernelless_purge=True,
        kernelless_first=True,
        kernelless_order=True,
        kernelless_sources=["lib"],
        project="A book",
    )


def test_a_part_whose_package_is_missing_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "kernelless.sphinx.mathematics", None)
    with pytest.raises(ExtensionError, match=re.escape('run `pip install "kernelless[math]"`')):
        settings.part("kernelless_math", "mathematics", "math")


def build(site, *flags):
    command = [sys.executable, "-m", "sphinx", "-W", "-q", "-b", "html", *flags, site, site / "html"]
    return subprocess.run(command, capture_output=True, text=True)


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    page = plain.PAGE + "\nA formula, $a^2$, and *words*.\n"
    site = plain.write(
        tmp_path_factory.mktemp("sites") / "bare", "alabaster", page, 'myst_enable_extensions = ["dollarmath"]\n'
    )
    done = build(site)
    assert done.returncode == 0, done.stderr
    return site


def test_by_itself_it_changes_nothing_else(bare):
    text = (bare / "html" / "index.html").read_text()
    assert 'class="kl-static"' in text
    assert "_static/kernelless/runtime.js" in text
    assert "_static/kernelless/vega.js" in text
    for absent in ("Content-Security-Policy", "<math", "darkreader", "html-manager", "require.min.js"):
        assert absent not in text
    assert "mathjax" in text.lower()
    html = bare / "html"
    assert not [path for name in ("embed", "static", "licences.txt") for path in html.glob(name)]
    assert "vega-interpreter" in (html / "_static" / "kernelless" / "licences.txt").read_text()


def test_a_site_that_is_built_again_is_done_to_once(tmp_path):
    switched = ("access", "storage", "order", "menus", "purge", "first", "folders")
    conf = "".join(f"kernelless_{name} = True\n" for name in switched)
    site = plain.write(tmp_path / "site", "pydata_sphinx_theme", conf=conf)
    done = build(site)
    assert done.returncode == 0, done.stderr
    page = lambda: re.sub(r"\?v=\w+", "", (site / "html" / "index.html").read_text())  # noqa: E731 - a one-line closure
    first = page()
    (site / "other.md").write_text("---\norphan: true\n---\n\n# Another\n")
    assert build(site).returncode == 0
    assert page() == first
    for once in ("darkreader-lock", "<style data-first", "menus.js"):
        assert first.count(once) == 1, once


def test_a_policy_that_the_theme_breaks_stops_the_build(bare):
    done = build(bare, "-D", "kernelless_policy=1")
    assert done.returncode != 0
    assert "which the page's policy forbids" in done.stderr


def test_a_directive_says_which_setting_it_needs(tmp_path):
    site = plain.write(tmp_path / "site", "alabaster", "# A page\n\n```{embeds}\n```\n")
    done = build(site)
    assert done.returncode != 0
    assert "the directive embeds needs kernelless_embed = True in the settings; got False" in done.stderr
