"""`init` proposes what fits the project, and writes only when it is told to, and never over a file."""

import os
import tomllib
from pathlib import Path

import pytest
import yaml

from seedance_lint import __version__

FAL = 'import fal_client\nfal_client.submit("fal-ai/bytedance/seedance-2.0", arguments={"prompt": "Rain."})\n'
FILES = ["seedance-lint.toml", ".pre-commit-config.yaml", ".github/workflows/prompts.yml"]


@pytest.fixture
def tree(tmp_path):
    for name, text in {"send.py": FAL, "prompts/a.txt": "@Image1 as scene.", "notes/b.md": "# Nothing\n"}.items():
        Path(tmp_path, name).parent.mkdir(exist_ok=True)
        Path(tmp_path, name).write_text(text, encoding="utf-8")
    return tmp_path


def files(tree):
    return sorted(path.relative_to(tree).as_posix() for path in tree.rglob("*") if path.is_file())


def test_nothing_is_written_unless_told(program, tree):
    before = files(tree)
    ran = program("init")
    assert ran.code == 0, ran
    assert [line.removesuffix(" would contain:") for line in ran.out.splitlines() if line.endswith(" would contain:")] == FILES
    assert "2 requests found: 1 for an unknown provider, 1 fal-2.0." in ran.err
    assert files(tree) == before


def test_what_is_written_is_valid_and_fits(program, tree):
    ran = program("init", "--write")
    assert ran.out == "".join(f"wrote {name}\n" for name in FILES)
    assert tomllib.loads((tree / "seedance-lint.toml").read_text("utf-8")) == {"profile": "fal-2.0"}
    (hooks,) = yaml.safe_load((tree / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    assert (hooks["repo"], hooks["rev"]) == (project["urls"]["Repository"], f"v{__version__}")
    steps = yaml.safe_load((tree / FILES[2]).read_text("utf-8"))["jobs"]["seedance-lint"]["steps"]
    assert steps[1]["with"]["paths"].split() == ["prompts", "send.py"]
    assert program("check", ".").code == 0


def test_what_is_there_is_left_alone(program, tree):
    (tree / "pyproject.toml").write_text('[tool.seedance-lint]\nprofile = "ark"\n', encoding="utf-8")
    (tree / ".pre-commit-config.yaml").write_text("repos: []\n", encoding="utf-8")
    (tree / ".gitlab-ci.yml").write_text("{}\n", encoding="utf-8")
    before = files(tree)
    ran = program("init", "--write")
    assert files(tree) == before
    assert (tree / ".pre-commit-config.yaml").read_text("utf-8") == "repos: []\n"
    assert ".pre-commit-config.yaml exists; add to it:" in ran.out
    assert "seedance-lint check prompts send.py" in ran.out


def test_a_project_without_requests(program):
    ran = program("init")
    assert ran.code == 0
    assert 'profile = "auto"' in ran.out
    assert "no requests found here." in ran.err


NAMES = [
    "a\n      - run: id",
    "a: b",
    "a #b",
    "${{ secrets.TOKEN }}",
    " shots",
    "shots ",
    "-shots",
    "$(id)",
    "##[add-mask]a",
    "::add-mask::a",
    "\x1b[2Ja",
    "&shots",
    "*shots",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("service", ["github", "gitlab"])
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_no_name_of_a_file_says_what_a_workflow_runs(program, tree, name, service):
    (tree / name).mkdir()
    (tree / name / "a.txt").write_text("@Image1 as scene.", encoding="utf-8")
    if service == "gitlab":
        (tree / ".gitlab-ci.yml").touch()
    ran = program("init", "--write")
    assert name not in ran.out
    if service == "gitlab":
        assert "    - seedance-lint check .\n" in ran.out
    else:
        (step,) = yaml.safe_load((tree / FILES[2]).read_text("utf-8"))["jobs"]["seedance-lint"]["steps"][1:]
        assert step["with"]["paths"].split() == ["."]


@pytest.mark.parametrize("name", ["shots 2", "提示", "v1.2", "a_b-c", ".shots", "a@2", "a+b"])
def test_names_that_mean_nothing_else_are_proposed(program, tree, name):
    (tree / name).mkdir()
    (tree / name / "a.txt").write_text("@Image1 as scene.", encoding="utf-8")
    program("init", "--write")
    (step,) = yaml.safe_load((tree / FILES[2]).read_text("utf-8"))["jobs"]["seedance-lint"]["steps"][1:]
    assert step["with"]["paths"].splitlines() == sorted([name, "prompts", "send.py"])
