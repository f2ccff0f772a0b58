"""First and last frames together with other references, where a provider takes one or the other."""

from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Location, Related, Severity, Violation
from seedance_lint.profiles.profile import Profile
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta, noun, plural, role_words
from seedance_lint.rules.limits import cite
from seedance_lint.rules.missing_request_role import lacks_role


class MixedReferences(Rule):
    """
    ## What it does
    Finds requests that have a first or last frame (by a role or by the name of a field, not in the prompt) together with
    other files as references. Silent for providers that accept both. It is a warning where the provider silently drops the
    references.

    ## Why is this bad?
    A video is made either from its first and last frame or from references: "first/last frame content cannot be mixed with
    reference media content". With references, the prompt can say which image is the first frame.
    """

    meta = RuleMeta("mixed-references", "request", Severity.ERROR, since="0.1.0", source="restrictions", rests_on="contract")
    examples = (
        Example(
            bad="She turns around like [Image1].",
            good="[Image1] as first frame. She turns around like [Image2].",
            profile="replicate-2.0",
            fields={
                "reference_images": [
                    {"url": "https://example.com/start.png", "role": "first_frame"},
                    {"url": "https://example.com/hero.png"},
                ]
            },
            good_fields={"reference_images": ["https://example.com/start.png", "https://example.com/hero.png"]},
        ),
    )

    def applies(self, profile: Profile) -> bool:
        return profile.frames_exclude_references is not None

    def check_request(self, ctx: LintContext) -> Iterator[Violation]:
        frames = ctx.profile.exclusive_roles
        frame = next((asset for asset in ctx.files_with_role if asset.role in frames), None)
        if frame is None:
            return
        needs_role = ctx.profile.items_need_role
        references = [
            asset
            for files in (ctx.request.assets or {}).values()
            for asset in files
            if asset.role not in frames
            and not (needs_role and asset.kind == "image" and lacks_role(asset))  # missing-request-role reports it
        ]
        if not references:
            return
        first, role = references[0], role_words(frame.role or "")
        dropped = ctx.profile.frames_exclude_references == "dropped"
        if dropped:
            what = f"this {noun(first.kind)} is" if len(references) == 1 else f"{plural(len(references), 'reference')} are"
            message = f"{what} silently dropped, because the request has a {role}"
        else:
            message = f"this {noun(first.kind)} is a reference, but the request has a {role}; the provider takes one or the other"
        yield Violation(
            Location(first.path),
            message,
            help=f"send the {role} as a reference too, and name it in the prompt; {cite(ctx.profile, 'restrictions')}",
            related=(Related(Location(frame.path), f"the {role}, given here"),),
            severity=Severity.WARNING if dropped else None,
        )
