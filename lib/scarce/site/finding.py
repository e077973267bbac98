"""Findings and verdicts in the running text, each from its one row in the table of findings.

``{finding}`cui2026coding` `` prints the estimate in words with its citation, and a mark that says how we know it: a
full disc for a source read whole, half a disc for one of which the abstract was read, a ring for somebody else's
account. The row stands beside the mark and shows on hover, focus and tap, and in print. As
``{finding}`more than doubled <he2026_merged>` `` it prints other words, which must hold the same number, and a leading
``!`` leaves the citation out, where it stands in the sentence already.

``{verdict}`A1` `` prints the two words of a step's verdict. The directive ``findings`` lists what was found on the
steps that it is given, folded away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any, ClassVar

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective, SphinxRole
from sphinxcontrib.bibtex.roles import CiteRole

from ..data import Finding, Verdict, verdict
from ..data.findings import DEVIATIONS, DIRECTIONS, SELLER, STEPS, by_key, by_rule, of_step

#: How we know a finding, in words.
READ = {"full": "read whole", "abstract": "abstract read", "second-hand": "known at second hand"}
#: What a finding says of a claim, by its sign.
SAYS = {"+": "for", "-": "against", "0": "neither for nor against"}
_ROLE = re.compile(r"(?P<bare>!?)(?:(?P<words>[^<>]+?)\s*<(?P<named>\w+)>|(?P<key>\w+))", re.DOTALL)


class Figure(nodes.inline):  # type: ignore[misc] # docutils publishes no types
    """A finding's words; its row is added where the page is written."""


class Folded(nodes.container):  # type: ignore[misc]
    """A list under words that open it."""


def _number(value: float) -> str:
    return f"{value:,.10g}".replace("-", "−")


def estimate(finding: Finding) -> str:
    """The estimate with its interval and unit, or its words where it has no number."""
    if not finding.unit:
        return finding.words
    spread = "" if finding.low is None or finding.high is None else _span(finding.low, finding.high)
    if finding.estimate is None:
        return f"{spread} ({finding.unit})"
    return f"{_number(finding.estimate)}{f', from {spread}' if spread else ''} ({finding.unit})"


def _span(low: float, high: float) -> str:
    return f"{_number(low)} to {_number(high)}"


def _says(finding: Finding) -> str:
    """What it says of each step, steps of one direction together."""
    said = {sign: [step for step in finding.steps if finding.directions[step] == sign] for sign in DIRECTIONS}
    return "; ".join(f"{SAYS[sign]} {', '.join(steps)}" for sign, steps in said.items() if steps)


def row(finding: Finding) -> list[tuple[str, str]]:
    """All that is known of a finding, as headings and entries."""
    seller = finding.payer.removeprefix(SELLER)
    payer = f"{seller}, which sells what is measured" if finding.by_seller else finding.payer or "not known"
    size = finding.n_of if finding.n is None else f"{finding.n:,} {finding.n_of}"
    rows = (
        ("Measured", finding.measured),
        ("Estimate", estimate(finding)),
        ("On", size or "size not seen"),
        ("Where", ", ".join(filter(None, (finding.setting, finding.country, finding.period)))),
        ("Design", f"{finding.design}; weighs {finding.weight} of 3"),
        ("Paid by", payer),
        ("Known", READ[finding.read]),
        ("Says", _says(finding)),
        ("As of", finding.as_of),
    )
    return [(heading, entry) for heading, entry in rows if entry]


def card(finding: Finding, place: str) -> str:
    """The mark and the row as HTML; `place` is the row's address on the page.

    All of it may stand in a paragraph, and the button opens the row without a script.
    """
    lines = "".join(
        f'<span class="finding-line"><b>{heading}</b> {escape(entry)}</span>' for heading, entry in row(finding)
    )
    return (
        f'<button type="button" class="finding-mark finding-{finding.read}" popovertarget="{place}" '
        f'aria-label="{escape(READ[finding.read].capitalize())}: about this figure"></button>'
        f'<span class="finding-row" id="{place}" popover role="note">{lines}</span>'
    )


class FindingRole(SphinxRole):
    """A finding's words, citation, mark and row."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The words with the row to come, and the citation unless it is left out."""
        found = _ROLE.fullmatch(self.text)
        try:
            if not found:
                raise ValueError(f"must read `key`, `words <key>` or `!key`; got {self.text!r}")
            finding = by_key(found["key"] or found["named"])
            words = found["words"] or finding.words
            if not finding.agrees(words):
                raise ValueError(
                    f"must have words with the number of {finding.key}, {estimate(finding)}; got {words!r}"
                )
        except ValueError as error:
            message = self.inliner.reporter.error(f"the role finding: {error}", line=self.lineno)
            return [self.inliner.problematic(self.rawtext, self.rawtext, message)], [message]
        shown = [Figure(self.rawtext, words, key=finding.key, serial=self.env.new_serialno("finding"))]
        if found["bare"]:
            return shown, []
        cited, messages = CiteRole()("cite", self.rawtext, finding.source, self.lineno, self.inliner, {}, [])
        return [*shown, nodes.Text(" "), *cited], messages


