"""Reads files to lint: whole, or in parts where they hold one value per line."""

import os
from collections.abc import Iterator

from seedance_lint.annotations import BinaryIO
from seedance_lint.files import NoRegularFile, open_regular
from seedance_lint.linter.result import Failure
from seedance_lint.records import NamedTuple
from seedance_lint.source.document import DecodeFailure, SourceDocument

PART_BYTES = 512 * 1024
"""How much of a file with one value per line is linted at a time: about 500 prompts."""

_PIECE_BYTES = 16 * 1024 * 1024
_CONTINUATION = bytes(range(0x80, 0xC0))


class ReadFailure(Exception):
    """A file that cannot be read or decoded; ``data`` is what it holds, where that is not text."""

    def __init__(self, message: str, line: int | None = None, data: bytes | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.data = data


def open_file(path: str) -> BinaryIO:
    """Open a regular file for reading.

    Raises:
        ReadFailure: it is not there, may not be read, or is not a regular file.
    """
    try:
        return open_regular(path)
    except NoRegularFile as error:
        raise ReadFailure(f"{str(error.strerror).removeprefix('it ')}; to lint what a program writes, pipe it into `check -`") from None
    except (OSError, ValueError) as error:
        raise ReadFailure(not_there(path) if isinstance(error, FileNotFoundError) else unreadable(error)) from None


def not_there(path: str) -> str:
    """Say that there is no such file, and what was probably meant: a name beside it that is nearly the same, or a prompt."""
    from seedance_lint.nearest import nearest

    if os.path.islink(path):
        return f"a link to `{os.readlink(path)}`, which is not there"
    folder, name = os.path.split(path.rstrip("/\\"))
    try:
        near = nearest(name, os.listdir(folder or os.curdir))
    except (OSError, ValueError):
        near = None
    if near is not None:
        return f"no such file or folder; did you mean `{os.path.join(folder, near)}`?"
    if " " in path or path.startswith("@"):
        return "no such file or folder; to check a prompt, use `check --prompt TEXT`, or pipe it into `check -`"
    return "no such file or folder"


def unreadable(error: OSError | ValueError) -> str:
    """Say why a file cannot be read."""
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"cannot be read: {reason[:1].lower()}{reason[1:]}"


def read_document(path: str, stream: BinaryIO, limit: int) -> SourceDocument:
    """Read one file of at most ``limit`` bytes whole.

    Raises:
        ReadFailure: it cannot be read, is not text, or is larger.
    """
    try:
        data = _limited(stream, limit) if _size(stream) <= limit else None
    except OSError as error:
        raise ReadFailure(unreadable(error)) from None
    if data is None or len(data) > limit:
        raise ReadFailure(f"is larger than {limit:,} bytes (max-file-bytes); a .jsonl file, with one request per line, may have any size")
    try:
        return SourceDocument.from_bytes(path, data)
    except DecodeFailure as error:
        raise ReadFailure(error.message, error.line, data) from None


def _limited(stream: BinaryIO, limit: int) -> bytes:
    """Read a stream up to one byte after a limit, which may be far larger than memory."""
    pieces: list[bytes] = []
    left = limit + 1
    while left > 0 and (piece := stream.read(min(left, _PIECE_BYTES))):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def _size(stream: BinaryIO) -> int:
    """Return the size of a file, so that one that is too large is not even read; 0 of what is not a file."""
    try:
        return os.fstat(stream.fileno()).st_size
    except (OSError, ValueError):
        return 0


def read_parts(path: str, stream: BinaryIO, limit: int) -> Iterator[tuple[SourceDocument | Failure, int]]:
    """Yield a file with one value per line in parts of whole lines, each with the number of bytes that it came from.

    A line that is not text, or longer than ``limit`` bytes, is a failure of its own; the lines around it are linted.
    """
    line, offset = 1, 0
    try:
        for data, too_long in _blocks(stream, limit):
            if too_long is not None:
                yield Failure(path, f"line {line}: longer than {limit:,} bytes (max-file-bytes)", line), too_long.size
                line, offset = line + 1, offset + too_long.characters
            for piece in _texts(data):
                try:
                    part = SourceDocument.from_bytes(path, piece, first_line=line, first_offset=offset)
                except DecodeFailure as error:
                    yield Failure(path, error.message, error.line), len(piece)
                    if error.whole:
                        return
                    line, offset = line + 1, offset + len(piece.decode(errors="replace"))
                else:
                    yield part, len(piece)
                    line, offset = line + len(part.lines) - 1, offset + len(part.text)
    except OSError as error:
        yield Failure(path, unreadable(error)), 0


class _LongLine(NamedTuple):
    """A line that was too long to keep: its bytes and its characters."""

    size: int
    characters: int


def _blocks(stream: BinaryIO, limit: int) -> Iterator[tuple[bytes, _LongLine | None]]:
    """Yield a file as blocks of whole lines; where a line was too long to keep, what is known of it and an empty block."""
    read = stream.read if _size(stream) else getattr(stream, "read1", stream.read)  # what a program writes is linted as soon as it is there
    while data := read(min(PART_BYTES, limit)):
        start = len(data) if data.endswith(b"\n") else data.rfind(b"\n") + 1
        pieces, size = [data], len(data) - start
        while 0 < size <= limit and not pieces[-1].endswith(b"\n") and (piece := stream.readline(PART_BYTES)):
            pieces.append(piece)
            size += len(piece)
        if size <= limit:
            yield b"".join(pieces), None
            continue
        yield data[:start], None
        pieces[0] = data[start:]
        characters = sum(map(_characters, pieces))
        while not pieces[-1].endswith(b"\n") and (piece := stream.readline(PART_BYTES)):
            pieces = [piece]
            size, characters = size + len(piece), characters + _characters(piece)
        pieces.clear()
        yield b"", _LongLine(size, characters)


def _characters(data: bytes) -> int:
    return len(data.translate(None, _CONTINUATION))


def _texts(data: bytes) -> Iterator[bytes]:
    """Yield whole lines of bytes, cut so that lines that are not text are separate."""
    while data:
        fault = _fault(data)
        if fault is None:
            yield data
            return
        start = data.rfind(b"\n", 0, fault) + 1
        end = data.find(b"\n", fault) + 1 or len(data)
        if start:
            yield data[:start]
        yield data[start:end]
        data = data[end:]


def _fault(data: bytes) -> int | None:
    """Return where bytes stop being text; None if they never do."""
    nul = data.find(0)
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return error.start if nul < 0 else min(nul, error.start)
    return nul if nul >= 0 else None
