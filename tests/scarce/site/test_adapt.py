"""*Make it yours*, followed to the letter in a copy of the repository."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from markdown_it import MarkdownIt

ROOT = Path(__file__).parents[3]
LEFT = shutil.ignore_patterns(".git", "_build", ".venv", "node_modules", "__pycache__", ".*_cache", "*.egg-info")
CAPTION = re.compile(r":caption: ([^\s,]+)(?:, (above|below) (.+))?\n\n")


def blocks():
    """The page's code blocks in order: a shell's command, or a file, where in it, and what to put there."""
    tokens = MarkdownIt().parse((ROOT / "chapters" / "adapt.md").read_text(encoding="utf-8"))
    for token in tokens:
        if token.type == "fence" and token.info.startswith("{code-block}"):
            caption = CAPTION.match(token.content)
            yield (*caption.groups(), token.content[caption.end() :]) if caption else ("", None, None, token.content)


def put(file, side, mark, text):
    """Write a new file, or put text above or below the one line that has the mark."""
    if side is None:
        assert not file.exists(), f"{file} is there already"
        file.write_text(text, encoding="utf-8")
        return
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    [place] = [number for number, line in enumerate(lines) if mark.strip('"') in line.replace('"', "")]
    lines.insert(place + (side == "below"), text)
    file.write_text("".join(lines), encoding="utf-8")


def run(copy, *command):
    environment = {**os.environ, "PYTHONPATH": str(copy / "lib")}
    done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


FOLLOWED = (ROOT / "chapters" / "waiting.md").exists()


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the repository in which every step has been taken, in order."""
    if FOLLOWED:
        pytest.skip("the steps have been taken in this repository already")
    copy = tmp_path_factory.mktemp("fork") / "book"
    shutil.copytree(ROOT, copy, ignore=LEFT)
    frontend = Path("lib", "kernelless", "frontend", "node_modules")
    (copy / frontend).symlink_to((ROOT / frontend).resolve())
    for file, side, mark, text in blocks():
        if file:
            put(copy / file, side, mark, text)
        else:
            program, *arguments = text.split()
            assert program == "pytest"
            assert "passed" in run(copy, sys.executable, "-m", "pytest", *arguments)
    return copy


def test_the_page_shows_every_file_and_both_test_runs():
    files = [file for file, *_ in blocks()]
    assert files.count("") == 2
    assert {file for file in files if "waiting" in file} == {
        "lib/scarce/models/waiting.py", "tests/scarce/models/test_waiting.py", "lib/scarce/explorers/waiting.py",
        "chapters/waiting.md",
    }  # fmt: skip


def test_what_it_adds_is_formatted_and_documented_as_the_book_is(copy):
    added = [file for file, side, *_ in blocks() if file.endswith(".py") and side is None]
    run(copy, sys.executable, "-m", "ruff", "check", *added)
    run(copy, sys.executable, "-m", "ruff", "format", "--check", *added)
    run(copy, sys.executable, "-m", "pytest", "lib/scarce/models/waiting.py", "lib/scarce/explorers/waiting.py")


def test_the_scenario_is_one_of_its_model(copy):
    ask = "from scarce.explorers.bottleneck import explore; print(explore(scenario='a slow decade').ceiling)"
    assert float(run(copy, sys.executable, "-c", ask)) == pytest.approx(0.02)


def test_the_chapter_is_in_the_contents_and_alive_with_its_picture(copy):
    toc = yaml.safe_load((copy / "_toc.yml").read_text(encoding="utf-8"))
    assert [part["caption"] for part in toc["parts"]][-2:] == ["Ours", "Back matter"]
    # That chapter and the page of formulas alone, since the others are built elsewhere.
    two = copy / "two.yml"
    two.write_text("format: jb-book\nroot: chapters/waiting\nchapters: [{file: chapters/models}]\n", encoding="utf-8")
    run(copy, "jupyter-book", "build", ".", "--toc", str(two), "-W", "-n", "--keep-going")
    run(copy, sys.executable, "-m", "pytest", "tests/scarce/site/test_reference.py")
    page = (copy / "_build" / "html" / "chapters" / "waiting.html").read_text(encoding="utf-8")
    assert page.count('data-model="waiting"') == 1
    assert "Change this line, run the cell, and" in page
    assert len(re.findall(r'<svg[^>]*class="kl-still', page)) == 2
    assert 'aria-label="Days to an answer by questions a day. At 8.0 questions a day' in page
    assert 'an answer takes <span class="kl-follows" data-follows="waiting"' in page
    assert 'href="#waiting?v=1&amp;arrivals=9.5"' in page
    [program] = re.findall(r"static/kernelless/(programs/\w+\.js)", page)[:1]
    assert (copy / "_build" / "html" / "static" / "kernelless" / program).stat().st_size > 1000
