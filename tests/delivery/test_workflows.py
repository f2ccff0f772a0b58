"""What runs on GitHub: the tests on three systems, and the release of a version."""

import json
import re

import yaml

from tests.delivery.conftest import ROOT

FOLDER = ROOT / ".github" / "workflows"
CI = yaml.safe_load((FOLDER / "ci.yml").read_text("utf-8"))["jobs"]
RELEASE = yaml.safe_load((FOLDER / "release.yml").read_text("utf-8"))["jobs"]


def commands(job: dict) -> str:
    return "\n".join(step.get("run", "") for step in job["steps"])


def test_three_systems_run_the_tests():
    systems = CI["test"]["strategy"]["matrix"]["os"]
    assert {system.partition("-")[0] for system in systems} == {"ubuntu", "macos", "windows"}
    assert CI["test"]["defaults"]["run"]["shell"] == "bash"  # which all three have
    assert "-c constraints.txt" in commands(CI["test"])
    assert ".ci/run" in commands(CI["everything"])


def test_a_release_publishes_what_was_built_and_tried_and_needs_no_password():
    assert set(RELEASE["pypi"]["needs"]) == {"build", "extension"}
    assert RELEASE["pypi"]["permissions"] == {"id-token": "write"}
    (publish,) = [step for step in RELEASE["pypi"]["steps"] if "pypi-publish" in step["uses"]]
    assert "with" not in publish
    assert "--version" in commands(RELEASE["build"])
    assert [name for name, job in RELEASE.items() if "id-token" in job["permissions"]] == ["pypi", "page"]


def test_a_release_publishes_the_page_too():
    assert (RELEASE["page"]["needs"], RELEASE["page"]["uses"]) == ("pypi", "$/.github/workflows/page.yml")
    page = yaml.safe_load((FOLDER / "page.yml").read_text("utf-8"))
    assert "workflow_call" in page[True]  # `on` is a truth value in YAML 1.1
    asked = {name: level for job in page["jobs"].values() for name, level in job["permissions"].items()}
    assert RELEASE["page"]["permissions"] == asked
    assert any("deploy-pages" in step.get("uses", "") for step in page["jobs"]["publish"]["steps"])


def test_the_extension_is_published_by_the_tool_that_builds_it():
    lock = json.loads((ROOT / "editors" / "vscode" / "package-lock.json").read_text("utf-8"))
    (version,) = re.findall(r"@vscode/vsce@([\d.]+)", commands(RELEASE["marketplace"]))
    assert lock["packages"]["node_modules/@vscode/vsce"]["version"] == version


def test_every_action_is_pinned_to_a_commit():
    for path in FOLDER.glob("*.yml"):
        for used in re.findall(r"uses: (\S+)", path.read_text("utf-8")):
            assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}|\$/\S+", used), (path.name, used)
