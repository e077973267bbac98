"""A Content-Security-Policy in every page: nothing from another host, nothing evaluated, nothing inline
that was not there when the book was built.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_INLINE_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL | re.IGNORECASE)
_DATA = re.compile(r'type="application/[\w.+-]*json"', re.IGNORECASE)
_HANDLER = re.compile(r"<[a-z][^<>]*\s(on[a-z]+)=[\"'][^<>]*>", re.IGNORECASE)
_STYLE_ATTRIBUTE = re.compile(r"<(?!meta)[a-z][^<>]*\sstyle=[\"'][^<>]*>", re.IGNORECASE)


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def policy(page: str) -> str:
    """The policy for a page: its own files, and the inline scripts and styles it has now."""
    scripts = sorted({_hash(body) for kind, body in _INLINE_SCRIPT.findall(page) if not _DATA.search(kind)})
    styles = sorted({_hash(body) for body in _INLINE_STYLE.findall(page)})
    return "; ".join(
        [
            "default-src 'none'",
            " ".join(["script-src 'self'", *scripts]),
            " ".join(["style-src 'self'", *styles]),
            "img-src 'self' data:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
        ]
    )


def guarded(page: str, name: str) -> str:
    """The page with its policy first in the head; an inline handler or style stops the build."""
    markup = _INLINE_SCRIPT.sub("", page)
    for found, what in (
        (_HANDLER.search(markup), "event handler"),
        (_STYLE_ATTRIBUTE.search(markup), "style attribute"),
    ):
        if found:
            raise ExtensionError(f"{name} has an inline {what}, which the page's policy forbids: {found[0][:200]}")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(page)}">'
    if "<head>" in page:
        return page.replace("<head>", f"<head>\n    {meta}", 1)
    return re.sub(r"(<html[^>]*>)?", lambda tag: f"{tag[0]}<head>{meta}</head>", page, count=1)


def write(app: Sphinx) -> None:
    """Put the policy into every page of the site."""
    for page in Path(app.outdir).rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        if "Content-Security-Policy" not in text:
            page.write_text(guarded(text, page.name), encoding="utf-8")
