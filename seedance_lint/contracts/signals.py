"""The signals of all profiles in one table: what is looked up when a request is to be recognised."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from seedance_lint.annotations import Any
from seedance_lint.package_data import prepared
from seedance_lint.profiles.catalogue import Entry, catalogue, entry_of
from seedance_lint.profiles.profile import Profile
from seedance_lint.records import NamedTuple

Names = tuple[str, ...]
"""Names of profiles, the first choice first."""


class Signals(NamedTuple):
    """Each signal with the profiles that have it."""

    hosts: Mapping[str, tuple[tuple[str, Names], ...]]
    """Host name to paths there (empty: any), the longest first."""
    calls: Mapping[str, Names]
    ids: Mapping[str, Names]
    """Model ids that some profile lists."""
    patterns: tuple[tuple[str, Names], ...]
    """Regular expressions for those that none lists."""
    fields: Mapping[str, tuple[tuple[str, Names], ...]]
    """Name of a field to what is asked of its value: nothing, ``=VALUE`` or ``:TYPE``."""
    families: Mapping[str, tuple[str, str]]
    """Profile to its family and edition."""
    spellings: tuple[str, ...] = ()
    """Every way to write a tag that some provider documents, with ``{index}``."""
    own_spellings: Mapping[str, tuple[str, ...]] = {}
    """Profile to the ways to write a tag that it prefers."""


def collect(profiles: Iterable[Entry]) -> Signals:
    """Return the signals of profiles; of those that share one, the first choice is first."""
    known = sorted(profiles, key=_rank)
    hosts: dict[str, dict[str, list[str]]] = {}
    calls: dict[str, list[str]] = {}
    fields: dict[str, dict[str, list[str]]] = {}
    patterns: dict[str, list[str]] = {}
    for profile in known:
        signals = profile.signals
        for host in signals.hosts:
            name, slash, path = host.partition("/")
            hosts.setdefault(name.lower(), {}).setdefault(slash + path, []).append(profile.name)
        for call in signals.calls:
            calls.setdefault(call, []).append(profile.name)
        for field in signals.fields:
            name, test = _test(field)
            fields.setdefault(name, {}).setdefault(test, []).append(profile.name)
        for pattern in signals.models:
            patterns.setdefault(pattern, []).append(profile.name)
    ids = dict.fromkeys(model for profile in known for model in profile.models)
    every = tuple((pattern, tuple(names)) for pattern, names in patterns.items())
    return Signals(
        hosts={name: tuple(sorted(_tuples(paths), key=_longest)) for name, paths in hosts.items()},
        calls=dict(_tuples(calls)),
        ids={model: found for model in ids if (found := matching(model, every, known))},
        patterns=every,
        fields={name: tuple(_tuples(tests)) for name, tests in fields.items()},
        families={profile.name: (profile.family, profile.edition) for profile in known},
        spellings=tuple(dict.fromkeys(form for profile in known for form in profile.spellings)),
        own_spellings={profile.name: profile.own_spellings for profile in known},
    )


def matching(model: str, patterns: Iterable[tuple[str, Names]], listed: Iterable[Entry] = ()) -> Names:
    """Return the profiles whose patterns a whole model id fits, and those that list it."""
    import re

    names = [name for pattern, found in patterns if re.fullmatch(pattern, model) for name in found]
    return tuple(dict.fromkeys([*names, *(profile.name for profile in listed if model in profile.models)]))


@lru_cache(maxsize=1)
def shipped() -> Signals:
    """Return the signals of the profiles that come with the program, as they were prepared when the package was built."""
    made = prepared("signals")
    return collect(catalogue().values()) if made is None else Signals(*made)


def of_profiles(profiles: Iterable[Profile]) -> Signals:
    """Return the signals of profiles that do not come with the program."""
    return collect(entry_of(profile) for profile in profiles)


def plain() -> list[Any]:
    """Return the signals of our profiles as plain values, for the package's prepared data."""
    return list(collect(catalogue().values()))


def _rank(profile: Entry) -> int:
    return profile.signals.rank


def _tuples(table: Mapping[str, list[str]]) -> Iterator[tuple[str, Names]]:
    return ((name, tuple(names)) for name, names in table.items())


def _longest(entry: tuple[str, Names]) -> int:
    return -len(entry[0])


def _test(field: str) -> tuple[str, str]:
    """Take ``NAME``, ``NAME=VALUE`` or ``NAME:TYPE`` apart into the name and the rest."""
    for mark in "=:":
        name, found, rest = field.partition(mark)
        if found:
            return name, found + rest
    return field, ""


def joined(own: Signals, ours: Signals) -> Signals:
    """Return two tables as one; the own signals are first and, where both have one, alone."""
    return Signals(
        hosts={**ours.hosts, **own.hosts},
        calls={**ours.calls, **own.calls},
        ids={**own.ids, **ours.ids},  # a profile that extends one of ours lists the same models
        patterns=(*own.patterns, *ours.patterns),
        fields={name: (*own.fields.get(name, ()), *ours.fields.get(name, ())) for name in {**own.fields, **ours.fields}},
        families={**ours.families, **own.families},
        spellings=(*own.spellings, *ours.spellings),
        own_spellings={**ours.own_spellings, **own.own_spellings},
    )
