"""The menus of the theme's pages need no Bootstrap."""

from kernelless.sphinx.menus import replaced

PAGE = """<head><link rel="preload" as="script" href="../_static/scripts/bootstrap.js?digest=1" />
<link rel="preload" as="script" href="../_static/scripts/pydata-sphinx-theme.js?digest=1" /></head>
<body><script defer src="../_static/scripts/bootstrap.js?digest=1"></script>
<script defer src="../_static/scripts/pydata-sphinx-theme.js?digest=1"></script></body>"""


def test_the_small_script_stands_in_its_place():
    page = replaced(PAGE)
    assert "bootstrap" not in page
    assert page.count("pydata-sphinx-theme.js") == 2
    assert page.index('<script defer src="../_static/kernelless/menus.js"></script>') < page.rindex("pydata")


def test_a_page_without_it_stays_as_it_is():
    assert replaced("<p>bootstrap.js</p>") == "<p>bootstrap.js</p>"
