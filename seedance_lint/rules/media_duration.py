"""Clips that are too long or too short."""

from collections.abc import Iterator, Sequence

from seedance_lint.diagnostics.violation import Location, Related, Severity, Violation
from seedance_lint.profiles.profile import MediaLimits
from seedance_lint.requests.request import Asset
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta, noun, nouns, plural
from seedance_lint.rules.limits import beyond
from seedance_lint.urls import shown_name


class MediaDuration(Rule):
    """
    ## What it does
    Finds videos and audio files whose total duration is longer or shorter than the provider accepts. Where the provider
    limits single clips, each clip is checked too. Durations come from the request, or from local files with `--media`. The
    tolerance of the provider's own client, usually a fifth of a second, is allowed.

    ## Why is this bad?
    The request is rejected: "the specified duration is not supported".
    """

    meta = RuleMeta("media-duration", "assets", Severity.ERROR, since="0.1.0", source="media", rests_on="contract")
    examples = (
        Example(
            bad="Replicate @Video1 camera movement and @Video2 effects.",
            good="Replicate @Video1 camera movement and @Video2 effects.",
            fields={
                "video_urls": [{"url": "https://example.com/a.mp4", "duration": 9}, {"url": "https://example.com/b.mp4", "duration": 8.5}]
            },
            good_fields={
                "video_urls": [{"url": "https://example.com/a.mp4", "duration": 9}, {"url": "https://example.com/b.mp4", "duration": 5}]
            },
        ),
    )

    def check_request(self, ctx: LintContext) -> Iterator[Violation]:
        if not ctx.measured_files:
            return
        for kind, files in (ctx.request.assets or {}).items():
            timed = [file for file in files if file.duration is not None]
            if not timed:
                continue
            limits = ctx.profile.media[kind]
            too_long = False
            for file in timed:
                violation = self._single(ctx, file, limits)
                if violation is not None:
                    too_long = True
                    yield violation
            if not too_long:
                yield from self._total(ctx, kind, timed, limits, complete=len(timed) == len(files))

    def _single(self, ctx: LintContext, file: Asset, limits: MediaLimits) -> Violation | None:
        seconds, tolerance = file.duration or 0.0, ctx.profile.tolerance_seconds
        allowed = _breach(seconds, limits.min_seconds, limits.max_seconds, tolerance)
        if allowed is None:
            return None
        name = shown_name(file.url) if file.url else ctx.tag(file.kind, file.index)
        told = beyond(ctx.profile, f"media.{file.kind}.seconds")
        if told is None:
            return None
        message = f"`{name}` lasts {_seconds(seconds)}, and {told.takes(f'{allowed} per clip')}"
        return Violation(Location(file.path), message, told.source, ctx.uses(file), severity=told.severity)

    def _total(self, ctx: LintContext, kind: str, timed: Sequence[Asset], limits: MediaLimits, *, complete: bool) -> Iterator[Violation]:
        total = sum(file.duration or 0.0 for file in timed)
        # A clip of unknown length can only add to the total.
        allowed = _breach(total, limits.min_total_seconds if complete else None, limits.max_total_seconds, ctx.profile.tolerance_seconds)
        told = beyond(ctx.profile, f"media.{kind}.total_seconds") if allowed is not None else None
        if told is None:
            return
        last = timed[-1]
        if len(timed) == 1:
            what = f"`{shown_name(last.url)}` lasts" if last.url else f"this {noun(kind)} lasts"
        else:
            what = f"the {plural(len(timed), kind)} last"
        others = tuple(Related(Location(file.path), _seconds(file.duration or 0.0)) for file in timed[:-1])
        message = f"{what} {_seconds(total)}{' in total' if len(timed) > 1 else ''}, and {told.takes(f'{allowed} for all {nouns(kind)} together')}"
        yield Violation(Location(last.path), message, told.source, (*others, *ctx.uses(last)), severity=told.severity)


def _breach(seconds: float, minimum: float | None, maximum: float | None, tolerance: float) -> str | None:
    """Return what is allowed, if a duration is outside it by more than the tolerance."""
    slack = tolerance + 1e-9  # 2.0 - 0.1 is a little more than 1.9 in binary
    if (minimum is None or seconds >= minimum - slack) and (maximum is None or seconds <= maximum + slack):
        return None
    if minimum is None:
        return f"at most {_seconds(maximum or 0.0)}"
    return f"at least {_seconds(minimum)}" if maximum is None else f"{minimum:g} to {_seconds(maximum)}"


def _seconds(value: float) -> str:
    return f"{round(value, 2):g} s"
