"""The site wherever it is put: any host and folder, wrong addresses, and browsers that deny storage."""

import functools
import http.server
import threading
from urllib.parse import quote, unquote, urlsplit

import pytest
from conftest import PHONE, SITE, until

#: Where the site stands on each host, as a path.
PLACES = ["/", "/shelf/book/", "/Bücher & mehr/die Nr. 1 (100%)/"]


class Host(http.server.SimpleHTTPRequestHandler):
    """Shows the site at a place, drops what begins with `_`, and has the site's own page for what is not there."""

    def __init__(self, *arguments, place, **options):
        self.place = place
        super().__init__(*arguments, **options)

    def translate_path(self, path):
        asked = unquote(urlsplit(path).path)
        dropped = any(part.startswith("_") for part in asked.split("/"))
        inside = asked.removeprefix(self.place) if asked.startswith(self.place) and not dropped else "nowhere"
        return super().translate_path(quote(f"/{inside}"))

    def send_error(self, code, *_, **__):
        body = (SITE / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module", params=PLACES)
def base(request):
    handler = functools.partial(Host, directory=SITE, place=request.param)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{quote(request.param)}"
    server.shutdown()
    server.server_close()


def moves(seen):
    handle = seen.handle("tasks")
    before = seen.state()["params"]["tasks"]
    handle.press("ArrowRight")
    seen.wait_until(lambda state: state["params"]["tasks"] != before)


def test_a_model_lives_on_any_host_in_any_folder(visit, base):
    seen = visit()
    seen.open(f"{base}chapters/bottleneck.html")
    moves(seen)
    seen.page.goto(f"{base}embed/bottleneck.html")
    seen.page.locator("[data-live]").wait_for()
    assert (seen.complaints, seen.foreign) == ([], [])


def test_the_root_hands_on_what_an_address_ends_in(visit, base):
    seen = visit()
    seen.page.goto(f"{base}index.html?from=post#bottleneck?v=1&tasks=0.1")
    seen.page.wait_for_url("**/chapters/intro.html?from=post#bottleneck?v=1&tasks=0.1")
    assert unquote(seen.page.url).startswith(unquote(base))
    seen.wait_until(lambda state: state["params"]["tasks"] == 0.1)


def test_back_from_the_first_page_does_not_lead_to_the_root_again(visit, base):
    seen = visit()
    seen.page.goto(f"{base}search.html")
    seen.page.goto(base)
    seen.page.wait_for_url("**/chapters/intro.html")
    seen.page.go_back()
    assert seen.page.url == f"{base}search.html"


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("nothing.html", None),
        ("bottleneck", "chapters/bottleneck.html"),
        ("chapters/Tasks.htm?q=1#a", "chapters/tasks.html?q=1#a"),
        ("chapters/deep/er/moats/", "chapters/moats.html"),
        ("_static/kernelless/runtime.js", None),
    ],
)
def test_a_wrong_address_gets_a_page_that_leads_back(visit, base, wrong, meant):
    seen = visit()
    answer = seen.page.goto(base + wrong)
    assert answer.status == 404
    seen.page.get_by_role("heading", name="There is no such page").wait_for()
    first = seen.page.locator("li a[data-page='chapters/intro.html']")
    there = f"{base}chapters/intro.html"
    until(seen.page, lambda: first.evaluate("link => link.href") == there, lambda: f"the link to lead to {there}")
    suggested = seen.page.locator("#meant a")
    assert [link.evaluate("link => link.href") for link in suggested.all()] == ([base + meant] if meant else [])
    first.click()
    seen.page.wait_for_url(f"{base}chapters/intro.html")


def test_the_page_for_wrong_addresses_opens_from_a_folder(visit):
    seen = visit()
    seen.page.goto((SITE / "404.html").as_uri())
    seen.page.get_by_role("link", name="The bottleneck moves").click()
    seen.page.locator("[data-model=bottleneck][data-live]").wait_for()
    assert seen.complaints == []


