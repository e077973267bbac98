"""What a model may have besides chart, words and controls: each kind is one class here and one script on the page.

A kind of one's own derives from `Extra`, and its script registers how it is made from what `described` returns (see
`frontend/src/extras.js` for what the page tells it).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from .model import Model, State, Values


@dataclass(frozen=True)
class Opening:
    """A model as it opens, which is what an extra is described at.

    `scenario` gives the values of all parameters in a scenario, by its name; `traced` tells whether the page computes
    the model.
    """

    model: Model
    values: Mapping[str, float]
    state: State
    scenario: Callable[[str], Mapping[str, float]]
    traced: bool


@dataclass(frozen=True)
class Symbols:
    """A model as it is traced: parameters and outputs by name, and `named`, which gives any other signal."""

    model: Model
    parameters: Values
    outputs: Values
    named: Callable[[str], Any]


class Extra:
    """Something that a model has besides chart, words and controls.

    A class that derives from this one says its `name` and `described`; the rest has a default that does nothing.

    Attributes
    ----------
    name : str
        Under which its script is registered.
    several : bool
        Whether a model may have more than one; the script then gets a list of descriptions.
    script : str
        JavaScript that calls ``kernelless.register(name, make)``; empty for the kinds that the engine brings.
    style : str
        CSS of its own.

    Examples
    --------
    >>> import altair as alt
    >>> from kernelless import LiveChart, Parameter
    >>> class Source(Extra):
    ...     name = "source"
    ...     script = '''
    ...       const { element, register } = kernelless;
    ...       register("source", ({ text }) => ({ places: { below: [element("p", {}, text)] } }));
    ...     '''
    ...     def __init__(self, text):
    ...         self.text = text
    ...     def described(self, opening):
    ...         return {"text": self.text}
    >>> a = Parameter("a", "A", 2, range=(0, 5), step=1)
    >>> live = LiveChart(alt.Chart(alt.NamedData("none")).mark_point(), [a], extras=[Source("Assumed.")])
    >>> live.extras["source"]
    {'text': 'Assumed.'}
    """

    name: ClassVar[str]
    several: ClassVar[bool] = False
    script: ClassVar[str] = ""
    style: ClassVar[str] = ""

    def described(self, opening: Opening) -> Any:
        """What its script needs to know, as JSON; None where it has nothing to do. Refuses what the model lacks.

        A dict may say as ``room`` how many pixels the extra takes below a model that stands in a frame.
        """
        raise NotImplementedError(f"{type(self).__name__} must say what its script needs to know in `described`")

    @property
    def goals(self) -> Sequence[Callable[[Values, Values], Any]]:
        """Functions of parameters and outputs that are followed as goals: 1 or more is met."""
        return ()

    @property
    def inputs(self) -> Mapping[str, Any]:
        """Signals that its script sets, with what they start at; the chart may use those that begin with a letter."""
        return {}

    @property
    def data(self) -> Sequence[str]:
        """Rows of data that its script sets; the chart may draw them."""
        return ()

    def signals(self, _: Symbols) -> dict[str, Any]:
        """Further signals for its script, as functions of parameters, outputs and inputs."""
        return {}

    def check(self, _: Mapping[str, Any]) -> None:
        """Refuse a compiled chart that lacks what it needs."""

    def worked(self, _: State) -> Any:
        """What the delivered page shows of it in a state, where its script works that out by itself; else None."""
        return None

    def alone(self, description: Any) -> Any:
        """Its description for a page that is nobody's neighbour; None where it has nothing to do there."""
        return description


def need_scales(what: str, wanted: Iterable[str], specification: Mapping[str, Any]) -> None:
    """Refuse names of scales that a compiled chart does not have."""
    there = [scale["name"] for scale in specification.get("scales", [])]
    unknown = sorted(set(wanted) - set(there))
    if unknown:
        raise ValueError(f"{what} needs the chart's scales; got {unknown[0]!r}, known: {', '.join(there) or 'none'}")


def by_kind(extras: Sequence[Extra]) -> dict[str, list[Extra]]:
    """The extras of each kind by its name; refuses two where a model has one."""
    kinds: dict[str, list[Extra]] = {}
    for extra in extras:
        kinds.setdefault(extra.name, []).append(extra)
    for name, those in kinds.items():
        if len(those) > 1 and not all(extra.several for extra in those):
            raise ValueError(f"a model has at most one {name}; got {len(those)}")
    return kinds


def described(extras: Sequence[Extra], opening: Opening) -> dict[str, Any]:
    """What the page needs to know of each kind, by its name."""
    found: dict[str, Any] = {}
    for name, those in by_kind(extras).items():
        descriptions = [text for text in (extra.described(opening) for extra in those) if text is not None]
        if descriptions:
            found[name] = descriptions if those[0].several else descriptions[0]
    return found


def worked(extras: Sequence[Extra], state: State) -> dict[str, Any]:
    """What the delivered page shows of each kind in a state, by its name."""
    shown = {extra.name: extra.worked(state) for extra in extras}
    return {name: what for name, what in shown.items() if what is not None}


def alone(extras: Sequence[Extra], descriptions: Mapping[str, Any]) -> dict[str, Any]:
    """Descriptions, by kind, for a page that is nobody's neighbour."""
    kinds = by_kind(extras)
    kept = {name: kinds[name][0].alone(description) for name, description in descriptions.items()}
    return {name: description for name, description in kept.items() if description is not None}
