"""What a model's page promises, in three engines: each model, over http and as a file, by keyboard and by pointer."""

import json
import re
from functools import cache, partial
from itertools import cycle
from shutil import copytree

import pytest
from conftest import SITE, serving
from corners import of_page
from engines import ENGINES, RECORDER, Chromium
from kernelless.live_chart import from_json
from test_controls import close

#: The chapter of each model; the first page of the book only shows one of them again.
CHAPTERS = {
    name: page.name
    for page in sorted((SITE / "chapters").glob("*.html"))
    if page.stem != "intro"
    for name in re.findall(r'data-model="(\w+)"', page.read_text(encoding="utf-8"))
}
SLIDER = "input[type=range]"


def test_every_model_has_its_chapter():
    assert set(CHAPTERS) == {page.stem for page in (SITE / "embed").glob("*.html")}


@pytest.fixture(scope="module", params=["chromium", *ENGINES])
def engine(request):
    """The name of an engine, and a function that opens a page in it."""
    if request.param == "chromium":  # the one that all other tests use
        yield request.param, partial(Chromium, request.getfixturevalue("browser"))
    else:
        with ENGINES[request.param]() as page:
            yield request.param, page


@pytest.fixture(scope="module")
def bases(engine, host, tmp_path_factory):
    """Where the book stands, over http and as files. WebKit takes no script to run before a page's own: it gets a copy
    of the book in which each page begins with it, before the policy that would forbid it."""
    if engine[0] != "webkit":
        yield {"http": host, "file": SITE.as_uri()}
        return
    copied = copytree(SITE, tmp_path_factory.mktemp("recorded") / "html")
    for page in copied.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace("<head>", f"<head><script>{RECORDER}</script>", 1), encoding="utf-8")
    with serving(copied) as address:
        yield {"http": address, "file": copied.as_uri()}


@pytest.fixture
def page(engine):
    opened = engine[1]()
    yield opened
    opened.close()


@cache
def expected(name, params):
    """What numpy says of a state; the engines come to the same states."""
    return of_page(name)._model.evaluate({key: from_json(value) for key, value in json.loads(params).items()})


class Seen:
    """A model on a page, and the acts of a reader; each state that it shows is compared with numpy's."""

    def __init__(self, page, name):
        self.page, self.name, self.root = page, name, f"[data-model={name}]"
        about = of_page(name)._kernelless
        self.parameters = {parameter["name"]: parameter for parameter in about["parameters"]}
        self.controls = about["controls"]
        self.scenarios = dict(about["scenarios"])

    def open(self, address):
        self.page.open(address)
        live = f"{self.root}[data-live]"
        self.page.wait("(live) => Boolean(document.querySelector(live))", live, what=f"{self.name} to come alive")
        # Those that show when asked for are made when the picture stands.
        made = "([all, count]) => document.querySelectorAll(all).length === count"
        self.page.wait(made, [self.part("[data-parameter]"), len(self.controls)], what="all controls")

    def part(self, selector):
        return f"{self.root} {selector}"

    def count(self, selector):
        return self.page.run("(selector) => document.querySelectorAll(selector).length", self.part(selector))

    def shows(self, selector):
        seen = "(selector) => Boolean(document.querySelector(selector)?.checkVisibility({ visibilityProperty: true }))"
        return self.page.run(seen, self.part(selector))

    def text(self, selector):
        return self.page.run("(selector) => document.querySelector(selector).textContent", self.part(selector))

    def check(self):
        """The parameters of the state, once it is drawn; its outputs and sentence are numpy's."""
        told, sentence = self.page.run(
            """async (root) => {
              await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
              const model = document.querySelector(root);
              return [model.dataset.state, model.querySelector(".kl-sentence").textContent];
            }""",
            self.root,
        )
        state = json.loads(told)
        said = expected(self.name, json.dumps(state["params"]))
        assert set(state["outputs"]) == set(said.outputs)
        for output, value in said.outputs.items():
            assert close(from_json(state["outputs"][output]), value), (output, state["params"])
        assert sentence.endswith(said.sentence)
        return state["params"]

    def control(self, parameter, part):
        return self.part(f"[data-parameter={parameter}] {part}")

    def value(self, field):
        """What a field says."""
        return self.page.run("(field) => document.querySelector(field).value", field)

    def sliders(self):
        """The parameters that have a slider."""
        return [name for name in self.controls if self.parameters[name]["control"] in ("slider", "play")]

    def choices(self):
        """The parameters that have a list of choices."""
        return [name for name in self.controls if self.parameters[name]["control"] == "choice"]

    def choose(self, parameter, place):
        """The parameter's value after a choice, counted from the first or, below 0, from the last."""
        choose = """([list, place]) => {
          const field = document.querySelector(list);
          field.selectedIndex = place < 0 ? field.options.length + place : place;
          for (const event of ["input", "change"]) field.dispatchEvent(new Event(event, { bubbles: true }));
        }"""
        self.page.run(choose, [self.control(parameter, "select"), place])
        return from_json(self.check()[parameter])

    def key(self, parameter, key):
        """The parameter's value after a key on its slider."""
        self.page.focus(self.control(parameter, SLIDER))
        self.page.press(key)
        return from_json(self.check()[parameter])

    def at_top(self, name, params):
        return share(self.parameters[name], from_json(params[name])) == 1

    def rest(self):
        """Wait until the model has taken its state as a step, which it then says aloud."""
        rested = "(parts) => new Set(parts.map((part) => document.querySelector(part).textContent)).size === 1"
        self.page.wait(rested, [self.part(".kl-spoken"), self.part(".kl-sentence")], what="the model to rest")

    def button(self, words):
        self.page.click(self.part("button"), text=words)


