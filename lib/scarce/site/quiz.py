"""Questions with a reason to each answer, without a script.

A question reads::

    ::::{admonition} Which input holds output in the end?
    :class: quiz

    :::{dropdown} The one with the least headroom
    No. Headroom decides who binds first.
    :::
    :::{dropdown} The slowest
    Yes. All others leave it behind.
    :::
    ::::

JupyterLab's MyST extension knows both directives, so a question works there as it does here: an option is a
``<details>`` that opens on its reason. jupyterquiz 2.9 does not pass our checks: what it writes has a style attribute,
which stops the build, an id that differs from build to build, MathJax from another host, and nothing without a script.
"""

from __future__ import annotations

import re
from typing import Any, ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

_VERDICT = re.compile(r"(Yes|No)\b")
FEWEST, MOST = 2, 4


# Containers, as in `exercises`.
class Question(nodes.container):  # type: ignore[misc] # docutils publishes no types
    """A question and its options."""


class Option(nodes.container):  # type: ignore[misc]
    """What may be answered, with the reason why it is right or wrong."""


class Summary(nodes.paragraph):  # type: ignore[misc]
    """The words of an option."""


class OptionDirective(SphinxDirective):
    """An option; its reason begins with Yes or No."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {}

    def run(self) -> list[nodes.Node]:
        """The option, marked as right or wrong."""
        [words], reason = self.arguments, " ".join(self.content).strip()
        found = _VERDICT.match(reason)
        if not found or reason == found[0]:
            raise self.error(f"the reason of option {words!r} must be 'Yes' or 'No' and then why; got {reason!r}")
        text, messages = self.state.inline_text(words, self.lineno)
        summary = Summary(words, "", *text)
        right = found[1] == "Yes"
        option = Option("", summary, *messages, right=right, classes=["option", "right" if right else "wrong"])
        self.state.nested_parse(self.content, self.content_offset, option)
        return [option]


def question(admonition: nodes.admonition, number: int, page: str) -> Question:
    """An admonition as the page's question of this number, if exactly one of two to four options is right."""
    title, *options = admonition.children
    rights = [option.get("right") for option in options if isinstance(option, Option)]
    asked = f"{page}: the question {title.astext()!r}"
    if len(rights) != len(options) or not FEWEST <= len(rights) <= MOST:
        raise ExtensionError(
            f"{asked} must hold {FEWEST} to {MOST} options and nothing else; "
            f"got {len(rights)} and {len(options) - len(rights)} other"
        )
    if rights.count(True) != 1:
        raise ExtensionError(f"{asked} must have one right option; got {rights.count(True)}")
    words = nodes.paragraph("", "", *title.children, ids=[f"quiz-{number}"], classes=["quiz-question"])
    for option in options:
        option["group"] = f"quiz-{number}"
    return Question("", words, *options, classes=["quiz"], group=f"quiz-{number}")


def _ask(app: Sphinx, doctree: nodes.document) -> None:
    found = [node for node in doctree.findall(nodes.admonition) if "quiz" in node["classes"]]
    for number, admonition in enumerate(found, 1):
        admonition.replace_self(question(admonition, number, app.env.docname))
    for option in doctree.findall(Option):
        if "group" not in option:
            raise ExtensionError(f"{app.env.docname}: the option {option[0].astext()!r} must stand in a question")


def _visit_question(self: Any, node: Question) -> None:
    self.body.append(self.starttag(node, "div", ROLE="group", **{"aria-labelledby": node["group"]}))


def _leave_question(self: Any, _: Question) -> None:
    self.body.append("</div>\n")


def _visit_option(self: Any, node: Option) -> None:
    self.body.append(self.starttag(node, "details", NAME=node["group"]))


def _leave_option(self: Any, _: Option) -> None:
    self.body.append("</details>\n")


def _visit_summary(self: Any, node: Summary) -> None:
    self.body.append(self.starttag(node, "summary", ""))


def _leave_summary(self: Any, _: Summary) -> None:
    self.body.append("</summary>\n")


def setup(app: Sphinx) -> None:
    """Register the directive, and make questions of admonitions."""
    app.add_node(Question, html=(_visit_question, _leave_question))
    app.add_node(Option, html=(_visit_option, _leave_option))
    app.add_node(Summary, html=(_visit_summary, _leave_summary))
    app.add_directive("dropdown", OptionDirective)
    app.connect("doctree-read", _ask)
