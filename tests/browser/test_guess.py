"""Guess, then look: the answer waits, the guess stays, and nobody has to."""

import re

import pytest
from conftest import PHONE
from scarce.explorers import bottleneck

#: What this browser keeps of the reader's guesses, in the page.
KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('kernelless guess'))"
ANSWER = bottleneck.explore().output_at_horizon


def asked(visit, address, **options):
    seen = visit(**options).open(address, guess=True)
    seen.answer = lambda text: (
        seen.model.get_by_label("Output in ten years").fill(text),
        seen.model.get_by_role("button", name="Show the answer").click(),
    )
    return seen


def showing(seen):
    return seen.model.locator(".kl-sentence").is_visible() and seen.model.locator(".kl-picture").is_visible()


def test_the_landing_page_asks_nothing(visit, chapters):
    seen = visit().open(f"{chapters}/intro.html", guess=True)
    assert seen.model.locator(".kl-guess").count() == 0
    assert showing(seen)


@pytest.mark.parametrize("device", [{}, PHONE], ids=["laptop", "phone"])
def test_the_answer_waits_for_the_guess(visit, chapters, device):
    seen = asked(visit, f"{chapters}/bottleneck.html", **device)
    assert not showing(seen)
    assert seen.model.locator(".kl-spoken").text_content() == ""
    seen.answer("100")
    assert showing(seen)
    ratio = 100 / ANSWER
    words = seen.model.locator(".kl-gap").inner_text()
    assert words == f"You guessed 100 times; the model says {ANSWER:.1f} times: {ratio:.0f} times too high."
    # On the picture too, beyond its upper edge as it is.
    assert seen.model.locator(".kl-view svg").get_by_text("your guess ↑").count() == 1
    assert seen.model.locator(".kl-gap").evaluate("element => element === document.activeElement")
    assert seen.complaints == []


def test_the_prose_does_not_tell_before_the_model_does(visit, chapters):
    seen = asked(visit, f"{chapters}/bottleneck.html")
    told = seen.page.locator("[data-shows=output_at_horizon]")
    assert not told.is_visible()
    assert told.evaluate("element => getComputedStyle(element, '::after').visibility") == "visible"
    seen.skip.click()
    told.wait_for(state="visible")
    assert told.inner_text() == f"{ANSWER:,.1f}"


@pytest.mark.parametrize(
    ("guess", "words"),
    [
        ("2", "2.4 times too low"),
        ("5", "That is close"),
        ("0", "4.9 times: 4.9 too low"),
        (" 1 000 ", "205 times too high"),
    ],
)
def test_the_gap_in_words(visit, chapters, guess, words):
    seen = asked(visit, f"{chapters}/bottleneck.html")
    seen.answer(guess)
    assert words in seen.model.locator(".kl-gap").inner_text()


@pytest.mark.parametrize("wrong", ["", "lots", "-3", "1e9", "<b>5</b>", "NaN", "Infinity"])
def test_what_is_no_guess_is_told_and_nothing_is_shown(visit, chapters, wrong):
    seen = asked(visit, f"{chapters}/bottleneck.html")
    seen.answer(wrong)
    told = seen.model.locator(".kl-guess [role=alert]").inner_text()
    assert told.startswith("Output in ten years must be a number from 0 to 1,000,000;")
    assert not showing(seen)
    field = seen.model.get_by_label("Output in ten years")
    assert field.input_value() == wrong
    field.fill("7")
    field.press("Enter")
    assert "You guessed 7 times" in seen.model.locator(".kl-gap").inner_text()


def test_a_reader_may_decline_or_simply_move_a_control(visit, chapters):
    for decline in (
        lambda seen: seen.skip.click(),
        lambda seen: (seen.handle("tasks").focus(), seen.page.keyboard.press("ArrowRight")),
        lambda seen: seen.model.get_by_role("button", name="everything scales").click(),
    ):
        seen = asked(visit, f"{chapters}/bottleneck.html")
        decline(seen)
        seen.model.locator(".kl-sentence").wait_for()
        assert showing(seen)
        assert not seen.model.locator(".kl-gap").is_visible()


