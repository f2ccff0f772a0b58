"""Writes files whole or not at all: a temporary file beside the target, then a rename."""

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from tempfile import mkstemp
from time import time

from seedance_lint.annotations import BinaryIO
from seedance_lint.linter.held import signals_held

_PREFIX, _SUFFIX = ".seedance-lint-", ".tmp"

_STALE = 60
"""Seconds after which the temporary file of a process that is no more is swept: a number may belong to a process of another machine or container."""
_swept: set[str] = set()


class WriteFailure(Exception):
    """A file that cannot be written, or must not be."""


@contextmanager
def replacing(path: str) -> Iterator[BinaryIO]:
    """Give a stream whose bytes become the file when the block ends, and go nowhere when it raises.

    A symbolic link stays one: what it points to is replaced. The mode of an existing file is kept. What is not a regular file (``/dev/stdout``,
    a pipe) is written to directly.

    Raises:
        WriteFailure: the folder or the file does not allow it, the disk is full; the file has several names, or an owner that cannot be kept; a
            link leads out of the current folder, which a tree that someone else made may hold to have other files written.
    """
    target = os.path.realpath(path)
    try:
        status = os.stat(target)
    except FileNotFoundError:
        status = None
    except OSError as error:
        raise WriteFailure(_reason(error)) from None
    if status is not None and not stat.S_ISREG(status.st_mode):
        with _open_special(path) as stream:
            yield stream
        return
    if status is not None and not status.st_mode & 0o222:
        raise WriteFailure("the file is read-only")
    if status is not None and status.st_nlink > 1:
        raise WriteFailure(f"the file has {status.st_nlink} hard links, and only one of them would be changed; edit it by hand")
    if _leads_out(path, target):
        raise WriteFailure(f"this is a link to a file outside the current folder, {target}; name that file itself")
    _sweep(os.path.dirname(target))
    temporary = ""
    try:
        with signals_held():  # a file whose name nobody has learnt yet would stay
            handle, temporary = mkstemp(_SUFFIX, f"{_PREFIX}{os.getpid()}-", os.path.dirname(target))
        with open(handle, "wb") as stream:
            yield stream
            stream.flush()
            _take_over(stream.fileno(), status)
            os.fsync(stream.fileno())
        os.replace(temporary, target)
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
            raise WriteFailure("the file changed after it was read, so nothing was written; run again")


def _open_special(path: str) -> BinaryIO:
    """Open what is not a regular file for writing, without waiting for somebody who reads from a pipe."""
    try:
        handle = os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0))
    except OSError as error:
        raise WriteFailure("nobody reads from this pipe" if error.errno == errno.ENXIO else _reason(error)) from None
    if sys.platform != "win32":
        os.set_blocking(handle, True)
    return open(handle, "wb")


def _leads_out(path: str, target: str) -> bool:
    """Whether a path in the current folder stands for a file outside of it."""
    here = os.path.abspath(os.curdir)
    return _is_within(os.path.abspath(path), here) and not _is_within(target, os.path.realpath(here))


def _is_within(path: str, folder: str) -> bool:
    return path.startswith(os.path.join(folder, ""))


def _sweep(folder: str) -> None:
    """Remove what runs left after that were killed at once: temporary files of processes that are no more. Each folder is looked at once."""
    if folder in _swept:
        return
    _swept.add(folder)
    try:
        names = [name for name in os.listdir(folder or os.curdir) if name.startswith(_PREFIX) and name.endswith(_SUFFIX)]
    except OSError:
        return
    for name in names:
        process = name.removeprefix(_PREFIX).removesuffix(_SUFFIX).partition("-")[0]
        path = os.path.join(folder, name)
        with suppress(OSError):
            if process.isascii() and process.isdecimal() and time() - os.stat(path).st_mtime > _STALE and not _lives(int(process)):
                os.unlink(path)


def _lives(process: int) -> bool:
    """Whether there is a process of a number; yes where that cannot be told."""
    if os.name != "posix" or not 0 < process < 1 << 31:
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass
    return True


def _take_over(handle: int, status: os.stat_result | None) -> None:
    """Give the new file the mode of the old one, or that of any new file."""
    if status is not None:
        made = os.fstat(handle)
        if hasattr(os, "fchown") and (made.st_uid, made.st_gid) != (status.st_uid, status.st_gid):
            try:
                os.fchown(handle, status.st_uid, status.st_gid)
            except PermissionError:
                raise WriteFailure("the file belongs to another user, and rewriting it would change its owner; run as its owner") from None
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
