"""A model as it stands on a page without a kernel, in HTML: picture, sentence and opening values, and its state."""

from __future__ import annotations

import copy
import json
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from typing import Any

from .challenge import ChallengeDescription
from .data import DataDescription
from .guess import GuessDescription
from .inherit import InheritDescription
from .messages import say, say_html
from .schema import Description, read, to_json
from .words import formatted, written

STATE_TYPE = "application/vnd.jupyter.widget-state+json"
#: Widths, in pixels, of the two still pictures; the page's style shows the one that fits.
NARROW, WIDE = 328, 640
#: A part of the page with a table that shows at once, or only when asked for; and a cell of words.
OPEN, CLOSED, WORDS = 'class="kl-data kl-told" open', 'class="kl-data"', ' class="kl-words"'


def state_text(state: dict[str, Any]) -> str:
    """The widgets' state as the text of a script."""
    return json.dumps(_slim(state), separators=(",", ":")).replace("</", "<\\/")


def _slim(state: dict[str, Any]) -> dict[str, Any]:
    """The state without what the page has elsewhere, and without the empty entries of layouts and styles."""
    state = copy.deepcopy(state)
    for widget in state["state"].values():
        inner = widget["state"]
        for name in ("_specification", "_esm", "_engine", "_css", "_anywidget_id"):
            inner.pop(name, None)
        if "_kernelless" in inner:
            inner["_kernelless"] = to_json(replace(read(inner["_kernelless"]), worked={}))
        if not inner.get("_scripts", True):
            del inner["_scripts"]
        if widget["model_name"].endswith(("LayoutModel", "StyleModel")):
            widget["state"] = {name: value for name, value in inner.items() if value is not None}
    return state


def enclosed(script: str) -> str:
    """The script of an extra, with names of its own."""
    return f"(() => {{\n{script}\n}})();\n"


def view_script(view: str) -> str:
    """The place of a widget's view, which is described in JSON."""
    return f'<script type="application/vnd.jupyter.widget-view+json">{view}</script>'


def still(model: dict[str, Any], view: str) -> str:
    """A model as it stands until its view, described in JSON, takes its place."""
    about = read(model["_kernelless"])
    names = [parameter.name for parameter in about.parameters]
    reading = {"v": 1, "params": {n: model[n] for n in names}, "outputs": {n: model[n] for n in about.outputs}}
    pictures = "".join(
        _picture(model["pictures"][str(width)], kind) for width, kind in ((NARROW, "narrow"), (WIDE, "wide"))
    )
    rows = "".join(
        f'<div class="kl-placeholder"><span>{escape(c.label)}</span>'
        f"<span>{escape(written(c, model[c.name]))}</span></div>"
        for c in about.at_once
    )
    buttons = "".join(f'<button type="button" disabled>{escape(name)}</button>' for name, _ in about.scenarios)
    guess: GuessDescription | None = about.extras.get("guess")
    asking = " kl-asking" if guess else ""
    if guess and guess.at:
        asking += " kl-drawing"
    quoted = escape(say("words.quoted", text=model["scenario"]))
    name = f'<span class="kl-name">{quoted}: </span>' if model["scenario"] else ""
    return (
        f'<div class="kl-static"><section class="kl{asking}" data-model="{escape(about.name)}" '
        f'data-state="{escape(json.dumps(reading, separators=(",", ":")))}" aria-label="{escape(about.title)}">'
        f'<div class="kl-body"><div class="kl-scenarios">{buttons}</div>'
        f'<div class="kl-stage" data-longest="{escape(about.longest)}"><figure class="kl-figure">'
        f'<div class="kl-picture kl-height-{about.height}" role="img" '
        f'aria-label="{escape(about.title)}. {escape(model["sentence"])}">{pictures}</div></figure>'
        f'{_question(guess)}<p class="kl-sentence">{name}{escape(model["sentence"])}</p></div>'
        f'<div class="kl-controls">{rows}<noscript><p>{escape(say("still.no_scripts"))}</p></noscript>'
        f'<p class="kl-late">{escape(say("still.late"))}</p></div></div>'
        f"{_extra(about)}</section>{view_script(view)}</div>"
    )


def _question(guess: GuessDescription | None) -> str:
    """The question as it will stand there, until the runtime can take an answer."""
    if not guess:
        return ""
    buttons = "".join(
        f"<button disabled>{escape(say(name))}</button>"
        for name in ("guess.compare" if guess.at else "guess.show", "guess.skip")
    )
    entry = f'<span class="kl-entry"><input disabled aria-label="{escape(guess.label)}">'
    beside = f"{'% ' if guess.format.endswith('%') else ''}{guess.unit}".strip()
    unit = f"<span>{escape(beside)}</span></span>"
    if guess.at:
        entry = f'<p class="kl-hint">{escape(guess.hint)}</p>'
        unit = '<details class="kl-points"><summary>' + escape(say("guess.type")) + "</summary></details>"
    return (
        f'<div class="kl-guess"><p class="kl-question">{escape(guess.question)}</p>{entry}{unit}'
        f'<span class="kl-tools">{buttons}</span></div>'
    )


def _inherit(sources: Sequence[InheritDescription]) -> str:
    """Where settings could come from, as it stands while none are remembered."""
    if not sources:
        return ""
    links = [f'<a href="{escape(source.page)}.html">{escape(source.label)}</a>' for source in sources]
    first, last = say("words.next").join(links[:-1]), links[-1]
    listed = f"{first}{say('words.last')}{last}" if first else last
    return f'<div class="kl-inherit"><p>{say_html("inherit.nothing", pages=listed)}</p></div>'


def _extra(about: Description) -> str:
    """Goals and worked numbers; the numbers open without scripts too, and stand open in print."""
    challenges: Sequence[ChallengeDescription] = about.extras.get("challenges", [])
    many = len(challenges) > 1
    goals = "".join(
        f'<div class="kl-challenge"><p class="kl-goal"><strong>'
        f"{escape(say('challenge.one_of', number=i) if many else say('challenge.one'))}. </strong>"
        f"{escape(goal.text)}</p></div>"
        for i, goal in enumerate(challenges, 1)
    )
    return f'<div class="kl-extra">{_inherit(about.extras.get("inherit", []))}{goals}{_worked(about)}</div>'


def _worked(about: Description) -> str:
    data: DataDescription | None = about.extras.get("data")
    if not data:
        return ""
    heads = "".join(f'<th scope="col" role="columnheader">{escape(label)}</th>' for _, label, _ in data.columns)
    forms = [form for _, _, form in data.columns]
    rows = "".join(
        '<tr role="row">'
        + "".join(
            f'<th scope="row" role="rowheader">{escape(formatted(value, form))}</th>'
            if i == 0
            else f'<td role="cell"{"" if form else WORDS}>{escape(formatted(value, form))}</td>'
            for i, (value, form) in enumerate(zip(row, forms, strict=True))
        )
        + "</tr>"
        for row in about.worked["data"]
    )
    return (
        f"<details {OPEN if data.open else CLOSED}><summary>{escape(data.summary)}</summary>"
        f'<div class="kl-table" tabindex="0" role="group" '
        f'aria-label="{escape(data.caption)}"><table role="table"><caption>{escape(data.caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead><tbody role="rowgroup">{rows}</tbody></table></div>'
        f"</details>"
    )


def _picture(svg: str, kind: str) -> str:
    return svg.replace(
        "<svg ", f'<svg preserveAspectRatio="xMidYMid meet" class="kl-still kl-{kind}" aria-hidden="true" ', 1
    ).replace(' class="marks"', "", 1)
