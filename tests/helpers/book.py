"""A small book, built with Sphinx, in which a test writes the pages."""

import functools
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from kernelless.sphinx.settings import SWITCHES

#: What cells of books have shown: the same cells run once.
CELLS = tempfile.TemporaryDirectory(prefix="cells")
CONF = f"""
extensions = ["myst_nb"]
html_theme = "pydata_sphinx_theme"
html_context = {{"default_mode": "light"}}
nb_execution_mode = "cache"
nb_execution_cache_path = {CELLS.name!r}
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


def build(folder, *, engine=True, extensions=(), conf="", files=(), flags=(), run=None, **pages):
    """Build a book of the given pages, with further extensions; returns the process and the folder of its pages.

    Without the `engine` no page can have a model, and none takes long. `conf` goes on with its settings, `flags` with
    Sphinx's; `files` are copied beside them; `run` is `again`, or `apart`.
    """
    folder.mkdir()
    (folder / "conf.py").write_text(CONF + ENGINE * engine + f"extensions += {list(extensions)!r}\n" + conf)
    for file in files:
        shutil.copy(file, folder)
    index = "# Book\n\n```{toctree}\n" + "\n".join(pages) + "\n```\n"
    for name, text in {"index": index, **pages}.items():
        (folder / f"{name}.md").write_text(text)
    return (run or again)(folder, *flags)


def again(folder, *flags):
    """Build a book that stands in a folder; returns the same."""
    arguments = ["-W", "-q", "-b", "html", *flags, str(folder), str(folder / "html")]
    with tempfile.TemporaryDirectory() as said:
        files = [str(Path(said) / name) for name in ("out", "err")]
        code = ask(json.dumps([arguments, *files]))
        out, err = (Path(file).read_text() for file in files)
    return subprocess.CompletedProcess(arguments, code, out, err), folder / "html"


def apart(folder, *flags):
    """Build a book in a process of its own, whose cells run anew; returns the same."""
    command = [sys.executable, "-m", "sphinx", "-W", "-q", "-b", "html", "-D", "nb_execution_mode=force"]
    done = subprocess.run([*command, *flags, folder, folder / "html"], capture_output=True, text=True)
    return done, folder / "html"


@functools.cache
def builder():
    """The process that builds; it ends with the tests, when nothing is left to read."""
    program = Path(__file__).with_name("builder.py")
    return subprocess.Popen([sys.executable, program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def ask(line):
    """What the builder answers: Sphinx's exit code."""
    process = builder()
    process.stdin.write(line + "\n")
    process.stdin.flush()
    answer = process.stdout.readline()
    assert answer, "the builder has ended; what it said stands above"
    return int(answer)
