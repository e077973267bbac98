"""What is left of a page on paper."""

from scarce.site.pdf import article

PAGE = """<html><body><nav>menu</nav><article class="bd-article"><section id="s">
<h1>Title<a class="headerlink" href="#s">#</a></h1>
<p>Words. <span class="margin-note">aside</span><a href="x.html" title="tip">link</a></p>
<details class="hide"><summary>code</summary><pre>1</pre></details><pre>2</pre>
<div class="kl-controls">0.5</div><svg class="kl-still kl-narrow"></svg><svg class="kl-still kl-wide"></svg>
<details class="kl-data"><table><caption>Rows</caption><tbody>ROWS</tbody></table></details>
<details class="cite"><summary>Cite</summary></details>
</section></article></body></html>"""


def parsed(rows=3):
    return article.parsed(PAGE.replace("ROWS", "".join(f"<tr><td>r{i}</td></tr>" for i in range(rows))))


def test_controls_hidden_code_and_notes_stay_behind_and_prose_does_not():
    body = parsed()
    assert body.get_text(" ", strip=True) == "Title Words. link 2 Rows r0 r1 r2"
    assert [svg["class"] for svg in body.select("svg")] == [["kl-still", "kl-wide"]]
    assert not body.select("[title], .cite, .headerlink")


def test_a_long_table_is_cut_and_says_so():
    assert len(parsed(article.MOST_ROWS).select("tr")) == article.MOST_ROWS
    body = parsed(article.MOST_ROWS + 1)
    assert len(body.select("tr")) == article.SHOWN_ROWS
    assert f"the first {article.SHOWN_ROWS} of {article.MOST_ROWS + 1} rows" in body.caption.get_text()


def test_a_page_with_nothing_to_print_is_none():
    empty = '<article class="bd-article"><h1>Only a form</h1><form><input></form><button>Go</button></article>'
    assert article.parsed(empty) is None
    assert article.parsed("<p>no article</p>") is None


def test_headings_go_down_a_level_and_keep_their_looks():
    body = article.parsed('<article class="bd-article"><h1 class="x">A</h1><h2>B</h2><h5>C</h5><p>text</p></article>')
    article.lowered(body)
    assert str(body) == (
        '<article class="bd-article"><h2 class="x print-h1">A</h2><h3 class="print-h2">B</h3>'
        '<h6 class="print-h5">C</h6><p>text</p></article>'
    )
