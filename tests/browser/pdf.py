"""Prints the built book as one PDF: `make pdf`."""

import sys
from pathlib import Path

import yaml
from playwright.sync_api import sync_playwright
from pypdf import PdfReader, PdfWriter

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "helpers"))

from chromium import FLAGS, ensure  # noqa: E402 - the helpers' folder is on the path only now
from scarce.site import addresses, cite  # noqa: E402
from scarce.site.pdf import contents, document  # noqa: E402

#: Words in a picture stand out by an outline of the ground's colour, drawn under them as a second word. A PDF holds an
#: outlined letter as a drawing, and what it hides as text: on paper there is a strip of the ground in place of both.
PLAIN_WORDS = """() => {
  const words = [...document.querySelectorAll("svg text")];
  const place = (word) => `${word.getAttribute("transform")} ${word.textContent}`;
  const plain = new Set(words.filter((word) => !word.hasAttribute("stroke")).map(place));
  for (const word of words) {
    if (word.getAttribute("opacity") === "0") word.remove();
    else if (word.hasAttribute("stroke")) {
      const strip = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      const { x, y, width, height } = word.getBBox();
      const look = { x, y: y + 0.15 * height, width, height: 0.7 * height, fill: word.getAttribute("stroke") };
      for (const [name, value] of Object.entries(look)) strip.setAttribute(name, value);
      if (word.hasAttribute("transform")) strip.setAttribute("transform", word.getAttribute("transform"));
      word.before(strip);
      if (plain.has(place(word))) word.remove();
      else word.removeAttribute("stroke");
    }
  }
}"""
PDF = ROOT / "_build" / "what-stays-scarce.pdf"


def book():
    """The book as it was built."""
    config = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    work, pages = cite.read(ROOT / cite.FILE), contents.read(ROOT / "_toc.yml")
    return document.read(ROOT / "_build" / "html", pages, work, addresses.site(config["repository"]["url"]))


def starts(file):
    """The number of the page on which each anchor stands that something leads to."""
    reader = PdfReader(file)
    return {
        name.removeprefix("/"): reader.get_destination_page_number(place) + 1
        for name, place in reader.named_destinations.items()
    }


def printed(page, html, file):
    """Print a document."""
    source = file.with_suffix(".html")
    source.write_text(html, encoding="utf-8")
    page.goto(source.as_uri())
    page.emulate_media(media="print")
    page.evaluate("document.fonts.ready")
    page.evaluate(PLAIN_WORDS)
    page.pdf(path=file, prefer_css_page_size=True, print_background=True, outline=True, tagged=True)


def main(file=PDF):
    """Print twice: only when all pages are set is it known on which of them a chapter begins."""
    made = book()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=ensure(), args=FLAGS)
        page = browser.new_page(java_script_enabled=False)
        printed(page, document.html(made), file)
        printed(page, document.html(made, starts(file)), file)
        browser.close()
    signed(file, made.work)


def signed(file, work):
    """Say whose it is; the clock's time gives way to the release's, so that two runs agree."""
    day = f"D:{work.date:%Y%m%d}000000+00'00'"
    writer = PdfWriter(clone_from=file)
    writer.add_metadata({"/Author": work.by, "/CreationDate": day, "/ModDate": day})
    writer.write(file)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
