"""Tags with a number that no request can have."""

from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Severity, Violation
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta, nouns, plural
from seedance_lint.rules.limits import beyond_count
from seedance_lint.syntax.nodes import Reference, Tag


class IndexOutOfRange(Rule):
    """
    ## What it does
    Finds tags whose number is higher than the number of files that the provider takes of that kind: `@Image10`, `@Video4`.
    Only where the files are unknown, as in a prompt without a request; otherwise `undefined-reference` and `modality-limit`
    know better.

    ## Why is this bad?
    No request can have such a file, so the tag names nothing, whatever is uploaded.
    """

    meta = RuleMeta("index-out-of-range", "references", Severity.ERROR, since="0.1.0", source="media", rests_on="contract")
    skips_ordinary = True
    examples = (Example(bad="@Image1 as first frame, @Image10 as scene.", good="@Image1 as first frame, @Image2 as scene."),)

    def check_tag(self, ctx: LintContext, tag: Tag, reference: Reference) -> Iterator[Violation]:
        limit = ctx.profile.media[tag.kind].max_count
        index = tag.last or tag.index
        if limit is None or index <= limit or ctx.request.assets is not None:  # undefined-reference knows better
            return
        told = beyond_count(ctx, tag.kind, index)
        if told is None:
            return
        allowed = told.takes(f"at most {plural(limit, tag.kind)}, {ctx.tags(tag.kind, limit)}" if limit else f"no {nouns(tag.kind)}")
        yield Violation(tag.span, f"`{tag.text}` cannot name a file: {allowed}", told.source, severity=told.severity)
