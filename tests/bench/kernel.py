"""A step answered by a live kernel in JupyterLab: slider, `observe`, numpy, a chart, and a label's new text.

Timed to the label, so before the chart is drawn: the kernel's best case.
"""

import json
import os
import socket
import subprocess
import time
import urllib.request

SOURCE = """
import ipywidgets as widgets
from scarce.explorers import bottleneck

parameters = {name: p.default for name, p in ((p.name, p) for p in bottleneck.parameters())}
slider = widgets.FloatSlider(description="tasks", min=-0.1, max=1.5, step=0.01, value=0.05)
label = widgets.Label("ready")
chart = bottleneck.picture()

def step(change):
    state = model._model.evaluate({**parameters, "tasks": change["new"]})
    chart.to_dict()
    label.value = state.sentence + f" {change['new']:.2f}"

model = bottleneck.explore()
slider.observe(step, "value")
widgets.VBox([slider, label])
"""

STEP = """
async (steps) => {
  const handle = document.querySelector(".jp-OutputArea [role=slider]");
  const label = document.querySelector(".jp-OutputArea .widget-vbox > .widget-label");
  const times = [];
  for (let i = 0; i < steps; i++) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const start = performance.now();
    const changed = new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error("the kernel did not answer within 10 s")), 10000);
      const watcher = new MutationObserver(() => { watcher.disconnect(); resolve(performance.now()); });
      watcher.observe(label, { childList: true, characterData: true, subtree: true });
    });
    const key = i % 40 < 20 ? "ArrowRight" : "ArrowLeft";
    handle.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    times.push((await changed) - start);
  }
  return times;
}
"""

STATUS = "() => window.jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status"


def measure(browser, folder, steps):
    """Milliseconds of each step."""
    folder.mkdir(parents=True)
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "outputs": [], "execution_count": None, "source": SOURCE}
    kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = {"cells": [cell], "metadata": {"kernelspec": kernelspec}, "nbformat": 4, "nbformat_minor": 5}
    (folder / "step.ipynb").write_text(json.dumps(notebook))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--no-browser", "--allow-root", f"--port={port}", "--expose-app-in-browser", "--IdentityProvider.token="]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environment = os.environ | {"HOME": str(folder)}
    server = subprocess.Popen(["jupyter", "lab", *options], cwd=folder, env=environment, **quiet)
    try:
        address = f"http://127.0.0.1:{port}"
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{address}/api/status").close()
                break
            except OSError:
                time.sleep(0.1)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(f"{address}/lab/tree/step.ipynb")
        page.locator(".jp-Cell").first.wait_for(timeout=60_000)
        for _ in range(600):  # a cell run before the kernel answers is dropped without a word
            if page.evaluate(STATUS) == "idle":
                break
            page.wait_for_timeout(100)
        page.evaluate("() => { void window.jupyterapp.commands.execute('notebook:run-all-cells'); }")
        page.locator(".jp-OutputArea .widget-vbox > .widget-label").wait_for(timeout=60_000)
        times = page.evaluate(STEP, steps)
        page.close()
        return times
    finally:
        server.terminate()
        server.wait()
