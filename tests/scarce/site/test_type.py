"""The book's own type: light enough, complete, licensed."""

import re
from pathlib import Path

STATIC = Path(__file__).parents[3] / "chapters" / "_static"
CSS = (STATIC / "fonts.css").read_text(encoding="utf-8")


def test_the_rules_and_the_files_belong_together():
    named = set(re.findall(r'url\("fonts/([^"#]+)(?:#embed)?"\)', CSS))
    assert named == {file.name for file in (STATIC / "fonts").glob("*.woff2")}
    # Text waits only for a face that comes with the style sheet.
    assert set(re.findall(r'font-display: (\w+); src: url\("[^"#]+(#embed)?"', CSS)) == {
        ("block", "#embed"),
        ("swap", ""),
    }
    assert "SIL OPEN FONT LICENSE" in (STATIC / "fonts" / "LICENSE.txt").read_text(encoding="utf-8")


def test_those_of_the_text_together_stay_under_75_kilobytes_and_that_of_formulas_under_25():
    sizes = {file.stem: file.stat().st_size for file in (STATIC / "fonts").glob("*.woff2")}
    assert sizes.pop("math") <= 25_000
    assert sum(sizes.values()) <= 75_000


def test_every_family_of_the_text_has_a_stand_in_of_its_size():
    families = set(re.findall(r'font-family: "(Scarce \w+)";', CSS)) - {"Scarce Math"}
    assert families == {"Scarce Serif", "Scarce Sans"}
    # That of formulas needs none: it is part of the style sheet.
    assert re.search(r'"Scarce Math"; font-display: block; src: url\("[^"]*#embed"', CSS)
    for family in families:
        assert re.search(rf'"{family} stand-in".*size-adjust: [\d.]+%; ascent-override: [\d.]+%', CSS)
