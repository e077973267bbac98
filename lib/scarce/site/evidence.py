"""The evidence for each step of the argument: a directive for a step, and one for the table of all of them.

A step reads::

    ```{evidence} A1
    :chapter: executors
    :n: 160,097 developers
    :as-of: September 2026
    :change: Releases that rise as fast as commits
    :look: two weeks of waiting <executors#feedback: a slow market>

    What was measured, with its sources.
    ```

The verdict is not written down here: it follows from the findings (`scarce.data.findings`), and where the authors
deviate from the rule, the step says so.
"""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from ..data import verdict
from ..data.findings import CLAIMS, STEPS
from .finding import badge, folded


def anchor(step: str) -> str:
    """The place of a step on the page."""
    return f"step-{step.lower()}"


class Evidence(SphinxDirective):
    """What was found out about one step."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {
        "chapter": directives.unchanged_required,
        "n": directives.unchanged_required,
        "as-of": directives.unchanged_required,
        "change": directives.unchanged_required,
        "look": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        """A section with the findings, and a list of what was measured, when, and what would change the verdict."""
        [step], found = self.arguments, self.options
        if step not in STEPS:
            raise self.error(f"a step must be one of {', '.join(STEPS)}; got {step!r}")
        missing = [name for name in self.option_spec if not found.get(name)]
        if missing or not self.content:
            raise self.error(f"step {step} lacks {', '.join(missing) or 'its findings'}")
        stands = verdict(step)
        title = nodes.title("", f"{step} · {CLAIMS[step]} ", badge(stands))
        section = nodes.section("", title, ids=[anchor(step)], names=[anchor(step)], step=step, stands=stands)
        facts = (
            *([("Where we deviate from the rule", stands.reason)] if stands.reason else []),
            ("Measured on", found["n"]),
            ("As of", found["as-of"]),
            ("What would change the verdict", found["change"]),
            (
                "See it move",
                f"{{to}}`{found['look']}` in {{doc}}`{found['chapter']}`",
            ),
        )
        self._parse(list(self.content), section)
        self._parse([line for term, fact in facts for line in (term, f": {fact}", "")], section)
        section[-1]["classes"].append("facts")
        section += folded(self, [step])
        return [section]

    def _parse(self, lines: list[str], into: nodes.Element) -> None:
        self.state.nested_parse(StringList(lines, self.get_source_info()[0]), self.content_offset, into)


class Table(SphinxDirective):
    """Where the table of all steps on this page goes."""

    def run(self) -> list[nodes.Node]:
        """A place to be filled once the page has been read."""
        return [nodes.container(evidence_table=True)]


def _row(*cells: nodes.Node) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", cell)) for cell in cells))


def table(steps: list[nodes.section]) -> nodes.table:
    """The steps with their claims and verdicts, each linked to its section."""
    head = nodes.thead("", _row(*(nodes.Text(word) for word in ("Step", "Claim", "Verdict"))))
    body = nodes.tbody()
    for section in steps:
        link = nodes.reference("", section["step"], refid=section["ids"][0], internal=True)
        body += _row(link, nodes.Text(CLAIMS[section["step"]]), badge(section["stands"]))
    group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in (1, 7, 2)), head, body, cols=3)
    return nodes.table("", group, classes=["evidence"])


def _fill(_app: Sphinx, doctree: nodes.document) -> None:
    steps = [section for section in doctree.findall(nodes.section) if "step" in section]
    for place in list(doctree.findall(lambda node: isinstance(node, nodes.container) and "evidence_table" in node)):
        place.replace_self(table(steps))


def setup(app: Sphinx) -> None:
    """Register the directives."""
    app.add_directive("evidence", Evidence)
    app.add_directive("evidence-table", Table)
    app.connect("doctree-read", _fill)
