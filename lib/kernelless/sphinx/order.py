"""First what the reader sees: the page's scripts go after the content, and are fetched when its style is there.

In the head the theme's scripts, for search, copying and toggling, would each stop the page while they load, one after
the other. The widgets' scripts would stop nothing, but on a slow line they share it with the style sheets, without
which nothing shows at all. So a line of script asks for them once the style sheets have come. A page that has in itself
the style of what shows first (see `first`) waits for none of these: all stand behind its content.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
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


def reordered(tree: LexborHTMLParser, first: bool = False) -> None:
    """Move the scripts of a page's head to the end of its body, in their order.

    Where the page is to have in itself the style of what shows `first`, its style sheets and the widgets' scripts go
    there too, and nothing has to ask for them.
    """
    head, body = tree.head, tree.body
    if head is None or body is None:
        return
    fetching = "" if first else _fetching(head)
    sheets = head.css(styles.SHEET) if first else []
    after = _after(head) if first else ""
    runtime = {script.mem_id for script in head.css(_RUNTIME)}
    scripts = [script for script in head.css("script") if _STAYS not in script.attributes]
    moved = [script for script in scripts if script.mem_id not in runtime]
    # Before the theme's own deferred scripts, which may count on them.
    place = _Place(body, tree.css_first("body > script[defer][src]"))
    # The widgets' state first: the runtime waits for it.
    place.put(script for script in moved if _is_state(script))
    place.put(sheets)
    place.put(passes.nodes(after))
    place.put(script for script in moved if not _is_state(script))
    for node in (*scripts, *sheets, *head.css(f"{_PRELOAD}, {_NEIGHBOURS}")):
        passes.remove(node)
    # Before the style sheets, as a script after them would wait for them.
    title = head.css_first("title")
    if title is not None and fetching:
        passes.before(title, fetching)


@dataclass(frozen=True)
class _Place:
    """The end of what a body holds, or what stands there already and comes after all that is put here."""

    body: LexborNode
    end: LexborNode | None

    def put(self, nodes: Iterable[LexborNode]) -> None:
        """Put copies of nodes there, after those that were put there before."""
        for node in nodes:
            if self.end is None:
                self.body.insert_child(node)
            else:
                self.end.insert_before(node)


def _is_state(script: LexborNode) -> bool:
    return script.attributes.get("type") == _STATE


def _after(head: LexborNode) -> str:
    """What stands behind a content that is styled already and behind its style sheets: the widgets' scripts."""
    runtime = head.css_first(_RUNTIME)
    if runtime is None:
        return ""
    # It waits for the style sheets before it, and is fetched beside them.
    lines = [f'<script src="{escape(runtime.attrs.sget("src"))}" fetchpriority="high"></script>']
    lines += [
        f'<link rel="preload" as="script" fetchpriority="low" href="{escape(address)}">' for address in _later(head)
    ]
    return "".join(f"\n{line}" for line in lines)


def _later(head: LexborNode) -> list[str]:
    """What the runtime will ask for."""
    return [address for link in head.css(_PRELOAD) if "kernelless/" in (address := link.attrs.sget("href"))]


def _fetching(head: LexborNode) -> str:
    """A script that fetches the widgets' own: the runtime, and what that will ask for."""
    runtime = head.css_first(_RUNTIME)
    if runtime is None:
        return ""
    low = {"rel": "preload", "as": "script", "fetchPriority": "low"}
    wanted = [["script", {"src": runtime.attrs["src"], "fetchPriority": "high"}]]
    wanted += [["link", {**low, "href": address}] for address in _later(head)]
    listed = json.dumps(wanted, separators=(",", ":")).replace("</", "<\\/")
    return f"<script>{_FETCH.replace('WANTED', listed)}</script>\n    "


def step(app: Sphinx, page: passes.Page) -> None:
    """Reorder a page, and join its style sheets."""
    first = app.config.kernelless_first
    reordered(page.tree, first)
    styles.merged(page.tree, page.file, Path(app.outdir, "_static"))
    if first:
        styles.faces_last(page.tree)
