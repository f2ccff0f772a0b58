"""Profiles from their TOML files."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from seedance_lint.annotations import TYPE_CHECKING, Any
from seedance_lint.files import read_regular
from seedance_lint.package_data import prepared_part, read_toml, toml_names
from seedance_lint.profiles.extend import DOUBTS, ORIGIN, EndlessExtends, origins, resolve
from seedance_lint.profiles.profile import Condition, MediaLimits, Origin, ParameterRule, Profile, RequestShape, Retired, Signals
from seedance_lint.profiles.schema import ProfileError, Table
from seedance_lint.toml import loads

if TYPE_CHECKING:
    from pathlib import Path

DEFAULT = "seedance-2.0"
_TYPES = ("integer", "number", "string", "boolean")
_STANDINGS = ("documented", "reported", "disputed")
_DATE = r"(\d{4}-\d\d(-\d\d)?)?"
_EFFECTS = ("rejected", "dropped")
_NOT_PROFILES = {"formats", "generations", "media_types", "roles"}


class UnknownProfile(ValueError):
    """A profile that is not there; the message lists those that are."""


def profile_files() -> tuple[str, ...]:
    """Return the names of the profiles for which the program has files."""
    found = (name.removeprefix("profiles/").removesuffix(".toml") for name in toml_names() if name.startswith("profiles/"))
    return tuple(sorted(name for name in found if name not in _NOT_PROFILES))


@lru_cache(maxsize=64)
def load_profile(name: str) -> Profile:
    """Return a profile by its name.

    Raises:
        UnknownProfile: no such name.
    """
    return from_data(_read_ours(name))


def find_profile(name: str) -> tuple[Profile, ...]:
    """Return the profile of a name, or those of the family of that name (``fal``).

    Raises:
        UnknownProfile: there is neither.
    """
    from seedance_lint.profiles.catalogue import family

    try:
        return (load_profile(name),)
    except UnknownProfile:
        editions = tuple([load_profile(each) for each in family(name)])
        if not editions:
            raise
        return editions


def load_profile_file(path: "Path") -> Profile:
    """Return the profile in a TOML file of the user's own.

    Raises:
        OSError: the file cannot be read.
        ProfileError, UnknownProfile: it is not a profile.
    """
    try:
        return from_data(_read(path))
    except UnknownProfile:
        raise
    except ValueError as error:  # among them what is not TOML, or not UTF-8
        raise ProfileError(f"{path}: {error}") from None


@lru_cache(maxsize=1)
def extensions() -> dict[str, tuple[str, str]]:
    """Return file-name extension to (kind, format): ``jpg`` to (``image``, ``jpeg``)."""
    data = read_toml("profiles/formats.toml")
    return {extension: (kind, name) for kind, formats in data.items() for name, spellings in formats.items() for extension in spellings}


@lru_cache(maxsize=1)
def media_types() -> dict[str, tuple[str, str]]:
    """Return media type to (kind, format): ``video/quicktime`` to (``video``, ``mov``). The kind ``none`` is never a file."""
    return {name: (kind, form) for kind, types in read_toml("profiles/media_types.toml").items() for name, form in types.items()}


@lru_cache(maxsize=1)
def customary_roles() -> dict[str, dict[str, frozenset[str]]]:
    """Return, per kind of file, what people take from it whatever a provider documents: roles ``in_use``, ``unlikely`` ones, and ``plans``."""
    data = read_toml("profiles/roles.toml")
    return {kind: {name: frozenset(table.get(name, ())) for name in ("in_use", "unlikely", "plans")} for kind, table in data.items()}


def _read_ours(name: str) -> dict[str, Any]:
    try:
        if name not in _NOT_PROFILES and "/" not in name:
            return prepared_part(f"profile-{name}") or read_toml(f"profiles/{name}.toml")
    except OSError:
        pass
    raise UnknownProfile(_unknown(name))


def _unknown(name: str) -> str:
    from seedance_lint.nearest import did_you_mean
    from seedance_lint.profiles.catalogue import catalogue, family

    of_provider = family(name)
    if of_provider:
        return f"no profile `{name}`; profiles of that provider: {', '.join(of_provider)}"
    known = [known for entry in catalogue().values() for known in (entry.family, entry.name)]
    return f"no profile `{name}`{did_you_mean(name, known) or '; `seedance-lint profile` lists all'}"


_MOST_BYTES = 1024 * 1024
"""Of a profile's file."""


def _read(path: "Path") -> dict[str, Any]:
    return loads(read_regular(str(path), _MOST_BYTES).decode("utf-8-sig"))


