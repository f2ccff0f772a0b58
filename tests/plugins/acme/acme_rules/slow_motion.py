"""The words "slow motion"."""

from collections.abc import Iterator

from seedance_lint.diagnostics import Severity, Violation
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta
from seedance_lint.source import Span

WORDS = "slow motion"


class SlowMotion(Rule):
    """
    ## What it does
    Finds the words "slow motion".

    ## Why is this bad?
    Our clips run at normal speed.

    ## Options
    `allowed` (default 0): how often the words may occur in a prompt.
    """

    meta = RuleMeta("acme/slow-motion", "acme", Severity.WARNING, since="1.0.0", rests_on="prompt")
    options = {"allowed": 0}
    examples = (Example(bad="A horse in slow motion.", good="A horse gallops."),)

    def check_request(self, ctx: LintContext) -> Iterator[Violation]:
        """Yield what is wrong with one prompt and its request."""
        text = ctx.prompt.text
        start = text.find(WORDS)
        if text.count(WORDS) > ctx.option(self, "allowed"):
            yield Violation(Span(start, start + len(WORDS)), f"`{WORDS}` is not our style")
