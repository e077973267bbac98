"""Each step of the argument has its evidence, and a chapter that carries it."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from book import build
from docutils import nodes
from docutils.statemachine import StringList
from scarce.data.findings import CLAIMS, DEVIATIONS, STEPS, verdict
from scarce.site import evidence
from scarce.site.evidence import Evidence, table

CHAPTERS = Path(__file__).parents[3] / "chapters"
ROWS = dict(
    re.findall(r"```\{evidence\} (\S+)\n(.*?)```", (CHAPTERS / "evidence.md").read_text(encoding="utf-8"), re.DOTALL)
)
PAGE = """# The evidence

```{evidence-table}
```

```{evidence} B1
:chapter: index
:n: three wheels
:as-of: 1999
:change: A square one
:look: look <index#wheel: rolling>

They were *seen* to.
```

```{bibliography}
```
"""
BOOK = {
    "extensions": ["sphinxcontrib.bibtex", "scarce.site.finding", "scarce.site.evidence"],
    "conf": 'bibtex_bibfiles = ["references.bib"]\n',
    "files": [CHAPTERS / "references.bib"],
}


def option(row, name):
    return re.search(rf"^:{name}: (.+)$", row, re.MULTILINE)[1]


def declared(chapter):
    found = re.search(r"^steps: (.+)$", (CHAPTERS / f"{chapter}.md").read_text(encoding="utf-8"), re.MULTILINE)
    return found[1].split(", ") if found else []


def test_every_step_has_a_row_in_its_order():
    assert list(ROWS) == list(STEPS)


def test_every_step_is_carried_by_one_chapter():
    carried = [step for file in CHAPTERS.glob("*.md") for step in declared(file.stem)]
    assert sorted(carried) == sorted(STEPS)


@pytest.mark.parametrize("step", STEPS)
def test_a_row_and_its_chapter_agree(step):
    """The row leads to the chapter that carries the step, and to a model; and the chapter prints the same verdict."""
    chapter = option(ROWS[step], "chapter")
    assert step in declared(chapter)
    assert re.fullmatch(r"[^<>]+ <\w+#\w+: .+>", option(ROWS[step], "look"))
    assert f"{{verdict}}`{step}`" in (CHAPTERS / f"{chapter}.md").read_text(encoding="utf-8")
    assert ":verdict:" not in ROWS[step]
    assert "{cite}`" in ROWS[step] or "computed here" in ROWS[step]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ((":as-of: 1999\n", ""), "step B1 lacks as-of"),
        (("They were *seen* to.\n", ""), "step B1 lacks its findings"),
        (("{evidence} B1", "{evidence} C1"), "a step must be one of A1, A2, A2f"),
        (("index#wheel", "nowhere#wheel"), "'nowhere', which is no page"),
    ],
)
def test_a_row_that_lacks_something_stops_the_build(tmp_path, wrong, words):
    done, _ = build(tmp_path / "book", **BOOK, evidence=PAGE.replace(*wrong))
    assert done.returncode != 0
    assert words in re.sub(r"\s+", " ", done.stderr)


def test_a_step_says_its_verdict_and_why_we_deviate_from_the_rule(monkeypatch):
    """The directive alone, for its links lead to models."""
    made = []

    def parsed(_, lines, into):
        made.append("\n".join(lines))
        into += nodes.container()

    monkeypatch.setattr(Evidence, "_parse", parsed)
    monkeypatch.setattr(evidence, "folded", lambda _, steps: [nodes.container(ids=steps)])
    options, machine = {name: name for name in Evidence.option_spec}, SimpleNamespace(reporter=None)
    for step in STEPS:
        made.clear()
        [section] = Evidence("evidence", [step], options, StringList(["Seen."]), 1, 0, "", None, machine).run()
        title = section.next_node(nodes.title)
        assert title.astext() == f"{step} · {CLAIMS[step]} {verdict(step)}"
        assert ("Where we deviate from the rule" in made[1]) == (step in DEVIATIONS)
        assert DEVIATIONS[step].reason in made[1] if step in DEVIATIONS else True
        assert ": change" in made[1]
        assert section.children[-1]["ids"] == [step]
    [listed] = table([section]).findall(nodes.tbody)
    assert listed.astext().split() == f"B10 {CLAIMS['B10']} {verdict('B10')}".split()
