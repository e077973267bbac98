"""A site of somebody else's, made with the wheel alone and no Node: its slider moves the picture in every theme."""

import os
import subprocess
import sys

import plain
import pytest


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """The variables of somebody who has installed the wheel, and no program but Python."""
    folder = tmp_path_factory.mktemp("installed")
    installed = plain.unpacked(plain.wheel(folder), folder / "site")
    return os.environ | {"PYTHONPATH": str(installed), "PATH": str(folder / "none")}


def built(site, environment):
    """The address of a site's page."""
    command = [sys.executable, "-m", "sphinx", "-W", "-n", "-q", "-b", "html", site, site / "html"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return (site / "html" / "index.html").as_uri()


#: How light the ink of a model and the page behind it are, from 0 to 255.
LIGHT = """() => {
  const light = (colour) => Math.max(...colour.match(/\\d+/g).slice(0, 3).map(Number));
  const model = document.querySelector(".kl"), body = document.body;
  return [light(getComputedStyle(model).color), light(getComputedStyle(body).backgroundColor)];
}"""


@pytest.mark.parametrize("theme", plain.THEMES)
def test_a_slider_moves_the_picture(tmp_path, visit, environment, theme):
    site = plain.write(tmp_path / "site", theme)
    address = built(site, environment)
    for size in ((1280, 800), (360, 640)):
        visited = visit(viewport=dict(zip(("width", "height"), size, strict=True)))
        plain.moves(visited.page, address)
        assert visited.complaints == []
        assert visited.foreign == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_theme_that_is_dark_by_itself_has_light_models(tmp_path, visit, environment, scheme):
    page = visit(color_scheme=scheme).page
    plain.moves(page, built(plain.write(tmp_path / "site", "furo"), environment))
    ink, ground = page.evaluate(LIGHT)
    assert (ink > 200, ground < 50) == ((scheme == "dark"),) * 2
