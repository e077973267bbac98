"""The launch, as far as one machine can: a JupyterLab made from requirements.txt and postBuild alone, in a copy
of the repository, opened at each address that the book writes, by its owner and by another user of the machine."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pytest
import yaml
from conftest import PATIENCE, ROOT, SITE, middle, until
from kernelless.live_chart import from_json
from scarce.explorers import bottleneck
from scarce.models.bottleneck import ces
from test_controls import close

#: How each chapter's formula invites the reader.
INVITATION = "Change this line, run the cell, and"


def models_of(chapter):
    """The models that the chapter's page shows, by name."""
    text = (SITE / "chapters" / f"{chapter}.html").read_text(encoding="utf-8")
    return sorted(re.findall(r'<section class="kl[^>]* data-model="(\w+)"', text))


def launches():
    """Where each chapter's launch button leads in JupyterLab, by chapter."""
    found = {}
    for page in sorted((SITE / "chapters").glob("*.html")):
        text = page.read_text(encoding="utf-8")
        paths = set(re.findall(r'https://mybinder\.org/v2/gh/[^"]+\burlpath=(lab/tree/[^&"]+)', text))
        if models_of(page.stem) and paths:
            [found[page.stem]] = paths
    return found


LAUNCHES = launches()


def copy_repository(folder):
    """What git has of the repository, as a clone would have it."""
    tracked = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in filter(lambda name: (ROOT / name).is_file(), tracked.stdout.splitlines()):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, folder / name)


def environment(home, venv):
    """The variables of somebody who has this home, and Jupyter from that environment."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return kept | {"HOME": str(home), "PATH": f"{venv / 'bin'}:/usr/bin:/bin", "JUPYTER_TOKEN": ""}


@contextmanager
def serving(application, folder, environment, **user):
    """The address of a running `jupyter application` in a folder, as a user."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ("--no-browser", "--allow-root", f"--port={port}", "--expose-app-in-browser", "--IdentityProvider.token=")
    with tempfile.NamedTemporaryFile("w+", suffix=f"-{application}.log") as log:
        command = ["jupyter", application, *options]
        server = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log, **user)
        said = lambda: Path(log.name).read_text(encoding="utf-8")  # noqa: E731 - a one-line closure
        address = f"http://127.0.0.1:{port}"
        try:
            for _ in range(PATIENCE // 100):
                try:
                    urllib.request.urlopen(f"{address}/api/status").close()
                    break
                except OSError:
                    assert server.poll() is None, said()
                    time.sleep(0.1)
            else:
                raise AssertionError(f"no answer: {said()}")
            yield address
        finally:
            server.terminate()
            server.wait()


class Binder:
    """An environment made as Binder makes it, in a copy of the repository."""

    def __init__(self, home):
        self.home, self.copy = home, home / "repository"
        home.chmod(0o755)  # whoever uses the machine may use the environment, but not read the repository
        copy_repository(self.copy)
        self.copy.chmod(0o700)
        subprocess.run([sys.executable, "-m", "venv", home / "venv"], check=True)
        # pip keeps its downloads where it always does; everything else starts from an empty home.
        cache = subprocess.run(
            [sys.executable, "-m", "pip", "cache", "dir"], capture_output=True, text=True, check=True
        )
        self.environment = {
            **environment(home, home / "venv"),
            "PIP_CACHE_DIR": cache.stdout.strip(),
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        }
        self.run("python", "-m", "pip", "install", "--quiet", "-r", "requirements.txt")
        self.run("./postBuild")

    def run(self, *command):
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "text": True}
        done = subprocess.run(command, cwd=self.copy, env=self.environment, **quiet)
        assert done.returncode == 0, done.stderr

    def serve(self, application):
        """The address of a running `jupyter application`, in the repository."""
        return serving(application, self.copy, self.environment)

    @contextmanager
    def without(self, extension):
        """While one of JupyterLab's extensions is missing."""
        self.run("jupyter", "labextension", "disable", "--level=user", extension)
        try:
            yield
        finally:
            self.run("jupyter", "labextension", "enable", "--level=user", extension)


@pytest.fixture(scope="module")
def binder():
    with tempfile.TemporaryDirectory(prefix="launch-") as home:  # pytest's own folders let no other user in
        yield Binder(Path(home))


@pytest.fixture(scope="module")
def lab(binder):
    with binder.serve("lab") as address:
        yield address


