"""Icons are files, drawn in place of the font's, with all else that an element has."""

import re

import pytest
from book import build
from kernelless.sphinx import passes
from kernelless.sphinx.icons import SHAPES, drawn, svg
from selectolax.lexbor import LexborHTMLParser
from sphinx.errors import ExtensionError

ROCKET = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 8"><path d="M0 0h16v8z"/></svg>'


def draw(body, folders=()):
    tree = passes.fragment(body)
    drawn(tree, folders)
    return tree


def test_an_icon_keeps_the_classes_and_attributes_that_are_not_the_fonts():
    page = draw('<p><i class="theme-switch fa-solid fa-sun fa-lg" data-mode="light"></i></p>')
    [icon] = page.css("p > svg")
    assert page.css("i") == []
    assert icon.attributes["class"] == "kl-icon theme-switch"
    assert icon.attributes["data-mode"] == "light"
    assert icon.attributes["viewBox"] == "0 0 512 512"
    assert icon.css_first("path").attributes["d"].startswith("M")


def test_what_is_no_icon_stays():
    words = '<span class="fa-solid fa-sun">words</span><span class="sofa-bed"></span>'
    assert passes.inner(draw(words)) == words


def test_the_fonts_script_and_files_are_not_asked_for():
    page = passes.parsed(
        '<head><link href="vendor/fontawesome/a.woff2"><script src="fontawesome.js?v=1"></script></head>'
    )
    drawn(page)
    assert page.css("link, script") == []


def test_an_icon_answers_to_its_older_names():
    assert svg("home") == svg("house")


def test_every_shape_names_its_makers_and_terms():
    for file in SHAPES.glob("*.svg"):
        assert re.search("Font Awesome Free 6.5.2 .*Icons: CC BY 4.0", file.read_text()), file
        assert LexborHTMLParser(svg(file.stem)).css_first("path").attributes["d"]


@pytest.mark.parametrize(("name", "near"), [("magnifing-glass", "magnifying-glass"), ("arrow-upp", "arrow-up")])
def test_an_unknown_icon_is_named_with_the_nearest_and_how_to_add_one(name, near):
    said = f"no icon '{name}'; the nearest name is '{near}'. To have another, put its SVG, .* as icons/{name}.svg into"
    with pytest.raises(ExtensionError, match=said):
        draw(f'<i class="fas fa-{name}"></i>')


def test_a_site_may_have_icons_of_its_own(tmp_path):
    (tmp_path / "spaceship.svg").write_text(ROCKET)
    [icon] = draw('<i class="fa-solid fa-spaceship"></i>', [tmp_path]).css("svg")
    assert icon.attributes["viewBox"] == "0 0 16 8"
    (tmp_path / "empty.svg").write_text("<svg/>")
    with pytest.raises(ExtensionError, match=r"empty\.svg must hold an SVG with a viewBox and a path"):
        draw('<i class="fa-solid fa-empty"></i>', [tmp_path])


def test_an_unknown_icon_stops_the_build_and_says_on_which_page(tmp_path):
    done, _ = build(tmp_path / "book", page='# Page\n\n<i class="fa-solid fa-suun"></i>\n')
    assert done.returncode != 0
    assert "page.html: there is no icon 'suun'; the nearest name is 'sun'" in done.stderr
