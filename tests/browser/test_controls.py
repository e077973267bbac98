"""Each slider, moved as a reader would, brings picture, sentence and state to what numpy says."""

import math

import pytest
from conftest import PHONE, box, boxes, fingers, middle, until
from kernelless.live_chart import from_json
from scarce.explorers import bottleneck

PARAMETERS = [parameter.name for parameter in bottleneck.parameters()]


@pytest.fixture(scope="module")
def reference():
    return bottleneck.explore()


def agrees_with_numpy(seen, reference):
    """The page's state, sentence and picture's text against the model in Python."""
    state = seen.state()
    params = {name: from_json(value) for name, value in state["params"].items()}
    expected = reference._model.evaluate(params)
    assert set(state["outputs"]) == set(expected.outputs)
    for name, value in expected.outputs.items():
        assert close(from_json(state["outputs"][name]), value), name
    sentence = seen.model.locator(".kl-sentence").inner_text()
    assert sentence == f"{named(seen)}: {expected.sentence}"
    assert sentence in seen.model.locator(".kl-picture").get_attribute("aria-label")


def named(seen):
    """The scenario as the sentence should name it."""
    pressed = seen.model.locator(".kl-scenario[aria-pressed=true]")
    return f"“{pressed.inner_text()}”" if pressed.count() else "Your setting"


def close(found, expected):
    if isinstance(expected, list):
        return len(found) == len(expected) and all(map(close, found, expected))
    if isinstance(expected, str):
        return found == expected
    return math.isclose(found, expected, rel_tol=1e-9, abs_tol=1e-12)


def drawn(seen):
    return seen.model.locator(".kl-view svg").inner_html()


def show(seen, slider):
    """Put the slider at the lower end of the screen, where nothing lies over it."""
    slider.evaluate("element => { element.scrollIntoView({ block: 'end', behavior: 'instant' }); }")
    seen.page.evaluate("scrollBy({ top: 40, behavior: 'instant' })")


def grip(seen, parameter):
    """Where the slider's handle is."""
    slider = seen.handle(parameter)
    share = slider.evaluate("e => (e.valueAsNumber - e.min) / (e.max - e.min)")
    handle = slider.evaluate("e => parseFloat(getComputedStyle(e).getPropertyValue('--kl-handle'))")
    track = box(slider)
    return track["x"] + handle / 2 + share * (track["width"] - handle), track["y"] + track["height"] / 2


def across(seen, parameter, x):
    """A place on the far side of the track."""
    track = box(seen.control(parameter).locator("input[type=range]"))
    return track["x"] + track["width"] * (0.75 if x < track["x"] + track["width"] / 2 else 0.25)


def moves(seen, reference, parameter, move):
    """`move` changes the parameter, and with it picture, sentence and state, to what numpy says."""
    before, picture = seen.state()["params"][parameter], drawn(seen)
    move()
    seen.wait_until(lambda state: state["params"][parameter] != before, f"{parameter} to move")
    agrees_with_numpy(seen, reference)
    assert drawn(seen) != picture, parameter


def test_keyboard(visit, chapters, reference):
    seen = visit().open(f"{chapters}/bottleneck.html")
    for parameter in bottleneck.parameters():
        handle = seen.handle(parameter.name)
        seen.model.get_by_role("button", name="Reset").click()
        handle.focus()
        moves(seen, reference, parameter.name, lambda: seen.page.keyboard.press("ArrowRight"))
        assert handle.get_attribute("aria-label") == parameter.label
        readout = seen.field(parameter.name).input_value()
        assert handle.get_attribute("aria-valuetext") == f"{readout} {parameter.unit}".strip()
        moves(seen, reference, parameter.name, lambda: seen.page.keyboard.press("End"))
        moves(seen, reference, parameter.name, lambda: seen.page.keyboard.press("Home"))
    assert seen.complaints == []


def test_mouse(visit, chapters, reference):
    seen = visit().open(f"{chapters}/bottleneck.html")
    for parameter in PARAMETERS:
        show(seen, seen.handle(parameter))
        x, y = grip(seen, parameter)
        aim = across(seen, parameter, x)

        def drag(x=x, y=y, aim=aim):
            seen.page.mouse.move(x, y)
            seen.page.mouse.down()
            seen.page.mouse.move((x + aim) / 2, y)
            seen.page.mouse.move(aim, y)
            seen.page.mouse.up()

        moves(seen, reference, parameter, drag)
    assert seen.complaints == []


def test_touch_and_the_picture_stays_in_view(visit, chapters, reference):
    seen = visit(**PHONE).open(f"{chapters}/bottleneck.html")
    with fingers(seen.page) as swipe:
        for parameter in PARAMETERS:
            show(seen, seen.handle(parameter))
            x, y = grip(seen, parameter)
            aim = across(seen, parameter, x)
            moves(seen, reference, parameter, lambda x=x, y=y, aim=aim: swipe((x, y), (aim, y)))
            slider = f"[data-parameter={parameter}] input[type=range]"
            [picture], [sentence], [handle] = boxes(seen.model, ".kl-picture", ".kl-sentence", slider)
            for part in (picture, sentence):
                assert part["y"] >= 0
                assert part["y"] + part["height"] <= handle["y"]
    assert seen.complaints == []


