"""A model in a frame of somebody else's page: it lives, tells its height, reads its fragment, and is light to carry."""

import functools
import gzip
import http.server
import math
import re
import threading

import pytest
import yaml
from conftest import PHONE, ROOT, SITE, box, fingers, middle, until
from scarce.site import addresses
from test_compounding import TOP, at, paper, points
from test_pages import EMBEDDED

NAMES = sorted(EMBEDDED.values())
BUDGET = 520_000
#: What a framed page measures itself: the room it has in width, and the height it takes, after the layout to come.
WITHIN = """async () => {
  await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
  return [innerWidth, Math.ceil(document.documentElement.getBoundingClientRect().height)];
}"""


def lines(name):
    """The lines that the book's page offers for a model, and the script for all, as a teacher copies them."""
    text = re.sub(r"<span[^>]*>|</span>", "", (SITE / "chapters/embed.html").read_text(encoding="utf-8"))
    blocks = [re.sub("<[^>]*>", "", block) for block in re.findall(r"<pre>(.*?)</pre>", text, re.DOTALL)]
    script, *frames = [block.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") for block in blocks]
    [frame] = [frame for frame in frames if f"/embed/{name}.html" in frame]
    return frame, script


#: Posts heights to the course's page, as its frame would.
POST = """(heights) => {
  for (const height of heights) window.top.postMessage({ type: "kernelless:height", height }, "*");
}"""
#: Keeps every height that the frame is given from now on.
RECORD = """() => {
  const frame = document.querySelector("iframe");
  window.heights = [];
  const keep = () => window.heights.push(frame.getAttribute("height"));
  new MutationObserver(keep).observe(frame, { attributeFilter: ["height"] });
}"""


@pytest.fixture
def course(tmp_path, host):
    """A course site of another origin: a function that makes its page from a body and says its address."""
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=tmp_path)
    handler.log_message = lambda *_: None
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def page(body):
        (tmp_path / "index.html").write_text(f'<!DOCTYPE html><link rel="icon" href="data:,"><p>Week 3</p>{body}')
        return f"http://127.0.0.1:{server.server_port}/"

    yield page
    server.shutdown()
    server.server_close()


def here(frame, host, fragment=""):
    """The lines with this test's server in place of the book's own."""
    return re.sub(r'src="https://[^"]*/(embed/\w+\.html)"', rf'src="{host}/\1{fragment}"', frame)


def framed(seen, name):
    return seen.page.frame_locator("iframe").locator(f"[data-model={name}]")


def settled(seen, i=0):
    """The height of a frame, once it is as wide as its place and as high as the page within."""
    frame = seen.page.locator("iframe").nth(i)
    frame.scroll_into_view_if_needed()  # out of sight, a frame of another site is not laid out
    inner = frame.element_handle().content_frame()

    def given():
        return frame.evaluate("e => [e.clientWidth, Number(e.getAttribute('height'))]")

    until(
        seen.page, lambda: inner.evaluate(WITHIN) == given(),
        lambda: f"the frame, which has {given()}, and the page within, which has {inner.evaluate(WITHIN)}",
    )  # fmt: skip
    return given()[1]


@pytest.mark.parametrize("scripts", ["kept", "stripped"])
@pytest.mark.parametrize("name", NAMES)
def test_the_copied_lines_show_the_model_at_its_height(visit, host, course, name, scripts):
    frame, script = lines(name)
    seen = visit(viewport={"width": 860, "height": 900})
    seen.page.goto(course(here(frame, host) + (script if scripts == "kept" else "")))
    seen.page.locator("iframe").scroll_into_view_if_needed()
    model = framed(seen, name)
    model.and_(seen.page.frame_locator("iframe").locator("[data-live]")).wait_for()
    if scripts == "kept":
        settled(seen)
        assert seen.page.frames[1].evaluate("document.documentElement.scrollHeight <= innerHeight")
    else:
        bottom, height = model.locator(".kl-controls").evaluate(
            "controls => [controls.getBoundingClientRect().bottom, innerHeight]"
        )
        assert bottom <= height
    assert (seen.complaints, seen.foreign) == ([], [])