@pytest.fixture
def launched(visit, lab):
    """A function that opens a chapter at its launch address; its kernel ends with the test."""
    opened = []

    def launch(chapter):
        opened.append(Notebook(visit, f"{lab}/{LAUNCHES[chapter]}"))
        return opened[-1]

    yield launch
    for notebook in opened:
        notebook.shut_down()


def differing(found, wanted):
    """The outputs that are not alike to 1e-9, lists entry by entry."""
    return [name for name in found.keys() | wanted.keys() if not close(found.get(name), wanted.get(name))]


class Notebook:
    """A chapter, open in JupyterLab or Notebook 7."""

    def __init__(self, visit, address):
        self.seen = visit(viewport={"width": 1400, "height": 1000})
        self.page = self.seen.page
        # Without the tabs of an earlier visit, whose notebooks would answer in this one's place.
        self.page.goto(f"{address}?reset")
        name = address.rpartition("/")[2]
        until(self.page, lambda: self.here("panel.context?.path ?? ''").endswith(name), lambda: f"{name} to open")
        self.page.locator(".jp-NotebookPanel .jp-Cell").first.wait_for()
        # A cell run before the kernel answers is dropped without a word.
        status = "panel.sessionContext?.session?.kernel?.status"
        until(self.page, lambda: self.here(status) == "idle", lambda: "the kernel to be idle")

    def here(self, expression, argument=None):
        """A JavaScript expression about this notebook's `panel`, its `cells` and an `argument`."""
        head = "const panel = window.jupyterapp?.shell.currentWidget ?? {}; const cells = panel.content?.widgets;"
        return self.page.evaluate(f"(argument) => {{ {head} return {expression}; }}", argument)

    def set_source(self, containing, source):
        """Write `source` into the code cell that contains a text."""
        wanted = "(c) => c.model.type === 'code' && c.model.sharedModel.source.includes(argument[0])"
        self.here(f"cells.find({wanted}).model.sharedModel.setSource(argument[1])", [containing, source])

    def source(self, containing):
        return self.here("cells.map((c) => c.model.sharedModel.source).find((s) => s.includes(argument))", containing)

    def invitation(self):
        """The code that invites to change the formula, as it shows."""
        code = self.page.locator(".jp-CodeCell .jp-InputArea-editor", has_text=INVITATION)
        code.scroll_into_view_if_needed()
        return code

    def run_cells(self):
        """Run every cell, to its end."""
        self.here("window.jupyterapp.commands.execute('notebook:run-all-cells').then(() => null)")

    def run_all(self, *models):
        """Run every cell and wait until the models are live; those of earlier runs no longer count."""
        self.here("document.querySelectorAll('[data-live]').forEach((model) => model.removeAttribute('data-live'))")
        self.run_cells()
        for name in models or ["bottleneck"]:
            self.model(name).wait_for()
        assert self.page.locator("[data-mime-type='application/vnd.jupyter.error']").all_inner_texts() == []

    def ask(self, expression):
        """What Python answers, in a new last cell."""
        source = f'import json; print("answer", json.dumps({expression}))'
        self.here("panel.content.activeCellIndex = cells.length - 1")
        self.here("window.jupyterapp.commands.execute('notebook:insert-cell-below').then(() => null)")
        self.here("panel.content.activeCell.model.sharedModel.setSource(argument)", source)
        self.here("void window.jupyterapp.commands.execute('notebook:run-cell')")
        answer = self.page.locator(".jp-Cell").last.get_by_text(re.compile("^answer "))
        answer.wait_for()
        return json.loads(answer.inner_text().removeprefix("answer "))

    def read_back(self, names):
        """What Python knows of the models, once the outputs have followed the parameters there."""
        for _ in range(20):
            answers = self.ask(READ_BACK)
            if not any(differing(answers[name][1], numbers(self.state(name)["outputs"])) for name in names):
                break
        return answers

    def end_kernel(self, how):
        kernel = "panel.sessionContext.session.kernel"
        code = {"code": "import os; os._exit(1)"}
        ways = {"died": f"void {kernel}.requestExecute({json.dumps(code)})", "restarted": f"void {kernel}.restart()"}
        self.here(ways[how]) if how in ways else self.shut_down()

    def shut_down(self):
        self.here("panel.sessionContext.shutdown().then(() => null)")

    def model(self, name="bottleneck"):
        return self.page.locator(f"[data-model={name}][data-live]")

    def handle(self, parameter):
        return self.model().locator(f"[data-parameter={parameter}]").get_by_role("slider")

    def drag(self, parameter):
        handle = self.handle(parameter)
        handle.scroll_into_view_if_needed()
        x, y = middle(handle)
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + 30, y)
        self.page.mouse.move(x + 60, y)
        self.page.mouse.up()

    def nudge(self, name):
        """Move a model's first slider by one step, up or, at its end, down; one without sliders gets another choice."""
        skip = self.model(name).get_by_role("button", name="Just show me")
        if skip.is_visible():
            skip.click()
        start = self.state(name)["params"]
        sliders = self.model(name).get_by_role("slider")
        if sliders.count():
            handle = sliders.first
            now, most = (handle.get_attribute(f"aria-value{which}") for which in ("now", "max"))
            handle.press("ArrowLeft" if now == most else "ArrowRight")
        else:
            self.model(name).get_by_role("combobox").first.select_option(index=1)
        self.wait_until(lambda state: state["params"] != start, name)

    def state(self, name="bottleneck"):
        return json.loads(self.model(name).get_attribute("data-state"))

    def wait_until(self, condition, name="bottleneck"):
        until(self.page, lambda: condition(self.state(name)), lambda: f"a state; it is {self.state(name)}")


