"""The launch, as far as one machine can: a JupyterLab made from requirements.txt and postBuild alone, in a copy
of the repository, opened at the address that the book writes."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

import numpy as np
import pytest
from conftest import ROOT, SITE, middle
from scarce.explorers import bottleneck
from scarce.models.bottleneck import ces
from test_controls import close


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """The address of a JupyterLab set up as Binder does it."""
    home = tmp_path_factory.mktemp("launch")
    copy = home / "repository"
    tracked = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True)
    for name in filter(lambda name: (ROOT / name).is_file(), tracked.stdout.splitlines()):
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, copy / name)
    subprocess.run([sys.executable, "-m", "venv", home / "venv"], check=True)
    environment = os.environ | {
        "HOME": str(home),
        "PATH": f"{home / 'venv' / 'bin'}:/usr/bin:/bin",
        "JUPYTER_TOKEN": "",
    }
    environment.pop("PYTHONPATH", None)

    def run(*command):
        subprocess.run(command, cwd=copy, env=environment, check=True, stdout=subprocess.DEVNULL)

    # pip keeps its downloads where it always does; everything else starts from an empty home.
    cache = subprocess.run([sys.executable, "-m", "pip", "cache", "dir"], capture_output=True, text=True).stdout.strip()
    environment["PIP_CACHE_DIR"] = cache
    environment["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
    run("python", "-m", "pip", "install", "--quiet", "-r", "requirements.txt")
    run("./postBuild")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--no-browser", "--allow-root", f"--port={port}", "--expose-app-in-browser", "--IdentityProvider.token="]
    log = (home / "lab.log").open("w")
    server = subprocess.Popen(["jupyter", "lab", *options], cwd=copy, env=environment, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    for _ in range(600):
        try:
            urllib.request.urlopen(f"{address}/api/status").close()
            break
        except OSError:
            assert server.poll() is None, (home / "lab.log").read_text()
            time.sleep(0.1)
    yield address
    server.terminate()
    server.wait()
    log.close()


def launch_path(chapter):
    """Where the book's launch button leads in JupyterLab."""
    text = (SITE / "chapters" / f"{chapter}.html").read_text(encoding="utf-8")
    [address] = set(re.findall(r'https://mybinder\.org/v2/gh/[^"]+', text))
    return re.search(r"urlpath=(lab/tree/[^&]+)", address)[1]


KERNEL_STATUS = "() => window.jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status"


def same(found, wanted):
    """Outputs alike to 1e-9, lists entry by entry."""
    assert set(found) == set(wanted)
    for name, value in wanted.items():
        assert close(found[name], value), name
    return True


class Notebook:
    """A chapter, open in JupyterLab."""

    def __init__(self, visit, address):
        self.seen = visit(viewport={"width": 1400, "height": 1000})
        self.page = self.seen.page
        self.page.goto(f"{address}?reset")  # without the tabs of the last visit
        self.page.locator(".jp-NotebookPanel .jp-Cell").first.wait_for(timeout=60_000)
        for _ in range(600):  # a cell run before the kernel answers is dropped without a word
            if self.page.evaluate(KERNEL_STATUS) == "idle":
                break
            self.page.wait_for_timeout(100)

    def set_source(self, containing, source):
        """Write `source` into the code cell that contains a text."""
        self.page.evaluate(
            """([containing, source]) => {
              const cells = window.jupyterapp.shell.currentWidget.content.widgets;
              const wanted = (c) => c.model.type === "code" && c.model.sharedModel.source.includes(containing);
              const cell = cells.find(wanted);
              cell.model.sharedModel.setSource(source);
            }""",
            [containing, source],
        )

    def source(self, containing):
        return self.page.evaluate(
            """(containing) => window.jupyterapp.shell.currentWidget.content.widgets
              .map((c) => c.model.sharedModel.source).find((s) => s.includes(containing))""",
            containing,
        )

    def run_all(self):
        """Run every cell and wait until the model it makes is live; those of earlier runs no longer count."""
        self.page.evaluate(
            """() => {
              for (const model of document.querySelectorAll("[data-model]")) model.removeAttribute("data-live");
              void window.jupyterapp.commands.execute("notebook:run-all-cells");
            }"""
        )
        self.page.locator("[data-model=bottleneck][data-live]").wait_for(timeout=60_000)
        assert self.page.locator("[data-mime-type='application/vnd.jupyter.error']").all_inner_texts() == []

    def ask(self, expression):
        """What Python answers, in a new last cell."""
        self.page.evaluate(
            """async (expression) => {
              const { commands, shell } = window.jupyterapp;
              const notebook = shell.currentWidget.content;
              notebook.activeCellIndex = notebook.widgets.length - 1;
              await commands.execute("notebook:insert-cell-below");
              const source = `import json; print("answer", json.dumps(${expression}))`;
              notebook.activeCell.model.sharedModel.setSource(source);
              void commands.execute("notebook:run-cell");
            }""",
            expression,
        )
        answer = self.page.locator(".jp-Cell").last.get_by_text(re.compile("^answer "))
        answer.wait_for()
        return json.loads(answer.inner_text().removeprefix("answer "))

    def model(self):
        return self.page.locator("[data-model=bottleneck][data-live]")

    def drag(self, parameter):
        handle = self.model().locator(f"[data-parameter={parameter}]").get_by_role("slider")
        handle.scroll_into_view_if_needed()
        x, y = middle(handle)
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + 30, y)
        self.page.mouse.move(x + 60, y)
        self.page.mouse.up()

    def state(self):
        return json.loads(self.model().get_attribute("data-state"))

    def wait_until(self, condition):
        for _ in range(1000):
            if condition(self.state()):
                return
            self.page.wait_for_timeout(10)
        raise AssertionError(f"waited in vain; the state is {self.state()}")


