"""Profiles in words: every limit with the place that states it."""

from collections.abc import Iterable, Iterator

from seedance_lint.profiles.catalogue import Entry
from seedance_lint.profiles.profile import Condition, MediaLimits, ParameterRule, Profile, Range

_MEBI = 1 << 20
_FIRST = "seedance"
"""The provider that is listed first: the default one."""

_Rows = Iterator[tuple[str, str]]
"""What a limit is on, and the limit; an empty first cell continues the row above."""


def overview(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield the lines that list profiles, those of one provider together, with the day on which each was looked up."""
    rows = sorted(entries, key=lambda entry: (entry.family != _FIRST, entry.family))
    width = max(len(entry.name) for entry in rows)
    for number, entry in enumerate(rows):
        if number and entry.family != rows[number - 1].family:
            yield ""
        yield f"{entry.name:<{width}}  {entry.title}{f', checked {entry.checked}' if entry.checked else ''}"


def render(profile: Profile) -> Iterator[str]:
    """Yield the lines that show a profile: section by section, each with the place that states it."""
    yield f"{profile.name}: {profile.title}"
    yield f"  {_told(profile, '')}"
    for name, rows in (
        ("recognise", _signals(profile)),
        ("tags", _tags(profile)),
        ("media", _files(profile)),
        ("prompt", _prompt(profile)),
        ("roles", ((kind, ", ".join(roles)) for kind, roles in profile.roles.items() if roles)),
        ("request", _request(profile)),
        ("restrictions", _restrictions(profile)),
    ):
        yield from _section(profile, name, rows)


def _section(profile: Profile, name: str, rows: _Rows) -> Iterator[str]:
    cells = list(rows)
    if not cells:
        return
    yield ""
    yield f"{name}: {_told(profile, name)}" if _differs(profile, name, "") and name != "recognise" else name
    width = max(len(first) for first, _ in cells)
    yield from (f"  {first:<{width}}  {second}".rstrip() if width else f"  {second}" for first, second in cells)


def _told(profile: Profile, section: str) -> str:
    """Say where a section was read, when, and how sure it is."""
    origin = profile.origin(section)
    more = [f"checked {origin.checked}"] if origin.checked else []
    more += [origin.standing] if origin.standing != "documented" else []
    return ", ".join([origin.source, *more])


def _differs(profile: Profile, section: str, other: str) -> bool:
    return profile.origin(section) != profile.origin(other)


def _note(profile: Profile, section: str, outer: str) -> str:
    """Say where a part of a section was read, where that is another place."""
    return f" ({_told(profile, section)})" if _differs(profile, section, outer) else ""


def _signals(profile: Profile) -> _Rows:
    signals = profile.signals
    for what, words in (("host", signals.hosts), ("call", signals.calls), ("model", signals.models), ("field", signals.fields)):
        yield from _rows(what, [", ".join(words)] if words else [])


def _tags(profile: Profile) -> _Rows:
    if profile.accepts_any:
        yield "any", "no documented spelling; every spelling is accepted"
    for kind, spelling in profile.spelling.items():
        also = ", ".join(form.format(index=1) for form in profile.accepted.get(kind, ()))
        yield kind, f"{spelling.format(index=1)}{f'; also {also}' if also else ''}"


def _files(profile: Profile) -> _Rows:
    for kind, limits in profile.media.items():
        lines = list(_media(limits))
        section = f"media.{kind}"
        if lines and _differs(profile, section, "media"):
            lines.append(f"({_told(profile, section)})")
        doubts = [key for key in MediaLimits._fields if profile.origin(f"{section}.{key}").standing != profile.origin(section).standing]
        lines += [f"({key}: {profile.origin(f'{section}.{key}').standing})" for key in doubts]
        yield from _rows(kind, lines)
    if profile.max_total is not None:
        yield "all", f"at most {profile.max_total} files"


def _media(limits: MediaLimits) -> Iterator[str]:
    if limits.max_count is not None:
        yield f"at most {limits.max_count} files"
    if limits.formats:
        yield ", ".join(limits.formats)
    if limits.max_bytes is not None:
        yield f"at most {limits.max_bytes / _MEBI:g} MiB per file"
    if limits.max_total_bytes is not None:
        yield f"at most {limits.max_total_bytes / _MEBI:g} MiB in total"
    for range_, unit in (
        (Range(limits.min_seconds, limits.max_seconds), "seconds per file"),
        (Range(limits.min_total_seconds, limits.max_total_seconds), "seconds in total"),
        (limits.sides, "pixels per side"),
        (limits.ratio, "times as wide as it is high"),
        (limits.pixels, "pixels in total"),
        (limits.frame_rate, "frames per second"),
    ):
        if range_ != Range():
            yield f"{range_} {unit}"
    if limits.schemes != ("http", "https"):
        yield f"URLs: {', '.join(f'{scheme}:' for scheme in limits.schemes)}"


def _prompt(profile: Profile) -> _Rows:
    if profile.max_tokens is not None:
        yield "limit", f"at most {profile.max_tokens:,} tokens"
    if profile.max_characters is not None:
        yield "limit", f"at most {profile.max_characters:,} characters{'; longer prompts are cut off' if profile.prompt_cut else ''}"
    if profile.min_characters is not None:
        yield "limit", f"at least {profile.min_characters:,} characters"
    if profile.prompt_optional:
        yield "", "not required with files"
    if profile.advice is not None:
        yield "advice", profile.advice


def _request(profile: Profile) -> _Rows:
    shape = profile.request
    yield from _rows("model", list(shape.models))
    yield "prompt", shape.prompt
    yield from ((f"{kind} files", field) for kind, field in shape.media.items())
    yield from ((f"{kind} file", field) for kind, field in shape.singles.items())
    yield from ((role.replace("_", " "), field) for field, role in shape.frames.items())
    yield from (("files of any kind", field) for field in shape.mixed)
    if shape.content:
        yield "content", "text and files as parts of one list"
    yield from ((f"role of {kind}", ", ".join(roles)) for kind, roles in shape.part_roles.items())
    for name, rule in shape.parameters.items():
        yield name, f"{_parameter(rule)}{_note(profile, f'request.parameters.{name}', 'request')}"
        yield from (("", f"with {pattern}: {', '.join(map(str, values))}") for pattern, values in rule.by_model)
    if shape.other_fields:
        yield "also", ", ".join(shape.other_fields)
    if shape.closed:
        yield "", "other fields are rejected"
    for name, retired in shape.retired.items():
        yield name, f"not accepted: {retired.effect}{_note(profile, f'request.retired.{name}', 'request')}"
    yield from (("if", f"{_condition(each)} ({each.origin.source}, checked {each.origin.checked})") for each in shape.conditions)


def _condition(condition: Condition) -> str:
    """Say a condition in words: ``task is edit: ratio is adaptive, needs a video``."""
    when = condition.when
    said = f"{when['field']} is {when['value']}" if "field" in when else ", ".join(f"{what} is {value}" for what, value in when.items())
    then = [f"{name} is {' or '.join(map(str, values))}" for name, values in condition.then.items()]
    needs = [f"needs a {condition.needs}"] if condition.needs else []
    most = [f"at most {count} {kind} reference{'' if count == 1 else 's'}" for kind, count in condition.most.items()]
    return f"{said}: {', '.join([*then, *needs, *most])}"


def _parameter(rule: ParameterRule) -> str:
    allowed = [str(value) for value in rule.values]
    range_ = Range(rule.minimum, rule.maximum)
    if range_ != Range():
        allowed.append(str(range_))
    allowed += [str(value) for value in rule.also]
    kinds = " or ".join(rule.types)
    return f"{kinds}: {', '.join(allowed)}{', in any letter case' if rule.ignore_case else ''}" if allowed else kinds


def _restrictions(profile: Profile) -> _Rows:
    for holds, text in (
        (profile.faces_rejected, "realistic faces are rejected"),
        (profile.video_references_cost_more, "video references cost more"),
        (profile.public_urls_only, "URLs must be public"),
        (profile.audio_only_rejected, "requests with only audio references are rejected"),
        (profile.frames_exclude_references == "rejected", "first and last frames together with other references are rejected"),
        (profile.frames_exclude_references == "dropped", "references together with first and last frames are dropped"),
        (profile.last_frame_needs_first, "a last frame needs a first frame"),
        (profile.items_need_role, "with references, every file needs a role"),
    ):
        if holds:
            yield "", text


def _rows(first: str, lines: list[str]) -> _Rows:
    for number, line in enumerate(lines):
        yield "" if number else first, line
