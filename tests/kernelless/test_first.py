"""A page has in itself the rules that it needs as it stands; its style sheets come after its content."""

from pathlib import Path

import pytest
from kernelless.sphinx import first, order, passes, policy, styles

SHEETS = {
    "style-0123456789ab.css": """
:root { --used: #123; --of-a-picture: #456; --unused: #789 }
@font-face { font-family: Own; src: url("fonts/own.woff2") }
@font-face { font-family: Stand-in; src: local("Arial"); size-adjust: 90% }
.shown { color: var(--used); font-family: Own, Stand-in; background: url("images/a.png") }
.never { color: red }
.named-in-words { color: green }
.made-by-script { color: blue }
.in-a-picture { fill: blue }
.shown svg text { letter-spacing: 1px }
.shown[title="here"] { content: "</style>" }
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
<body><p class="shown" title="here">Text named-in-words
<svg><path class="in-a-picture" fill="var(--of-a-picture)"/><text>one</text></svg></p>
<script>const name = "made-by-script";</script></body></html>"""


@pytest.fixture
def page(tmp_path):
    for folder in ("chapters", "_static"):
        (tmp_path / folder).mkdir()
    for name, text in SHEETS.items():
        (tmp_path / "_static" / name).write_text(text)
    file = tmp_path / "chapters" / "one.html"
    return passes.Page(passes.parsed(PAGE), file, Path("chapters/one.html"))


@pytest.fixture
def done(page):
    """The page as it is in the end, with its first style in itself."""
    order.reordered(page.tree, first=True)
    styles.faces_last(page.tree)
    first.put(page.tree, first.made({"page": first.asked(page.tree, page.file)})["page"])
    return page.tree


def test_what_the_page_shows_has_its_rules_before_the_first_line(done):
    [style] = (node.text() for node in done.css("style"))
    assert done.css_matches("head > style[data-first]")
    wanted_rules = (
        ".shown",
        "--used",
        "--of-a-picture",
        "Stand-in",
        "[data-theme=dark]",
        ".shown svg text",
        "../_static/images/a.png",
    )
    for wanted in wanted_rules:
        assert wanted in style, wanted
    for other in ("never", "made-by", "named-in", "in-a-picture", "--unused", "own.woff2", "base64", "print"):
        assert other not in style, other


def test_what_stands_in_a_string_of_a_rule_does_not_end_the_style(done):
    [style] = (node.text() for node in passes.parsed(passes.written(done)).css("style"))
    assert "<\\/style>" in style
    assert style.endswith("}")


def test_the_policy_allows_it_by_its_digest(done):
    [style] = (node.text() for node in done.css("style"))
    policy.guarded(done, "one.html")
    again = passes.parsed(passes.written(done))
    assert [node.text() for node in again.css("style")] == [style]
    assert policy._hash(style) in again.css_first("meta[http-equiv]").attributes["content"]


def test_the_sheets_stand_behind_the_content_and_typefaces_last(done):
    head, body = passes.written(done).split("</head>")
    assert not done.css_matches("head > link[rel=stylesheet]")
    order_of = ["Text", "widget-state", "style-0123456789ab.css", "runtime.js?v=1", "chart.js", "theme.js", "faces-"]
    places = [body.index(text) for text in order_of]
    assert places == sorted(places)
    assert "async" not in body
    assert len(done.css('link[href*="faces-"]')) == 1
    [script] = [node.text() for node in done.css("head > script") if "faces-" in node.text()]
    assert "document.write" in script  # for a tab that has had them
    for text in ("theme()", "chart.js", "runtime.js", "style-0123456789ab", "state+json", "theme.js"):
        assert (head + body).count(text) == 1, text


def test_what_it_asks_for_changes_with_a_style_sheet_and_not_with_words(page):
    asked = first.asked(page.tree, page.file)
    other = passes.parsed(PAGE.replace("Text", "Other words"))
    assert first.asked(other, page.file) == asked
    sheet = page.file.parents[1] / "_static" / "style-0123456789ab.css"
    sheet.write_text(".shown { color: red }")
    assert first.asked(page.tree, page.file) != asked


def test_a_page_without_style_sheets_gets_none(tmp_path):
    tree = passes.parsed(
        '<html><head><link rel="stylesheet" href="https://elsewhere.example/a.css"></head><body>Text</body></html>'
    )
    assert first.asked(tree, tmp_path / "plain.html")["sheets"] == []
    first.put(tree, "")
    assert tree.css("style") == []
