"""What docs/first-hour.md tells a newcomer to type, typed from beginning to end where nothing is installed but Git, Python and a shell."""

import os
import re
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from seedance_lint import __version__
from tests.delivery.conftest import ROOT, TAG, Shell, environment_with

PAGE = (ROOT / "docs" / "first-hour.md").read_text("utf-8")
REPOSITORY = "https://github.com/seedance-lint/seedance-lint"
DONE = "== done with"


class Step(NamedTuple):
    """What is typed, the exit code of its last line, and what it prints, where the page shows that."""

    typed: str
    code: int
    shown: str


STEPS = [
    Step(typed, int(code or 0), shown)
    for code, typed, shown in re.findall(
        r"^(?:<!-- exit: (\d) -->\n)?```sh\n(.*?)^```\n(?:\n```\n(.*?)^```$)?", PAGE, re.MULTILINE | re.DOTALL
    )
]


@pytest.fixture
def newcomer(tmp_path) -> Shell:
    """Give a shell with the programs of the system and a plain Python."""
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "python3").symlink_to(Path(sys._base_executable).resolve())
    homes = tmp_path / "homes"
    homes.mkdir()
    environment = {**environment_with(homes), "PATH": os.pathsep.join([str(programs), os.defpath, "/usr/local/bin"])}
    assert shutil.which("seedance-lint", path=environment["PATH"]) is None
    (tmp_path / "desk").mkdir()
    return Shell(tmp_path / "desk", environment)


def script(steps: list[Step], published: Path) -> str:
    """Return what a shell is given: the page's lines, with the repository that is here in place of the published one."""
    lines = ["set -e"]
    for step in steps:
        typed = step.typed.replace(REPOSITORY, published.as_uri()).replace(f"rev: v{__version__}", f"rev: {TAG}")
        *first, last = typed.rstrip("\n").split("\n") if step.code else [typed.rstrip("\n"), "true"]
        lines += [*first, f"code=0; {last} || code=$?", f'echo "{DONE} $code"']
    return "\n".join(lines) + "\n"


@pytest.mark.slow
def test_everything_works_as_typed(newcomer, published):
    newcomer.write("typed.sh", script(STEPS, published))
    printed = newcomer("bash", "--noprofile", "--norc", "typed.sh")
    parts = re.split(rf"^{DONE} (\d)\n", printed, flags=re.MULTILINE)
    outputs, codes = parts[0:-1:2], [int(code) for code in parts[1::2]]
    assert codes == [step.code for step in STEPS], printed
    for step, output in zip(STEPS, outputs, strict=True):
        if step.shown:
            assert output == step.shown
    diff, stopped, passed = outputs[7], outputs[-2], outputs[-1]
    assert '+  "prompt": "@Image1 as first frame, @Image3' in diff
    assert "error[undefined-reference]: `@Image3` points past the 2 images" in stopped
    assert "The alley" in passed
    assert newcomer("git", "-C", "film", "log", "--format=%s") == "The alley\n"


def test_the_page_is_about_this_version():
    assert STEPS[0].typed.startswith(f"git clone {REPOSITORY}\n")
    assert f"rev: v{__version__}\n" in PAGE
    assert [step.code for step in STEPS].count(1) == 4
