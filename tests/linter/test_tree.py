"""A tree of files of all kinds: each is opened once, and no number of processes changes a byte of the output."""

import gc
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from seedance_lint.config.configuration import Configuration, Overrides
from seedance_lint.linter.run import Input, lint_inputs
from seedance_lint.reporters.base import Run
from seedance_lint.reporters.registry import FORMATS, load_rendering
from tests.linter.mixed_tree import make

RUNNER = Path(__file__).with_name("opened.py")
MANY = 200


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    return make(tmp_path_factory.mktemp("tree"), MANY)


@pytest.mark.parametrize("jobs", [1, 2])
def test_each_file_is_opened_once(tree, tmp_path, jobs):
    log = tmp_path / "opened"
    command = [sys.executable, str(RUNNER), str(log), str(tree.folder), "check", "--jobs", str(jobs), "."]
    done = subprocess.run(command, cwd=tree.folder, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 2, done.stderr
    opened = [tuple(line.split(" ", 1)) for line in log.read_text(encoding="utf-8").splitlines()]
    assert len({process for process, _ in opened}) == (1 if jobs == 1 else jobs + 1)  # the first one reads JSON Lines for all
    times = Counter(path for _, path in opened)
    governing = {path: times.pop(path) for path in tree.governing}
    assert times == Counter(tree.files)
    # A configuration file is looked into, to see whether it is one, and read; again where another extends it. How many files it is for is no matter.
    assert max(governing.values()) <= 2


RENDERED = [name for name in FORMATS if load_rendering(name, Run({}, "0")) is not None]
"""Formats whose findings are written where they are found; of the others one stands for all."""


@pytest.mark.parametrize("form", [*RENDERED, "sarif"])
def test_several_processes_say_the_same_as_one(tree, check, monkeypatch, form):
    monkeypatch.chdir(tree.folder)
    one, two = (check("--output-format", form, "--statistics", "--jobs", jobs) for jobs in ("1", "2"))
    assert one.code == 2
    assert len(one.err.splitlines()) > len(tree.broken)
    assert one == two


def test_every_kind_of_file_counts(tree, check, monkeypatch):
    monkeypatch.chdir(tree.folder)
    done = check("--output-format", "concise", "--jobs", "2")
    failed = [line.removeprefix("seedance-lint: ").partition(": line")[0] for line in done.err.splitlines() if ": line" in line]
    assert sorted(failed) == list(tree.broken)
    places = {line.partition(":")[0] for line in done.out.splitlines()}
    assert {Path(path).suffix for path in places} == {Path(path).suffix for path in tree.files}
    assert places < set(tree.files)
    assert f", {len(tree.files)} files." in done.err


def test_collections_of_garbage_are_as_before_when_a_run_is_over():
    before = gc.get_threshold()
    results = lint_inputs([Input("no.json"), Input("nothing.json")], Configuration(Overrides(isolated=True)), jobs=1)
    next(results)
    assert gc.get_threshold()[0] > before[0]
    results.close()
    assert gc.get_threshold() == before
