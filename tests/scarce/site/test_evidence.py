"""Each step of the argument has its evidence, and a chapter that carries it."""

import re
from pathlib import Path

import pytest
from book import build
from scarce.site.evidence import VERDICTS

CHAPTERS = Path(__file__).parents[3] / "chapters"
#: The numbered claims of the two essays.
STEPS = ["A1", "A2", "A2f", "A3", "A4", "A5", "A6", "A7", "A8", "A9", "A10"]
STEPS += ["B1", "B2", "B3", "B4", "B5", "B6a", "B6b", "B7", "B8", "B9", "B10"]
ROWS = dict(
    re.findall(r"```\{evidence\} (\S+)\n(.*?)```", (CHAPTERS / "evidence.md").read_text(encoding="utf-8"), re.DOTALL)
)
PAGE = """# The evidence

```{evidence-table}
```

```{evidence} X1
:claim: Wheels roll
:verdict: holds
:chapter: index
:n: three wheels
:as-of: 1999
:change: A square one
:look: look <index#wheel: rolling>

They were *seen* to.
```
"""


def option(row, name):
    return re.search(rf"^:{name}: (.+)$", row, re.MULTILINE)[1]


def declared(chapter):
    found = re.search(r"^steps: (.+)$", (CHAPTERS / f"{chapter}.md").read_text(encoding="utf-8"), re.MULTILINE)
    return found[1].split(", ") if found else []


def test_every_step_has_a_row_in_its_order():
    assert list(ROWS) == STEPS


def test_every_step_is_carried_by_one_chapter():
    carried = [step for file in CHAPTERS.glob("*.md") for step in declared(file.stem)]
    assert sorted(carried) == sorted(STEPS)


@pytest.mark.parametrize("step", STEPS)
def test_a_row_and_its_chapter_agree(step):
    """The row leads to the chapter that carries the step, and to a model; and the chapter comes to the same verdict."""
    chapter = option(ROWS[step], "chapter")
    assert step in declared(chapter)
    assert re.fullmatch(r"[^<>]+ <\w+#\w+: .+>", option(ROWS[step], "look"))
    verdict = option(ROWS[step], "verdict")
    assert verdict in VERDICTS
    assert f"**{verdict}" in (CHAPTERS / f"{chapter}.md").read_text(encoding="utf-8")
    assert "{cite}`" in ROWS[step] or "computed here" in ROWS[step]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ((":as-of: 1999\n", ""), "step X1 lacks as-of"),
        (("They were *seen* to.\n", ""), "step X1 lacks its findings"),
        ((":verdict: holds", ":verdict: perhaps"), 'choose from "holds", "qualified", "mixed", "fails", or "untested"'),
        (("index#wheel", "nowhere#wheel"), "'nowhere', which is no page"),
    ],
)
def test_a_row_that_lacks_something_stops_the_build(tmp_path, wrong, words):
    done, _ = build(tmp_path / "book", extensions=["scarce.site.evidence"], evidence=PAGE.replace(*wrong))
    assert done.returncode != 0
    assert words in re.sub(r"\s+", " ", done.stderr)
