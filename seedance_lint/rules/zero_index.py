"""Tags that count from zero."""

from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Severity, Violation
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta, noun
from seedance_lint.syntax.nodes import MalformedTag, Reference


class ZeroIndex(Rule):
    """
    ## What it does
    Finds tags with the number 0: `@Image0`.

    ## Why is this bad?
    Tags count from 1 and the lists of a request from 0: `@Image1` is `image_urls[0]`. A prompt that starts at `@Image0` was
    probably numbered like a list, so its other tags name the wrong files too. This is why no fix is offered: all the tags
    of the prompt need a look.

    A tag without `@` (`[图0]`) is reported only where the files are known: it may be one of a program that counts from 0.
    """

    meta = RuleMeta("zero-index", "tags", Severity.ERROR, since="0.1.0", source="tags", rests_on="prompt")
    examples = (Example(bad="@Image0 as first frame. She turns around.", good="@Image1 as first frame. She turns around.", images=1),)

    def check_malformed_tag(self, ctx: LintContext, tag: MalformedTag, reference: Reference) -> Iterator[Violation]:
        may_be_own = ctx.request.assets is None and tag.text[:1] not in "@＠"
        if tag.reason == "zero-index" and not may_be_own:
            first = f"; the first {noun(tag.kind)} is {ctx.tag(tag.kind, 1)}" if tag.kind else ""
            yield Violation(tag.span, f"`{tag.text}` does not name a file: tags count from 1{first}")
