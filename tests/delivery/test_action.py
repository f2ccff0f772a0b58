"""The GitHub Action: its definition, and its steps run the way the runner runs them."""

import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.delivery.conftest import ROOT, Shell

ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
FAULTY = '{"prompt": "@Image1 as first frame, @Image2 as scene.", "image_urls": ["https://example.com/a.png"]}\n'


class Runner:
    """Runs the action's steps as GitHub does: expressions only in `env` and folders, the script in a file for bash."""

    def __init__(self, shell: Shell, action: Path) -> None:
        self.shell = shell
        self.action = action

    def __call__(self, step: dict, code: int = 0, **inputs: str) -> str:
        given = {name: inputs.get(name.replace("-", "_"), str(value["default"])) for name, value in ACTION["inputs"].items()}
        values = {"github.action_path": str(self.action), **{f"inputs.{name}": value for name, value in given.items()}}

        def fill(text: object) -> str:
            return re.sub(r"\$\{\{ ([\w.-]+) \}\}", lambda match: values[match[1]], str(text))

        top = self.shell.folder.parent
        script = top / "step.sh"
        script.write_text(step["run"])
        return self.shell(
            *("bash", "--noprofile", "--norc", "-eo", "pipefail", script),
            code=code,
            cwd=self.shell.folder / fill(step.get("working-directory", ".")),
            env={
                **{name: fill(value) for name, value in step["env"].items()},
                "RUNNER_TEMP": str(top / "runner"),
                "GITHUB_WORKSPACE": str(self.shell.folder),
            },
        )


INSTALL, CHECK = ACTION["runs"]["steps"]


@pytest.fixture(scope="module")
def runner(tmp_path_factory, environment, project) -> Runner:
    """Return a runner on which the action is installed, with a checkout that would not be run with a clear conscience."""
    shell = Shell(tmp_path_factory.mktemp("work") / "checkout", environment)
    shell.write("shots/a b.json", FAULTY)
    shell.write("shots/click.py", "raise SystemExit('the linted tree was run')\n")
    shell.write("shots/seedance_lint.py", "raise SystemExit('the linted tree was run')\n")
    runner = Runner(shell, project)
    runner(INSTALL)
    return runner


@pytest.mark.parametrize("step", ACTION["runs"]["steps"], ids=lambda step: step["name"])
def test_inputs_reach_scripts_by_their_environment_alone(step):
    assert "${{" not in step["run"]


@pytest.mark.slow
def test_findings_become_annotations(runner):
    shown = runner(CHECK, code=1, working_directory="shots")
    assert "::error title=undefined-reference,file=shots/a b.json,line=1,endLine=1,col=37,endColumn=44::" in shown
    assert "the linted tree was run" not in shown


@pytest.mark.slow
def test_inputs_reach_the_command_line(runner):
    assert "::" not in runner(CHECK, paths="shots/a b.json", args="--ignore\nreferences\n--quiet")
    runner(CHECK, paths="shots\n", output_format="sarif", output="found.sarif", args="--fail-on=never")
    assert '"undefined-reference"' in runner.shell.read("found.sarif")
    runner.shell.write("--quiet", "@Image1")
    assert "--quiet: " in runner(CHECK, code=2, paths="--quiet")
    shown = runner(CHECK, code=2, paths="$(touch pwned)\n`touch pwned`")
    assert "$(touch pwned)" in shown
    assert not (runner.shell.folder / "pwned").exists()


@pytest.mark.slow
def test_it_keeps_the_schema_of_actions(npm_program, tmp_path):
    command = npm_program("@action-validator/cli", "action-validator", str(ROOT / "action.yml"), beside=("@action-validator/core",))
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    broken = tmp_path / "action.yml"
    broken.write_text((ROOT / "action.yml").read_text("utf-8").replace("using: composite", "using: nothing"), "utf-8")
    assert subprocess.run([*command[:-1], str(broken)], capture_output=True, check=False).returncode != 0


@pytest.mark.slow
def test_nothing_to_remark_for_an_auditor_of_actions(shell):
    shown = shell(
        "zizmor", "--offline", "--persona=auditor", "--no-progress", ROOT / "action.yml", env={"HOME": os.environ.get("HOME", "/")}
    )
    assert "No findings" in shown
