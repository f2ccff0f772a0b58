"""`--changed`: only findings on lines that Git says are new."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="there is no Git here")

OLD = """\
prompt: |
  @Image0 as scene.
  A tram.
image_urls:
  - https://example.com/a.png
  - https://example.com/b.png
"""


class Repository:
    """A repository of its own, with nothing of the user's settings."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self("init", "-q", "-b", "main")

    def __call__(self, *arguments: str) -> str:
        names = dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), "Somebody")
        mails = dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "a@example.com")
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        environment = {**kept, **names, **mails, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        return subprocess.run(["git", *arguments], cwd=self.folder, env=environment, check=True, capture_output=True, text=True).stdout

    def commit(self) -> None:
        self("add", "-A")
        self("commit", "-q", "-m", "more")

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture
def repository(tmp_path):
    made = Repository(tmp_path)
    made.write("a.yaml", OLD)
    made.write("b.yaml", OLD)
    made.commit()
    return made


def places(ran) -> list[str]:
    return [line.partition(": ")[0] for line in ran.out.splitlines()]


def changed(program, *arguments: str, option: str = "--changed"):
    return program("check", option, "--output-format", "concise", *arguments)


def test_what_was_there_is_not_told(program, repository):
    ran = changed(program)
    assert (ran.code, ran.out) == (0, "")
    repository.write("a.yaml", OLD.replace("A tram.", "A tram of @Image0."))
    ran = changed(program)
    assert places(ran) == ["a.yaml:3:13"]
    assert ran.code == 1
    assert "1 error in 1 prompt" in ran.err
    assert "on lines that did not change since HEAD." in ran.err
    assert "b.yaml" not in ran.err
    repository.write("a.yaml", OLD.replace("prompt: |", "prompt: |-"))  # the line after it is old
    assert places(changed(program)) == []


def test_it_counts_what_is_staged_and_what_is_new_to_git(program, repository):
    repository.write("a.yaml", OLD.replace("A tram.", "@Image0"))
    repository("add", "a.yaml")
    repository.write("new/c d.txt", "Rain.\n@Image0\n")
    assert set(places(changed(program))) == {"a.yaml:3:3", "new/c d.txt:2:1"}
    repository.write(".gitignore", "new/\n")
    assert set(places(changed(program))) == {"a.yaml:3:3"}


def test_a_line_that_explains_a_finding_counts(program, repository):
    """The tag stays where it was, and the list of files that it points into becomes shorter."""
    repository.write("a.yaml", OLD.replace("@Image0", "@Image2"))
    repository.commit()
    assert places(changed(program, "--ignore", "unused-asset")) == []
    repository.write("a.yaml", OLD.replace("@Image0", "@Image2").replace("  - https://example.com/b.png\n", ""))
    assert places(changed(program)) == ["a.yaml:2:3"]


def test_since_a_revision_is_since_the_branch_left_it(program, repository):
    repository("checkout", "-q", "-b", "topic")
    repository.write("a.yaml", OLD.replace("A tram.", "@Image0"))
    repository.commit()
    repository("checkout", "-q", "main")
    repository.write("b.yaml", OLD.replace("@Image0", "@Image1"))  # the branch has what was put right here since
    repository.commit()
    repository("checkout", "-q", "topic")
    assert places(changed(program)) == []
    assert places(changed(program, option="--changed=main")) == ["a.yaml:3:3"]


def test_a_path_behind_it_is_a_path(program, repository):
    repository.write("a.yaml", OLD.replace("A tram.", "@Image0"))
    repository.write("b.yaml", OLD.replace("A tram.", "@Image0"))
    assert places(program("check", "--output-format", "concise", "--changed", "b.yaml")) == ["b.yaml:3:3"]


@pytest.mark.parametrize("name", ["图 片.yaml", 'a"b\\c.yaml', "-a.yaml", "sub/é.yaml"])
def test_names_of_any_kind(program, repository, name):
    if os.name == "nt" and '"' in name:
        pytest.skip("Windows has no such names")
    repository.write(name, OLD)
    repository.write(".gitattributes", "*.yaml -diff\n")
    repository.commit()
    repository.write(name, OLD.replace("A tram.", "@Image0"))
    (found,) = changed(program).out.splitlines()
    assert ":3:3: error zero-index" in found


def test_before_the_first_commit_all_is_new(program, tmp_path):
    repository = Repository(tmp_path)
    repository.write("a.yaml", OLD)
    repository("add", "-A")
    assert places(changed(program, "--ignore", "unused-asset")) == ["a.yaml:2:3"]


def test_in_a_folder_of_the_repository(repository):
    import sys

    repository.write("sub/c.yaml", OLD)
    repository.commit()
    repository.write("sub/c.yaml", OLD.replace("A tram.", "@Image0"))
    repository.write("a.yaml", OLD.replace("A tram.", "@Image0"))
    command = [sys.executable, "-m", "seedance_lint", "check", "--changed", "--output-format", "concise"]
    ran = subprocess.run(command, cwd=repository.folder / "sub", capture_output=True, text=True, check=False)
    assert [line.partition(": ")[0] for line in ran.stdout.splitlines()] == ["c.yaml:3:3"]


@pytest.mark.parametrize("format", ["json", "full", "sarif"])
def test_every_format_has_the_new_ones_only(program, repository, format):
    repository.write("a.yaml", OLD.replace("A tram.", "@Image0"))
    ran = program("check", "--changed", "--output-format", format, "--jobs", "2")
    assert ran.code == 1
    if format == "json":
        assert [each["start"]["line"] for each in ran.json["diagnostics"]] == [3]
        assert ran.json["summary"]["errors"] == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--changed=nowhere"], "there is no revision `nowhere`"),
        (["--changed=--output=x"], "there is no revision `--output=x`"),
        (["--changed", "--fix"], "--changed cannot be used with --fix"),
        (["--changed", "-"], "--changed compares files"),
        (["--changed", "--prompt", "x"], "--changed compares files"),
    ],
)
def test_what_cannot_be_told_is_an_error(program, repository, arguments, told):
    ran = program("check", *arguments)
    assert ran.code == 2
    assert told in ran.err
    assert sorted(path.name for path in repository.folder.iterdir()) == [".git", "a.yaml", "b.yaml"]


def test_without_a_repository_or_git_it_says_so(program, tmp_path, monkeypatch):
    Path(tmp_path, "a.yaml").write_text(OLD, encoding="utf-8")
    ran = changed(program)
    assert ran.code == 2
    assert "a.yaml: is not in a Git repository" in ran.err
    Path(tmp_path, "bin").mkdir()
    ran = program("check", "--changed", env={"PATH": str(tmp_path / "bin")})
    assert ran.code == 2
    assert "--changed: `git` is not installed" in ran.err


@pytest.mark.parametrize(
    ("header", "first", "last"),
    [("-1 +1", 1, 1), ("-1 +7,1", 7, 7), ("-0,0 +3,4", 3, 6), ("-3,2 +2,0", 3, 2), ("-3 +0,0 @@ def f(a, b): @@ -1 +9", 1, 0)],
)
def test_lines_of_a_hunk(header, first, last):
    from seedance_lint.linter.changed import Lines, _hunks

    assert list(_hunks(f"--- a/x\n+++ b/x\n@@ {header} @@\n+x\n".encode())) == [Lines(first, last)]
