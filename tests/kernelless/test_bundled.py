"""A script with Vega in it is made once, and anew for another source or another version of what it imports."""

import os

import pytest
from kernelless import bundled


@pytest.fixture
def made(tmp_path, monkeypatch):
    """What has been made, in a user's folder of its own."""
    made = []

    def make(source, vl_version):
        made.append((source, vl_version))
        return f"{source} of {vl_version}"

    monkeypatch.setattr(bundled.vl_convert, "javascript_bundle", make)
    monkeypatch.setattr(bundled, "folder", lambda: tmp_path / "cache")
    return made


def test_it_is_made_once_for_all_kernels(made):
    assert bundled.bundled("a", "6.1") == bundled.bundled("a", "6.1") == "a of 6.1"
    assert made == [("a", "6.1")]


def test_another_source_or_version_is_made_anew(made, monkeypatch):
    for source, version in (("a", "6.1"), ("b", "6.1"), ("a", "6.2")):
        assert bundled.bundled(source, version) == f"{source} of {version}"
    monkeypatch.setattr(bundled, "version", lambda _: "another")
    bundled.bundled("a", "6.1")
    assert made == [("a", "6.1"), ("b", "6.1"), ("a", "6.2"), ("a", "6.1")]


def test_where_nothing_can_be_kept_it_is_made_each_time(made, tmp_path):
    (tmp_path / "cache").write_text("no folder")
    assert bundled.bundled("a", "6.1") == bundled.bundled("a", "6.1") == "a of 6.1"
    assert len(made) == 2


def test_the_oldest_ones_go(made, tmp_path):
    for i in range(bundled.KEPT + 3):
        bundled.bundled(f"source {i}", "6.1")
        for file in (tmp_path / "cache").iterdir():
            os.utime(file, (file.stat().st_mtime - 10,) * 2)
    assert len(list((tmp_path / "cache").iterdir())) == bundled.KEPT
    bundled.bundled(f"source {bundled.KEPT + 2}", "6.1")
    assert len(made) == bundled.KEPT + 3
    bundled.bundled("source 0", "6.1")
    assert len(made) == bundled.KEPT + 4
