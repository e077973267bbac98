"""A page goes through the steps as a tree: what they leave alone stays for a reader what it was."""

import pytest
from kernelless.sphinx import passes

KEPT = [
    "<p>Words &amp; <em>more</em>\u00a0words, 1 &lt; 2.</p>",
    '<svg viewBox="0 0 1 1"><clipPath id="a"><path d="M0 0"></path></clipPath></svg>',
    '<math><mi mathvariant="normal">x</mi></math>',
    "<pre>\n\n  a line after an empty one\n</pre><textarea>\n\n a</textarea>",
    '<script>let a = "<b>" && 1 < 2</script><style>a > b { color: red }</style>',
    "<noscript><p>Scripts are off.</p></noscript>",
    "<!-- a remark --><a title='\"quoted\" & \u00e9'>z</a>",
]


@pytest.mark.parametrize("markup", KEPT)
def test_what_is_written_is_what_was_parsed(markup):
    once = passes.inner(passes.fragment(markup))
    assert passes.fragment(once).body.html == passes.fragment(markup).body.html
    assert passes.inner(passes.fragment(once)) == once


def test_what_begins_a_page_stays_in_its_body():
    assert passes.inner(passes.fragment("<script>a()</script><p>b</p>")) == "<script>a()</script><p>b</p>"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (passes.before, "<p>1</p> and <p>2</p><b>x</b>"),
        (passes.after, "<b>x</b><p>1</p> and <p>2</p>"),
        (passes.append, "<b>x<p>1</p> and <p>2</p></b>"),
        (passes.replace, "<p>1</p> and <p>2</p>"),
    ],
)
def test_html_is_put_where_it_belongs_in_its_order(change, expected):
    tree = passes.fragment("<b>x</b>")
    change(tree.css_first("b"), "<p>1</p> and <p>2</p>")
    assert passes.inner(tree) == expected


def test_a_text_is_no_html():
    tree = passes.fragment("<b>x<i>y</i></b><script>old()</script>")
    passes.set_text(tree.css_first("b"), "1 < 2 & <i>")
    passes.set_text(tree.css_first("script"), "a && b < c")
    assert passes.inner(tree) == "<b>1 &lt; 2 &amp; &lt;i&gt;</b><script>a && b < c</script>"


def test_what_is_removed_takes_the_blanks_before_it_along():
    tree = passes.fragment("<i>a</i>\n  <b>x</b>\n<i>c</i>")
    passes.remove(tree.css_first("b"))
    assert passes.inner(tree) == "<i>a</i>\n<i>c</i>"


def test_a_tag_is_told_as_it_is():
    [node] = passes.fragment("<a href='x?a=1&b=2' hidden title='\"'>words</a>").css("a")
    assert passes.start_tag(node) == '<a href="x?a=1&amp;b=2" hidden title="&quot;">'
