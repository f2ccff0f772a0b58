"""The page for those who set up agents does what it says."""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from tests.agents.conftest import COMMAND, talk

pytestmark = pytest.mark.slow

PAGE = (Path(__file__).parents[2] / "docs" / "agents.md").read_text("utf-8")
BLOCKS = dict(re.findall(r"<!-- (.+?) -->\n```\w+\n(.*?)\n```", PAGE, re.DOTALL))
HOOK = "file: .claude/hooks/check_seedance.py"


@pytest.fixture
def path_with_program(tmp_path):
    """A PATH on which the program is the one that is tested."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "seedance-lint"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m seedance_lint "$@"\n', "utf-8")
    program.chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


def servers(name):
    text = BLOCKS[name]
    read = tomllib.loads(text) if name.endswith(".toml") else json.loads(text)
    return next(iter(read.values()))


@pytest.mark.parametrize("name", [name for name in BLOCKS if name.startswith("client: ")])
def test_what_clients_are_told_to_start_is_the_server(name, tmp_path):
    server = servers(name)["seedance-lint"]
    assert [server["command"], *server["args"]] == ["seedance-lint", "mcp"]

    async def conversation(session):
        return await session.list_tools()

    tools = {tool.name for tool in talk(conversation, tmp_path, command=[*COMMAND[:-1], *server["args"]]).tools}
    assert tools == set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE))


def test_the_skill_has_a_head():
    head = yaml.safe_load(BLOCKS["file: .claude/skills/seedance-requests/SKILL.md"].split("---")[1])
    assert head["name"] == "seedance-requests"
    assert len(head["description"]) < 1024


GOOD = {"model": "seedance-2.0", "prompt": "@Image1 walks.", "image_urls": ["https://example.com/a.png"]}
BAD = {**GOOD, "prompt": "@Image2 walks."}
CURL = "curl -X POST https://fal.run/bytedance/seedance-2.0/reference-to-video -d '{}'"
HOOK_CALLS = [
    ("a good request", "mcp__fal__generate", GOOD, 0, ""),
    ("a bad request", "mcp__fal__generate", BAD, 2, "`@Image2` points past the 1 image"),
    ("a bad request inside", "mcp__fal__run", {"app": "bytedance/seedance-2.0/reference-to-video", "input": BAD}, 2, "`@Image2` points past"),
    ("another tool", "mcp__fal__list_models", {"limit": 3}, 0, ""),
    ("a good command", "Bash", {"command": CURL.format(json.dumps(GOOD))}, 0, ""),
    ("a bad command", "Bash", {"command": CURL.format(json.dumps(BAD))}, 2, "This request was not sent"),
    ("another command", "Bash", {"command": "git commit -m 'Use @Image9'; ls | wc -l"}, 0, ""),
    ("no arguments", "Bash", None, 0, ""),
    ("Chinese", "mcp__fal__generate", {**BAD, "prompt": "参考@图片3的人物"}, 2, "@图片3"),
]  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="starts a shell script")
@pytest.mark.parametrize(("tool", "given", "code", "message"), [case[1:] for case in HOOK_CALLS], ids=[case[0] for case in HOOK_CALLS])
def test_the_hook(tool, given, code, message, tmp_path, path_with_program):
    script = tmp_path / "check_seedance.py"
    script.write_text(BLOCKS[HOOK] + "\n", "utf-8")
    call = {"session_id": "1", "hook_event_name": "PreToolUse", "tool_name": tool, "tool_input": given}
    matcher = json.loads(BLOCKS["file: .claude/settings.json"])["hooks"]["PreToolUse"][0]["matcher"]
    assert re.fullmatch(matcher, tool)
    environment = {**os.environ, "PATH": path_with_program}
    done = subprocess.run(
        [sys.executable, str(script)], cwd=tmp_path, env=environment, input=json.dumps(call).encode(), capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (code, b""), done.stderr.decode()
    assert message in done.stderr.decode()
    assert bool(done.stderr) == (code != 0)


def test_the_hook_says_when_it_cannot_check(tmp_path, path_with_program):
    done = subprocess.run(
        [sys.executable, "-c", BLOCKS[HOOK]],
        cwd=tmp_path,
        env={"PATH": str(tmp_path)},
        input=b'{"tool_input": {}}',
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert b"pipx install" in done.stderr
    (tmp_path / "seedance-lint.toml").write_text("no = 1", "utf-8")
    environment = {**os.environ, "PATH": path_with_program}
    done = subprocess.run(
        [sys.executable, "-c", BLOCKS[HOOK]], cwd=tmp_path, env=environment, input=b'{"tool_input": {}}', capture_output=True, check=False
    )
    assert (done.returncode, b"requests are not checked: " in done.stderr) == (1, True)


@pytest.mark.skipif(sys.platform == "win32", reason="starts a shell script")
def test_the_inspector(npm_program, tmp_path, path_with_program):
    words = re.findall(r"'[^']*'|\S+", BLOCKS["inspector"])
    assert words[:3] == ["npx", "@modelcontextprotocol/inspector", "--cli"]
    arguments = [word.strip("'") for word in words[2:]]
    command = npm_program("@modelcontextprotocol/inspector", "mcp-inspector", *arguments)
    done = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, "PATH": path_with_program}, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert [each["rule"] for each in answer["structuredContent"]["requests"][0]["findings"]] == ["zero-index"]
