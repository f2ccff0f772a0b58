"""`profile`: show a provider's limits, or list all."""

from collections.abc import Iterator

import click

from seedance_lint.cli.options import ProfileName
from seedance_lint.cli.output import Refusal
from seedance_lint.profiles import MediaLimits, ParameterRule, Profile, UnknownProfile, available, load_profile


@click.command("profile")
@click.argument("name", type=ProfileName(), required=False)
def command(name: str | None) -> int:
    """Show a provider's limits with their sources, or list all."""
    if name is None:
        width = max(len(each) for each in available())
        for each in available():
            click.echo(f"{each:<{width}}  {load_profile(each).title}")
        return 0
    try:
        profile = load_profile(name)
    except UnknownProfile as error:
        raise Refusal(str(error)) from None
    for line in _lines(profile):
        click.echo(line)
    return 0


def _lines(profile: Profile) -> Iterator[str]:
    yield f"{profile.name}: {profile.title}"
    yield f"source: {profile.source}"
    yield from _section(profile, "tags", [f"{kind}: {spelling.format(index=1)}" for kind, spelling in profile.spelling.items()])
    total = [f"all files: at most {profile.max_total}"] if profile.max_total is not None else []
    yield from _section(profile, "media", [line for limits in profile.media.values() for line in _media(limits)] + total)
    yield from _section(profile, "prompt", [f"at most {profile.max_tokens:,} tokens"] if profile.max_tokens is not None else [])
    yield from _section(profile, "roles", [f"{kind}: {', '.join(roles)}" for kind, roles in profile.roles.items() if roles])
    shape = profile.request
    fields = [f"model: {', '.join(shape.models)}"] if shape.models else []
    fields += [f"prompt: {shape.prompt}", *(f"{kind} files: {field}" for kind, field in shape.media.items())]
    yield from _section(profile, "request", [*fields, *(_parameter(rule) for rule in shape.parameters.values())])
    flags = {
        "realistic faces are rejected": profile.faces_rejected,
        "video references cost more": profile.video_references_cost_more,
        "URLs must be public": profile.public_urls_only,
        "audio alone is rejected": profile.audio_only_rejected,
    }
    yield from _section(profile, "restrictions", [text for text, holds in flags.items() if holds])


def _section(profile: Profile, name: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield f"{name} ({profile.sources[name]})" if name in profile.sources else name
        yield from (f"  {line}" for line in lines)


def _media(limits: MediaLimits) -> Iterator[str]:
    parts = [f"at most {limits.max_count} files"] if limits.max_count is not None else []
    parts += [", ".join(limits.formats)] if limits.formats else []
    parts += [f"{limits.max_bytes / 2**20:g} MB each"] if limits.max_bytes is not None else []
    for low, high, what in (
        (limits.min_seconds, limits.max_seconds, "each"),
        (limits.min_total_seconds, limits.max_total_seconds, "in total"),
    ):
        if low is not None or high is not None:
            parts.append(f"{_range(low, high)} s {what}")
    if parts:
        yield f"{limits.kind}: {'; '.join(parts)}"


def _parameter(rule: ParameterRule) -> str:
    allowed = [str(value) for value in rule.values]
    if rule.minimum is not None or rule.maximum is not None:
        allowed.append(_range(rule.minimum, rule.maximum))
    allowed += [str(value) for value in rule.also]
    return f"{rule.name}: {rule.type}" + (f", {', '.join(allowed)}" if allowed else "")


def _range(low: float | None, high: float | None) -> str:
    if low is None:
        return f"up to {high:g}"
    return f"from {low:g}" if high is None else f"{low:g} to {high:g}"
