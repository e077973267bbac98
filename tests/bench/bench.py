"""Measures the bottleneck chapter beside the same page on the stock stack, and beside a live kernel.

Ratios from one run: machines differ, and so does one machine from hour to hour.
One part alone: `python tests/bench/bench.py phone` (or `laptop`, `step`).
"""

import functools
import gzip
import http.server
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
import stock  # noqa: E402
from chromium import FLAGS, ensure  # noqa: E402

RUNS = 7
STEPS = 120
#: 10 Mbit/s and 40 ms, with a processor four times slower: a middling phone.
SLOW = {"offline": False, "latency": 40, "downloadThroughput": 10e6 / 8, "uploadThroughput": 10e6 / 8}

#: A phone in a slow network, with a processor four times slower.
PHONE_NET = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
PHONE = {"viewport": {"width": 360, "height": 640}, "is_mobile": True, "has_touch": True}
PHONE_RUNS = 5
#: What was asked of the phone: seconds to the first text and to the first live model.
ASKED = {"text": 1.5, "live": 5}

#: Runs before the page: notes when a slider's handle is on screen and listens.
WATCH = """
(() => {
  const look = () => {
    const range = document.querySelector("input[type=range]"); // ours; the stock page has ipywidgets' own
    const target = document.querySelector(".noUi-target");
    const handle = range || (target && target.noUiSlider && target.querySelector(".noUi-handle"));
    if (handle && handle.getBoundingClientRect().width > 0) {
      window.usable = performance.now();
    } else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  const lives = () => {
    if (document.querySelector("[data-live]")) window.live = performance.now();
    else requestAnimationFrame(lives);
  };
  requestAnimationFrame(lives);
})();
"""

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


def load(browser, address, slow):
    """Open a page in a fresh context: bytes over the wire, hosts, console errors, time to the first slider."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    if slow:
        session.send("Network.emulateNetworkConditions", SLOW)
        session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    seen = {"bytes": 0, "foreign": set(), "errors": 0}
    embedded = set()  # an address that holds its own content comes with what names it, and is counted there
    session.on(
        "Network.requestWillBeSent",
        lambda event: event["request"]["url"].startswith("data:") and embedded.add(event["requestId"]),
    )
    session.on(
        "Network.loadingFinished",
        lambda event: seen.update(
            bytes=seen["bytes"] + event["encodedDataLength"] * (event["requestId"] not in embedded)
        ),
    )
    page.on("console", lambda message: seen.update(errors=seen["errors"] + (message.type == "error")))
    page.on("pageerror", lambda _: seen.update(errors=seen["errors"] + 1))
    page.on(
        "request",
        lambda request: not request.url.startswith(("http://127.0.0.1", "data:")) and seen["foreign"].add(request.url),
    )
    page.add_init_script(WATCH)
    page.goto(address)
    page.locator("input[type=range], .noUi-handle").first.wait_for(timeout=60_000)
    page.wait_for_load_state("networkidle")
    seen["usable"] = page.evaluate("window.usable")
    context.close()
    return seen


def median_usable(browser, addresses, slow):
    """The median time to the first slider of each page, visited in turn so that the machine's moods are shared."""
    times = {name: [] for name in addresses}
    for _ in range(RUNS):
        for name, address in addresses.items():
            times[name].append(load(browser, address, slow)["usable"])
    return {name: statistics.median(values) for name, values in times.items()}


def on_phone(browser, address, wanted):
    """Seconds to the first text and to what `wanted` names, "live" or "usable", on a slow phone that knows nothing."""
    context = browser.new_context(**PHONE)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", PHONE_NET)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.add_init_script(WATCH)
    page.goto(address, wait_until="commit")
    while not page.evaluate(f"window.{wanted}"):  # the page's policy lets no test wait for an expression there
        page.wait_for_timeout(50)
    text = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    times = {"text": text / 1000, wanted: page.evaluate(f"window.{wanted}") / 1000}
    context.close()
    return times


def phone(browser, addresses):
    """The rows of a slow phone, each time a median of fresh visits made in turn."""
    wanted = {"ours": "live", "stock": "usable"}
    runs = {name: [] for name in addresses}
    for _ in range(PHONE_RUNS):
        for name, address in addresses.items():
            runs[name].append(on_phone(browser, address, wanted[name]))
    middle = {
        name: {key: statistics.median(run[key] for run in made) for key in made[0]} for name, made in runs.items()
    }
    where = "phone, 1.6 Mbit/s, 150 ms, CPU ÷ 4"
    for label, mine, theirs in (("first text", "text", "text"), ("first model live (stock: slider)", "live", "usable")):
        ours, other = middle["ours"][mine], middle["stock"][theirs]
        asked = f"(asked: {ASKED[mine]} s)"
        yield f"| {where}: {label} {asked} | {ours:.2f} s | {other:.2f} s | {divided(ours, other)} |"


def p95(values):
    return sorted(values)[int(len(values) * 0.95)]


def both(values):
    return f"{statistics.median(values):.1f} / {p95(values):.1f} ms"


HEAD = "\n| | this book | stock page or live kernel | ratio |\n|---|---|---|---|"


@contextmanager
def pages():
    """A folder, a browser, and the addresses of the chapter and of the same page on the stock stack."""
    if not stock.MODULES.is_dir():
        subprocess.run(
            ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], cwd=HERE, check=True
        )
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        ours = f"{serve(ROOT / '_build' / 'html')}/chapters/bottleneck.html"
        addresses = {"ours": ours, "stock": f"{serve(stock.build(Path(folder) / 'stock'))}/bottleneck.html"}
        browser = playwright.chromium.launch(executable_path=ensure(), args=FLAGS)
        yield Path(folder), browser, addresses
        browser.close()


def laptop(browser, addresses):
    """The rows of bytes, complaints and the first slider."""
    first = {name: load(browser, address, slow=False) for name, address in addresses.items()}
    fast, slow = (median_usable(browser, addresses, throttled) for throttled in (False, True))
    kilobytes = [first[name]["bytes"] / 1000 for name in addresses]
    yield f"| bytes over the wire, gzipped | {' | '.join(f'{k:.0f} kB' for k in kilobytes)} | {divided(*kilobytes)} |"
    yield f"| third-party requests | {' | '.join(str(len(first[name]['foreign'])) for name in addresses)} | |"
    yield f"| console errors | {' | '.join(str(first[name]['errors']) for name in addresses)} | |"
    for label, times in (("first slider usable", fast), ("the same, 10 Mbit/s, 40 ms, CPU ÷ 4", slow)):
        ratio = divided(times["ours"], times["stock"])
        yield f"| {label} | {times['ours']:.0f} ms | {times['stock']:.0f} ms | {ratio} |"


def divided(ours, theirs):
    return f"{ours / theirs:.2f}"


def step_of(browser, address, parameter):
    """Script and frame times of steps of a slider."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(address)
    page.locator("[data-live]").wait_for()
    skip = page.get_by_role("button", name="Just show me")
    if skip.is_visible():
        skip.click()
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
    ratio = statistics.median(jobs["script"]) / statistics.median(live)
    times = f"{both(jobs['script'])} | {both(live)} | {ratio:.3f}"
    yield f"| the same over 264 occupations (kernel: the step above) | {times} |"
    yield f"| to the frame that shows all of them | {both(jobs['frame'])} | | |"


def main(*wanted):
    """Print the table, or only the parts that are named."""
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
            sys.exit(f"no part {unknown[0]!r}; parts: {', '.join(parts)}")
        rows = [row for part in wanted or parts for row in parts[part]()]
    print(HEAD, *rows, sep="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
