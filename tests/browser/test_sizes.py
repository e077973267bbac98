"""Sizes between phone and desk, letters twice as large, and colours that the reader's system forces: by geometry."""

import re
from contextlib import contextmanager

import pytest
from conftest import PHONE, SITE, box, boxes
from test_pages import MODELS, PAGES

WIDTHS = (320, 360, 480, 600, 720, 850, 984, 1100, 1280, 1600)
HEIGHT = 800
#: Where a walk begins; what slides in would still be on its way when it is measured.
DESK = {"viewport": {"width": 1280, "height": HEIGHT}, "reduced_motion": "reduce"}
#: Colours change no box but those of borders and rings: the sizes at which the layout changes will do for them.
COLOURED = (360, 850, 1280)
MEDIA = (
    {"color_scheme": "light", "forced_colors": "none"},
    {"color_scheme": "dark", "forced_colors": "none"},
    {"color_scheme": "light", "forced_colors": "active"},
)

#: What must be whole and lie on nothing: what is pressed, typed or read of a model, of the class page and the prose.
PARTS = (
    ".kl :is(button, summary, input, select, textarea, label, output, .widget-label, .widget-readout, .kl-sentence, "
    ".kl-question, .kl-hint, .kl-gap, .kl-goal, .kl-standing, .kl-note, .kl-beside, .kl-carry, .kl-inherit p, "
    ".kl-trouble, .kl-picture), .kl-class :is(label, textarea, input, button, .kl-status, figure, p), .equation, "
    ".bd-article > section > :is(p, h1, h2)"
)
#: What a page's boxes say: what lies on something else, what is cut off, and what does not fit the page.
FAULTS = r"""async () => {
  scrollTo({ top: 0, behavior: "instant" });
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(drawn))));
  const faults = new Set();
  const root = document.documentElement;
  const name = (e) => `${e.localName}.${[...e.classList].join(".")} "${(e.textContent || "").trim().slice(0, 30)}"`;
  const say = (what, ...elements) => faults.add(`${what}: ${elements.map(name).join(" | ")}`);
  const box = (element) => element.getBoundingClientRect();
  const shown = { visibilityProperty: true, opacityProperty: true };
  const seen = (element) => element.checkVisibility(shown) && box(element).width > 1;
  /** How far one box sticks out of another: the most of its four sides. */
  const out = (own, around) =>
    Math.max(around.left - own.left, own.right - around.right, around.top - own.top, own.bottom - around.bottom);
  const meets = (a, b) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1.5 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1.5;
  const overflow = (element) => {
    const { overflowX, overflowY } = getComputedStyle(element);
    return { cuts: overflowX !== "visible" || overflowY !== "visible", x: /auto|scroll/.test(overflowX) };
  };
  const free = (element) => {
    for (let around = element.parentElement; around && around !== document.body; around = around.parentElement)
      if (overflow(around).cuts) return false;
    return true;
  };
  if (root.scrollWidth > root.clientWidth) {
    const wide = [...document.body.querySelectorAll("*")].filter((e) => box(e).right > root.clientWidth + 1 && free(e));
    for (const element of wide.slice(-3)) say(`makes the page ${root.scrollWidth} wide`, element);
  }

  const items = [...document.querySelectorAll(PARTS)].filter((e) => seen(e) && !e.closest(".kl-spoken"));
  const boxes = items.map(box);
  items.forEach((item, i) => {
    for (let j = i + 1; j < items.length; j++) {
      const other = items[j];
      if (item.contains(other) || other.contains(item) || !meets(boxes[i], boxes[j])) continue;
      // A track's own box is larger than what is seen of it, so that a finger finds it.
      if (item.type !== "range" && other.type !== "range") say("on each other", item, other);
    }
    const field = item.matches("input, .kl-picture, .equation");
    const words = item.scrollWidth > item.clientWidth + 1 && item.clientWidth && !field;
    if (words && (item.localName === "button" || (overflow(item).cuts && !overflow(item).x))) say("cut short", item);
    let scrolls = false;
    for (let around = item.parentElement; around && around !== root; around = around.parentElement) {
      const { cuts, x } = overflow(around);
      if (!cuts) continue;
      scrolls ||= x;
      if (!scrolls && out(boxes[i], box(around)) > 1) say("cut off", item, around);
    }
    if (!scrolls && (boxes[i].left < -1 || boxes[i].right > root.clientWidth + 1)) say("out of the page", item);
  });

  // A question may cover the stage that it stands in, and nothing else.
  for (const panel of [...document.querySelectorAll(".kl-guess")].filter(seen)) {
    if (out(box(panel), box(panel.parentElement)) > 1) say("larger than its stage", panel);
    if (panel.scrollHeight > panel.clientHeight + 1) say("spills", panel);
  }
  const letters = [...document.querySelectorAll(".kl-picture .kl-view svg text, .kl-class svg text")];
  for (const text of letters.filter((e) => seen(e) && e.textContent.trim() && getComputedStyle(e).opacity !== "0")) {
    const far = out(box(text), box(text.closest(".kl-picture, svg")));
    if (far > 2) say(`${Math.round(far)} px out of the picture`, text);
  }
  // In a column of few letters a long piece of a formula slides; not of the one that the book is about.
  const column = 22 * parseFloat(getComputedStyle(root).fontSize);
  for (const formula of document.querySelectorAll(".equation")) {
    const may = formula.clientWidth < column && formula.id !== "equation-eq-min";
    if (!may && formula.scrollWidth > formula.clientWidth + 1) say("does not fit", formula);
  }
  return [...faults];
}""".replace("PARTS", repr(PARTS))

