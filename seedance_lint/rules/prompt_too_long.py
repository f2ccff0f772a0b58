"""Prompts over the token limit."""

from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Severity, Violation
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta
from seedance_lint.source.span import Span


class PromptTooLong(Rule):
    """
    ## What it does
    Finds prompts with more tokens, tags included, than the provider takes; with more characters, where the provider
    counts those.

    The model's own vocabulary is not public, so the count is a range that the public ones span. Only where even its low
    end exceeds the limit it is an error; where just the high end does, it is a warning. A prompt of no more bytes than
    tokens allowed is never too long, in any byte-level vocabulary. With a vocabulary of your own (`--tokenizer FILE`)
    the count is exact.

    ## Why is this bad?
    A prompt over the limit is rejected or cut, and what is cut is its end.
    """

    meta = RuleMeta("prompt-too-long", "limits", Severity.ERROR, since="0.1.0", source="prompt", rests_on="contract")
    examples = (Example(bad="A lantern swings in the rain. " * 400, good="A lantern swings in the rain. " * 40),)

    def check_request(self, ctx: LintContext) -> Iterator[Violation]:
        characters, limit, text = ctx.profile.max_characters, ctx.profile.max_tokens, ctx.prompt.text
        if characters is not None and len(text) > characters:
            yield Violation(Span(0, len(text)), f"the prompt has {len(text):,} characters, and the provider takes at most {characters:,}")
            return
        if limit is None or (len(text) <= limit and (text.isascii() or len(text.encode("utf-8", "surrogatepass")) <= limit)):
            return
        low, high = ctx.count_tokens(text)
        if high <= limit:
            return
        count = f"{low:,}" if low == high else f"about {low:,} to {high:,}"
        message = f"the prompt has {count} tokens, and the provider takes at most {limit:,}"
        yield Violation(Span(0, len(text)), message, severity=None if low > limit else Severity.WARNING)