def from_data(data: Mapping[str, Any]) -> Profile:
    """Build a profile from the tables of its file.

    ``extends`` names a profile of ours whose tables are taken where this one has none. Without ``roles`` a profile has those of the
    default one: they say what the model understands with any provider.

    Raises:
        ProfileError: a key is missing, unknown, or of the wrong type.
        UnknownProfile: no such name in ``extends``.
    """
    data = _whole(data)
    top = Table(data)
    tags, media, prompt, roles = (top.table(name) for name in ("tags", "media", "prompt", "roles"))
    request, restrictions, signals = top.table("request"), top.table("restrictions"), top.table("recognise")
    for table in (top, tags, media, prompt, roles, request, restrictions, signals):
        _take_origin(table)
    name = top.take("name", str)
    title = top.take("title", str)
    edition = top.take("edition", str, _edition(name))
    spelling = tags.texts("spelling")
    accepted_forms = tags.table("accepted")
    accepted = {kind: accepted_forms.words(kind) for kind in spelling}
    for form in (*spelling.values(), *(form for forms in accepted.values() for form in forms)):
        if form.count("{index}") != 1 or re.search(r"[{}]", form.replace("{index}", "")):
            raise ProfileError(f"`{form}` is not a tag spelling; write `{{index}}` once in place of the number")
    profile = Profile(
        name=name,
        title=title,
        source=top.take("source", str),
        sources=dict(_sources(data)),
        spelling=spelling,
        media={kind: _limits(kind, media.table(kind)) for kind in spelling},
        max_total=media.take("max_total", int, None),
        max_tokens=prompt.take("max_tokens", int, None),
        roles={kind: roles.words(kind) for kind in spelling},
        exclusive_roles=frozenset(roles.words("exclusive")),
        request=_shape(request),
        faces_rejected=restrictions.take("faces_rejected", bool, default=False),
        video_references_cost_more=restrictions.take("video_references_cost_more", bool, default=False),
        public_urls_only=restrictions.take("public_urls_only", bool, default=False),
        audio_only_rejected=restrictions.take("audio_only_rejected", bool, default=False),
        frames_without_tags=tags.take("frames_without_tags", int, 0),
        tolerance_seconds=media.take("tolerance_seconds", float, 0.0),
        vague_roles=frozenset(roles.words("vague")),
        accepted=accepted,
        accepts_any=tags.take("any", bool, default=False),
        max_characters=prompt.take("max_characters", int, None),
        prompt_cut=_one_of(prompt, "over", ("rejected", "cut")) == "cut",
        advice=prompt.take("advice", str, None),
        frames_exclude_references=_effect(restrictions),
        family=top.take("family", str, name.removesuffix(f"-{edition}")),
        edition=edition,
        provider=top.take("provider", str, title.partition(",")[0]),
        signals=_signals(signals),
        origins=dict(origins(data)),
        min_characters=prompt.take("min_characters", int, None),
        prompt_optional=prompt.take("optional", bool, default=False),
        last_frame_needs_first=restrictions.take("last_frame_needs_first", bool, default=False),
        lists_roles=not roles.take("borrowed", bool, default=False),
        items_need_role=restrictions.take("items_need_role", bool, default=False),
    )
    top.close()
    return profile


def _limits(kind: str, table: Table) -> MediaLimits:
    _take_origin(table)
    total, single = table.range("total_seconds"), table.range("seconds")
    return MediaLimits(
        kind=kind,
        max_count=table.take("max_count", int, None),
        formats=table.words("formats"),
        max_bytes=table.take("max_bytes", int, None),
        min_total_seconds=total.minimum,
        max_total_seconds=total.maximum,
        min_seconds=single.minimum,
        max_seconds=single.maximum,
        schemes=table.words("schemes", ("http", "https")),
        sides=table.range("sides"),
        ratio=table.range("ratio"),
        pixels=table.range("pixels"),
        frame_rate=table.range("frame_rate"),
        max_total_bytes=table.take("max_total_bytes", int, None),
    )


def _shape(request: Table) -> RequestShape:
    return RequestShape(
        models=request.words("models"),
        prompt=request.take("prompt", str),
        media=request.texts("media", {}),
        parameters={name: _parameter(name, table) for name, table in request.table("parameters").tables().items()},
        other_fields=request.words("other_fields"),
        singles=request.texts("singles", {}),
        frames=request.texts("frames", {}),
        mixed=request.words("mixed"),
        content=request.take("content", bool, default=False),
        retired={name: _retired(name, table) for name, table in request.table("retired").tables().items()},
        conditions=tuple(_condition(table) for table in request.table_list("conditions")),
        task=request.take("task", str, None),
        closed=request.take("closed", bool, default=False),
        node=request.take("node", bool, default=False),
        part_roles=request.table("part_roles").lists(),
    )


