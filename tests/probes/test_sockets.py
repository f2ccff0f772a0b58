"""Without --online the program opens no socket, whatever it is asked to do."""

import json
import subprocess
import sys

import pytest

# An audit hook sees every socket of the process and of the libraries in it, whoever opens it.
_GUARD = """
import os, sys

def guard(event, arguments):
    if event == "socket.__new__" and arguments[1] == 1:
        return  # AF_UNIX: what the processes of --jobs talk through, and nobody else
    if event in {"socket.__new__", "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"}:
        os.write(2, f"OPENED A SOCKET: {event}\\n".encode())
        os._exit(99)

sys.addaudithook(guard)
sys.argv[:] = ["seedance-lint", *sys.argv[1:]]
from seedance_lint.cli import main
main()
"""
REQUEST = {
    "model": "seedance-2.0",
    "prompt": "@Image1 as first frame. Sync to @Audio1 beat.",
    "image_urls": ["http://127.0.0.1:9/a.png", "http://example.com/b.png", "hero.png"],
    "audio_urls": ["https://example.com/tone.mp3"],
}
COMMANDS = [
    ["check", "."],
    ["check", ".", "--jobs", "2", "--select", "ALL"],
    ["check", ".", "--media", "--select", "ALL,face-in-image"],
    ["check", "--output-format", "json", "request.json"],
    ["check", "--output-schema"],
    ["show", "request.json"],
    ["convert", "--to", "ark", "request.json"],
    ["parse", "request.json"],
    ["rule"],
    ["rule", "unreachable-url"],
    ["profile"],
    ["profile", "ark-2.0"],
    ["init"],
    ["tokens", "request.json"],
    ["--version"],
    ["--help"],
]


@pytest.fixture
def run(tmp_path):
    (tmp_path / "request.json").write_text(json.dumps(REQUEST))
    (tmp_path / "hero.png").write_bytes(b"\x89PNG\r\n\x1a\n")

    def run(*arguments, code=_GUARD):
        command = [sys.executable, "-c", code, *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)

    return run


@pytest.mark.slow
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_no_command_opens_a_socket(run, arguments):
    done = run(*arguments)
    assert done.returncode in {0, 1}, done.stderr
    assert "OPENED" not in done.stderr


@pytest.mark.slow
def test_online_does(run):
    """The guard works: the run that may open sockets is caught by it."""
    done = run("check", "request.json", "--online")
    assert done.returncode == 99, done.stderr


@pytest.mark.slow
def test_every_command_is_tried(run):
    from seedance_lint.cli.commands import _MODULES

    assert set(_MODULES) - {"lsp", "mcp", "config"} <= {arguments[0] for arguments in COMMANDS}
