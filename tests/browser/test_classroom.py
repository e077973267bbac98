"""What the class guessed, as a teacher does it: lines pasted, a form's CSV, and what a class may come up with."""

import json
import random
import re
import statistics

import pytest
from conftest import PHONE, SITE, boxes
from scarce.explorers import bottleneck, compounding, middle
from test_access import AXE, RUN

TEN = "10 of them, one for each year from 1 to 10, each a number from 1 to 1,000,000"
DRAWN = "1,2,3,4,5,6,7,8,9,"


COPY = """(text) => {
  const field = document.createElement("textarea");
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}"""
#: Put a text in, and come back when what it says is shown.
INPUT = """async (text) => {
  const field = document.querySelector("#kl-lines");
  field.value = text;
  field.dispatchEvent(new Event("input"));
  await new Promise((shown) => requestAnimationFrame(() => setTimeout(shown)));
}"""
CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}


@pytest.fixture
def page(visit, chapters):
    return Teacher(visit(**CLIPBOARD), f"{chapters}/guesses.html")


class Teacher:
    """The page, and what a teacher does there."""

    def __init__(self, seen, address):
        self.seen, self.page = seen, seen.open(address, live=False).page
        self.field = self.page.get_by_label("Lines of guesses")
        self.status = self.page.locator(".kl-status")
        self.field.wait_for()

    def paste(self, *lines):
        """Put the lines in place of what stands there, from the clipboard."""
        self.page.evaluate(COPY, "\n".join(lines))
        self.field.focus()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.press("Control+v")
        return self.status.inner_text()

    def words(self, name):
        return self.page.locator(f"[data-question={name}] .kl-words").inner_text()

    def left_out(self):
        return self.page.locator(".kl-troubles li").all_inner_texts()

    def questions(self):
        return [s.get_attribute("data-question") for s in self.page.locator("[data-question]").all()]


def test_good_lines_stand_beside_the_models_answer(page):
    assert page.paste(
        "guesses?v=1&bottleneck=100&judgment=3", "guesses?v=1&bottleneck=2", "guesses?v=1&bottleneck=30"
    ) == ("3 lines counted.")
    answer = bottleneck.explore(ask=True).extras["guess"]["answer"]
    assert page.words("bottleneck") == (
        f"3 guesses: the median is 30 times. The model says {answer:.1f} times; 1 guessed lower, 2 higher."
    )
    assert page.questions() == ["bottleneck", "judgment"]
    assert "How many times today’s output" in page.page.locator("[data-question=bottleneck]").inner_text()
    assert page.left_out() == []
    assert (page.seen.complaints, page.seen.foreign) == ([], [])


def test_median_and_middle_half_are_those_of_the_statistics_module(page):
    draw = random.Random(5)
    guesses = [round(draw.lognormvariate(3, 1.5) + 1, 1) for _ in range(41)]
    page.paste(*(f"guesses?v=1&bottleneck={guess}" for guess in guesses))
    low, mid, high = statistics.quantiles(guesses, n=4, method="inclusive")
    found = re.findall(r"([\d,.]+) times", page.words("bottleneck"))[:3]
    assert [float(text.replace(",", "")) for text in found] == pytest.approx([mid, low, high], abs=0.051)


def test_the_bars_hold_every_guess_and_the_answer_is_marked_where_it_lies(page):
    page.paste(*(f"guesses?v=1&hierarchy={n}" for n in (0, 0, 0, 20, 66)))
    assert page.status.inner_text() == "3 lines counted, 2 things left out."
    assert page.left_out()[0] == "Line 2: the same guesses as in line 1, so they count once."
    page.page.get_by_label("Several people made the same guesses").check()
    assert page.status.inner_text() == "5 lines counted."
    svg = page.page.locator("[data-question=hierarchy] svg")
    bars, [ground], [mark] = boxes(svg, "rect", ".kl-ground", "line.kl-answer-mark")
    bars = sorted(bars, key=lambda bar: bar["x"])
    assert len(bars) == 3
    assert svg.locator(".kl-count").all_text_contents() == ["3", "1", "1"]
    assert bars[0]["height"] == pytest.approx(3 * bars[1]["height"], rel=0.03)
    assert mark["x"] + mark["width"] / 2 == pytest.approx(ground["x"] + ground["width"] * 45 / 66, abs=2)
    assert svg.get_by_text("the model 45").count() == 1


