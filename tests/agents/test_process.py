"""The server as a process: what it imports, what it does to the world, how it ends."""

import json
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.agents.conftest import COMMAND
from tests.agents.test_tools import CALLS

pytestmark = pytest.mark.slow

AUDITED = [sys.executable, str(Path(__file__).with_name("audited.py"))]
HELLO = {"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "x", "version": "1"}}}  # fmt: skip
READY = {"jsonrpc": "2.0", "method": "notifications/initialized"}


def ask(command, folder, *requests, env=None):
    """Send requests line by line, read an answer to each, and leave; return the answers, the exit code and standard error."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    answers = []
    with subprocess.Popen(command, cwd=folder, env={**os.environ, **(env or {})}, **pipes) as server:
        for message in (HELLO, READY, *requests):
            server.stdin.write(json.dumps(message).encode() + b"\n")
            server.stdin.flush()
            if "id" in message:
                answers.append(json.loads(server.stdout.readline()))
        rest, told = server.communicate(timeout=120)
    assert rest == b""
    return answers[1:], server.returncode, told.decode()


def calls():
    for number, (name, arguments) in enumerate(CALLS.values(), 1):
        yield {"jsonrpc": "2.0", "id": number, "method": "tools/call", "params": {"name": name, "arguments": arguments}}


def test_nothing_is_written_and_nobody_is_called(tmp_path):
    (tmp_path / "shots").mkdir()
    (tmp_path / "shots" / "a.json").write_text('{"prompt": "@image 1", "image_urls": ["https://example.com/a.png"]}', "utf-8")
    read = {"jsonrpc": "2.0", "id": 99, "method": "resources/read", "params": {"uri": "seedance-lint://profiles/fal-2.0"}}
    answers, code, told = ask(AUDITED, tmp_path, *calls(), read)
    assert all("result" in each and not each["result"].get("isError") for each in answers), answers
    assert (code, told) == (0, "")


def test_and_it_would_be_noticed(tmp_path):
    _, _, told = ask([*AUDITED, "--misbehave"], tmp_path, env={"TMPDIR": str(tmp_path)})
    assert "written" in told


def test_the_start_imports_neither_clients_nor_the_checks():
    script = """
        import sys
        from seedance_lint.agents.start import load
        load()
        print([name for name in ("mcp.client", "httpx2", "starlette", "uvicorn", "mcp.server.mcpserver", "seedance_lint.api", "seedance_lint.syntax") if name in sys.modules])
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_an_sdk_that_needs_all_of_itself_is_imported_as_a_whole(tmp_path):
    """Some day a module of the SDK may need what its package imports."""
    script = tmp_path / "strict.py"
    script.write_text(
        textwrap.dedent("""
        import sys

        class Strict:
            def find_spec(self, name, path=None, target=None):
                if name == "mcp.server.lowlevel.server" and sys.modules["mcp"].__spec__ is None:
                    raise ImportError(name)

        sys.meta_path.insert(0, Strict())
        from seedance_lint.agents.start import load, serve
        serve(load())
        """),
        "utf-8",
    )
    answers, code, told = ask([sys.executable, str(script)], tmp_path, *calls())
    assert (len(answers), code, told) == (len(CALLS), 0, "")


def test_a_client_that_disappears_ends_the_server(tmp_path):
    assert ask(COMMAND, tmp_path)[1:] == (0, "")
    assert ask(COMMAND, tmp_path, env={"PYTHONUNBUFFERED": "1"})[1:] == (0, "")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_server_at_once(number, tmp_path):
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(COMMAND, cwd=tmp_path, **pipes) as server:
        server.stdin.write(json.dumps(HELLO).encode() + b"\n")
        server.stdin.flush()
        server.stdout.readline()
        server.send_signal(number)
        assert (server.wait(10), server.stderr.read()) == (-number, b"")


def test_without_the_extra_it_is_named(tmp_path):
    script = "import sys; sys.modules['mcp'] = sys.modules['pydantic'] = None; from seedance_lint.cli import main; sys.argv = ['seedance-lint', 'mcp']; main()"
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "pip install 'seedance-lint[mcp]'" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_a_plugin_prints_does_not_get_between_messages(tmp_path):
    script = tmp_path / "noisy.py"
    script.write_text(
        "import seedance_lint.agents.checking as checking\n"
        "plain = checking.check\n"
        "checking.check = lambda *arguments: print('noise', flush=True) or plain(*arguments)\n"
        "from seedance_lint.agents.start import load, serve\n"
        "serve(load())\n",
        "utf-8",
    )
    answers, code, told = ask([sys.executable, str(script)], tmp_path, next(calls()))
    assert "structuredContent" in answers[0]["result"]
    assert (code, told) == (0, "noise\n")
