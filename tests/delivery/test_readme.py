"""What the README says is so: its commands run, its output is the program's, its snippets work."""

import re
import shlex
import tomllib

import pytest
import yaml
from packaging.requirements import Requirement

from seedance_lint import __version__
from seedance_lint.reporters.registry import FORMATS, TABLES
from tests.delivery.conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")
CI = (ROOT / ".ci" / "run").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def blocks(language: str, section: str = README) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)


def section(title: str) -> str:
    return README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def marked(kind: str) -> dict[str, str]:
    found = re.findall(rf"^<!-- {kind}: ([\w ]+) -->\n```\w+\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    return dict(found)


def test_ci_runs_the_commands_of_the_readme():
    commands = marked("command")
    assert set(commands) == set(re.findall(r'"\$\(readme_command "(.+?)"\)"', CI)) == {"lint the examples", "run all tests"}
    for command in commands.values():
        assert len(command.splitlines()) == 1
        assert command.startswith("python3 -m venv .venv && .venv/bin/")


def test_the_first_run_prints_what_the_readme_shows(command, tmp_path):
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    shown = marked("output")["first run"]
    line, _, output = shown.partition("\n")
    arguments = shlex.split(line.removeprefix("$ seedance-lint check "))
    ran = command("check", *arguments)
    assert ran.code == 1
    assert output == ran.out + ran.err


def test_one_example_is_faulty_in_a_dozen_ways_and_the_others_are_not(check, tmp_path):
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    found = check("examples", "--output-format", "json").json
    assert {each["path"] for each in found["diagnostics"]} == {"examples/faulty.json"}
    assert len({each["rule"] for each in found["diagnostics"]}) >= 12
    assert found["summary"]["files"] == len(list((ROOT / "examples").iterdir()))
    assert found["failures"] == []


def test_formats():
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", section("Formats"), re.MULTILINE)
    assert tuple(name for row in rows for name in re.findall(r"\w+", row)) == (*FORMATS, *TABLES)


def test_hooks():
    (snippet,) = blocks("yaml", section("Git hooks"))
    manifest = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    (repository,) = yaml.safe_load(snippet)["repos"]
    assert {hook["id"] for hook in repository["hooks"]} <= manifest
    assert set(re.findall(r"seedance-lint-\w+", snippet.partition("hooks:")[2])) <= manifest


def test_the_action_has_the_inputs_that_are_given():
    inputs = set(yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["inputs"])
    read = [yaml.safe_load(block) for block in blocks("yaml", section("In CI"))]
    steps = [
        step
        for each in read
        for step in (each if isinstance(each, list) else each.get("jobs", {}).get("seedance-lint", {}).get("steps", []))
    ]
    given = [step["with"] for step in steps if step["uses"].startswith("seedance-lint/")]
    assert len(given) == 2
    assert all(set(each) <= inputs for each in given)


def test_the_commands_for_gitlab_run(program, tmp_path):
    snippet = next(block for block in blocks("yaml", section("In CI")) if "codequality" in block)
    job = yaml.safe_load(snippet)["seedance-lint"]
    install, run = job["script"]
    assert install == f"pip install 'seedance-lint[hosts] @ git+{PROJECT['urls']['Repository']}'"
    (tmp_path / "prompts").mkdir()
    (tmp_path / "prompts" / "a.prompt").write_text("@Image0 as scene\n", "utf-8")
    assert program(*shlex.split(run)[1:]).code == 1
    assert "zero-index" in (tmp_path / job["artifacts"]["reports"]["codequality"]).read_text("utf-8")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_set_up_as_shown(shell, program):
    assert f"_SEEDANCE_LINT_COMPLETE={shell}_source seedance-lint" in section("Completion in the shell")
    told = program(env={"_SEEDANCE_LINT_COMPLETE": f"{shell}_source"})
    assert told.code == 0
    assert "_seedance_lint_completion" in told.out


def test_everything_names_one_repository_and_one_version():
    repository = PROJECT["urls"]["Repository"]
    owner = repository.removeprefix("https://github.com/")
    (hook,) = yaml.safe_load(blocks("yaml", section("Git hooks"))[0])["repos"]
    assert (hook["repo"], hook["rev"]) == (repository, f"v{__version__}")
    assert set(re.findall(rf"uses: (seedance-lint\S*|{owner}\S*)", README)) == {f"{owner}@v{__version__}"}
    texts = "".join(path.read_text("utf-8") for path in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
    assert set(re.findall(r"https://github\.com/[\w-]+/seedance-lint[\w./-]*", texts)) == {repository}


def test_every_page_is_linked():
    assert {f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")} <= set(
        re.findall(r"^\| \[[\w ]+\]\(([^)#]+)\)", section("More"), re.MULTILINE)
    )


def test_it_can_be_installed_from_the_repository_as_shown():
    repository = PROJECT["urls"]["Repository"]
    commands = [shlex.split(line) for line in marked("commands")["install from the repository"].splitlines()]
    assert [command[0] for command in commands] == ["pip", "pipx", "uvx"]
    for command in commands:
        (requirement,) = [Requirement(word) for word in command if "git+" in word]
        assert (requirement.name, requirement.url) == (PROJECT["name"], f"git+{repository}")
        assert requirement.extras <= set(PROJECT["optional-dependencies"])


@pytest.mark.slow
def test_one_run_from_the_repository(shell, published):
    """The line for uvx, with a copy of the repository in place of its address."""
    shell.write("a.yaml", "prompt: '@Image0 as scene'\n")
    line = marked("commands")["install from the repository"].splitlines()[-1].replace(PROJECT["urls"]["Repository"], published.as_uri())
    assert "zero-index" in shell(*shlex.split(line), code=1)


def test_what_is_named_exists():
    for path in re.findall(r"\]\((?!https?:|#)([^)#]+)", README):
        assert (ROOT / path).exists(), path
