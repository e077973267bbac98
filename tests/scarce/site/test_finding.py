"""Findings in the running text: words, citation, mark and row from one place; a wrong key stops the build."""

import re
from pathlib import Path

import pytest
from book import build
from scarce.data import findings
from scarce.data.findings import CLAIMS, DESIGNS, STEPS, by_key, of_step
from scarce.notebooks import sourced
from scarce.site.finding import READ, card, entries, estimate, row, standing, summary
from selectolax.lexbor import LexborHTMLParser

BIBLIOGRAPHY = Path(__file__).parents[3] / "chapters" / "references.bib"
CONF = 'bibtex_bibfiles = ["references.bib"]\nbibtex_reference_style = "author_year"\n'
LIST = "\n```{bibliography}\n:style: unsrt\n```\n"
PAGE = """# A page

Code rose by {finding}`180 % <demirer2026_commits>`, projects by {finding}`!demirer2026_projects`, and in trials
{finding}`cui2026coding` was done. So far {verdict}`A1`, and {verdict}`B1`.

```{findings} A3
```
"""


def made(folder, page=PAGE):
    done, html = build(
        folder / "book", engine=False, extensions=["sphinxcontrib.bibtex", "scarce.site.finding"], conf=CONF,
        files=[BIBLIOGRAPHY], page=page + LIST,
    )  # fmt: skip
    return done, html


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    done, html = made(tmp_path_factory.mktemp("finding"))
    assert done.returncode == 0, done.stderr
    return LexborHTMLParser((html / "page.html").read_text(encoding="utf-8"))


def prose(page):
    return re.sub(r"\s+", " ", page.css_first(".finding").parent.text())


def test_words_are_the_rows_or_the_authors_and_the_citation_follows_unless_it_is_left_out(page):
    text = prose(page)
    shown = [node.text(deep=False) for node in page.css("p .finding")]
    assert shown == ["180 %", by_key("demirer2026_projects").words, by_key("cui2026coding").words]
    for node, cited in zip(page.css("p .finding"), (True, False, True), strict=True):
        after = node.next.next if node.next else None
        assert bool(after and after.tag == "span" and after.css_first("a.reference")) == cited
    assert "Demirer" in text


def test_a_row_is_opened_by_its_own_button_without_a_script(page):
    buttons = page.css("button.finding-mark")
    places = [button.attrs.sget("popovertarget") for button in buttons]
    assert len(set(places)) == len(buttons) == 3
    for button, place in zip(buttons, places, strict=True):
        [opened] = page.css(f"#{place}")
        assert "popover" in opened.attributes
        assert button.attrs.sget("aria-label") == "Abstract read: about this figure"
        assert opened.parent == button.parent  # so that to move onto the row is to stay
    assert not page.css("p script, p [style], p [onclick]")


def test_a_paragraph_holds_the_row(page):
    """Of what may stand in a paragraph: a reader's browser would end it before anything else."""
    assert {node.tag for node in page.css("p .finding *")} <= {"button", "span", "b"}


def test_a_verdict_is_two_words_and_the_rules_where_we_deviate(page):
    text = prose(page)
    assert f"So far {standing('A1')}, and for, some (by the rule alone: for, strong)." in text
    assert page.css_first(".verdict").attributes["class"].split() == ["verdict", "verdict-both", "verdict-some"]


def test_the_list_of_a_step_has_each_finding_with_its_source(page):
    details = page.css_first("details.findings")
    assert details.css_first("summary").text() == summary("A3")
    items = details.css("li")
    assert len(items) == len(of_step("A3"))
    assert all(item.css_first("a.reference") for item in items)
    assert all(node.attrs.sget("class") for node in details.css("p")), "or each would have a note in the margin"
    assert not details.css("a[title]")
    assert page.css("p .finding ~ span a[title]"), "from which the margin takes its note"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ("{finding}`cui2026codign`", "unknown finding 'cui2026codign'; the nearest names: cui2026coding"),
        ("{finding}`by 240 % <demirer2026_commits>`", "must have words with the number of demirer2026_commits, 180"),
        ("{finding}`two words`", "must read `key`, `words <key>` or `!key`; got 'two words'"),
        ("{verdict}`A11`", "unknown step 'A11'"),
        ("```{findings} A3 C1\n```", "got 'C1'"),
    ],
)
def test_what_is_not_there_stops_the_build(tmp_path, wrong, words):
    done, _ = made(tmp_path, f"# A page\n\n{wrong}\n")
    assert done.returncode != 0
    assert words in re.sub(r"\s+", " ", done.stderr)


@pytest.mark.parametrize("finding", findings(), ids=lambda finding: finding.key)
def test_every_row_can_be_told(finding):
    rows = dict(row(finding))
    assert rows["Measured"] == finding.measured
    assert rows["Known"] == READ[finding.read]
    assert rows["Design"].split(";")[0] in DESIGNS
    assert ("sells what is measured" in rows["Paid by"]) == finding.by_seller
    assert ("Says" in rows) == bool(finding.steps)
    assert not re.search(r"None|nan|<|\{", " ".join(map(str, rows.values())))
    assert finding.agrees(finding.words)
    LexborHTMLParser(card(finding, "place")).css_first("#place")


def test_an_estimate_has_its_interval_and_unit():
    assert estimate(by_key("metr2026uplift_back")) == "−18, from −38 to 9 (% change in time on a task)"
    assert estimate(by_key("teutloff2025_replaceable")) == "−50 to −20 (% change in demand for workers)"
    assert estimate(by_key("acemoglu2019")) == by_key("acemoglu2019").words


def test_a_list_begins_with_what_is_for_the_claim_and_weighs_most():
    for step in STEPS:
        kinds = [re.match(r"- \*(\w+)(?:, weight (\d))?", line).groups() for line in entries(step)]
        order = [(["For", "Against", "Neither"].index(word), -int(weight or 0)) for word, weight in kinds]
        assert [place for place, _ in order] == sorted(place for place, _ in order)
        assert order[: sum(place == 0 for place, _ in order)] == sorted(order[: sum(place == 0 for place, _ in order)])


def test_a_notebook_has_the_words_and_the_citation():
    text = "By {finding}`180 % <demirer2026_commits>` and {finding}`!cui2026coding`: {verdict}`A1`."
    assert (
        sourced(text + "\n\n```{findings} A1\n```\n")
        == "By 180 % {cite}`demirer2026` and 26 % more: **both, some**.\n\n\n"
    )
    step = "```{evidence} A1\n:n: 3\n:change: More of it\n\nIt was {finding}`!cui2026coding`.\n```"
    assert sourced(step) == (
        f"### A1 · {CLAIMS['A1']}: both, some\n\nIt was 26 % more.\n\n*What would change the verdict:* More of it"
    )
