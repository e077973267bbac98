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


def test_all_of_them_together_stay_under_75_kilobytes():
    assert sum(file.stat().st_size for file in (STATIC / "fonts").glob("*.woff2")) <= 75_000


def test_every_family_has_a_stand_in_of_its_size():
    families = set(re.findall(r'font-family: "(Scarce \w+)";', CSS))
    assert families == {"Scarce Serif", "Scarce Sans"}
    for family in families:
        assert re.search(rf'"{family} stand-in".*size-adjust: [\d.]+%; ascent-override: [\d.]+%', CSS)
