"""`check --watch`: checks again whenever a file changes, until it is stopped."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="no signals to stop it with")]


class Watched:
    """A run that watches; its outputs go to one file."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.told = folder.parent / "told.txt"
        with self.told.open("wb") as stream:
            command = [sys.executable, "-m", "seedance_lint", "check", "--watch", "--output-format", "concise", *arguments]
            self.process = subprocess.Popen(command, cwd=folder, stdout=stream, stderr=stream, stdin=subprocess.DEVNULL)

    def wait_for(self, text: str) -> str:
        for _ in range(2400):
            told = self.told.read_text("utf-8")
            if text in told:
                return told
            assert self.process.poll() is None, told
            time.sleep(0.05)
        raise AssertionError(f"{text!r} never came: {self.told.read_text('utf-8')}")

    def stop(self, number: int = signal.SIGINT) -> int:
        self.process.send_signal(number)
        return self.process.wait(timeout=120)


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "work"
    (made / "prompts").mkdir(parents=True)
    (made / "prompts" / "a.txt").write_text("Rain.", encoding="utf-8")
    return made


@pytest.mark.parametrize("arguments", [[], ["prompts"], ["prompts/a.txt"]])
def test_a_change_is_seen(folder, arguments):
    run = Watched(folder, *arguments)
    try:
        run.wait_for("Watching for changes")
        fresh = folder / "prompts" / "new.tmp"
        fresh.write_text("@Image0 as scene.", encoding="utf-8")
        fresh.replace(folder / "prompts" / "a.txt")  # as editors save
        run.wait_for("a.txt:1:1: error zero-index")
        (folder / "prompts" / "a.txt").write_text("Rain on @Image0.", encoding="utf-8")
        run.wait_for("a.txt:1:9: error zero-index")
    finally:
        code = run.stop()
    told = run.told.read_text("utf-8")
    assert code == 130
    assert "Traceback" not in told
    assert "stopped" not in told


def test_a_broken_configuration_is_told_and_watching_goes_on(folder):
    run = Watched(folder)
    try:
        run.wait_for("Watching for changes")
        (folder / "seedance-lint.toml").write_text("selct = []", encoding="utf-8")
        run.wait_for("unknown key `selct`")
        (folder / "seedance-lint.toml").write_text("", encoding="utf-8")
        (folder / "prompts" / "b.txt").write_text("@Image0", encoding="utf-8")
        run.wait_for("b.txt:1:1: error zero-index")
    finally:
        assert run.stop(signal.SIGTERM) == 130


@pytest.mark.parametrize("arguments", [["--fix"], ["--diff"], ["-o", "x"], ["--prompt", "x"], ["-"]])
def test_it_only_reports(program, arguments):
    ran = program("check", "--watch", *arguments)
    assert ran.code == 2
    assert "--watch" in ran.err


def test_without_its_extra_it_says_what_to_install(program, tmp_path):
    Path(tmp_path, "without").mkdir()
    Path(tmp_path, "without", "watchfiles.py").write_text("raise ImportError", encoding="utf-8")
    ran = program("check", "--watch", env={"PYTHONPATH": str(tmp_path / "without")})
    assert ran.code == 2
    assert ran.err == "seedance-lint: watching files needs an extra; install it with: pip install 'seedance-lint[watch]'\n"
