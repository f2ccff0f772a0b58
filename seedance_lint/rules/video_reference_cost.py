"""Video references cost more."""

from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Location, Severity, Violation
from seedance_lint.profiles.profile import Profile
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta


class VideoReferenceCost(Rule):
    """
    ## What it does
    Notes requests with videos among their references. Off by default.

    ## Why is this bad?
    A request with a video among its references costs more. Useful if you lint large batches and pay for them.
    """

    meta = RuleMeta(
        "video-reference-cost", "assets", Severity.INFO, since="0.1.0", default=False, source="restrictions", rests_on="contract"
    )
    examples = (
        Example(
            bad="@Image1 as first frame. Replicate @Video1 camera movement.",
            good="@Image1 as first frame. The camera orbits.",
            images=1,
            videos=1,
            good_videos=0,
        ),
    )

    def applies(self, profile: Profile) -> bool:
        return profile.video_references_cost_more

    def check_request(self, ctx: LintContext) -> Iterator[Violation]:
        videos = (ctx.request.assets or {}).get("video", ())
        if videos:
            yield Violation(Location(videos[0].path), f"the request has {ctx.count('video')} among its references, which raises its price")
