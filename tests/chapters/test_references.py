"""The bibliography: whole entries, each used, each to be found, and printed without a trace of TeX."""

import importlib
import re
import unicodedata
from pathlib import Path

import pytest
from pybtex.database import parse_file
from pybtex.plugin import find_plugin
from scarce.data import findings

ROOT = Path(__file__).parents[2]
FILE = ROOT / "chapters" / "references.bib"
ENTRIES = parse_file(str(FILE)).entries
_CITED = re.compile(r"\{cite(?::\w+)?\}`([^`]+)`")
#: What an entry says that has no author, or no address, and why.
NO_AUTHOR, NO_ADDRESS = "The text names no author", "we know no"


def printed(entry):
    """The entry as the list of references prints it."""
    style, backend = find_plugin("pybtex.style.formatting", "unsrt")(), find_plugin("pybtex.backends", "plaintext")()
    [item] = style.format_entries([entry])
    return item.text.render(backend)


def words(entry):
    """What is printed, less its addresses."""
    return re.sub(r"(URL: |doi:? ?|arXiv:)\S+", "", printed(entry))


def cited():
    """The keys that a page cites, in its text or in a table that an explorer makes for it."""
    pages = [file.read_text(encoding="utf-8") for file in (ROOT / "chapters").rglob("*.md")]
    made = [found for page in pages for found in re.findall(r"^Markdown\((\w+)\.(\w+)\(\)\)$", page, re.MULTILINE)]
    assert made
    tables = [getattr(importlib.import_module(f"scarce.explorers.{name}"), table)() for name, table in made]
    return {key.strip() for text in pages + tables for keys in _CITED.findall(text) for key in keys.split(",")}


def test_every_entry_is_cited_or_the_source_of_a_finding_and_each_of_those_has_its_entry():
    assert cited() | {finding.source for finding in findings()} == set(ENTRIES)


@pytest.mark.parametrize("key", ENTRIES)
def test_an_entry_has_author_title_year_and_an_address_or_says_why_not(key):
    entry = ENTRIES[key]
    said = entry.fields.get("note", "") + entry.fields.get("howpublished", "")
    assert entry.fields["title"]
    assert re.fullmatch(r"\d{4}", entry.fields["year"])
    assert entry.persons.get("author") or NO_AUTHOR in said
    assert entry.fields.get("doi") or entry.fields.get("url") or NO_ADDRESS in said


@pytest.mark.parametrize("key", ENTRIES)
def test_its_authors_are_all_there_with_a_first_name_unless_an_organisation(key):
    """An organisation writes reports and pages and no articles."""
    for person in ENTRIES[key].persons.get("author", []):
        assert str(person) != "others"
        assert person.first_names or (len(person.last_names) == 1 and ENTRIES[key].type != "article"), str(person)


@pytest.mark.parametrize("key", ENTRIES)
def test_it_prints_no_tex_no_year_twice_and_no_sentence_without_its_capital(key):
    text, entry = words(ENTRIES[key]), ENTRIES[key]
    assert not re.search(r"[\\{}$~`]|--|''", text), text
    assert text == unicodedata.normalize("NFC", text)
    title = printed_title(entry)
    assert text.replace(title, "").count(entry.fields["year"]) == 1, text
    assert not re.search(r"([?!]|(?<!vs)(?<![A-Z])\.) [a-z]", title), title
    months = "january|february|march|april|may (?=[12])|june|july|august|september|october|november|december"
    assert not re.search(rf"\b({months})\b", text), text
    assert all(entry.fields[name] in text for name in ("volume", "number") if name in entry.fields)


def printed_title(entry):
    """The title as it is printed: after the authors, up to where the next field begins."""
    plain = re.sub(r"[{}\\]", "", entry.fields["title"]).replace("--", "–")
    found = re.search(re.escape(plain), words(entry), re.IGNORECASE)
    return found[0] if found else ""


def test_every_title_is_found_in_what_is_printed():
    assert [key for key, entry in ENTRIES.items() if not printed_title(entry)] == []


def test_names_are_written_in_letters_that_a_search_can_find():
    """An accent in TeX is two signs and a letter; in Unicode it is the letter that a reader types."""
    assert not re.search(r"\\(?!&)", FILE.read_text(encoding="utf-8"))
    named = {
        name for entry in ENTRIES.values() for person in entry.persons.get("author", []) for name in person.last_names
    }
    assert {"Böhm", "Kučinskas", "Rocktäschel", "Söderberg", "Kässi", "Vũ", "Ré"} <= named
