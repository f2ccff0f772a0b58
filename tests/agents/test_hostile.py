"""Clumsy and hostile clients: each gets an error that says what to do, nobody gets a traceback, and the server lives on."""

import json
import os
import subprocess
import sys

import pytest

from tests.agents.conftest import COMMAND, said, talk

pytestmark = pytest.mark.slow

URL = "https://example.com/a.png"
DEEP = json.loads("[" * 100 + "]" * 100)
CASES = [
    ("nothing", "check_request", {}, "give either `request`"),
    ("both", "check_request", {"prompt": "a", "request": {"prompt": "a"}}, "give either `request`"),
    ("a prompt that is a number", "check_request", {"prompt": 7}, "`prompt` must be a string, not a number"),
    ("a request that is a text", "check_request", {"request": '{"prompt": "a"}'}, "pass the object itself, not its text"),
    ("files that are a text", "check_request", {"prompt": "a", "image_urls": URL}, "`image_urls` must be a list, not a string"),
    ("files that are objects", "check_request", {"prompt": "a", "image_urls": [{"url": URL}]}, "`image_urls[0]` must be a string, not an object"),
    ("files beside a request", "check_request", {"request": {"prompt": "a"}, "image_urls": [URL]}, "a `request` has its own files"),
    ("a misspelt argument", "check_request", {"promt": "a"}, "did you mean `prompt`?"),
    ("no such profile", "check_request", {"prompt": "a", "profile": "fall-2.0"}, "did you mean `fal-2.0`?"),
    ("a profile that is a file", "check_request", {"prompt": "a", "profile": "/etc/passwd.toml"}, "unknown profile"),
    ("megabytes of text", "check_request", {"prompt": "@Image1 " * 400_000}, "more than 2,000,000 characters"),
    ("megabytes of keys", "check_request", {"request": {f"k{n}": n for n in range(60_000)}}, "50,000 values"),
    ("a deep request", "check_request", {"request": {"prompt": "a", "b": DEEP}}, "levels deep"),
    ("a list as an argument", "parse_prompt", {"prompt": ["a"]}, "`prompt` must be a string, not a list"),
    ("no argument", "parse_prompt", {}, "`prompt` must be given"),
    ("a flag that is a text", "fix_prompt", {"prompt": "a", "unsafe": "yes"}, "`unsafe` must be a boolean, not a string"),
    ("a request without a prompt", "fix_prompt", {"request": {"a": 1}}, "no prompt found"),
    ("no target", "convert", {"prompt": "a"}, "`to` must be given"),
    ("an unknown target", "convert", {"prompt": "a", "to": "nobody"}, "nobody"),
    ("a target that is a file", "convert", {"prompt": "a", "to": "x.toml"}, "unknown profile"),
    ("a target that is no name", "convert", {"prompt": "a", "to": "auto"}, "unknown profile `auto`"),
    ("two requests", "convert", {"request": {"a": [{"prompt": "x"}, {"prompt": "y"}]}, "to": "fal"}, "one by one"),
    ("an unknown rule", "explain_rule", {"rule": "zero-indx"}, "did you mean `zero-index`?"),
    ("an unknown provider", "list_profiles", {"provider": "fall"}, "did you mean `fal`?"),
    ("a path upwards", "check_paths", {"paths": ["../outside.json"]}, "outside of the client's folders"),
    ("a path from the top", "check_paths", {"paths": ["/etc/passwd"]}, "outside of the client's folders"),
    ("a path that begins like the root", "check_paths", {"paths": ["../project-2/a.json"]}, "outside of the client's folders"),
    ("a link to a file outside", "check_paths", {"paths": ["link.json"]}, "outside of the client's folders"),
    ("a path through a link", "check_paths", {"paths": ["out/outside.json"]}, "outside of the client's folders"),
    ("a link to itself", "check_paths", {"paths": ["loop.json"]}, "loop.json"),
    ("a null character", "check_paths", {"paths": ["a\0.json"]}, "null character"),
    ("a long path", "check_paths", {"paths": ["a" * 5000]}, "longer than 4,096"),
    ("a long name", "check_paths", {"paths": ["a" * 300 + "/b" * 20]}, "no such file"),
    ("a profile for files that is a file", "check_paths", {"profile": "x.toml"}, "unknown profile"),
]  # fmt: skip


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    top = tmp_path_factory.mktemp("disk").resolve()
    for name in ("project", "project-2"):
        (top / name).mkdir()
    (top / "outside.json").write_text('{"prompt": "@Image0 SECRET"}', "utf-8")
    (top / "project-2" / "a.json").write_text('{"prompt": "@Image0"}', "utf-8")
    (top / "project" / "good.json").write_text('{"prompt": "@Image0"}', "utf-8")
    if sys.platform != "win32":
        (top / "project" / "link.json").symlink_to(top / "outside.json")
        (top / "project" / "loop.json").symlink_to(top / "project" / "loop.json")
        (top / "project" / "out").symlink_to(top)
        os.mkfifo(top / "project" / "pipe.json")
    return top / "project"


