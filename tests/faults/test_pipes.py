"""Whoever reads the report stops reading, or never could."""

import signal
from itertools import cycle

import pytest

from seedance_lint.reporters.registry import FORMATS

from .runs import write_lines

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(("format", "jobs"), [*zip(FORMATS, cycle("12"))])
def test_the_reader_goes_away(start, tmp_path, format, jobs):
    write_lines(tmp_path / "x.jsonl", 1000)
    run = start("check", "x.jsonl", "--output-format", format, "--jobs", jobs)
    assert run.process.stdout.readline()
    run.process.stdout.close()
    run.process.stdout = None
    ended = run.end()
    assert (ended.code, ended.err) == (141, "")  # 1 would be a verdict, and nobody has it


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_signal_in_the_middle_of_a_long_write(start, tmp_path, unbuffered):
    """More than a pipe holds, stopped and continued while it is written: what a signal cuts short is written on."""
    write_lines(tmp_path / "x.jsonl", 1000)
    command = ("check", "x.jsonl", "--output-format", "concise", "--jobs", "2")
    whole = start(*command).end()
    run = start(*command, PYTHONUNBUFFERED=unbuffered)
    first = run.process.stdout.readline().decode()
    assert run.wait_for(lambda: not run.computes(run.process.pid))
    run.process.send_signal(signal.SIGSTOP)
    run.process.send_signal(signal.SIGCONT)
    ended = run.end()
    assert (ended.code, first + ended.out) == (whole.code, whole.out)


def test_nobody_reads_the_errors(start, tmp_path):
    (tmp_path / "x.json").write_text("{")
    run = start("check", "x.json")
    run.process.stderr.close()
    assert run.process.wait() in (2, 141)
    assert run.process.stdout.read() == b""
