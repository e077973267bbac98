"""Where the words of a picture stand: each model's own specification, drawn in a browser, setting by setting."""

import base64
import json
from pathlib import Path

from kernelless.live_chart import to_json

ROOT = Path(__file__).parents[2]
VEGA = ROOT / "lib" / "kernelless" / "frontend" / "node_modules" / "vega" / "build" / "vega.min.js"
FONT = ROOT / "chapters" / "_static" / "fonts" / "sans-latin.woff2"
#: As wide as the book draws its pictures on a phone of 360 px, and on screens of 720 px and 1280 px.
WIDTHS = {360: 312, 720: 672, 1280: 669}

#: Two texts may touch by so many pixels across and up: a box is higher than its letters.
ACROSS, UP = 1.0, 4.5

_MEASURE = """
async ({settings, width, across, up}) => {
  const view = window.view;
  const decode = (value) =>
    value === "Infinity" ? Infinity : value === "-Infinity" ? -Infinity : value;
  const {left, right} = view.padding();
  view.width(width - left - right);
  const found = [];
  for (const setting of settings) {
    for (const [name, value] of Object.entries(setting)) view.signal(name, decode(value));
    await view.runAsync();
    const svg = document.querySelector("svg");
    const frame = svg.getBoundingClientRect();
    const texts = [];
    for (const text of svg.querySelectorAll("text")) {
      let opacity = 1;
      for (let at = text; at && at !== svg; at = at.parentNode)
        opacity *= Number(getComputedStyle(at).opacity);
      if (opacity < 0.05 || !text.textContent.trim()) continue;
      const {left, top, right, bottom} = text.getBoundingClientRect();
      const box = {text: text.textContent, left: left - frame.left, top: top - frame.top,
                   right: right - frame.left, bottom: bottom - frame.top};
      // A text with a rim is drawn twice at one place.
      if (!texts.some((each) => each.text === box.text && Math.abs(each.left - box.left) < 3
                                && Math.abs(each.top - box.top) < 3)) texts.push(box);
    }
    const odd = [];
    for (const [i, a] of texts.entries()) {
      if (/NaN|undefined|Infinity|null/.test(a.text)) odd.push(`no word: ${a.text}`);
      if (a.left < -across || a.top < -up || a.right > frame.width + across || a.bottom > frame.height + up)
        odd.push(`outside: ${a.text} (${[a.left, a.top, a.right, a.bottom].map(Math.round)})`);
      for (const b of texts.slice(i + 1)) {
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (wide > across && high > up) odd.push(`on one another: ${a.text} | ${b.text}`);
      }
    }
    found.push(odd);
  }
  return found;
}
"""


def drawn(page, live):
    """Draw a model on an empty page."""
    page.set_content('<style>body{margin:0;font-family:var(--kl-font)}</style><div id="picture"></div>')
    font = base64.b64encode(FONT.read_bytes()).decode()
    page.add_style_tag(
        content="@font-face{font-family:'Scarce Sans';font-weight:400 700;"
        f"src:url(data:font/woff2;base64,{font})}} html{{--kl-font:'Scarce Sans',sans-serif}}"
    )
    page.add_script_tag(path=str(VEGA))
    page.evaluate("document.fonts.load('12px \"Scarce Sans\"')")
    page.evaluate("document.fonts.load('bold 12px \"Scarce Sans\"')")
    page.evaluate(
        """async (specification) => {
             const decode = (_, value) => value === "Infinity" ? Infinity : value === "-Infinity" ? -Infinity : value;
             window.view = new vega.View(vega.parse(JSON.parse(specification, decode)),
               {container: "#picture", renderer: "svg", hover: false});
             await window.view.runAsync();
           }""",
        json.dumps(to_json(live._specification)),
    )


def odd(page, settings, width):
    """For each setting what is wrong with the words of the picture that is drawn: outside it, or on one another."""
    given = [{name: to_json(value) for name, value in setting.items()} for setting in settings]
    asked = {"settings": given, "width": width, "across": ACROSS, "up": UP}
    return page.evaluate(_MEASURE, asked)


def guessed(live, settings):
    """The settings without a guess, and where one is asked the opening with one at its ends and between."""
    guess = live.extras.get("guess")
    if not guess or guess.get("at"):
        return settings
    low, high = guess["range"]
    opening = {name: float(live.params[name]) for name in settings[0]}
    guesses = (low, high, (low + high) / 2, float(guess["answer"]))
    return [{**each, "guess": None} for each in settings] + [{**opening, "guess": each} for each in guesses]
