"""All profiles at a glance: what they are called and how requests show that they go there."""

from collections.abc import Mapping
from functools import lru_cache

from seedance_lint.annotations import TYPE_CHECKING, Any
from seedance_lint.package_data import prepared_part
from seedance_lint.profiles.profile import Signals
from seedance_lint.records import NamedTuple

if TYPE_CHECKING:
    from seedance_lint.profiles.profile import Profile


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
    singles: tuple[str, ...]
    """Names of fields that hold one file."""
    fields: tuple[str, ...]
    """Names of all documented fields."""
    spellings: tuple[str, ...]
    """Every way to write a tag that the provider documents, with ``{index}``."""
    own_spellings: tuple[str, ...]
    """The one that it prefers for each kind of file."""
    signals: Signals


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, Entry]:
    """Return the profiles that come with the program by their names, in order."""
    rows = prepared_part("catalogue")
    return {entry.name: entry for entry in (rows_from_files() if rows is None else map(from_row, rows))}


def names() -> tuple[str, ...]:
    """Return the names of the profiles that come with the program."""
    return tuple(catalogue())


def family(name: str) -> tuple[str, ...]:
    """Return the names of a provider's profiles (``fal``: ``fal-2.0``, ``fal-2.5`` …); none where there is no such provider."""
    return tuple(entry.name for entry in catalogue().values() if entry.family == name)


def entry_of(profile: "Profile") -> Entry:
    """Return the entry of a profile, such as one of the user's own."""
    shape = profile.request
    about = (profile.name, profile.family, profile.edition, profile.provider, profile.title, profile.origin("").checked)
    singles = (*shape.frames, *shape.singles.values())
    own = tuple(dict.fromkeys(profile.spelling.values()))
    spellings = tuple(dict.fromkeys([*own, *(form for forms in profile.accepted.values() for form in forms)]))
    return Entry(*about, shape.models, singles, tuple(sorted(shape.fields)), spellings, own, profile.signals)


def rows_from_files() -> list[Entry]:
    """Return the entries of all profiles, for the package's prepared data."""
    from seedance_lint.profiles.load import load_profile, profile_files

    return [entry_of(load_profile(name)) for name in profile_files()]


def from_row(row: list[Any]) -> Entry:
    """Return an entry that was prepared."""
    *about, signals = row
    return Entry._make((*(_tuple(part) for part in about), Signals._make(map(_tuple, signals))))


def _tuple(part: Any) -> Any:
    return tuple(part) if isinstance(part, list) else part
