"""Settings for all tests."""

import pytest
from hypothesis import settings

# On a busy machine an example may take long; that says nothing about the code.
settings.register_profile("patient", deadline=None, derandomize=True)
settings.load_profile("patient")

#: Helpers that build a site, start a browser or read the built book: what uses one is not for a quick loop.
SLOW = {"book", "plain", "pages", "engines", "chromium"}

#: The files that take longest, in this order: workers begin with them, so that at the end none waits for another.
LONG = (
    "browser/test_sizes.py", "browser/test_launch.py", "browser/test_contract.py", "browser/test_access.py",
    "browser/test_pages.py", "browser/test_embed.py", "site/test_notebooks.py", "browser/test_themes.py",
    "kernelless/test_prose.py", "chapters/test_exercises.py", "homework/test_grade.py", "browser/test_settings.py",
)  # fmt: skip


def rank(item):
    """A file's place among those that take longest; the others follow as they are."""
    file = f"{item.path.parent.name}/{item.path.name}"
    return LONG.index(file) if file in LONG else len(LONG)


def pytest_collection_modifyitems(items):
    """Begin with what takes longest; mark as slow the tests of modules that import a helper that is, or that say so."""
    items.sort(key=rank)
    for item in items:
        names = vars(getattr(item, "module", None) or object).values()  # an example in a docstring has no module
        helpers = {getattr(value, kind, None) for value in names for kind in ("__module__", "__name__")}
        if SLOW & helpers:
            item.add_marker(pytest.mark.slow)
