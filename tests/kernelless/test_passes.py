"""A page goes through the steps as a tree: what they leave alone stays for a reader what it was."""

import re
from types import SimpleNamespace

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


class Site:
    """As much of Sphinx as runs the steps: those of each moment, and whose turn it was."""

    def __init__(self, folder, **steps):
        self.outdir, self.doctreedir = folder / "html", folder
        self.outdir.mkdir(exist_ok=True)
        self.steps, self.told = steps, []
        self.events = SimpleNamespace(listeners={f"kernelless-{name}": [step] for name, step in steps.items()})

    def emit(self, moment, page):
        self.told.append(f"{moment.removeprefix('kernelless-')} {page.name}")
        self.steps[moment.removeprefix("kernelless-")](page)

    def build(self, **pages):
        """Write some pages, take all through both moments, and tell whose turn it was."""
        self.told.clear()
        for name, text in pages.items():
            (self.outdir / f"{name}.html").write_text(text)
        for moment in (passes.PAGE, passes.SITE):
            passes.run(self, moment)
        return list(self.told)


def mark(name):
    return lambda page: passes.append(page.tree.body, f"<i>{name}</i>")


def test_each_page_goes_once_through_each_moment(tmp_path):
    site = Site(tmp_path, page=mark("page"), site=mark("site"))
    assert site.build(a="<p>a</p>", b="<p>b</p>") == ["page a", "page b", "site a", "site b"]
    once = (site.outdir / "a.html").read_text()
    assert re.findall("<i>(.*?)</i>", once) == ["page", "site"]
    assert site.build() == []
    assert site.build(b="<p>new</p>") == ["page b", "site b"]
    assert (site.outdir / "a.html").read_text() == once


def test_a_page_at_which_the_last_moment_stopped_does_not_go_through_the_first_again(tmp_path):
    def refuse(page):
        if page.name == "b":
            raise ValueError(page.name)

    site = Site(tmp_path, page=mark("page"), site=refuse)
    with pytest.raises(ValueError, match="b"):
        site.build(a="<p>a</p>", b="<p>b</p>")
    assert [page.name for page in passes.waiting(site, passes.PAGE)] == []
    assert "b" in [page.name for page in passes.waiting(site, passes.SITE)]
    with pytest.raises(ValueError, match="b"):
        site.build()
    assert {told for told in site.told if told.startswith("page")} == set()
    assert (site.outdir / "b.html").read_text().count("<i>page</i>") == 1


def test_a_moment_without_steps_leaves_the_pages_alone(tmp_path):
    site = Site(tmp_path, page=mark("page"))
    assert site.build(a="<p>a</p>") == ["page a"]
    assert site.build() == []
