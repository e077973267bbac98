"""Notes in the margin: once a paragraph, with the work's words and address, and nothing else changed."""

import re
from html import escape

from kernelless.sphinx import passes
from scarce.site.notes import annotate, note

CITED = '<span id="id1">[<a class="reference internal" href="references.html#id2" title="{}">X, 1999</a>]</span>'
ENTRY = "A. Author & B. Other. A title. Journal, 1:2, 1999. URL: https://example.org/a.html."


def test_a_note_links_the_address_and_keeps_the_words():
    assert note(ENTRY) == (
        '<span class="margin-note" role="note">A. Author &amp; B. Other. A title. Journal, 1:2, 1999. '
        '<a href="https://example.org/a.html">Source</a></span>'
    )
    assert "<a" not in note("A. Author. A title. 1999.")


def test_only_the_first_citation_of_a_paragraph_has_one():
    cited = CITED.format(escape(ENTRY))
    body = f"<p>One {cited} and {cited}.</p><p>None.</p><h2>{cited}</h2><p>Again {cited}.</p>"
    tree = passes.fragment(body)
    annotate(tree)
    found = passes.inner(tree)
    assert found.count("margin-note") == 2
    assert re.sub(r'<span class="margin-note".*?</span>', "", found) == body
