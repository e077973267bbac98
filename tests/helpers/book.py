"""A small book, built with Sphinx, in which a test writes the pages."""

import shutil
import subprocess
import sys

from kernelless.sphinx.settings import SWITCHES

CONF = """
extensions = ["myst_nb"]
html_theme = "pydata_sphinx_theme"
html_context = {"default_mode": "light"}
nb_execution_mode = "force"
nb_execution_timeout = -1
myst_enable_extensions = ["colon_fence", "dollarmath"]
"""
#: The engine, with all that this book switches on too.
ENGINE = "\n".join(['extensions += ["kernelless.sphinx"]', *(f"{name} = True" for name in SWITCHES), ""])
HEAD = """---
jupytext: {text_representation: {extension: .md, format_name: myst}}
kernelspec: {display_name: Python 3, language: python, name: python3}
---

# A page

```{code-cell} ipython3
"""
#: The start of a page whose cells make models: `model("name")` is a line with its slope to set.
MODELS = (
    HEAD
    + """
import altair as alt
from kernelless import Carry, Guess, Parameter, Table, explorer

def model(name, **options):
    a = Parameter("a", "Slope", 2, range=(0, 5), step=1)
    line = Table({"x": [0.0, 1.0]}, lambda p, row: {"y": p["a"] * row["x"]})
    chart = alt.Chart(alt.NamedData("line")).mark_line().encode(x="x:Q", y="y:Q")
    return explorer(chart, [a], outputs=lambda p: {"twice": 2 * p["a"]}, tables={"line": line}, name=name,
                    sentence=lambda p, out: f"Twice that is {out['twice']:.0f}.", title=f"A <{name}> & its slope",
                    **options)

"""
)


def build(folder, *, engine=True, extensions=(), conf="", files=(), flags=(), **pages):
    """Build a book of the given pages, with further extensions; returns the process and the folder of its pages.

    Without the `engine` no page can have a model, and none takes long. `conf` goes on with its settings, `flags` with
    Sphinx's; `files` are copied beside them.
    """
    folder.mkdir()
    (folder / "conf.py").write_text(CONF + ENGINE * engine + f"extensions += {list(extensions)!r}\n" + conf)
    for file in files:
        shutil.copy(file, folder)
    index = "# Book\n\n```{toctree}\n" + "\n".join(pages) + "\n```\n"
    for name, text in {"index": index, **pages}.items():
        (folder / f"{name}.md").write_text(text)
    return again(folder, *flags)


def again(folder, *flags):
    """Build a book that stands in a folder; returns the same."""
    command = [sys.executable, "-m", "sphinx", "-W", "-q", "-b", "html", *flags, folder, folder / "html"]
    return subprocess.run(command, capture_output=True, text=True), folder / "html"
