"""Opens files that a user, a configuration or a request names: regular ones, of a size that makes sense, and never one that keeps us waiting."""

import os
import stat

from seedance_lint.annotations import BinaryIO

_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


class NoRegularFile(OSError):
    """Something else than a file under the name of one; ``strerror`` says what."""


class FileTooLarge(OSError):
    """A file with more bytes than any of its kind; ``strerror`` says so."""


def open_regular(path: str) -> BinaryIO:
    """Open a regular file for reading.

    Raises:
        NoRegularFile: it is a folder, a pipe, a device.
        OSError: it is not there, or may not be read.
        ValueError: no file can have this name.
    """
    # Opened before it is looked at, so that both are one and the same file; without waiting, since a pipe may never have a writer.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0))
    kind = stat.S_IFMT(os.fstat(handle).st_mode)
    if kind != stat.S_IFREG:
        os.close(handle)
        raise NoRegularFile(0, f"it is {_KINDS[kind]}, not a file" if kind in _KINDS else "it is not a regular file", path)
    return os.fdopen(handle, "rb")


def read_regular(path: str, most: int) -> bytes:
    """Return what a regular file of at most this many bytes holds; errors as in ``open_regular``.

    Raises:
        FileTooLarge: it is larger.
    """
    with open_regular(path) as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        raise FileTooLarge(0, f"it is larger than {most >> 20} MB", path)
    return data