def expected(formula, params):
    return bottleneck.explore(formula)._model.evaluate(numbers(params)).outputs


def numbers(values):
    return {name: from_json(value) for name, value in values.items()}


#: Of each model that a cell showed: its parameters, its outputs as the page sent them, and as numpy computes them.
READ_BACK = (
    '{m._kernelless["name"]: [m.params, m.outputs, m.evaluate().outputs] for m in Out.values() if hasattr(m, "sweep")}'
)


@pytest.mark.parametrize("chapter", LAUNCHES)
def test_each_chapter_opens_as_a_notebook_with_a_formula_to_edit_whose_models_live_and_reach_python(launched, chapter):
    names = models_of(chapter)
    notebook = launched(chapter)
    if chapter != "evidence":  # which has findings and no formula
        assert re.search(r"def \w+\(.*return \w+\(", notebook.invitation().inner_text(), re.DOTALL)
    notebook.run_all(*names)
    for name in names:
        notebook.nudge(name)
    answers = notebook.read_back(names)
    assert sorted(answers) == names
    for name, (params, outputs, computed) in answers.items():
        state = notebook.state(name)
        assert params == numbers(state["params"])
        assert differing(outputs, numbers(state["outputs"])) == []
        assert differing(outputs, computed) == []
    assert not any(note.is_visible() for note in notebook.page.locator(".kl-absent").all())
    assert notebook.seen.foreign == []
    source = (ROOT / "chapters" / f"{chapter}.md").read_text(encoding="utf-8")
    headings = re.findall(r"^##? .+$", source, re.MULTILINE)
    assert headings
    assert [heading for heading in headings if heading not in "\n".join(prose(notebook))] == []
    assert raw_in(notebook) == []


def prose(notebook):
    """The notebook's text, cell by cell."""
    return notebook.here("cells.filter((c) => c.model.type === 'markdown').map((c) => c.model.sharedModel.source)")


def raw_in(notebook):
    """What the notebook shows of roles, directives, attributes and citation keys; complaints of its Markdown too."""
    shown = notebook.page.locator(".jp-RenderedMarkdown").all_inner_texts()
    marks = re.compile(r"\{[a-z][\w:-]*\}`|^(?:```|:::+)\{|\]\{[.#]|\{cite|^:{3,}", re.MULTILINE)
    complaints = notebook.page.locator(".jp-RenderedMarkdown :is(.myst-error, .error, [class*=warn])").all_inner_texts()
    return [text for text in [*prose(notebook), *shown] if marks.search(text)] + complaints


def test_every_chapter_with_a_model_has_a_launch_button():
    pages = [page.stem for page in (SITE / "chapters").glob("*.html")]
    assert sorted(LAUNCHES) == sorted(chapter for chapter in pages if models_of(chapter))
    assert len(LAUNCHES) > 10


