"""The site from a USB stick: unpacked in a folder with an awkward name, opened as files, without a network."""

import shutil

from conftest import SITE
from scarce.site.archive import write


def test_it_works_wherever_it_is_unpacked(visit, tmp_path):
    write(SITE, tmp_path / "book.zip")
    shutil.unpack_archive(tmp_path / "book.zip", tmp_path / "my stick #1")
    seen = visit(offline=True)
    seen.page.goto((tmp_path / "my stick #1" / "book" / "index.html").as_uri())
    seen.page.get_by_role("link", name="The bottleneck moves").first.click()
    seen.page.locator("[data-model=bottleneck][data-live]").wait_for()
    handle = seen.page.locator("[data-model=bottleneck] [data-parameter]").get_by_role("slider").first
    before = handle.get_attribute("aria-valuenow")
    handle.press("ArrowRight")
    assert handle.get_attribute("aria-valuenow") != before
    assert (seen.complaints, seen.foreign) == ([], [])


def test_two_archives_of_one_site_are_alike(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write(SITE / "chapters", tmp_path / name / "book.zip")
    assert (tmp_path / "one" / "book.zip").read_bytes() == (tmp_path / "two" / "book.zip").read_bytes()
