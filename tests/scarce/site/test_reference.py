"""The reference page: every public function of every model, with its formula."""

import importlib
import inspect
import pkgutil
from pathlib import Path

import pytest
from scarce import models
from scarce.site.reference import plain

SITE = Path(__file__).parents[3] / "_build" / "html"
MODULES = [found.name for found in pkgutil.iter_modules(models.__path__) if not found.name.startswith("_")]
#: What these give are names and lists, ranks and draws: the words of their docstrings say how.
IN_WORDS = {
    "largest_kinds", "direction", "layer", "job_zone", "wage_decile", "group_means", "thirds", "corner", "verdict",
    "rankdata", "sample_picks", "read_maze", "unenclosed", "without_inner_walls", "end_points", "novelty", "nearness",
    "search", "seeded_options", "record_places", "first_trials",
}  # fmt: skip


def public(module):
    return {
        name
        for name, found in inspect.getmembers(module, inspect.isfunction)
        if not name.startswith("_") and found.__module__ == module.__name__
    }


@pytest.mark.parametrize("name", MODULES)
def test_every_function_is_there_with_its_formula(name):
    page = (SITE / "chapters" / "models.html").read_text(encoding="utf-8")
    functions = public(importlib.import_module(f"scarce.models.{name}"))
    assert functions
    for function in functions:
        _, found, rest = page.partition(f'id="scarce.models.{name}.{function}"')
        assert found, function
        entry = rest.partition('<dl class="py ')[0]
        assert ("<math" in entry) == (function not in IN_WORDS), function


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (".. [2] G. M. Amdahl", "2. G. M. Amdahl"),
        ("the whole [2]_.", "the whole [2]."),
        ("x[0] and [1, 2]", "x[0] and [1, 2]"),
        (".. rubric:: Notes", ".. rubric:: Formula"),
    ],
)
def test_references_are_a_plain_list(line, shown):
    assert plain(line) == shown
