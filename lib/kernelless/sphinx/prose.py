"""Three roles for prose that follows a model on the same page, or leads to it.

``{number}`bottleneck.tasks` `` is a parameter that the reader can drag, type and step in the sentence itself;
``{follow}`bottleneck.output_at_horizon .1f` `` is what the model says now. The page is delivered with both
as text, at the opening setting. ``{to}`words <bottleneck: scenario>` `` is a link that sets the scenario, and
``{to}`words <bottleneck: tasks=0.1, sigma=1>` `` one that sets these parameters and leaves the others at the opening.
``{to}`words <middle#bottleneck: scenario>` `` leads to the model on the page ``middle``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape
from pathlib import PurePosixPath
from typing import Any

from docutils import nodes
from selectolax.lexbor import LexborHTMLParser
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from ..schema import ParameterDescription, read
from ..words import opening
from . import passes
from .pages import Live, about, models_in

_FOLLOWER, _LINK = "span.kl-follows[data-follows][data-shows][data-format]", "a.kl-to[data-to]"
#: A value as the page reads it from an address (`frontend/src/address.js`).
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?|[+-]?infinity", re.IGNORECASE)


class Follower(nodes.inline):  # type: ignore[misc] # docutils publishes no types
    """A place in the prose that follows a model."""


def _parsed(text: str, with_format: bool) -> tuple[str, str, str]:
    """Model, name and format from a role's text."""
    path, _, form = text.strip().partition(" ")
    model, _, name = path.partition(".")
    if not (model and name) or bool(form) != with_format:
        shape = "model.output format" if with_format else "model.parameter"
        raise ValueError(f"must read `{shape}`; got `{text}`")
    return model, name, form


def _role(with_format: bool) -> Any:
    def role(kind: str, raw: str, text: str, line: int, inliner: Any, _: Any = None, __: Any = None) -> Any:
        try:
            model, name, form = _parsed(text, with_format)
        except ValueError as error:
            message = inliner.reporter.error(f"the role {kind} {error}", line=line)
            return [inliner.problematic(raw, raw, message)], [message]
        return [Follower(raw, "", model=model, name=name, form=form)], []

    return role


class Link(nodes.inline):  # type: ignore[misc] # docutils publishes no types
    """A link to a model in a state."""


def _link(_: str, raw: str, text: str, line: int, inliner: Any, *__: Any) -> Any:
    found = re.fullmatch(r"(.+?)\s*<([^<>:]+):\s*([^<>]+)>", text, re.DOTALL)
    if not found:
        message = inliner.reporter.error(f"the role to must read `words <model: scenario>`; got `{text}`", line=line)
        return [inliner.problematic(raw, raw, message)], [message]
    return [Link(raw, found[1], target=f"{found[2].strip()}: {found[3].strip()}")], []


def _visit_link(self: Any, node: Link) -> None:
    self.body.append(f'<a class="kl-to" href="#" data-to="{escape(node["target"])}">')


def _leave_link(self: Any, _: Link) -> None:
    self.body.append("</a>")


def _fragment(target: str, models: dict[str, dict[str, Any]], page: str) -> str:
    """The address of a state, from a scenario's name or from values."""
    model, _, wanted = target.partition(": ")
    about = read(_known(model, models, page)["_kernelless"])
    scenarios = dict(about.scenarios)
    opening = {p.name: p.opening for p in about.parameters}
    if wanted in scenarios:
        values: dict[str, Any] = {p.name: p.default for p in about.parameters} | dict(scenarios[wanted])
    elif "=" in wanted:
        values = dict(_pair(pair, target, about.parameters, page) for pair in wanted.split(","))
    else:
        raise ExtensionError(f"page {page} links to {target!r}; scenarios: {', '.join(scenarios) or 'none'}")
    changed = "".join(f"&{name}={value}" for name, value in values.items() if str(value) != str(opening[name]))
    return f"#{model}?v=1{changed}"


