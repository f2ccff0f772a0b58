"""Profiles from their TOML files."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from seedance_lint.profiles.profile import MediaLimits, ParameterRule, Profile, RequestShape

_FOLDER = Path(__file__).parent
_NOT_PROFILES = {"formats", "roles"}


class UnknownProfile(ValueError):
    """A profile that is not there; the message lists those that are."""


def available() -> tuple[str, ...]:
    """Return the names of the profiles that come with the program."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml") if path.stem not in _NOT_PROFILES))


@lru_cache(maxsize=8)
def load_profile(name: str) -> Profile:
    """Return a profile by its name.

    Raises:
        UnknownProfile: there is none of that name.
    """
    if name not in available():
        raise UnknownProfile(f"no profile `{name}`; there are: {', '.join(available())}")
    return from_data(_read(_FOLDER / f"{name}.toml"))


def load_profile_file(path: Path) -> Profile:
    """Return the profile in a TOML file of the user's own.

    Raises:
        OSError, tomllib.TOMLDecodeError, KeyError, TypeError: the file cannot be read, or is no profile.
    """
    return from_data(_read(path))


@lru_cache(maxsize=1)
def extensions() -> dict[str, tuple[str, str]]:
    """Return file-name extension to (kind, format): ``jpg`` to (``image``, ``jpeg``)."""
    data = _read(_FOLDER / "formats.toml")
    return {extension: (kind, name) for kind, formats in data.items() for name, spellings in formats.items() for extension in spellings}


@lru_cache(maxsize=1)
def customary_roles() -> dict[str, dict[str, frozenset[str]]]:
    """Return, per kind of file, the roles that people give it whatever a provider documents: those ``in_use``, and those that are ``unlikely``."""
    data = _read(_FOLDER / "roles.toml")
    return {kind: {name: frozenset(table.get(name, ())) for name in ("in_use", "unlikely")} for kind, table in data.items()}


def _read(path: Path) -> dict[str, Any]:
    import tomllib

    return tomllib.loads(path.read_text(encoding="utf-8"))


def from_data(data: Mapping[str, Any]) -> Profile:
    """Build a profile from the tables of its file."""
    media = data["media"]
    restrictions = data.get("restrictions", {})
    request = data["request"]
    return Profile(
        name=data["name"],
        title=data["title"],
        source=data["source"],
        sources={name: table["source"] for name, table in data.items() if isinstance(table, dict) and "source" in table},
        spelling=data["tags"]["spelling"],
        media={kind: _limits(kind, media.get(kind, {})) for kind in data["tags"]["spelling"]},
        max_total=media.get("max_total"),
        max_tokens=data.get("prompt", {}).get("max_tokens"),
        roles={kind: tuple(data["roles"].get(kind, ())) for kind in data["tags"]["spelling"]},
        exclusive_roles=frozenset(data["roles"].get("exclusive", ())),
        request=RequestShape(
            models=tuple(request.get("models", ())),
            prompt=request["prompt"],
            media=request["media"],
            parameters={name: _parameter(name, table) for name, table in request.get("parameters", {}).items()},
            other_fields=tuple(request.get("other_fields", ())),
        ),
        faces_rejected=restrictions.get("faces_rejected", False),
        video_references_cost_more=restrictions.get("video_references_cost_more", False),
        public_urls_only=restrictions.get("public_urls_only", False),
        audio_only_rejected=restrictions.get("audio_only_rejected", False),
        frames_without_tags=data["tags"].get("frames_without_tags", 0),
        tolerance_seconds=media.get("tolerance_seconds", 0.0),
        vague_roles=frozenset(data["roles"].get("vague", ())),
    )


def _limits(kind: str, table: Mapping[str, Any]) -> MediaLimits:
    total, single = table.get("total_seconds", {}), table.get("seconds", {})
    return MediaLimits(
        kind=kind,
        max_count=table.get("max_count"),
        formats=tuple(table.get("formats", ())),
        max_bytes=table.get("max_bytes"),
        min_total_seconds=total.get("min"),
        max_total_seconds=total.get("max"),
        min_seconds=single.get("min"),
        max_seconds=single.get("max"),
        schemes=tuple(table.get("schemes", ("http", "https"))),
    )


def _parameter(name: str, table: Mapping[str, Any]) -> ParameterRule:
    return ParameterRule(
        name=name,
        type=table["type"],
        values=tuple(table.get("values", ())),
        minimum=table.get("min"),
        maximum=table.get("max"),
        also=tuple(table.get("also", ())),
    )