def test_a_scale_that_goes_by_factors_says_so_by_its_marks(page):
    page.paste(*(f"guesses?v=1&trust={n}" for n in (2, 30, 4000)))
    svg = page.page.locator("[data-question=trust] svg")
    [texts] = boxes(svg, "text")
    marks = [mark for text in ("10", "100", "1,000") for mark in texts if mark["text"] == text]
    first, second, third = (mark["x"] + mark["width"] / 2 for mark in marks)
    assert first < second < third
    page.paste(*(f"guesses?v=1&middle={n}" for n in (2, 4, 9)))
    svg = page.page.locator("[data-question=middle] svg")
    assert [svg.get_by_text(text, exact=True).count() for text in ("2", "10")] == [1, 1]


def test_a_drawn_line_counts_by_its_last_year(page):
    page.paste(*(f"guesses?v=1&compounding={DRAWN}{end}" for end in (10, 1000, 90000)))
    answer = compounding.explore(ask=True).extras["guess"]["answer"][-1]
    assert page.words("compounding") == (
        "3 guesses at year 10: the median is 1,000 times. "
        f"The model says {answer:,.0f} times; 3 guessed lower, 0 higher."
    )


def test_a_forms_csv_with_times_quotes_and_columns(page):
    assert (
        page.paste(
            "Timestamp,Your guesses,Group",
            f'2026/09/01 10:00:12,"guesses?v=1&bottleneck=100&compounding={DRAWN}10",A',
            "2026/09/01 10:01:12,guesses?v=1&bottleneck=50,7",
            '"2026-09-01, 10:02";"guesses?v=1&amp;bottleneck=20";B',
            '2026/09/01 10:03:12,"guesses?v=1&bottleneck=10',
            '",B',
            "",
            "2026/09/01 10:04:12\tguesses?v=1&bottleneck=5\tB",
        )
        == "5 lines counted, 1 thing left out."
    )
    assert page.words("bottleneck").startswith("5 guesses: the median is 20 times; the middle half lies from 10")
    assert page.words("compounding").startswith("1 guess at year 10: the median is 10 times")
    assert page.left_out() == ["Line 1: a line must hold “guesses?v=1&…”; got “Timestamp,Your guesses,Group”."]


def test_lines_from_a_chat(page):
    page.paste(
        f"Anna: guesses?v=1&compounding={DRAWN}10  :-)",
        "> guesses?v=1&middle=4",
        "guesses?v=1&middle=5 guesses?v=1&middle=6",
    )
    assert page.words("compounding").startswith("1 guess ")
    assert page.words("middle").startswith("3 guesses: the median is 5.")
    assert page.left_out() == []


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("hello", "a line must hold “guesses?v=1&…”; got “hello”"),
        ("guesses?v=2&bottleneck=3", "a line must begin with “guesses?v=1”; got “guesses?v=2&bottleneck=3”"),
        ("guesses?bottleneck=3", "a line must begin with “guesses?v=1”; got “guesses?bottleneck=3”"),
        ("guesses?v=1", "the line holds no guess"),
        ("guesses?v=1&nothing=3", "no model of this book that asks for a guess is called “nothing”"),
        ("guesses?v=1&week=3", "no model of this book that asks for a guess is called “week”"),
        ("guesses?v=1&bottleneck=many", "Output in ten years must be a number from 0 to 1,000,000; got “many”"),
        ("guesses?v=1&bottleneck=-1", "Output in ten years must be a number from 0 to 1,000,000; got “-1”"),
        ("guesses?v=1&bottleneck=1e7", "Output in ten years must be a number from 0 to 1,000,000; got “1e7”"),
        ("guesses?v=1&bottleneck=1e999", "Output in ten years must be a number from 0 to 1,000,000; got “1e999”"),
        ("guesses?v=1&bottleneck=NaN", "Output in ten years must be a number from 0 to 1,000,000; got “NaN”"),
        ("guesses?v=1&bottleneck=", "Output in ten years must be a number from 0 to 1,000,000; got “”"),
        ("guesses?v=1&bottleneck", "Output in ten years must be a number from 0 to 1,000,000; got “”"),
        ("guesses?v=1&value=101", "Judgment’s share must be a number from 0% to 100%; got “101”"),
        ("12", "plain numbers: choose above which question they answer; got “12”"),
        (
            "guesses?v=1&compounding=1,2",
            f"Times today’s level must be {TEN}; got “1,2”",
        ),
        (
            "guesses?v=1&compounding=1,,3,4,5,6,7,8,9,10",
            f"Times today’s level must be {TEN}; got “1,,3,4,5,6,7,8,9,10”",
        ),
        ("guesses?v=1&middle=4&middle=5", "a line must guess once for each model; got “middle” again"),
    ],
)
def test_what_cannot_be_read_is_listed_with_line_rule_and_value_and_the_rest_counts(page, line, reason):
    page.paste("guesses?v=1&bottleneck=7", line, "guesses?v=1&bottleneck=9")
    assert page.left_out() == [f"Line 2: {reason}."]
    assert page.words("bottleneck").startswith("2 guesses: the median is 8 times")


