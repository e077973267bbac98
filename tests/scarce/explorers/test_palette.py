"""The colours of the pictures can be read on their page and told apart, whichever cones the reader has.

Colour vision deficiency is simulated as in Machado, Oliveira & Fernandes, "A physiologically-based model for
simulation of color vision deficiency", IEEE TVCG 15 (2009) 1291-1298, with the matrices published there for severity
1.0, applied to linear RGB. Distance is CIE 1976 ΔE*ab. About 2.3 of it is just noticeable (Mahy, Van Eycken &
Oosterlinck, Color Research and Application 19, 1994) for large patches side by side; lines and points are small and
apart, so a little over four times that is asked for, 10: our choice, as far as six hues of this contrast on white
could be brought apart without changing what they are called. What is drawn is named at its place as well.
"""

import re
from itertools import combinations

import numpy as np
import pytest
from kernelless.live_chart import stylesheet
from scarce.explorers.palette import STYLE

READABLE = 4.5  # WCAG 2.2, 1.4.3: text; the pictures' labels have the colours of what they name
APART = 10

SIGHT = {
    "normal": np.eye(3),
    "protan": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deutan": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritan": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
#: Linear sRGB to CIE XYZ (IEC 61966-2-1), and its white.
XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
WHITE = XYZ.sum(axis=1)


def colours(style, prefix):
    """The colours of a style sheet by name, for light and dark pages."""
    light, dark = re.split(r'html\[data-theme="dark"\]', style, maxsplit=1)
    return {
        theme: dict(re.findall(rf"--{prefix}-([\w-]+): (#[0-9a-f]{{6}});", rules))
        for theme, rules in (("light", light), ("dark", dark.split("}")[0]))
    }


PALETTE = colours(STYLE, "scarce")
SURFACE = {theme: found["surface"] for theme, found in colours(stylesheet(), "kl").items()}


def linear(colour):
    coded = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(coded <= 0.04045, coded / 12.92, ((coded + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    """The ratio of WCAG 2.2."""
    dim, bright = sorted(float(XYZ[1] @ linear(colour)) for colour in (one, other))
    return (bright + 0.05) / (dim + 0.05)


def lab(colour, sight="normal"):
    """CIELAB of a colour as it is seen."""
    seen = np.clip(np.array(SIGHT[sight]) @ linear(colour), 0, 1)
    ratio = XYZ @ seen / WHITE
    x, y, z = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def test_the_measures_agree_with_published_values():
    """Black on white by WCAG; the primaries' CIELAB under D65; a matrix leaves greys as they are."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    np.testing.assert_allclose(lab("#ff0000"), [53.24, 80.09, 67.20], atol=0.02)
    np.testing.assert_allclose(lab("#0000ff"), [32.30, 79.19, -107.86], atol=0.02)
    for sight in SIGHT:
        np.testing.assert_allclose(lab("#808080", sight), lab("#808080"), atol=0.01)


def test_both_themes_have_every_colour():
    assert len(PALETTE["light"]) >= 6
    assert PALETTE["light"].keys() == PALETTE["dark"].keys()
    assert len(SURFACE) == 2


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_colour_can_be_read_on_its_surface(theme):
    found = {name: contrast(colour, SURFACE[theme]) for name, colour in PALETTE[theme].items()}
    assert {name: ratio for name, ratio in found.items() if ratio < READABLE} == {}


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_pair_stays_apart(theme, sight):
    seen = {name: lab(colour, sight) for name, colour in PALETTE[theme].items()}
    found = {pair: float(np.linalg.norm(seen[pair[0]] - seen[pair[1]])) for pair in combinations(seen, 2)}
    assert {pair: distance for pair, distance in found.items() if distance < APART} == {}
