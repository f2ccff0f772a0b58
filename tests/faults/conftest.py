"""Runs that something happens to, and that leave nothing behind even where a test fails."""

import pytest

from .runs import Run


@pytest.fixture
def start(tmp_path):
    runs = []

    def started(*arguments, **more):
        runs.append(Run(tmp_path, *arguments, **more))
        return runs[-1]

    yield started
    for run in runs:
        run.kill()
