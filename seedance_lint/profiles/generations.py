"""What any contract takes of one model: the values, ranges and counts of all profiles together."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from seedance_lint.annotations import TYPE_CHECKING, Any
from seedance_lint.package_data import prepared_part, read_toml
from seedance_lint.records import NamedTuple

if TYPE_CHECKING:
    from seedance_lint.profiles.profile import MediaLimits, ParameterRule, Profile

_MOST = 10**12
_OWNER = "Ark"
"""The provider that is named where several take a thing: the model's own API."""


class Most(NamedTuple):
    """The largest number of files that any provider takes, and who does."""

    files: int
    provider: str


class Generation(NamedTuple):
    """What any provider takes of one model (``2.5``, ``2.5-flash``).

    ``values`` and ``ranges`` are by what a parameter means (``resolution``), whatever it is called; ``counts`` by the kind of file.
    """

    values: Mapping[str, Mapping[str, str]]
    """Meaning to each value, as it is compared, and a provider that takes it."""
    ranges: Mapping[str, tuple[float, float]]
    counts: Mapping[str, Most]
    total: Most | None

    def taker(self, meaning: str, value: object) -> str | None:
        """Return a provider that takes a value; None if nobody does."""
        told = self.values.get(meaning, {}).get(comparable(value))
        number = as_number(value)
        low, high = self.ranges.get(meaning, (1.0, 0.0))
        return told or (_OWNER if number is not None and low <= number <= high else None)


def generation_of(profile: "Profile", model: str | None) -> Generation | None:
    """Return what any provider takes of the model that a request is for; None if no other profile is about it."""
    return _generations().get(model_key(profile, model)) or _generations().get(profile.generation)


def meaning_of(parameter: str) -> str | None:
    """Return what a parameter means: ``resolution`` of ``quality``."""
    return _meanings().get(parameter)


def ages(limit: str) -> bool:
    """Whether a limit (``resolution``, ``max_count``) is one of those that providers widen."""
    return limit in _data()["aging"]["limits"]


def comparable(value: object) -> str:
    """Return a value as it is compared between providers: ``5`` and ``"5"`` are one, and so are ``4K`` and ``4k``."""
    number = as_number(value)
    return f"{number:g}" if number is not None else str(value).casefold()


def as_number(value: object) -> float | None:
    """Return a value, or the number that a text is, as a number."""
    if isinstance(value, str):
        text = value.strip()  # of more characters than ``float`` strips
        return float(text) if re.fullmatch(r"[+-]?\d{1,9}(\.\d{1,9})?", text, re.ASCII) else None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or abs(value) > _MOST:
        return None
    return float(value)


def model_key(profile: "Profile", model: str | None) -> str:
    """Return the model that a request is for: ``2.0-fast``."""
    tiers = _data()["tiers"]
    tier = next((tier for tier, words in tiers.items() if re.search(words, model)), None) if model else None
    own = profile.edition.partition("-")[2]
    tier = tier or (own if own in tiers else None)
    return f"{profile.generation}-{tier}" if tier else profile.generation


@lru_cache(maxsize=1)
def _generations() -> dict[str, Generation]:
    rows = prepared_part("generations")
    return {key: _from_row(row) for key, row in (rows_from_files() if rows is None else rows).items()}


def rows_from_files() -> dict[str, Any]:
    """Return what any profile takes as plain values, by the model."""
    from seedance_lint.profiles.load import load_profile, profile_files

    profiles = sorted((load_profile(name) for name in profile_files()), key=lambda profile: profile.provider != _OWNER)
    by_model: dict[str, list[tuple[Profile, str | None]]] = {}
    for profile in profiles:
        for model in profile.request.models or (None,):
            by_model.setdefault(model_key(profile, model), []).append((profile, model))
    return {key: _row(key, found) for key, found in by_model.items()}


def _row(key: str, found: "list[tuple[Profile, str | None]]") -> dict[str, Any]:
    values: dict[str, dict[str, str]] = {}
    ranges: dict[str, tuple[float, float]] = {}
    counts: dict[str, Most] = {}
    total: Most | None = None
    for profile, model in found:
        for meaning, rule in _parameters(profile):
            for value in (*rule.values_for(model), *rule.also):
                values.setdefault(meaning, {}).setdefault(comparable(value), profile.provider)
            if rule.minimum is not None and rule.maximum is not None:
                low, high = ranges.get(meaning, (rule.minimum, rule.maximum))
                ranges[meaning] = (min(low, rule.minimum), max(high, rule.maximum))
        for kind, limits in profile.media.items():
            most = _larger(counts.get(kind), limits.max_count, profile)
            if most is not None:
                counts[kind] = most
        total = _larger(total, _total(profile.max_total, profile.media.values()), profile)
    elsewhere = _data()["elsewhere"].get(key, {})
    for meaning in elsewhere.keys() - {"source", "provider"}:
        for value in elsewhere[meaning]:
            values.setdefault(meaning, {}).setdefault(comparable(value), elsewhere["provider"])
    files = {kind: tuple(most) for kind, most in counts.items()}
    return {"values": values, "ranges": ranges, "counts": files, "total": tuple(total) if total else None}


def _parameters(profile: "Profile") -> "Iterator[tuple[str, ParameterRule]]":
    for name, rule in profile.request.parameters.items():
        meaning = meaning_of(name)
        if meaning is not None:
            yield meaning, rule


def _total(stated: int | None, media: "Iterable[MediaLimits]") -> int | None:
    """Return the files over all kinds that a provider takes: what it states, else all that it takes of each kind."""
    counts = [limits.max_count for limits in media]
    return stated if stated is not None else sum(filter(None, counts)) if None not in counts else None


def _larger(most: Most | None, count: int | None, profile: "Profile") -> Most | None:
    return Most(count, profile.provider) if count is not None and (most is None or count > most.files) else most


def _from_row(row: Mapping[str, Any]) -> Generation:
    counts = {kind: Most(*most) for kind, most in row["counts"].items()}
    return Generation(row["values"], row["ranges"], counts, Most(*row["total"]) if row["total"] else None)


@lru_cache(maxsize=1)
def _meanings() -> dict[str, str]:
    return {name: meaning for meaning, names in _data()["meanings"].items() for name in names}


def _data() -> dict[str, Any]:
    return read_toml("profiles/generations.toml")
