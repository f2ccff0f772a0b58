"""`profile`: show a provider's limits with their sources, or list all."""

import os
from collections.abc import Iterator
from pathlib import Path

import click

from seedance_lint.cli.options import ProfileName
from seedance_lint.cli.output import Refusal
from seedance_lint.profiles import (
    MediaLimits,
    ParameterRule,
    Profile,
    ProfileError,
    Range,
    UnknownProfile,
    load_profile,
    load_profile_file,
    names,
)
from seedance_lint.reporters.visible import visible

_MEBI = 1 << 20

_Rows = Iterator[tuple[str, str]]
"""What a limit is on, and the limit; an empty first cell continues the row above."""


@click.command("profile")
@click.argument("name", type=ProfileName(), required=False, metavar="[NAME|FILE]")
def command(name: str | None) -> int:
    """Show a provider's limits with their sources, or list all; FILE is a profile of your own (.toml)."""
    if name is None:
        width = max(len(each) for each in names())
        for each in names():
            click.echo(f"{each:<{width}}  {load_profile(each).title}")
        return 0
    try:
        profile = load_profile_file(Path(name)) if name.endswith(".toml") or os.sep in name else load_profile(name)
    except (UnknownProfile, ProfileError) as error:
        raise Refusal(str(error)) from None
    except OSError as error:
        raise Refusal(f"{name}: cannot be read: {(error.strerror or str(error)).lower()}") from None
    for line in render(profile):
        click.echo(visible(line))
    return 0


def render(profile: Profile) -> Iterator[str]:
    """Yield the lines that show a profile: section by section, each with the place that states it."""
    yield f"{profile.name}: {profile.title}"
    yield f"  {profile.source}"
    yield from _section(profile, "tags", _tags(profile))
    yield from _section(profile, "media", _files(profile))
    yield from _section(profile, "prompt", _prompt(profile))
    yield from _section(profile, "roles", ((kind, ", ".join(roles)) for kind, roles in profile.roles.items() if roles))
    yield from _section(profile, "request", _request(profile))
    yield from _section(profile, "restrictions", _restrictions(profile))


def _section(profile: Profile, name: str, rows: _Rows) -> Iterator[str]:
    cells = list(rows)
    if not cells:
        return
    yield ""
    yield f"{name}: {profile.sources[name]}" if name in profile.sources else name
    width = max(len(first) for first, _ in cells)
    yield from (f"  {first:<{width}}  {second}".rstrip() if width else f"  {second}" for first, second in cells)


def _tags(profile: Profile) -> _Rows:
    for kind, spelling in profile.spelling.items():
        also = ", ".join(form.format(index=1) for form in profile.accepted.get(kind, ()))
        yield kind, f"{spelling.format(index=1)}{f'; also {also}' if also else ''}"


def _files(profile: Profile) -> _Rows:
    for kind, limits in profile.media.items():
        lines = list(_media(limits))
        source = profile.sources.get(f"media.{kind}")
        if lines and source:
            lines.append(f"({source})")
        yield from _rows(kind, lines)
    if profile.max_total is not None:
        yield "all", f"at most {profile.max_total} files"


def _media(limits: MediaLimits) -> Iterator[str]:
    if limits.max_count is not None:
        yield f"at most {limits.max_count} files"
    if limits.formats:
        yield ", ".join(limits.formats)
    if limits.max_bytes is not None:
        yield f"at most {limits.max_bytes / _MEBI:g} MiB a file"
    for range_, unit in (
        (Range(limits.min_seconds, limits.max_seconds), "seconds a file"),
        (Range(limits.min_total_seconds, limits.max_total_seconds), "seconds in total"),
        (limits.sides, "pixels a side"),
        (limits.ratio, "times as wide as high"),
        (limits.pixels, "pixels in all"),
        (limits.frame_rate, "frames a second"),
    ):
        if range_ != Range():
            yield f"{range_} {unit}"
    if limits.schemes != ("http", "https"):
        yield f"URLs: {', '.join(f'{scheme}:' for scheme in limits.schemes)}"


def _prompt(profile: Profile) -> _Rows:
    if profile.max_tokens is not None:
        yield "limit", f"at most {profile.max_tokens:,} tokens"
    if profile.max_characters is not None:
        yield "limit", f"at most {profile.max_characters:,} characters"
    if profile.advice is not None:
        yield "advice", profile.advice


def _request(profile: Profile) -> _Rows:
    shape = profile.request
    yield from _rows("model", list(shape.models))
    yield "prompt", shape.prompt
    yield from ((f"{kind} files", field) for kind, field in shape.media.items())
    for name, rule in shape.parameters.items():
        source = profile.sources.get(f"request.parameters.{name}")
        yield name, f"{_parameter(rule)}{f' ({source})' if source else ''}"
    if shape.other_fields:
        yield "also", ", ".join(shape.other_fields)


def _parameter(rule: ParameterRule) -> str:
    allowed = [str(value) for value in rule.values]
    range_ = Range(rule.minimum, rule.maximum)
    if range_ != Range():
        allowed.append(str(range_))
    allowed += [str(value) for value in rule.also]
    return f"{rule.type}: {', '.join(allowed)}" if allowed else rule.type


def _restrictions(profile: Profile) -> _Rows:
    for holds, text in (
        (profile.faces_rejected, "realistic faces are rejected"),
        (profile.video_references_cost_more, "video references cost more"),
        (profile.public_urls_only, "URLs must be open to everybody"),
        (profile.audio_only_rejected, "audio as the only kind of reference is rejected"),
        (profile.frames_exclude_references, "first and last frames exclude other references"),
    ):
        if holds:
            yield "", text


def _rows(first: str, lines: list[str]) -> _Rows:
    for number, line in enumerate(lines):
        yield "" if number else first, line
