"""A model as one file: a page of its own, with its scripts and styles, that needs no server, network or kernel."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING, Any

from . import built, messages, still
from .licences import listed, notices
from .live_chart import drawn_at
from .messages import say
from .schema import read, to_json

if TYPE_CHECKING:
    from .live_chart import LiveChart

STYLES, SCRIPTS = ("page.css", "embed.css"), ("runtime.js", built.WHOLE)
#: What Jupyter's widget manager alone knows of.
_OF_JUPYTER = ("_controls", "layout")
#: The only program of the page.
PROGRAM = "model"


def page(live: LiveChart) -> str:
    """The page of a model, at its present setting, as HTML.

    Parameters
    ----------
    live : LiveChart
        A model that can be traced.

    Returns
    -------
    str
        A whole document, with everything that it needs in it.

    Raises
    ------
    ValueError
        If the model needs a kernel.
    ScriptsError
        If the package was installed without the scripts of pages.
    """
    own = {f"extras/{i}.js": still.enclosed(text) for i, text in enumerate(live._scripts)}
    state = state_alone(live) | {"_program": PROGRAM, "_chart": built.WHOLE, "_scripts": list(own)}
    about = read(state["_kernelless"])
    widget = {"model_name": "AnyModel", "state": state}
    specification = live._at_its_setting()
    pictures = {str(width): drawn_at(specification, width) for width in (still.NARROW, still.WIDE)}
    view = json.dumps({"version_major": 2, "version_minor": 0, "model_id": PROGRAM})
    parts = built.texts()
    height = f".kl-height-{about.height} {{ --kl-pixels: {about.height}; }}"
    styles = [*(parts[name] for name in STYLES), live._style, height]
    program = f"kernelless.define({json.dumps(PROGRAM)},{json.dumps(specification, separators=(',', ':'))});"
    scripts = {**{name: parts[name] for name in SCRIPTS}, **own, f"programs/{PROGRAM}.js": program}
    title, style = escape(about.title or about.name), "\n".join(styles)
    language, name = escape(say("language")), escape(about.name)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}" data-theme="auto" data-embed="{name}">\n<head>\n'
        '<meta charset="utf-8" />\n<meta name="viewport" content="width=device-width, initial-scale=1" />\n'
        f"<title>{title}</title>\n<style>{style}</style>\n{_script(parts['embed.js'])}</head>\n"
        f'<body class="kl-embed kl-follows">\n<main>\n<h1>{title}</h1>\n'
        f"{still.still({**state, 'pictures': pictures}, view)}\n</main>\n"
        f"{''.join(_script(text, name) for name, text in scripts.items())}"
        f"{messages.script()}"
        # Last, for the runtime begins when it is there.
        f'<script type="{still.STATE_TYPE}">{still.state_text({"state": {PROGRAM: widget}})}</script>\n'
        f"</body>\n</html>\n<!--\n{_terms(parts)}-->\n"
    )


def state_alone(live: LiveChart) -> dict[str, Any]:
    """What a model takes along when it leaves Python: of outputs and words what Python says of them.

    Raises
    ------
    ValueError
        If the model needs a kernel.
    """
    about = live._described_alone()
    if live.untraced:
        raise ValueError(
            f"model {about.name!r} cannot live on a page without a kernel: its function cannot be traced "
            f"({live.untraced}); save a model whose function can"
        )
    now = live.evaluate(**live.params)
    named = live._scenarios.get(live.scenario, {})
    kept = live.scenario if all(live.params[name] == value for name, value in named.items()) else ""
    state = {name: value for name, value in live.get_state().items() if name not in _OF_JUPYTER}
    said = {name: to_json(value) for name, value in now.outputs.items()}
    own = {"_kernelless": about, "sentence": now.sentence, "scenario": kept, "_progress": now.progress}
    return state | said | {name: to_json(value) for name, value in own.items()}


def _terms(parts: Mapping[str, str]) -> str:
    """Whose work the page holds, and on what terms, where a comment cannot end early."""
    return notices(listed(parts["licences-vega.json"])).replace("--", "- -")


def _script(text: str, name: str = "") -> str:
    """A script of the page's own; what asks for a file by this name is told that it is here."""
    named = f' data-file="{name}"' if name else ""
    whole = text.replace("</script", "<\\/script")
    return f"<script{named}>{whole}</script>\n"
