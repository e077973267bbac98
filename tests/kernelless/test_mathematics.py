"""Formulas become MathML that keeps what was written."""

import xml.etree.ElementTree as ET

from kernelless.sphinx.mathematics import _mathml


def test_a_formula_keeps_its_source():
    formula = ET.fromstring(_mathml(r"y \le \min(a, b)", "block"))
    assert formula.get("alttext") == r"y \le \min(a, b)"
    assert formula.get("display") == "block"
