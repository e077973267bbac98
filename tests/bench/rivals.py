"""The same page made with what an author would pick instead: its text is the chapter's, its model is written by hand.

Each is built from pinned packages into a folder that is served beside the book. None has what the chapter has besides:
formulas written once, scenarios with sources, links to a state, undo, guesses, a still picture, a policy, a kernel.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import latex2mathml.converter
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SOURCES = HERE / "rivals"
PLACE = '<div class="explorer"></div>'
BOKEH = "bokeh==3.7.3"
#: For each, where its page is, and what in it is the first slider, and the picture once it follows.
PAGES = {
    "d3": ("d3.html", ".explorer[data-ready] input", ".explorer[data-ready] svg"),
    "plot": ("plot.html", ".explorer[data-ready] input", ".explorer[data-ready] svg"),
    "bokeh": ("index.html", ".noUi-handle", "canvas"),
}
NAMES = {
    "d3": "hand-written, d3",
    "plot": "hand-written, Observable Plot",
    "bokeh": "Bokeh, CustomJS",
}
#: What was compared by hand once, and has no recipe of pinned packages here.
ABSENT = {
    "Observable Framework": "no recipe of pinned packages yet",
    "Idyll": "no recipe of pinned packages yet",
    "marimo-book": "no recipe of pinned packages yet",
    "MyST / Jupyter Book 2": "its theme comes from a server of its own, neither from npm nor from PyPI",
}


def prose():
    """The chapter's text, with places for its model and without what only the book has."""
    text = (ROOT / "chapters" / "bottleneck.md").read_text(encoding="utf-8")
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    text = re.sub(r"^::::\{.*?^::::$|^:::\{.*?^:::$", "", text, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"^```\{code-cell\}.*?^```$", PLACE, text, count=1, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"^```\{code-cell\}.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"^```\{math\}\n(?::label: \S+\n)?(.*?)^```$", r"$$\n\1$$", text, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"\{cite\}`[^`]*`|\{eq\}`[^`]*`|\(sec-[\w-]+\)=\n|\s*\[\]\(\w+\.md\)", "", text)
    text = re.sub(r"\{to\}`([^<`]*?) *<[^`]*`", r"\1", text)
    return re.sub(r"\{(?:number|follow)\}`([^` ]*)[^`]*`", r"\1", text)


def body():
    """The same as HTML."""

    def formula(text, options):
        return latex2mathml.converter.convert(text, display="block" if options["display_mode"] else "inline")

    return MarkdownIt("commonmark", {"html": True}).use(dollarmath_plugin, renderer=formula).render(prose())


def _packages(folder):
    """The npm packages of a rival, at the versions that it pins."""
    if not (folder / "node_modules").is_dir():
        command = ["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run(command, cwd=folder, check=True)


def _by_hand(name, folder):
    _packages(SOURCES)
    (folder / "body.html").write_text(body(), encoding="utf-8")
    command = ["node", SOURCES / "build.mjs", name, folder / "body.html", folder / f"{name}.html"]
    subprocess.run(command, check=True)


def _bokeh(_, folder):
    """With Bokeh in an environment of its own: the book's does not have it."""
    python = SOURCES / ".venv" / "bin" / "python"
    if not python.is_file():
        subprocess.run([sys.executable, "-m", "venv", SOURCES / ".venv"], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", BOKEH], check=True)
    (folder / "body.html").write_text(body(), encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [python, SOURCES / "bokeh_page.py", folder / "body.html", folder]
    subprocess.run(command, check=True, env=environment)


_BUILDERS = {"d3": _by_hand, "plot": _by_hand, "bokeh": _bokeh}


def build(name, folder):
    """Build a rival into a folder; returns the name of its page there."""
    folder.mkdir(parents=True)
    _BUILDERS[name](name, folder)
    return PAGES[name][0]
