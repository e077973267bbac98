"""A model as one ES module by anywidget's contract, for pages that know neither Python nor Sphinx."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from . import built, messages
from .licences import listed, notices
from .saved import state_alone

if TYPE_CHECKING:
    from .live_chart import LiveChart

#: What the module has in another form.
_ELSEWHERE = ("_scripts", "_specification", "_esm", "_engine", "_css", "_anywidget_id", "_rows")


def module(live: LiveChart) -> str:
    """The module of a model, at its present setting, as JavaScript.

    Parameters
    ----------
    live : LiveChart
        A model that can be traced.

    Returns
    -------
    str
        ``export default { render }``. `render` takes the element to stand in and, if there is one, the host's model,
        with which it shares what that has of parameters, outputs, ``scenario`` and ``sentence``.

    Raises
    ------
    ValueError
        If the model needs a kernel.
    ScriptsError
        If the package was installed without the scripts of pages.
    """
    state = {name: value for name, value in state_alone(live).items() if name not in _ELSEWHERE}
    exported = {"state": state, "specification": live._at_its_setting(), "style": _in_shadow(live._style)}
    exported |= {"messages": messages.spoken()} if messages.spoken() else {}
    script = built.texts()[built.MODULE]
    about = json.dumps(exported, separators=(",", ":"))
    own = ",".join(f"(kernelless) => {{\n{text}\n}}" for text in live._scripts)
    return f"{script}export default kernelless.model({about},[{own}]);\n/*\n{_terms()}*/\n"


def _in_shadow(style: str) -> str:
    """A style for a shadow root: what a page says of its theme, the element that holds the root says there."""
    return style.replace('html[data-theme="dark"]', ':host([data-theme="dark"])')


def _terms() -> str:
    """Whose work the script holds, and on what terms, where a comment cannot end early."""
    return notices(listed(built.texts()["licences-module.json"])).replace("*/", "* /")
