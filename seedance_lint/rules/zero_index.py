"""Tags that count from zero."""

from collections.abc import Iterator

from seedance_lint.contracts.contract import UNKNOWN
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

    A tag without `@` (`[图0]`) is reported only where the files are known: it may be one of a program that counts from 0. Where the
    provider is not certain and the files of the kind may be counted from 0, such a tag is not reported at all. One with `@` is
    only information if the provider is unknown and the prompt counts each of several files that way: known providers count from 1.
    """

    meta = RuleMeta("zero-index", "tags", Severity.ERROR, since="0.1.0", source="tags", rests_on="prompt")
    examples = (Example(bad="@Image0 as first frame. She turns around.", good="@Image1 as first frame. She turns around.", images=1),)

    def check_malformed_tag(self, ctx: LintContext, tag: MalformedTag, reference: Reference) -> Iterator[Violation]:
        if tag.reason != "zero-index":
            return
        others = {mention.index for mention in ctx.bindings.mentions if mention.kind == tag.kind}
        given, contract = ctx.request.given(tag.kind) if tag.kind else 0, ctx.request.contract
        if tag.text[:1] not in "@＠" and (ctx.request.assets is None or (not ctx.is_certain and max(others, default=0) < given)):
            return
        first = f"; the first {noun(tag.kind)} is {ctx.tag(tag.kind, 1)}" if tag.kind else ""
        is_own_count = contract is not None and contract.standing == UNKNOWN and given > 1 and others == set(range(1, given))
        severity = Severity.INFO if is_own_count else None
        yield Violation(tag.span, f"`{tag.text}` does not name a file: tags count from 1{first}", severity=severity)
