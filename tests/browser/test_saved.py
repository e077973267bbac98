"""A model saved as one file lives from a disk, without a network: as a reader's own formula made it, too."""

import json

import pytest
from kernelless.live_chart import to_json
from scarce.explorers import bottleneck, tasks
from test_controls import agrees_with_numpy


@pytest.mark.parametrize("size", [(1280, 800), (360, 640)])
def test_it_lives_where_it_was_saved(visit, tmp_path, size):
    live = bottleneck.explore(ask=True, scenario="everything scales")
    live.save(tmp_path / "a model.html")
    seen = visit(viewport=dict(zip(("width", "height"), size, strict=True)), offline=True)
    seen.page.goto((tmp_path / "a model.html").as_uri())
    seen.page.locator("[data-model=bottleneck][data-live]").wait_for()
    seen.page.get_by_role("button", name="Just show me").click()
    assert seen.state()["params"] == {name: to_json(value) for name, value in live.params.items()}
    before, drawn = seen.state(), seen.model.locator(".kl-view svg").inner_html()
    seen.model.get_by_role("slider").first.press("ArrowRight")
    assert seen.state()["params"] != before["params"]
    agrees_with_numpy(seen, live)
    assert seen.model.locator(".kl-view svg").inner_html() != drawn
    assert (seen.complaints, seen.foreign) == ([], [])


def test_a_formula_of_the_readers_own_goes_with_it(visit, tmp_path):
    bottleneck.explore(lambda levels, weights, sigma: sum(levels)).save(tmp_path / "own.html")
    seen = visit(offline=True)
    seen.page.goto((tmp_path / "own.html").as_uri())
    model = seen.page.locator("[data-model=bottleneck][data-live]")
    model.wait_for()
    shown = json.loads(model.get_attribute("data-state"))
    assert shown["outputs"]["output_at_horizon"] != bottleneck.explore().output_at_horizon


def test_a_model_with_a_tape_and_many_rows_lives_too(visit, tmp_path):
    tasks.explore().save(tmp_path / "tasks.html")
    seen = visit(offline=True)
    seen.page.goto((tmp_path / "tasks.html").as_uri())
    seen.page.locator("[data-model=tasks][data-live]").wait_for()
    assert (seen.complaints, seen.foreign) == ([], [])
