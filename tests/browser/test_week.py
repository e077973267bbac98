"""The week in the browser: every control, what each chapter says, and the two models of one page beside each other."""

import pytest
from conftest import PHONE, until
from scarce.explorers import week
from test_controls import agrees_with_numpy, drawn

TURNED = "the same desk, the other way round (reversed)"


@pytest.fixture(scope="module")
def reference():
    return week.explore()


@pytest.fixture
def seen(visit, chapters):
    def start(address="", **options):
        page = visit(**options)
        page.name = "week"
        return page.open(f"{chapters}/architect.html{address}")

    return start


def told(page):
    """The rows of words under the map."""
    rows = page.model.locator(".kl-told tbody").get_by_role("row").all()
    return [[cell.inner_text() for cell in row.locator("th, td").all()] for row in rows]


def follows(page, reference):
    """The words under the map are Python's, once the controls rest."""
    params = page.state()["params"]
    params = {name: float("inf") if value == "Infinity" else value for name, value in params.items()}
    rows = reference._model.evaluate(params).tables["kinds"]
    shown = zip(rows["name"], rows["rounded"], rows["goes"], rows["condition"], strict=True)
    expected = [[str(name), f"{share:.0%}", str(goes), str(words)] for name, share, goes, words in shown]
    until(page.page, lambda: told(page) == expected, lambda: f"{expected}; it says {told(page)}")


def test_keyboard(seen, reference):
    page = seen()
    page.model.get_by_role("button", name=TURNED).click()  # so that every control matters
    start = page.wait_until(lambda state: state["params"]["machine"] == 0.6)["params"]
    agrees_with_numpy(page, reference)
    for parameter in week.parameters():
        handle = page.handle(parameter.name)
        handle.focus()
        most = parameter.range[1] if parameter.range else max(parameter.stops.values())
        for key in ("End", "Home", "ArrowRight"):
            before = page.state()["params"][parameter.name]
            if (key, before) == ("End", most):
                continue
            page.page.keyboard.press(key)
            page.wait_until(lambda state, p=parameter, b=before: state["params"][p.name] != b, parameter.name)
            agrees_with_numpy(page, reference)
        follows(page, reference)
        page.model.get_by_role("button", name=TURNED).click()
        page.wait_until(lambda state: state["params"] == start)
    assert page.complaints == []


def test_an_hour_more_moves_the_place_and_the_picture(seen, reference):
    page = seen()
    for kind in week.NAMES:
        picture = drawn(page)
        page.handle(kind).focus()
        page.page.keyboard.press("ArrowRight")
        page.wait_until(lambda state, k=kind: state["params"][k] == week.DESK[k] + 1)
        agrees_with_numpy(page, reference)
        assert drawn(page) != picture


@pytest.mark.parametrize("scenario", week.SCENARIOS)
def test_scenarios(seen, reference, scenario):
    page = seen()
    page.model.get_by_role("button", name=scenario, exact=True).click()
    wanted = reference._model.defaults | week.SCENARIOS[scenario]
    page.wait_until(lambda state: state["params"] == wanted)
    agrees_with_numpy(page, reference)
    follows(page, reference)


def test_what_each_chapter_says_stands_there_without_scripts(visit, chapters):
    page = visit(java_script_enabled=False)
    page.name = "week"
    page.open(f"{chapters}/architect.html", live=False)
    assert [row[0] for row in told(page)] == list(week.NAMES.values())
    assert page.model.get_by_text("Nothing is remembered from earlier chapters yet.").is_visible()


def test_words_are_read_on_a_phone_without_sliding(seen):
    page = seen(**PHONE)
    table = page.model.locator(".kl-told .kl-table")
    assert table.evaluate("element => element.scrollWidth <= element.clientWidth")
    assert page.model.get_by_role("row").count() == 5  # the heads are there for ears


def test_two_models_on_a_page_do_not_stir_each_other(seen, reference):
    page = seen("#week?v=1&executing=10")
    assert page.state()["params"]["executing"] == 10
    other = page.page.locator("[data-model=budget]")
    before = other.get_attribute("data-state")
    page.handle("choosing").focus()
    page.page.keyboard.press("End")
    page.wait_until(lambda state: state["params"]["choosing"] == 40)
    assert other.get_attribute("data-state") == before
    mine = page.state()
    page.page.evaluate("location.hash = '#budget?v=1&price=20'")
    until(page.page, lambda: '"price":20' in other.get_attribute("data-state"), lambda: "the other model's price")
    assert page.state() == mine
    agrees_with_numpy(page, reference)
