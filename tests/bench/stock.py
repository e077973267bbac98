"""The same page on the stock stack: Jupyter Book, ipywidgets' html-manager, Altair's default renderer, MathJax.

Its prose and formulas are the chapter's own. What the stock page loads from its two CDNs is served from npm
packages beside it, with the integrity attributes removed, so that both pages come from one server.
"""

import re
import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
MODULES = HERE / "node_modules"

CELL = """```{code-cell} ipython3
:tags: [remove-input]

import altair as alt
import ipywidgets as widgets
from scarce.explorers import bottleneck

rows = [{"step": step, "input": name, "value": bottleneck.SCENARIOS[bottleneck.OPENING][f"headroom_{name}"]
         * (1 + bottleneck.SCENARIOS[bottleneck.OPENING][name]) ** (step / 6)}
        for name in bottleneck.INPUTS for step in range(61)]
alt.Chart(alt.Data(values=rows)).mark_line(clip=True).encode(
    x="step:Q", y=alt.Y("value:Q", scale=alt.Scale(type="log", base=2, domain=[0.5, 64])), color="input:N"
).properties(width=560, height=220)
```

```{code-cell} ipython3
:tags: [remove-input]

widgets.VBox([widgets.FloatSlider(description=name, min=-0.1, max=1.5, step=0.01, readout_format="+.0%")
              for name in ("tasks", "execution", "sigma")])
```
"""

CONFIG = """title: Stock
only_build_toc_files: true
execute: {execute_notebooks: force}
parse: {myst_enable_extensions: [amsmath, attrs_inline, colon_fence, deflist, dollarmath, smartquotes]}
bibtex_bibfiles: [references.bib]
"""

#: Where each CDN address of the stock page is found in npm's packages.
LOCAL = [
    (r"https://cdnjs\.cloudflare\.com/ajax/libs/require\.js/[\d.]+/require\.min\.js", "requirejs/require.js"),
    (
        r"https://cdn\.jsdelivr\.net/npm/@jupyter-widgets/html-manager@[^/]*/dist/",
        "@jupyter-widgets/html-manager/dist/",
    ),
    (r"https://cdn\.jsdelivr\.net/npm/mathjax@3/", "mathjax/"),
    (r"https://cdn\.jsdelivr\.net/npm/vega@\d+[^\"'/]*", "vega/build/vega.min.js?noext"),
    (r"https://cdn\.jsdelivr\.net/npm/vega-lite@[\d.]+[^\"'/]*", "vega-lite/build/vega-lite.min.js?noext"),
    (r"https://cdn\.jsdelivr\.net/npm/vega-embed@\d+[^\"'/]*", "vega-embed/build/vega-embed.min.js?noext"),
]


def chapter():
    """The bottleneck chapter with stock widgets in place of the model."""
    text = (ROOT / "chapters" / "bottleneck.md").read_text(encoding="utf-8")
    head, cells = text.split("```{code-cell}", 1)
    model, rest = cells.split("```\n", 1)
    del model
    rest = re.sub(r"```\{code-cell\}.*?```\n", "", rest, flags=re.DOTALL)
    rest = re.sub(r"\[\]\((\w+)\.md\)", r"\1", rest)
    rest = re.sub(r"\{to\}`([^<`]*?) *<[^`]*`", r"\1", rest)
    rest = re.sub(r"\{(?:number|follow)\}`([^` ]*)[^`]*`", r"\1", rest)
    return head + CELL + rest + "\n\n```{bibliography}\n```\n"


def build(folder):
    """Build the stock page into `folder`/_build/html and bring its CDN files home."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "bottleneck.md").write_text(chapter(), encoding="utf-8")
    (folder / "_config.yml").write_text(CONFIG, encoding="utf-8")
    (folder / "_toc.yml").write_text("format: jb-book\nroot: bottleneck\n", encoding="utf-8")
    shutil.copy(ROOT / "chapters" / "references.bib", folder)
    subprocess.run(["jupyter-book", "build", folder], check=True, capture_output=True)
    html = folder / "_build" / "html"
    page = html / "bottleneck.html"
    text = page.read_text(encoding="utf-8")
    for pattern, local in LOCAL:
        text = re.sub(pattern, f"cdn/{local}", text)
    text = re.sub(r' integrity="[^"]*"| crossorigin="[^"]*"', "", text)
    page.write_text(text, encoding="utf-8")
    (html / "cdn").symlink_to(MODULES)
    return html
