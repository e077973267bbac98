"""A parameter is refused where it could not become a control."""

import pytest
from kernelless import Parameter


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"name": "two words", "range": (0, 1), "step": 1}, ["identifier", "'two words'"]),
        ({"name": "_hidden", "range": (0, 1), "step": 1}, ["underscore", "'_hidden'"]),
        ({"name": "class", "range": (0, 1), "step": 1}, ["identifier", "'class'"]),
        ({"name": "a"}, ["'a'", "range", "stops", "neither"]),
        ({"name": "a", "range": (0, 1), "step": 1, "stops": {"x": 0}}, ["'a'", "both"]),
        ({"name": "a", "range": (1, 1), "step": 1}, ["'a'", "lower to a higher", "(1, 1)"]),
        ({"name": "a", "range": (0, float("inf")), "step": 1}, ["'a'", "finite", "inf"]),
        ({"name": "a", "range": (0, 1), "step": 2}, ["'a'", "step", "2"]),
        ({"name": "a", "range": (0, 1)}, ["'a'", "step", "None"]),
        ({"name": "a", "range": (1, 2), "step": 1}, ["'a'", "default", "(1, 2)", "0"]),
        ({"name": "a", "stops": {"one": 1}}, ["'a'", "stops", "[1]", "0"]),
    ],
)
def test_errors_name_parameter_rule_and_value(options, words):
    with pytest.raises(ValueError, match=r".") as error:
        Parameter(label="A", default=0, **options)
    for word in words:
        assert word in str(error.value)
