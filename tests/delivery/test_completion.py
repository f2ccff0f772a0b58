"""Completion in the shells themselves: a script is loaded, Tab is pressed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = str(Path(sys.executable).with_name("seedance-lint"))

ASKED = [
    ("", ["check", "parse", "rule"]),
    ("check --select unde", ["undefined-reference"]),
    ("check --ignore limits,un", ["limits,undefined-reference", "limits,unknown-tag"]),
    ("check --profile seed", ["seedance-2.0"]),
    ("check --output-format sa", ["sarif"]),
    ("check --fail-on w", ["warning"]),
    ("rule zero", ["zero-index"]),
    ("profile ark", ["ark-2.0"]),
]


def asked(shell: str, line: str) -> list[str]:
    """Ask the way click's scripts of each shell do."""
    words = ["seedance-lint", *line.split(" ")]
    if shell == "fish":
        variables = {"COMP_WORDS": " ".join(words), "COMP_CWORD": words[-1]}
    else:
        variables = {"COMP_WORDS": " ".join(words), "COMP_CWORD": str(len(words) - 1)}
    environment = {**os.environ, **variables, "_SEEDANCE_LINT_COMPLETE": f"{shell}_complete"}
    done = subprocess.run([PROGRAM], env=environment, capture_output=True, text=True, check=True)
    if shell == "zsh":
        return done.stdout.split("\n")[1::3]
    return [line.partition(",")[2].partition("\t")[0].partition("\n")[0] for line in done.stdout.splitlines() if "," in line]


@pytest.mark.parametrize(
    ("shell", "line", "offered"),
    [(shell, *row) for shell in ("bash", "zsh", "fish") for row in (ASKED[1:2] if shutil.which(shell) else ASKED)],
)
def test_what_the_program_offers(shell, line, offered):
    """All of it where the shell is not installed, so that nothing below asks."""
    assert set(offered) <= set(asked(shell, line))


def test_names_given_already_are_not_offered_again():
    assert "tags,tags" not in asked("bash", "check --select tags,")
    assert "tags,roles" in asked("bash", "check --select tags,")


BASH = """
eval "$(_SEEDANCE_LINT_COMPLETE=bash_source seedance-lint)"
COMP_WORDS=(seedance-lint {words}) COMP_CWORD={last} COMP_TYPE=9
_seedance_lint_completion seedance-lint {word} ''
printf '%s\\n' "${{COMPREPLY[@]}}"
"""

ZSH_START = """
autoload -Uz compinit && compinit -u -D
eval "$(_SEEDANCE_LINT_COMPLETE=zsh_source seedance-lint)"
compadd() { print -rl -- "${(@P)@[-1]}" }
_describe() { print -rl -- "${(@)${(@P)3}%%:*}" }
"""
ZSH = """
words=(seedance-lint %s); CURRENT=%d
_seedance_lint_completion
print -- ----
"""

FISH = """
_SEEDANCE_LINT_COMPLETE=fish_source seedance-lint | source
complete --do-complete "seedance-lint %s"
"""


def run(shell: str, script: str, tmp_path: Path) -> list[str]:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed here; its completion is tested by what the program offers it")
    environment = {**os.environ, "PATH": os.pathsep.join([str(Path(PROGRAM).parent), os.environ["PATH"]]), "HOME": str(tmp_path)}
    options = {"bash": ["--norc", "--noprofile"], "zsh": ["-f"], "fish": ["--no-config"]}[shell]
    done = subprocess.run([program, *options, "-c", script], env=environment, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.stderr == ""
    return [line.partition("\t")[0] for line in done.stdout.splitlines()]


@pytest.mark.slow
@pytest.mark.parametrize(("line", "offered"), ASKED, ids=[line or "nothing" for line, _ in ASKED])
def test_bash(line, offered, tmp_path):
    words = line.split(" ")
    script = BASH.format(words=" ".join(word or "''" for word in words), last=len(words), word=words[-1] or "''")
    assert set(offered) <= set(run("bash", script, tmp_path))


@pytest.mark.slow
def test_zsh(tmp_path):
    """In one shell, since its start takes longer than all else."""
    asked = [line.split(" ") for line, _ in ASKED]
    script = ZSH_START + "".join(ZSH % (" ".join(word or "''" for word in words), len(words) + 1) for words in asked)
    answers = "\n".join(run("zsh", script, tmp_path)).split("\n----")
    assert len(answers) == len(ASKED) + 1
    for (line, offered), answer in zip(ASKED, answers, strict=False):
        assert set(offered) <= set(answer.split("\n")), line


@pytest.mark.slow
@pytest.mark.parametrize(("line", "offered"), ASKED, ids=[line or "nothing" for line, _ in ASKED])
def test_fish(line, offered, tmp_path):
    assert set(offered) <= set(run("fish", FISH % line, tmp_path))


def test_a_run_imports_nothing_of_it(program):
    code = (
        "import sys; from seedance_lint.cli.session import run; run(['check', '-']); print([m for m in sys.modules if 'completion' in m])"
    )
    done = subprocess.run([sys.executable, "-c", code], input=b"@Image1 as scene", capture_output=True, check=True)
    assert done.stdout.decode().strip().endswith("[]")