def test_plain_numbers_from_hands_or_paper_count_for_the_question_chosen(page):
    page.page.get_by_label("Plain numbers").select_option("bottleneck")
    assert page.paste("3, 5 7", "1.024", "10×4", "middle: 4") == "4 lines counted."
    assert page.words("bottleneck").startswith("8 guesses: the median is 10 times")
    assert page.words("middle").startswith("1 guess: the median is 4.")
    assert page.page.locator(".kl-notes li").all_inner_texts() == [
        "Line 2: Output in ten years, “1.024”: read as 1,024."
    ]


def test_a_line_with_one_bad_guess_counts_for_its_others(page):
    assert page.paste("guesses?v=1&bottleneck=many&middle=4") == "1 line counted, 1 thing left out."
    assert page.questions() == ["middle"]


HOSTILE = [
    "<img src=x onerror=document.documentElement.dataset.hit=1>",
    "guesses?v=1&<script>document.documentElement.dataset.hit=1</script>=1",
    'guesses?v=1&bottleneck="><svg/onload=document.documentElement.dataset.hit=1>',
    "guesses?v=1&bottleneck=javascript:alert(1)",
    "guesses?v=1&__proto__=1&constructor=2&toString=3",
    "=cmd|' /C calc'!A0,guesses?v=1&bottleneck=5",
    "guesses?v=1&bottleneck=" + "9" * 5000,
    "\u202eguesses?v=1&x=1\u202c\u0000",
    "guesses?" * 300,
]


def test_hostile_lines_are_text_and_nothing_else(page):
    page.paste(*HOSTILE, "guesses?v=1&bottleneck=6")
    assert page.words("bottleneck").startswith("2 guesses: the median is 5.5 times")
    assert "<img src=x onerror" in page.left_out()[0]
    assert page.page.locator(".kl-class :is(img, iframe, svg svg, script:not([type]))").count() == 0
    assert page.page.locator("html").get_attribute("data-hit") is None
    assert max(map(len, page.left_out())) < 300
    assert page.seen.complaints == []


def test_a_flood_of_bad_lines_is_listed_in_part(page):
    assert page.paste(*["nonsense"] * 2000) == "0 lines counted, 2,000 things left out."
    assert len(page.left_out()) == 51
    assert page.left_out()[-1] == "And 1,950 more."


def test_lines_that_lost_their_breaks_count_each_and_too_long_a_line_is_left_out(page):
    lines = [f"guesses?v=1&bottleneck={n}&compounding={DRAWN}10 " for n in range(32)]
    assert page.paste("".join(lines[:30]), f'"{"".join(lines[30:])}"') == "32 lines counted."
    assert page.paste("guesses?" * 2500 + "!", lines[0]) == "1 line counted, 1 thing left out."
    assert page.left_out() == ["Line 1: a line may have at most 20000 characters; this one has 20001."]


