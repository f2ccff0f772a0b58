"""First and last frames beside other references, where a provider takes only one or the other."""

from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Location, Related, Severity, Violation
from seedance_lint.profiles.profile import Profile
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta, role_words


class MixedReferences(Rule):
    """
    ## What it does
    Finds requests that give a file the role of first or last frame (in the request, not in the prompt) and other files as
    references. Silent with providers that do not reject this, as `seedance-2.0` does not.

    ## Why is this bad?
    A request is either made from its first and last frame or from references: "first/last frame content cannot be mixed
    with reference media content". In reference mode, the prompt can say which image is the first frame.
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
        if ctx.request.assets is None:
            return
        assets = [asset for assets in ctx.request.assets.values() for asset in assets]
        frame = next((asset for asset in assets if asset.role in ctx.profile.exclusive_roles), None)
        other = next((asset for asset in assets if asset.role not in ctx.profile.exclusive_roles), None)
        if frame is None or other is None:
            return
        role = role_words(frame.role or "")
        yield Violation(
            Location(other.path),
            f"this {other.kind} is a reference, and the request has a {role}; the provider takes either",
            help=f"give the {role} as a reference too, and name it in the prompt",
            related=(Related(Location(frame.path), f"the {role}, given here"),),
        )