def takes_what_is_typed(notebook):
    """A slider's readout takes numbers as people write them, by Enter and by leaving it, and keeps what it shows."""
    keyboard = notebook.page.keyboard
    for name, typed, key, value, shown in (
        ("tasks", "12%", "Enter", 0.12, "+12%"),
        ("tasks", "−3", "Tab", -0.03, "−3%"),
        ("tasks", "a lot", "Enter", -0.03, "−3%"),
        ("tasks", "40%", "Escape", -0.03, "−3%"),
        ("sigma", "2", "Enter", 2, "2"),
        ("sigma", "", "Tab", 2, "2"),
    ):
        readout = notebook.model().locator(f"[data-parameter={name}] .widget-readout")
        readout.click()
        keyboard.press("ControlOrMeta+A")
        keyboard.press("Delete")
        keyboard.type(typed)
        keyboard.press(key)
        notebook.wait_until(lambda state, name=name, value=value: state["params"][name] == value)
        keyboard.press("Tab")
        assert readout.inner_text().replace("-", "−") == shown
        assert notebook.state()["params"][name] == value


def test_a_slider_moved_there_reaches_python_and_a_changed_formula_the_model(launched):
    notebook = launched("bottleneck")
    notebook.run_all()
    start = notebook.state()
    notebook.drag("tasks")
    notebook.wait_until(lambda state: state["params"]["tasks"] > 0.1)
    params, outputs, _ = notebook.read_back(["bottleneck"])["bottleneck"]
    state = notebook.state()
    assert params == state["params"] != start["params"]
    assert outputs == state["outputs"]
    assert differing(state["outputs"], expected(ces, state["params"])) == []

    takes_what_is_typed(notebook)

    # and back: Python moves the slider
    notebook.ask("setattr(model, 'tasks', 0.3)")
    notebook.wait_until(lambda state: state["params"]["tasks"] == 0.3)
    assert notebook.model().locator("[data-parameter=tasks] .widget-readout").text_content() == "+30%"

    source = notebook.source("def output(")
    notebook.set_source("def output(", source.replace("return ces(levels, weights, sigma)", "return sum(levels)"))
    notebook.run_all()
    changed = notebook.state()
    assert differing(changed["outputs"], expected(lambda x, w, s: sum(x), changed["params"])) == []
    assert changed["outputs"]["output_at_horizon"] != start["outputs"]["output_at_horizon"]


