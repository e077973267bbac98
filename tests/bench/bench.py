"""Measures the bottleneck chapter beside the same page on the stock stack, and beside a live kernel.

Ratios from one run: machines differ, and so does one machine from hour to hour.
One part alone: `python tests/bench/bench.py phone` (or `laptop`, `step`). The same page made with what others
would pick is built and measured on request: `python tests/bench/bench.py rivals`, or `rivals d3 bokeh` for some.
"""

import functools
import gzip
import http.server
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE.parent / "helpers"))

import kernel  # noqa: E402 - the helpers' folder is on the path only now
import rivals  # noqa: E402
import stock  # noqa: E402
from chromium import FLAGS, ensure  # noqa: E402

RUNS = int(os.environ.get("BENCH_RUNS", "7"))
STEPS = 120
#: 10 Mbit/s and 40 ms, with a processor four times slower: a middling phone.
SLOW = {"offline": False, "latency": 40, "downloadThroughput": 10e6 / 8, "uploadThroughput": 10e6 / 8}

#: A phone in a slow network, with a processor four times slower.
PHONE_NET = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
PHONE = {"viewport": {"width": 360, "height": 640}, "is_mobile": True, "has_touch": True}
PHONE_RUNS = min(RUNS, 5)
#: What was asked of the phone: seconds to the first text and to the first live model.
ASKED = {"text": 1.5, "live": 5}

#: Runs before the page: notes when its first slider is on screen and listens, when its picture follows, what moved
#: meanwhile, and how long the page's script kept the reader waiting. A rival's parts may have roots of their own.
WATCH = """
(() => {
  window.shift = 0;
  window.long = 0;
  const watch = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  watch("layout-shift", (entry) => (window.shift += entry.hadRecentInput ? 0 : entry.value));
  watch("longtask", (entry) => (window.long += entry.duration));
  const search = (selector, root = document) => root.querySelector(selector) ??
    [...root.querySelectorAll("*")].reduce(
      (found, { shadowRoot }) => found ?? (shadowRoot && search(selector, shadowRoot)), null);
  const note = (name, selector) => {
    const found = search(selector);
    if (found && found.getBoundingClientRect().width > 0) window[name] = performance.now();
    else requestAnimationFrame(() => note(name, selector));
  };
  note("usable", SLIDER);
  note("live", LIVE);
})();
"""  # fmt: skip
#: Of each page, its first slider, and its picture once that follows the slider; the stock page's never does.
PARTS = {
    "ours": ("input[type=range]", "[data-live]"),
    "stock": (".noUi-target .noUi-handle", ".noUi-target .noUi-handle"),
    **{name: parts for name, (_, *parts) in rivals.PAGES.items()},
}


def watching(name):
    """The script that watches a page."""
    slider, live = map(json.dumps, PARTS[name])
    return WATCH.replace("SLIDER", slider).replace("LIVE", live)


#: Script time of a step: from the key to the model's new state; then to the frame that shows it.
STEP = """
async ([steps, parameter]) => {
  const handle = document.querySelector(`[data-parameter=${parameter}] input[type=range]`);
  const root = handle.closest("[data-model]");
  const script = [], frame = [];
  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  for (let i = 0; i < steps; i++) {
    await nextFrame();
    const start = performance.now();
    const changed = new Promise((resolve) => {
      const watcher = new MutationObserver(() => { watcher.disconnect(); resolve(performance.now()); });
      watcher.observe(root, { attributes: true, attributeFilter: ["data-state"] });
    });
    if (i % 40 < 20) handle.stepUp();
    else handle.stepDown();
    handle.dispatchEvent(new Event("input", { bubbles: true }));
    script.push((await changed) - start);
    await nextFrame();
    frame.push(performance.now() - start);
  }
  return { script, frame };
}
"""


class Gzipped(http.server.SimpleHTTPRequestHandler):
    """Serves a folder gzipped, as a site's host does."""

    packed: dict[str, bytes] = {}  # noqa: RUF012 - shared on purpose: each file is packed once

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            return self.send_error(404)
        if str(path) not in self.packed:
            self.packed[str(path)] = gzip.compress(path.read_bytes(), 9)
        body = self.packed[str(path)]
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None

    def log_message(self, *_):
        """Quietly."""


