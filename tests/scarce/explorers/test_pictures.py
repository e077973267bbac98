"""Each model's picture at each scenario, on a desk and on a phone, is the one that was looked at and kept."""

import pytest
from corners import NAMES
from pictures import FOLDER, digest, lines, moves, read

SVG = """<svg xmlns="http://www.w3.org/2000/svg"><g transform="translate(10,20)">
<g class="mark-line role-mark curve"><path d="M0,5L40,-2.5e0" stroke="red"/></g>
<g class="mark-symbol role-mark dots">
  <path transform="translate(7,8)" d="M2,0A2,2,0,1,1,-2,0A2,2,0,1,1,2,0" fill="blue"/></g>
<g class="mark-text role-mark"><text transform="translate(3.4,4)" fill="black">Here</text>
  <text opacity="0">No</text></g>
</g></svg>"""


def test_a_picture_is_told_by_its_texts_and_marks():
    assert lines(SVG) == [
        ((10, 18, 50, 25), "1 × mark-line role-mark red"),
        ((15, 28, 19, 28), "1 × mark-symbol role-mark blue"),
        ((13, 24), "black Here"),
    ]


def test_what_has_moved_is_named_and_a_pixel_is_nothing():
    kept = [((10, 18), "red Here"), ((3, 4), "red There"), ((5, 6), "red Gone")]
    assert list(moves(kept, [((11, 17), "red Here"), ((3, 4), "red There"), ((5, 6), "red Gone")])) == []
    assert list(moves(kept, [((12, 18), "red Here"), ((3, 4), "red There"), ((5, 6), "blue Gone")])) == [
        "red Here: was at (10, 18), is at (12, 18)",
        "red Gone: was at (5, 6), is gone",
        "blue Gone: is new at (5, 6)",
    ]


def test_each_model_and_no_other_has_its_pictures():
    assert {file.stem for file in FOLDER.iterdir()} == set(NAMES)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_nothing_in_a_picture_has_moved(name):
    kept, shown = read(name), digest(name)
    assert list(shown) == list(kept)
    changed = [f"{heading}: {move}" for heading in kept for move in moves(kept[heading], shown[heading])]
    assert changed == [], "look at the pictures; where they are meant, `make pictures` keeps them"
