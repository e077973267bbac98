"""Neighbouring style sheets become one, with the same rules in the same order and the same files behind them."""

import re

import pytest
from book import again, build
from kernelless.sphinx import passes, styles

PAGE = """<head><link href="../_static/styles/a.css?digest=1" rel="stylesheet" />
<link rel="stylesheet" type="text/css" href="../_static/b.css" />
<link rel="stylesheet" href="../_static/kernelless/0123456789ab.css" /><link rel="icon" href="icon.svg">
<link rel="stylesheet" href="../_static/c.css" /><link rel="stylesheet" href="../_static/b.css" />
<link rel="stylesheet" href="https://elsewhere.example/d.css" /></head>"""
SHEETS = {
    "styles/a.css": '@charset "UTF-8";\n@import "../base.css";\n.a { background: url(../images/a.png) }',
    "base.css": ".base { src: url('fonts/x.woff2') format('woff2') }",
    "b.css": '.b { background: url("data:image/svg+xml,%3Csvg%3E") url(#part) }',
    "c.css": ".c { background: url(https://elsewhere.example/c.png) }",
    "kernelless/0123456789ab.css": ".k {}",
}


def merged(page, file, static):
    tree = passes.parsed(page)
    styles.merged(tree, file, static)
    return passes.written(tree)


@pytest.fixture
def site(tmp_path):
    for name, text in SHEETS.items():
        file = tmp_path / "_static" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    (tmp_path / "chapters").mkdir()
    return tmp_path


def test_neighbours_become_one_and_their_order_stays(site):
    page = merged(PAGE, site / "chapters" / "one.html", site / "_static")
    links = re.findall(r'rel="stylesheet" href="([^"]*)"', page)
    assert [re.sub(r"-\w{12}", "-*", link) for link in links] == [
        "../_static/style-*.css", "../_static/kernelless/0123456789ab.css", "../_static/style-*.css",
        "https://elsewhere.example/d.css",
    ]  # fmt: skip
    assert '<link rel="icon" href="icon.svg">' in page
    first, second = ((site / "chapters" / links[i]).read_text() for i in (0, 2))
    assert re.findall(r"\.(base|a|b|c) ", first) == ["base", "a", "b"]
    assert re.findall(r"\.(base|a|b|c) ", second) == ["c", "b"]
    assert not re.search("@import|@charset", first)


def test_addresses_lead_where_they_led(site):
    page = merged(PAGE, site / "chapters" / "one.html", site / "_static")
    text = "".join((site / "chapters" / link).read_text() for link in re.findall(r'"([^"]*style-[^"]*)"', page))
    for address in ('url("images/a.png")', 'url("fonts/x.woff2")', 'url("data:image/svg+xml,%3Csvg%3E")', "url(#part)"):
        assert address in text
    assert "url(https://elsewhere.example/c.png)" in text


def test_pages_share_the_file(site):
    one = merged(PAGE, site / "chapters" / "one.html", site / "_static")
    two = merged(PAGE.replace("../_static", "_static"), site / "two.html", site / "_static")
    assert re.findall(r"style-\w+", one) == re.findall(r"style-\w+", two)


def test_a_file_marked_for_it_becomes_part_of_its_sheet_which_stays_on_its_own(site):
    (site / "_static" / "face.woff2").write_bytes(b"\x00face")
    (site / "_static" / "b.css").write_text("@font-face { src: url('face.woff2#embed') format('woff2') }")
    page = merged(
        PAGE.replace("kernelless/0123456789ab.css", "c.css"), site / "chapters" / "one.html", site / "_static"
    )
    faces = re.findall(r'"([^"]*faces-[^"]*)"', page)
    text = (site / "chapters" / faces[0]).read_text()
    assert text == "@font-face { src: url(\"data:font/woff2;base64,AGZhY2U=\") format('woff2') }"
    # Its neighbours are neighbours of one another.
    [together] = re.findall(r'"([^"]*style-[^"]*)"', page)
    assert re.findall(r"\.(base|a|c) ", (site / "chapters" / together).read_text()) == ["base", "a", "c", "c"]


def test_a_style_sheet_that_changes_reaches_pages_that_do_not(tmp_path):
    own = tmp_path / "own.css"
    own.write_text("p { color: #123456 }")
    conf = 'html_static_path = ["own.css"]\nhtml_css_files = ["own.css"]\n'
    build(tmp_path / "book", conf=conf, files=[own], plain="# Plain\n\nNo model here.\n")
    (tmp_path / "book" / "own.css").write_text("p { color: #654321 }")
    done, html = again(tmp_path / "book")
    assert done.returncode == 0, done.stderr
    sheets = re.findall(r'rel="stylesheet" href="([^"?]+)', (html / "plain.html").read_text())
    rules = "".join((html / sheet).read_text() for sheet in sheets)
    assert "#654321" in rules
    assert "#123456" not in rules
