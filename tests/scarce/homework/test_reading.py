"""What was handed in, read: notebooks of every kind, and what is none."""

import json
import os

import pytest
from homework import made, saved
from scarce.homework import reading
from scarce.homework.reading import Unreadable, handed_in, hidden, printable, read


def as_bytes(book):
    return json.dumps(book).encode()


def cell(source, **more):
    return {"cell_type": "code", "source": source, "metadata": {}} | more


def test_a_notebook_is_its_cells_its_part_and_its_variant():
    book = read(as_bytes(made("part1", variant=3)), "ada.ipynb")
    assert (book.name, book.part, book.variant, book.problem) == ("ada.ipynb", "part1", 3, "")
    assert "def handover(fast, slow, headroom):" in "\n".join(book.cells)
    assert book.cells[-1] == ""  # the one that checks


def test_a_cell_may_be_a_text_or_lines_and_a_file_may_begin_with_a_mark():
    cells = [cell("x = 1"), cell(["y = 2\n", "z = 3"]), {"cell_type": "markdown", "source": "text"}]
    assert read(b"\xef\xbb\xbf" + as_bytes({"cells": cells, "metadata": {}}), "a").cells == ("x = 1", "y = 2\nz = 3")


@pytest.mark.parametrize(
    "metadata",
    [
        None, 5, [], {"homework": None}, {"homework": [1]}, {"homework": "part1"}, {"homework": {"variant": "7"}},
        {"homework": {"variant": True, "part": 1}}, {"homework": {"variant": 7.0}}, {"kernelspec": 3},
    ],
)  # fmt: skip
def test_metadata_that_makes_no_sense_is_none(metadata):
    book = read(as_bytes({"cells": [cell("x = 1", metadata=metadata)], "metadata": metadata}), "a.ipynb")
    assert (book.cells, book.part, book.variant) == (("x = 1",), None, None)


@pytest.mark.parametrize(
    "content",
    [
        b"", b"not json", b"{}", b"[]", b"5", b"null", b'{"cells": 5}', b'{"cells": [5]}', b'{"cells": [{}]}',
        b'{"cells": [{"cell_type": "code", "source": 5}]}', b'{"cells": [{"cell_type": "code", "source": [5]}]}',
        b"[" * 100_000, b'{"cells": ' * 100_000, as_bytes(made("part1"))[:-100], b"PK\x03\x04", b"\xff\xfe{",
    ],
)  # fmt: skip
def test_what_is_no_notebook_is_said(content):
    with pytest.raises(Unreadable, match="cannot be read as a notebook"):
        read(content, "a.ipynb")


def test_other_notebooks_are_named():
    old = {"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "code", "input": "x = 1"}]}]}
    with pytest.raises(Unreadable, match="of an old format; opened in Jupyter and saved"):
        read(as_bytes(old), "a")
    for metadata in ({"kernelspec": {"language": "R"}}, {"language_info": {"name": "R"}}):
        with pytest.raises(Unreadable, match="is a notebook for r; this homework is in Python"):
            read(as_bytes({"cells": [], "metadata": metadata}), "a")


@pytest.fixture
def submissions(tmp_path):
    folder = tmp_path / "submissions"
    (folder / "class a").mkdir(parents=True)
    saved(made("part1"), folder / "class a" / "ada.ipynb")
    return folder


def problems(folder):
    return {each.name[len(str(folder)) + 1 :]: each.problem for each in handed_in([folder])}


def test_everything_else_is_named_and_not_opened(submissions, monkeypatch):
    for name in ("essay.docx", "notes.md", "conftest.py", "README", "ben.IPYNB"):
        (submissions / name).write_text("{}")
    (submissions / "cleo.ipynb").mkdir()
    (submissions / "dan.ipynb").symlink_to(submissions / "class a" / "ada.ipynb")
    (submissions / "class b").symlink_to(submissions / "class a", target_is_directory=True)
    (submissions / "round").symlink_to(submissions, target_is_directory=True)
    os.mkfifo(submissions / "eve.ipynb")
    monkeypatch.setattr(reading, "LARGEST", 100_000)
    (submissions / "finn.ipynb").write_text(" " * 100_001)
    assert problems(submissions) == {
        "README": "It is a file without a suffix, not a notebook (.ipynb).",
        "ben.IPYNB": "It cannot be read as a notebook.",
        "class a/ada.ipynb": "",
        "class b": "It is a link to another file, which is not followed.",
        "cleo.ipynb": "It is a folder, not a notebook.",
        "conftest.py": "It is a file .py, not a notebook (.ipynb).",
        "dan.ipynb": "It is a link to another file, which is not followed.",
        "essay.docx": "It is a file .docx, not a notebook (.ipynb).",
        "eve.ipynb": "It is no file.",
        "finn.ipynb": "It has more than 0 megabytes.",
        "notes.md": "It is a file .md, not a notebook (.ipynb).",
        "round": "It is a link to another file, which is not followed.",
    }


def test_what_systems_leave_behind_is_named_apart(submissions):
    for folder in (".ipynb_checkpoints", "__MACOSX"):
        (submissions / folder).mkdir()
        saved(made("part1"), submissions / folder / "ada.ipynb")
    (submissions / "class a" / ".DS_Store").write_text("")
    assert list(problems(submissions)) == ["class a/ada.ipynb"]
    assert [name[len(str(submissions)) + 1 :] for name in hidden([submissions])] == [
        ".ipynb_checkpoints", "__MACOSX", "class a/.DS_Store",
    ]  # fmt: skip


def test_a_file_named_twice_is_read_once(submissions):
    file = submissions / "class a" / "ada.ipynb"
    assert len(handed_in([submissions, file, file])) == 1


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a\nb", r"a\nb"), ("\x1b[31mred", r"\x1b[31mred"), ("\u202ebpyni", r"\u202ebpyni"), ("a\u2028b", r"a\u2028b"),
        ("\u200bx", r"\u200bx"), ("\x9b2J", r"\x9b2J"), ("\udcff", r"\udcff"), ("Zoë 李 ٣", "Zoë 李 ٣"),
        ("\rx", r"\rx"),
    ],
)  # fmt: skip
def test_what_steers_a_line_is_written_out(name, shown):
    assert printable(name) == shown
