"""Settings that a model can take over from another one, as the reader left that in this browser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from .extra import Extra, Opening


@dataclass(frozen=True)
class InheritDescription:
    """Another page's model, with the own parameter by each of its, and the values that some of its must have."""

    page: str
    label: str
    model: str
    parameters: Sequence[tuple[str, str]]
    where: Sequence[tuple[str, float]]


@dataclass(frozen=True)
class Inherit(Extra):
    """Another model, and which of its parameters becomes which here.

    The page offers what it remembers and takes it over when the reader says so. Values are held to what the own
    parameters can be; a parameter that the other model does not have is never remembered, and so does nothing.

    Parameters
    ----------
    page : str
        The other model's page, as a link from this one without its ending, such as ``"judgment"``. The offer leaves
        out a page that the site does not have.
    label : str
        What the page is called.
    parameters : dict of str to str
        Own parameter by the other model's.
    model : str, optional
        The other model's name; without one, the page's.
    where : dict of str to float, optional
        Values that the other model's parameters must have for its setting to mean anything here.

    Examples
    --------
    >>> Inherit("judgment", "From memory to judgment", {"accuracy": "human"}).parameters["accuracy"]
    'human'
    """

    name: ClassVar[str] = "inherit"
    several: ClassVar[bool] = True

    page: str
    label: str
    parameters: Mapping[str, str]
    model: str = ""
    where: Mapping[str, float] = field(default_factory=dict)

    def described(self, opening: Opening) -> InheritDescription:
        """What the page needs to know; refuses parameters that the model does not have."""
        own = list(opening.values)
        unknown = [name for name in self.parameters.values() if name not in own]
        if unknown:
            raise ValueError(f"unknown parameter {unknown[0]!r} to inherit; the model has {', '.join(own)}")
        pairs, where = list(self.parameters.items()), list(self.where.items())
        return InheritDescription(self.page, self.label, self.model or self.page, pairs, where)

    def alone(self, description: Any) -> None:
        """Nothing, for its settings come from other pages."""
