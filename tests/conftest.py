"""Settings for all tests."""

from hypothesis import settings

# On a busy machine an example may take long; that says nothing about the code.
settings.register_profile("patient", deadline=None, derandomize=True)
settings.load_profile("patient")
