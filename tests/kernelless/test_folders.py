"""Folders of the site have plain names, and what leads into them follows."""

import pytest
from book import build
from kernelless.sphinx import passes
from kernelless.sphinx.folders import renamed

FOLDERS = {"_static", "_images"}


@pytest.mark.parametrize(
    ("page", "after"),
    [
        ('<link href="../_static/a.css">', '<link href="../static/a.css">'),
        ("<img src='_images/a.svg'>", "<img src='images/a.svg'>"),
        ('<img srcset="_images/a.png 1x, ./_images/b.png 2x">', '<img srcset="images/a.png 1x, ./images/b.png 2x">'),
        ('<script>go(["../../_static/a.js"])</script>', '<script>go(["../../static/a.js"])</script>'),
        (
            '<meta content="https://book.example/x/_static/a.png">',
            '<meta content="https://book.example/x/static/a.png">',
        ),
        ('<a href="https://code.example/x/_static/a.png">', None),
        ('<a href="my_static/a.css" title="the folder _static">_static/a.css</a>', None),
        ('<a href="_other/a.css">"_static/a.css"</a>', None),
    ],
)
def test_addresses_follow_and_words_do_not(page, after):
    tree = passes.fragment(page)
    renamed(tree, set())
    assert passes.inner(tree) == passes.inner(passes.fragment(page))
    renamed(tree, FOLDERS, "https://book.example/x/")
    assert passes.inner(tree) == passes.inner(passes.fragment(after or page))


def test_no_folder_of_a_site_begins_with_an_underscore(tmp_path):
    (tmp_path / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    done, html = build(tmp_path / "book", files=[tmp_path / "a.svg"], page="# Page\n\n![A](a.svg) {download}`a.svg`\n")
    assert done.returncode == 0, done.stderr
    assert [path for path in html.rglob("_*") if path.is_dir()] == []
    text = (html / "page.html").read_text()
    assert 'src="images/a.svg"' in text
    assert (html / "images" / "a.svg").is_file()
    assert len(list((html / "downloads").rglob("a.svg"))) == 1
    assert 'href="static/style-' in text
