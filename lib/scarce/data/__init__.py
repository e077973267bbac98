"""Published figures that the models are held against."""

from .mazes import maze
from .occupations import DataError, occupations

__all__ = ["DataError", "maze", "occupations"]
