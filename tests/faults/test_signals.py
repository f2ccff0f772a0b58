"""SIGINT and SIGTERM end a run at any moment: with one clear line, with 130, and with nothing left behind."""

import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from .runs import leftovers, request, write_lines

pytestmark = pytest.mark.slow
SIGNALS = [signal.SIGINT, signal.SIGTERM]


def is_stopped(ended, number):
    assert ended.code == 130, ended
    assert ended.err.strip().splitlines() == [f"seedance-lint: stopped by {number.name}; the output above is incomplete"]


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("number", SIGNALS)
def test_files_that_are_being_fixed(start, tmp_path, number, jobs):
    old = json.dumps(request("@image1", notes="lantern " * 150_000)).encode()
    new = old.replace(b"@image1", b"@Image1")
    files = [tmp_path / f"{name:02}.json" for name in range(20)]
    for path in files:
        path.write_bytes(old)
    run = start("check", ".", "--fix", "--jobs", jobs)
    assert run.wait_for(lambda: leftovers(tmp_path))
    run.process.send_signal(number)
    is_stopped(run.end(), number)
    assert leftovers(tmp_path) == []
    contents = [path.read_bytes() for path in files]
    assert set(contents) <= {old, new}
    assert old in contents


def test_at_any_moment_from_the_first_on(start, tmp_path):
    write_lines(tmp_path / "x.jsonl", 1000)
    started = time.monotonic()
    start("check", "x.jsonl").end()
    took = time.monotonic() - started
    rng = random.Random(7)
    codes = set()
    for turn in range(16):
        run = start("check", "x.jsonl", "--jobs", "2" if turn % 3 == 0 else "1", "-o", "report.txt")
        time.sleep(rng.uniform(0, took))
        run.process.send_signal(SIGNALS[turn % 2])
        ended = run.end()
        codes.add(ended.code)
        assert leftovers(tmp_path) == []
        if ended.code == 1:
            continue  # it was too late
        assert not (tmp_path / "report.txt").exists() or 1 in codes
        if ended.code == 130:
            assert "stopped by" in ended.err
            assert "seedance_lint" not in ended.err  # no traceback of this program
        else:  # Python itself was still starting
            assert -ended.code in SIGNALS
    assert 130 in codes


LATE = {
    "when the report is there": "replace = os.replace; os.replace = lambda old, new: (replace(old, new), os.kill(os.getpid(), {number}))",
    "when Python leaves": "import atexit; atexit.register(os.kill, os.getpid(), {number})",
    "when Python has taken its handlers away": "class Last:\n  def __del__(self, kill=os.kill, me=os.getpid()): kill(me, {number})\nsys.last = Last()",
}
"""Moments of a run from which on it is done; the code makes a signal come then."""


@pytest.mark.parametrize("number", SIGNALS)
@pytest.mark.parametrize("moment", LATE)
def test_a_signal_that_comes_too_late_changes_nothing(tmp_path, moment, number):
    write_lines(tmp_path / "x.jsonl", 10)
    code = f"import os, sys\n{LATE[moment].format(number=int(number))}\nfrom seedance_lint.cli import main; main()"
    command = [sys.executable, "-P", "-c", code, "check", "x.jsonl", "--output-format", "concise", "-o", "report.txt"]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ended.returncode == 1, ended
    assert "10 errors" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert len((tmp_path / "report.txt").read_text().splitlines()) == 10
    assert leftovers(tmp_path) == []


def test_the_second_signal_does_not_break_into_the_tidying_up(start, tmp_path):
    write_lines(tmp_path / "x.jsonl", 30_000)
    run = start("check", "x.jsonl", "--jobs", "2", "-o", "report.txt")
    assert run.wait_for(lambda: leftovers(tmp_path))
    for _ in range(40):
        os.killpg(run.process.pid, signal.SIGINT)
        time.sleep(0.001)
        if run.process.poll() is not None:
            break
    is_stopped(run.end(), signal.SIGINT)
    assert leftovers(tmp_path) == []
