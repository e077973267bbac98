"""How to cite a page: an entry that a bibliography's own reader understands, and one version of the book."""

import datetime
import re
import tomllib
from html import unescape
from pathlib import Path

import pytest
from book import build
from pybtex.database import parse_string
from scarce.site import cite

ROOT = Path(__file__).parents[3]
BOOK = cite.read(ROOT / cite.FILE)
ADDRESS = "https://x.github.io/book/chapters/a.html"
TWO = cite.Work(
    "Profit & loss: a book",
    (cite.Author("Lovelace", "Ada"), cite.Author("the Club and Friends")),
    "2.0",
    datetime.date(1843, 9, 1),
)


def test_citation_package_and_changelog_name_one_version_and_day():
    package = tomllib.loads((ROOT / "lib" / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    released = [heading for heading in headings if heading != "Unreleased"]
    assert BOOK.version == package
    assert released[0] == f"{package} - {BOOK.date.isoformat()}"


def test_the_changelog_goes_back_in_time_under_the_usual_headings():
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    released = re.findall(r"^## (\d+)\.(\d+)\.(\d+) - (\d{4}-\d\d-\d\d)$", text, re.MULTILINE)
    versions = [tuple(map(int, row[:3])) for row in released]
    assert versions
    assert versions == sorted(set(versions), reverse=True)
    assert [row[3] for row in released] == sorted((row[3] for row in released), reverse=True)
    kinds = set(re.findall(r"^### (.+)$", text, re.MULTILINE))
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_a_line_names_authors_year_page_book_version_and_address():
    assert cite.line(TWO, ADDRESS, "Chapter A") == (
        "Ada Lovelace and the Club and Friends (1843). “Chapter A.” In: Profit & loss: a book. Version 2.0. " + ADDRESS
    )
    first, rest = BOOK.by[0].upper(), BOOK.by[1:]
    assert cite.line(BOOK, ADDRESS).startswith(f"{first}{rest} ({BOOK.date.year}). {BOOK.title}. Version")


@pytest.mark.parametrize(("page", "kind"), [("", "book"), ("50 % of A_1 & B", "incollection")])
def test_bibtex_reads_the_entry_back(page, kind):
    entry = parse_string(cite.bibtex(TWO, "key", ADDRESS, page), "bibtex").entries["key"]
    assert entry.type == kind
    assert [str(person) for person in entry.persons["author"]] == ["Lovelace, Ada", "{the Club and Friends}"]
    assert entry.fields["url"] == ADDRESS
    plain = {key: value.replace("\\", "") for key, value in entry.fields.items()}
    assert plain["booktitle" if page else "title"] == TWO.title
    assert plain["title"] == (page or TWO.title)


def test_what_is_missing_is_named(tmp_path):
    file = tmp_path / "CITATION.cff"
    file.write_text("title: A book\nauthors: []\nversion: 1.0\n")
    with pytest.raises(ValueError, match=r"CITATION\.cff must have authors, date-released"):
        cite.read(file)


def test_a_page_ends_with_its_own_citation(tmp_path):
    folder = tmp_path / "book"
    conf = 'html_baseurl = "https://x.github.io/book/"\n'
    files = [ROOT / cite.FILE]
    done, site = build(
        folder, engine=False, extensions=["scarce.site.cite"], conf=conf, files=files, one="# The & page"
    )
    assert done.returncode == 0, done.stderr
    [part] = re.findall(r'<details class="cite">.*?</details>', (site / "one.html").read_text(), re.DOTALL)
    [text] = re.findall(r"<pre>(.*?)</pre>", part, re.DOTALL)
    entry = parse_string(unescape(text), "bibtex").entries[f"scarce{BOOK.date.year}-one"]
    assert entry.fields["url"] == "https://x.github.io/book/one.html"
    assert entry.fields["title"] == r"The \& page"
    first = (site / "index.html").read_text()
    assert f"@book{{scarce{BOOK.date.year}," in first
    assert 'class="cite"' not in (site / "search.html").read_text()
