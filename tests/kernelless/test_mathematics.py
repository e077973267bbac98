"""Formulas become MathML that keeps what was written."""

import re
import xml.etree.ElementTree as ET

import pytest
from kernelless.sphinx.mathematics import _mathml, pieces


def test_a_formula_keeps_its_source():
    formula = ET.fromstring(_mathml(r"y \le \min(a, b)", large=True))
    assert formula.get("alttext") == r"y \le \min(a, b)"
    assert formula.get("displaystyle") == "true"


@pytest.mark.parametrize(
    ("latex", "wanted"),
    [
        (r"a = b \, c", [r"a = b \, c"]),
        (r"y \le \min(\Delta a, \Delta b)", [r"y \le \min(\Delta a,", r"\Delta b)"]),
        (r"q = \min(T, P) , \qquad d = 1 .", [r"q = \min(T,", "P) ,", "d = 1 ."]),
        (r"x_{i, j} + \frac{a, b}{c}, d", [r"x_{i, j} + \frac{a, b}{c},", "d"]),
        (r"A \left( x, y \right) , \quad z", [r"A \left( x, y \right) ,", "z"]),
        (r"\begin{cases} 0, & x \\ 1, & y \end{cases}", [r"\begin{cases} 0, & x \\ 1, & y \end{cases}"]),
        (r"\{ a, b \}", [r"\{ a,", r"b \}"]),
    ],
)
def test_a_formula_breaks_where_a_reader_would(latex, wanted):
    assert pieces(latex) == wanted
    assert re.sub(r"\s|\\q?quad\b", "", "".join(wanted)) == re.sub(r"\s|\\q?quad\b", "", latex)