@pytest.mark.parametrize("name", NAMES)
def test_the_suggested_height_is_enough_where_no_script_may_change_it(visit, host, course, name):
    seen = visit(viewport={"width": 656, "height": 900}, reduced_motion="reduce")
    seen.page.goto(course(here(lines(name)[0], host)))
    model = framed(seen, name)
    model.and_(seen.page.frame_locator("iframe").locator("[data-live]")).wait_for()
    heights = []
    for _ in ("asking", "answered"):
        width, height = seen.page.frames[1].evaluate(WITHIN)
        assert width == 640
        heights.append(height)
        skip = model.get_by_role("button", name="Just show me")
        if skip.is_visible():
            entry = model.locator(".kl-guess input")
            if entry.first.is_visible():
                entry.first.fill("1")
                model.locator(".kl-guess .kl-main").click()
            else:
                skip.click()
    given = int(seen.page.locator("iframe").get_attribute("height"))
    assert max(heights) <= given <= 1.15 * max(heights)


def test_the_frame_follows_the_height_as_the_page_gets_narrow(visit, host, course):
    frame, script = lines("bottleneck")
    seen = visit(viewport={"width": 1280, "height": 900})
    seen.page.goto(course(here(frame, host) + script))
    framed(seen, "bottleneck").and_(seen.page.frame_locator("iframe").locator("[data-live]")).wait_for()
    heights = []
    for width in (1280, 420, 1280):
        seen.page.set_viewport_size({"width": width, "height": 900})
        heights.append(settled(seen))
        assert seen.page.frames[1].evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert seen.page.frames[1].evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert heights[1] != heights[0] == heights[2]


def test_two_frames_on_a_page_have_each_its_own_height(visit, host, course):
    (one, script), (other, _) = lines("bottleneck"), lines("week")
    seen = visit(viewport={"width": 900, "height": 900})
    seen.page.goto(course((here(one, host) + here(other, host)).replace('loading="lazy"', "") + script))
    for i, name in enumerate(("bottleneck", "week")):
        seen.page.locator("iframe").nth(i).scroll_into_view_if_needed()  # out of sight a frame is put off
        frame = seen.page.frame_locator("iframe").nth(i)
        frame.locator(f"[data-model={name}][data-live]").wait_for()
    first, second = settled(seen, 0), settled(seen, 1)
    assert second > first + 200


def test_a_message_of_another_kind_changes_nothing(visit, host, course):
    frame, script = lines("bottleneck")
    seen = visit()
    post = "<script>postMessage({ type: 'other', height: 1 }); postMessage(null); postMessage('x');</script>"
    seen.page.goto(course(here(frame, host) + script + post))
    framed(seen, "bottleneck").and_(seen.page.frame_locator("iframe").locator("[data-live]")).wait_for()
    assert int(seen.page.locator("iframe").get_attribute("height")) > 100
    assert seen.complaints == []


@pytest.mark.parametrize("sender", ["course", "frame"])
def test_no_height_is_taken_from_another_window_or_that_no_page_has(visit, host, course, sender):
    frame, script = lines("bottleneck")
    seen = visit(viewport={"width": 1280, "height": 900})
    seen.page.goto(course(here(frame, host) + script))
    framed(seen, "bottleneck").and_(seen.page.frame_locator("iframe").locator("[data-live]")).wait_for()
    before = settled(seen)
    seen.page.evaluate(RECORD)
    if sender == "course":
        seen.page.evaluate(POST, [1])
    else:
        seen.page.frames[1].evaluate(POST, [0, -1, 20_000, 1e9, "100%", None])
    seen.page.set_viewport_size({"width": 420, "height": 900})
    after = settled(seen)
    # Messages arrive in the order they are sent: by now the frame would have had the false heights too.
    taken = [int(height) for height in seen.page.evaluate("heights")]
    assert taken[-1] == after != before
    assert min(taken) > 100
    assert max(taken) < 5000
    assert seen.complaints == []


