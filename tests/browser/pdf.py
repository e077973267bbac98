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
