"""A guess that is drawn, on a small page of its own opened from its folder."""

import math
import re

import pytest
from book import HEAD, build
from conftest import PHONE, boxes, fingers, until

PLACES = [2020, 2025, 2030, 2035, 2040]
LOW, HIGH = 1, 100
CHAPTER = (
    HEAD
    + """
import altair as alt
from kernelless import Guess, Parameter, Table, explorer

growth = Parameter("growth", "Growth", 0.1, range=(0, 0.2), step=0.01, format=".0%")
path = Table({"year": list(range(2020, 2041))}, lambda p, row: {"size": 2 * (1 + p["growth"]) ** (row["year"] - 2020)})
across = alt.X("x:Q", scale=alt.Scale(domain=[2020, 2040]), axis=alt.Axis(format="d"))
up = alt.Y("y:Q", scale=alt.Scale(type="log", domain=[1, 100], nice=False))
answer = alt.Chart(alt.NamedData("path")).transform_filter("revealed").mark_line().encode(
    x=alt.X("year:Q", scale=alt.Scale(domain=[2020, 2040])), y=alt.Y("size:Q"))
drawn = alt.Chart(alt.NamedData("guess")).mark_line(point=True, strokeDash=[4, 2]).encode(x=across, y=up)
padding = {"left": 40, "right": 20, "top": 10, "bottom": 30}
chart = alt.layer(drawn, answer).properties(width=500, height=240, padding=padding)
guess = Guess("How will it grow?", "Size", answer="size", range=(1, 100), unit="people", format=".1f",
              at=PLACES, table="path", x="year", scales=("x", "y"))
explorer(chart, [growth], tables={"path": path}, sentence=lambda p, out: f"It grows by {p['growth']:.0%} a year.",
         name="town", title="A town over the years", guess=guess)
```

```{code-cell} ipython3
share = Table({"year": list(range(2020, 2041))}, lambda p, row: {"share": p["growth"] * (row["year"] - 2020) / 20})
drawn = alt.Chart(alt.NamedData("guess")).mark_line(point=True).encode(
    x=across, y=alt.Y("y:Q", scale=alt.Scale(domain=[0, 1])))
explorer(drawn.properties(width=500, height=200), [growth], tables={"share": share}, name="share", title="A share",
         guess=Guess("Which share?", "Share", answer="share", range=(0, 1), format=".0%", compare="difference",
                     at=[2020, 2040], table="share", x="year"))
```
""".replace("PLACES", str(PLACES))
)


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    done, html = build(tmp_path_factory.mktemp("drawing") / "book", town=CHAPTER)
    assert done.returncode == 0, done.stderr
    return (html / "town.html").as_uri()


class Drawing:
    """The page with its question: where a value is on the picture, by the axes that the reader sees."""

    def __init__(self, visit, address):
        self.visit, self.page, self.address = visit, visit.page, address
        visit.name = "town"
        visit.open(address, guess=True)
        self.model = visit.model
        self.button = lambda name: self.model.get_by_role("button", name=name)

    def frame(self):
        """Left, top, right and bottom of the plotting area on the screen: what its axes' lines span."""
        [lines] = boxes(self.model, ".role-axis-domain line")
        across = max(lines, key=lambda line: line["width"])
        up = max(lines, key=lambda line: line["height"])
        return across["x"], up["y"], across["x"] + across["width"], up["y"] + up["height"]

    def at(self, year, size):
        left, top, right, bottom = self.frame()
        share = math.log(size / LOW) / math.log(HIGH / LOW)
        return left + (right - left) * (year - 2020) / 20, bottom - (bottom - top) * share

    def pixel(self):
        """By what factor the size grows over one pixel."""
        _, top, _, bottom = self.frame()
        return (HIGH / LOW) ** (1 / (bottom - top))

    def gap(self):
        """The gap in words, once it is there."""
        words = self.model.locator(".kl-gap")
        words.wait_for()
        return words.inner_text()

    def points(self):
        """The line's points, from the fields that stand for them."""
        inputs = self.model.locator(".kl-points input")
        return [float(inputs.nth(i).input_value() or "nan") for i in range(inputs.count())]

    def marks(self):
        return self.model.locator(".mark-symbol path").count()

    def close(self, sizes):
        """Within the pixel that a mouse can hit, and the two digits that a tenth of it is rounded to."""
        for found, size in zip(self.points(), sizes, strict=True):
            assert abs(math.log(found / size)) <= 1.1 * math.log(self.pixel()), (self.points(), sizes)

    def drag(self, *places, steps=40):
        self.page.mouse.move(*places[0])
        self.page.mouse.down()
        for place in places[1:]:
            self.page.mouse.move(*place, steps=steps)
        self.page.mouse.up()

    def fill(self, sizes):
        self.model.locator(".kl-points > summary").click()
        for i, size in enumerate(sizes):
            self.model.locator(".kl-points input").nth(i).fill(str(size))