def searched(seen, words):
    """Search for words from the first page, as a reader does; gives the titles found."""
    seen.page.goto(seen.start)
    seen.page.locator(".search-button-field").click()
    field = seen.page.locator("#pst-search-dialog input[type=search]")
    field.fill(words)
    field.press("Enter")
    seen.page.wait_for_url("**/search.html?q=*")
    seen.page.locator("#search-results .search-summary:not(:empty)").wait_for()
    return seen.page.locator("#search-results .search > li > a").all_inner_texts()


@pytest.fixture(params=["http", "file"])
def searching(request, visit, host):
    seen = visit()
    seen.start = f"{host if request.param == 'http' else SITE.as_uri()}/chapters/references.html"
    return seen


def test_search_finds_from_a_host_and_from_a_folder(searching):
    assert "The bottleneck moves" in searched(searching, "bottleneck")
    assert searching.complaints == []


@pytest.mark.parametrize("word", ["constructor", "__proto__", "toString valueOf", "hasOwnProperty", "isprototypeof"])
def test_a_word_that_every_object_knows_is_looked_up_like_any_other(searching, word):
    assert "undefined" not in searched(searching, word)
    assert "earch" in searching.page.locator("#search-results h2").inner_text()
    assert searching.complaints == []


@pytest.mark.parametrize("name", ["Müller", "muller", "Çelik", "celik", "Ødegård", "odegard"])
def test_a_name_with_accents_is_found_with_and_without(visit, host, name):
    seen = visit()
    seen.start = f"{host}/chapters/intro.html"
    # A bibliography with such names, in place of the book's own.
    index = (
        'Search.setIndex({"alltitles":{},"docnames":["chapters/references"],"filenames":["chapters/references.md"],'
        '"indexentries":{},"objects":{},"objnames":{},"objtypes":{},"titles":["References"],"titleterms":{},'
        '"terms":{"m\\u00fcller":0,"\\u00e7elik":[0],"\\u00f8deg\\u00e5rd":0}})'
    )
    seen.page.route("**/searchindex.js*", lambda route: route.fulfill(content_type="text/javascript", body=index))
    assert searched(seen, name) == ["References"]


DENIALS = {
    "refused": "get() { throw new DOMException('denied', 'SecurityError'); }",
    "none": "get: () => null",
    "full": "get: () => ({ getItem: () => null, setItem() { throw new DOMException('full', 'QuotaExceededError'); } })",
}


@pytest.mark.parametrize("denial", DENIALS)
def test_where_storage_is_denied_menu_search_and_colours_work(visit, chapters, denial):
    seen = visit(**PHONE, color_scheme="light")
    seen.page.add_init_script(
        f"Object.defineProperty(window, 'localStorage', {{ {DENIALS[denial]}, configurable: true }})"
    )
    seen.open(f"{chapters}/bottleneck.html")
    root = seen.page.locator("html")
    switch = seen.page.locator(".theme-switch-button")
    looks = set()
    for _ in range(3):
        switch.click()
        looks.add((root.get_attribute("data-mode"), root.get_attribute("data-theme")))
    assert looks == {("light", "light"), ("dark", "dark"), ("auto", "light")}
    seen.page.locator(".primary-toggle").click()
    seen.page.locator("#pst-primary-sidebar-modal[open]").get_by_role("link", name="Glossary").wait_for()
    seen.page.keyboard.press("Escape")
    seen.page.locator(".search-button:not(.search-button-field)").click()
    seen.page.locator("#pst-search-dialog[open] input").fill("tasks")
    seen.page.keyboard.press("Enter")
    seen.page.locator("#search-results .search > li > a").first.wait_for()
    assert seen.complaints == []


def test_a_store_that_works_is_the_browser_s_own(visit, chapters):
    seen = visit()
    seen.page.goto(f"{chapters}/about.html")
    assert seen.page.evaluate("localStorage instanceof Storage")
