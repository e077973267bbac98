"""A link to exactly this state; and what hostile or broken links do: nothing, and the page says so."""

import random
import string

from conftest import middle
from kernelless.live_chart import from_json
from scarce.explorers import bottleneck
from test_controls import agrees_with_numpy, reference  # noqa: F401 - a fixture

RANGES = {p.name: p.range or (min(p.stops.values()), max(p.stops.values())) for p in bottleneck.parameters()}


def go(seen, fragment):
    """Follow a fragment within the page."""
    seen.page.evaluate("fragment => { location.hash = fragment; }", fragment)


def test_a_link_leads_to_the_state_it_was_copied_from(visit, site, reference):  # noqa: F811 - the fixture
    seen = visit().open(f"{site}/bottleneck.html")
    for parameter in ("tasks", "sigma", "headroom_energy"):
        seen.handle(parameter).focus()
        seen.page.keyboard.press("ArrowRight")
    state = seen.wait_until(lambda state: state["params"]["headroom_energy"] != 4)
    seen.model.get_by_role("button", name="Copy link").click()
    seen.model.locator(".kl-note").get_by_text("A link to exactly this state").wait_for()
    address = seen.page.url
    assert address.endswith("#bottleneck?v=1&tasks=0.06&headroom_energy=4.1&sigma=0.1")
    other = visit().open(address)
    assert other.state()["params"] == state["params"]
    agrees_with_numpy(other, reference)
    assert other.model.locator(".kl-note").inner_text() == ""
    assert 0 <= middle(other.model.locator(".kl-picture"))[1] <= 800
    assert other.complaints == []


def test_a_link_is_held_to_what_the_sliders_can_say_and_says_so(visit, chapters, reference):  # noqa: F811
    fragment = "#bottleneck?v=1&tasks=99&sigma=0.6&sigma=Infinity&execution=1e-1&mood=7"
    seen = visit().open(f"{chapters}/bottleneck.html{fragment}")
    params = seen.state()["params"]
    assert (params["tasks"], params["sigma"], params["execution"]) == (1.5, "Infinity", 0.1)
    agrees_with_numpy(seen, reference)
    said = seen.model.locator(".kl-note").inner_text()
    for words in (
        "Tasks grow: the value was outside",
        "nearest value there is, 0.5",
        "“mood” is not a control",
    ):
        assert words in said


def test_links_to_something_else_are_left_alone(visit, chapters):
    for fragment in ("#the-other-side", "#hierarchy?v=1&tasks=1", "#bottleneck", "#"):
        seen = visit().open(f"{chapters}/bottleneck.html{fragment}")
        assert seen.state()["params"]["tasks"] == 0.05
        assert seen.model.locator(".kl-note").inner_text() == ""
    seen = visit().open(f"{chapters}/bottleneck.html#bottleneck?v=2&tasks=1")
    assert seen.state()["params"]["tasks"] == 0.05
    assert "not of a version" in seen.model.locator(".kl-note").inner_text()


def hostile(count, seed=5):
    """Fragments that try to be markup, scripts, expressions, prototypes, huge, broken or merely odd."""
    chance = random.Random(seed)
    names = [
        *RANGES,
        "__proto__",
        "constructor",
        "toString",
        "v",
        "datum",
        "sentence",
        "ceiling",
        "<b>",
        "",
        "scenario",
    ]
    hit = "document.title='hit'"
    values = [
        f"<img src=x onerror={hit}>", f"<script>{hit}</script>", f"javascript:{hit}", f"1;{hit}", f"(()=>{{{hit}}})()",
        "${7*7}", "{{7*7}}", "datum", "NaN", "-Infinity", "1e999", "-1e999", "0x10", "1_000", "٣", "1,5", " ", "",
        "null", "undefined", "true", "[]", "{}", "%", "%ff%fe", "%00", "\\u0000", "9" * 500, "=", "&", "#", "?", "'\"`",
        "--", "1--2", "+-1", ".", "e5", "1e", "Infinity1", "0.5", "-0",
    ]  # fmt: skip
    for _ in range(count):
        pairs = [(chance.choice(names), chance.choice(values)) for _ in range(chance.randint(1, 6))]
        if chance.random() < 0.2:
            pairs.append(
                ("".join(chance.choices(string.printable, k=30)), "".join(chance.choices(string.printable, k=60)))
            )
        yield "#bottleneck?v=1&" + "&".join(f"{name}={value}" for name, value in pairs)


def test_hostile_fragments_reach_neither_markup_nor_expressions(visit, chapters, reference):  # noqa: F811
    seen = visit().open(f"{chapters}/bottleneck.html")
    seen.control("compute")
    title, elements = seen.page.title(), seen.model.locator(":not(svg *)").count()
    told = 0
    for fragment in hostile(240):
        go(seen, fragment)
        seen.page.wait_for_timeout(0)
        params = seen.state()["params"]
        for name, (low, high) in RANGES.items():
            assert low <= from_json(params[name]) <= high, (fragment, name)
        told += seen.model.locator(".kl-note").inner_text() != ""
    assert told > 200
    agrees_with_numpy(seen, reference)
    assert seen.page.title() == title
    assert seen.model.locator(":not(svg *)").count() == elements
    assert seen.model.locator(".kl-note *").count() == 0
    assert (seen.complaints, seen.foreign) == ([], [])
