"""Published figures that the models are held against."""

from .errors import DataError
from .findings import Finding, Verdict, findings, verdict
from .mazes import maze
from .occupations import occupations

__all__ = ["DataError", "Finding", "Verdict", "findings", "maze", "occupations", "verdict"]
