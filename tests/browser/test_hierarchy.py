"""The hierarchy chapter in the browser: every control, any job by typing, links by name, the guess, the goals."""

import pytest
from conftest import PHONE
from scarce.explorers import hierarchy
from test_challenge import reaches
from test_controls import agrees_with_numpy, drawn


@pytest.fixture(scope="module")
def reference():
    return hierarchy.explore(ask=True)


@pytest.fixture
def seen(visit, chapters):
    def start(fragment="", guess=False, **options):
        page = visit(**options)
        page.name = "hierarchy"
        return page.open(f"{chapters}/hierarchy.html{fragment}", guess=guess)

    return start


def follow(page, title):
    field = page.model.get_by_label("Find a job")
    field.fill(title)
    field.press("Enter")
    return field


def test_sliders(seen, reference):
    page = seen()
    for parameter in ("kappa", "adoption"):
        page.handle(parameter).focus()
        for key in ("Home", "End", "ArrowLeft"):
            before, picture = page.state()["params"][parameter], drawn(page)
            page.page.keyboard.press(key)
            page.wait_until(lambda state, p=parameter, b=before: state["params"][p] != b, parameter)
            agrees_with_numpy(page, reference)
            assert drawn(page) != picture
    kept = page.state()["outputs"]["half_keeps"]
    assert page.control("kappa").locator(".kl-beside").inner_text() == f"a half-exposed job keeps {kept:.1%}"
    assert page.complaints == []


def test_measures_and_scenarios(seen, reference):
    page = seen()
    for index, name in enumerate(hierarchy.MEASURES):
        page.model.get_by_label("What is exposed").select_option(name)
        page.wait_until(lambda state, i=index: state["params"]["measure"] == i, name)
        agrees_with_numpy(page, reference)
    for name, values in hierarchy.SCENARIOS.items():
        page.model.get_by_role("button", name=name, exact=True).click()
        wanted = reference._model.defaults | values
        page.wait_until(lambda state, w=wanted: state["params"] == w, name)
        agrees_with_numpy(page, reference)


@pytest.mark.parametrize("device", [{}, PHONE], ids=["laptop", "phone"])
def test_any_job_is_found_by_typing(seen, reference, device):
    page = seen(**device)
    follow(page, "Chief Executives")
    page.wait_until(lambda state: state["params"]["job"] == hierarchy.jobs()["Chief Executives"])
    agrees_with_numpy(page, reference)
    assert "Chief Executives: from place 4" in page.model.locator(".kl-sentence").inner_text()
    assert page.model.locator(".kl-view svg").get_by_text("Chief Executives 4").count() == 1
    follow(page, "Court jesters").blur()
    assert page.state()["params"]["job"] == hierarchy.jobs()["Chief Executives"]
    page.model.get_by_role("button", name="Reset").click()
    page.wait_until(lambda state: state["params"]["job"] == 0)
    assert page.model.get_by_label("Find a job").input_value() == ""


def test_a_link_names_what_is_chosen(seen, reference):
    page = seen()
    follow(page, "Registered Nurses")
    page.model.get_by_label("What is exposed").select_option("use of Claude (Anthropic)")
    state = page.wait_until(lambda state: state["params"]["measure"] == 3 and state["params"]["job"] > 0)
    page.model.get_by_role("button", name="Copy link").click()
    page.model.locator(".kl-note").get_by_text("A link to exactly this state").wait_for()
    fragment = page.page.url.partition("#")[2]
    assert fragment == "hierarchy?v=1&measure=use%20of%20Claude%20(Anthropic)&job=Registered%20Nurses"
    other = seen(f"#{fragment}")
    assert other.state()["params"] == state["params"]
    agrees_with_numpy(other, reference)
    assert other.model.get_by_label("Find a job").input_value() == "Registered Nurses"


def test_the_guess_and_the_goals(seen):
    page = seen(guess=True)
    page.model.get_by_label("Occupations that stay").fill("20")
    page.model.get_by_role("button", name="Show the answer").click()
    assert page.model.locator(".kl-gap").inner_text() == "You guessed 20 of 66; the model says 45 of 66: 25 too low."
    assert page.model.locator(".kl-view svg").get_by_text("your guess: 20").count() >= 1
    first = page.model.get_by_role("group", name="Challenge 1")
    first.get_by_role("button").click()
    reaches(page, first.locator(".kl-standing"), "not yet")
    handle = page.handle("kappa")
    handle.focus()
    page.page.keyboard.press("ArrowRight")
    reaches(page, first.locator(".kl-standing"), "getting closer")
    page.page.keyboard.press("End")
    reaches(page, first.locator(".kl-standing"), "done")


def test_every_occupation_is_on_the_picture(seen):
    page = seen()
    pieces = page.model.locator(".kl-view svg path").evaluate_all(
        "paths => paths.map((path) => path.getAttribute('d')).filter((d) => d && d.includes('h26L'))"
    )
    assert sum(piece.count("M0,") for piece in pieces) == 264
