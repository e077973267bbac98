"""The page on Python says what happens."""

import doctest
from pathlib import Path

PAGE = Path(__file__).parents[2] / "chapters" / "python.md"


def test_every_example_runs_and_prints_what_the_page_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = PAGE.read_text(encoding="utf-8").replace("```\n", "\n")
    examples = doctest.DocTestParser().get_doctest(text, {}, "python.md", str(PAGE), 0)
    assert len(examples.examples) > 20
    told = []
    doctest.DocTestRunner().run(examples, out=told.append)
    assert not told, "".join(told)
    assert "<svg" in (tmp_path / "judgment.svg").read_text(encoding="utf-8")
