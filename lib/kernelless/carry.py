"""A link that carries a model's state to another page's model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from .extra import Extra, Opening


@dataclass(frozen=True)
class CarryDescription:
    """A link to another page's model, with its parameter by each own one."""

    page: str
    label: str
    model: str
    parameters: Mapping[str, str]


@dataclass(frozen=True)
class Carry(Extra):
    """Where a state can be taken, and which parameter becomes which there.

    Parameters
    ----------
    page : str
        The other page, as a link from this one without its ending, such as ``"bottleneck"``.
    label : str
        What the link says.
    model : str, optional
        The other model's name; without one, the page's.
    parameters : dict of str to str, optional
        Own parameter to the other model's; empty means all, under their own names.
    """

    name: ClassVar[str] = "carry"
    several: ClassVar[bool] = True

    page: str
    label: str
    model: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)

    def described(self, opening: Opening) -> CarryDescription:
        """What the page needs to know; refuses parameters that the model does not have."""
        own = list(opening.values)
        unknown = [name for name in self.parameters if name not in own]
        if unknown:
            raise ValueError(f"unknown parameter {unknown[0]!r} to carry; the model has {', '.join(own)}")
        pairs = dict(self.parameters) or {name: name for name in own}
        return CarryDescription(self.page, self.label, self.model or self.page, pairs)

    def alone(self, description: Any) -> None:
        """Nothing, for it leads to another page."""
