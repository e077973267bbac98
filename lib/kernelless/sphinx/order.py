"""First what the reader sees: the page's scripts go after the content, and are fetched when its style is there.

In the head the theme's scripts, for search, copying and toggling, would each stop the page while they load, one after
the other. The widgets' scripts would stop nothing, but on a slow line they share it with the style sheets, without
which nothing shows at all. So a line of script asks for them once the style sheets have come.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from sphinx.application import Sphinx

from . import policy, styles

_SCRIPT = re.compile(r"\s*<script\b[^>]*>.*?</script>", re.DOTALL)
#: What stays in the head: the theme's choice of light or dark.
_STAYS = "data-cfasync"
#: What the head fetches ahead: the widgets' scripts, and some that stand further down anyway.
_PRELOAD = re.compile(r'\s*<link rel="preload" as="script" href="([^"]*)"[^>]*>')
#: Pages before and after this one. Firefox fetches those ahead, which the page's policy forbids it.
_NEIGHBOUR = re.compile(r'\s*<link rel="(?:next|prev)"[^>]*>')
#: Where the style sheets go that stand behind the content.
_SHEETS = "<!-- style sheets -->"
_RUNTIME = re.compile(r'<script async="async" src="([^"]*kernelless/(?:runtime|widgets)\.js[^"]*)"')

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


def reordered(page: str, first: bool = False) -> str:
    """The page with the scripts of its head at the end of its body, in their order.

    Where it has the style of what shows `first`, a place for its style sheets is there too.
    """
    head, closing, rest = page.partition("</head>")
    if not closing or "</body>" not in rest:
        return page
    scripts = _SCRIPT.findall(head)
    moved = [script for script in scripts if _STAYS not in script and not _RUNTIME.search(script)]
    # The widgets' state first: the runtime waits for it.
    state = [script for script in moved if "widget-state+json" in script]
    others = [script for script in moved if script not in state]
    fetching = "" if first else _fetching(head)
    after = _after(head) if first else []
    head = _NEIGHBOUR.sub("", head)
    head = _PRELOAD.sub("", _SCRIPT.sub(lambda script: script[0] if _STAYS in script[0] else "", head))
    # Before the style sheets, as a script after them would wait for them.
    head = head.replace("<title>", f"{fetching}<title>", 1)
    # Before the theme's own deferred scripts, which may count on them.
    content, deferred, tail = rest.partition("<script defer src=")
    if not deferred:
        content, deferred, tail = rest.partition("</body>")
    return head + closing + content + "".join([*state, *after, *others]) + "\n" + deferred + tail


def _after(head: str) -> list[str]:
    """What stands behind a content that is styled already: the style sheets, and the widgets' scripts."""
    runtime = _RUNTIME.search(head)
    if not runtime:
        return [_SHEETS]
    later = [f'\n<link rel="preload" as="script" fetchpriority="low" href="{address}">' for address in _later(head)]
    # It waits for the style sheets before it, and is fetched beside them.
    return [_SHEETS, f'\n<script src="{runtime[1]}" fetchpriority="high"></script>', *later]


def _later(head: str) -> list[str]:
    """What the runtime will ask for."""
    return [address for address in _PRELOAD.findall(head) if "kernelless/" in address]


def _fetching(head: str) -> str:
    """A script that fetches the widgets' own: the runtime, and what that will ask for."""
    runtime = _RUNTIME.search(head)
    if not runtime:
        return ""
    low = {"rel": "preload", "as": "script", "fetchPriority": "low"}
    wanted = [["script", {"src": runtime[1], "fetchPriority": "high"}]]
    wanted += [["link", {**low, "href": address}] for address in _later(head)]
    listed = json.dumps(wanted, separators=(",", ":")).replace("</", "<\\/")
    return f"<script>{_FETCH.replace('WANTED', listed)}</script>\n    "


def write(app: Sphinx) -> None:
    """Reorder every page of the site."""
    first = app.config.kernelless_first
    for file in Path(app.outdir).rglob("*.html"):
        page = file.read_text(encoding="utf-8")
        if not policy.finished(page):  # a page of an earlier build is in order already
            page = styles.merged(reordered(page, first), file, Path(app.outdir, "_static"))
            file.write_text(styles.placed(page, _SHEETS) if _SHEETS in page else page, encoding="utf-8")
