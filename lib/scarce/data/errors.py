"""What is said of a broken table."""


class DataError(ValueError):
    """A broken entry, with its row, column, rule and value."""
