"""Prompts without words."""

from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Location, Severity, Violation
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta


class EmptyPrompt(Rule):
    """
    ## What it does
    Finds prompts that are empty or hold nothing but white space. Where the provider needs no prompt beside files, requests
    with files are left alone.

    ## Why is this bad?
    The prompt is the one field that every request needs; without it the request is rejected.
    """

    meta = RuleMeta("empty-prompt", "limits", Severity.ERROR, since="0.1.0", source="request", rests_on="prompt")
    examples = (Example(bad="  ", good="A lantern swings in the rain."),)

    def check_request(self, ctx: LintContext) -> Iterator[Violation]:
        text = ctx.prompt.text
        if text and not text.isspace():
            return
        assets = ctx.request.assets
        if ctx.profile.prompt_optional and (assets is None or any(assets.values())):
            return
        if isinstance(ctx.request.fields.get(ctx.profile.request.prompt, ""), str):  # anything else is of the wrong type
            yield Violation(Location(ctx.request.prompt_path), "the prompt is empty")