#: Whether what stays at the top leaves room for a control, and covers nothing, wherever the page is scrolled.
STAYS = r"""async (least) => {
  const stage = document.querySelector(".kl-stage");
  const model = stage.closest(".kl");
  const faults = new Set();
  const visible = (e) => e.checkVisibility({ visibilityProperty: true }) && e.textContent.trim();
  const others = [...model.querySelectorAll(".kl-guessed :is(p, button)")].filter(visible);
  const top = model.getBoundingClientRect().top + scrollY;
  for (let y = 0; y < model.offsetHeight; y += 60) {
    scrollTo({ top: top + y, behavior: "instant" });
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    const at = stage.getBoundingClientRect();
    const controls = model.querySelector(".kl-controls").getBoundingClientRect();
    const stuck = getComputedStyle(stage).position === "sticky" && controls.bottom > innerHeight;
    const room = controls.left > at.right ? at.bottom <= innerHeight : innerHeight - at.bottom >= least;
    if (stuck && controls.top < at.bottom - 1 && controls.left < at.right && !room)
      faults.add(`the stage leaves ${Math.round(innerHeight - at.bottom)} px`);
    const held = Math.abs(at.top - parseFloat(getComputedStyle(stage).top)) < 1;
    if (stuck && controls.left > at.right && held && !room) faults.add("the stage does not fit the window");
    for (const other of others) {
      const own = other.getBoundingClientRect();
      if (own.bottom > Math.max(at.top, 0) + 1 && own.top < at.bottom - 1 && own.bottom > 0)
        faults.add(`the stage lies over ${other.textContent.slice(0, 30)}`);
    }
  }
  return [...faults];
}"""


@contextmanager
def letters(page, percent):
    """The reader's own size of letters, as set in the browser."""
    session = page.context.new_cdp_session(page)
    size = 16 * percent // 100
    session.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size * 13 // 16}})
    yield
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 16, "fixed": 13}})
    session.detach()


def walk(seen, media=MEDIA):
    """Every fault at every size, with where it was seen."""
    found = {}
    for percent in (100, 200):
        with letters(seen.page, percent):
            for width in WIDTHS:
                seen.page.set_viewport_size({"width": width, "height": HEIGHT})
                for colours in media if percent == 100 and width in COLOURED else MEDIA[:1]:
                    seen.page.emulate_media(**colours)
                    for fault in seen.page.evaluate(FAULTS):
                        found.setdefault(fault, []).append(f"{width} px {percent} % {'/'.join(colours.values())}")
    return found


@pytest.mark.parametrize("name", sorted(MODELS))
def test_nothing_covers_or_cuts(visit, host, name):
    seen = visit(**DESK)
    seen.name = MODELS[name]
    seen.open(f"{host}/{name}", guess=True)
    asks = seen.skip.is_visible()
    found = {"asking": walk(seen, MEDIA[:1])} if asks else {}
    if asks:
        seen.skip.click()
    found["answered"] = walk(seen)
    assert {state: faults for state, faults in found.items() if faults} == {}


def test_nothing_covers_or_cuts_where_a_class_is_counted(visit, chapters):
    seen = visit(**DESK).open(f"{chapters}/guesses.html", live=False)
    lines = ["guesses?v=1&bottleneck=100&judgment=3", "guesses?v=1&bottleneck=2", "hello", "guesses?v=1&bottleneck=x"]
    seen.page.get_by_label("Lines of guesses").fill("\n".join(lines))
    seen.page.locator("[data-question=bottleneck] figure").wait_for()
    assert walk(seen) == {}


@pytest.mark.parametrize("name", [name for name in PAGES if name not in MODELS and name != "index.html"])
def test_no_page_scrolls_sideways(visit, host, name):
    seen = visit(**DESK).open(f"{host}/{name}", live=False)
    assert walk(seen, MEDIA[:1]) == {}


