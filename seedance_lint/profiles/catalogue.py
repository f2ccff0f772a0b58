"""All profiles at a glance: what they are called and how requests show that they go there."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from seedance_lint.data import prepared
from seedance_lint.profiles.profile import Profile, Signals


class Entry(NamedTuple):
    """One profile in the catalogue."""

    name: str
    family: str
    edition: str
    provider: str
    title: str
    checked: str
    models: tuple[str, ...]
    """Documented model ids."""
    signals: Signals


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, Entry]:
    """Return the profiles that come with the program by their names, in order."""
    rows = prepared("catalogue")
    return {row[0]: _entry(row) for row in (rows_from_files() if rows is None else rows)}


def names() -> tuple[str, ...]:
    """Return the names of the profiles that come with the program."""
    return tuple(catalogue())


def family(name: str) -> tuple[str, ...]:
    """Return the names of a provider's profiles (``fal``: ``fal-2.0``, ``fal-2.5`` …); none where there is no such provider."""
    return tuple(entry.name for entry in catalogue().values() if entry.family == name)


def rows_from_files() -> tuple[Any, ...]:
    """Return the catalogue as plain values."""
    from seedance_lint.profiles.load import load_profile, profile_files

    return tuple(_row(load_profile(name)) for name in profile_files())


def entry_of(profile: Profile) -> Entry:
    """Return the entry of a profile, such as one of the user's own."""
    return _entry(_row(profile))


def _row(profile: Any) -> tuple[Any, ...]:
    origin = profile.origin("")
    about = (profile.name, profile.family, profile.edition, profile.provider, profile.title, origin.checked)
    return (*about, profile.request.models, tuple(profile.signals))


def _entry(row: tuple[Any, ...]) -> Entry:
    return Entry._make((*row[:-1], Signals._make(row[-1])))
