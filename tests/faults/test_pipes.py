"""Whoever reads the report stops reading, or never could."""

import subprocess
from pathlib import Path

import pytest

from .runs import write_lines

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("format", ["full", "concise", "json", "sarif"])
def test_the_reader_goes_away(start, tmp_path, format, jobs):
    write_lines(tmp_path / "x.jsonl", 3000)
    run = start("check", "x.jsonl", "--jobs", jobs, "--output-format", format)
    assert run.process.stdout.readline()
    run.process.stdout.close()
    run.process.stdout = None
    ended = run.end()
    assert (ended.code, ended.err) == (141, "")  # 1 would be a verdict, and nobody has it


def test_in_a_shell(start, tmp_path):
    from .runs import PROGRAM

    write_lines(tmp_path / "x.jsonl", 3000)
    script = f"'{PROGRAM[0]}' -P -m seedance_lint check x.jsonl --output-format concise | head -n 1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    first, code = done.stdout.splitlines()
    assert first.startswith("x.jsonl:1:")
    assert (code, done.stderr) == ("141", "")


def test_nobody_reads_the_errors(start, tmp_path):
    (tmp_path / "x.json").write_text("{")
    run = start("check", "x.json")
    run.process.stderr.close()
    assert run.process.wait() in (2, 141)
    assert run.process.stdout.read() == b""


def test_a_device_that_takes_nothing(start, tmp_path):
    write_lines(tmp_path / "x.jsonl", 3)
    with Path("/dev/full").open("wb") as full:
        ended = start("check", "x.jsonl", stdout=full.fileno()).end()
    assert ended.code == 2
    assert ended.err.splitlines()[-1] == "seedance-lint: the output cannot be written: No space left on device"