def computing(page, act):
    """Seconds that the page's thread computes meanwhile, whatever else the machine does."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent():
        return {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}["ThreadTime"]

    before = spent()
    act()
    took = spent() - before
    session.detach()
    return took


def test_five_hundred_lines_take_less_than_a_second_of_computing(page):
    draw = random.Random(3)
    names = {"bottleneck": 1e4, "hierarchy": 66, "middle": 10, "judgment": 1e3, "trust": 1e5, "value": 1, "purpose": 1}
    lines = []
    for _ in range(500):
        guesses = "".join(f"&{name}={1 + draw.random() * (top - 1)}" for name, top in names.items())
        lines.append(f"guesses?v=1{guesses}&compounding={DRAWN}{draw.randint(1, 99999)}")
    took = computing(page.page, lambda: page.page.evaluate(INPUT, "\n".join(lines)))
    assert page.status.inner_text() == "500 lines counted."
    assert page.words("bottleneck").startswith("500 guesses")
    assert 0 < took < 1


def test_a_file_is_read_and_everything_can_be_deleted_and_nothing_is_kept(page, tmp_path):
    requests = []
    page.page.on("request", lambda request: requests.append(request.url))
    (tmp_path / "form.csv").write_text('\ufeff"time","line"\r\n"10:00","guesses?v=1&middle=4"\r\n', encoding="utf-8")
    page.page.get_by_label("Or a file").set_input_files(tmp_path / "form.csv")
    page.page.locator("[data-question=middle]").wait_for()
    answer = middle.explore(ask=True).extras["guess"]["answer"]
    assert page.words("middle") == f"1 guess: the median is 4. The model says {answer:.0f}; 1 guessed lower, 0 higher."
    page.page.get_by_role("button", name="Delete the lines").click()
    assert page.field.input_value() == ""
    assert page.questions() == page.left_out() == []
    assert requests == []
    assert page.page.evaluate("JSON.stringify(localStorage)").count("middle") == 0
    page.page.get_by_label("Or a file").set_input_files(tmp_path / "form.csv")  # the same file again
    page.page.locator("[data-question=middle]").wait_for()


def test_what_a_reader_copies_is_what_the_page_reads(visit, chapters, page):
    seen = visit(**CLIPBOARD).open(f"{chapters}/bottleneck.html", guess=True)
    seen.model.get_by_label("Output in ten years").fill("30")
    seen.model.get_by_role("button", name="Show the answer").click()
    seen.model.get_by_role("button", name="Copy my guesses").click()
    seen.model.get_by_text("Copied as one line").wait_for()
    page.paste(seen.page.evaluate("navigator.clipboard.readText()"))
    assert page.words("bottleneck").startswith("1 guess: the median is 30 times")


def test_the_answers_are_those_of_the_models():
    text = (SITE / "chapters/guesses.html").read_text(encoding="utf-8")
    printed = [json.loads(answer) for answer in re.findall(r'"answer":(\[[^\]]*\]|[^,]*),', text)]
    for explorer in (bottleneck, compounding, middle):
        answer = explorer.explore(ask=True).extras["guess"]["answer"]
        assert any(answer == pytest.approx(other, rel=1e-12) for other in printed if type(other) is type(answer))


@pytest.mark.parametrize("options", [PHONE, {"color_scheme": "dark"}], ids=["phone", "dark"])
def test_it_fits_a_phone_and_a_dark_page_and_a_folder(visit, options):
    page = Teacher(visit(**options, **CLIPBOARD), f"{SITE.as_uri()}/chapters/guesses.html")
    page.paste(*(f"guesses?v=1&bottleneck={n}&trust={n}" for n in range(1, 400, 7)), "x" * 500)
    assert page.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for question in ("bottleneck", "trust"):
        [frame], labels = boxes(page.page.locator(f"[data-question={question}]"), "svg", "svg text")
        assert labels
        for label in labels:
            assert label["x"] >= frame["x"] - 1
            assert label["x"] + label["width"] <= frame["x"] + frame["width"] + 1
            assert label["height"] >= 14  # not shrunk with the picture
    assert (page.seen.complaints, page.seen.foreign) == ([], [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_there_is_something_to_see(visit, chapters, scheme):
    page = Teacher(visit(color_scheme=scheme, reduced_motion="reduce", **CLIPBOARD), f"{chapters}/guesses.html")
    page.paste(*(f"guesses?v=1&bottleneck={n}&middle=4" for n in (1, 20, 300)), "hello")
    page.page.locator("[data-question=middle] svg").wait_for()
    page.page.evaluate(AXE)
    assert page.page.evaluate(RUN) == []


def test_on_paper_there_are_the_pictures_and_nothing_to_press(page):
    page.paste("guesses?v=1&bottleneck=100", "guesses?v=1&bottleneck=10")
    page.page.emulate_media(media="print")
    assert page.page.locator("[data-question=bottleneck] svg").is_visible()
    assert not page.field.is_visible()
    assert not page.page.get_by_role("button", name="Delete the lines").is_visible()


def test_without_scripts_the_questions_stand_there(visit, chapters):
    seen = visit(java_script_enabled=False).open(f"{chapters}/guesses.html", live=False)
    assert seen.page.get_by_text("How many times today’s output").is_visible()
    assert seen.page.get_by_text("Where scripts run").is_visible()
