"""Too many files in total."""

from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Location, Related, Severity, Violation
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta, listed, plural
from seedance_lint.rules.limits import beyond_count


class TotalLimit(Rule):
    """
    ## What it does
    Finds requests with more files than the provider takes in total, though no single kind has too many. If another provider
    takes that many for the same model, it is a warning that says when the limit was read.

    ## Why is this bad?
    The request is rejected. The total limit is lower than the limits for images, videos and audio files added up.
    """

    meta = RuleMeta("total-limit", "limits", Severity.ERROR, since="0.1.0", source="media", rests_on="contract")
    examples = (
        Example(
            bad="@Image1 to @Image9 as scene, @Video1 to @Video3 camera movement, sync to @Audio1 beat.",
            good="@Image1 to @Image9 as scene, @Video1 to @Video3 camera movement.",
            images=9,
            videos=3,
            audios=1,
            good_audios=0,
        ),
    )

    def check_request(self, ctx: LintContext) -> Iterator[Violation]:
        limit, assets = ctx.profile.max_total, ctx.request.assets
        if limit is None or assets is None or sum(map(len, assets.values())) <= limit:
            return
        media = ctx.profile.media
        allowed = [file for kind, files in assets.items() for file in files[: media[kind].max_count]]
        if len(allowed) <= limit:  # modality-limit names the files to leave out
            return
        told = beyond_count(ctx, None, len(allowed))
        if told is None:
            return
        kinds = [kind for kind, files in assets.items() if files]
        counts = listed([ctx.count(kind) for kind in kinds], "and")
        related = tuple(place for kind in kinds for place in ctx.given_here(kind))
        yield Violation(
            Location(allowed[limit].path),
            f"{counts} are {plural(len(allowed), 'file')}, and {told.takes(f'at most {limit} in total')}",
            told.source,
            related or (Related(Location(ctx.request.prompt_path), "this prompt"),),
            severity=told.severity,
        )
