"""Takes the README's picture of the bottleneck model."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "helpers"))

from chromium import FLAGS, ensure  # noqa: E402 - the helpers' folder is on the path only now


def main():
    """Open the chapter, show the model's answer, take the picture."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=ensure(), args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto((ROOT / "_build" / "html" / "chapters" / "bottleneck.html").as_uri())
        model = page.locator("[data-model=bottleneck]")
        model.and_(page.locator("[data-live]")).wait_for()
        model.get_by_role("button", name="Just show me").click()
        model.screenshot(path=ROOT / "chapters" / "_static" / "screenshot.png")
        browser.close()


if __name__ == "__main__":
    main()
