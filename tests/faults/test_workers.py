"""A worker process that is killed: the run says so, ends with 2, and loses no finding."""

import json
import os
import signal

import pytest

from .runs import request, write_lines

pytestmark = pytest.mark.slow
SAID = "was killed or ran out of memory; the file was linted again, so no finding is missing"


def test_killed_while_fixing_files(start, tmp_path):
    old = json.dumps(request("@image1", notes="lantern " * 50_000)).encode()
    files = [tmp_path / f"{name:03}.json" for name in range(30)]
    for path in files:
        path.write_bytes(old)
    run = start("check", ".", "--fix", "--jobs", "2")
    assert run.wait_for(lambda: any(b"@Image1" in path.read_bytes()[:60] for path in files))
    os.kill(run.workers()[0], signal.SIGKILL)
    ended = run.end()
    assert ended.code == 2
    assert SAID in ended.err
    assert {path.read_bytes() for path in files} == {old.replace(b"@image1", b"@Image1")}


def test_killed_with_half_an_answer_sent(start, tmp_path, monkeypatch):
    """An answer larger than a pipe: a process that dies while it writes one leaves its beginning behind."""
    monkeypatch.setenv("PYTHONUNBUFFERED", "1")  # the write that is stopped below ends early then, and says how much it wrote
    write_lines(tmp_path / "x.jsonl", 9_850, notes="lantern " * 8)  # four parts, whose answers are larger than the buffers of a connection
    command = ("check", "x.jsonl", "--output-format", "concise")
    whole = start(*command, "--jobs", "1").end()
    for victims in (1, 2):
        for _ in range(5):
            first, ended = with_victims(start(*command, "--jobs", "2"), victims)
            assert first + ended.out == whole.out
            if ended.code == 2:
                break  # else the victim had nothing to do just then
        assert ended.code == 2
        assert SAID in ended.err


def with_victims(run, count):
    """Kill so many workers of a run when none of them gets on; return its first line and its end."""
    first = run.process.stdout.readline().decode()
    workers = run.workers()
    run.process.send_signal(signal.SIGSTOP)  # nobody takes the answers any more
    assert run.wait_for(lambda: not any(run.computes(worker) for worker in workers))
    for worker in workers[:count]:
        os.kill(worker, signal.SIGKILL)
    run.process.send_signal(signal.SIGCONT)
    return first, run.end()