def test_a_formula_that_only_python_can_compute_follows_and_a_broken_one_keeps_the_last_good_state(launched):
    notebook = launched("bottleneck")
    source = notebook.source("def output(")
    body = "return ces(levels, weights, sigma)"
    notebook.set_source(
        "def output(", source.replace(body, "return math.exp(min(math.log(level) for level in levels))")
    )
    notebook.run_all()
    notebook.page.locator(".kl-slower").get_by_text("Python computes output() here, number by number").wait_for()
    assert notebook.page.locator("[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
    notebook.drag("tasks")
    notebook.wait_until(lambda state: state["params"]["tasks"] > 0.1)
    moved = notebook.state()["params"]
    answer = expected(lambda x, w, s: ces(x, w, 0), moved)
    notebook.wait_until(
        lambda state: state["outputs"]["output_at_horizon"] == pytest.approx(answer["output_at_horizon"])
    )

    fragile = "if levels[4] > 60: raise OverflowError('too many tasks')\n    return min(levels)"
    notebook.set_source("def output(", source.replace(body, fragile))
    notebook.run_all()
    good = notebook.state()["outputs"]["output_at_horizon"]
    notebook.ask("setattr(model, 'tasks', 1.0)")
    notebook.model().locator(".kl-trouble").get_by_text("too many tasks").wait_for()
    assert notebook.state()["outputs"]["output_at_horizon"] == good


def test_a_formula_that_cannot_work_shows_one_sentence(launched):
    notebook = launched("bottleneck")
    source = notebook.source("def output(")
    notebook.set_source("def output(", source.replace("return ces(levels, weights, sigma)", "least = min(levels)"))
    notebook.run_cells()
    error = notebook.page.locator(".jp-OutputArea-output", has_text="FormulaError")
    error.wait_for()
    assert error.inner_text().strip().startswith("FormulaError: output() returns nothing: add the line `return least`")
    assert len(error.inner_text().strip().splitlines()) == 1


def test_a_chapter_saved_in_jupyterlab_loses_nothing(binder, visit, lab):
    file = binder.copy / "chapters" / "bottleneck.md"
    before = file.read_text(encoding="utf-8")
    notebook = Notebook(visit, f"{lab}/lab/tree/chapters/bottleneck.md")
    try:
        notebook.set_source("def output(", f"# mine\n{notebook.source('def output(')}")
        notebook.here("window.jupyterapp.commands.execute('docmanager:save').then(() => null)")
        _, head, body = file.read_text(encoding="utf-8").split("---\n", 2)
        _, old_head, old_body = before.split("---\n", 2)
        its_own = {"jupytext": None, "kernelspec": None}  # Jupyter adds versions, and its kernel's name
        assert yaml.safe_load(old_head) | its_own == yaml.safe_load(head) | its_own
        lines = body.splitlines()
        assert lines.count("# mine") == 1
        assert [line for line in lines if line != "# mine"] == old_body.splitlines()
    finally:
        file.write_text(before, encoding="utf-8")
        notebook.shut_down()


@contextmanager
def another_user(home):
    """Who else may use the machine, as options for a process; without the right to be somebody else, it is us."""
    if os.geteuid() != 0:
        yield {}
        return
    import pwd

    nobody = pwd.getpwnam("nobody")
    for path in (home, *home.rglob("*")):
        os.chown(path, nobody.pw_uid, nobody.pw_gid)
    options = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    try:
        subprocess.run([sys.executable, "-c", ""], check=True, cwd="/", **options)
    except OSError:
        pytest.skip(f"no other user can run {Path(sys.executable).resolve()}: use one for all users")
    yield options


@contextmanager
def unreadable(folder):
    """While nobody but root can read a folder."""
    mode = folder.stat().st_mode
    folder.chmod(0)
    try:
        yield
    finally:
        folder.chmod(mode)


def test_on_a_hub_another_user_with_a_fresh_home_opens_a_chapter_by_the_link_that_brings_a_copy(binder, visit):
    """The administrator's clone cannot be read: package and settings must stand in the environment."""
    page = (SITE / "chapters" / "computers.html").read_text(encoding="utf-8")
    [link] = set(re.findall(r"https://hub\.example\.edu/hub/user-redirect/git-pull\?[^<\"]+", page))
    asked = urllib.parse.parse_qs(urllib.parse.urlsplit(link.replace("&amp;", "&")).query)
    address = asked["urlpath"][0]
    name = asked["repo"][0].rpartition("/")[2]
    with tempfile.TemporaryDirectory(prefix="home-") as folder:
        home = Path(folder)
        copy_repository(home / name)
        with (
            another_user(home) as user,
            unreadable(binder.copy),
            serving("lab", home, environment(home, binder.home / "venv"), **user) as server,
        ):
            notebook = Notebook(visit, f"{server}/{address}")
            notebook.run_all()
            notebook.nudge("bottleneck")
            assert "bottleneck" in notebook.read_back(["bottleneck"])
            where = notebook.ask("[__import__('os').getuid(), __import__('scarce').__file__]")
            assert where[0] == user.get("user", os.getuid())
            assert where[1].startswith(str(binder.home / "venv"))
            notebook.shut_down()


class Again:
    """A notebook of one cell that runs again and again, and what that leaves behind in the page."""

    def __init__(self, binder, lab, visit, source, shown):
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
        book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)], metadata=kernel)
        nbformat.write(book, binder.copy / "again.ipynb")
        self.notebook, self.shown = Notebook(visit, f"{lab}/lab/tree/again.ipynb"), shown
        self.browser = self.notebook.page.context.new_cdp_session(self.notebook.page)
        for part in ("Performance", "HeapProfiler"):
            self.browser.send(f"{part}.enable")

    def run(self, times):
        for _ in range(times):
            self.notebook.here(
                "document.querySelectorAll(argument).forEach((one) => one.setAttribute('data-was', ''))", self.shown
            )
            self.notebook.run_cells()
            self.notebook.page.locator(f"{self.shown}:not([data-was])").last.wait_for()

    def held(self):
        """How much the page holds that it could not let go of."""
        for _ in range(3):
            self.browser.send("HeapProfiler.collectGarbage")
        metrics = {each["name"]: each["value"] for each in self.browser.send("Performance.getMetrics")["metrics"]}
        return {name: metrics[name] for name in ("Nodes", "JSEventListeners", "JSHeapUsedSize")}

    def left(self, runs=5):
        """What a run leaves, on average."""
        self.run(2)  # what is made once
        before = self.held()
        self.run(runs)
        after = self.held()
        self.notebook.shut_down()
        return {name: (after[name] - before[name]) / runs for name in before}


