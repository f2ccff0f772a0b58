"""Files named without a tag."""

from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Applicability, Edit, Fix, Severity, Violation
from seedance_lint.profiles.profile import Profile
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta
from seedance_lint.syntax.nodes import BareReference as Words


class BareReference(Rule):
    """
    ## What it does
    Finds "image 1" and "视频1" written without a tag mark, where the request has that file. Silent where the provider's
    own tags have no mark.

    ## Why is this bad?
    Only a tag is certain to be bound to a file. The model may understand "image 1", but to the service it is prose.

    The fix writes the tag. It is unsafe, because the words may be about something else.
    """

    meta = RuleMeta("bare-reference", "tags", Severity.INFO, since="0.1.0", fix=Applicability.UNSAFE, source="tags", rests_on="contract")
    examples = (Example(bad="The woman in image 1 turns around.", good="The woman in @Image1 turns around.", images=1),)

    def applies(self, profile: Profile) -> bool:
        return not profile.names_files_bare

    def check_request(self, ctx: LintContext) -> Iterator[Violation]:
        for words in ctx.bindings.bare:
            if not 0 < words.index <= ctx.request.given(words.kind):
                continue
            tag = ctx.tag(words.kind, words.index)
            if _is_in(ctx.prompt.text, words, tag):
                continue
            yield Violation(
                words.span,
                f"`{words.text}` names a file without a tag; write {tag}",
                fixes=(Fix(f"Write {tag}", (Edit(words.span, tag),), Applicability.UNSAFE),),
            )


def _is_in(text: str, words: Words, tag: str) -> bool:
    """Whether words are a part of a tag that is written as documented: the `image1` of `#image1`."""
    at = tag.find(words.text)
    return at > 0 and text.startswith(tag, words.span.start - at)
