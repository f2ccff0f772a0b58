"""Too many files of one kind."""

from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Location, Severity, Violation
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta
from seedance_lint.rules.limits import beyond_count


class ModalityLimit(Rule):
    """
    ## What it does
    Finds requests with more images, videos or audio files than the provider takes. If another provider takes that many for
    the same model, it is a warning that says when the limit was read, because providers raise such limits.

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
            if limit is None or len(files) <= limit:
                continue
            told = beyond_count(ctx, kind, len(files))
            if told is not None:
                message = f"the request has {ctx.count(kind)}, and {told.takes(f'at most {limit}' if limit else 'none')}"
                yield Violation(Location(files[limit].path), message, told.source, ctx.given_here(kind), severity=told.severity)
