"""A browser, the built book over http (at the root and in a subfolder) and from files, and what each page did."""

import functools
import http.server
import json
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from chromium import FLAGS, ensure
from engines import local
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
SITE = ROOT / "_build" / "html"
#: Milliseconds after which a test gives up on what does not come; what does come may take its time on a busy machine.
PATIENCE = 180_000
#: No other host has an address: what a page asks of one fails, and is noted without holding each request up.
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
PHONE = {"viewport": {"width": 360, "height": 640}, "has_touch": True, "is_mobile": True}


def pytest_collection_modifyitems(items):
    """A test that fails in a browser is asked once more, in a page of its own; the report lists each (RERUN).

    Browsers themselves fail now and then where many run on few cores: of two pages from files Chromium loses what the
    first stored, Firefox hangs between http and a file. A fault of the book fails twice, or stands in that list.
    """
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.flaky(reruns=1))


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the site at / and at /shelf/book/, quietly."""

    def translate_path(self, path):
        return super().translate_path(path.removeprefix("/shelf/book"))

    def log_message(self, *_):
        pass


@contextmanager
def serving(folder):
    """The address at which a folder is served."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def host():
    assert (SITE / "index.html").exists(), "the book is not built: run `make book` first"
    with serving(SITE) as address:
        yield address


@pytest.fixture(scope="session", params=["http", "subfolder", "file"])
def site(request, host):
    """The address of the book's chapters, three ways."""
    bases = {"http": host, "subfolder": f"{host}/shelf/book", "file": SITE.as_uri()}
    return f"{bases[request.param]}/chapters"


@pytest.fixture(scope="session")
def chapters(host):
    return f"{host}/chapters"


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=ensure(), args=[*FLAGS, ALONE])
        yield running
        running.close()


def until(page, holds, told):
    """What `holds()` gives, once it gives something; `told()` says what was waited for, should it never."""
    for _ in range(PATIENCE // 10):
        if found := holds():
            return found
        page.wait_for_timeout(10)
    raise AssertionError(f"waited in vain for {told()}")


class Visit:
    """A page, and everything it asked for or complained of."""

    #: The model looked at.
    name = "bottleneck"

    def __init__(self, page):
        self.page, self.foreign, self.complaints = page, [], []
        page.set_default_timeout(PATIENCE)
        page.on(
            "console", lambda message: message.type in ("error", "warning") and self.complaints.append(message.text)
        )
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: local(request.url) or self.foreign.append(request.url))

    def open(self, address, live=True, guess=False):
        """Open a page; a question that stands before the model is declined, unless the test is about guessing."""
        self.page.goto(address)
        if live:
            self.model.and_(self.page.locator("[data-live]")).wait_for()
            if not guess and self.skip.is_visible():
                self.skip.click()
        return self

    @property
    def skip(self):
        return self.model.get_by_role("button", name="Just show me")

    @property
    def model(self):
        return self.page.locator(f"[data-model={self.name}]")

    def state(self):
        return json.loads(self.model.get_attribute("data-state"))

    def wait_until(self, condition, what="the state to change"):
        """Poll the page's state, as its policy lets no test evaluate a condition there."""

        def holds():
            state = self.state()
            return state if condition(state) else None

        return until(self.page, holds, lambda: f"{what}; the state is {self.state()}")

    def control(self, parameter):
        control = self.model.locator(f"[data-parameter={parameter}]")
        if not control.is_visible():
            self.model.locator(".kl-more > summary").click()
        return control

    def handle(self, parameter):
        return self.control(parameter).get_by_role("slider")

    def field(self, parameter):
        return self.control(parameter).get_by_role("textbox")


@pytest.fixture
def visit(browser):
    """A function that opens a context with options and gives a `Visit`; all are closed afterwards."""
    opened = []

    def start(**options):
        context = browser.new_context(**options)
        opened.append(context)
        return Visit(context.new_page())

    yield start
    for context in opened:
        context.close()


@contextmanager
def fingers(page):
    """Real touches, through the browser's own protocol."""
    session = page.context.new_cdp_session(page)

    def touch(kind, *points):
        at = [{"x": x, "y": y} for x, y in points]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})

    def swipe(start, end, steps=12):
        touch("touchStart", start)
        for i in range(1, steps + 1):
            touch("touchMove", tuple(a + (b - a) * i / steps for a, b in zip(start, end, strict=True)))
        touch("touchEnd")

    yield swipe
    session.detach()


#: Boxes of an element, or of those within it that selectors find, with their words: all of one moment, at rest.
BOXES = """async (within, selectors) => {
  const box = (element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const { offsetLeft, offsetTop } = visualViewport; // from where fingers and the mouse count
    return { text: element.textContent, x: x - offsetLeft, y: y - offsetTop, width, height };
  };
  const shown = (element) => element.getClientRects().length > 0;
  const measure = () => selectors
    ? selectors.map((selector) => [...within.querySelectorAll(selector)].filter(shown).map(box))
    : box(within);
  let found = measure();
  for (let still = 0; still < 3; still++) {
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    const before = JSON.stringify(found);
    found = measure();
    if (JSON.stringify(found) !== before) still = -1;
  }
  return found;
}"""


def boxes(locator, *selectors):
    """The boxes of what is shown within an element, a list for each selector, once three frames leave them in place.

    Boxes that are compared are measured in one call: between two, a page may have scrolled.
    """
    return locator.evaluate(BOXES, list(selectors))


def box(locator):
    """The box of an element, once it rests."""
    return locator.evaluate(BOXES, None)


def middle(locator):
    place = box(locator)
    return place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
