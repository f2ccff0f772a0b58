"""Tags with a number that no request can have."""

from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Severity, Violation
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta, plural


class IndexOutOfRange(Rule):
    """
    ## What it does
    Finds tags whose number exceeds the files of their kind that the provider takes: `@Image10`, `@Video4`.

    ## Why is this bad?
    Such a file can never be part of a request, so the tag names nothing, whatever is uploaded.

    Where the request gives so many files all the same, modality-limit speaks, and this rule is silent.
    """

    needs = "odd_tags"
    meta = RuleMeta("index-out-of-range", "references", Severity.ERROR, since="0.1.0", source="media")
    examples = (Example(bad="@Image1 as first frame, @Image10 as scene.", good="@Image1 as first frame, @Image2 as scene."),)

    def check(self, ctx: LintContext) -> Iterator[Violation]:
        media, request = ctx.profile.media, ctx.request
        for tag, _ in ctx.odd_tags:
            limit = media[tag.kind].max_count
            index = tag.last or tag.index
            if limit is None or index <= limit or index <= request.given(tag.kind):
                continue
            allowed = f"takes at most {plural(limit, tag.kind)}, {ctx.tags(tag.kind, limit)}" if limit else f"takes no {tag.kind}s"
            given = f"this request gives {ctx.count(tag.kind)}" if request.assets is not None else None
            yield Violation(tag.span, f"`{tag.text}` can name no file: the provider {allowed}", help=given)