def test_the_fragment_is_read_in_the_frame_and_the_page_around_stays_put(visit, host, course):
    frame, _ = lines("bottleneck")
    seen = visit(viewport={"width": 900, "height": 400})
    seen.page.goto(course("<p style='height: 300px'>Read this.</p>" + here(frame, host, "#bottleneck?v=1&tasks=0.4")))
    model = framed(seen, "bottleneck")
    model.and_(seen.page.frame_locator("iframe").locator("[data-live]")).wait_for()
    assert '"tasks":0.4' in model.get_attribute("data-state")
    assert seen.page.evaluate("scrollY") == 0


def test_links_leave_the_frame_to_a_page_of_their_own(visit, host, course):
    frame, _ = lines("bottleneck")
    seen = visit(viewport={"width": 900, "height": 1600})
    seen.page.goto(course(here(frame, host)))
    with seen.page.context.expect_page() as opened:
        seen.page.frame_locator("iframe").get_by_role("link", name="The bottleneck moves").click()
    assert opened.value.url == f"{host}/chapters/bottleneck.html"


def test_a_link_copied_in_the_frame_leads_to_the_same_state(visit, host, course):
    frame, _ = lines("bottleneck")
    seen = visit(viewport={"width": 900, "height": 1400}, permissions=["clipboard-read", "clipboard-write"])
    seen.page.goto(course(here(frame, host)))
    model = framed(seen, "bottleneck")
    model.and_(seen.page.frame_locator("iframe").locator("[data-live]")).wait_for()
    model.get_by_role("button", name="Just show me").click()
    model.get_by_role("button", name="everything scales").click()
    model.get_by_role("button", name="Copy link").click()
    model.get_by_text("A link to exactly this state is copied").wait_for()
    assert seen.page.frames[1].url.startswith(f"{host}/embed/bottleneck.html#bottleneck?v=1&")


def test_a_guess_is_asked_and_answered_in_the_frame(visit, host, course):
    frame, _ = lines("bottleneck")
    seen = visit(viewport={"width": 900, "height": 1400})
    seen.page.goto(course(here(frame, host)))
    model = framed(seen, "bottleneck")
    model.and_(seen.page.frame_locator("iframe").locator("[data-live]")).wait_for()
    model.get_by_label("Output in ten years").fill("30")
    model.get_by_role("button", name="Show the answer").click()
    assert "You guessed 30 times; the model says 4.9 times" in model.locator(".kl-gap").inner_text()


@pytest.mark.parametrize("width", [360, 800, 1280])
def test_a_line_is_drawn_where_the_finger_is_also_enlarged(visit, host, width):
    seen = visit(viewport={"width": width, "height": 900}, has_touch=True)
    seen.name = "compounding"
    seen.open(f"{host}/embed/compounding.html", guess=True)
    (left, height), (right, _) = at(seen, 0.9, 1000), at(seen, 10, 1000)
    with fingers(seen.page) as swipe:
        swipe((left, height), (right, height), steps=30)
    _, top, _, bottom = paper(seen)
    pixel = TOP ** (1 / (bottom - top))
    # A finger's place is whole pixels, and what is drawn is no finer than a pixel.
    assert all(abs(math.log(level / 1000)) < 2 * math.log(pixel) for level in points(seen)), points(seen)