@pytest.fixture
def drawing(visit, address):
    return Drawing(visit(viewport={"width": 1280, "height": 900}), address)


def line(year):
    """Steep, and straight on the picture's logarithmic axis."""
    return 2 * 40 ** ((year - 2020) / 20)


def shown(drawing):
    return drawing.model.locator(".mark-line path").evaluate_all("paths => paths.map(p => p.getAttribute('d') ?? '')")


@pytest.mark.parametrize("steps", [60, 7, 2], ids=["slow", "quick", "at once"])
def test_a_mouse_sets_each_point_to_the_height_at_which_it_passes(drawing, steps):
    drawing.drag(drawing.at(2020, line(2020)), drawing.at(2040, line(2040)), steps=steps)
    drawing.close([line(year) for year in PLACES])
    assert drawing.visit.complaints == []


def test_a_bend_is_followed(drawing):
    drawing.drag(*(drawing.at(year, size) for year, size in [(2040, 3), (2030, 50), (2020, 3)]), steps=25)
    drawing.close([3, math.sqrt(150), 50, math.sqrt(150), 3])


def test_a_point_is_set_by_a_click_and_moved_up_and_down(drawing):
    x, y = drawing.at(2030, 10)
    drawing.page.mouse.click(x + 3, y)
    assert [math.isnan(size) for size in drawing.points()] == [True, True, False, True, True]
    drawing.drag((x + 2, y), (x - 3, drawing.at(2030, 30)[1]), (x + 3, drawing.at(2030, 20)[1]))
    assert abs(math.log(drawing.points()[2] / 20)) <= 1.1 * math.log(drawing.pixel())


def test_shares_are_drawn_in_percent(drawing):
    drawing.model = drawing.page.locator("[data-model=share]")
    drawing.model.and_(drawing.page.locator("[data-live]")).wait_for()
    drawing.model.locator(".kl-picture").scroll_into_view_if_needed()
    left, top, right, bottom = drawing.frame()
    drawing.drag((left, bottom), (right, (top + bottom) / 2))
    fields = drawing.model.locator(".kl-points input")
    drawn = [fields.nth(i).input_value() for i in range(2)]
    assert all(words.endswith("%") for words in drawn)
    assert [float(words.rstrip("%")) for words in drawn] == pytest.approx([0, 50], abs=0.6)  # a pixel is half a percent
    drawing.model.get_by_role("button", name="Compare").click()
    # A tenth of growth is a share of a tenth in the end.
    assert drawing.gap() == f"You guessed {drawn[1]} at the end; the model says 10%: 40 points too high."


def test_beyond_the_range_a_point_stays_at_its_end(drawing):
    x, y = drawing.at(2020, 50)
    _, top, right, bottom = drawing.frame()
    drawing.drag((x, y), (right, top - 40), (right + 60, top - 40))
    assert drawing.points()[-1] == HIGH
    drawing.drag((right, bottom - 5), (right, bottom + 30))
    assert drawing.points()[-1] == LOW


def test_a_finger_draws_and_the_page_stays_where_it_is(visit, address):
    drawing = Drawing(visit(**PHONE), address)
    drawing.model.locator(".kl-picture").scroll_into_view_if_needed()
    before = drawing.page.evaluate("scrollY")
    with fingers(drawing.page) as swipe:
        swipe(drawing.at(2020, line(2020)), drawing.at(2040, line(2040)))
    drawing.close([line(year) for year in PLACES])
    assert drawing.page.evaluate("scrollY") == before
    drawing.button("Compare").tap()  # the finger was lifted in full motion, and this tap must not be lost for that
    said = re.match(r"You guessed (\d+) people at the end", drawing.gap())
    assert float(said[1]) == pytest.approx(80, abs=2)


