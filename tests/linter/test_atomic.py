"""Files are written whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

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
    with pytest.raises(WriteFailure, match="has changed"):
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