def serve(folder):
    """The address of a gzipping server of a folder."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Gzipped, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


#: How a page is visited: its window, its line and how much slower its processor.
LAPTOP = {"viewport": {"width": 1280, "height": 800}}
WAYS = {"fast": (LAPTOP, None, 1), "slow": (LAPTOP, SLOW, 4), "phone": (PHONE, PHONE_NET, 4)}


def load(browser, name, address, way):
    """Open a page in a fresh context: bytes and requests over the wire, hosts, console errors, times, heap, shifts."""
    look, line, slower = WAYS[way]
    context = browser.new_context(**look)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    if line:
        session.send("Network.emulateNetworkConditions", line)
        session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    seen = {"bytes": 0, "requests": 0, "foreign": set(), "errors": 0}
    embedded = set()  # an address that holds its own content comes with what names it, and is counted there
    session.on(
        "Network.requestWillBeSent",
        lambda event: event["request"]["url"].startswith("data:") and embedded.add(event["requestId"]),
    )

    def came(event):
        if event["requestId"] not in embedded:
            seen["bytes"] += event["encodedDataLength"]
            seen["requests"] += 1

    session.on("Network.loadingFinished", came)
    page.on("console", lambda message: seen.update(errors=seen["errors"] + (message.type == "error")))
    page.on("pageerror", lambda _: seen.update(errors=seen["errors"] + 1))
    page.on(
        "request",
        lambda request: not request.url.startswith(("http://127.0.0.1", "data:")) and seen["foreign"].add(request.url),
    )
    page.add_init_script(watching(name))
    page.goto(address, wait_until="commit")
    while not page.evaluate("window.usable && window.live"):  # the page's policy lets no test wait there
        page.wait_for_timeout(50)
    page.wait_for_load_state("networkidle")
    for figure in ("usable", "live", "shift", "long"):
        seen[figure] = page.evaluate(f"window.{figure}")
    seen["text"] = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    session.send("HeapProfiler.collectGarbage")
    session.send("Performance.enable")
    figures = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
    seen["heap"] = figures["JSHeapUsedSize"]
    context.close()
    return seen


def medians(browser, addresses, way, runs=RUNS):
    """The median of each figure of each page, visited in turn so that the machine's moods are shared."""
    made = {name: [] for name in addresses}
    for _ in range(runs):
        for name, address in addresses.items():
            made[name].append(load(browser, name, address, way))
    figures = ("bytes", "requests", "errors", "usable", "live", "text", "shift", "long", "heap")
    return {
        name: {figure: statistics.median(each[figure] for each in visits) for figure in figures}
        | {"foreign": len(visits[0]["foreign"])}
        for name, visits in made.items()
    }


def phone(browser, addresses):
    """The rows of a slow phone that knows nothing, each time a median of fresh visits made in turn."""
    found = medians(browser, addresses, "phone", PHONE_RUNS)
    where = "phone, 1.6 Mbit/s, 150 ms, CPU ÷ 4"
    for label, figure in (("first text", "text"), ("first model live (stock: slider)", "live")):
        ours, other = (found[name][figure] / 1000 for name in addresses)
        asked = f"(asked: {ASKED[figure]} s)"
        yield f"| {where}: {label} {asked} | {ours:.2f} s | {other:.2f} s | {divided(ours, other)} |"


#: What the table of rivals has besides times: a heading, how the page was visited, the figure, and how it is written.
BESIDES = (
    ("bytes", "fast", "bytes", 1e-3, "{:.0f} kB"),
    ("requests", "fast", "requests", 1, "{:.0f}"),
    ("heap", "fast", "heap", 1e-6, "{:.1f} MB"),
    ("tasks over 50 ms, phone", "phone", "long", 1, "{:.0f} ms"),
    ("layout shift, phone", "phone", "shift", 1, "{:.3f}"),
)


def beside(browser, folder, wanted=()):
    """The table of pages that others would have made: figures of this book, and of the others times that."""
    addresses = {"ours": f"{serve(ROOT / '_build' / 'html')}/chapters/bottleneck.html"}
    for name in wanted or rivals.PAGES:
        page = rivals.build(name, folder / name)
        addresses[name] = f"{serve(folder / name)}/{page}"
    found = {way: medians(browser, addresses, way, RUNS if way != "phone" else PHONE_RUNS) for way in WAYS}
    times = [(way, figure) for way in WAYS for figure in ("text", "usable", "live")]
    heads = ["page", *(f"{way}: {figure}" for way, figure in times), *(head for head, *_ in BESIDES)]
    yield f"| {' | '.join(heads)} |"
    yield "|" + "---|" * len(heads)
    for name in addresses:
        took = [(found[way][name][figure], found[way]["ours"][figure]) for way, figure in times]
        cells = [f"{mine:.0f} ms" if name == "ours" else divided(mine, ours) for mine, ours in took]
        cells += [shape.format(found[way][name][figure] * scale) for _, way, figure, scale, shape in BESIDES]
        yield f"| {rivals.NAMES.get(name, '**this book**')} | {' | '.join(cells)} |"
    for name, reason in rivals.ABSENT.items():
        yield f"| {name} | not built here: {reason} |{' |' * (len(heads) - 2)}"


def p95(values):
    return sorted(values)[int(len(values) * 0.95)]