@pytest.mark.parametrize("width", [360, 800, 1280])
def test_the_point_that_is_dragged_goes_with_the_hand(visit, host, width):
    seen = visit(viewport={"width": width, "height": 900})
    seen.name = "purpose"
    seen.open(f"{host}/embed/purpose.html")
    grip = seen.model.locator(".kl-handle")
    grip.scroll_into_view_if_needed()
    x, y = middle(grip)
    seen.page.mouse.move(x, y)
    seen.page.mouse.down()
    seen.page.mouse.move(x - 24, y - 30, steps=6)
    seen.page.mouse.up()
    # As near as the steps of the sliders that it moves allow.
    there = pytest.approx((x - 24, y - 30), abs=8)
    until(seen.page, lambda: middle(grip) == there, lambda: f"the grip to be at {there}; it is at {middle(grip)}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_follows_the_system(visit, host, scheme):
    seen = visit(color_scheme=scheme).open(f"{host}/embed/bottleneck.html")
    assert seen.page.locator("html").get_attribute("data-theme") == scheme
    light = seen.page.evaluate("getComputedStyle(document.body).backgroundColor")
    other = "dark" if scheme == "light" else "light"
    seen.page.emulate_media(color_scheme=other)
    seen.page.locator(f"html[data-theme={other}]").wait_for()
    assert seen.page.evaluate("getComputedStyle(document.body).backgroundColor") != light


@pytest.mark.parametrize(("width", "size"), [(360, 16), (800, 20), (1280, 24)])
def test_letters_can_be_read_from_the_back_of_the_room(visit, host, width, size):
    seen = visit(viewport={"width": width, "height": 800}).open(f"{host}/embed/bottleneck.html")
    assert seen.page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == size
    assert box(seen.model)["width"] >= width - 48
    label = seen.model.locator(".kl-view svg").get_by_text("2030", exact=True).first
    shown, drawn = seen.model.locator(".kl-picture").evaluate("e => [e.getBoundingClientRect().width, e.offsetWidth]")
    scale = shown / drawn
    # The width that is drawn is told in whole pixels.
    assert scale == pytest.approx(size / 16, rel=0.5 / drawn)
    assert box(label)["height"] >= 12 * scale


@pytest.mark.parametrize("name", NAMES)
def test_a_page_weighs_no_more_than_the_budget(visit, host, name):
    seen = visit()
    seen.name = name
    asked = []
    seen.page.on("response", lambda response: asked.append(response.url))
    seen.open(f"{host}/embed/{name}.html")
    seen.page.wait_for_load_state("networkidle")
    files = {SITE / url.removeprefix(host).lstrip("/").partition("?")[0] for url in asked}
    assert SITE / f"embed/{name}.html" in files
    assert sum(len(gzip.compress(file.read_bytes(), 9)) for file in files) <= BUDGET


@pytest.mark.parametrize("name", NAMES)
def test_without_scripts_picture_and_sentence_stand(visit, host, name):
    seen = visit(java_script_enabled=False)
    seen.name = name
    seen.open(f"{host}/embed/{name}.html", live=False)
    assert seen.page.locator(".kl-still:visible").count() == 1
    # The picture's place, enlarged, is where the sentence begins.
    gap = seen.model.evaluate(
        """model => model.querySelector(".kl-sentence").getBoundingClientRect().top
          - model.querySelector(".kl-picture").getBoundingClientRect().bottom"""
    )
    assert 0 <= gap <= 16


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_the_lines_are_copied_by_one_press(visit, chapters, scheme):
    permissions = ["clipboard-read", "clipboard-write"] if scheme == "http" else []
    seen = visit(permissions=permissions)
    base = chapters if scheme == "http" else f"{SITE.as_uri()}/chapters"
    seen.open(f"{base}/embed.html", live=False)
    place = seen.page.locator("#embed-bottleneck .kl-snippet")
    place.get_by_role("button", name="Copy").click()
    place.get_by_text("Copied.").wait_for()
    seen.page.evaluate("document.body.append(document.createElement('textarea'))")
    seen.page.locator("body > textarea").focus()
    seen.page.keyboard.press("Control+v")
    assert seen.page.locator("body > textarea").input_value() == lines("bottleneck")[0].strip()


def test_every_model_is_listed_with_its_address(visit, chapters):
    seen = visit(**PHONE).open(f"{chapters}/embed.html", live=False)
    for name in NAMES:
        assert f"/embed/{name}.html" in lines(name)[0]
        link = seen.page.locator(f"#embed-{name}").get_by_role("link", name="The model alone")
        assert link.get_attribute("href") == f"../embed/{name}.html"
    repository = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))["repository"]["url"]
    assert lines("bottleneck")[0].startswith(f'<iframe src="{addresses.site(repository)}embed/')
