"""From the values of options to what they mean. Click is imported where they mean nothing."""

import os
from collections.abc import Iterable, Mapping

MEDIA = {"image": "images", "video": "videos", "audio": "audios"}
"""The kinds of files, and the option that each has."""


def joined(values: Iterable[tuple[str, ...]]) -> tuple[str, ...] | None:
    """Return the names of a repeated option in one; None if it was not given."""
    names = tuple(name for value in values for name in value)
    return names or None


def media_from(given: Mapping[str, tuple[str, ...]], *, looked_at: bool) -> dict[str, tuple[str | None, ...]] | None:
    """Return kind to URLs, None for a URL that is not known; None as a whole where nothing was said.

    A local file is named where files are ``looked_at``; elsewhere it counts, and its URL is yet to come.

    Raises:
        click.BadParameter: a number beside other values, or one out of proportion.
    """
    if not any(given.values()):
        return None
    return {kind: _files(given[kind], MEDIA[kind], looked_at=looked_at) for kind in MEDIA}


def _files(values: tuple[str, ...], option: str, *, looked_at: bool) -> tuple[str | None, ...]:
    if not any(value.isdecimal() for value in values):
        for value in values:
            if not (_has_scheme(value) or os.path.isfile(value)):  # noqa: PTH113
                raise _bad_parameter(f"`{value}` is not a number, a URL or an existing file", option)
        return tuple(value if looked_at or _has_scheme(value) else None for value in values)
    if len(values) > 1:
        raise _bad_parameter("expected either one number, or URLs and files", option)
    number = int(values[0])
    if number > 1000:
        raise _bad_parameter("expected at most 1000 files", option)
    return (None,) * number


def _has_scheme(value: str) -> bool:
    """Whether a value is a URL, of any scheme (rules say which are taken)."""
    scheme, colon, _ = value.partition(":")
    return bool(colon) and len(scheme) > 1 and scheme.isascii() and scheme.isalnum()


def bad_usage(message: str) -> Exception:
    """Return the error for options that exclude each other: click shows it with the usage."""
    from click import UsageError

    return UsageError(message)


def _bad_parameter(message: str, option: str) -> Exception:
    from click import BadParameter

    return BadParameter(message, param_hint=f"--{option}")
