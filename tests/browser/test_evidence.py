"""The page of evidence: a table of all steps, and links that set the models of other chapters."""

import re
from urllib.parse import urljoin

from test_pages import MODELS


def test_the_table_leads_to_each_step(visit, chapters):
    seen = visit().open(f"{chapters}/evidence.html", live=False)
    links = seen.page.locator("table.evidence a").all()
    steps = [link.inner_text() for link in links]
    assert (len(steps), steps[0], steps[-1]) == (22, "A1", "B10")
    for link in links:
        place = seen.page.locator(link.get_attribute("href"))
        assert place.locator("h3").inner_text().startswith(f"{link.inner_text()} ·")


def test_every_link_finds_its_model_in_that_state(visit, site, host):
    """Where nothing is clamped, unknown or of another version, the model has nothing to say about its address."""
    page = visit().open(f"{site}/evidence.html", live=False).page
    targets = {link.get_attribute("href") for link in page.locator(".facts a.kl-to").all()}
    assert len(targets) >= 15
    # What an address says does not depend on where the book stands: one link shows that it is reached there too.
    for target in sorted(targets) if site == f"{host}/chapters" else [min(targets)]:
        chapter, model = re.fullmatch(r"(\w+\.html)#(\w+)\?v=1.*", target).groups()
        assert f"chapters/{chapter}" in MODELS
        seen = visit()
        seen.name = model
        seen.open(urljoin(f"{site}/", target))
        assert seen.model.locator(".kl-controls .kl-note").inner_text() == "", target
        assert seen.complaints == []
