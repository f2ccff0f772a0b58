"""Requests with audio files and nothing to see."""

from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Location, Severity, Violation
from seedance_lint.profiles.profile import Profile
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta


class AudioOnlyReferences(Rule):
    """
    ## What it does
    Finds requests whose only references are audio files, where the provider rejects such requests. Not every provider does.

    ## Why is this bad?
    The request is rejected: "reference_audio cannot be the only reference input".
    """

    meta = RuleMeta("audio-only-references", "request", Severity.ERROR, since="0.1.0", source="restrictions", rests_on="contract")
    examples = (
        Example(
            bad="Sync to @Audio1 beat. Neon streets.",
            good="@Image1 as style reference. Sync to @Audio1 beat. Neon streets.",
            images=0,
            audios=1,
            good_images=1,
            profile="fal-2.0",
        ),
    )

    def applies(self, profile: Profile) -> bool:
        return profile.audio_only_rejected

    def check_request(self, ctx: LintContext) -> Iterator[Violation]:
        assets = ctx.request.assets
        if not assets or not assets.get("audio"):
            return
        if any(files for kind, files in assets.items() if kind != "audio"):
            return
        place = Location(ctx.request.media_paths.get("audio", assets["audio"][0].path))
        yield Violation(place, f"{ctx.count('audio')} and no other reference; the provider also requires an image or a video")