def expected(formula, params):
    values = {name: np.inf if value == "Infinity" else value for name, value in params.items()}
    return bottleneck.explore(formula)._model.evaluate(values).outputs


@pytest.mark.parametrize("chapter", ["intro", "bottleneck"])
def test_the_launch_address_opens_the_chapter_as_a_notebook_and_every_cell_runs(visit, lab, chapter):
    notebook = Notebook(visit, f"{lab}/{launch_path(chapter)}")
    notebook.run_all()
    assert notebook.state()["outputs"]["binding"] == ["execution"]
    assert notebook.seen.foreign == []


def test_a_slider_moved_there_reaches_python_and_a_changed_formula_the_model(visit, lab):
    notebook = Notebook(visit, f"{lab}/{launch_path('bottleneck')}")
    notebook.run_all()
    start = notebook.state()
    notebook.drag("tasks")
    notebook.wait_until(lambda state: state["params"]["tasks"] > 0.1)
    state = notebook.state()
    assert notebook.ask("model.params") == state["params"] != start["params"]
    assert notebook.ask("model.outputs") == state["outputs"]
    assert same(state["outputs"], expected(ces, state["params"]))

    # and back: Python moves the slider
    notebook.ask("setattr(model, 'tasks', 0.3)")
    notebook.wait_until(lambda state: state["params"]["tasks"] == 0.3)
    assert notebook.model().locator("[data-parameter=tasks] .widget-readout").text_content() == "+30%"

    source = notebook.source("def output(")
    notebook.set_source("def output(", source.replace("return ces(levels, weights, sigma)", "return sum(levels)"))
    notebook.run_all()
    changed = notebook.state()
    assert same(changed["outputs"], expected(lambda x, w, s: sum(x), changed["params"]))
    assert changed["outputs"]["output_at_horizon"] != start["outputs"]["output_at_horizon"]


LOOPED = """
    import numpy as np

    levels = np.broadcast_arrays(*(np.asarray(level, dtype=float) for level in levels))
    lowest = levels[0]
    for level in levels[1:]:
        lowest = np.array([min(pair) for pair in zip(lowest.flat, level.flat)]).reshape(lowest.shape)
    return lowest
"""


def test_a_formula_with_a_loop_is_computed_by_the_kernel_and_a_broken_one_keeps_the_last_good_state(visit, lab):
    notebook = Notebook(visit, f"{lab}/{launch_path('bottleneck')}")
    source = notebook.source("def output(")
    body = "    return ces(levels, weights, sigma)"
    notebook.set_source("def output(", source.replace(body, LOOPED))
    notebook.run_all()
    notebook.drag("tasks")
    notebook.wait_until(lambda state: state["params"]["tasks"] > 0.1)
    moved = notebook.state()["params"]
    answer = expected(lambda x, w, s: ces(x, w, 0), moved)
    notebook.wait_until(
        lambda state: state["outputs"]["output_at_horizon"] == pytest.approx(answer["output_at_horizon"])
    )

    fragile = "    if float(np.max(levels[4])) > 60: raise OverflowError('too many tasks')"
    notebook.set_source("def output(", source.replace(body, "    import numpy as np\n" + fragile + LOOPED))
    notebook.run_all()
    good = notebook.state()["outputs"]["output_at_horizon"]
    notebook.ask("setattr(model, 'tasks', 1.0)")
    notebook.model().locator(".kl-trouble").get_by_text("too many tasks").wait_for()
    assert notebook.state()["outputs"]["output_at_horizon"] == good


def test_the_homework_lies_where_its_link_leads_and_says_that_every_answer_is_missing(visit, lab):
    page = (SITE / "chapters" / "homework.html").read_text(encoding="utf-8")
    [path] = re.findall(r'https://mybinder\.org/v2/gh/[^"]+urlpath=(lab/tree/homework/part1\.ipynb)"', page)
    notebook = Notebook(visit, f"{lab}/{path}")
    notebook.page.evaluate("() => void window.jupyterapp.commands.execute('notebook:run-all-cells')")
    said = notebook.page.locator(".jp-Cell-outputArea").get_by_text("Written questions are for a person to read.")
    said.wait_for(timeout=60_000)
    assert re.findall(r"^(\d)  missing", said.inner_text(), re.MULTILINE) == list("123456")
