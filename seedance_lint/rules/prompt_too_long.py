"""Prompts that are longer, or shorter, than the provider accepts."""

from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Severity, Violation
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta
from seedance_lint.rules.limits import beyond
from seedance_lint.source.span import Span


class PromptTooLong(Rule):
    """
    ## What it does
    Finds prompts with more tokens, tags included, than the provider accepts, or more characters where the provider counts
    characters.

    The model's own tokenizer is not public. The number of tokens is therefore an estimate, a range that covers the public
    tokenizers, and a prompt over the limit is a warning. (A prompt with no more bytes than the allowed tokens is never too
    long, in any byte-level tokenizer.) With a tokenizer of your own (`--tokenizer FILE`), the count is exact and too many
    tokens are an error. Too many characters are an error too, and so are too few where the provider has a minimum; where
    the provider cuts off longer prompts, that is a warning.

    ## Why is this bad?
    A prompt over the limit is rejected, or its end is cut off.
    """

    meta = RuleMeta("prompt-too-long", "limits", Severity.ERROR, since="0.1.0", source="prompt", rests_on="contract")
    examples = (
        Example(
            bad="[Image1] swings in the rain. " * 200,
            good="[Image1] swings in the rain. " * 40,
            images=1,
            good_images=1,
            profile="replicate-2.0",
        ),
    )

    def check_request(self, ctx: LintContext) -> Iterator[Violation]:
        characters, limit, text = ctx.profile.max_characters, ctx.profile.max_tokens, ctx.prompt.text
        if characters is not None and len(text) > characters:
            yield from self._too_many(ctx, f"{len(text):,} characters", f"at most {characters:,}", exact=True)
        elif limit is not None and len(text.encode("utf-8", "surrogatepass") if not text.isascii() else text) > limit:
            low, high = ctx.count_tokens(text)
            if high > limit:
                count = f"{low:,}" if low == high else f"about {low:,} to {high:,}"
                yield from self._too_many(ctx, f"{count} tokens", f"at most {limit:,}", exact=low == high)
        least = ctx.profile.min_characters
        if least is not None and 0 < len(text.strip()) < least and not ctx.request.holes:
            yield from self._too_many(ctx, f"{len(text)} character{'s' if len(text) > 1 else ''}", f"at least {least:,}", exact=True)

    def _too_many(self, ctx: LintContext, count: str, allowed: str, *, exact: bool) -> Iterator[Violation]:
        told = beyond(ctx.profile, "prompt")
        if told is None:
            return
        cut = ctx.profile.prompt_cut and allowed.startswith("at most")
        taken = f"{ctx.profile.provider} reads {allowed}, so the end is cut off" if cut else told.takes(allowed)
        severity = told.severity if exact and not cut else Severity.WARNING
        yield Violation(Span(0, len(ctx.prompt.text)), f"the prompt has {count}, and {taken}", told.source, severity=severity)
