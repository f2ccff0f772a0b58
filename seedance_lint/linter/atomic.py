"""Writes files whole or not at all: a temporary file beside the target, then a rename."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO


class WriteFailure(Exception):
    """A file that cannot be written, or must not be."""


@contextmanager
def replacing(path: str) -> Iterator[BinaryIO]:
    """Give a stream whose bytes become the file when the block ends, and go nowhere when it raises.

    A symbolic link stays one: what it points to is replaced. The mode of an existing file is kept. What is no regular file (``/dev/stdout``,
    a pipe) is written to directly.

    Raises:
        WriteFailure: the folder or the file does not allow it, the disk is full.
    """
    target = os.path.realpath(path)
    try:
        status = os.stat(target)
    except FileNotFoundError:
        status = None
    except OSError as error:
        raise WriteFailure(_reason(error)) from None
    if status is not None and not stat.S_ISREG(status.st_mode):
        try:
            with open(path, "wb") as stream:
                yield stream
        except IsADirectoryError as error:
            raise WriteFailure(_reason(error)) from None
        return
    if status is not None and not status.st_mode & 0o222:
        raise WriteFailure("the file is read-only")
    temporary = os.path.join(os.path.dirname(target), f".seedance-lint-{os.getpid()}.tmp")
    try:
        with open(temporary, "xb", opener=_private) as stream:
            yield stream
            stream.flush()
            _take_over(stream.fileno(), status)
            os.fsync(stream.fileno())
        os.replace(temporary, target)
    except FileExistsError:
        raise WriteFailure(f"{temporary} is in the way; remove it if no other run is writing it") from None
    except OSError as error:
        _remove(temporary)
        raise WriteFailure(_reason(error)) from None
    except BaseException:
        _remove(temporary)
        raise


def replace_file(path: str, old: bytes, new: bytes) -> None:
    """Write a file that still holds ``old``.

    Raises:
        WriteFailure: the file has changed since it was read, or cannot be written.
    """
    with replacing(path) as stream:
        stream.write(new)
        stream.flush()
        try:
            with open(path, "rb") as current:
                same = current.read() == old
        except OSError as error:
            raise WriteFailure(_reason(error)) from None
        if not same:
            raise WriteFailure("the file has changed since it was read; nothing was written, so run again")


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _take_over(handle: int, status: os.stat_result | None) -> None:
    """Give the new file the mode of the old one, or that of any new file."""
    if status is not None:
        if hasattr(os, "fchown"):
            with suppress(PermissionError):
                os.fchown(handle, status.st_uid, status.st_gid)
        mode = stat.S_IMODE(status.st_mode)
    else:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    if hasattr(os, "fchmod"):
        os.fchmod(handle, mode)


def _remove(path: str) -> None:
    with suppress(OSError):
        os.unlink(path)


def _reason(error: OSError) -> str:
    reason = error.strerror or str(error)
    return f"cannot be written: {reason[:1].lower()}{reason[1:]}"
