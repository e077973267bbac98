"""A site in German: its words are in the page as delivered, in the model that lives, in a frame and in a saved file."""

import re

import book
import pytest
from kernelless import messages

GERMAN = {
    "language": "de",
    "guess.show": "Antwort zeigen",
    "guess.skip": "Nur zeigen",
    "guess.said": "Ihre Schätzung: {guess}; das Modell sagt {answer}",
    "guess.too_low": "{said}, also {gap} zu wenig.",
    "guess.times": "um den Faktor {gap}",
    "controls.type": "{label}, Wert eingeben",
    "typed.held": "bei {value} gehalten, dem Ende des Reglers",
    "address.unknown": "„{name}“ ist kein Regler; übergangen.",
    "address.more": {"one": "Und eine weitere.", "other": "Und {more} weitere."},
    "challenge.one": "Aufgabe",
    "challenge.start": "Aufgabe beginnen",
    "challenge.getting_closer": "schon näher",
    "inherit.nothing": "Von früher ist nichts bekannt. Ein Regler in {pages} genügt.",
    "widget.own": "Ihre Einstellung",
    "words.quoted": "„{text}“",
    "still.no_scripts": "Ohne Skripte steht das Bild still.",
    "embed.footer": "{page} auf {site}",
    "jupyter.slower": "Python rechnet.",
}
OPTIONS = """guess=Guess("Wie viel ist das Doppelte?", "Das Doppelte", answer="twice", range=(0, 100)),
      challenges=[Challenge("Mehr!", lambda p, out: out["twice"] / 10)], scenarios={"klein": {"a": 2}},
      scenario="klein", inherit=[Inherit("page", "Seite", {"b": "a"})]"""
PAGE = (
    book.MODELS.replace("Carry, Guess,", "Challenge, Guess, Inherit,").replace(
        "(0, 5), step=1)", '(0, 5), step=1, format=".0f")'
    )
    + f'model("slope", {OPTIONS})\n```\n'
)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sites") / "german"
    done, pages = book.build(folder, conf=f"kernelless_messages = {GERMAN!r}\n", page=PAGE)
    messages.use({})
    assert done.returncode == 0, done.stderr
    return pages


@pytest.mark.parametrize("name", ["page", "embed/slope"])
def test_the_page_is_delivered_with_the_site_s_words(site, name):
    text = (site / f"{name}.html").read_text(encoding="utf-8")
    delivered = re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)
    for said in (
        ">Antwort zeigen</button>", ">Nur zeigen</button>", "Ohne Skripte steht das Bild still.", "<strong>Aufgabe. <",
        "„klein“: ",
    ):  # fmt: skip
        assert said in delivered
    for usual in ("Show the answer", "Just show me", "Scripts are off", "<strong>Challenge", "“klein”"):
        assert usual not in delivered
    data = re.search(rf'<script type="{re.escape(messages.TYPE)}">(.*?)</script>', text)[1]
    assert "Wert eingeben" in data
    assert "Ohne Skripte" not in data  # which scripts never say
    if name == "page":
        assert "Von früher ist nichts bekannt. Ein Regler in <a " in delivered
    else:
        assert re.search(r"<footer><p><a [^>]*>A page</a> auf ", delivered)


def test_a_page_without_a_model_has_no_words_of_its(site):
    assert messages.TYPE not in (site / "index.html").read_text(encoding="utf-8")


def lives(visit, address):
    """The model at an address, with a link's state that says too much; what it says is the site's."""
    seen = visit()
    seen.name = "slope"
    seen.open(f"{address}#slope?v=1&b=1&c=1&d=1&e=1", guess=True)
    model = seen.model
    model.get_by_text("„d“ ist kein Regler; übergangen. Und eine weitere.").wait_for()
    model.get_by_role("textbox", name="Das Doppelte").fill("1")
    model.get_by_role("button", name="Antwort zeigen").click()
    model.get_by_text("Ihre Schätzung: 1; das Modell sagt 4, also um den Faktor 4.0 zu wenig.").wait_for()
    field = model.get_by_role("textbox", name="Slope, Wert eingeben")
    field.fill("3")
    field.press("Enter")
    model.locator(".kl-sentence", has_text="Ihre Einstellung: Twice that is 6.").wait_for()
    model.get_by_text("schon näher").wait_for()
    field.fill("9")
    field.press("Enter")
    model.get_by_text("bei 5 gehalten, dem Ende des Reglers").wait_for()
    model.get_by_role("button", name="Aufgabe beginnen").wait_for()
    assert (seen.complaints, seen.foreign) == ([], [])
    return model


def test_the_model_says_them_once_it_lives(visit, site):
    lives(visit, (site / "page.html").as_uri()).get_by_text("Von früher ist nichts bekannt.").wait_for()
    lives(visit, (site / "embed" / "slope.html").as_uri())


def test_a_saved_model_says_them_too(visit, tmp_path):
    names = {}
    messages.use(GERMAN)
    try:
        exec(PAGE.partition("ipython3\n")[2].partition("```")[0].replace("\nmodel(", "\nmade = model("), names)
        names["made"].save(tmp_path / "slope.html")
    finally:
        messages.use({})
    assert '<html lang="de"' in (tmp_path / "slope.html").read_text(encoding="utf-8")
    lives(visit, (tmp_path / "slope.html").as_uri())
