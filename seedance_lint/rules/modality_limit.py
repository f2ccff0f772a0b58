"""Too many files of one kind."""

from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Location, Severity, Violation
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta


class ModalityLimit(Rule):
    """
    ## What it does
    Finds lists with more images, videos or audios than the provider takes.

    ## Why is this bad?
    The request is rejected: "expected at most 9 reference images but got 10 instead".
    """

    meta = RuleMeta("modality-limit", "limits", Severity.ERROR, since="0.1.0", source="media", rests_on="contract")
    examples = (
        Example(
            bad="@Video1 camera movement, then @Video2 to @Video4 effects.",
            good="@Video1 camera movement, then @Video2 to @Video3 effects.",
            videos=4,
            good_videos=3,
        ),
    )

    def check_request(self, ctx: LintContext) -> Iterator[Violation]:
        for kind, files in (ctx.request.assets or {}).items():
            limit = ctx.profile.media[kind].max_count
            if limit is not None and len(files) > limit:
                allowed = f"at most {limit}" if limit else "none"
                message = f"{ctx.count(kind)} given, and the provider takes {allowed}"
                yield Violation(Location(files[limit].path), message, related=ctx.given_here(kind))
