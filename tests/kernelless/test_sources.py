"""What a chapter rests on: it is read again when one of these has changed, and for nothing else."""

import json
from pathlib import Path

import pytest
from kernelless.sphinx.sources import reached

LIB = Path(__file__).parents[2] / "lib"
CHAPTERS = LIB.parent / "chapters"


@pytest.fixture
def package(tmp_path):
    files = {
        "pack/__init__.py": "",
        "pack/a.py": "from . import b\nfrom .deep.c import number\nFILE = 'table.csv'\n",
        "pack/b.py": "import other\n",
        "pack/deep/__init__.py": "",
        "pack/deep/c.py": "from ..d import number\nROOMS = HERE / 'rooms'\n",
        "pack/d.py": "number = 1\nloop = 'a.py'\n",
        "pack/unused.py": "import pack.a\n",
        "pack/table.csv": "1\n",
        "pack/other.csv": "2\n",
        "pack/rooms/one.txt": "x\n",
        "pack/rooms/two/three.txt": "x\n",
        "pack/rooms/draw.js": "x\n",
        "pack/rooms/frontend/built.js": "x\n",
        "other/__init__.py": "import pack.unused\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def names(found, folder):
    return {file.relative_to(folder).as_posix() for file in found}


def notebook(*lines):
    """A notebook as Jupyter saves it, with a cell of these lines."""
    cells = [{"cell_type": "markdown", "source": ["import pack.unused"]}, {"cell_type": "code", "source": list(lines)}]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1)


WHOLE = {
    "pack/__init__.py", "pack/a.py", "pack/b.py", "pack/deep/__init__.py", "pack/deep/c.py", "pack/d.py",
    "pack/table.csv", "pack/rooms/one.txt", "pack/rooms/two/three.txt",
    "pack/rooms/draw.js",
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("```{code-cell} python\nfrom pack import a\n```", WHOLE),
        ("```{code-cell} python\nimport numpy as np, pack.a as it\n```", WHOLE),
        ("```{code-cell} python\nfrom pack.a import (\n    number,\n    FILE,\n)\n```", WHOLE),
        ("```{code-cell} python\nfrom pack.a import (  # of these\n    number as n,  # one\n)\n```", WHOLE),
        ("```{code-cell} python\nif True:\n    from pack import \\\n        b, \\\n        a\n```", WHOLE),
        (notebook("import math\n", "from pack.a import number"), WHOLE),
        (notebook("from pack import (\n", "    a,\n", ")\n", "a.number"), WHOLE),
        (notebook("x = 1\n", "from pack.a import \\\n", "    number\n"), WHOLE),
        (notebook("from pack import nothing"), {"pack/__init__.py"}),
        (json.dumps(["from pack.a import number"]), set()),
        ("from pack import nothing", {"pack/__init__.py"}),
        ("from pack import nothing of the kind", set()),
        ("import numpy\nA sentence about pack.a, from which nothing comes.", set()),
    ],
)
def test_imports_are_followed_and_the_files_that_modules_name(package, text, wanted):
    assert names(reached(text, [package / "pack"]), package) == wanted


def test_other_packages_are_followed_only_when_they_are_named(package):
    both = names(reached("import pack.b", [package / "pack", package / "other"]), package)
    assert {"other/__init__.py", "pack/unused.py"} <= both
    assert names(reached("import pack.b", [package / "pack"]), package) == {"pack/__init__.py", "pack/b.py"}


HANDING = {
    "pack/__init__.py": '"""Hands names on."""\nfrom .a import one, two as second\nfrom .b import three\n\n'
    '__all__ = ["one", "second", "three"]\n',
    "pack/a.py": "one = two = 1\n",
    "pack/b.py": "from pack import one\nthree = 3\n",
    "pack/c.py": "",
}


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("from pack import second", {"a"}), ("from pack import three", {"a", "b"}), ("from pack.c import x", {"c"}),
        ("import pack.c", {"c"}), ("import pack", {"a", "b"}), ("from pack import *", {"a", "b"}),
        ("from pack import nothing", set()),
    ],
)  # fmt: skip
def test_of_a_package_that_hands_names_on_those_count_that_are_asked_for(tmp_path, text, more):
    (tmp_path / "pack").mkdir()
    for name, code in HANDING.items():
        (tmp_path / name).write_text(code, encoding="utf-8")
    found = names(reached(text, [tmp_path / "pack"]), tmp_path)
    assert found == {"pack/__init__.py", *(f"pack/{name}.py" for name in more)}
    # One with something of its own is followed whole.
    (tmp_path / "pack" / "__init__.py").write_text(HANDING["pack/__init__.py"] + "print(one)\nfour = 4\n")
    assert {"pack/a.py", "pack/b.py"} <= names(reached(text, [tmp_path / "pack"]), tmp_path)


def test_a_chapter_rests_on_its_own_model_and_not_on_those_of_others():
    text = (CHAPTERS / "bottleneck.md").read_text(encoding="utf-8")
    found = names(reached(text, [LIB / "scarce", LIB / "kernelless"]), LIB)
    assert {
        "scarce/models/bottleneck.py", "scarce/explorers/bottleneck.py", "scarce/explorers/palette.css",
        "kernelless/live_chart.py", "kernelless/frontend/src/widget.css",
    } <= found  # fmt: skip
    assert not {"scarce/models/tasks.py", "scarce/data/occupations.csv", "kernelless/sphinx/pages.py"} & found
    assert not [name for name in found if name.endswith(".js")]
