"""The site from a USB stick: unpacked in a folder with an awkward name, opened as files, without a network."""

import shutil
import zipfile

import pytest
from conftest import SITE
from scarce.site.archive import write


def test_it_works_wherever_it_is_unpacked(visit, tmp_path):
    write(SITE, tmp_path / "book.zip")
    with zipfile.ZipFile(tmp_path / "book.zip") as archive:
        assert {entry.external_attr >> 16 for entry in archive.infolist()} == {0o644}  # a file server can read it
    shutil.unpack_archive(tmp_path / "book.zip", tmp_path / "my stick #1")
    seen = visit(offline=True)
    seen.page.goto((tmp_path / "my stick #1" / "book" / "index.html").as_uri())
    seen.page.get_by_role("link", name="The bottleneck moves").first.click()
    seen.page.locator("[data-model=bottleneck][data-live]").wait_for()
    handle = seen.page.locator("[data-model=bottleneck] [data-parameter]").get_by_role("slider").first
    before = handle.input_value()
    handle.press("ArrowRight")
    assert handle.input_value() != before
    assert (seen.complaints, seen.foreign) == ([], [])


def test_a_folder_without_a_site_is_refused(tmp_path):
    with pytest.raises(ValueError, match=r"a built site with an index\.html; got .*nowhere"):
        write(tmp_path / "nowhere", tmp_path / "book.zip")


def test_two_archives_of_one_site_are_alike(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write(SITE, tmp_path / name / "book.zip")
    assert (tmp_path / "one" / "book.zip").read_bytes() == (tmp_path / "two" / "book.zip").read_bytes()
