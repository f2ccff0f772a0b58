"""What happens around a run: signals, pipes, full disks, processes that die, hostile folders."""

import json
import os
import resource
import shutil
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
    urls = ["https://example.com/a.jpg"]
    return "".join(
        json.dumps({"prompt": f"@Image{1 + number % 3} as scene. {'lantern ' * 40}", "image_urls": urls}) + "\n" for number in range(count)
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


def eventually(condition, seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])
@pytest.mark.slow
def test_a_signal_stops_everything_and_leaves_nothing(tmp_path, jobs, number):
    (tmp_path / "x.jsonl").write_text(lines(60_000))
    with started(tmp_path, "check", "--jobs", jobs, "-o", "report.json", "x.jsonl") as process:
        assert eventually(lambda: list(tmp_path.glob(".seedance-lint*")))  # it has begun to write
        process.send_signal(number)
        _, err = process.communicate(timeout=30)
        assert process.returncode == 130
        assert b"stopped by " + number.name.encode() in err
        assert b"Traceback" not in err
        assert eventually(lambda: not members(process.pid))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.jsonl"]


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.slow
def test_a_reader_that_leaves_is_no_trouble(tmp_path, jobs):
    (tmp_path / "x.jsonl").write_text(lines(6_000))
    with started(tmp_path, "check", "--jobs", jobs, "x.jsonl") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        err = process.stderr.read()
        assert process.wait(timeout=30) == 141
        assert err == b""
        assert eventually(lambda: not members(process.pid))


@pytest.mark.slow
def test_a_worker_that_dies_loses_nothing(tmp_path):
    (tmp_path / "x.jsonl").write_text(lines(8_000))
    alone = finished(tmp_path, "check", "--jobs", "1", "--output-format", "json", "x.jsonl")
    for count in (1, 2):
        with started(tmp_path, "check", "--jobs", "2", "--output-format", "json", "x.jsonl") as process:
            assert eventually(lambda: len(children(process.pid)) == 2)
            time.sleep(0.2)
            for child in children(process.pid)[:count]:
                os.kill(child, signal.SIGKILL)
            out, err = process.communicate(timeout=120)
            assert process.returncode == 2
            assert b"x.jsonl: the process that linted this file was killed" in err
            assert b"Traceback" not in err
        document = json.loads(out)
        assert len(document["failures"]) == count
        assert document["diagnostics"] == json.loads(alone.stdout)["diagnostics"]


@pytest.mark.slow
def test_workers_do_not_outlive_a_killed_run(tmp_path):
    (tmp_path / "x.jsonl").write_text(lines(60_000))
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


HOSTILE = (
    "lark",
    "click",
    "json",
    "typing",
    "tomllib",
    "sitecustomize",
    "usercustomize",
    "conftest",
    "seedance_lint_rules",
    "enum",
    "signal",
)


@pytest.mark.parametrize("script", [False, True], ids=["python -m", "console script"])
def test_nothing_of_the_linted_folder_runs(tmp_path, script):
    for name in HOSTILE:
        (tmp_path / f"{name}.py").write_text(f"open('ran-{name}', 'w')\nraise SystemExit(77)\n")
    (tmp_path / "yaml").mkdir()
    (tmp_path / "yaml" / "__init__.py").write_text("open('ran-yaml', 'w')\n")
    (tmp_path / "pyproject.toml").write_text("[tool.seedance-lint]\nprofile = 'seedance-2.0'\nignore = ['zero-index']\n")
    (tmp_path / "x.yaml").write_text("prompt: '@Image0 @image1'\n")
    program = [str(Path(sys.executable).with_name("seedance-lint"))] if script else PROGRAM
    assert shutil.which(program[0])
    done = finished(tmp_path, "check", "--output-format", "concise", ".", program=program, text=True)
    assert done.returncode == 0, done
    assert "nonstandard-tag" in done.stdout
    assert list(tmp_path.glob("ran-*")) == []


def test_names_of_files_forge_no_lines(tmp_path):
    name = "a\nfake.txt:1:1: error zero-index x\x1b[2J.txt"
    (tmp_path / name).write_text("@Image0")
    for kind in ("full", "concise", "github", "json", "jsonl"):
        done = finished(tmp_path, "check", "--output-format", kind, ".", text=True)
        assert done.returncode == 1
        assert "\x1b" not in done.stdout + done.stderr
        assert not any(line.startswith("fake.txt") for line in (done.stdout + done.stderr).splitlines()), kind


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
    for count in (5_000, 25_000):
        (tmp_path / "x.jsonl").write_text(lines(count))
        code = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=-3); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
        done = finished(tmp_path, "check", "-q", "--jobs", "1", "x.jsonl", program=[sys.executable, "-c", code, *PROGRAM])
        peaks.append(int(done.stdout))
    assert peaks[1] < peaks[0] * 1.3
