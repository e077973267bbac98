"""What a host needs besides the pages: at the root, at a wrong address, for search engines, for GitHub Pages."""

import re
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from scarce.site.addresses import site
from scarce.site.published import onward, sitemap

ROOT = Path(__file__).parents[3]
SITE = ROOT / "_build" / "html"
BASE = site(yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))["repository"]["url"])


def soup(name):
    return BeautifulSoup((SITE / name).read_text(encoding="utf-8"), "html.parser")


@pytest.mark.parametrize("name", ["index.html", "404.html"])
def test_a_page_without_the_theme_is_a_whole_page(name):
    text = (SITE / name).read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>\n<html lang=")
    page = soup(name)
    assert page.html["lang"] == "en"
    assert page.title.text
    assert page.find("meta", charset="utf-8")
    assert len(page.find_all("h1")) == 1


def test_the_root_says_what_a_shared_link_shows():
    page, first = soup("index.html"), soup("chapters/intro.html")
    for key in ("og:title", "og:description", "og:image", "og:image:alt"):
        [there], [shown] = ([meta["content"] for meta in one.find_all("meta", property=key)] for one in (first, page))
        assert shown == there != ""
    assert page.find("meta", property="og:url")["content"] == BASE
    assert page.find("link", rel="canonical")["href"] == f"{BASE}chapters/intro.html"
    card = page.find("meta", property="og:image")["content"]
    assert (SITE / card.removeprefix(BASE)).is_file()


def test_without_scripts_the_root_leads_on_too():
    assert '<noscript><meta http-equiv="refresh" content="0; url=a.html" />' in onward("a.html")


def test_the_page_for_a_wrong_address_lists_every_page_and_needs_nothing_beside_it():
    page = soup("404.html")
    listed = {link["data-page"] for link in page.find_all("a", attrs={"data-page": True})}
    assert listed == {path.relative_to(SITE).as_posix() for path in (SITE / "chapters").glob("*.html")}
    assert page.find("link", rel="stylesheet") is None
    assert page.find("script", src=True) is None


def test_search_engines_get_the_address_of_every_page():
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    root = ElementTree.parse(SITE / "sitemap.xml").getroot()
    found = [place.text for place in root.iter(f"{space}loc")]
    assert found[0] == f"{BASE}chapters/intro.html"
    assert len(found) == len(set(found))
    assert set(found) == {BASE + path.relative_to(SITE).as_posix() for path in (SITE / "chapters").glob("*.html")}
    assert "https://x.y/?a=1&amp;b" in sitemap(["https://x.y/?a=1&b"])


def test_github_pages_leaves_nothing_out():
    assert (SITE / ".nojekyll").is_file()
    assert [path for path in SITE.rglob("*") if path.name.startswith("_") and path.is_dir()] == []


def test_the_site_holds_no_copy_of_the_sources():
    assert list(SITE.rglob("sources")) == []


def test_whose_work_it_holds_is_said_and_linked():
    text = (SITE / "licences.txt").read_text(encoding="utf-8")
    for name in ("vega-view ", "d3-array ", "pydata-sphinx-theme ", "sphinx-book-theme ", "sphinx ", "static/fonts\n"):
        assert f"\n{name}".lower() in text.lower(), name
    assert soup("chapters/about.html").find("a", href="../licences.txt")
    assert "Font Awesome" in text


def test_a_script_keeps_the_line_ends_that_a_shell_reads():
    files = ["postBuild", ".ci/run", "lib/scarce/data/mazes/plain.txt", "Makefile", "chapters/intro.md"]
    said = subprocess.run(["git", "check-attr", "eol", *files], cwd=ROOT, capture_output=True, text=True).stdout
    assert said.splitlines() == [f"{file}: eol: lf" for file in files]


def test_every_action_stands_at_a_commit():
    workflows = [file.read_text(encoding="utf-8") for file in (ROOT / ".github" / "workflows").glob("*.yml")]
    used = re.findall(r"uses: (\S+)(.*)", "\n".join(workflows))
    assert len(used) > 5
    for action, note in used:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", action), action
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", note), action