def test_the_answer_is_out_of_sight_until_the_line_is_compared(drawing):
    """Not even for a moment: the picture that the page is delivered with holds it."""
    assert drawing.model.locator(".kl-sentence").is_hidden()
    assert not any(shown(drawing))
    drawing.button("Just show me").click()
    assert drawing.model.locator(".kl-sentence").is_visible()
    drawing.model.locator(".mark-line path[d^=M]").first.wait_for(state="attached")
    assert any(shown(drawing))
    assert drawing.model.locator(".kl-gap").is_hidden()


def test_the_page_as_delivered_hides_the_answer_where_scripts_will_come_and_shows_it_where_not(visit, address):
    late = visit(viewport={"width": 1280, "height": 900})
    late.page.route("**/kernelless/runtime.js", lambda route: route.abort())
    late.page.goto(address)
    still = late.page.locator("[data-model=town] .kl-still.kl-wide")
    assert still.is_hidden()
    assert late.page.get_by_text("Draw on the picture, from year 2020 to 2040.").first.is_visible()
    off = visit(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    off.page.goto(address)
    assert off.page.locator("[data-model=town] .kl-still.kl-wide").is_visible()
    assert off.page.locator("[data-model=town] .kl-sentence").is_visible()
    assert off.page.get_by_text("Draw on the picture").first.is_hidden()


def test_nothing_moves_when_the_page_comes_to_life(visit, address):
    late = visit(viewport={"width": 1280, "height": 900})
    late.page.route("**/kernelless/runtime.js", lambda route: route.abort())
    late.page.goto(address)
    parts = (".kl-picture", ".kl-guess")
    places = boxes(late.page.locator("[data-model=town]"), *parts)
    drawing = Drawing(visit(viewport={"width": 1280, "height": 900}), address)
    for part, [before], [after] in zip(parts, places, boxes(drawing.model, *parts), strict=True):
        for side in ("x", "y", "width", "height"):
            assert after[side] == pytest.approx(before[side], abs=1), (part, side)


def test_typed_from_the_keyboard_alone(drawing):
    summary = drawing.model.locator(".kl-points > summary")
    summary.focus()
    drawing.page.keyboard.press("Enter")
    for size in [2, 4, 8, 16, 32]:
        drawing.page.keyboard.press("Tab")
        drawing.page.keyboard.type(str(size))
    drawing.page.keyboard.press("Enter")
    words = drawing.model.locator(".kl-gap")
    # 2 people growing by a tenth for twenty years: 2 x 1.1^20 = 13.45; 32 is 2.4 times that.
    assert words.inner_text() == "You guessed 32 people at the end; the model says 13.5 people: 2.4 times too high."
    assert words.evaluate("element => element === document.activeElement")


def test_a_line_with_gaps_names_the_first_missing_place(drawing):
    drawing.drag(drawing.at(2020, 5), drawing.at(2026, 5))
    drawing.button("Compare").click()
    alert = drawing.model.locator(".kl-guess [role=alert]")
    assert alert.inner_text() == (
        "Draw from the first to the last year: the value at year 2030 must be a number from 1 to 100; it is empty."
    )
    assert drawing.model.locator(".kl-sentence").is_hidden()
    drawing.drag(drawing.at(2027, 5), drawing.at(2040, 9))
    assert alert.is_hidden()
    assert drawing.model.locator("[aria-invalid]").count() == 0
    drawing.button("Compare").click()
    assert drawing.model.locator(".kl-gap").is_visible()


def drawn(drawing, marks, lines):
    """Wait until so many marks and lines are in the picture."""

    def found():
        return drawing.marks(), len([path for path in shown(drawing) if path])

    until(drawing.page, lambda: found() == (marks, lines), lambda: f"{(marks, lines)}; there are {found()}")


def test_after_comparing_the_line_stays_survives_a_reload_and_goes_when_deleted(drawing):
    drawing.fill([2, 4, 8, 16, 32])
    drawing.button("Compare").click()
    gap = drawing.gap()
    drawn(drawing, 5, 2)
    drawing.visit.open(drawing.address + "#", guess=True)
    drawing.page.reload()
    drawing.model.and_(drawing.page.locator("[data-live]")).wait_for()
    assert drawing.gap() == gap
    drawn(drawing, 5, 2)
    drawing.button("Delete my guess").click()
    drawn(drawing, 0, 1)
    assert drawing.model.locator(".kl-gap").is_hidden()
    drawing.page.reload()
    drawing.button("Compare").wait_for()
    assert drawing.visit.complaints == []
