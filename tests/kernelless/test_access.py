"""What theme and bibliography get wrong is put right, and what they get right stays."""

import pytest
from kernelless.sphinx import passes
from kernelless.sphinx.access import repaired


def after(markup, selector):
    tree = passes.parsed(f"<!DOCTYPE html>{markup}")
    repaired(tree)
    repaired(tree)  # a second time changes nothing
    return tree.css_first(selector).attributes


@pytest.mark.parametrize(
    ("markup", "selector", "attributes"),
    [
        ('<div role="doc-biblioentry" id="a">', "#a", {"role": "listitem", "id": "a"}),
        ('<div role="note" id="a">', "#a", {"role": "note", "id": "a"}),
        (
            '<div id="pst-primary-sidebar" class="x">',
            "div",
            {"id": "pst-primary-sidebar", "class": "x", "role": "complementary", "aria-label": "The site"},
        ),
        (
            '<div id="pst-primary-sidebar" role="navigation">',
            "div",
            {"id": "pst-primary-sidebar", "role": "navigation"},
        ),
        ('<body data-bs-spy="scroll" data-offset="1">', "body", {"data-offset": "1"}),
        (
            '<button class="btn search-button-field pst-js-only" title="Search" aria-label="Search">',
            "button",
            {"class": "btn search-button-field pst-js-only", "title": "Search"},
        ),
        ('<button class="other" aria-label="Search">', "button", {"class": "other", "aria-label": "Search"}),
        ('<details><summary aria-label="Toggle hidden content">', "summary", {}),
        ('<details><summary aria-label="Another name">', "summary", {"aria-label": "Another name"}),
        ('<head><meta charset="utf-8">', "meta + meta", {"name": "darkreader-lock"}),
    ],
)
def test_a_repair(markup, selector, attributes):
    assert after(markup, selector) == attributes


def test_the_mark_for_dark_reader_is_there_once():
    tree = passes.parsed('<head><meta charset="utf-8"></head>')
    repaired(tree)
    repaired(tree)
    assert len(tree.css("meta[name=darkreader-lock]")) == 1
