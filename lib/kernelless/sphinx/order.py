"""First what the reader sees: the theme's scripts, which search and copy and toggle, go after the content.

In the head they would each stop the page while they load, one after the other.
"""

from __future__ import annotations

import re
from pathlib import Path

from sphinx.application import Sphinx

_SCRIPT = re.compile(r"\s*<script\b[^>]*>.*?</script>", re.DOTALL)
#: What stays in the head: the theme's choice of light or dark, and the widgets' runtime, which loads beside the page.
_STAYS = re.compile(r"data-cfasync|kernelless/runtime\.js")


def reordered(page: str) -> str:
    """The page with the scripts of its head at the end of its body, in their order."""
    head, closing, rest = page.partition("</head>")
    if not closing or "</body>" not in rest:
        return page
    # The widgets' state first: the runtime waits for it.
    moved = [script for script in _SCRIPT.findall(head) if not _STAYS.search(script)]
    moved.sort(key=lambda script: "widget-state+json" not in script)
    head = _SCRIPT.sub(lambda script: script[0] if _STAYS.search(script[0]) else "", head)
    # Before the theme's own deferred scripts, which may count on them.
    content, deferred, tail = rest.partition("<script defer src=")
    if not deferred:
        content, deferred, tail = rest.partition("</body>")
    return head + closing + content + "".join(moved) + "\n" + deferred + tail


def write(app: Sphinx) -> None:
    """Reorder every page of the site."""
    for file in Path(app.outdir).rglob("*.html"):
        page = file.read_text(encoding="utf-8")
        if "Content-Security-Policy" not in page:  # a page of an earlier build is in order already
            file.write_text(reordered(page), encoding="utf-8")
