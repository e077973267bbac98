"""The viewer of chapters, for every user of an environment."""

import json
import stat

import pytest
from scarce.viewer import FILE, PLUGIN, write


def test_what_others_set_stays_and_everybody_can_read_it(tmp_path):
    file = tmp_path / FILE
    file.parent.mkdir(parents=True)
    theme = {"@jupyterlab/apputils-extension:themes": {"theme": "JupyterLab Dark"}}
    file.write_text(json.dumps(theme | {PLUGIN: {"autosave": False, "defaultViewers": {"csv": "Editor"}}}))
    file.chmod(0o600)
    file.parent.chmod(0o700)
    assert write(tmp_path) == file
    assert write(tmp_path) == file  # a second time changes nothing
    viewers = {"csv": "Editor", "markdown": "Jupytext Notebook"}
    assert json.loads(file.read_text()) == theme | {PLUGIN: {"autosave": False, "defaultViewers": viewers}}
    assert stat.S_IMODE(file.stat().st_mode) == 0o644
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o755


def test_a_broken_file_is_named_and_left_alone(tmp_path):
    file = tmp_path / FILE
    file.parent.mkdir(parents=True)
    file.write_text("{")
    with pytest.raises(ValueError, match=r"overrides\.json must hold JSON"):
        write(tmp_path)
    assert file.read_text() == "{"
