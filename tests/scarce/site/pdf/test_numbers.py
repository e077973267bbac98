"""Figures, formulas and exercises numbered by chapter."""

from bs4 import BeautifulSoup
from scarce.site.pdf import numbers
from scarce.site.pdf.contents import Entry

THREE = Entry("chapters/three", "I · Part", "3")
MODEL = """<section class="kl kl-asking" data-model="NAME" data-state="{}" aria-label="A tank">
<figure class="kl-figure"></figure>
<p class="kl-sentence"><span class="kl-name">“full”: </span>It is full.</p></section>"""


def soup(text):
    return BeautifulSoup(f"<article>{text}</article>", "html.parser").article


def test_a_model_is_a_figure_with_name_sentence_and_where_it_moves():
    body = soup(MODEL.replace("NAME", "tank") + MODEL.replace("NAME", "sink"))
    assert numbers.figures(body, THREE, "https://x.y/three.html") == ["3.1", "3.2"]
    captions = body.select("figure > figcaption")
    assert [caption.get_text() for caption in captions] == [
        f"Figure 3.{i}. A tank. “full”: It is full. Move it." for i in (1, 2)
    ]
    assert [link["href"] for link in body.select("figcaption a")] == [
        f"https://x.y/three.html#{n}" for n in ("tank", "sink")
    ]
    assert [section["id"] for section in body.select("section")] == ["model-tank", "model-sink"]
    assert "asking" not in str(body)


def test_the_picture_bears_the_name_of_its_place():
    place = '<div role="img" aria-label="A tank. It is full."><svg aria-hidden="true"></svg></div>'
    body = soup(MODEL.replace("</figure>", f"{place}</figure>"))
    numbers.figures(body, THREE, "https://x.y/three.html")
    svg = body.find("svg")
    assert (svg["role"], svg["aria-label"], svg.get("aria-hidden")) == ("img", "A tank. It is full.", None)
    assert body.find("figure")["role"] == "group"
    assert not svg.parent.attrs


def test_a_formula_and_what_refers_to_it_get_the_same_number():
    body = soup(
        '<div id="equation-a">y<span class="eqno">(2)</span></div><p>(2) of <a href="#equation-a">(2)</a>, (1)</p>'
    )
    numbers.formulas(body, THREE)
    assert body.get_text() == "y(3.2)(2) of (3.2), (1)"


def test_exercises_and_solutions_are_numbered_alike():
    body = soup(
        '<div class="exercise"><p class="rubric">Exercise 4 <span>play</span></p><p>Exercise 4</p></div>'
        '<details class="solution"><summary>Solution 4</summary></details>'
    )
    numbers.exercises(body, THREE)
    assert body.get_text("|") == "Exercise 3.4 |play|Exercise 4|Solution 3.4"


def test_the_title_has_the_chapter_s_number_and_the_opening_page_s_has_none():
    assert numbers.title(soup("<h1>A <em>name</em></h1>"), THREE) == "3 A name"
    assert numbers.title(soup("<h1>A name</h1>"), Entry("start", "", "0")) == "A name"
