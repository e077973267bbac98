"""Each model alone on a page, in a small book: what it takes along, and what it leaves."""

import json
import re

import pytest
from book import MODELS, build

QUESTION = 'Guess("How much is it twice?", "Twice", answer="twice", range=(0, 100))'
CELL = "\n```\n\n```{code-cell} ipython3\n"
SHOWN = MODELS + 'model("slope")\n```\n'
CHAPTER = (
    MODELS
    + f'model("slope", guess={QUESTION}, carry=[Carry("other", "Take it along", "other")])'
    + f'{CELL}model("other")\n```\n'
)


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    listing = "# List\n\n```{embeds}\n```\n"
    done, html = build(
        tmp_path_factory.mktemp("books") / "embedded",
        chapter=CHAPTER,
        other="# Other\n\nNothing here.\n",
        later=SHOWN,
        teach=listing,
    )
    assert done.returncode == 0, done.stderr
    return html


def test_each_model_has_a_page_and_its_chapter_is_the_first_that_has_it(book):
    assert sorted(file.name for file in (book / "embed").iterdir()) == ["other.html", "slope.html"]
    text = (book / "embed" / "slope.html").read_text()
    assert '<a href="../chapter.html">A page</a>' in text
    assert "How much is it twice?" in text  # which only the chapter asks
    assert "<title>A &lt;slope&gt; &amp; its slope · " in text
    assert 'class="kl-still kl-wide"' in text
    assert '<p class="kl-sentence">Twice that is 4.</p>' in text


def test_a_page_holds_its_own_model_and_no_other_and_nothing_of_the_theme(book):
    text = (book / "embed" / "other.html").read_text()
    [state] = re.findall(r'widget-state\+json">(.*?)</script>', text)
    widgets = json.loads(state)["state"]
    assert [w["state"]["_kernelless"]["name"] for w in widgets.values() if "_kernelless" in w["state"]] == ["other"]
    assert len(widgets) == 1
    assert "_specification" not in state
    assert "bootstrap" not in text
    assert "pydata" not in text


def test_it_draws_with_the_same_program_as_the_chapter(book):
    programs = [
        re.findall(r"programs/(\w+)\.js", (book / page).read_text()) for page in ("chapter.html", "embed/slope.html")
    ]
    assert set(programs[1]) <= set(programs[0])
    assert len(set(programs[1])) == 1


def test_links_to_chapters_lead_there_from_the_new_place(book):
    text = (book / "embed" / "slope.html").read_text()
    assert '"page":"../other"' in text
    assert '<base target="_blank">' in text


def test_the_page_carries_the_policy_with_its_own_script(book):
    text = (book / "embed" / "slope.html").read_text()
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]*)"', text)
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "kernelless:height" in text


def test_the_list_has_every_model_with_its_lines(book):
    text = re.sub(r"<span[^>]*>|</span>", "", (book / "teach.html").read_text())
    assert text.count('&lt;iframe src="') == 2
    assert 'href="embed/slope.html">The model alone</a>' in text
    assert "kernelless/copying.js" in text
    assert "kernelless/copying.js" not in (book / "chapter.html").read_text()


def test_a_name_that_no_file_can_have_stops_the_build(tmp_path):
    done, _ = build(tmp_path / "named", live=MODELS + 'model("a/b")\n```\n')
    assert done.returncode != 0
    assert "must be letters, digits" in done.stderr
    assert "'a/b'" in done.stderr
