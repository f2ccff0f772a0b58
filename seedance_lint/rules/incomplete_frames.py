"""A last frame without a first frame."""

from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Location, Severity, Violation
from seedance_lint.profiles.profile import Profile
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta
from seedance_lint.rules.limits import cite
from seedance_lint.rules.missing_request_role import lacks_role


class IncompleteFrames(Rule):
    """
    ## What it does
    Finds requests that have a last frame (by a role or by the name of a field, not in the prompt) but no first frame, where
    the provider requires both.

    ## Why is this bad?
    The request is rejected. To end on an image without starting from another one, send it as a reference and say so in the
    prompt.
    """

    meta = RuleMeta("incomplete-frames", "request", Severity.ERROR, since="0.2.0", source="restrictions", rests_on="contract")
    examples = (
        Example(
            bad="Dusk falls over the yard.",
            good="Dusk falls over the yard.",
            profile="ark-2.0",
            fields={
                "content": [
                    {"type": "text", "text": "Dusk falls over the yard."},
                    {"type": "image_url", "image_url": {"url": "https://example.com/dusk.png"}, "role": "last_frame"},
                ]
            },
            good_fields={
                "content": [
                    {"type": "text", "text": "Dusk falls over the yard."},
                    {"type": "image_url", "image_url": {"url": "https://example.com/noon.png"}, "role": "first_frame"},
                    {"type": "image_url", "image_url": {"url": "https://example.com/dusk.png"}, "role": "last_frame"},
                ]
            },
        ),
    )

    def applies(self, profile: Profile) -> bool:
        return profile.last_frame_needs_first

    def check_request(self, ctx: LintContext) -> Iterator[Violation]:
        last = next((asset for asset in ctx.files_with_role if asset.role == "last_frame"), None)
        if last is None or any(asset.role == "first_frame" for asset in ctx.files_with_role):
            return
        images = (ctx.request.assets or {}).get("image", ())
        if ctx.profile.items_need_role and any(lacks_role(asset) for asset in images):
            return  # it counts as the first frame, and missing-request-role reports it
        yield Violation(
            Location(last.path),
            "this is the last frame, but the request has no first frame; the provider takes both, or only the first",
            help=f"add a first frame, or send this image as a reference and name it in the prompt; {cite(ctx.profile, 'restrictions')}",
        )
