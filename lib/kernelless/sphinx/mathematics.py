"""Formulas as MathML: no script, no font, and read aloud by screen readers."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from docutils import nodes
from latex2mathml.converter import convert
from sphinx.application import Sphinx

NAME = "mathml"


def _mathml(latex: str, display: str) -> str:
    formula = convert(latex, display=display)
    # The formula as it was written, for readers whose browser or ear prefers it.
    return formula.replace("<math ", f'<math alttext="{escape(latex, quote=True)}" ', 1)


def _inline(self: Any, node: nodes.math) -> None:
    self.body.append(_mathml(node.astext(), "inline"))
    raise nodes.SkipNode


def _block(self: Any, node: nodes.math_block) -> None:
    number = f'<span class="eqno">({node["number"]})</span>' if node.get("number") else ""
    anchor = f' id="equation-{node["label"]}"' if node.get("label") else ""
    latex = re.sub(r"\\label\{[^}]*\}", "", node.astext())
    # Focusable, so that the keyboard too can scroll a formula that is wider than a phone.
    opening = f'<div class="equation" role="group" aria-label="Formula" tabindex="0"{anchor}>'
    self.body.append(f"{opening}{_mathml(latex, 'block')}{number}</div>")
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the renderer."""
    app.add_html_math_renderer(NAME, (_inline, None), (_block, None))
