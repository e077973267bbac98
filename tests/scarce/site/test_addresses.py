"""The book's addresses of itself all come from one setting."""

import re
import subprocess
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from scarce.site.addresses import addresses, footer, known, named, site

ROOT = Path(__file__).parents[3]
KNOWN = addresses("https://github.com/owner/book", "main", "https://mybinder.org", "https://book.example/")


def test_the_site_is_where_github_shows_it():
    assert site("https://github.com/owner/book/") == "https://owner.github.io/book/"


@pytest.mark.parametrize(
    ("url", "base"),
    [
        ("https://github.com/owner/book", "https://owner.github.io/book/"),
        ("https://github.com/owner/book.git", "https://owner.github.io/book/"),
        (" https://github.com/owner/book/ ", "https://owner.github.io/book/"),
        ("https://github.com/Owner/owner.github.io", "https://owner.github.io/"),
    ],
)
def test_a_fork_s_site_follows_from_its_repository(url, base):
    there = known({"repository": {"url": url}})
    assert there["site"] == base
    assert "/main/" in there["requirements"]
    assert there["binder"].startswith("https://mybinder.org/v2/gh/")
    assert ".git/" not in there["issues"]
    assert " " not in "".join(there.values())


def test_a_repository_elsewhere_needs_the_site_s_address_and_opens_in_binder_by_its_own():
    settings = {"repository": {"url": "https://git.example.edu/a/b/book", "branch": "next"}, "html": {}}
    with pytest.raises(ValueError, match=r"html: baseurl must say where the site will be.* as .*/a/b/book is not on"):
        known(settings)
    there = known({**settings, "html": {"baseurl": "https://book.example.edu/"}})
    assert there["site"] == "https://book.example.edu/"
    assert (
        there["binder"] == "https://mybinder.org/v2/git/https%3A%2F%2Fgit.example.edu%2Fa%2Fb%2Fbook/next?urlpath=lab"
    )


@pytest.mark.parametrize(
    "repository", [None, {}, {"url": None}, {"url": ""}, {"url": "owner/book"}, {"url": "git@github.com:owner/book"},
                   {"url": "https://github.com/owner"}, {"url": "https://github.com/"}, {"url": 7}]
)  # fmt: skip
def test_settings_without_a_repository_are_told_what_is_missing(repository):
    with pytest.raises(ValueError, match=r"repository: url must be the web address of .*; got "):
        known({"repository": repository})


def test_a_site_s_address_must_be_one():
    settings = {"repository": {"url": "https://github.com/owner/book"}, "html": {"baseurl": "book.example"}}
    with pytest.raises(ValueError, match=r"html: baseurl must be .*; got 'book\.example'"):
        known(settings)


@pytest.mark.parametrize("text", ["{issue}", "{", "{}", "{0}", "a { b }"])
def test_a_footer_that_names_no_address_is_told_which_there_are(text):
    with pytest.raises(ValueError, match=r"extra_footer may name {repository}, {issues}, .*; got"):
        footer(text, KNOWN)
    assert footer("{{x}} {issues}", KNOWN) == f"{{x}} {KNOWN['issues']}"


def test_nbgitpuller_gets_what_its_manual_asks_for():
    """https://nbgitpuller.readthedocs.io/en/latest/topic/url-options.html: the folder's name belongs to the path."""
    asked = parse_qs(urlsplit(KNOWN["nbgitpuller"]).query)
    assert asked["repo"] == ["https://github.com/owner/book"]
    assert asked["branch"] == ["main"]
    assert asked["urlpath"] == ["lab/tree/book/chapters/bottleneck.md?autodecode"]
    assert urlsplit(KNOWN["nbgitpuller"]).path == "/hub/user-redirect/git-pull"


def test_every_address_holds_the_repository_or_the_site():
    for name, address in KNOWN.items():
        assert "owner" in address or address.startswith("https://book.example/"), name


def test_no_source_of_the_book_writes_one_by_hand():
    repository = yaml.safe_load((ROOT / "_config.yml").read_text())["repository"]["url"]
    owned = re.compile(rf"{re.escape(repository)}|{re.escape(site(repository).rstrip('/'))}")
    tracked = subprocess.run(
        ["git", "ls-files", "chapters", "lib", "tests"], cwd=ROOT, capture_output=True, text=True
    ).stdout
    texts = [ROOT / name for name in tracked.split() if name.endswith((".md", ".py", ".js", ".css", ".toml"))]
    assert len(texts) > 50
    assert [file.name for file in texts if owned.search(file.read_text(encoding="utf-8"))] == []


def test_the_settings_name_the_repository_once():
    settings = (ROOT / "_config.yml").read_text(encoding="utf-8")
    assert settings.count(yaml.safe_load(settings)["repository"]["url"]) == 1
    page = (ROOT / "_build" / "html" / "chapters" / "intro.html").read_text(encoding="utf-8")
    assert re.search(r'<a href="https://github\.com/[^"]+/issues">Report it\.</a>', page)


def test_an_unknown_name_says_which_there_are():
    with pytest.raises(ValueError, match=r"none called 'hub'; there are repository, issues, .*nbgitpuller"):
        named(KNOWN, "hub")


def test_the_page_about_the_book_links_to_what_the_setting_says():
    text = (ROOT / "_build" / "html" / "chapters" / "about.html").read_text(encoding="utf-8")
    repository = yaml.safe_load((ROOT / "_config.yml").read_text())["repository"]["url"]
    assert f'href="{repository}/issues">report it here</a>' in text
