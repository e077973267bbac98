"""The policy of a page allows what was there when it was built, and stops the build at what it would forbid."""

import base64
import hashlib
import re

import pytest
from book import build
from kernelless.sphinx import passes
from kernelless.sphinx import policy as policies
from kernelless.sphinx.policy import foreign
from sphinx.errors import ExtensionError

PAGE = (
    "<html><head><script>let a = 1</script><style>p { margin: 0 }</style>"
    '<script type="application/json">{"b": 2}</script><script src="x.js"></script></head><body></body></html>'
)


def digest(text):
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def with_body(markup):
    return PAGE.replace("<body>", f"<body>{markup}")


def policy(page):
    return policies.policy(passes.parsed(page))


def guarded(page, name="page", source=""):
    tree = passes.parsed(page)
    policies.guarded(tree, name, source)
    return passes.written(tree)


def test_inline_scripts_and_styles_are_allowed_by_hash_only():
    rules = dict(rule.split(" ", 1) for rule in policy(PAGE).split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == f"'self' '{digest('let a = 1')}'"
    assert rules["style-src"] == f"'self' '{digest('p { margin: 0 }')}'"
    assert "unsafe" not in policy(PAGE)


def test_the_policy_comes_first_in_the_head():
    assert guarded(PAGE).index("Content-Security-Policy") < guarded(PAGE).index("<script>")


@pytest.mark.parametrize(
    "words",
    [
        "<p>Each page has a Content-Security-Policy.</p>",
        '<pre>&lt;meta http-equiv="Content-Security-Policy"&gt;</pre>',
        '<!-- <head><meta http-equiv="Content-Security-Policy" content="default-src *"> -->',
        '<meta http-equiv="Content-Security-Policy" content="default-src *">',
        "<script>let b = '<head><meta http-equiv=\"Content-Security-Policy\">'</script>",
    ],
)
def test_a_page_that_speaks_of_policies_gets_one_once(words):
    page = with_body(words)
    once = guarded(page)
    assert policy(once) == policy(page)
    first = once[once.index("<head>") + len("<head>") :].lstrip()
    assert first.startswith(f'<meta http-equiv="Content-Security-Policy" content="{policy(page)}">')


@pytest.mark.parametrize(
    ("markup", "what"),
    [
        ('<a onclick="x()">', "event handler"),
        ("<a ONCLICK=x()>", "event handler"),
        ('<p class="a" style="color: red">', "style attribute"),
        ("<p style=color:red>", "style attribute"),
        ('<a href="javascript:x()">', "script in an address"),
        ('<script src="https://cdn.example/a.js"></script>', "another host, https://cdn.example/a.js"),
        ("<SCRIPT SRC=//cdn.example/a.js></SCRIPT>", "another host, //cdn.example/a.js"),
        ('<link rel="stylesheet" href="https://cdn.example/a.css">', "another host"),
        ('<link href="//cdn.example" rel="dns-prefetch">', "another host"),
        ('<img alt="" src="http://pictures.example/a.png">', "another host"),
        ('<img alt="" src="a.png" srcset="b.png 1x, //pictures.example/c.png 2x">', "//pictures.example/c.png"),
        ('<picture><source srcset="https://pictures.example/a.webp"></picture>', "another host"),
        ('<svg><image xlink:href="https://pictures.example/a.svg"/></svg>', "another host"),
        ('<form action="https://forms.example/"></form>', "another host"),
        ('<iframe src="https://films.example/1"></iframe>', "<iframe>"),
        ('<iframe src="../embed/tasks.html"></iframe>', "<iframe>"),
        ('<video src="film.mp4"></video>', "<video>"),
        ('<object data="a.pdf"></object>', "<object>"),
        ('<base href="/elsewhere/">', "base"),
        ('<meta http-equiv="refresh" content="0; url=https://elsewhere.example/">', "another host"),
        ("<style>@import 'https://cdn.example/a.css';</style>", "another host, https://cdn.example/a.css"),
        ("<style>p { background: url(//pictures.example/a.png) }</style>", "another host"),
    ],
)
def test_what_the_policy_would_forbid_stops_the_build(markup, what):
    with pytest.raises(ExtensionError, match=re.escape(what)) as stopped:
        guarded(with_body(markup), "chapters/page.html", f"# Title\n\n{markup}\n")
    assert "chapters/page.html (line 3 of its source) has " in str(stopped.value)


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="https://elsewhere.example/">away</a>',
        '<link rel="canonical" href="https://book.example/page.html">',
        '<img alt="" src="data:image/png;base64,AAAA"><img alt="" src="../a b.png" srcset="b.png 1x, c.png 2x">',
        '<form action="../search.html"></form><pre>onclick="x()" &lt;iframe&gt; style="a"</pre>',
        '<script type="application/json">{"html": "<iframe src=\\"//a.example\\" onload=\\"x()\\">"}</script>',
        "<p data-on='1' on=''>style='x'</p><style>p { background: url(data:image/png;base64,AAAA) }</style>",
    ],
)
def test_what_the_policy_allows_does_not(markup):
    assert guarded(with_body(markup)).count("Content-Security-Policy") == 1


def test_what_a_style_sheet_fetches_from_elsewhere():
    assert [rule for _, rule in foreign("@import url(https://a.example/b.css); p { src: url('c.woff2') }")] == [
        "url(https://a.example/b.css"
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('<script src="https://cdn.example/a.js"></script>', "line 3"),
        ("![A picture](https://pictures.example/a.png)", "line 3"),
        ("A Content-Security-Policy.\n\n<b onclick='x()'>b</b>", "line 5"),
    ],
)
def test_the_build_stops_and_says_where(tmp_path, text, said):
    done, _ = build(tmp_path / "book", page=f"# Page\n\n{text}\n")
    assert done.returncode != 0
    assert f"page.html ({said} of its source) has" in done.stderr
