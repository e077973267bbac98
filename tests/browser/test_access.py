"""Every page to axe's eyes: light and dark, on a laptop and on a phone."""

import pytest
from conftest import PHONE, ROOT
from test_pages import MODEL_PAGES, MODELS, PAGES

AXE = (ROOT / "lib/kernelless/frontend/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
RUN = """async () => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const { violations } = await axe.run(document, { runOnly: tags });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`);
}"""
LAPTOP = {"viewport": {"width": 1280, "height": 800}}


@pytest.mark.parametrize("device", [LAPTOP, PHONE], ids=["laptop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", [name for name in PAGES if name != "index.html"])
def test_axe_finds_nothing(visit, chapters, name, scheme, device):
    # Colours that are still on their way from light to dark are no colours to judge.
    seen = visit(color_scheme=scheme, reduced_motion="reduce", **device)
    seen.name = MODELS.get(name, seen.name)
    seen.open(chapters.removesuffix("chapters") + name, live=name in MODEL_PAGES)
    if name in MODEL_PAGES:
        seen.page.locator("[data-model] details, .option, .solution, .cite").evaluate_all(
            "all => all.forEach((details) => { details.open = true; })"
        )
    seen.page.evaluate(AXE)
    assert seen.page.evaluate(RUN) == []