def decline(seen):
    if seen.shows(".kl-guess"):
        seen.button("Just show me")


def guess(seen):
    """A question is answered before the model answers."""
    if not seen.count(".kl-guess"):
        return
    assert not seen.shows(".kl-sentence")
    if seen.count(".kl-points"):
        left, *rest = (seen.page.place(seen.part(".kl-picture"), across / 20) for across in range(1, 20))
        seen.page.pointer(left, *rest)
        seen.button("Compare")
    else:
        seen.page.fill(seen.part(".kl-guess input"), "7")
        seen.page.press("Enter")
    assert seen.text(".kl-gap").startswith("You guessed ")
    assert seen.shows(".kl-sentence")


def ends(parameter):
    """The lowest value of a slider, the highest, and the one a step below."""
    if parameter["stops"]:
        values = [from_json(value) for _, value in parameter["stops"]]
        return values[0], values[-1], values[-2]
    low, high = parameter["range"]
    return low, high, high - parameter["step"]


def share(parameter, value):
    """How far along its slider a value stands, from 0 to 1."""
    if parameter["stops"]:
        values = [from_json(stop) for _, stop in parameter["stops"]]
        return values.index(value) / (len(values) - 1)
    low, high = parameter["range"]
    return (value - low) / (high - low)


#: How a reader is done with a field.
WAYS = {
    "Enter": lambda seen: seen.page.press("Enter"),
    "Tab": lambda seen: seen.page.press("Tab"),
    "elsewhere": lambda seen: seen.page.click(seen.part(".kl-sentence")),
}


def sliders(seen):
    """Each slider goes to its ends and by a step with keys, to where the pointer presses, and back to what is typed."""
    if seen.count(".kl-more"):
        seen.page.click(seen.part(".kl-more > summary"))
    home = seen.check()
    assert seen.sliders() or seen.choices()
    for name in () if seen.sliders() else seen.choices():
        values = [from_json(value) for _, value in seen.parameters[name]["stops"]]
        assert (seen.choose(name, -1), seen.choose(name, 0)) == (values[-1], values[0]), name
    for name, (way, leave) in zip(seen.sliders(), cycle(WAYS.items())):
        parameter, field = seen.parameters[name], seen.control(name, ".kl-value")
        written = seen.value(field)
        low, high, below = ends(parameter)
        assert close(seen.key(name, "End"), high), name
        assert close(seen.key(name, "ArrowLeft"), below), name
        assert close(seen.key(name, "Home"), low), name
        seen.page.click(seen.control(name, SLIDER), 0.75)
        assert share(parameter, from_json(seen.check()[name])) > 0.6, name
        seen.page.fill(field, written)
        leave(seen)
        assert (seen.check(), seen.value(field)) == (home, written), (name, way)
    if seen.sliders():
        seen.page.fill(field, "0")
        seen.page.press("Escape")
        assert (seen.check(), seen.value(field)) == (home, written)


def scenarios(seen):
    for name, values in seen.scenarios.items():
        seen.page.click(seen.part(".kl-scenario"), text=name)
        params = seen.check()
        wanted = {key: values.get(key, parameter["default"]) for key, parameter in seen.parameters.items()}
        assert params == wanted, name
        assert seen.text(".kl-scenario[aria-pressed=true]") == name


def undo(seen):
    """One step back, and forward again."""
    seen.rest()
    before = seen.check()
    if seen.sliders():
        name = seen.sliders()[0]
        seen.key(name, "Home" if seen.at_top(name, before) else "End")
    else:
        name = seen.choices()[0]
        seen.choose(name, 0 if before[name] else -1)
    after = seen.check()
    assert after != before
    seen.button("Undo")
    assert seen.check() == before
    seen.button("Redo")
    assert seen.check() == after


def prose(seen, text):
    """Each number of the prose that is this model's steps and takes what it says itself."""
    numbers = re.findall(rf'data-follows="{seen.name}" data-shows="(\w+)" data-format=""', text)
    seen.button("Reset")
    home = seen.check()
    for name in numbers:
        number = f"[data-follows={seen.name}][data-shows={name}] input"
        written = seen.value(number)
        seen.page.focus(number)
        seen.page.press("ArrowDown" if seen.at_top(name, home) else "ArrowUp")
        params = seen.check()
        assert [key for key in params if params[key] != home[key]] == [name]
        seen.page.fill(number, written)
        seen.page.press("Enter")
        assert seen.check() == home, (name, written)


def link(seen, address):
    """A link to a state opens that state."""
    for name in seen.sliders():
        seen.key(name, "ArrowRight")
    for name in () if seen.sliders() else seen.choices():
        seen.choose(name, 1)
    params = seen.check()
    seen.rest()
    seen.button("Copy link")
    linked = seen.page.run("() => location.href")
    assert linked.startswith(f"{address}#{seen.name}?")
    seen.open(linked)
    assert seen.check() == params


def opens_as_file(seen, address):
    seen.open(address)
    decline(seen)
    if seen.sliders():
        first = seen.sliders()[0]
        assert seen.key(first, "Home") != seen.key(first, "End")
    else:
        first = seen.choices()[0]
        assert seen.choose(first, 0) != seen.choose(first, -1)


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_model_keeps_what_its_page_promises(page, bases, name):
    seen, place = Seen(page, name), f"chapters/{CHAPTERS[name]}"
    address = f"{bases['http']}/{place}"
    seen.open(address)
    guess(seen)
    sliders(seen)
    scenarios(seen)
    undo(seen)
    prose(seen, (SITE / place).read_text(encoding="utf-8"))
    link(seen, address)
    opens_as_file(seen, f"{bases['file']}/{place}")
    page.gather()
    assert (page.complaints, page.foreign) == ([], [])
