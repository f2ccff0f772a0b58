"""The server as a process: how it starts, what it does with nonsense, how it ends."""

import os
import signal
import subprocess
import sys

import pytest

from tests.lsp.conftest import COMMAND
from tests.lsp.wire import Wire

pytestmark = pytest.mark.slow

BROKEN = '{"prompt": "@Image2", "image_urls": ["https://a.example.org/a.png"]}'


def test_nothing_is_written_to_standard_error():
    wire = Wire(COMMAND)
    wire.start()
    wire.open("file:///a.json", BROKEN)
    wire.open("file:///a.unknown", "@Image0", "unknown")
    wire.open("file:///deep.json", "[" * 100_000, "json")
    place = {"textDocument": {"uri": "file:///a.json"}, "position": {"line": 99, "character": 99}}
    gone = {"textDocument": {"uri": "file:///gone.json"}, "position": {"line": 0, "character": 0}}
    for method in ("textDocument/hover", "textDocument/definition", "textDocument/completion", "no/such/method"):
        for where in (place, gone):
            wire.ask(method, where)
    wire.send("no/such/notification", {})
    wire.send("textDocument/didChange", {"textDocument": {"uri": "file:///gone.json", "version": 2}, "contentChanges": []})
    wire.send("$/cancelRequest", {"id": 4711})
    wire.write(b"{ no json")
    wire.write(b'{"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": 7}}')
    assert wire.ask("textDocument/hover", {"textDocument": 7})["error"]["message"] == "Invalid Params"
    assert wire.open("file:///b.json", BROKEN)["diagnostics"], "and it still works"
    assert wire.leave() == (0, b"")


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_an_editor_that_disappears_ends_the_server(unbuffered):
    wire = Wire(COMMAND, env={**os.environ, "PYTHONUNBUFFERED": unbuffered})
    wire.start()
    wire.open("file:///a.json", BROKEN)
    assert wire.end() == (0, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_server_at_once(number):
    wire = Wire(COMMAND)
    wire.start()
    wire.process.send_signal(number)
    wire.process.wait(10)
    assert wire.end() == (-number, b"")


def test_what_a_rule_prints_does_not_get_between_messages(tmp_path):
    script = tmp_path / "noisy.py"
    script.write_text(
        "import sys\n"
        "from seedance_lint.rules.undefined_reference import UndefinedReference as Rule\n"
        "check = Rule.check_request\n"
        "def noisy(self, ctx):\n    print('NOISE')\n    yield from check(self, ctx)\n"
        "Rule.check_request = noisy\n"
        "from seedance_lint.cli import main\n"
        "sys.argv = ['seedance-lint', 'lsp']\n"
        "main()\n"
    )
    wire = Wire([sys.executable, str(script)])
    wire.start()
    assert wire.open("file:///a.json", BROKEN)["diagnostics"]
    assert wire.leave() == (0, b"")


@pytest.mark.parametrize("missing", ["pygls", "lsprotocol"])
def test_without_the_extra_the_command_says_how_to_install_it(missing):
    script = f"import sys; sys.modules[{missing!r}] = None; from seedance_lint.cli import main; sys.argv[1:] = ['lsp', '--stdio']; main()"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert done.stderr == "seedance-lint: the language server needs an extra; install it with: pip install 'seedance-lint[lsp,hosts]'\n"
    assert done.stdout == ""


def test_classes_of_the_protocol_are_plain_and_those_of_others_are_not():
    script = (
        "import attrs; before = attrs.define; from seedance_lint.lsp.start import load; load(); assert attrs.define is before\n"
        "import gc; from lsprotocol import types; print('__eq__' in vars(types.TextDocumentItem), gc.isenabled(), gc.get_freeze_count() > 10_000)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == ["False", "True", "True"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_somebody_who_starts_it_by_hand_is_told_what_it_is():
    import pty

    ours, theirs = pty.openpty()
    process = subprocess.Popen(COMMAND, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    os.close(theirs)
    assert process.stderr.readline().startswith("Waiting for an editor.")
    process.kill()
    out, _ = process.communicate(timeout=120)
    os.close(ours)
    assert out == ""
