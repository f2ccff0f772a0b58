"""Looks into media files in a process of its own, with a limit of time: libraries in C++ read what anybody may have made."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Timer

from seedance_lint.annotations import IO, Any
from seedance_lint.probes.media import probe_file
from seedance_lint.requests.facts import FileFacts

_PATIENCE = 30.0
"""Seconds for one file. MediaInfo reads headers, so that the largest film takes a fraction of one; a machine may be busy."""
_GRACE = 5
"""Seconds after which the process ends itself where nobody has ended it."""


class GuardedProcess:
    """Asks a module that is run as a process, one question per line (see ``serve``). It starts with the first question, and again after it was stopped."""

    __slots__ = ("_module", "_patience", "_process")

    def __init__(self, module: str, patience: float = _PATIENCE) -> None:
        self._module = module
        self._patience = patience
        self._process: subprocess.Popen[str] | None = None

    def ask(self, question: object) -> Any:
        """Return the answer to a question, both plain values; None if it takes too long, or the process crashes over it."""
        process = self._process if self._process is not None and self._process.poll() is None else self._start()
        guard = Timer(self._patience, process.kill)
        guard.daemon = True
        guard.start()
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(json.dumps(question) + "\n")
            process.stdin.flush()
            answer = process.stdout.readline()
        except OSError:
            answer = ""
        finally:
            guard.cancel()
        if not answer.endswith("\n"):
            self.close()
            return None
        return json.loads(answer)

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            with suppress(OSError):
                process.communicate()

    def __del__(self) -> None:
        with suppress(SystemExit):  # a worker that is told to leave while it is leaving
            self.close()

    def _start(self) -> "subprocess.Popen[str]":
        self.close()
        self._process = subprocess.Popen(  # noqa: S603 - ourselves
            [sys.executable, "-P", "-m", self._module, str(int(self._patience) + _GRACE)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8",
        )  # fmt: skip
        return self._process


class GuardedProbe(GuardedProcess):
    """Looks at files one by one."""

    __slots__ = ()

    def __init__(self, patience: float = _PATIENCE) -> None:
        super().__init__(__name__, patience)

    def probe(self, path: str | os.PathLike[str]) -> FileFacts:
        """Return what a file is by its content; ``stuck`` is its problem where the look at it takes too long, or crashes."""
        answer = self.ask(os.fspath(path))
        return FileFacts(problem="stuck") if answer is None else FileFacts(**answer)


def serve(answer: Callable[[Any], object], questions: IO[str], answers: IO[str], patience: int) -> None:
    """Answer each question, a JSON text a line, with another, until there are no more questions."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the run itself decides what happens then
    alarm = getattr(signal, "alarm", None)
    for line in questions:
        if alarm is not None:
            alarm(patience)
        answers.write(json.dumps(answer(json.loads(line))) + "\n")
        answers.flush()
        if alarm is not None:
            alarm(0)


if __name__ == "__main__":
    serve(lambda path: probe_file(path)._asdict(), sys.stdin, sys.stdout, int(sys.argv[1]))
