"""An extra of somebody's own on a page, in a frame and in a saved file: its script runs and follows the model."""

import pytest
from book import MODELS, build

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
one.save("SAVED")
one
```
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("extra")
    saved = folder / "saved.html"
    done, html = build(folder / "book", one=MODELS + OWN.replace("SAVED", str(saved)))
    assert done.returncode == 0, done.stderr
    return {"chapter": html / "one.html", "frame": html / "embed" / "one.html", "file": saved}


@pytest.mark.parametrize("kind", ["chapter", "frame", "file"])
def test_its_script_runs_and_follows_the_model(visit, pages, kind):
    seen = visit(offline=True)
    seen.page.goto(pages[kind].as_uri())
    model = seen.page.locator("[data-model=one][data-live]")
    model.wait_for()
    said = model.locator(".kl-extra > .source")
    assert said.text_content() == "Assumed. Now at 2."
    model.get_by_role("slider").press("ArrowRight")
    said.get_by_text("Now at 3.").wait_for()
    assert seen.complaints == []
