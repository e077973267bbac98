"""Every page to axe's eyes: light and dark, on a laptop and on a phone."""

import pytest
from conftest import PHONE, ROOT, until
from test_pages import MODEL_PAGES, MODELS, PAGES

AXE = (ROOT / "lib/kernelless/frontend/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
RUN = """async () => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const { violations } = await axe.run(document, { runOnly: tags });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`);
}"""
#: Width, height, and whether it is held in a hand.
DEVICES = {"laptop": (1280, 800, False), "phone": (360, 640, True)}
#: The theme gives what can be scrolled a place in the order of Tab, some time after the size has changed.
STOPS = """[...document.querySelectorAll("[tabindex='-1']:is(pre, .pst-scrollable-table-container)")]
  .every((box) => box.scrollWidth <= box.clientWidth && box.scrollHeight <= box.clientHeight)"""
DRAWN = "async () => { for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame); }"


def becomes(seen, device, scheme):
    """The loaded page finds itself on another device, in light or in dark."""
    width, height, mobile = DEVICES[device]
    session = seen.page.context.new_cdp_session(seen.page)
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile}
    session.send("Emulation.setDeviceMetricsOverride", size)
    session.send("Emulation.setTouchEmulationEnabled", {"enabled": mobile})
    seen.page.emulate_media(color_scheme=scheme)
    seen.page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")  # what lies under the header is hidden by it
    seen.page.evaluate(DRAWN)
    until(seen.page, lambda: seen.page.evaluate(STOPS), lambda: "what scrolls to be reached by Tab")
    assert seen.page.evaluate("[innerWidth, matchMedia('(pointer: coarse)').matches]") == [width, mobile]
    assert seen.page.evaluate("document.documentElement.dataset.theme ?? ''") in (scheme, "")


@pytest.mark.parametrize("name", [name for name in PAGES if name != "index.html"])
def test_axe_finds_nothing(visit, chapters, name):
    # Colours that are still on their way from light to dark are no colours to judge.
    seen = visit(reduced_motion="reduce", **PHONE)
    seen.name = MODELS.get(name, seen.name)
    seen.open(chapters.removesuffix("chapters") + name, live=name in MODEL_PAGES)
    if name in MODEL_PAGES:
        seen.page.locator("[data-model] details, .option, .solution, .cite").evaluate_all(
            "all => all.forEach((details) => { details.open = true; })"
        )
    seen.page.evaluate(AXE)
    found = {}
    for device in DEVICES:
        for scheme in ("light", "dark"):
            becomes(seen, device, scheme)
            found[device, scheme] = seen.page.evaluate(RUN)
    assert {view: violations for view, violations in found.items() if violations} == {}
