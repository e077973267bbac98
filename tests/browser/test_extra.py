"""An extra of somebody's own on a page, in a frame, a saved file and a module: its script runs there."""

import pytest
from book import MODELS, build
from conftest import serving

OWN = """
from kernelless import Extra

class Source(Extra):
    name = "source"
    script = '''
      const { element, register } = kernelless;
      register("source", ({ text }, host) => {
        const said = element("p", { class: "source" });
        const say = () => (said.textContent = `${text} Now at ${host.model.get("a")}.`);
        return { places: { below: [said] }, shown: say, stepped: say };
      });
    '''

    def __init__(self, text):
        self.text = text

    def described(self, opening):
        return {"text": self.text}

one = model("one", extras=[Source("Assumed.")])
one.save("FOLDER/saved.html")
one.export("FOLDER/model.mjs")
one
```
"""
HOST = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A page</title>
<link rel="icon" href="data:,"></head><body><script type="module">
import widget from "./model.mjs";
widget.render({ el: document.body });
</script></body></html>"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("extra")
    done, html = build(folder / "book", one=MODELS + OWN.replace("FOLDER", str(folder)))
    assert done.returncode == 0, done.stderr
    (folder / "host.html").write_text(HOST)
    return {"chapter": html / "one.html", "frame": html / "embed" / "one.html", "file": folder / "saved.html"}


@pytest.mark.parametrize("kind", ["chapter", "frame", "file"])
def test_its_script_runs_and_follows_the_model(visit, pages, kind):
    seen = visit(offline=True)
    seen.page.goto(pages[kind].as_uri())
    follows(seen)


def test_it_goes_with_an_exported_module(visit, pages):
    with serving(pages["file"].parent) as address:
        seen = visit()
        seen.page.goto(f"{address}/host.html")
        follows(seen)


def follows(seen):
    model = seen.page.locator("[data-model=one][data-live]")
    model.wait_for()
    said = model.locator(".kl-extra > .source")
    assert said.text_content() == "Assumed. Now at 2."
    model.get_by_role("slider").press("ArrowRight")
    said.get_by_text("Now at 3.").wait_for()
    assert seen.complaints == []
