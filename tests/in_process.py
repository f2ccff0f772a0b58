"""The whole program in this process, for tests in which the process is not the point: a start takes a third of a second, and more with big libraries."""

import io
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from seedance_lint.cli import session


def run(
    folder: Path, *arguments: str, input: bytes = b"", environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the program in a folder, with streams as a process has them; return the bytes that it wrote."""
    streams = {"stdin": io.BytesIO(input), "stdout": io.BytesIO(), "stderr": io.BytesIO()}
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(folder)
        for name, value in (environment or {}).items():
            patched.setenv(name, value)
        for name, stream in streams.items():
            patched.setattr(sys, name, io.TextIOWrapper(stream))
        try:
            code = session.run([*arguments])
        finally:
            for number, handler in handlers.items():
                signal.signal(number, handler)
        sys.stdout.flush()
        sys.stderr.flush()
        return subprocess.CompletedProcess(arguments, code, streams["stdout"].getvalue(), streams["stderr"].getvalue())
