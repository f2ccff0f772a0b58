"""What stands in files, names, configuration and arguments is shown, never obeyed: by every command, in every format."""

import json
import os
import re
import subprocess
import sys

import pytest

from seedance_lint.diagnostics.violation import Violation
from seedance_lint.reporters.registry import FORMATS
from seedance_lint.rules.zero_index import ZeroIndex
from seedance_lint.source.span import Span
from tests import in_process

from ..fuzz.targets import ACTIVE
from .runner import commands

EVIL = "##[add-mask]a##vso[task.complete]b\nfake.txt:1:1: error zero-index x\r\x1b[2J\x1b]0;t\x07\x9b1m\u202e\u2066\u2028"
PROMPT = f"@Image0 \x1b[31m\u202e @Im{chr(0x200F)}age1 as \x1b[2Jlantern\u2066 maker.\n::error file=x::forged\nfake.txt:1:1: error zero-index x\n##[stop-commands]x\n@Image0 ###teamcity[buildStop]x"
STARTS = ("::error ::", " ::warning file=x::", "\xa0\u3000::add-mask::", "::group::")
"""Beginnings of file names that make a line a command for GitHub's runner."""
LINES = ("concise", "github")
"""Formats in which a line is a finding."""


ENVIRONMENT = {"NO_COLOR": "1", "GITHUB_WORKSPACE": "", "CI_PROJECT_DIR": ""}


def run(folder, *arguments, input=b""):
    """Run the program in this process."""
    return in_process.run(folder, *arguments, input=input, environment=ENVIRONMENT)


def started(folder, *arguments):
    """Run the program as a process of its own."""
    command = [sys.executable, "-P", "-m", "seedance_lint", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, env={**os.environ, **ENVIRONMENT}, check=False)


def shown(done, *, ours=False):
    """Return what a terminal gets; nothing in it may act on one, and no line may be one that a file has made up.

    ``ours`` says that commands for GitHub's runner are what was asked for.
    """
    text = done.stdout.decode() + done.stderr.decode()
    assert "##[" not in text
    assert [line for line in commands(text) if not (ours and re.match("::(error|warning|notice) title=", line))] == []
    assert not set(text) & ACTIVE, text
    assert "Traceback" not in text
    for line in text.split("\n"):
        assert not line.startswith(("fake.txt", "::error file=x", "::error::")), line
    return text


@pytest.fixture
def folder(tmp_path):
    """Files with hostile names and contents: findings, files that are broken, and files of a kind that is not known."""
    body = {"model": f"seedance-2.0{EVIL}", "prompt": PROMPT, "image_urls": [f"https://u:p@e.com/{EVIL}", EVIL], f"image_url{EVIL}": 1}
    bodies = [body, {**body, "model": "seedance-2.0"}]
    (tmp_path / f"{EVIL}.json").write_text(json.dumps(bodies))
    (tmp_path / f"{EVIL}.txt").write_text(PROMPT)
    (tmp_path / f"{EVIL} broken.json").write_text('{"prompt": "\x1b[2J", "\u202e')
    (tmp_path / f"{EVIL}.toml").write_text("# seedance-lint: ignore[\u202e, \u2066x\u2069]\nprompt = '@Image0'\n")
    (tmp_path / f"{EVIL}.yaml").write_text("# seedance-lint: \u202eignore[x]\nprompt: *\u202e\n")
    (tmp_path / f"{EVIL} front.txt").write_text("---\n\u202ea: 1\n\u202e\n---\n@Image0")
    for number, start in enumerate(STARTS):
        (tmp_path / f"{start}{number}.txt").write_text(PROMPT)
        (tmp_path / f"{start}{number}.json").write_text("oops prompt")
    (tmp_path / f"{EVIL}.py").write_text("x = {'prompt': '@Image0 \u202e', 'model': 'seedance-2.0'}\n\u202e\n")
    return tmp_path


