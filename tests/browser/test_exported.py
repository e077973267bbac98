"""A model exported as a module lives in pages of other people: alone, with a model of the host's, in the dark."""

import json

import pytest
from conftest import serving, until
from scarce.explorers import bottleneck, tasks
from test_controls import agrees_with_numpy

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:"
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A page</title>
<meta http-equiv="Content-Security-Policy" content="{POLICY}"><link rel="icon" href="data:,">
<link rel="stylesheet" href="site.css"><script type="module" src="host.mjs"></script></head>
<body><div id="place"></div><div id="other"></div></body></html>"""
#: A site that styles what it did not make, and says that it is dark in its own way.
SITE = """input, button { all: unset; opacity: 0; } section { display: none; }
.night { background: #101418; color: oklch(0.95 0.01 250); }"""
#: What a host may have for a model; like MyST's it tells of each change, equal or not, and refuses the rest.
HOST = """
import widget, * as everything from "./model.mjs";
class HostModel extends EventTarget {
  constructor(state) { super(); this.state = state; }
  get(name) { return this.state[name]; }
  set(name, value) { this.state[name] = value; this.dispatchEvent(new Event(`change:${name}`)); }
  on(event, heard) { this.addEventListener(event, heard); }
  off() { throw new Error("not implemented"); }
  save_changes() { throw new Error("not implemented"); }
  get widget_manager() { throw new Error("does not exist"); }
}
window.exported = Object.keys(everything);
window.show = async (id, state) => {
  window.host = state && new HostModel(state);
  try {
    window.leave = await widget.render({ el: document.getElementById(id), model: window.host });
  } catch (error) {
    window.told = error.message;
  }
};
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    bottleneck.explore().export(folder / "model.mjs")
    for name, text in (("index.html", PAGE), ("site.css", SITE), ("host.mjs", HOST)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def shown(visit, folder):
    """A function that shows the model on a page, with a host's model of this state."""
    with serving(folder) as address:

        def show(state=None, place="place", **options):
            seen = visit(**options)
            seen.page.goto(f"{address}/index.html")
            until(seen.page, lambda: seen.page.evaluate("'show' in window"), lambda: "the module")
            seen.page.evaluate("([place, state]) => show(place, state)", [place, state])
            return seen

        yield show


def live(seen):
    seen.model.and_(seen.page.locator("[data-live]")).wait_for()
    return seen


def test_it_lives_alone_under_a_strict_policy_whatever_the_page_styles(shown):
    seen = live(shown())
    assert seen.page.evaluate("exported") == ["default"]
    assert seen.model.get_by_role("slider").first.is_visible()
    before = seen.state()
    seen.model.get_by_role("slider").first.press("ArrowRight")
    assert seen.state()["params"] != before["params"]
    agrees_with_numpy(seen, bottleneck.explore())
    assert seen.model.get_by_role("button", name="Copy link").count() == 0  # the address is the page's
    assert (seen.complaints, seen.foreign) == ([], [])


def test_what_a_host_sets_moves_it_and_what_the_reader_moves_is_told(shown):
    seen = live(shown({"execution": 0.5, "output_at_horizon": None, "sentence": ""}))
    told = seen.wait_until(lambda state: state["params"]["execution"] == 0.5)
    assert seen.page.evaluate("host.state.output_at_horizon") == told["outputs"]["output_at_horizon"]
    handle = seen.handle("execution")
    handle.press("ArrowRight")
    moved = seen.wait_until(lambda state: state["params"]["execution"] != 0.5)
    assert seen.page.evaluate("host.state.execution") == moved["params"]["execution"]
    assert (
        seen.page.evaluate("host.state.sentence") == seen.model.locator(".kl-sentence").inner_text().split(": ", 1)[1]
    )
    assert sorted(seen.page.evaluate("Object.keys(host.state)")) == ["execution", "output_at_horizon", "sentence"]
    seen.page.evaluate("host.set('execution', 1.25)")
    seen.wait_until(lambda state: state["params"]["execution"] == 1.25)
    agrees_with_numpy(seen, bottleneck.explore())
    assert seen.complaints == []


def test_a_host_may_name_a_scenario(shown):
    scenario = "everything scales"
    seen = live(shown({"scenario": scenario}))
    wanted = bottleneck.explore()._model.defaults | bottleneck.SCENARIOS[scenario]
    seen.wait_until(lambda state: state["params"] == wanted)
    assert seen.model.get_by_role("button", name=scenario).get_attribute("aria-pressed") == "true"


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ({"execution": "fast"}, 'execution must be a number from -0.1 to 1.5; got "fast"'),
        ({"scenario": "nothing"}, 'unknown scenario "nothing"; known scenarios: '),
    ],
)
def test_what_it_cannot_be_set_to_is_told_and_leaves_nothing(shown, state, words):
    seen = shown(state)
    assert seen.page.evaluate("told").startswith(words)
    assert seen.page.locator("#place").inner_html() == ""


