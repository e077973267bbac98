"""A sentence says the same number in Python and on the page: ties, zeros, signs and sizes of every kind."""

import math
from fractions import Fraction

from hypothesis import example, given, settings
from hypothesis import strategies as st
from kernelless.model import Model
from kernelless.parameter import Parameter
from vega import signals

FORMATS = (".0f", ".1f", ".2f", ".3f", ",.0f", ",.1f", ",.2f", "+.1f", "+.2f", ".0%", ".1%", "+.0%", "+.1%", ",.0%")
NAMES = [f"x{i}" for i in range(12)]
#: Halves of a last digit, exactly, and their neighbours.
TIES = st.builds(lambda odd, power: (2 * odd + 1) / 2**power, st.integers(-3000, 3000), st.integers(1, 5))
NEAR = st.builds(math.nextafter, TIES, st.sampled_from([-math.inf, math.inf]))
DECIMALS = st.builds(lambda whole, power: whole / 10**power, st.integers(-5000, 5000), st.integers(0, 6))
SPECIAL = st.sampled_from([0.0, -0.0, 0.5, -0.5, 0.005, -0.005, -1e-9, 1e21, -1e22, 1e23, math.inf, -math.inf])
VALUES = st.one_of(TIES, NEAR, TIES.map(lambda tie: tie / 100), DECIMALS, SPECIAL, st.floats(-1e18, 1e18))


def sentence(p, _):
    return "; ".join(" ".join(f"{p[name]:{form}}" for form in FORMATS) for name in NAMES)


MODEL = Model([Parameter(name, name, 0, range=(0, 1), step=1) for name in NAMES], sentence=sentence)


@settings(max_examples=40)
@given(st.lists(VALUES, min_size=len(NAMES), max_size=len(NAMES)))
@example([0.125, 0.375, -0.125, 2.5, 3.5, -0.004, -0.0, 1.005, 0.15, 1e21, math.inf, -math.inf])
def test_python_and_the_page_write_every_number_alike(values):
    setting = dict(zip(NAMES, values, strict=True))
    words = MODEL.evaluate(setting).sentence
    assert signals(MODEL, **setting)["sentence"] == words
    for text in words.replace(";", "").split():
        assert any(digit in text for digit in "123456789∞") or not set(text) & set("+-−"), text


def test_a_tie_goes_to_the_even_neighbour_by_the_exact_value():
    def half(value):
        return Model([Parameter("x", "x", 0, range=(0, 1), step=1)], sentence=lambda p, _: f"{p['x']:.2f}").evaluate(
            {"x": value}
        )

    assert Fraction(1.005) < Fraction(1005, 1000)
    said = {0.125: "0.12", 0.375: "0.38", 1.005: "1.00", -0.125: "−0.12", -0.001: "0.00"}
    assert {value: half(value).sentence for value in said} == said
