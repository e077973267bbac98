"""The menus of the theme's pages need no Bootstrap."""

from kernelless.sphinx import passes
from kernelless.sphinx.menus import replaced

PAGE = """<head><link rel="preload" as="script" href="../_static/scripts/bootstrap.js?digest=1" />
<link rel="preload" as="script" href="../_static/scripts/pydata-sphinx-theme.js?digest=1" /></head>
<body><script defer src="../_static/scripts/bootstrap.js?digest=1"></script>
<script defer src="../_static/scripts/pydata-sphinx-theme.js?digest=1"></script></body>"""


def test_the_small_script_stands_in_its_place():
    page = passes.parsed(PAGE)
    replaced(page)
    assert "bootstrap" not in passes.written(page)
    theme = "../_static/scripts/pydata-sphinx-theme.js?digest=1"
    scripts = [script.attributes for script in page.css("body > script")]
    assert scripts == [{"defer": None, "src": "../_static/kernelless/menus.js"}, {"defer": None, "src": theme}]
    assert [link.attributes["href"] for link in page.css("link")] == [theme]


def test_a_page_without_it_stays_as_it_is():
    page = passes.parsed("<p>scripts/bootstrap.js</p>")
    once = passes.written(page)
    replaced(page)
    assert passes.written(page) == once
