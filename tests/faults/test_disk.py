"""A full disk, a real one: a small file system in memory, and a process that may write no more."""

import json
import subprocess

import pytest

from .runs import PROGRAM, leftovers, request

pytestmark = pytest.mark.slow
FULL = "cannot be written: no space left on device"


@pytest.fixture
def small_disk(tmp_path):
    """Mount a file system of 256 kB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"NOT TESTED: a real full disk, since no file system can be mounted here ({done.stderr.strip()})")
    yield disk
    subprocess.run(["umount", disk], check=True)


def run(folder, *arguments, **more):
    return subprocess.run([*PROGRAM, *arguments], cwd=folder, capture_output=True, text=True, check=False, **more)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_fix_that_does_not_fit(small_disk, jobs):
    large = json.dumps(request("@image1", notes="lantern " * 20_000)).encode()
    small = json.dumps(request("@image1")).encode()
    (small_disk / "a.json").write_bytes(large)  # it fits once, and not twice
    (small_disk / "b.json").write_bytes(small)
    ran = run(small_disk, "check", ".", "--fix", "--jobs", jobs, "--output-format", "concise")
    assert ran.returncode == 2
    assert f"seedance-lint: a.json: {FULL}" in ran.stderr.splitlines()
    assert (small_disk / "a.json").read_bytes() == large
    assert "a.json:1:" in ran.stdout  # what was not fixed is reported
    assert (small_disk / "b.json").read_bytes() == small.replace(b"@image1", b"@Image1")
    assert leftovers(small_disk) == []


def test_a_baseline_that_does_not_fit(tmp_path, small_disk):
    for number in range(800):
        (tmp_path / f"{'long-name-' * 20}{number}.json").write_text(json.dumps(request(f"@Image3 {number}")))
    (small_disk / "known.json").write_text("the old one")
    ran = run(tmp_path, "check", ".", "--baseline", "disk/known.json", "--write-baseline")
    assert ran.returncode == 2
    assert FULL in ran.stderr
    assert (small_disk / "known.json").read_text() == "the old one"
    assert leftovers(small_disk) == []


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_disk_that_takes_no_new_file(small_disk, jobs):
    old = json.dumps(request("@image1")).encode()
    (small_disk / "x.json").write_bytes(old)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    ran = run(small_disk, "check", ".", "--fix", "--jobs", jobs, "--output-format", "concise")
    assert ran.returncode == 2
    assert "x.json: cannot be written: read-only file system" in ran.stderr
    assert "x.json:1:" in ran.stdout
    assert (small_disk / "x.json").read_bytes() == old
    assert run(small_disk, "check", ".", "-o", "report.txt").returncode == 2
