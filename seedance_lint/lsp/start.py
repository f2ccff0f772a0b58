"""Starts the server, with as little as may be between an editor and its first diagnostics."""

import gc
import logging
import os
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seedance_lint.lsp.server import Server


def load() -> "Server":
    """Return a server that nobody talks to yet.

    Raises:
        ModuleNotFoundError: a library that it needs is not installed.
    """
    gc.disable()  # the protocol's 55,000 objects stay; looking through them for garbage takes 40 ms each time
    _load_protocol()
    from seedance_lint.lsp.server import build

    server = build()
    gc.freeze()
    gc.enable()
    return server


def _load_protocol() -> None:
    """Import the classes of the protocol without comparison and representation.

    attrs writes and compiles those for each of the 554 classes, a quarter of the whole start, and nothing here compares or prints messages.
    """
    import attrs

    define = attrs.define
    attrs.define = lambda *classes, **options: define(*classes, **{"eq": False, "repr": False, **options})
    try:
        import lsprotocol.types  # noqa: F401
    finally:
        attrs.define = define


def serve(server: "Server") -> None:
    """Serve one editor over standard input and output until it leaves."""
    logging.disable(logging.CRITICAL)  # editors show whatever a server writes to stderr as a failure
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)  # a thread waits for input, and no exception would wake it
    output = sys.stdout  # as long as it is named here, nobody closes what is below it
    stdin, stdout = sys.stdin.buffer, output.buffer
    # What a plugin prints must not end up between messages. It stays open: the program flushes its output when it leaves.
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    server.start_io(stdin, stdout)
