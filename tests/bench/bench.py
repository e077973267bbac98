"""Measures the bottleneck chapter beside the same page on the stock stack, and beside a live kernel.

Ratios from one run: machines differ, and so does one machine from hour to hour.
"""

import functools
import gzip
import http.server
import statistics
import subprocess
import sys
import tempfile
import threading
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

#: Runs before the page: notes when a slider's handle is on screen and listens.
WATCH = """
(() => {
  const look = () => {
    const target = document.querySelector(".noUi-target");
    const handle = target && target.querySelector(".noUi-handle");
    if (target && target.noUiSlider && handle && handle.getBoundingClientRect().width > 0) {
      window.usable = performance.now();
    } else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();
"""

#: Script time of a step: from the key to the model's new state; then to the frame that shows it.
STEP = """
async (steps) => {
  const handle = document.querySelector("[data-parameter=tasks] [role=slider]");
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
    const key = i % 40 < 20 ? "ArrowRight" : "ArrowLeft";
    handle.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
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
    session.on("Network.loadingFinished", lambda event: seen.update(bytes=seen["bytes"] + event["encodedDataLength"]))
    page.on("console", lambda message: seen.update(errors=seen["errors"] + (message.type == "error")))
    page.on("pageerror", lambda _: seen.update(errors=seen["errors"] + 1))
    page.on("request", lambda request: "127.0.0.1" not in request.url and seen["foreign"].add(request.url))
    page.add_init_script(WATCH)
    page.goto(address)
    page.locator(".noUi-handle").first.wait_for(timeout=60_000)
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


def p95(values):
    return sorted(values)[int(len(values) * 0.95)]


def both(values):
    return f"{statistics.median(values):.1f} / {p95(values):.1f} ms"


def main():
    """Print the table."""
    if not stock.MODULES.is_dir():
        subprocess.run(
            ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], cwd=HERE, check=True
        )
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        stock_site = stock.build(Path(folder) / "stock")
        browser = playwright.chromium.launch(executable_path=ensure(), args=FLAGS)
        ours = f"{serve(ROOT / '_build' / 'html')}/chapters/bottleneck.html"
        addresses = {"ours": ours, "stock": f"{serve(stock_site)}/bottleneck.html"}
        first = {name: load(browser, address, slow=False) for name, address in addresses.items()}
        fast, slow = (median_usable(browser, addresses, throttled) for throttled in (False, True))
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(ours)
        page.locator("[data-live]").wait_for()
        step = page.evaluate(STEP, STEPS)
        live = kernel.measure(browser, Path(folder) / "kernel", STEPS)
        browser.close()
    rows = [
        ("bytes over the wire, gzipped", *(f"{first[n]['bytes'] / 1000:.0f} kB" for n in addresses), first, "bytes"),
        ("third-party requests", *(str(len(first[n]["foreign"])) for n in addresses), None, None),
        ("console errors", *(str(first[n]["errors"]) for n in addresses), None, None),
    ]
    print("\n| | this book | stock page or live kernel | ratio |\n|---|---|---|---|")
    for label, mine, theirs, source, key in rows:
        ratio = f"{source['ours'][key] / source['stock'][key]:.2f}" if source else ""
        print(f"| {label} | {mine} | {theirs} | {ratio} |")
    for label, times in (("first slider usable", fast), ("the same, 10 Mbit/s, 40 ms, CPU ÷ 4", slow)):
        print(f"| {label} | {times['ours']:.0f} ms | {times['stock']:.0f} ms | {times['ours'] / times['stock']:.2f} |")
    ratio = statistics.median(step["script"]) / statistics.median(live)
    times = f"{both(step['script'])} | {both(live)} | {ratio:.3f}"
    print(f"| script time of a step, median / p95 (kernel: before drawing) | {times} |")
    print(f"| to the frame that shows it, median / p95 | {both(step['frame'])} | | |")


if __name__ == "__main__":
    main()
