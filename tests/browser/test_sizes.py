"""Sizes between phone and desk, letters twice as large, and colours that the reader's system forces: by geometry."""

from contextlib import contextmanager

import pytest
from test_pages import MODELS

WIDTHS = (320, 360, 480, 600, 720, 850, 984, 1100, 1280, 1600)
HEIGHT = 800
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
  // Letters of twice the size on a phone: there a long piece of a formula slides.
  const small = innerWidth < 500 && getComputedStyle(root).fontSize !== "16px";
  for (const formula of small ? [] : document.querySelectorAll(".equation"))
    if (formula.scrollWidth > formula.clientWidth + 1) say("does not fit", formula);
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
    if (stuck && controls.left > at.right && at.top > 0 && !room) faults.add("the stage does not fit the window");
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


def walk(seen, state):
    """Every fault at every size, with where it was seen."""
    found = {}
    for percent in (100, 200):
        with letters(seen.page, percent):
            for width in WIDTHS:
                seen.page.set_viewport_size({"width": width, "height": HEIGHT})
                for media in MEDIA if width in COLOURED else MEDIA[:1]:
                    seen.page.emulate_media(**media)
                    for fault in seen.page.evaluate(FAULTS):
                        found.setdefault(fault, []).append(f"{state} {width} px {percent} % {'/'.join(media.values())}")
    return found


PAGES = sorted(name for name in MODELS)


@pytest.mark.parametrize("name", PAGES)
def test_nothing_covers_or_cuts(visit, host, name):
    seen = visit(viewport={"width": 1280, "height": HEIGHT}, reduced_motion="reduce")
    seen.name = MODELS[name]
    seen.open(f"{host}/{name}", guess=True)
    found = walk(seen, "asking")
    if seen.skip.is_visible():
        seen.skip.click()
        found |= {fault: at for fault, at in walk(seen, "answered").items() if fault not in found}
    assert found == {}