@pytest.mark.parametrize(("run", "kind"), [(run, kind) for kind in FORMATS] + [(started, kind) for kind in LINES])
def test_every_format(folder, run, kind):
    jobs = "2" if run is started else "1"
    done = run(folder, "check", "--select", "ALL", "--output-format", kind, "--jobs", jobs, "--statistics", ".")
    assert done.returncode == 2
    text = shown(done, ours=kind == "github")
    if kind in LINES:
        findings = json.loads(run(folder, "check", "--select", "ALL", "--output-format", "json", ".").stdout)
        count = len(findings["diagnostics"]) + (len(findings["failures"]) if kind == "github" else 0)
        assert len(done.stdout.decode().splitlines()) == count
    assert "fake.txt" in text


@pytest.mark.parametrize(
    "arguments",
    [
        ["parse", "."], ["parse", "--output-format", "jsonl", "."], ["tokens", "."], ["config", "."],
        ["check", "--baseline", "known.json", "--write-baseline", "."],
    ],
    ids=" ".join,
)  # fmt: skip
def test_every_command(folder, arguments):
    shown(run(folder, *arguments))


USAGE = [
    ["check", f"--{EVIL}"], [EVIL], ["check", "--select", EVIL], ["check", "--ignore", EVIL], ["check", "--profile", EVIL], ["check", "--output-format", EVIL],
    ["check", "--fail-on", EVIL], ["check", EVIL], ["check", f"{EVIL}.docx"], ["check", "--images", EVIL, "-"], ["check", "--config", EVIL], ["check", "--baseline", EVIL],
    ["check", "-o", f"{EVIL}/x"], ["check", "--jobs", EVIL], ["check", "--exclude", f"[{EVIL}", "."], ["check", "-", "--stdin-filename", EVIL],
    ["check", "-", "--stdin-filename", f"{EVIL}.json", "--images", "1"], ["rule", EVIL], ["profile", EVIL], ["config", EVIL], ["parse", EVIL], ["tokens", EVIL],
    ["check", "--tokenizer", EVIL, "-"],
]  # fmt: skip


@pytest.mark.parametrize("arguments", USAGE, ids=lambda arguments: " ".join("E" if EVIL in word else word for word in arguments))
def test_usage(tmp_path, arguments):
    (tmp_path / "x.txt").write_text("@Image1 as scene")
    shown(run(tmp_path, *arguments, input=b'{"prompt": "@Image0'))


CONFIGURATIONS = [
    f"{json.dumps(EVIL)} = 1", f"select = [{json.dumps(EVIL)}]", f"profile = {json.dumps(EVIL)}", f"plugins = [{json.dumps(EVIL)}]", f"extend = {json.dumps(EVIL)}",
    f"[roles]\n{json.dumps(EVIL)} = ['x']", f"[roles]\nscene = [{json.dumps(EVIL)}]", f"[severity]\n{json.dumps(EVIL)} = 'error'", f"[rules.{json.dumps(EVIL)}]\nx = 1",
    f"[rules.prompt-too-long]\n{json.dumps(EVIL)} = 1", f"[per-file-ignores]\n{json.dumps(EVIL)} = ['zero-index']", f"exclude = [{json.dumps(EVIL)}]", f"tokenizer = {json.dumps(EVIL)}",
    f"fail-on = {json.dumps(EVIL)}", "select = \u202e", "x = '\x1b[2J'",
]  # fmt: skip


@pytest.mark.parametrize("text", CONFIGURATIONS, ids=range(len(CONFIGURATIONS)))
def test_configuration(tmp_path, text):
    inside = tmp_path / EVIL.replace("/", "")
    inside.mkdir()
    (inside / "seedance-lint.toml").write_text(text)
    (inside / "x.txt").write_text("@Image0 as scene")
    for arguments in (["check", "--output-format", "concise", "."], ["config", f"{inside.name}/x.txt"]):
        shown(run(tmp_path, *arguments))


def test_a_rule_that_says_evil_things(folder, monkeypatch):
    """The messages of a plugin's rule, and of one that fails."""

    def check(rule, ctx, tag, reference):
        yield Violation(Span(0, 1), EVIL, help=EVIL)
        raise ValueError(EVIL)

    monkeypatch.setattr(ZeroIndex, "check_malformed_tag", check)
    for kind in FORMATS:
        done = run(folder, "check", "--select", "zero-index", "--output-format", kind, "--jobs", "1", ".")
        assert done.returncode == 2
        assert "ValueError" in shown(done, ours=kind == "github")
