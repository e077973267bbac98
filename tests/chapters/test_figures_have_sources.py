"""No figure in a chapter is without somebody who vouches for it: a study, a model, or the word *assumed*."""

import re
import runpy
from pathlib import Path

import pytest
from figures import claimed, unvouched
from pages import FOLDER, text

#: What the test beside this one computes again.
CLAIMS = runpy.run_path(str(Path(__file__).with_name("test_figures.py")))["CLAIMS"]
#: Pages of the argument: those that carry steps of it, and the evidence for all of them.
CHAPTERS = sorted(
    [file.stem for file in FOLDER.glob("*.md") if re.search(r"^steps: ", text(file.stem), re.MULTILINE)] + ["evidence"]
)
#: Chapters whose figures are still typed and cited by hand. The list can only get shorter: a chapter that is not on it
#: may not have such a figure, and one without may not stay on it.
BY_HAND = {
    "architect", "bottleneck", "compounding", "evidence", "excellence", "executors", "hierarchy", "judgment", "middle",
    "moats", "purpose", "scarcity", "tasks",
}  # fmt: skip


def of(chapter):
    return unvouched(text(chapter), [words for pages, words, _ in CLAIMS if chapter in pages])


def test_the_chapters_are_found():
    assert len(CHAPTERS) >= 13
    assert set(CHAPTERS) >= BY_HAND, "a chapter that is gone goes from the list"


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_each_figure_is_a_finding_or_computed_or_assumed(chapter):
    found = of(chapter)
    if chapter in BY_HAND:
        assert found, f"{chapter} has no figure by hand any more: take it off the list"
    else:
        assert found == [], "make it a {finding}, add it to CLAIMS in test_figures.py, or say *assumed*"


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Output rose by 15 %.", ["15 %"]),
        ("Among 5,172 agents it was .49, and −.77 of 2.09 times.", ["5,172", ".49", "−.77", "2.09"]),
        ("Output rose by {finding}`brynjolfsson2025work`.", []),
        ("Among 5,172 agents output rose by {finding}`brynjolfsson2025work`.", []),
        ("Output rose by {finding}`brynjolfsson2025work`. It was 5,172 agents.", ["5,172"]),
        ("On a scale from 0 to 1 it is −1, and 1 % of 1 million.", ["1 %", "1"]),
        ("Of the 39 runs of 40 in the 1970s.", ["39", "40"]),
        ("It {finding}`rose by 15 % <brynjolfsson2025work>`.", []),
        ("It is {follow}`bottleneck.output .1f` times, with {number}`bottleneck.sigma`.", []),
        ("Growth of 5 % a year is *assumed*.", []),
        ("Growth of 5 % a year is *assumed*. It was 7 % before.", ["7 %"]),
        ("In 1828, from 1980 to 2005, in 2012–16, and 1996/97.", []),
        ("In a sample of 1980 people, and 2005 % of it.", ["2005 %"]),
        ("Steps A1, A2f and B6b.", []),
        ("1. First\n2. Second of 3\n", ["3"]),
        ("At σ = 0.5, with κ at 3 and φ = −1, the {to}`same <bottleneck: sigma=0.25>`.", []),
        ("See {to}`13 agents <feedback: agents=13>`.", ["13"]),
        ("So $x_3 = 7$, `f(3)`, [a page](page3.md#a4) and https://example.org/17.", []),
        ("```{code-cell} ipython3\nx = 17\n```\n\nAfter it 18.\n", ["18"]),
        (":::{exercise} play\n:label: a-b\n\nTake 17.\n:::\n\nAnd 18.", ["18"]),
        ("::::{admonition} Why 17?\n:class: quiz\n\n:::{dropdown} 18\nNo.\n:::\n::::\n", []),
        ("```{evidence} A1\n:n: 17 people\n:as-of: May 2026\n\nIt was 18.\n```\n", ["17", "18"]),
    ],
)
def test_what_counts_as_a_figure(said, found):
    assert [figure for figure, _ in unvouched(said)] == found


def test_a_claim_that_is_computed_again_vouches_for_its_gaps_and_for_nothing_beside():
    said = "A hundred times\nmakes 4.8 of it, and 17 more."
    assert [figure for figure, _ in unvouched(said, ["A hundred times makes {} of it"])] == ["17"]
    assert len(claimed(said, ["A hundred times makes {} of it"])) == len(said)
