"""A browser two and a half years old shows live models; an older one, or none that runs scripts, never a blank."""

import re

import pytest
from corners import of_page
from test_contract import CHAPTERS
from test_controls import agrees_with_numpy

#: What browsers learned since the spring of 2024, or some have not learned yet.
NEWER = [
    "Atomics.pause", "CSS.highlights", "CloseWatcher", "Document.parseHTMLUnsafe",
    "Document.prototype.caretPositionFromPoint", "Document.prototype.startViewTransition", "EditContext",
    "Element.prototype.ariaNotify", "Element.prototype.moveBefore", "Element.prototype.setHTML", "Error.isError",
    "Float16Array", "Intl.DurationFormat", "Map.prototype.getOrInsert", "Math.f16round", "Math.sumPrecise",
    "Promise.try", "RegExp.escape", "Temporal", "URL.parse", "Uint8Array.fromBase64", "Uint8Array.prototype.toBase64",
    "navigation", "navigator.userAgentData", "requestIdleCallback", "scheduler",
    *(f"Iterator.prototype.{name}" for name in ("map", "filter", "some", "toArray", "forEach")), "Iterator",
    *(f"Set.prototype.{name}" for name in ("union", "intersection", "difference", "isSubsetOf", "isSupersetOf")),
]  # fmt: skip
#: Removes such calls before a page's own scripts run.
FORGET = """for (const path of %r) {
  const names = path.split(".");
  const last = names.pop();
  const holder = names.reduce((holder, name) => holder?.[name], globalThis);
  if (holder && last in holder) {
    for (let at = holder; at; at = Object.getPrototypeOf(at)) delete at[last];
    if (last in holder) throw new Error(`${path} cannot be removed`);
  }
}"""


def stands(seen, name):
    """Picture, sentence and table of a model, with nothing to move."""
    seen.name = name
    assert seen.model.locator(".kl-still:visible").count() == 1
    assert seen.model.locator(".kl-sentence").is_visible()
    table = seen.model.locator(".kl-table")
    if not table.locator("table").is_visible():
        seen.model.locator("details:has(.kl-table) > summary").click()
    assert table.locator("td:visible").count() > 0
    assert seen.model.get_by_role("slider").count() == 0


@pytest.mark.parametrize("name", CHAPTERS)
def test_without_scripts_picture_sentence_and_table_stand(visit, chapters, name):
    seen = visit(java_script_enabled=False).open(f"{chapters}/{CHAPTERS[name]}", live=False)
    stands(seen, name)
    # A browser whose scripts are only held back, as here, still takes this for text.
    assert "Scripts are off" in seen.model.locator("noscript").text_content()


@pytest.mark.parametrize("name", ["bottleneck", "compounding", "week"])
def test_a_script_that_the_browser_cannot_read_is_told(visit, chapters, name):
    seen = visit()
    seen.name = name
    too_new = {"content_type": "text/javascript", "body": "using tomorrow = await { #syntax of };"}
    seen.page.route("**/kernelless/runtime.js*", lambda route: route.fulfill(**too_new))
    seen.open(f"{chapters}/{CHAPTERS[name]}", live=False)
    seen.model.get_by_text("The controls have not come").wait_for(timeout=30_000)
    stands(seen, name)


def test_a_call_that_the_browser_does_not_know_is_told(visit, chapters):
    seen = visit()
    seen.page.add_init_script(FORGET % ["Object.hasOwn"])
    seen.open(f"{chapters}/bottleneck.html", live=False)
    told = seen.model.get_by_text(re.compile("could not start|have not come"))
    told.filter(visible=True).wait_for(timeout=30_000)
    assert seen.model.locator(".kl-still:visible").count() == 1
    assert "when tasks take over" in seen.model.locator(".kl-sentence").inner_text()


@pytest.mark.parametrize("name", CHAPTERS)
def test_what_two_and_a_half_years_brought_is_not_needed(visit, chapters, name):
    seen = visit()
    seen.name = name
    seen.page.add_init_script(FORGET % NEWER)
    seen.open(f"{chapters}/{CHAPTERS[name]}")
    before = seen.state()["params"]
    if seen.model.get_by_role("slider").count():
        seen.model.get_by_role("slider").first.focus()
        seen.page.keyboard.press("Home")
        if seen.state()["params"] == before:
            seen.page.keyboard.press("End")
    else:
        seen.model.get_by_role("combobox").first.select_option(index=1)
    seen.wait_until(lambda state: state["params"] != before)
    agrees_with_numpy(seen, of_page(name))
    assert seen.complaints == []