def _parameter(name: str, table: Table) -> ParameterRule:
    _take_origin(table)
    kinds = table.words_or_word("type")
    for kind in kinds:
        if kind not in _TYPES:
            raise ProfileError(f"`{kind}` is not a type for the parameter `{name}`; expected {', '.join(_TYPES)}")
    by_model = table.table("values_by_model")
    return ParameterRule(
        name=name,
        type=kinds[0],
        values=tuple(table.take("values", list, ())),
        minimum=table.take("min", float, None),
        maximum=table.take("max", float, None),
        also=tuple(table.take("also", list, ())),
        several=kinds if len(kinds) > 1 else (),
        ignore_case=table.take("ignore_case", bool, default=False),
        by_model=tuple((_pattern(pattern), tuple(by_model.take(pattern, list))) for pattern in by_model),
    )


def _retired(name: str, table: Table) -> Retired:
    _take_origin(table)
    return Retired(name, _one_of(table, "effect", ("ignored", "rejected")), table.take("instead", str, ""))


def _condition(table: Table) -> Condition:
    _take_origin(table)
    origin = Origin(*(table.take(key, str, default) for key, default in zip(ORIGIN, Origin(""), strict=True)))
    then, most = table.table("then"), table.table("most")
    return Condition(
        when=dict(table.take("when", dict)),
        then={name: tuple(then.take(name, list)) for name in then},
        needs=table.take("needs", str, None),
        why=table.take("why", str, ""),
        origin=origin,
        most={kind: most.take(kind, int) for kind in most},
    )


def _pattern(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ProfileError(f"`{pattern}` is not a regular expression: {error}") from None
    return pattern


def _effect(restrictions: Table) -> str | None:
    """Return what a provider does with frames beside references; ``true`` is short for ``rejected``."""
    effect = restrictions.take_any("frames_exclude_references", (bool, str), default=None)
    if isinstance(effect, str) and effect not in _EFFECTS:
        raise ProfileError(f"`restrictions.frames_exclude_references` must be one of {', '.join(_EFFECTS)}, not `{effect}`")
    return effect if isinstance(effect, str) else "rejected" if effect else None


def _edition(name: str) -> str:
    """Return the edition that a profile's name ends with: ``2.0-fast`` of ``fal-2.0-fast``."""
    found = re.search(r"-(\d+\.\d+(?:-\w+)*)$", name)
    return found[1] if found is not None else ""


def _signals(table: Table) -> Signals:
    models = tuple(_pattern(pattern) for pattern in table.words("models"))
    return Signals(table.words("hosts"), table.words("calls"), models, table.words("fields"), table.take("rank", int, 0))


def _one_of(table: Table, key: str, words: tuple[str, ...]) -> str:
    """Return the word at a key, the first of them where there is none."""
    word = table.take(key, str, words[0])
    if word not in words:
        raise ProfileError(f"`{table.path(key)}` must be one of {', '.join(words)}, not `{word}`")
    return str(word)


def _take_origin(table: Table) -> None:
    table.take("source", str, "")
    if not re.fullmatch(_DATE, table.take("checked", str, "")):
        raise ProfileError(f"`{table.path('checked')}` takes a day or a month, such as 2026-09-29 or 2026-09")
    _one_of(table, "standing", _STANDINGS)
    for doubt in DOUBTS:
        for key in table.words(doubt):
            if key not in table:
                raise ProfileError(f"`{table.path(doubt)}` names `{key}`, which is not in this table")


def tables_of(name: str) -> dict[str, Any]:
    """Return the tables of a profile of ours, with those that it takes from others."""
    return _whole(_read_ours(name))


def _whole(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the tables of a profile with those of the profiles that it extends, and the roles of the default one if it has none."""
    try:
        whole = resolve(data, _read_ours)
    except EndlessExtends as error:
        raise ProfileError(str(error)) from None
    if "roles" not in whole:
        ours = _read_ours(DEFAULT)
        whole["roles"] = {**ours["roles"], "borrowed": True, "source": f"{ours['source']} ({ours['roles']['source']})"}
    return whole


def _sources(table: Mapping[str, Any], name: str = "") -> Iterator[tuple[str, str]]:
    """Yield the sources in a profile's tables by the tables' names: ``media``, ``media.video``."""
    for key, value in table.items():
        if isinstance(value, dict):
            path = f"{name}.{key}" if name else key
            if "source" in value:
                yield path, value["source"]
            yield from _sources(value, path)
