"""Runs of the program that something happens to."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

PROGRAM = [sys.executable, "-P", "-m", "seedance_lint"]
PATIENCE = 300
"""Seconds after which what is waited for will not come; machines that run tests may be slow."""


class Ended(NamedTuple):
    """What a run left: exit code (below 0: the signal that ended it) and both outputs."""

    code: int
    out: str
    err: str


class Run:
    """A run of the program with its worker processes, in a group of its own."""

    def __init__(self, folder: Path, *arguments: str, stdout: int = subprocess.PIPE, **environment: str) -> None:
        self.process = subprocess.Popen(
            [*PROGRAM, *arguments],
            cwd=folder,
            env={**os.environ, "PYTHONUNBUFFERED": "", **environment},
            stdout=stdout,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            bufsize=0,
        )

    def kill(self) -> None:
        """Leave nothing of the run, whatever became of it."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.communicate()

    def workers(self) -> list[int]:
        """Return the processes that this one has started."""
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    status = (entry / "stat").read_text()
                except OSError:
                    continue
                state, parent = status.rpartition(")")[2].split()[:2]
                if int(parent) == self.process.pid and state != "Z":
                    found.append(int(entry.name))
        return found

    def wait_for(self, condition: Callable[[], object]) -> bool:
        """Wait until a condition holds; return whether it did before the run was over."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if condition():
                return True
            if self.process.poll() is not None:
                return False
            time.sleep(0.001)
        raise TimeoutError("what this test waits for does not happen")

    def computes(self, process: int) -> bool:
        """Whether a process does anything within half a second."""
        before = _spent(process)
        time.sleep(0.5)
        return _spent(process) != before

    def end(self) -> Ended:
        """Wait for the end of the run; nothing that it has started may outlive it."""
        out, err = self.process.communicate(timeout=PATIENCE)
        limit = time.monotonic() + PATIENCE
        while self._group_lives():
            assert time.monotonic() < limit, "processes of the run are still there"
            time.sleep(0.05)
        return Ended(self.process.returncode, (out or b"").decode(), err.decode())

    def _group_lives(self) -> bool:
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return False
        return True


def _spent(process: int) -> list[str]:
    """Return a process's time on the processor, in user mode and for the system."""
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11:13]


def request(prompt: str, **more: object) -> dict[str, object]:
    return {"model": "seedance-2.0", "prompt": prompt, "image_urls": ["https://example.com/a.jpg"], **more}


def write_lines(path: Path, number: int, **more: object) -> None:
    """Write requests with one error each, one a line."""
    path.write_text(
        "".join(json.dumps(request(f"@Image1 as first frame, @Image3 on the pier. {line}", **more)) + "\n" for line in range(number))
    )


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob(".seedance-lint*")]
