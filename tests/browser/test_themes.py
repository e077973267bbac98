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


@pytest.mark.parametrize("theme", plain.THEMES)
def test_a_slider_moves_the_picture(tmp_path, visit, environment, theme):
    site = plain.write(tmp_path / "site", theme)
    command = [sys.executable, "-m", "sphinx", "-W", "-n", "-q", "-b", "html", site, site / "html"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    for size in ((1280, 800), (360, 640)):
        visited = visit(viewport=dict(zip(("width", "height"), size, strict=True)))
        plain.moves(visited.page, (site / "html" / "index.html").as_uri())
        assert visited.complaints == []
        assert visited.foreign == []
