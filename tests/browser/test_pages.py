"""Every page, served three ways: complete, quiet, and from this site alone."""

import re

import pytest
from conftest import PHONE, SITE, box, boxes

PAGES = sorted(path.relative_to(SITE).as_posix() for path in SITE.rglob("*.html"))
#: The model on each page that has one.
MODELS = {
    "chapters/intro.html": "bottleneck",
    "chapters/bottleneck.html": "bottleneck",
    "chapters/executors.html": "feedback",
    "chapters/tasks.html": "tasks",
    "chapters/purpose.html": "purpose",
    "chapters/scarcity.html": "value",
    "chapters/excellence.html": "excellence",
    "chapters/hierarchy.html": "hierarchy",
    "chapters/middle.html": "middle",
    "chapters/judgment.html": "judgment",
    "chapters/compounding.html": "compounding",
    "chapters/moats.html": "trust",
    "chapters/architect.html": "week",
    "chapters/evidence.html": "findings",
}
#: Each model alone, as it stands in somebody else's page.
EMBEDDED = {f"embed/{path.stem}.html": path.stem for path in (SITE / "embed").glob("*.html")}
MODELS |= EMBEDDED
MODEL_PAGES = set(MODELS)
#: A page of each kind.
KINDS = ["index.html", "search.html", "chapters/intro.html", "chapters/bottleneck.html", "chapters/guesses.html",
         "chapters/homework.html", "chapters/about.html", "embed/bottleneck.html"]  # fmt: skip


def test_the_book_is_all_there():
    assert MODEL_PAGES | {"index.html", "search.html", "chapters/references.html", "chapters/about.html"} <= set(PAGES)


@pytest.mark.parametrize(
    ("site", "name"),
    # Deep in somebody's folders a page differs only by how it refers to others: one of each kind will do.
    [(way, name) for way in ("http", "file") for name in PAGES] + [("subfolder", name) for name in KINDS],
    indirect=["site"],
)
def test_no_complaint_and_nothing_from_elsewhere(visit, site, name):
    seen = visit()
    seen.name = MODELS.get(name, seen.name)
    seen.open(site.removesuffix("chapters") + name, live=name in MODEL_PAGES)
    seen.page.wait_for_load_state("networkidle")
    assert (seen.complaints, seen.foreign) == ([], [])


@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_the_policy_and_only_model_pages_the_runtime(name):
    text = (SITE / name).read_text(encoding="utf-8")
    [policy] = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', text)
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert ("kernelless/runtime.js" in text) == (name in MODEL_PAGES)
    assert not re.search(r'<(script|link|img|iframe)[^>]+(src|href)="https?://[^"]+\.(js|css|woff2?|png|svg)', text)
    assert "require.js" not in text


SPY = """
document.documentElement.dataset.ran = "yes";
try { Function("return 1")(); document.documentElement.dataset.evaluated = "yes"; }
catch (error) { document.documentElement.dataset.evaluated = error.name; }
document.addEventListener("DOMContentLoaded", () => {
  const bait = document.createElement("button");
  bait.id = "bait";
  bait.textContent = "bait";
  bait.setAttribute("onclick", "document.documentElement.dataset.handled = 'yes'");
  document.body.prepend(bait);
});
"""


def test_the_policy_stops_evaluation_and_inline_handlers(visit, chapters):
    seen = visit()
    # A script of the site itself, so that what stops it is the policy and not its address.
    seen.page.route("**/static/doctools.js*", lambda route: route.fulfill(content_type="text/javascript", body=SPY))
    seen.open(f"{chapters}/bottleneck.html")
    root = seen.page.locator("html")
    assert root.get_attribute("data-ran") == "yes"
    assert root.get_attribute("data-evaluated") == "EvalError"
    seen.page.locator("#bait").click()
    assert root.get_attribute("data-handled") is None


@pytest.mark.parametrize("name", ["intro", "bottleneck"])
def test_without_scripts_picture_sentence_and_values_stand(visit, site, name):
    seen = visit(java_script_enabled=False).open(f"{site}/{name}.html", live=False)
    assert seen.model.locator(".kl-still:visible").count() == 1
    assert "until 2027, when tasks take over" in seen.model.locator(".kl-sentence").inner_text()
    assert seen.model.locator(".kl-placeholder").first.inner_text().split("\n") == ["Tasks grow", "+5%"]
    assert seen.state()["outputs"]["binding"] == ["execution"]


@pytest.mark.parametrize("script", ["runtime.js", "chart.js", "programs/*.js"])
def test_where_a_script_fails_picture_and_sentence_stay(visit, chapters, script):
    seen = visit()
    seen.page.route(f"**/kernelless/{script}*", lambda route: route.abort())
    seen.open(f"{chapters}/bottleneck.html", live=False)
    if script != "runtime.js":
        seen.model.locator(".kl-trouble").get_by_text("could not start").wait_for()
    # Where not even the runtime comes, the question gives way to the answer after a while.
    seen.model.locator(".kl-still:visible").wait_for()
    assert seen.model.locator(".kl-still:visible").count() == 1
    assert "when tasks take over" in seen.model.locator(".kl-sentence").inner_text()


def test_the_landing_page_shows_its_model_at_once(visit, chapters):
    laptop = visit(viewport={"width": 1280, "height": 720}).open(f"{chapters}/intro.html")
    for [part] in boxes(laptop.model, ".kl-picture", ".kl-sentence", "[data-parameter=tasks]"):
        assert part["y"] + part["height"] <= 720
    phone = visit(**PHONE).open(f"{chapters}/intro.html")
    picture = box(phone.model.locator(".kl-picture"))
    assert picture["y"] + picture["height"] <= 640 + 400  # one swipe moves well over half a screen
    for address in ("anirudharamesh.github.io/blog/we-solved-execution-now-what", "medium.com/p/5edb32e81920"):
        assert laptop.page.locator(f"a[href*='{address}']").count() >= 1


@pytest.mark.parametrize("name", sorted(MODEL_PAGES - set(EMBEDDED)))
def test_a_formula_bears_the_number_by_which_it_is_referred_to(name):
    text = (SITE / name).read_text(encoding="utf-8")
    numbers = dict(re.findall(r'id="equation-(eq-[\w-]+)".*?<span class="eqno">(\(\d+\))</span>', text, re.DOTALL))
    references = re.findall(r'href="#equation-(eq-[\w-]+)">(\(\d+\))</a>', text)
    assert [numbers[label] for label, _ in references] == [number for _, number in references]