#: The spacing that a reader may set for letters, words, lines and paragraphs (WCAG 1.4.12).
SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    "* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; line-height: 1.5 !important; }" +
      "p { margin-bottom: 2em !important; }",
  );
  document.adoptedStyleSheets.push(sheet);
}"""


@pytest.mark.parametrize("name", [name for name in PAGES if name != "index.html"])
def test_nothing_overflows_sideways_on_a_phone_and_a_reader_may_space_the_text(visit, host, name):
    seen = visit(**PHONE)
    seen.name = MODELS.get(name, seen.name)
    seen.open(f"{host}/{name}", live=name in MODELS)
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
    seen.page.evaluate(SPACING)
    assert [fault for fault in seen.page.evaluate(FAULTS) if not fault.startswith("does not fit")] == []


#: Chapters with a model whose guess is written, not drawn.
WRITTEN = [name for name, model in MODELS.items() if name.startswith("chapters/") and model != "compounding"]
SCREENS = ((360, 553), (360, 640), (390, 844), (850, 500), (1100, 620), (1280, 720))


@pytest.mark.parametrize(("name", "first"), [(name, i % len(SCREENS)) for i, name in enumerate(WRITTEN)])
def test_a_picture_stays_where_it_leaves_room_and_covers_nothing(visit, host, name, first):
    """On each screen, come to by turning or dragging the window; two chapters begin on each."""
    screens = [dict(zip(("width", "height"), size, strict=True)) for size in SCREENS[first:] + SCREENS[:first]]
    seen = visit(viewport=screens[0], reduced_motion="reduce")
    seen.name = MODELS[name]
    seen.open(f"{host}/{name}", guess=True)
    if seen.skip.is_visible():
        seen.model.locator(".kl-guess input").first.fill("1")
        seen.model.locator(".kl-guess button").first.click()
        seen.model.locator(".kl-gap").wait_for()
    found = {}
    for screen in screens:
        seen.page.set_viewport_size(screen)
        box(seen.model)  # at rest
        found[tuple(screen.values())] = seen.page.evaluate(STAYS, 72)
    assert {size: faults for size, faults in found.items() if faults} == {}


@pytest.mark.parametrize("name", sorted(name for name in MODELS if name.startswith("chapters/")))
def test_no_sentence_moves_the_controls(visit, host, name):
    """However long the sentence, what a finger is on stays where it is."""
    seen = visit(**PHONE)
    seen.name = MODELS[name]
    seen.open(f"{host}/{name}")
    heights = {}

    def measure():
        [stage], [sentence] = boxes(seen.model, ".kl-stage", ".kl-sentence")
        heights[stage["height"]] = sentence["text"]

    for button in seen.model.locator(".kl-scenario").all():
        button.dispatch_event("click")
        measure()
    for slider in seen.model.get_by_role("slider").all():
        if not slider.is_visible():
            continue
        for key in ("End", "Home"):
            slider.press(key)
            measure()
    assert len(heights) == 1, heights


def test_what_is_pressed_shows_in_forced_colours(visit, chapters):
    seen = visit(forced_colors="active").open(f"{chapters}/bottleneck.html")
    colour = "element => getComputedStyle(element).backgroundColor"
    pressed = seen.model.locator(".kl-scenario[aria-pressed=true]").evaluate(colour)
    assert pressed not in seen.model.locator(".kl-scenario[aria-pressed=false]").evaluate_all(
        f"all => all.map({colour})"
    )


#: What of a picture is not painted, for want of a colour.
UNPAINTED = """() => [...document.querySelectorAll(".kl-still [stroke^='var'], .kl-still [fill^='var']")].filter((e) =>
  ["stroke", "fill"].some((side) => (e.getAttribute(side) ?? "").startsWith("var") &&
    getComputedStyle(e)[side] === "none")).map((e) => e.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["chapters/bottleneck.html", "embed/bottleneck.html"])
def test_light_and_dark_need_no_script(visit, host, name, scheme):
    papers = {}
    for scripts in (True, False):
        seen = visit(color_scheme=scheme, java_script_enabled=scripts, viewport={"width": 1280, "height": HEIGHT})
        seen.open(f"{host}/{name}", live=scripts)
        style = "element => [getComputedStyle(element).backgroundColor, getComputedStyle(element).color]"
        papers[scripts] = seen.page.locator("body").evaluate(style)
        if not scripts:
            assert seen.page.locator("html").get_attribute("data-theme") == "auto"
            assert seen.page.locator(".kl-still [stroke^=var]").count() > 5
            assert seen.page.evaluate(UNPAINTED) == []
            assert seen.page.locator(".navbar-brand.logo img:visible").count() == name.startswith("chapters/")
    assert papers[True] == papers[False]


def test_right_and_wrong_are_told_by_a_sign_in_browsers_that_know_no_words_for_it():
    """Before Safari 17.4 and Firefox 128 a content with words for the ear is dropped: a plain one must come first."""
    page = (SITE / "chapters/bottleneck.html").read_text(encoding="utf-8")
    sheets = [SITE / "static" / name for name in re.findall(r'href="\.\./static/(style-\w+\.css)"', page)]
    text = "".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    for sign in (r"(?:✗|\\2717)", r"(?:✓|\\2713)"):
        rules = re.findall(rf'\{{([^{{}}]*"{sign}"[^{{}}]*)\}}', text)
        assert rules
        assert all(re.search(rf'content:\s*"{sign}";\s*content:\s*"{sign}"\s*/\s*""', rule) for rule in rules)
