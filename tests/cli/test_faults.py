"""What happens around a run: signals, pipes, full disks, processes that die, hostile folders."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

PROGRAM = [sys.executable, "-m", "seedance_lint"]
ENVIRONMENT = {**os.environ, "PYTHONUNBUFFERED": "", "NO_COLOR": "1"}


def lines(count: int) -> str:
    more = {"image_urls": ["https://example.com/a.jpg"], "notes": "lantern " * 60}
    return "".join(
        json.dumps({"prompt": f"@Image{1 + number % 3} as scene, @Image{number % 3}.", **more}) + "\n" for number in range(count)
    )


@contextmanager
def started(folder: Path, *arguments: str, **options) -> Iterator[subprocess.Popen]:
    """Start the program in a process group of its own; whatever happens, nothing of it is left."""
    process = subprocess.Popen(
        [*PROGRAM, *arguments],
        cwd=folder,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        **options,
    )
    try:
        yield process
    finally:
        if members(process.pid):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for stream in (process.stdout, process.stderr):
            if stream is not None:
                stream.close()


def finished(folder: Path, *arguments: str, program: Sequence[str] = PROGRAM, **options) -> subprocess.CompletedProcess:
    """Run the program to its end."""
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    return subprocess.run([*program, *arguments], cwd=folder, env=ENVIRONMENT, check=False, **options)


def members(group: int) -> list[int]:
    """Return the processes of a group that still run."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                state, _, of_group = (entry / "stat").read_text().rpartition(")")[2].split()[:3]
            except OSError:
                continue
            if int(of_group) == group and state != "Z":
                found.append(int(entry.name))
    return found


def children(parent: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def eventually(condition, seconds: float = 60) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return False


@pytest.mark.slow
def test_workers_do_not_outlive_a_killed_run(tmp_path):
    (tmp_path / "x.jsonl").write_text(lines(6_000))
    with started(tmp_path, "check", "--jobs", "2", "-q", "-o", os.devnull, "x.jsonl") as process:
        assert eventually(lambda: len(children(process.pid)) == 2)
        process.kill()
        process.wait()
        assert eventually(lambda: not members(process.pid))


def test_an_output_that_cannot_be_written(tmp_path):
    (tmp_path / "x.txt").write_text("@Image0")
    with Path("/dev/full").open("wb") as full:
        done = finished(tmp_path, "check", "x.txt", stdout=full)
    assert done.returncode == 2
    assert b"the output cannot be written: No space left on device" in done.stderr
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))


@pytest.mark.parametrize("command", [("check",), ("check", "a.json", "--jobs", "2"), ("show",), ("init",)])
def test_a_folder_that_is_gone(tmp_path, command):
    folder = tmp_path / "gone"
    folder.mkdir()
    run = subprocess.run(
        ["sh", "-c", 'rmdir "$PWD" && exec "$@"', "sh", *PROGRAM, *command], cwd=folder, env=ENVIRONMENT, capture_output=True, check=False
    )
    assert (run.returncode, run.stdout) == (2, b"")
    assert run.stderr == b"seedance-lint: the working directory cannot be used: No such file or directory\n"


def test_a_disk_that_takes_no_more_leaves_the_old_file(tmp_path):
    """With a limit on the size of files, which every user may set; the next test has a file system that is really full."""
    text = json.dumps({"model": "seedance-2.0", "prompt": "@image1", "image_urls": ["https://example.com/a.jpg"], "notes": "x" * 5000})
    (tmp_path / "x.json").write_text(text)
    (tmp_path / "report").write_text("old")
    (tmp_path / "many.jsonl").write_text(lines(100))
    for arguments in (["x.json", "--fix"], ["many.jsonl", "-o", "report"]):
        done = finished(tmp_path, "check", *arguments, preexec_fn=limited)
        assert done.returncode == 2, done
        assert b"cannot be written: file too large" in done.stderr.lower()
        assert b"Traceback" not in done.stderr
    assert (tmp_path / "x.json").read_text() == text
    assert (tmp_path / "report").read_text() == "old"
    assert list(tmp_path.glob(".seedance-lint*")) == []


SMALL_DISK = """
mount -t tmpfs -o size=64k none disk || exit 99
cp x.json disk/
"$@" check --fix disk/x.json > findings; echo "code $?"
"$@" check -o disk/report many.jsonl; echo "code $?"
cmp x.json disk/x.json && ls -A disk
"""


def test_a_full_file_system(tmp_path):
    (tmp_path / "disk").mkdir()
    text = json.dumps({"model": "seedance-2.0", "prompt": "@image1", "image_urls": ["https://example.com/a.jpg"], "notes": "x" * 40_000})
    (tmp_path / "x.json").write_text(text)
    (tmp_path / "many.jsonl").write_text(lines(1000))
    command = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", SMALL_DISK, "sh", *PROGRAM]
    done = finished(tmp_path, program=command, text=True)
    if done.returncode == 99 or "unshare:" in done.stderr:
        pytest.skip(f"this machine lets nobody mount a small file system: {done.stderr.strip()}")
    assert done.stdout.splitlines() == ["code 2", "code 2", "x.json"], done
    assert done.stderr.lower().count("cannot be written: no space left on device") == 2
    assert "Traceback" not in done.stderr


def test_a_name_that_is_no_text(tmp_path):
    name = os.fsdecode(b"caf\xe9.txt")
    (tmp_path / name).write_text("@Image0")
    for kind in ("full", "json"):
        done = finished(tmp_path, "check", "--output-format", kind, ".")
        assert done.returncode == 1
        assert b"caf\\udce9.txt" in done.stdout


@pytest.mark.slow
def test_memory_stays_flat_on_large_files(tmp_path):
    """Peak memory on ten times the lines, measured by the system: findings and all."""
    peaks = []
    for count in (600, 4_200):
        (tmp_path / "x.jsonl").write_text(lines(count))
        code = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=-3); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
        done = finished(
            tmp_path, "check", "-q", "--output-format", "concise", "--jobs", "1", "x.jsonl", program=[sys.executable, "-c", code, *PROGRAM]
        )
        peaks.append(int(done.stdout))
    assert peaks[1] < peaks[0] * 1.3
