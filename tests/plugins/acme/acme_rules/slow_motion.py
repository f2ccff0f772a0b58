"""The one rule."""

from seedance_lint.diagnostics import Severity, Violation
from seedance_lint.rules.base import Example, Rule, RuleMeta
from seedance_lint.source import Span


class SlowMotion(Rule):
    """
    ## What it does
    Finds the words "slow motion".

    ## Why is this bad?
    Our clips are all at normal speed.
    """

    meta = RuleMeta("acme/slow-motion", "acme", Severity.WARNING, since="1.0.0")
    examples = (Example(bad="A horse in slow motion.", good="A horse gallops."),)

    def check(self, ctx):
        start = ctx.prompt.text.find("slow motion")
        if start >= 0:
            yield Violation(Span(start, start + len("slow motion")), "`slow motion` is not our style")
