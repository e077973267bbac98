"""Formulas as MathML: no script, and read aloud by screen readers. One that is too wide for its line may break."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from docutils import nodes
from latex2mathml.converter import convert
from sphinx.application import Sphinx

from ..messages import say

NAME = "mathml"
#: What opens and closes a part that stays whole, and where the line may break outside of those.
_OPENING, _CLOSING = ("{", r"\left", r"\begin"), ("}", r"\right", r"\end")
_TOKEN = re.compile(r"\\[{}]|[{}]|\\(?:left|right|begin|end)\b|(?<!\\),\s*\\q?quad\b|\\q?quad\b|(?<!\\),\s+(?=\S)")


def _mathml(latex: str, large: bool = False) -> str:
    formula = convert(latex, display="inline")
    # The formula as it was written, for readers whose browser or ear prefers it.
    size = ' displaystyle="true"' if large else ""
    return formula.replace("<math ", f'<math{size} alttext="{escape(latex, quote=True)}" ', 1)


def _inline(self: Any, node: nodes.math) -> None:
    self.body.append(_mathml(node.astext()))
    raise nodes.SkipNode


def pieces(latex: str) -> list[str]:
    r"""A formula in pieces, between which its line may break: at wide space, and after what a list of arguments holds.

    What stands in braces, between `\left` and `\right` or in an environment stays whole.

    Examples
    --------
    >>> pieces(r"y \le \min(a, b, f_{i, j}), \qquad z = 1")
    ['y \\le \\min(a,', 'b,', 'f_{i, j}),', 'z = 1']
    """
    found, depth, start = [], 0, 0
    for token in _TOKEN.finditer(latex):
        if token[0] in _OPENING:
            depth += 1
        elif token[0] in _CLOSING:
            depth -= 1
        elif not depth and token[0] not in (r"\{", r"\}"):
            found.append(latex[start : token.start() + token[0].startswith(",")])
            start = token.end()
    return [piece.strip() for piece in [*found, latex[start:]] if piece.strip()]


def _block(self: Any, node: nodes.math_block) -> None:
    number = f'<span class="eqno">({node["number"]})</span>' if node.get("number") else ""
    anchor = f' id="equation-{node["label"]}"' if node.get("label") else ""
    latex = re.sub(r"\\label\{[^}]*\}", "", node.astext())
    parts = " ".join(_mathml(piece, large=True) for piece in pieces(latex))
    # Focusable, so that the keyboard too can scroll a formula that is wider than a phone.
    label = escape(say("mathematics.formula"))
    opening = f'<div class="equation" role="group" aria-label="{label}" tabindex="0"{anchor}>'
    self.body.append(f'{opening}<span class="formula">{parts}</span>{number}</div>')
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the renderer, and have the site use it."""
    app.add_html_math_renderer(NAME, (_inline, None), (_block, None))
    app.config.html_math_renderer = NAME
