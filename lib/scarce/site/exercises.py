"""Exercises with their solutions folded away, numbered page by page.

They read::

    :::{exercise} play
    :label: bottleneck-play

    Bring output to twice what it was.
    :::

    :::{solution} bottleneck-play
    :class: dropdown

    Raise the growth of tasks.
    :::

These are the names and options of sphinx-exercise, which JupyterLab's MyST extension knows too; there, ``dropdown``
folds the solution. sphinx-exercise 1.2.1 itself builds with our versions, but its numbers run on from page to page
where a table of contents has none, every exercise gets the same id, and a solution is folded by a script or not
at all. Here it is a ``<details>``, which needs none.
"""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

#: What an exercise asks for: to remember, to move the model, to calculate, to doubt, to program.
KINDS = ("recall", "play", "derive", "criticise", "code")


# Containers, so that the minutes of a chapter leave them out, and a builder other than HTML knows what to do.
class Exercise(nodes.container):  # type: ignore[misc] # docutils publishes no types
    """An exercise: a line with number and kind, then the task."""


class Solution(nodes.container):  # type: ignore[misc]
    """A solution, folded away."""


class ExerciseDirective(SphinxDirective):
    """An exercise of one of the kinds; its label is its address on the page."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {"label": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """The exercise, with the next number of the page."""
        [kind], label = self.arguments, self.options.get("label", "")
        if kind not in KINDS:
            raise self.error(f"an exercise's kind must be one of {', '.join(KINDS)}; got {kind!r}")
        if not label or nodes.make_id(label) != label:
            raise self.error(f"an exercise's label must be small letters, digits and hyphens; got {label!r}")
        self.assert_has_content()
        page = self.env.temp_data.setdefault("exercises", {})
        if label in page:
            raise self.error(f"an exercise's label must be its own; {label!r} is that of exercise {page[label]} too")
        page[label] = len(page) + 1
        mark = nodes.inline(kind, kind, classes=["exercise-kind"])
        head = nodes.rubric("", f"Exercise {page[label]} ", mark)
        exercise = Exercise("", head, ids=[label], kind=kind)
        self.state.nested_parse(self.content, self.content_offset, exercise)
        return [exercise]


class SolutionDirective(SphinxDirective):
    """The solution of an exercise further up on the page."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {"class": directives.class_option}

    def run(self) -> list[nodes.Node]:
        """The solution, with the number of its exercise."""
        [label], page = self.arguments, self.env.temp_data.get("exercises", {})
        if label not in page:
            raise self.error(f"a solution's exercise must stand above it: {', '.join(page) or 'none'}; got {label!r}")
        self.assert_has_content()
        solution = Solution("", number=page[label])
        self.state.nested_parse(self.content, self.content_offset, solution)
        return [solution]


def _visit_exercise(self: Any, node: Exercise) -> None:
    self.body.append(self.starttag(node, "div", CLASS="exercise"))


def _leave_exercise(self: Any, _: Exercise) -> None:
    self.body.append("</div>\n")


def _visit_solution(self: Any, node: Solution) -> None:
    self.body.append(self.starttag(node, "details", CLASS="solution"))
    self.body.append(f"<summary>Solution {node['number']}</summary>\n")


def _leave_solution(self: Any, _: Solution) -> None:
    self.body.append("</details>\n")


def setup(app: Sphinx) -> None:
    """Register the directives."""
    app.add_node(Exercise, html=(_visit_exercise, _leave_exercise))
    app.add_node(Solution, html=(_visit_solution, _leave_solution))
    app.add_directive("exercise", ExerciseDirective)
    app.add_directive("solution", SolutionDirective)