@pytest.mark.parametrize("part", [".kl-picture", "the track", "the handle"])
def test_a_vertical_swipe_scrolls_and_changes_nothing(visit, chapters, part):
    seen = visit(**PHONE).open(f"{chapters}/bottleneck.html")
    spot = seen.model.locator(part) if part.startswith(".") else seen.handle("tasks")
    spot.evaluate("element => element.scrollIntoView({ block: 'center', behavior: 'instant' })")
    before, top = seen.state()["params"], seen.page.evaluate("scrollY")
    x, y = middle(spot)
    if part == "the handle":
        x, y = grip(seen, "tasks")
    with fingers(seen.page) as swipe:
        swipe((x, y), (x, y - 200))
    until(seen.page, lambda: seen.page.evaluate("scrollY") > top + 100, lambda: "the page to scroll")
    assert seen.state()["params"] == before
    # The finger is gone, and the slider knows: a second touch elsewhere moves nothing either.
    with fingers(seen.page) as swipe:
        swipe((180, 100), (230, 100))
    assert seen.state()["params"] == before


def test_a_tap_on_the_track_moves_the_handle_there(visit, chapters, reference):
    seen = visit(**PHONE).open(f"{chapters}/bottleneck.html")
    track = seen.handle("tasks")
    show(seen, track)
    seen.page.touchscreen.tap(*middle(track))
    state = seen.wait_until(lambda state: state["params"]["tasks"] != 0.05)
    assert 0.65 <= state["params"]["tasks"] <= 0.75
    agrees_with_numpy(seen, reference)


#: How a reader sends what was typed: by a key, or by going on.
SENT = {
    "Enter": lambda seen: seen.page.keyboard.press("Enter"),
    "Tab": lambda seen: seen.page.keyboard.press("Tab"),
    "a click elsewhere": lambda seen: seen.model.locator(".kl-sentence").click(),
}


@pytest.mark.parametrize("send", SENT.values(), ids=SENT)
def test_a_typed_value_is_taken_as_it_is_written(visit, chapters, reference, send):
    seen = visit().open(f"{chapters}/bottleneck.html")
    for name, typed, value, shown in (
        ("tasks", "12%", 0.12, "+12%"),
        ("tasks", "−3", -0.03, "−3%"),
        ("tasks", "7,4", 0.07, "+7%"),
        ("headroom_energy", "2,5", 2.5, "2.5"),
        ("sigma", "0.95", 0.9, "0.9"),
        ("sigma", "∞", "Infinity", "∞ – perfect"),
    ):
        field = seen.field(name)
        field.fill(typed)
        send(seen)
        seen.wait_until(lambda state, name=name, value=value: state["params"][name] == value, f"{name} at {value}")
        agrees_with_numpy(seen, reference)
        assert field.input_value() == shown
        assert seen.handle(name).get_attribute("aria-valuetext").startswith(shown)


def test_tab_through_every_field_changes_nothing(visit, chapters, reference):
    seen = visit().open(f"{chapters}/bottleneck.html")
    seen.control("compute")  # opens all controls
    before = seen.state()
    shown = [seen.field(name).input_value() for name in PARAMETERS]
    seen.handle("tasks").focus()
    for key in ["Tab"] * 50 + ["Shift+Tab"] * 50:
        seen.page.keyboard.press(key)
    assert seen.state() == before
    assert [seen.field(name).input_value() for name in PARAMETERS] == shown


def test_escape_brings_back_what_stood_there(visit, chapters):
    seen = visit().open(f"{chapters}/bottleneck.html")
    before = seen.state()
    for name, typed in (("tasks", "40%"), ("sigma", "2"), ("headroom_energy", "9")):
        field = seen.field(name)
        shown = field.input_value()
        field.fill(typed)
        field.press("Escape")
        assert field.input_value() == shown
        field.press("Tab")
        assert field.input_value() == shown
    assert seen.state() == before


def test_what_is_no_number_is_refused_with_what_would_be_right(visit, chapters):
    seen = visit().open(f"{chapters}/bottleneck.html")
    before = seen.state()
    for name, typed in (("tasks", "a lot"), ("sigma", "some"), ("headroom_energy", "4 or 5"), ("tasks", "")):
        field = seen.field(name)
        shown = field.input_value()
        field.fill(typed)
        field.press("Enter")
        assert field.input_value() == shown
        assert field.get_attribute("aria-invalid") == "true"
        message = seen.control(name).get_by_role("status").inner_text()
        assert message
        assert typed in message
        # It goes with the next value.
        field.fill(shown)
        field.press("Enter")
        assert field.get_attribute("aria-invalid") is None
        assert seen.control(name).get_by_role("status").inner_text() == ""
    assert seen.state() == before


@pytest.mark.parametrize("scenario", bottleneck.SCENARIOS)
def test_scenarios_set_everything_and_reset_returns(visit, chapters, reference, scenario):
    seen = visit().open(f"{chapters}/bottleneck.html")
    button = seen.model.get_by_role("button", name=scenario)
    button.click()
    wanted = reference._model.defaults | bottleneck.SCENARIOS[scenario]
    seen.wait_until(lambda state: state["params"] == wanted)
    agrees_with_numpy(seen, reference)
    assert button.get_attribute("aria-pressed") == "true"
    seen.handle("execution").focus()
    seen.page.keyboard.press("ArrowRight")
    seen.wait_until(lambda state: state["params"] != wanted)
    assert button.get_attribute("aria-pressed") == "false"
    seen.model.get_by_role("button", name="Reset").click()
    seen.wait_until(lambda state: state["params"] == reference._model.defaults)
    agrees_with_numpy(seen, reference)


def test_substitution_runs_from_the_minimum_to_perfect(visit, chapters, reference):
    seen = visit().open(f"{chapters}/bottleneck.html")
    handle = seen.handle("sigma")
    handle.focus()
    for sigma in list(bottleneck.SUBSTITUTION.values())[1:]:
        seen.page.keyboard.press("ArrowRight")
        seen.wait_until(lambda state, sigma=sigma: from_json(state["params"]["sigma"]) == sigma)
        agrees_with_numpy(seen, reference)
    assert seen.state()["params"]["sigma"] == "Infinity"
    assert handle.get_attribute("aria-valuetext") == "∞ – perfect"