def test_a_link_to_a_state_shows_that_state(visit, chapters):
    seen = asked(visit, f"{chapters}/bottleneck.html#bottleneck?v=1&tasks=0.4")
    assert showing(seen)


def test_a_guess_survives_a_reload_and_can_be_taken_along_and_deleted(visit, chapters):
    seen = asked(visit, f"{chapters}/bottleneck.html", permissions=["clipboard-read", "clipboard-write"])
    seen.answer("30")
    seen.page.reload()
    seen.model.and_(seen.page.locator("[data-live]")).wait_for()
    assert showing(seen)
    assert "You guessed 30 times" in seen.model.locator(".kl-gap").inner_text()
    assert seen.model.locator(".kl-view svg").get_by_text("your guess", exact=True).count() == 1

    seen.model.get_by_role("button", name="Copy my guesses").click()
    seen.model.get_by_text("Copied as one line").wait_for()
    assert seen.page.evaluate("navigator.clipboard.readText()") == "guesses?v=1&bottleneck=30"

    seen.model.get_by_role("button", name="Delete my guess").click()
    seen.model.locator(".kl-gap").wait_for(state="hidden")
    seen.model.locator(".kl-view svg").get_by_text("your guess").wait_for(state="detached")
    assert seen.page.evaluate(KEPT) == []
    seen.page.reload()
    assert seen.skip.is_visible()


def test_guesses_leave_the_page_by_nobodys_hand(visit, chapters):
    seen = asked(visit, f"{chapters}/bottleneck.html")
    requests = []
    seen.page.on("request", lambda request: requests.append(request.url))
    seen.answer("30")
    seen.model.locator(".kl-gap").wait_for()
    assert requests == []
    assert seen.page.evaluate(f"{KEPT}.map((key) => localStorage[key])") == ["30"]


@pytest.mark.parametrize("junk", ["<img src=x onerror=alert(1)>", "1,2,3", "NaN", "", "9" * 400, "null"])
def test_a_spoilt_memory_is_no_guess(visit, chapters, junk):
    seen = asked(visit, f"{chapters}/bottleneck.html")
    seen.answer("30")
    seen.page.evaluate(f"junk => localStorage.setItem({KEPT}[0], junk)", junk)
    seen.page.reload()
    seen.model.and_(seen.page.locator("[data-live]")).wait_for()
    assert seen.skip.is_visible()
    assert seen.complaints == []


def test_the_question_stands_there_before_the_scripts(visit, chapters):
    seen = visit()
    seen.page.route("**/kernelless/runtime.js*", lambda route: None)  # never answered
    seen.page.goto(f"{chapters}/bottleneck.html", wait_until="commit")
    seen.page.get_by_text(re.compile("How many times today’s output")).wait_for()
    assert not showing(seen)


def test_a_share_that_can_be_read_in_two_ways_is_asked_about_in_a_frame_that_forbids_forms_too(visit, host):
    seen = visit()
    seen.page.set_content(
        f'<iframe sandbox="allow-scripts" width="700" height="900" src="{host}/embed/value.html"></iframe>'
    )
    frame = seen.page.frame_locator("iframe")
    frame.locator("[data-live]").wait_for()
    field = frame.get_by_role("textbox", name="Judgment’s share")
    field.fill("0.19")
    field.press("Enter")
    assert frame.locator(".kl-choice button").all_inner_texts() == ["19%", "0.19%"]
    assert not frame.locator(".kl-gap").is_visible()
    frame.get_by_role("button", name="19%", exact=True).click()
    assert frame.locator(".kl-gap").inner_text().startswith("You guessed 19% of spending; the model says ")


@pytest.mark.parametrize("typed", ["1,000", "1.000"])
def test_thousands_or_decimals_are_asked_about(visit, chapters, typed):
    seen = asked(visit, f"{chapters}/bottleneck.html")
    seen.answer(typed)
    assert seen.model.locator(".kl-choice button").all_inner_texts() == ["1,000", "1"]
    seen.model.get_by_role("button", name="1", exact=True).click()
    assert seen.model.locator(".kl-gap").inner_text().startswith("You guessed 1 times;")
