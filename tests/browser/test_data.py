"""The numbers behind the picture: read as a table, taken along as CSV, printed."""

import csv
import io
import math

from scarce.models.bottleneck import INPUTS, output_path


def test_table_and_csv_follow_the_model(visit, site):
    seen = visit().open(f"{site}/bottleneck.html")
    seen.model.locator("summary", has_text="Data").click()
    table = seen.model.get_by_role("table")
    table.get_by_role("row", name="2036").wait_for()
    assert table.get_by_role("row").count() == 12
    seen.handle("tasks").focus()
    seen.page.keyboard.press("End")
    seen.handle("horizon").focus()
    seen.page.keyboard.press("End")
    table.get_by_role("row", name="2056").wait_for()
    with seen.page.expect_download() as download:
        seen.model.get_by_role("button", name="Download CSV").click()
    assert download.value.suggested_filename == "bottleneck.csv"
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text(encoding="utf-8-sig"))))
    assert [row["Year"] for row in rows] == [str(year) for year in range(2026, 2057)]
    p = seen.state()["params"]
    growth = {name: p[name] for name in INPUTS}
    headroom = {name: p[f"headroom_{name}"] for name in INPUTS}
    for years in (0, 7, 30):
        expected = output_path(years, growth, headroom, dict.fromkeys(INPUTS, 1 / 6), 0)
        assert math.isclose(float(rows[years]["Output"]), expected, rel_tol=1e-9)
    shown = table.get_by_role("row", name="2033").get_by_role("cell").all_inner_texts()
    assert shown[-1] == f"{float(rows[7]['Output']):.2f}"


def test_without_scripts_the_numbers_open(visit, chapters):
    seen = visit(java_script_enabled=False).open(f"{chapters}/bottleneck.html", live=False)
    seen.model.locator("summary", has_text="Data").click()
    row = seen.model.get_by_role("row", name="2036")
    assert row.get_by_role("cell").last.inner_text() == "4.89"


def test_a_printed_chapter_is_a_handout(visit, chapters):
    """Picture, sentence and numbers, in black on white, with nothing to press; scripts or not, dark or not."""
    for options in ({"java_script_enabled": False}, {"color_scheme": "dark"}):
        seen = visit(**options).open(f"{chapters}/bottleneck.html", live="color_scheme" in options, guess=True)
        seen.page.emulate_media(media="print")
        seen.model.get_by_role("row", name="2036").wait_for()
        assert "when tasks take over" in seen.model.locator(".kl-sentence").inner_text()
        assert seen.model.locator(".kl-still:visible, .kl-view svg:visible").count() == 1
        for gone in (".kl-controls", ".kl-scenarios", ".kl-guess", ".kl-tools", ".bd-sidebar-primary", "header"):
            assert seen.page.locator(f"{gone}:visible").count() == 0, gone
        ink = seen.model.locator(".kl-sentence").evaluate("element => getComputedStyle(element).color")
        assert max(map(int, ink[4:-1].split(", ")[:3])) < 100


def test_the_picture_is_printed_in_the_colours_for_white(visit, chapters):
    printed = []
    for scheme in ("light", "dark"):
        seen = visit(color_scheme=scheme).open(f"{chapters}/bottleneck.html")
        seen.page.emulate_media(media="print")
        drawn = "marks => marks.map((mark) => [getComputedStyle(mark).stroke, getComputedStyle(mark).fill])"
        printed.append(seen.model.locator(".kl-view svg :is(path, text)").evaluate_all(drawn))
    assert len(printed[0]) > 20
    assert printed[0] == printed[1]