def test_a_cell_that_runs_again_leaves_no_more_than_so_many_plain_sliders(binder, lab, visit):
    model = Again(
        binder, lab, visit, "from scarce.explorers import bottleneck\nbottleneck.explore()", "[data-model][data-live]"
    )
    model.run(1)
    sliders = model.notebook.model().locator("[data-parameter] .widget-readout").count()
    assert sliders >= 10
    ours = model.left()
    each = "w.VBox([w.Label(str(i)), w.FloatSlider(description=str(i))])"
    several = f"import ipywidgets as w\nw.VBox([{each} for i in range({sliders})])"
    plain = Again(binder, lab, visit, several, ".widget-slider").left()
    assert ours["Nodes"] <= 1.2 * plain["Nodes"]
    assert ours["JSEventListeners"] <= 2 * plain["JSEventListeners"]
    assert ours["JSHeapUsedSize"] <= 1.5 * plain["JSHeapUsedSize"]


@pytest.mark.parametrize("how", ["died", "restarted", "shut down"])
def test_a_model_says_that_its_kernel_stopped_until_the_cells_run_again(launched, how):
    notebook = launched("intro")
    notebook.run_all()
    trouble = notebook.model().locator(".kl-stage > .kl-trouble")
    assert not trouble.is_visible()
    notebook.end_kernel(how)
    trouble.get_by_text("The kernel has stopped or was restarted").wait_for()
    assert "Run all cells again" in trouble.inner_text()
    if how != "shut down":  # then Jupyter asks for a kernel first
        notebook.run_all()
        assert not trouble.is_visible()


@pytest.mark.parametrize("missing", ["anywidget", "@jupyter-widgets/jupyterlab-manager"])
def test_where_an_extension_is_missing_the_cell_says_what_to_do(binder, launched, missing):
    with binder.without(missing):
        notebook = launched("intro")
        notebook.run_cells()
        note = notebook.page.locator(".jp-OutputArea-output p.kl-absent")
        note.wait_for()
        assert note.is_visible()
        assert "pip install -U jupyterlab anywidget" in note.inner_text()


@pytest.fixture(scope="module")
def notebook_7(binder):
    binder.run("python", "-m", "pip", "install", "--quiet", "-c", "constraints.txt", "notebook")
    with binder.serve("notebook") as address:
        yield address


def test_notebook_7_shows_the_model_and_leaves_its_keys_to_it(visit, notebook_7):
    """Notebook 7 hears keys before the page does, and would go to the next cell instead (see kernel.js)."""
    notebook = Notebook(visit, f"{notebook_7}/{LAUNCHES['bottleneck'].replace('lab/tree', 'notebooks')}")
    assert raw_in(notebook) == []
    notebook.run_all()
    notebook.drag("tasks")
    notebook.wait_until(lambda state: state["params"]["tasks"] > 0.1)
    before = notebook.state()["params"]["tasks"]
    for key in ("ArrowRight", "ArrowUp", "ArrowUp", "ArrowLeft"):
        notebook.page.keyboard.press(key)
    notebook.wait_until(lambda state: state["params"]["tasks"] == pytest.approx(before + 0.02))
    cells = notebook.here("cells.length")
    notebook.handle("tasks").press("a")  # would insert a cell
    assert notebook.here("cells.length") == cells
    assert notebook.ask("model.params") == numbers(notebook.state()["params"])
    assert notebook.seen.foreign == []
    notebook.shut_down()


def test_the_homework_lies_where_its_link_leads_and_says_that_every_answer_is_missing(visit, lab):
    page = (SITE / "chapters" / "homework.html").read_text(encoding="utf-8")
    [path] = re.findall(r'https://mybinder\.org/v2/gh/[^"]+urlpath=(lab/tree/homework/part1\.ipynb)"', page)
    notebook = Notebook(visit, f"{lab}/{path}")
    notebook.page.evaluate("() => void window.jupyterapp.commands.execute('notebook:run-all-cells')")
    said = notebook.page.locator(".jp-Cell-outputArea").get_by_text("Written questions are for a person to read.")
    said.wait_for()
    assert re.findall(r"^(\d)  missing", said.inner_text(), re.MULTILINE) == list("123456")
    notebook.shut_down()
