"""The page as delivered and the page's scripts write the same text, which for numbers is Python's own."""

import json
import math
import subprocess
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kernelless.live_chart import FRONTEND, to_json
from kernelless.sphinx.built import node
from kernelless.words import formatted

FORMATS = ["d", ",d", ".0f", ".2f", ",.1f", "+.0%", ".1%", "+,.2f", "f", "%"]
#: The longest number that a reader can type.
LONGEST = 64
EDGES = [
    0.0, -0.0, 0.5, 1.5, 2.5, -0.5, 0.125, 0.375, 2.675, 1.005, 0.005, 0.015, 0.045, 0.95, 9.995, 99.95, 999.5, 1e-9,
    -1e-9, 5e-324, 1e15 + 0.5, 2.0**53, 1e21, 1.5e21, 1e23, -1.7e308, 1e307, math.inf, -math.inf, math.nan, 7, -3,
]  # fmt: skip
SCRIPT = """
import {{ formatted }} from {module};
import {{ readNumber }} from {numbers};
import {{ fromJson, toJson }} from {json};
import {{ text }} from "node:stream/consumers";
const asked = JSON.parse(await text(process.stdin));
const answer = asked.map(([value, format]) => {{
  const words = formatted(fromJson(value), format);
  return [words, toJson(readNumber(words, {{ format }}))];
}});
process.stdout.write(JSON.stringify(answer));
"""


def scripts(pairs):
    """What the page's scripts write for each value and format, and how they read it back."""
    modules = {name: json.dumps((FRONTEND / "src" / f"{name}.js").as_uri()) for name in ("format", "json", "numbers")}
    program = SCRIPT.format(module=modules["format"], json=modules["json"], numbers=modules["numbers"])
    asked = json.dumps([[to_json(value), form] for value, form in pairs])
    done = subprocess.run(
        [*node(), "--input-type=module", "-e", program], input=asked, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def reference(value, form):
    """Python's own text, with the book's signs: − for -, ∞, and none before a zero."""
    if math.isnan(value):
        return "–"
    if math.isinf(value * 100 if form.endswith("%") else value):
        return "∞" if value > 0 else "−∞"
    text = format(round(value) if form.endswith("d") else value, form)
    if not set(text) & set("123456789"):
        text = text.lstrip("+-")
    return text.replace("-", "−")


def number(words, form):
    """What such a text says, read by Python."""
    if words in ("–", "∞", "−∞"):
        return math.nan
    read = Decimal(words.replace("−", "-").replace(",", "").removesuffix("%"))
    return float(read / 100 if form.endswith("%") else read)


halves = st.builds(lambda whole, places: (whole + 0.5) / 10**places, st.integers(-(10**6), 10**6), st.integers(0, 4))
numbers = st.one_of(st.floats(), halves, st.integers(-(10**12), 10**12), st.floats(-100, 100))


@settings(max_examples=8, deadline=None)
@given(st.lists(numbers, min_size=100, max_size=400))
def test_page_and_scripts_write_pythons_text_and_read_it_back(found):
    pairs = [(value, form) for value in [*EDGES, *found] for form in FORMATS]
    for (value, form), (words, back) in zip(pairs, scripts(pairs), strict=True):
        expected = reference(value, form)
        assert (formatted(value, form), words) == (expected, expected), (value, form)
        read = number(words, form) if len(words) <= LONGEST else math.nan
        possible = [math.nan if back["value"] is None else float(back["value"]), *back["others"]]
        assert any(float(each) == pytest.approx(read, rel=1e-15, abs=0, nan_ok=True) for each in possible), (
            value,
            form,
        )


def test_other_values_read_alike():
    pairs = [
        ("tasks", "d"), ("", ".1f"), (None, ".1f"), (True, "d"), (False, ".1f"), ([], ".1f"),
        ([1.25, "tasks", 2], ".1f"), ([[1.7, "execution", "tasks"], [3, "tasks", "energy"]], ".1f"),
    ]  # fmt: skip
    words = ["tasks", "", "", "yes", "no", "", "1.2, tasks, 2.0", "1.7 execution tasks, 3.0 tasks energy"]
    assert [formatted(value, form) for value, form in pairs] == words
    assert [found for found, _ in scripts(pairs)] == words


@pytest.mark.parametrize("form", ["", ".3g", "~s", "{}", "d.", ".1d", ".2", "0.1f"])
def test_a_format_that_the_scripts_do_not_know_is_refused(form):
    with pytest.raises(ValueError, match=r"a format must read .*; got") as error:
        formatted(1.5, form)
    assert repr(form) in str(error.value)
