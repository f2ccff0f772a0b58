"""The tests are run with pinned libraries, and with the newest ones once a week."""

import os
import re
import tomllib

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.delivery.conftest import ROOT

PINNED = {
    canonicalize_name(requirement.name): str(requirement.specifier).removeprefix("==")
    for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    if not line.startswith("#") and (requirement := Requirement(line))
}
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PROJECT = SETTINGS["project"]
NEWEST = ROOT / ".github" / "workflows" / "newest.yml"


def test_everything_that_is_asked_for_is_pinned_to_a_version_that_is_asked_for():
    asked = [
        Requirement(text)
        for texts in (PROJECT["dependencies"], *PROJECT["optional-dependencies"].values(), *SETTINGS["dependency-groups"].values())
        for text in texts
        if isinstance(text, str)  # and no group in a group
    ]
    for requirement in asked:
        if requirement.name != PROJECT["name"]:
            assert requirement.specifier.contains(PINNED[canonicalize_name(requirement.name)]), requirement


def test_the_pins_hold_for_readers_contributors_and_ci():
    for name in ("README.md", "CONTRIBUTING.md"):
        commands = re.findall(r"^python3 -m venv .* --group test.*$", (ROOT / name).read_text("utf-8"), re.MULTILINE)
        assert commands
        assert all(" -c constraints.txt " in command for command in commands)
    assert "PIP_CONSTRAINT=$root/constraints.txt" in (ROOT / ".ci" / "run").read_text("utf-8")


def test_no_place_of_packages_is_named():
    assert "://" not in (ROOT / "constraints.txt").read_text("utf-8")
    assert "://" not in NEWEST.read_text("utf-8")


def test_a_schedule_tries_the_newest():
    workflow = yaml.safe_load(NEWEST.read_text("utf-8"))
    assert workflow[True]["schedule"]  # `on` is a truth value in YAML 1.1
    commands = [step["run"] for step in workflow["jobs"]["test"]["steps"] if "run" in step]
    assert "pip install" in commands[0]
    assert "constraints" not in commands[0]


@pytest.mark.slow
@pytest.mark.parametrize("workflow", sorted(NEWEST.parent.glob("*.yml")), ids=lambda path: path.stem)
def test_nothing_to_remark_for_an_auditor_of_workflows(shell, workflow):
    shown = shell("zizmor", "--offline", "--persona=auditor", "--no-progress", workflow, env={"HOME": os.environ.get("HOME", "/")})
    assert "No findings" in shown