def _pair(pair: str, target: str, parameters: Sequence[ParameterDescription], page: str) -> tuple[str, str]:
    """A parameter and its value, from `name=value`; a stop may go by its label."""
    name, _, value = (part.strip() for part in pair.partition("="))
    stops = {p.name: dict(p.stops) for p in parameters}
    if name not in stops:
        model = target.partition(":")[0]
        raise ExtensionError(f"page {page} links to {target!r}; {model} has no {name!r}: {', '.join(stops)}")
    value = str(stops[name].get(value, value))
    if not _NUMBER.fullmatch(value):
        raise ExtensionError(f"page {page} links to {target!r}; {name} must be a number, got {value!r}")
    return name, value


def _known(model: str, models: dict[str, dict[str, Any]], page: str) -> dict[str, Any]:
    if model not in models:
        there = ", ".join(models) or "none"
        raise ExtensionError(f"page {page} follows model {model!r}, which is not on the page; models: {there}")
    return models[model]


def _visit(self: Any, node: Follower) -> None:
    self.body.append(
        f'<span class="kl-follows" data-follows="{escape(node["model"])}" data-shows="{escape(node["name"])}" '
        f'data-format="{escape(node["form"])}"></span>'
    )
    raise nodes.SkipNode


def _skip(*_: Any) -> None:
    raise nodes.SkipNode


def _nothing(*_: Any) -> None:
    """Only the words."""


def _opening(state: dict[str, Any], model: str, name: str, form: str, page: str) -> str:
    try:
        return opening(state, model, name, form)
    except ValueError as error:
        raise ExtensionError(f"page {page} {error}") from error


def fill(
    tree: LexborHTMLParser,
    models: dict[str, dict[str, Any]],
    page: str,
    elsewhere: Callable[[str], tuple[str, dict[str, Any]]],
) -> None:
    """Have each place of a page hold what the models say at their opening, and each link lead to its state.

    `elsewhere` gives the address and the models of another page, by its name.
    """
    for place in tree.css(_FOLLOWER):
        model, name, form = (place.attrs.sget(f"data-{key}") for key in ("follows", "shows", "format"))
        state = _known(model, models, page)
        if "guess" in read(state["_kernelless"]).extras and form:
            place.attrs["class"] = "kl-follows kl-answer"
        passes.set_text(place, _opening(state, model, name, form, page))
    for link in tree.css(_LINK):
        other, apart, target = link.attrs.sget("data-to").rpartition("#")
        address, there = elsewhere(other) if apart else ("", models)
        link.attrs["href"] = address + _fragment(target, there, page)
        del link.attrs["data-to"]


def elsewhere(app: Sphinx, name: str) -> Callable[[str], tuple[str, dict[str, Any]]]:
    """For a page, the address and the models of another in its folder."""

    def there(other: str) -> tuple[str, dict[str, Any]]:
        page = (PurePosixPath(name).parent / other).as_posix()
        if page not in app.env.all_docs:
            raise ExtensionError(f"page {name} links to a model in {page!r}, which is no page of this site")
        return app.builder.get_relative_uri(name, page), models_in(app, page)

    return there


def step(app: Sphinx, name: str, body: LexborHTMLParser, context: dict[str, Any], _: Any) -> None:
    """Fill the places of a page; on one without models no prose may follow any."""
    live: Live | None = context.get("kernelless")
    models = live.models.values() if live else ()
    fill(body, {about(model).name: model for model in models}, name, elsewhere(app, name))


def setup(app: Sphinx) -> None:
    """Register the roles."""
    app.connect(passes.BODY, step, priority=300)
    app.add_node(Follower, html=(_visit, None), latex=(_skip, None), text=(_skip, None))
    app.add_node(Link, html=(_visit_link, _leave_link), latex=(_nothing, _nothing), text=(_nothing, _nothing))
    app.add_role("to", _link)
    app.add_role("number", _role(with_format=False))
    app.add_role("follow", _role(with_format=True))
