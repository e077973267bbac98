"""What the reader set in other chapters: offered, taken over when asked, undone, forgotten; and never trusted."""

import pytest
from conftest import SITE, until
from kernelless.live_chart import from_json
from scarce.explorers import week
from test_controls import agrees_with_numpy
from test_history import rested

#: What this browser keeps of settings, in the page.
KEYS = "Object.keys(localStorage).filter((key) => key.startsWith('kernelless setting'))"
USE = "Use what you set in earlier chapters"
PARAMETERS = {parameter.name: parameter for parameter in week.parameters()}


@pytest.fixture(scope="module")
def reference():
    return week.explore()


@pytest.fixture
def walk(visit, site):
    """A reader who goes from page to page."""
    page = visit()

    def to(chapter, model, fragment=""):
        page.name = model
        return page.open(f"{site}/{chapter}.html{fragment}")

    return to


def press(page, parameter, key):
    page.handle(parameter).focus()
    before = page.state()["params"][parameter]
    page.page.keyboard.press(key)
    page.wait_until(lambda state: state["params"][parameter] != before, parameter)


def kept(page):
    return {key.split()[-1]: page.page.evaluate("key => localStorage[key]", key) for key in page.page.evaluate(KEYS)}


def offer(page):
    return page.model.get_by_role("group", name="Settings from other chapters")


def offers(page, text):
    """Wait until the offer says so: from a folder, what a page left a moment ago may come after the next has opened."""
    until(page.page, lambda: text in offer(page).inner_text(), lambda: f"“{text}”; it says: {offer(page).inner_text()}")


def test_where_nothing_is_remembered_it_says_where_to_go(walk):
    page = walk("architect", "week")
    assert offer(page).inner_text().startswith("Nothing is remembered from earlier chapters yet. Move a control in ")
    links = [link.get_attribute("href") for link in offer(page).get_by_role("link").all()]
    assert {"scarcity.html", "hierarchy.html", "judgment.html"} <= set(links)
    assert all((SITE / "chapters" / link).exists() for link in links)
    assert offer(page).get_by_role("button").count() == 0


def test_settings_are_carried_over_when_asked_and_can_be_undone(walk, reference):
    page = walk("scarcity", "value")
    press(page, "sigma", "Home")
    press(page, "demand", "End")
    rested(page)
    page = walk("judgment", "judgment")
    press(page, "accuracy", "ArrowRight")  # and leave at once, before the slider has come to rest
    page = walk("architect", "week")
    opening = page.state()["params"]
    listed = offer(page).get_by_role("listitem").all_inner_texts
    # What one page leaves behind as it goes may reach the next a moment after it has opened.
    until(page.page, lambda: any("0.51" in line for line in listed()), listed)
    lines = listed()
    assert lines[0] == (
        "Where the money goes: Price of execution 10%, Substitution σ 0 – none, Demand ε 3.00, Execution today 70%"
    )
    assert lines[1].startswith("From memory to judgment: Options now 1,000, Your accuracy ρ 0.51")
    offers(page, "Nothing yet from Does the tower turn over?")
    assert page.state()["params"] == opening  # only an offer

    offer(page).get_by_role("button", name=USE).click()
    page.wait_until(lambda state: state["params"]["demand"] == 3)
    taken = page.state()["params"]
    assert taken == opening | {"sigma": 0, "demand": 3, "accuracy": 0.51}
    agrees_with_numpy(page, reference)
    offers(page, "In use: your settings from 2 chapters.")
    rested(page)
    page.model.get_by_role("button", name="Undo").click()
    page.wait_until(lambda state: state["params"] == opening)
    agrees_with_numpy(page, reference)
    page.model.get_by_role("button", name="Redo").click()
    page.wait_until(lambda state: state["params"] == taken)
    assert page.complaints == []


def test_what_is_reset_or_only_came_by_a_link_is_not_remembered(walk):
    page = walk("judgment", "judgment", "#judgment?v=1&accuracy=0.9")
    assert page.state()["params"]["accuracy"] == 0.9
    rested(page)
    assert kept(page) == {}
    press(page, "accuracy", "ArrowLeft")
    rested(page)
    assert "accuracy=0.89" in kept(page)["judgment"]
    page.model.get_by_role("button", name="Reset").click()
    rested(page)
    assert kept(page) == {}


def test_the_week_itself_is_stored_nowhere_and_nothing_is_sent(walk):
    page = walk("architect", "week")
    requests = []
    page.page.on("request", lambda request: requests.append(request.url))
    press(page, "executing", "End")
    rested(page)
    assert kept(page) == {}
    assert requests == []


def test_deleting_the_guess_deletes_the_setting_too(walk):
    page = walk("judgment", "judgment")
    page.page.reload()
    page.model.and_(page.page.locator("[data-live]")).wait_for()
    page.model.get_by_label("Worth of picking").fill("5")
    page.model.get_by_role("button", name="Show the answer").click()
    press(page, "accuracy", "ArrowRight")
    rested(page)
    assert list(kept(page)) == ["judgment"]
    page.model.get_by_role("button", name="Delete my guess").click()
    assert kept(page) == {}
    assert page.page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('kernelless'))") == []


