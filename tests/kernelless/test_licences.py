"""Whoever's work is on the site is named there, with the terms."""

import json
import shutil
import subprocess

import pytest
from kernelless.live_chart import FRONTEND
from kernelless.sphinx.built import node
from kernelless.sphinx.licences import bundled, copied, notices

BUNDLE = """
import { writeFileSync } from "node:fs";
import { parts } from "./licences.mjs";
const inputs = Object.fromEntries(["node_modules/@group/one/a.js", "node_modules/two/b.js"].map((name) => [name, {}]));
writeFileSync("made.json", JSON.stringify(await parts([{ outputs: { "a.js": { inputs } } }])));
"""


def test_each_text_stands_once_under_the_names_of_all_that_have_it():
    text = notices([("b 1", "Terms\r\n"), ("a 1", "Terms"), ("c 1", "Others")])
    assert text.count("Terms") == 1
    assert text.index("a 1\nb 1\n\nTerms") < text.index("c 1\n\nOthers")


@pytest.fixture
def packages(tmp_path):
    """Two packages in a bundle, one with no text of its licence."""
    shutil.copy(FRONTEND / "licences.mjs", tmp_path)
    shutil.copytree(FRONTEND / "licences", tmp_path / "licences")
    (tmp_path / "bundle.mjs").write_text(BUNDLE)
    for name, licence, source in (("@group/one", "BSD-3-Clause", "// Copyright (c) 2020 One\n"), ("two", "MIT", "")):
        folder = tmp_path / "node_modules" / name
        folder.mkdir(parents=True)
        about = {"name": name, "version": "1.0.0", "license": licence}
        (folder / "package.json").write_text(json.dumps(about))
        (folder / ("a.js" if source else "b.js")).write_text(source)
    (folder / "LICENSE.md").write_text("Terms of two")
    return tmp_path


def run(folder):
    return subprocess.run([*node(), "bundle.mjs"], cwd=folder, capture_output=True, text=True)


def test_a_package_without_a_text_gets_its_licence_s_own_under_whom_its_files_name(packages):
    assert run(packages).returncode == 0
    (one, text), two = bundled(packages / "made.json")
    assert one == "@group/one 1.0.0 (BSD-3-Clause)"
    assert text.startswith("Copyright (c) 2020 One\n\nRedistribution and use in source and binary forms")
    assert two == ("two 1.0.0 (MIT)", "Terms of two")


def test_a_package_whose_licence_has_no_text_stops_the_build(packages):
    (packages / "node_modules" / "two" / "LICENSE.md").unlink()
    done = run(packages)
    assert done.returncode != 0
    assert "Error: two brings no text of its licence, MIT: put one into" in done.stderr


def test_only_distributions_whose_files_are_there_are_named(tmp_path):
    assert copied({"sphinx", "pydata_sphinx_theme"}, tmp_path) == []
    (tmp_path / "doctools.js").touch()
    [(name, text)] = copied({"sphinx", "pydata_sphinx_theme"}, tmp_path)
    assert name.lower().startswith("sphinx ")
    assert "Redistribution" in text
