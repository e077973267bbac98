"""The book's own type: light enough, complete, licensed."""

import re
from pathlib import Path

STATIC = Path(__file__).parents[3] / "chapters" / "_static"
CSS = "".join((STATIC / name).read_text(encoding="utf-8") for name in ("fonts.css", "math.css"))


def test_the_rules_and_the_files_belong_together():
    named = set(re.findall(r'url\("fonts/([^"#]+)(?:#embed)?"\)', CSS))
    assert named == {file.name for file in (STATIC / "fonts").glob("*.woff2")}
    # No text waits for a face; those of the first lines come together, the others when a page needs them.
    assert set(re.findall(r"font-display: (\w+); src: url", CSS)) == {"swap"}
    embedded = set(re.findall(r'url\("fonts/([^"#]+)#embed"\)', CSS))
    assert embedded == {f"{name}.woff2" for name in ("serif-latin-400", "serif-latin-600", "sans-latin", "math")}
    assert "SIL OPEN FONT LICENSE" in (STATIC / "fonts" / "LICENSE.txt").read_text(encoding="utf-8")


def test_those_of_the_text_together_stay_under_75_kilobytes_and_that_of_formulas_under_25():
    sizes = {file.stem: file.stat().st_size for file in (STATIC / "fonts").glob("*.woff2")}
    assert sizes.pop("math") <= 25_000
    assert sum(sizes.values()) <= 75_000


def test_every_weight_and_slant_of_the_text_has_a_stand_in_of_its_size():
    given = r'font-family: "(Scarce \w+){}"; font-weight: (\d+)[ \d]*; font-style: (\w+);'
    own = set(re.findall(given.format(""), CSS))
    stand_ins = set(re.findall(given.format(" stand-in") + r".* size-adjust: [\d.]+%; ascent-override: [\d.]+%", CSS))
    assert {family for family, _, _ in own} == {"Scarce Serif", "Scarce Sans"}
    # A font of variable weight has one for each weight that is used.
    assert stand_ins == own | {("Scarce Sans", "600", "normal"), ("Scarce Math", "400", "normal")}
