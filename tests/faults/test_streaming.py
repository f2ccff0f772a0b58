"""Standard input that stays open: what is found in a line is there before the next one comes."""

import json
import subprocess
import sys

import pytest

from .runs import request

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("name", "expected"), [("concise", "<stdin>.jsonl:{row}:"), ("jsonl", '{{"type": "diagnostic", "path": "<stdin>.jsonl"')]
)
def test_findings_come_while_the_input_is_open(name, expected):
    command = [sys.executable, "-m", "seedance_lint", "check", "-", "--stdin-filename", "<stdin>.jsonl", "--output-format", name, "-q"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as run:
        for row in (1, 2, 3):
            run.stdin.write(json.dumps(request("@Image9 as scene")) + "\n")
            run.stdin.flush()
            assert run.stdout.readline().startswith(expected.format(row=row))  # where none comes, this waits for ever
        run.stdin.close()
        run.stdout.read()
        assert run.wait() == 1