LARGE = [
    ("many requests", "check_request", {"request": {"all": [{"prompt": f"@Image{n}", "image_urls": [URL]} for n in range(3000)]}}, "more findings not listed"),
    ("many clean requests", "check_request", {"request": {"all": [{"prompt": "A fox.", "n": n} for n in range(3000)]}}, "it can be sent"),
    ("many fixes", "fix_prompt", {"prompt": "@image 1 " * 1000, "image_urls": [URL], "profile": "fal"}, "and 900 more"),
    ("many losses", "convert", {"request": {"prompt": "A fox.", "image_urls": [f"{URL}?{n}" for n in range(300)]}, "to": "ark"}, "and 191 more"),
    ("a prompt past every limit", "check_request", {"prompt": "@Image1 " * 200_000}, "max-prompt-bytes"),
]  # fmt: skip


@pytest.fixture(scope="module")
def answers(project):
    async def conversation(session):
        found = {name: await session.call_tool(tool, arguments) for name, tool, arguments, _ in CASES}
        found |= {name: await session.call_tool(tool, arguments) for name, tool, arguments, _ in LARGE}
        found["files"] = await session.call_tool("check_paths", {})
        found["in the end"] = await session.call_tool("check_request", {"prompt": "@Image0"})
        return found

    return talk(conversation, project, roots=[project])


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize(("name", "message"), [(case[0], case[3]) for case in CASES], ids=[case[0] for case in CASES])
def test_what_is_wrong_is_told(name, message, answers):
    result = answers[name]
    assert message in said(result)
    if name != "a long name":
        assert result.is_error
    assert "Traceback" not in said(result)
    assert "the program failed" not in said(result)
    assert len(said(result)) < 700


@pytest.mark.parametrize(("name", "message"), [(case[0], case[3]) for case in LARGE], ids=[case[0] for case in LARGE])
def test_an_answer_has_an_end(name, message, answers):
    assert message in said(answers[name])
    assert len(said(answers[name])) < 60_000
    assert len(json.dumps(answers[name].structured_content)) < 200_000


def test_the_server_lives_on(answers):
    assert "zero-index" in said(answers["in the end"])


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_out_of_a_folder_are_not_followed(answers):
    told = json.dumps(answers["files"].structured_content)
    assert "SECRET" not in told
    assert [each["path"].rpartition("/")[2] for each in answers["files"].structured_content["findings"]] == ["good.json"]
    assert {each["path"].rpartition("/")[2] for each in answers["files"].structured_content["failures"]} >= {"link.json", "pipe.json"}


@pytest.mark.parametrize("mode", ["legacy", "2026-07-28"])
@pytest.mark.parametrize(
    ("roots", "message"),
    [
        (None, "good.json"),
        ([], "names no folder"),
        (["file://otherhost/etc"], "names no folder"),
    ],
)
def test_roots(roots, message, mode, project):
    async def conversation(session):
        return await session.call_tool("check_paths", {})

    result = talk(conversation, project, mode=mode, roots=roots)
    assert message in said(result)
    assert result.is_error == (message != "good.json")


def test_the_top_of_the_disk_is_no_project(tmp_path):
    async def conversation(session):
        return await session.call_tool("check_paths", {"paths": ["etc"]})

    result = talk(conversation, tmp_path.root)
    assert result.is_error
    assert "start it in the folder of the project" in said(result)


def test_lines_that_are_no_messages(tmp_path):
    first = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "x", "version": "1"}}}  # fmt: skip
    lines = [
        b"{ no json", b"\xff\xfe", b"[]", b'"text"', b"[" * 10_000,
        json.dumps(first).encode(),
        b'{"jsonrpc": "2.0", "method": "notifications/initialized"}',
        b'{"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": 7}',
        b'{"jsonrpc": "2.0", "id": 3, "method": "tools/call", "params": {"name": "no_such_tool"}}',
        b'{"jsonrpc": "2.0", "id": 4, "method": "tools/call", "params": {"name": "check_request", "arguments": {"prompt": "\\ud800 @Image0"}}}',
        b'{"jsonrpc": "2.0", "id": 5, "method": "resources/read", "params": {"uri": "seedance-lint://rules/../../etc/passwd"}}',
        b'{"jsonrpc": "2.0", "id": 6, "method": "tools/call", "params": {"name": "check_request", "arguments": {"prompt": "@Image0"}}}',
    ]  # fmt: skip
    answered = {}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(COMMAND, cwd=tmp_path, **pipes) as server:
        server.stdin.write(b"\n".join(lines) + b"\n")
        server.stdin.flush()
        while 6 not in answered:
            message = json.loads(server.stdout.readline())
            answered[message.get("id")] = json.dumps(message)
        _, told = server.communicate(timeout=120)
    assert (server.returncode, told) == (0, b"")
    assert "zero-index" in answered[6]
    assert all('"error"' in answered[number] for number in (3, 5))
