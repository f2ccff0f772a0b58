"""The hooks as they are used: by pre-commit and prek, from a tagged repository, at a commit."""

import re
from pathlib import Path

import pytest
import yaml

from seedance_lint.hosts import suffixes
from seedance_lint.linter.discovery import discover
from tests.delivery.conftest import ROOT, TAG, Shell

MANIFEST = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
HOOKS = {hook["id"]: hook for hook in MANIFEST}

REQUEST = '{{"model": "seedance-2.0", "prompt": "{prompt}", "image_urls": ["https://example.com/a.png"]}}\n'
FAULTY = REQUEST.format(prompt="🎬 @Image1 as first frame, @Image2 as scene.")
MENDABLE = REQUEST.format(prompt="🎬 @image 1 as first frame.")
CLEAN = REQUEST.format(prompt="🎬 @Image1 as first frame.")
FAULTY_YAML = "prompt: >-\n  @Image1 as first frame,\n  @Image3 as scene.\nimage_urls: [https://example.com/a.png]\n"

RUNNERS = ["pre-commit", "prek"]


def test_both_names_of_the_manifest_are_one_file():
    link = ROOT / "pre-commit-hooks.yaml"
    if link.is_symlink():
        assert link.readlink() == Path(".pre-commit-hooks.yaml")
    else:  # Git on Windows writes a link as a file that holds its target; an sdist has none
        assert not link.exists() or link.read_text("utf-8").strip() == ".pre-commit-hooks.yaml"


LEFT_OUT_FILES = [
    *("requirements.txt", "requirements-dev.txt", "LICENSE.txt", "docs/llms-full.txt", "CMakeLists.txt", "third-party-notices.txt"),
    *("tsconfig.json", "web/tsconfig.build.json", "package-lock.json", "pnpm-lock.yaml", ".vscode/settings.json"),
    *("pyproject.toml", "films/seedance-lint.toml"),
]
LOOKED_AT = [
    "alley.txt",
    "requirements/alley.txt",
    "readme/shot.txt",
    "shots.json",
    "package.json",
    "tsconfig/shots.json",
    "a.vscode/b.json",
]


@pytest.mark.parametrize("hook", HOOKS.values(), ids=HOOKS)
def test_the_hooks_take_what_the_program_reads(hook):
    """Whoever adds a kind of file adds its suffix to `files:` in `.pre-commit-hooks.yaml`."""
    named = {f".{suffix}" for suffix in re.fullmatch(r"\\\.\(([a-z0-9|]+)\)\$", hook["files"])[1].split("|")}
    assert named == suffixes()


@pytest.mark.parametrize("hook", HOOKS.values(), ids=HOOKS)
def test_the_hooks_leave_out_what_the_program_leaves_out(hook, tmp_path):
    for name in [*LEFT_OUT_FILES, *LOOKED_AT]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    found = {Path(each.path).relative_to(tmp_path).as_posix() for each in discover([str(tmp_path)])}
    assert found == set(LOOKED_AT)
    assert {name for name in [*LEFT_OUT_FILES, *LOOKED_AT] if not re.search(hook["exclude"], name)} == set(LOOKED_AT)


@pytest.mark.parametrize("hook", HOOKS.values(), ids=HOOKS)
def test_the_command_lines_run(hook, shell):
    shell.write("a.json", FAULTY)
    shell.write("b.json", CLEAN)
    assert "a.json:1:64: error[undefined-reference]" in shell(*hook["entry"].split(), "a.json", "b.json", code=1)
    shell(*hook["entry"].split(), "b.json")


@pytest.mark.parametrize("hook", HOOKS.values(), ids=HOOKS)
def test_broken_files_that_hold_no_prompt_are_none_of_our_business(hook, shell):
    shell.write("old.py", 'print "hello"\n')
    shell.write("values.yaml", "a: {{ .Values.a }}\nb: [\n")
    shell.write("settings.json", "{\n  // a comment\n}\n")
    shell(*hook["entry"].split(), "old.py", "values.yaml", "settings.json")
    shell.write("shot.json", '{"prompt": "@Image1 as scene"')
    assert "shot.json: line 1" in shell(*hook["entry"].split(), "old.py", "shot.json", code=2)


