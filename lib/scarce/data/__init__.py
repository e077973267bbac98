"""Published figures that the models are held against."""

from .occupations import DataError, occupations

__all__ = ["DataError", "occupations"]
