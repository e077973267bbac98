"""Scripts go after the content, in their order, and the widgets' are fetched once the page has its style."""

from kernelless.sphinx import order, passes

PAGE = """<html><head><title>T</title><script data-cfasync="false">theme()</script>
<link rel="preload" as="script" href="kernelless/chart.js"><link rel="stylesheet" href="a.css">
<script src="a.js"></script><script>let a = 1</script>
<script type="application/vnd.jupyter.widget-state+json">{}</script>
<script async="async" src="kernelless/runtime.js?v=1"></script>
<link rel="preload" as="script" href="theme.js" /></head>
<body><p>Content <script>here()</script></p><script defer src="theme.js"></script></body></html>"""


def reordered(page, first=False):
    tree = passes.parsed(page)
    order.reordered(tree, first)
    return passes.written(tree)


def test_order():
    head, body = reordered(PAGE).split("</head>")
    assert "theme()" in head
    assert "a.css" in head
    fetching, rest = head.split("<title>")
    assert fetching.index("runtime.js?v=1") < fetching.index("chart.js")
    for script in ("a.js", "runtime.js", "chart.js", "theme.js"):
        assert script not in rest
    texts = ["here()", "widget-state", "a.js", "let a = 1", "theme.js"]
    places = [body.index(text) for text in texts]
    assert places == sorted(places)


def test_nothing_is_lost_or_doubled():
    page = reordered(PAGE)
    for text in ("theme()", "a.css", "a.js", "let a = 1", "state+json", "runtime.js", "chart.js", "here()", "theme.js"):
        assert page.count(text) == 1, text


def test_a_page_without_widgets_fetches_none():
    plain = PAGE.replace('<script async="async" src="kernelless/runtime.js?v=1"></script>', "")
    assert "createElement" not in reordered(plain)


def test_of_a_page_with_its_first_style_in_itself_sheets_and_runtime_stand_behind_the_content():
    head, body = reordered(PAGE, first=True).split("</head>")
    assert "theme()" in head
    for behind in ("a.css", "runtime.js", "chart.js", "createElement"):
        assert behind not in head
    texts = ["here()", "widget-state", "a.css", "runtime.js?v=1", "chart.js", "a.js", "let a = 1", "theme.js"]
    places = [body.index(text) for text in texts]
    assert places == sorted(places)
    assert "async" not in body
    for text in texts:
        assert (head + body).count(text) == 1, text


def test_its_style_sheets_do_so_where_no_model_is():
    plain = PAGE.replace('<script async="async" src="kernelless/runtime.js?v=1"></script>', "")
    head, body = reordered(plain, first=True).split("</head>")
    assert "a.css" not in head
    assert body.index("Content") < body.index("a.css") < body.index("a.js")
    assert "chart.js" not in body


def test_what_has_no_head_stays_as_it_is():
    assert "<body><p>A piece of one.</p></body>" in reordered("<p>A piece of one.</p>")
