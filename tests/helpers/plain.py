"""A site as anybody makes it with kernelless: a file of settings, and a page with ten lines of Python."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "lib" / "kernelless"
#: Themes, each with what its own script must be told lest it complain.
THEMES = {
    "alabaster": "",
    "furo": "",
    "pydata_sphinx_theme": 'html_context = {"default_mode": "light"}\n',
    "sphinx_book_theme": 'html_context = {"default_mode": "light"}\n',
}
CONF = """
project = "Lines"
extensions = ["myst_nb", "kernelless.sphinx"]
nb_execution_mode = "force"
nb_execution_timeout = -1
exclude_patterns = ["html", "jupyter_execute"]
"""
PAGE = """---
jupytext: {text_representation: {extension: .md, format_name: myst}}
kernelspec: {display_name: Python 3, language: python, name: python3}
---

# A line

```{code-cell} ipython3
import altair as alt
from kernelless import Parameter, Table, explorer

slope = Parameter("slope", "Slope", 2, range=(0, 5), step=1)
line = Table({"x": [0, 1, 2]}, lambda p, row: {"y": p["slope"] * row["x"]})
chart = alt.Chart(alt.NamedData("line"), height=200).mark_line().encode(x="x:Q", y=alt.Y("y:Q").scale(domain=[0, 10]))
explorer(chart, [slope], outputs=lambda p: {"end": 2 * p["slope"]}, tables={"line": line}, name="line", title="A line",
         sentence=lambda p, out: f"The line ends at {out['end']:.0f}.")
```

It ends at {follow}`line.end .0f`.
"""


def wheel(folder):
    """The wheel of the package as it is in this checkout, built from a copy, as two tests may do so at once."""
    copy, packages = folder / "kernelless", Path("frontend", "node_modules")
    left = shutil.ignore_patterns("node_modules", "built", "build", "__pycache__", "*.egg-info")
    shutil.copytree(PACKAGE, copy, ignore=left)
    (copy / packages).symlink_to((PACKAGE / packages).resolve())
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, copy]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    [made] = folder.glob("kernelless-*.whl")
    return made


def unpacked(made, folder):
    """What a wheel would install, in a folder."""
    with zipfile.ZipFile(made) as archive:
        archive.extractall(folder)
    return folder


def write(folder, theme, page=PAGE, conf=""):
    """A folder with the source of a site."""
    folder.mkdir(parents=True)
    (folder / "conf.py").write_text(f'{CONF}html_theme = "{theme}"\n{THEMES[theme]}{conf}')
    (folder / "index.md").write_text(page)
    return folder


def moves(page, address):
    """Open a page, press a key on its slider, and assert that picture, sentence and prose follow."""
    page.goto(address)
    slider = page.get_by_role("slider", name="Slope")
    slider.wait_for()
    path = page.locator(".kl-picture svg .mark-line path").first
    page.locator("[data-model=line][data-live]").wait_for()
    before = path.get_attribute("d")
    slider.press("ArrowRight")
    page.get_by_text("The line ends at 6.", exact=True).locator("visible=true").first.wait_for()
    page.locator(".kl-follows", has_text="6").first.wait_for()
    for _ in range(18_000):  # as long as the other tests wait, on however busy a machine
        if path.get_attribute("d") != before:
            return
        page.wait_for_timeout(10)
    raise AssertionError(f"the picture stands still at {before}")
