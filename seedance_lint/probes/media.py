"""Local media files: what they are by their content, whatever their names say."""

import os
import stat
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from seedance_lint.annotations import IO, Any
from seedance_lint.package_data import read_toml
from seedance_lint.probes import MissingLibrary
from seedance_lint.requests.facts import FileFacts

_KINDS = (("Video", "video"), ("Audio", "audio"), ("Image", "image"))
"""MediaInfo's tracks; the first that is there decides: cover art does not make a song an image."""

_END_MARKS = {"jpeg": b"\xff\xd9", "png": b"IEND"}
_LONGEST_SEARCH = 256 * 1024 * 1024
"""Bytes; more than any provider takes of an image by far."""


def probe_file(path: str | os.PathLike[str]) -> FileFacts:
    """Return what a file is by its content. Never waits for a pipe, never reads all of a large file.

    Raises:
        MissingLibrary: the extra ``media`` is not installed.
    """
    try:
        problem = _not_regular(Path(path).stat().st_mode)
        if problem:
            return FileFacts(problem=problem)
        # Non-blocking, should the file have become a pipe since: a plain open() of one waits for its writer.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except PermissionError:
        return FileFacts(problem="unreadable")
    except (OSError, ValueError):  # no such name, or none that the system takes
        return FileFacts(problem="missing")
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        problem = _not_regular(status.st_mode)
        if problem:
            return FileFacts(problem=problem)
        if not status.st_size:
            return FileFacts(size=0, problem="empty")
        try:
            return _read(file, status.st_size)
        except OSError:
            return FileFacts(size=status.st_size, problem="unreadable")


def check_libraries() -> None:
    """Make sure that files can be looked at.

    Raises:
        MissingLibrary: the extra ``media`` is not installed.
    """
    try:
        import imagesize as _imagesize  # noqa: F401
        import pymediainfo as _pymediainfo  # noqa: F401
    except ImportError:
        raise MissingLibrary("looking at media files", "media") from None


def _not_regular(mode: int) -> str | None:
    if stat.S_ISREG(mode):
        return None
    return "directory" if stat.S_ISDIR(mode) else "special"


def _read(file: IO[bytes], size: int) -> FileFacts:
    import json

    check_libraries()
    import imagesize
    from pymediainfo import MediaInfo

    # An open file, not its name: MediaInfo takes names with numbers for sequences, and names with :// for servers to ask.
    tracks = json.loads(MediaInfo.parse(file, output="JSON"))["media"]["track"]
    general, streams = tracks[0], tracks[1:]
    form = _format(general, streams)
    kind = next((kind for name, kind in _KINDS if any(stream["@type"] == name for stream in streams)), None) or _kinds().get(form or "")
    stream: Mapping[str, Any] = next((stream for stream in streams if stream["@type"].lower() == kind), {})
    width, height = _whole(stream, "Width"), _whole(stream, "Height")
    if kind in {"image", None}:
        file.seek(0)
        sides = imagesize.get(file)  # reads WebP and turned JPEG, which MediaInfo measures not or unturned
        if min(sides) > 0:
            kind, width, height = "image", int(sides[0]), int(sides[1])
    duration = None if kind == "image" else _number(general, "Duration")
    return FileFacts(
        kind=kind,
        format=form,
        size=size,
        duration=duration,
        width=width,
        height=height,
        frame_rate=_number(stream, "FrameRate") if kind == "video" else None,
        problem="truncated" if _is_truncated(file, form, general) or (kind in {"video", "audio"} and not streams) else None,
    )


def _format(general: Mapping[str, Any], streams: list[Mapping[str, Any]]) -> str | None:
    """Return our name for a container, MediaInfo's where we have none."""
    name = general.get("Format")
    if not isinstance(name, str):
        return None
    known = _containers().get(name)
    if not isinstance(known, Mapping):
        return known or name.lower()
    profile = general.get("Format_Profile") or next(
        (stream.get("Format_Profile") for stream in streams if stream.get("Format") == name), None
    )
    return next(ours for beginning, ours in known.items() if str(profile or "").startswith(beginning))


def _is_truncated(file: IO[bytes], form: str | None, general: Mapping[str, Any]) -> bool:
    """Whether the file ends before its own header says, or without its end mark."""
    extra = general.get("extra")
    if isinstance(extra, Mapping) and extra.get("IsTruncated") == "Yes":
        return True
    mark = _END_MARKS.get(form or "")
    if mark is None:
        return False
    import mmap

    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        # Anywhere, not at the end alone: cameras append whole videos to their pictures.
        return len(content) <= _LONGEST_SEARCH and content.rfind(mark) < 0


def _number(track: Mapping[str, Any], key: str) -> float | None:
    try:
        return float(track[key])
    except (KeyError, TypeError, ValueError):
        return None


def _whole(track: Mapping[str, Any], key: str) -> int | None:
    number = _number(track, key)
    return None if number is None else int(number)


@lru_cache(maxsize=1)
def _containers() -> dict[str, str | dict[str, str]]:
    return read_toml("probes/containers.toml")


@lru_cache(maxsize=1)
def _kinds() -> dict[str, str]:
    """Return format to kind."""
    from seedance_lint.profiles.load import extensions

    return {form: kind for kind, form in extensions().values()}
