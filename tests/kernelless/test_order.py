"""The theme's scripts go after the content, in their order; the runtime and the choice of theme stay."""

from kernelless.sphinx.order import reordered

PAGE = """<html><head><script data-cfasync="false">theme()</script>
<script src="a.js"></script><script>let a = 1</script>
<script type="application/vnd.jupyter.widget-state+json">{}</script>
<script async="async" src="kernelless/runtime.js"></script></head>
<body><p>Content <script>here()</script></p><script defer src="theme.js"></script></body></html>"""


def test_order():
    head, body = reordered(PAGE).split("</head>")
    assert "theme()" in head
    assert "runtime.js" in head
    assert "a.js" not in head
    places = [body.index(text) for text in ("here()", "widget-state", "a.js", "let a = 1", "theme.js")]
    assert places == sorted(places)


def test_nothing_is_lost():
    assert sorted("".join(reordered(PAGE).split())) == sorted("".join(PAGE.split()))