def standing(step: str) -> str:
    """A step's verdict in words, and the rule's where the authors deviate from it."""
    stands = verdict(step)
    return f"{stands} (by the rule alone: {by_rule(step, of_step(step))})" if step in DEVIATIONS else str(stands)


def badge(stands: Verdict) -> nodes.inline:
    """The two words of a verdict; colour and rim only repeat them."""
    kinds = ["verdict", f"verdict-{stands.direction}", f"verdict-{stands.strength}"]
    return nodes.inline(str(stands), str(stands), classes=kinds)


class VerdictRole(SphinxRole):
    """The two words of a step's verdict."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The words, and behind them the rule's where the authors deviate from it."""
        try:
            stands = verdict(self.text)
        except ValueError as error:
            message = self.inliner.reporter.error(f"the role verdict: {error}", line=self.lineno)
            return [self.inliner.problematic(self.rawtext, self.rawtext, message)], [message]
        rest = standing(self.text).removeprefix(str(stands))
        return [badge(stands), *([nodes.Text(rest)] if rest else [])], []


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>#$|~])", r"\\\1", text)


def entries(step: str) -> Iterator[str]:
    """What was found on a step, a line of Markdown each: first for it, then against it, the heavier first."""
    order = {"+": 0, "-": 1, "0": 2}
    for finding in sorted(of_step(step), key=lambda each: (order[each.directions[step]], -each.weight)):
        size = f"{finding.n:,} {finding.n_of}" if finding.n else finding.n_of
        facts = ", ".join(filter(None, (finding.design, size, READ[finding.read], finding.as_of)))
        weight = f", weight {finding.weight}" if finding.directions[step] != "0" else ""
        yield (
            f"- *{SAYS[finding.directions[step]].capitalize()}{weight}.* {_escaped(finding.measured)}: "
            f"**{_escaped(finding.words)}** ({_escaped(facts)}) {{cite}}`{finding.source}`"
        )


def summary(step: str) -> str:
    """How many findings a step has, and how many of them on each side."""
    found = of_step(step)
    count = {sign: sum(each.directions[step] == sign for each in found) for sign in DIRECTIONS}
    return f"The {len(found)} findings on {step}: {count['+']} for, {count['-']} against, {count['0']} for neither"


def folded(directive: SphinxDirective, steps: Sequence[str]) -> list[nodes.Node]:
    """A list for each step, folded away."""
    lists: list[nodes.Node] = []
    for step in steps:
        under = Folded("", summary=summary(step), classes=["findings"])
        lines = StringList(list(entries(step)), directive.get_source_info()[0])
        directive.state.nested_parse(lines, directive.content_offset, under)
        for entry in under.findall(nodes.paragraph):
            entry["classes"].append("finding-entry")  # a list of sources wants none of them in the margin
        lists.append(under)
    return lists


class Findings(SphinxDirective):
    """What was found on some steps."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {}

    def run(self) -> list[nodes.Node]:
        """The lists, folded away."""
        steps = self.arguments[0].split()
        unknown = [step for step in steps if step not in STEPS]
        if unknown:
            raise self.error(f"findings must be of steps {', '.join(STEPS)}; got {unknown[0]!r}")
        return folded(self, steps)


def _lighten(_: Sphinx, doctree: nodes.document, __: str) -> None:
    """The links of a list say no more than where they lead; each would carry its whole entry for the margin."""
    for under in doctree.findall(Folded):
        for link in under.findall(nodes.reference):
            link.attributes.pop("reftitle", None)


def _visit_figure(self: Any, _: Figure) -> None:
    self.body.append('<span class="finding">')


def _leave_figure(self: Any, node: Figure) -> None:
    place = f"finding-{node['serial']}"
    self.body.append(f"{card(by_key(node['key']), place)}</span>")


def _visit_folded(self: Any, node: Folded) -> None:
    self.body.append(f'<details class="findings"><summary>{escape(node["summary"])}</summary>\n')


def _leave_folded(self: Any, _: Folded) -> None:
    self.body.append("</details>\n")


def setup(app: Sphinx) -> None:
    """Register the roles and the directive."""
    app.add_node(Figure, html=(_visit_figure, _leave_figure))
    app.add_node(Folded, html=(_visit_folded, _leave_folded))
    app.add_role("finding", FindingRole())
    app.add_role("verdict", VerdictRole())
    app.add_directive("findings", Findings)
    app.connect("doctree-resolved", _lighten)
