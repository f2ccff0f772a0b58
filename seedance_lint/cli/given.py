"""From the values of options to what they mean. Click is imported where they mean nothing."""

from collections.abc import Iterable, Mapping

MEDIA = {"image": "images", "video": "videos", "audio": "audios"}
"""The kinds of files, and the option that each has."""


def joined(values: Iterable[tuple[str, ...]]) -> tuple[str, ...] | None:
    """Return the names of a repeated option in one; None where it was not given."""
    names = tuple(name for value in values for name in value)
    return names or None


def media_from(given: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str | None, ...]] | None:
    """Return kind to URLs, None for a URL that is not known; None as a whole where nothing was said.

    Raises:
        click.BadParameter: a number beside other values, or one out of proportion.
    """
    if not any(given.values()):
        return None
    return {kind: _files(given[kind], MEDIA[kind]) for kind in MEDIA}


def _files(values: tuple[str, ...], option: str) -> tuple[str | None, ...]:
    if not any(value.isdecimal() for value in values):
        return values
    if len(values) > 1:
        raise _bad_parameter("give one number, or URLs, not both", option)
    number = int(values[0])
    if number > 1000:
        raise _bad_parameter("more than 1000 files", option)
    return (None,) * number


def bad_usage(message: str) -> Exception:
    """Return the error for options that make no sense together: click shows it with the usage."""
    from click import UsageError

    return UsageError(message)


def _bad_parameter(message: str, option: str) -> Exception:
    from click import BadParameter

    return BadParameter(message, param_hint=f"--{option}")