def test_forgetting(walk):
    page = walk("judgment", "judgment")
    press(page, "accuracy", "ArrowRight")
    rested(page)
    page = walk("architect", "week")
    offer(page).get_by_role("button", name="Forget it").click()
    assert kept(page) == {}
    assert offer(page).inner_text().startswith("Nothing is remembered")
    assert offer(page).get_by_text("Forgotten.").evaluate("element => element === document.activeElement")


def test_a_setting_that_answers_another_question_stays_where_it_is(walk):
    page = walk("scarcity", "value")
    page.model.get_by_role("button", name="judgment gets cheap (reversed)").click()
    rested(page)
    page = walk("architect", "week")
    offers(page, "you set it to answer another question, so it stays there")
    assert offer(page).get_by_role("button", name=USE).count() == 0


def test_a_record_of_ones_own_is_carried_over_unless_it_means_more_than_that(walk, reference):
    page = walk("moats", "trust")
    press(page, "trials", "End")
    rested(page)
    page = walk("architect", "week")
    offers(page, "A record to show: Your trials 1,000,000, Your success 95%")
    offer(page).get_by_role("button", name=USE).click()
    page.wait_until(lambda state: state["params"]["trials"] == 1e6)
    agrees_with_numpy(page, reference)
    page = walk("moats", "trust")
    press(page, "knowledge", "End")
    rested(page)
    page = walk("architect", "week")
    offers(page, "A record to show: you set it to answer another question")


HIT = "document.title='hit'"
HOSTILE = [
    "", "null", "{}", "[]", "#", "#value", "value?v=1&demand=2", "#judgment?v=1&demand=2", "#value?v=2&demand=2",
    "#value?demand=2", "#value?v=1", "#value?v=1&demand=NaN", "#value?v=1&demand=<b>2</b>", "#value?v=1&constructor=1",
    f"#value?v=1&demand=<img src=x onerror={HIT}>", f"#value?v=1&price=javascript:{HIT}", "#value?v=1&__proto__=1",
    "#value?v=1&executing=40&choosing=40", "#value?v=1&sentence=1&demand=%", f"<script>{HIT}</script>",
    "#value?v=1&demand=2" + "9" * 5000, "#value?v=1&demand=" + "x" * 3000, "#value?v=1&demand=\u0000",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_storage_does_nothing(visit, chapters, text):
    page = visit()
    page.name = "week"
    page.open(f"{chapters}/scarcity.html", live=False)
    key = "'kernelless setting ' + new URL('../_static/kernelless/', location.href).pathname + ' value'"
    page.page.evaluate(f"text => localStorage.setItem({key}, text)", text)
    page.open(f"{chapters}/architect.html")
    opening, title = page.state()["params"], page.page.title()
    assert offer(page).get_by_role("button").count() == 0
    assert offer(page).inner_text().startswith("Nothing is remembered")
    assert (page.state()["params"], page.page.title()) == (opening, title)
    assert (page.complaints, page.foreign) == ([], [])


def test_storage_is_held_to_what_the_controls_can_say(visit, chapters, reference):
    page = visit()
    page.name = "week"
    page.open(f"{chapters}/scarcity.html", live=False)
    for model, text in {
        "value": "#value?v=1&demand=-1e999&sigma=0.6&price=7&weight=1e9&cheaper=3&mood=<b>",
        "judgment": "#judgment?v=1&options=1&accuracy=0&machine=Infinity&overlap=2&sample=900&before=3",
    }.items():
        key = f"'kernelless setting ' + new URL('../_static/kernelless/', location.href).pathname + ' {model}'"
        page.page.evaluate(f"text => localStorage.setItem({key}, text)", text)
    page.open(f"{chapters}/architect.html")
    offers(page, "the value was outside the slider’s range")
    assert offer(page).locator("b").count() == 0
    offer(page).get_by_role("button", name=USE).click()
    page.wait_until(lambda state: state["params"]["accuracy"] == 0.05)
    params = {name: from_json(value) for name, value in page.state()["params"].items()}
    for name, value in params.items():
        low, high = PARAMETERS[name].range or (
            min(PARAMETERS[name].stops.values()),
            max(PARAMETERS[name].stops.values()),
        )
        assert low <= value <= high, name
    assert (params["price"], params["sigma"], params["options"], params["before"]) == (1, 0.5, 2, 10)
    agrees_with_numpy(page, reference)
    assert page.complaints == []


def test_where_storage_is_denied_the_page_works(visit, chapters, reference):
    page = visit()
    page.name = "week"
    denied = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied'); } })"
    page.page.add_init_script(denied)
    page.open(f"{chapters}/architect.html")
    assert offer(page).inner_text().startswith("Nothing is remembered")
    press(page, "executing", "Home")
    agrees_with_numpy(page, reference)
