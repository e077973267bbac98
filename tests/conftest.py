"""Settings for all tests."""

import pytest
from hypothesis import settings

# On a busy machine an example may take long; that says nothing about the code.
settings.register_profile("patient", deadline=None, derandomize=True)
settings.load_profile("patient")

#: Helpers that build a site, start a browser or read the built book: what uses one is not for a quick loop.
SLOW = {"book", "plain", "pages", "engines", "chromium"}


def pytest_collection_modifyitems(items):
    """Mark as slow the tests of modules that import such a helper, and those that say so themselves."""
    for item in items:
        names = vars(getattr(item, "module", None) or object).values()  # an example in a docstring has no module
        helpers = {getattr(value, kind, None) for value in names for kind in ("__module__", "__name__")}
        if SLOW & helpers:
            item.add_marker(pytest.mark.slow)
