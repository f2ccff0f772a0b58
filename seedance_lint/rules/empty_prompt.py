"""Prompts without words."""

from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Location, Severity, Violation
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta


class EmptyPrompt(Rule):
    """
    ## What it does
    Finds prompts that are empty or contain only white space. Requests with files are left alone where the provider does
    not require a prompt next to files.

    ## Why is this bad?
    The prompt is the one field that every request needs. Without it, the request is rejected.
    """

    meta = RuleMeta("empty-prompt", "limits", Severity.ERROR, since="0.1.0", source="request", rests_on="prompt")
    examples = (Example(bad="  ", good="A lantern swings in the rain."),)

    def check_request(self, ctx: LintContext) -> Iterator[Violation]:
        text = ctx.prompt.text
        if text and not text.isspace():
            return
        assets = ctx.request.assets
        if not ctx.request.needs_prompt or (ctx.profile.prompt_optional and (assets is None or any(assets.values()))):
            return
        if isinstance(ctx.request.fields.get(ctx.profile.request.prompt, ""), str):  # wrong-type reports anything else
            yield Violation(Location(ctx.request.prompt_path), "the prompt is empty")