def both(values):
    return f"{statistics.median(values):.1f} / {p95(values):.1f} ms"


HEAD = "\n| | this book | stock page or live kernel | ratio |\n|---|---|---|---|"


@contextmanager
def opened():
    """A browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=ensure(), args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def pages():
    """A folder, a browser, and the addresses of the chapter and of the same page on the stock stack."""
    if not stock.MODULES.is_dir():
        subprocess.run(
            ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], cwd=HERE, check=True
        )
    with tempfile.TemporaryDirectory() as folder, opened() as browser:
        ours = f"{serve(ROOT / '_build' / 'html')}/chapters/bottleneck.html"
        addresses = {"ours": ours, "stock": f"{serve(stock.build(Path(folder) / 'stock'))}/bottleneck.html"}
        yield Path(folder), browser, addresses


def laptop(browser, addresses):
    """The rows of bytes, complaints, the first slider, and what a visit costs the reader's machine."""
    fast, slow = (medians(browser, addresses, way) for way in ("fast", "slow"))

    def row(label, found, figure, scale=1.0, unit="", digits=0):
        ours, other = (found[name][figure] * scale for name in addresses)
        ratio = divided(ours, other) if ours and other else ""
        return f"| {label} | {ours:.{digits}f} {unit} | {other:.{digits}f} {unit} | {ratio} |"

    where = "10 Mbit/s, 40 ms, CPU ÷ 4"
    yield row("bytes over the wire, gzipped", fast, "bytes", 1e-3, "kB")
    yield row("requests", fast, "requests")
    yield row("third-party requests", fast, "foreign")
    yield row("console errors", fast, "errors")
    for label, figure in (("first slider usable", "usable"), ("first model live (stock: slider)", "live")):
        yield row(label, fast, figure, 1, "ms")
        yield row(f"{label}, {where}", slow, figure, 1, "ms")
    yield row(f"tasks over 50 ms, {where}", slow, "long", 1, "ms")
    yield row(f"layout shift, {where}", slow, "shift", digits=3)
    yield row("heap", fast, "heap", 1e-6, "MB", 1)


def divided(ours, theirs):
    return f"{ours / theirs:.2f}"


def step_of(browser, address, parameter, slower=1):
    """Script and frame times of steps of a slider, on a processor that is so much slower."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(address)
    page.locator("[data-live]").wait_for()
    skip = page.get_by_role("button", name="Just show me")
    if skip.is_visible():
        skip.click()
    if slower > 1:
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    times = page.evaluate(STEP, [STEPS, parameter])
    page.close()
    return times


def steps(folder, browser, address, ranked):
    """The rows of a step, in the page and by a kernel; and over the occupations of another chapter."""
    step, jobs = step_of(browser, address, "tasks"), step_of(browser, ranked, "kappa")
    live = kernel.measure(browser, folder / "kernel", STEPS)
    ratio = statistics.median(step["script"]) / statistics.median(live)
    times = f"{both(step['script'])} | {both(live)} | {ratio:.3f}"
    yield f"| script time of a step, median / p95 (kernel: before drawing) | {times} |"
    yield f"| to the frame that shows it, median / p95 | {both(step['frame'])} | | |"
    slow = step_of(browser, address, "tasks", slower=4)
    yield f"| the same, CPU ÷ 4: script / frame, medians | {both(slow['script'])}; {both(slow['frame'])} | | |"
    ratio = statistics.median(jobs["script"]) / statistics.median(live)
    times = f"{both(jobs['script'])} | {both(live)} | {ratio:.3f}"
    yield f"| the same over 264 occupations (kernel: the step above) | {times} |"
    yield f"| to the frame that shows all of them | {both(jobs['frame'])} | | |"


def main(*wanted):
    """Print the table, or only the parts that are named."""
    if wanted[:1] == ("rivals",):
        unknown = [name for name in wanted[1:] if name not in rivals.PAGES]
        if unknown:
            sys.exit(f"no rival {unknown[0]!r}; rivals: {', '.join(rivals.PAGES)}")
        with tempfile.TemporaryDirectory() as folder, opened() as browser:
            print(*beside(browser, Path(folder), wanted[1:]), sep="\n")
        return
    with pages() as (folder, browser, addresses):
        parts = {
            "laptop": lambda: laptop(browser, addresses),
            "phone": lambda: phone(browser, addresses),
            "step": lambda: steps(
                folder, browser, addresses["ours"], addresses["ours"].replace("bottleneck", "hierarchy")
            ),
        }
        unknown = [part for part in wanted if part not in parts]
        if unknown:
            sys.exit(f"no part {unknown[0]!r}; parts: {', '.join([*parts, 'rivals'])}")
        rows = [row for part in wanted or parts for row in parts[part]()]
    print(HEAD, *rows, sep="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