def test_a_later_mistake_of_the_hosts_is_told_in_the_model_until_it_is_mended(shown):
    seen = live(shown({"execution": 0.5}))
    seen.page.evaluate("host.set('execution', null), host.set('execution', 'fast')")
    trouble = seen.model.get_by_role("alert")
    assert trouble.inner_text() == 'execution must be a number from -0.1 to 1.5; got "fast".'
    assert seen.state()["params"]["execution"] == 0.5
    seen.page.evaluate("host.set('execution', 1)")
    seen.wait_until(lambda state: state["params"]["execution"] == 1)
    assert not trouble.is_visible()


def test_it_is_as_dark_as_its_page_however_that_says_so(shown):
    seen = live(shown())
    ink = "getComputedStyle(document.querySelector('.kl-module').shadowRoot.querySelector('.kl')).color"
    assert seen.page.evaluate(ink) == "rgb(29, 36, 51)"
    seen.page.evaluate("document.body.className = 'night'")
    until(seen.page, lambda: seen.page.evaluate(ink) == "rgb(232, 235, 242)", lambda: "the dark ink")


def test_two_stand_side_by_side_and_one_that_is_taken_away_leaves_nothing(shown):
    seen = live(shown())
    seen.page.evaluate("show('other')")
    second = seen.page.locator("#other [data-model=bottleneck][data-live]")
    second.wait_for()
    first = json.loads(seen.page.locator("#place [data-model=bottleneck]").get_attribute("data-state"))
    second.get_by_role("slider").first.press("ArrowRight")
    assert json.loads(second.get_attribute("data-state"))["params"] != first["params"]
    assert json.loads(seen.page.locator("#place [data-model=bottleneck]").get_attribute("data-state")) == first
    seen.page.evaluate("leave()")
    assert seen.page.locator("#other").inner_html() == ""
    seen.page.locator("#place").get_by_role("slider").first.press("ArrowRight")
    assert seen.complaints == []


def test_a_model_with_a_tape_and_many_rows_lives_too(visit, folder):
    tasks.explore().export(folder / "model.mjs")
    try:
        with serving(folder) as address:
            seen = visit()
            seen.name = "tasks"
            seen.page.goto(f"{address}/index.html")
            until(seen.page, lambda: seen.page.evaluate("'show' in window"), lambda: "the module")
            seen.page.evaluate("show('place')")
            live(seen)
            assert (seen.complaints, seen.foreign) == ([], [])
    finally:
        bottleneck.explore().export(folder / "model.mjs")


def test_what_cannot_be_drawn_says_so_and_speaks_of_no_cell(visit, folder):
    text = (folder / "model.mjs").read_text(encoding="utf-8")
    (folder / "model.mjs").write_text(text.replace('"update":"', '"update":"((', 1), encoding="utf-8")
    try:
        with serving(folder) as address:
            seen = visit()
            seen.page.goto(f"{address}/index.html")
            until(seen.page, lambda: seen.page.evaluate("'show' in window"), lambda: "the module")
            seen.page.evaluate("show('place')")
            words = seen.model.get_by_role("alert").inner_text()
            assert words.startswith("The live picture could not start (")
            assert words.endswith("Reload the page to try once more.")
    finally:
        (folder / "model.mjs").write_text(text, encoding="utf-8")
