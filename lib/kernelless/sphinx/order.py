"""First what the reader sees: the page's scripts go after the content, and are fetched when its style is there.

In the head the theme's scripts, for search, copying and toggling, would each stop the page while they load, one after
the other. The widgets' scripts would stop nothing, but on a slow line they share it with the style sheets, without
which nothing shows at all. So a line of script asks for them once the style sheets have come.
"""

from __future__ import annotations

import json
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode
from sphinx.application import Sphinx

from . import passes, styles

#: What stays in the head: the theme's choice of light or dark.
_STAYS = "data-cfasync"
#: What the head fetches ahead: the widgets' scripts, and some that stand further down anyway.
_PRELOAD = 'link[rel="preload"][as="script"]'
#: Pages before and after this one. Firefox fetches those ahead, which the page's policy forbids it.
_NEIGHBOURS = 'link[rel="next"], link[rel="prev"]'
_RUNTIME = 'script[async][src*="kernelless/runtime.js"], script[async][src*="kernelless/widgets.js"]'
_STATE = "application/vnd.jupyter.widget-state+json"

#: The document hears of each style sheet that has come; where one does not, the page's end will do.
_FETCH = """{
      const fetching = ({ type }) => {
        const sheets = [...document.querySelectorAll("link[rel=stylesheet]")];
        if (type === "load" && !sheets.every((link) => link.sheet)) return;
        for (const moment of moments) document.removeEventListener(moment, fetching, true);
        const made = ([tag, attributes]) => Object.assign(document.createElement(tag), attributes);
        document.head.append(...WANTED.map(made));
      };
      const moments = ["load", "DOMContentLoaded"];
      for (const moment of moments) document.addEventListener(moment, fetching, true);
    }"""


def reordered(tree: LexborHTMLParser) -> None:
    """Move the scripts of a page's head to the end of its body, in their order."""
    head, body = tree.head, tree.body
    if head is None or body is None:
        return
    fetching = _fetching(head)
    moved = [script for script in head.css("script") if _STAYS not in script.attributes]
    # The widgets' state first: the runtime waits for it.
    moved.sort(key=lambda script: script.attributes.get("type") != _STATE)
    runtime = {script.mem_id for script in head.css(_RUNTIME)}
    # Before the theme's own deferred scripts, which may count on them.
    deferred = tree.css_first("body > script[defer][src]")
    for script in moved:
        if script.mem_id not in runtime:
            if deferred is None:
                body.insert_child(script)
            else:
                deferred.insert_before(script)
        passes.remove(script)
    for link in head.css(f"{_PRELOAD}, {_NEIGHBOURS}"):
        passes.remove(link)
    # Before the style sheets, as a script after them would wait for them.
    title = head.css_first("title")
    if title is not None and fetching:
        passes.before(title, fetching)


def _fetching(head: LexborNode) -> str:
    """A script that fetches the widgets' own: the runtime, and what that will ask for."""
    runtime = head.css_first(_RUNTIME)
    if runtime is None:
        return ""
    later = [address for link in head.css(_PRELOAD) if "kernelless/" in (address := link.attrs.sget("href"))]
    wanted = [["script", {"src": runtime.attrs["src"], "fetchPriority": "high"}]]
    wanted += [
        ["link", {"rel": "preload", "as": "script", "fetchPriority": "low", "href": address}] for address in later
    ]
    listed = json.dumps(wanted, separators=(",", ":")).replace("</", "<\\/")
    return f"<script>{_FETCH.replace('WANTED', listed)}</script>\n    "


def step(app: Sphinx, page: passes.Page) -> None:
    """Reorder a page, and join its style sheets."""
    reordered(page.tree)
    styles.merged(page.tree, page.file, Path(app.outdir, "_static"))
