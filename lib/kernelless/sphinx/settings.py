"""What a site may have besides models that live: each part behind a setting of its own, which is off by default."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from types import ModuleType
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ExtensionError

#: What each setting does where it is True.
SWITCHES = {
    "kernelless_compile": "each picture's expressions become plain functions while the site is built (needs Node)",
    "kernelless_widgets": "pages that show other widgets of ipywidgets get these from the site too, not from a CDN",
    "kernelless_embed": "each model has a page of its own to frame, and the directive `embeds` lists them",
    "kernelless_stop": "code that fails stops the build, which says where",
    "kernelless_math": "formulas are MathML, without a script",
    "kernelless_icons": "the pydata theme's icons are inline SVG, without its script and fonts",
    "kernelless_menus": "the pydata theme's menus do without Bootstrap's script, 24 kB",
    "kernelless_access": "what theme and bibliography get wrong for screen readers is put right",
    "kernelless_storage": "theme scripts get a store where there is none, leave the history alone, and find every word",
    "kernelless_order": "scripts come after the content, and neighbouring style sheets are one",
    "kernelless_auto": "without scripts too, colours are those of the reader's system (needs Node)",
    "kernelless_purge": "style rules that no page needs are taken out (needs Node, and kernelless_order)",
    "kernelless_first": "a page has in itself the style of what shows first; its sheets follow (needs Node, and "
    "kernelless_order)",
    "kernelless_folders": "no folder of the site begins with an underscore, which some hosts drop",
    "kernelless_licences": "licences.txt names whose work the site holds",
    "kernelless_policy": "each page has a strict Content-Security-Policy; what that forbids stops the build",
}
#: Settings that say more than yes or no, of which an author writes all but the last.
_OTHERS = ("kernelless_sources", "kernelless_scripts", "kernelless_messages", "kernelless_digest")


def check(_: Sphinx, config: Config) -> None:
    """Refuse a name that is no setting, a value that is no choice, and a part without the one that it needs."""
    given = {name: value for name, value in config._raw_config.items() if name.startswith("kernelless_")}
    for name, value in given.items():
        if name not in SWITCHES and name not in _OTHERS:
            raise ExtensionError(f"{name} is no setting of kernelless; known: {', '.join([*SWITCHES, *_OTHERS[:-1]])}")
        if name in SWITCHES and not isinstance(value, bool):
            raise ExtensionError(f"{name} must be True or False; got {value!r}")
    for name in ("kernelless_purge", "kernelless_first"):
        if config[name] and not config.kernelless_order:
            raise ExtensionError(
                f"{name} must go with kernelless_order, whose joined style sheets it works on; got "
                f"kernelless_order = False: set both to True"
            )


def when(setting: str, handler: Callable[..., Any]) -> Callable[..., Any]:
    """A handler of one of Sphinx's events, for sites that have a setting on."""

    def guarded(app: Sphinx, *arguments: Any) -> Any:
        return handler(app, *arguments) if app.config[setting] else None

    return guarded


def part(setting: str, name: str, extra: str) -> ModuleType:
    """The module of a part that needs more than the package itself does."""
    try:
        return importlib.import_module(f".{name}", __package__)
    except ImportError as error:
        raise ExtensionError(
            f'{setting} needs a package that is not installed ({error}): run `pip install "kernelless[{extra}]"`'
        ) from error


def setup(app: Sphinx) -> None:
    """Register the settings."""
    for name in SWITCHES:
        app.add_config_value(name, False, "env", [bool])
    app.add_config_value("kernelless_scripts", [], "html", [list, tuple])
    app.connect("config-inited", check, priority=400)
