"""A page has in itself the rules that it needs as it stands; its style sheets come after its content."""

import re
import subprocess

import pytest
from kernelless.live_chart import FRONTEND
from kernelless.sphinx import order, styles
from kernelless.sphinx.built import node

SHEETS = {
    "style-0123456789ab.css": """
:root { --used: #123; --of-a-picture: #456; --unused: #789 }
@font-face { font-family: Own; src: url("fonts/own.woff2") }
@font-face { font-family: Stand-in; src: local("Arial"); size-adjust: 90% }
.shown { color: var(--used); font-family: Own, Stand-in; background: url("images/a.png") }
.never { color: red }
.made-by-script { color: blue }
html[data-theme="dark"] .shown { color: white }
@media print { .shown { color: black } }
""",
    "faces-0123456789ab.css": '@font-face { font-family: Own; src: url("data:font/woff2;base64,AAAA") }',
}
PAGE = """<html><head><title>T</title><script data-cfasync="false">theme()</script>
<link rel="stylesheet" href="../_static/faces-0123456789ab.css" />
<link rel="stylesheet" href="../_static/style-0123456789ab.css" />
<link rel="preload" as="script" href="kernelless/chart.js">
<script type="application/vnd.jupyter.widget-state+json">{}</script>
<script async="async" src="kernelless/runtime.js?v=1"></script><script src="theme.js"></script></head>
<body><p class="shown">Text <svg><path fill="var(--of-a-picture)"/></svg></p>
<script>const name = "made-by-script";</script></body></html>"""


def first(site):
    subprocess.run([*node(), str(FRONTEND / "first.mjs"), str(site)], check=True)


@pytest.fixture
def page(tmp_path):
    for folder in ("chapters", "_static"):
        (tmp_path / folder).mkdir()
    for name, text in SHEETS.items():
        (tmp_path / "_static" / name).write_text(text)
    file = tmp_path / "chapters" / "one.html"
    file.write_text(styles.placed(order.reordered(PAGE, first=True), "<!-- style sheets -->"))
    first(tmp_path)
    return file


def test_what_the_page_shows_has_its_rules_before_the_first_line(page):
    head, body = page.read_text().split("</head>")
    [style] = re.findall(r"<style data-first>(.*?)</style>", head)
    for wanted in (".shown", "--used", "--of-a-picture", "Stand-in", "[data-theme=dark]", "../_static/images/a.png"):
        assert wanted in style, wanted
    for other in ("never", "made-by-script", "--unused", "own.woff2", "base64", "print"):
        assert other not in style, other
    assert "<style" not in body


def test_the_sheets_stand_behind_the_content_and_typefaces_last(page):
    head, body = page.read_text().split("</head>")
    assert 'rel="stylesheet"' not in head
    order_of = ["Text", "widget-state", "style-0123456789ab.css", "runtime.js?v=1", "chart.js", "theme.js", "faces-"]
    places = [body.index(text) for text in order_of]
    assert places == sorted(places)
    assert "async" not in body
    for text in ("theme()", "chart.js", "runtime.js", "faces-", "style-0123456789ab", "state+json", "theme.js"):
        assert page.read_text().count(text) == 1, text


def test_a_page_that_has_it_stays_as_it_is(page):
    once = page.read_text()
    first(page.parent.parent)
    assert page.read_text() == once


def test_a_page_without_style_sheets_gets_none(tmp_path):
    file = tmp_path / "plain.html"
    file.write_text("<html><head></head><body>Text</body></html>")
    first(tmp_path)
    assert "<style" not in file.read_text()
