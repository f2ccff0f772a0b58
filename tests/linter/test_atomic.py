"""Files are written whole or not at all."""

import os
import signal
import stat
from pathlib import Path
from tempfile import mkstemp

import pytest

from seedance_lint.linter import atomic
from seedance_lint.linter.atomic import WriteFailure, replace_file, replacing


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".seedance-lint")]


def test_a_new_file_has_the_mode_of_any_new_file(tmp_path):
    (tmp_path / "other").write_bytes(b"")
    with replacing(str(tmp_path / "new")) as stream:
        stream.write(b"x")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "other").stat().st_mode
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755, 0o664])
def test_the_mode_is_kept(tmp_path, mode):
    path = tmp_path / "file"
    path.write_bytes(b"old")
    path.chmod(mode)
    replace_file(str(path), b"old", b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_symbolic_link_stays_one(tmp_path):
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    replace_file(str(tmp_path / "link"), b"old", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"somebody else's")
    with pytest.raises(WriteFailure, match=r"^the file changed after it was read, so nothing was written; run again$"):
        replace_file(str(path), b"old", b"new")
    assert path.read_bytes() == b"somebody else's"
    path.unlink()
    with pytest.raises(WriteFailure, match="cannot be written"):
        replace_file(str(path), b"old", b"new")
    assert not path.exists()
    assert leftovers(tmp_path) == []


def test_a_read_only_file_is_left_alone(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(WriteFailure, match="read-only"):
        replace_file(str(path), b"old", b"new")
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_an_interruption_leaves_the_old_file_and_nothing_else(tmp_path, error):
    path = tmp_path / "file"
    path.write_bytes(b"old")
    with pytest.raises(error), replacing(str(path)) as stream:  # noqa: PT012 - what is tested is the whole block
        stream.write(b"half")
        raise error
    assert path.read_bytes() == b"old"
    assert leftovers(tmp_path) == []


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(WriteFailure, match="cannot be written: no such file"), replacing(str(tmp_path / "no" / "file")):
        pass


def test_what_is_no_regular_file_is_written_to(tmp_path):
    pipe = tmp_path / "pipe"  # not /dev/null: where the code under test is broken, root would lose it
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        with replacing(str(pipe)) as stream:
            stream.write(b"x")
        assert os.read(reader, 9) == b"x"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    with pytest.raises(WriteFailure), replacing(str(tmp_path)) as stream:
        stream.write(b"x")


def test_a_pipe_that_nobody_reads_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(WriteFailure, match="nobody reads from this pipe"), replacing(str(tmp_path / "pipe")) as stream:
        stream.write(b"x")


def dead_process():
    import subprocess

    process = subprocess.Popen(["true"])
    process.wait()
    return process.pid


def test_what_a_killed_run_left_is_swept_and_in_nobodys_way(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"old")
    dead, old, fresh, ours, other = (tmp_path / f".seedance-lint-{name}.tmp" for name in (f"{dead_process()}-a", dead_process(), f"{dead_process()}-b", f"{os.getpid()}-c", "x"))  # fmt: skip
    never, beyond = (tmp_path / f".seedance-lint-{number}-a.tmp" for number in (0, 1 << 31))  # no process has such a number
    for left in (dead, old, fresh, ours, other, never, beyond):
        left.write_bytes(b"half")
        if left != fresh:  # somebody on another machine may be writing it
            os.utime(left, (0, 0))
    replace_file(str(path), b"old", b"new")
    assert path.read_bytes() == b"new"
    assert sorted(leftovers(tmp_path)) == sorted(each.name for each in (fresh, ours, other, never, beyond))


def test_a_file_of_the_name_of_a_temporary_one_is_in_nobodys_way(tmp_path):
    (tmp_path / f".seedance-lint-{os.getpid()}.tmp").write_bytes(b"")
    with replacing(str(tmp_path / "new")) as stream:
        stream.write(b"x")
    assert (tmp_path / "new").read_bytes() == b"x"


def test_a_file_with_several_names_is_left_alone(tmp_path):
    """Written anew it would be another file, and the other names would keep the old text without a word."""
    (tmp_path / "file").write_bytes(b"old")
    os.link(tmp_path / "file", tmp_path / "other")
    with pytest.raises(WriteFailure, match="2 hard links"):
        replace_file(str(tmp_path / "file"), b"old", b"new")
    assert (tmp_path / "file").read_bytes() == b"old"
    assert leftovers(tmp_path) == []


def test_an_owner_that_cannot_be_kept(tmp_path, monkeypatch):
    path = tmp_path / "file"
    path.write_bytes(b"old")
    real = os.fstat

    def somebody_else(handle):
        return os.stat_result((*real(handle)[:4], 12345, *real(handle)[5:]))

    def refused(*_):
        raise PermissionError

    monkeypatch.setattr(os, "fstat", somebody_else)
    monkeypatch.setattr(os, "fchown", refused)
    with pytest.raises(WriteFailure, match="belongs to another user"):
        replace_file(str(path), b"old", b"new")
    assert path.read_bytes() == b"old"
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("name", ["report.txt", "out/report.txt"])
def test_a_link_that_leads_out_of_the_tree_is_not_followed(tmp_path, monkeypatch, name):
    """A tree of somebody else may have one under the name that a CI job is known to write to."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "report.txt").write_bytes(b"mine")
    (tmp_path / "tree").mkdir()
    link, target = (tmp_path / "tree" / name.partition("/")[0]), tmp_path / "home"
    link.symlink_to(target if "/" in name else target / name)
    monkeypatch.chdir(tmp_path / "tree")
    with pytest.raises(WriteFailure, match="outside the current folder"), replacing(name) as stream:
        stream.write(b"x")
    assert (tmp_path / "home" / "report.txt").read_bytes() == b"mine"
    assert leftovers(tmp_path / "home") == []


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="signals cannot be held back here")
def test_a_signal_leaves_no_file_whose_name_nobody_has_learnt_yet(tmp_path, monkeypatch):
    def made(*arguments):
        there = mkstemp(*arguments)
        signal.raise_signal(signal.SIGTERM)  # to this thread: a runner of tests may have others, which hold nothing back
        return there

    def leave(number, frame):
        raise SystemExit

    monkeypatch.setattr(atomic, "mkstemp", made)
    before = signal.signal(signal.SIGTERM, leave)
    try:
        with pytest.raises(SystemExit), atomic.replacing(str(tmp_path / "a.txt")):
            pytest.fail("the signal came too late")
    finally:
        signal.signal(signal.SIGTERM, before)
    assert list(tmp_path.iterdir()) == []
