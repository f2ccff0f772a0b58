"""The language server by random changes of a document, and ``--online`` against servers that answer with anything."""

import contextlib
import socket
import threading

from hypothesis import strategies as st
from lsprotocol import types

from seedance_lint.config import Settings
from seedance_lint.hosts import host_for
from seedance_lint.linter.lint import Linter
from seedance_lint.lsp.actions import TextEdits, code_actions
from seedance_lint.lsp.analysis import Analysis
from seedance_lint.lsp.buffer import Buffer
from seedance_lint.lsp.completion import completions
from seedance_lint.lsp.diagnostics import shown_diagnostics
from seedance_lint.lsp.hover import hover_text
from seedance_lint.lsp.navigation import CannotRename, definition, mentions, rename
from seedance_lint.lsp.outline import hints, symbols
from seedance_lint.lsp.units import UNITS
from seedance_lint.probes.online import Patience, ask
from seedance_lint.profiles import load_profile
from seedance_lint.source import Span

from .edits import Slip, examples

changes = st.tuples(examples, st.sampled_from(sorted(UNITS)), st.floats(0, 1))

_LINTER = Linter(Settings(load_profile("seedance-2.0"), select=("ALL",)))


def editor(example: tuple[tuple[tuple[str, str], list[Slip]], str, float]) -> None:
    """After each change the server has the text that the editor has, shows what a fresh look shows, and answers all it may be asked."""
    ((suffix, text), slips), units, where = example
    reader = host_for(f"x{suffix}")
    if reader is None:
        return
    buffer = Buffer(f"file:///x{suffix}", text, 0, "", UNITS[units])
    before: Analysis | None = None
    for version, (share, gone, come) in enumerate(slips, 1):
        at = int(share * (len(text) + 1))
        place = types.Range(buffer.position(at), buffer.position(min(at + gone, len(text))))
        changed = buffer.span(place)  # in the middle of a line break the editor's place is the line's end
        text = text[: changed.start] + come + text[changed.end :]
        buffer.change([types.TextDocumentContentChangePartial(place, come)], version)
        assert buffer.text == text
        before = Analysis(text, f"x{suffix}", reader, _LINTER, before)
        shown = shown_diagnostics(buffer, before)
        assert shown == shown_diagnostics(buffer, Analysis(text, f"x{suffix}", reader, _LINTER))
        _asked(buffer, before, int(where * (len(text) + 1)))


def _asked(buffer: Buffer, analysis: Analysis, offset: int) -> None:
    length = len(buffer.text)
    for each in completions(buffer, analysis, offset):
        assert each.label
    hover_text(analysis, offset)
    definition(analysis, offset)
    mentions(analysis, offset)
    with contextlib.suppress(CannotRename):
        rename(analysis, offset, "@Image2")
    symbols(buffer, analysis)
    list(hints(buffer, analysis, Span(0, length)))
    context = types.CodeActionContext(diagnostics=[])
    for action in code_actions(buffer, analysis, Span(0, length), context, TextEdits(versioned=True)):
        assert action.edit is not None


_HEADS = st.sampled_from([
    b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 206 \r\n", b"HTTP/1.0 404 Not Found\r\n", b"HTTP/1.1 302 Found\r\n", b"HTTP/1.1 999 x\r\n", b"HTTP/9 200\r\n", b"\x16\x03\x01", b"",
    b"Content-Type: image/png\r\n", b"Content-Type: \xff\r\n", b"Content-Length: 5\r\n", b"Content-Length: -1\r\n", b"Content-Length: 99999999999999999999\r\n",
    b"Content-Range: bytes 0-4/5\r\n", b"Content-Range: bytes */x\r\n", b"Location: /again\r\n", b"Location: http://[\r\n", b"Location: \r\n", b"Transfer-Encoding: chunked\r\n",
    b"Content-Encoding: gzip\r\n", b"Retry-After: 99999999\r\n", b"Set-Cookie: a=b\r\n", b": \r\n", b"\r\n", b"\r\n\r\n", b"ffffffffffff\r\n", b"\x1f\x8b\x08", b"\x89PNG\r\n",
])  # fmt: skip
answers = st.lists(st.one_of(_HEADS, st.binary(max_size=8)), max_size=10).map(b"".join)
_QUICK = Patience(step=0.5, url=1, total=2, retries=0, pause=0, redirects=2)


def online(answer: bytes) -> None:
    """Whatever a server sends, each URL has an answer, in time."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(5)
        thread = threading.Thread(target=_serve, args=(server, answer), daemon=True)
        thread.start()
        url = f"http://127.0.0.1:{server.getsockname()[1]}/a.png"
        assert list(ask([url], private=True, patience=_QUICK)) == [url]


def _serve(server: socket.socket, answer: bytes) -> None:
    with contextlib.suppress(OSError):
        for _ in range(4):
            connection, _ = server.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(answer)
