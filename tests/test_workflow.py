"""The workflow calls what there is, with the versions that the rest of the repository names."""

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
WORKFLOW = yaml.safe_load((ROOT / ".github" / "workflows" / "publish.yml").read_text())
STEPS = {name: job["steps"] for name, job in WORKFLOW["jobs"].items()}


def test_its_commands_are_the_readme_s_and_the_makefile_s():
    called = [step["run"] for steps in STEPS.values() for step in steps if step.get("run", "").startswith("make ")]
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert {command.split()[1] for command in called} <= targets
    assert "make test" in called


def test_the_site_is_checked_before_it_is_published():
    zipped = re.search(r"^zip:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text(), re.MULTILINE)[1]
    assert "scarce.site.complete" in zipped
    assert "scarce.site.links" in zipped
    assert "make zip" in [step.get("run") for step in STEPS["build"]]
    assert set(WORKFLOW["jobs"]["publish"]["needs"]) == {"test", "build"}


def test_it_runs_each_week_with_the_pinned_python():
    when = WORKFLOW[True]  # YAML 1.1 reads the key `on` as a truth
    assert re.fullmatch(r"\d+ \d+ \* \* [0-6]", when["schedule"][0]["cron"])
    pinned = (ROOT / "runtime.txt").read_text().strip().removeprefix("python-")
    given = [
        step["with"]["python-version"]
        for steps in STEPS.values()
        for step in steps
        if "python" in str(step.get("uses"))
    ]
    assert set(given) == {pinned}


def test_only_the_publishing_job_may_write():
    assert WORKFLOW["permissions"] == {"contents": "read"}
    assert [name for name, job in WORKFLOW["jobs"].items() if "permissions" in job] == ["publish"]