@pytest.fixture
def checkout(shell: Shell) -> Shell:
    """A user's repository."""
    shell("git", "init", "-q")
    return shell


def configure(checkout: Shell, published: Path, hook: str) -> None:
    """Write what the README shows, for the repository that is here."""
    snippet = re.search(r"^```yaml\n(repos:\n.*?)^```$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)[1]
    for shown, here in ((r"(?<=repo: ).*", published.as_uri()), (r"(?<=rev: ).*", TAG), (r"(?<=id: )\S+", hook)):
        snippet, count = re.subn(shown, here, snippet)
        assert count == 1
    checkout.write(".pre-commit-config.yaml", snippet)


@pytest.mark.slow
def test_try_repo(checkout, published):
    checkout.write("shots/a.json", FAULTY)
    checkout.write("shots/b.yaml", FAULTY_YAML)
    checkout("git", "add", "-A")
    shown = checkout("pre-commit", "try-repo", published, "seedance-lint", "--all-files", code=1)
    assert "shots/a.json:1:64: error[undefined-reference]" in shown
    assert "shots/b.yaml:3:3: error[undefined-reference]" in shown


@pytest.mark.slow
@pytest.mark.parametrize("runner", RUNNERS)
def test_a_commit_fails_until_the_prompt_is_right(runner, checkout, published):
    configure(checkout, published, "seedance-lint")
    checkout(runner, "install")
    checkout.write("shots/a b.json", FAULTY)
    checkout.write("shots/night.prompt", "---\nimage_urls: [https://example.com/a.png]\n---\n@Image1 as scene, @Image2 too\n")
    checkout.write("requirements.txt", "@Image0\n")
    checkout.write("web/tsconfig.json", '{\n  // with a comment\n  "compilerOptions": {}\n}\n')
    checkout("git", "add", "-A")
    shown = checkout("git", "commit", "-m", "First", code=1)
    assert "shots/a b.json:1:64: error[undefined-reference]" in shown
    assert "shots/night.prompt:4:19: error[undefined-reference]" in shown
    assert "requirements.txt" not in shown
    assert "tsconfig.json" not in shown
    checkout.write("shots/a b.json", CLEAN)
    checkout("git", "rm", "-q", "-f", "shots/night.prompt")
    checkout("git", "add", "-A")
    checkout("git", "commit", "-m", "First")
    assert "First" in checkout("git", "log", "--oneline")


@pytest.mark.slow
@pytest.mark.parametrize("runner", RUNNERS)
def test_the_fixing_hook_mends_the_file(runner, checkout, published):
    configure(checkout, published, "seedance-lint-fix")
    checkout(runner, "install")
    checkout.write("a.json", MENDABLE)
    checkout("git", "add", "-A")
    assert "files were modified by this hook" in checkout("git", "commit", "-m", "First", code=1).lower()
    assert checkout.read("a.json") == CLEAN
    checkout("git", "add", "-A")
    checkout("git", "commit", "-m", "First")


@pytest.mark.slow
@pytest.mark.parametrize("runner", RUNNERS)
def test_what_the_configuration_excludes_stays_out(runner, checkout, published):
    configure(checkout, published, "seedance-lint")
    checkout.write("seedance-lint.toml", 'exclude = ["drafts/"]\n')
    checkout.write("drafts/a.json", FAULTY)
    checkout("git", "add", "-A")
    checkout(runner, "run", "--all-files")
    checkout.write("a.json", FAULTY)
    checkout("git", "add", "-A")
    assert "a.json:1:64:" in checkout(runner, "run", "--all-files", code=1)
