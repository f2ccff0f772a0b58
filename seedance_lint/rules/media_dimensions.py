"""Local images and videos whose size, aspect ratio or frame rate the provider does not accept."""

from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Location, Severity, Violation
from seedance_lint.profiles.profile import MediaLimits
from seedance_lint.requests.facts import FileFacts
from seedance_lint.rules.base import Example, GivenFile, LintContext, Rule, RuleMeta
from seedance_lint.rules.limits import beyond
from seedance_lint.urls import shown_name


class MediaDimensions(Rule):
    """
    ## What it does
    Finds local images and videos whose width, height, aspect ratio, number of pixels or frame rate is outside the
    provider's limits. Needs `check --media`. Silent if the profile states no such limits, as `seedance-2.0` does not.

    ## Why is this bad?
    The request is rejected after the upload. Frame rates are rounded to the nearest whole number: 23.976 counts as 24.
    """

    meta = RuleMeta("media-dimensions", "assets", Severity.ERROR, since="0.1.0", source="media", rests_on="contract")
    examples = (
        Example(
            bad="use image 1 as first frame. She turns around.",
            good="use image 1 as first frame. She turns around.",
            images=("thumbnail.png",),
            good_images=("start.png",),
            profile="evolink-2.0",
            found={
                "thumbnail.png": FileFacts("image", "png", 9_000, width=160, height=90),
                "start.png": FileFacts("image", "png", 90_000, width=1280, height=720),
            },
        ),
    )

    def check_local_file(self, ctx: LintContext, file: GivenFile, facts: FileFacts) -> Iterator[Violation]:
        asset = file.asset
        if facts.kind != asset.kind:
            return
        for limit, fault, allowed in _faults(facts, ctx.profile.media[asset.kind]):
            told = beyond(ctx.profile, f"media.{asset.kind}.{limit}")
            if told is not None:
                message = f"`{shown_name(file.url)}` {fault}; {told.takes(allowed)}"
                yield Violation(Location(asset.path), message, told.source, ctx.uses(asset), severity=told.severity)


def _faults(facts: FileFacts, limits: MediaLimits) -> Iterator[tuple[str, str, str]]:
    """Yield the limits that a file exceeds: the limit's name, what the file is, and what is accepted."""
    if facts.width and facts.height:
        width, height = facts.width, facts.height
        size = f"is {width}×{height} pixels"
        if not (limits.sides.holds(width) and limits.sides.holds(height)):
            yield "sides", size, f"{limits.sides} per side"
        if not limits.ratio.holds(width / height):
            yield "ratio", f"{size}, {width / height:.2f} times as wide as it is high", f"{limits.ratio} times"
        if not limits.pixels.holds(width * height):
            yield "pixels", f"{size}, {width * height:,} in total", str(limits.pixels)
    if facts.frame_rate and not limits.frame_rate.holds(round(facts.frame_rate)):
        yield "frame_rate", f"has {facts.frame_rate:g} frames per second", str(limits.frame_rate)
